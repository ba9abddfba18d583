// swift-tools-version: 6.2
import PackageDescription

// Graphviz keeps its plugins beside its libraries, in a folder that no linker searches by itself.
// Baton links the two it needs (the dot layout and the core) instead of letting Graphviz look for
// them at run time: that scan costs more than the layout of a small map.
#if arch(arm64)
let graphvizPlugins = "/usr/lib/aarch64-linux-gnu/graphviz"
#else
let graphvizPlugins = "/usr/lib/x86_64-linux-gnu/graphviz"
#endif

let package = Package(
    name: "baton",
    products: [
        .executable(name: "baton", targets: ["baton"]),
        // What the benchmarks time in their own process.
        .library(name: "ProcessModel", targets: ["ProcessSyntax", "ProcessModel"]),
        .library(name: "ProcessAnalysis", targets: ["ProcessAnalysis"]),
        // What `make fuzz` runs, from the same package as the benchmarks.
        .library(name: "MapFuzzing", targets: ["MapFuzzing"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    ],
    targets: [
        // The flow of data, in order: text, model, analysis, diagram, report. Each target may import
        // only those above it; ARCHITECTURE.md says why.
        .target(name: "ProcessSyntax"),
        .target(name: "ProcessModel", dependencies: ["ProcessSyntax"]),
        .target(
            name: "ProcessAnalysis",
            dependencies: [
                "ProcessModel", "ProcessSyntax",
                .product(name: "HeapModule", package: "swift-collections"),
            ]),
        .systemLibrary(
            name: "CGraphviz",
            pkgConfig: "libgvc",
            providers: [.apt(["libgraphviz-dev"])]),
        .target(
            name: "ProcessDiagram",
            dependencies: [
                "ProcessAnalysis", "ProcessModel", "ProcessSyntax", "CGraphviz",
                .product(name: "HeapModule", package: "swift-collections"),
            ],
            linkerSettings: [
                .unsafeFlags([
                    "-L\(graphvizPlugins)", "-Xlinker", "-rpath", "-Xlinker", graphvizPlugins,
                    "-Xlinker", "-l:libgvplugin_dot_layout.so.6", "-Xlinker", "-l:libgvplugin_core.so.6",
                ])
            ]),
        .target(
            name: "ProcessReport",
            dependencies: ["ProcessDiagram", "ProcessAnalysis", "ProcessModel", "ProcessSyntax"]),
        .target(
            name: "BPMNInterchange",
            dependencies: ["ProcessDiagram", "ProcessAnalysis", "ProcessModel", "ProcessSyntax"]),
        .target(
            name: "ProcessWorkspace",
            dependencies: ["BPMNInterchange", "ProcessReport", "ProcessDiagram", "ProcessAnalysis", "ProcessModel", "ProcessSyntax"]),
        .executableTarget(
            name: "baton",
            dependencies: [
                "ProcessWorkspace",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .testTarget(name: "ArchitectureTests"),
        .testTarget(name: "SampleMapsTests", dependencies: ["ProcessDiagram", "ProcessAnalysis", "ProcessModel", "ProcessSyntax"]),
        .testTarget(name: "ProcessSyntaxTests", dependencies: ["ProcessSyntax"]),
        .testTarget(name: "ProcessModelTests", dependencies: ["ProcessModel", "ProcessSyntax"]),
        .testTarget(name: "ProcessAnalysisTests", dependencies: ["ProcessDiagram", "ProcessAnalysis", "ProcessModel", "ProcessSyntax"]),
        .testTarget(name: "ProcessDiagramTests", dependencies: ["ProcessDiagram", "ProcessAnalysis", "ProcessModel", "ProcessSyntax"]),
        .testTarget(name: "ProcessReportTests", dependencies: ["ProcessReport", "ProcessDiagram", "ProcessAnalysis", "ProcessModel", "ProcessSyntax"]),
        .testTarget(
            name: "BPMNInterchangeTests",
            dependencies: ["BPMNInterchange", "ProcessWorkspace", "ProcessReport", "ProcessDiagram", "ProcessAnalysis", "ProcessModel", "ProcessSyntax"]),
        .testTarget(name: "ProcessWorkspaceTests", dependencies: ["ProcessWorkspace", "ProcessReport", "ProcessDiagram", "ProcessAnalysis", "ProcessModel", "ProcessSyntax"]),
        // Broken maps by the thousand, for a short run in the tests and a long one in Benchmarks/.
        .target(
            name: "MapFuzzing", dependencies: ["ProcessReport", "ProcessDiagram", "ProcessAnalysis", "ProcessModel", "ProcessSyntax"],
            path: "Tests/MapFuzzing"),
        .testTarget(name: "FuzzTests", dependencies: ["MapFuzzing"]),
        // The JSON against docs/schema/, by a validator in Python.
        .testTarget(
            name: "SchemaTests",
            dependencies: ["MapFuzzing", "ProcessWorkspace", "ProcessReport", "ProcessAnalysis", "ProcessModel", "ProcessSyntax"],
            exclude: ["validate.py"]),
        // Reports in a real browser, driven by Python.
        .testTarget(
            name: "BrowserTests",
            dependencies: ["ProcessWorkspace", "ProcessReport", "ProcessAnalysis", "ProcessModel", "ProcessSyntax"],
            exclude: ["chromium.py", "look.js", "report.py"]),
        // What makes Baton ready to use elsewhere: manual page, action, templates, hooks.
        .testTarget(name: "PackagingTests", dependencies: ["baton"]),
        // README and docs hold console examples; this runs them.
        .testTarget(name: "DocumentationTests", dependencies: ["baton"]),
    ],
    swiftLanguageModes: [.v6]
)
