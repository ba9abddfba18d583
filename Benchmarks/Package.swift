// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nobody who builds or tests Baton builds this.
let package = Package(
    name: "benchmarks",
    dependencies: [.package(name: "baton", path: "..")],
    targets: [
        .executableTarget(
            name: "bench",
            dependencies: [.product(name: "ProcessModel", package: "baton"), .product(name: "ProcessAnalysis", package: "baton")]),
        .executableTarget(name: "fuzz", dependencies: [.product(name: "MapFuzzing", package: "baton")]),
    ],
    swiftLanguageModes: [.v6]
)
