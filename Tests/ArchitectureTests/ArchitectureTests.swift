import Testing

/// What ARCHITECTURE.md promises, held against the files in `Sources`.
@Suite struct ArchitectureTests {
    /// The modules of our own, and of others, that each target may import.
    static let mayImport: [String: Set<String>] = [
        "ProcessSyntax": [],
        "ProcessModel": ["ProcessSyntax"],
        "ProcessAnalysis": ["ProcessSyntax", "ProcessModel", "HeapModule", "Glibc"],
        "ProcessDiagram": [
            "ProcessSyntax", "ProcessModel", "ProcessAnalysis", "HeapModule", "Glibc", "Synchronization", "CGraphviz",
        ],
        "ProcessReport": ["ProcessSyntax", "ProcessModel", "ProcessAnalysis", "ProcessDiagram"],
        "BPMNInterchange": ["ProcessSyntax", "ProcessModel", "ProcessAnalysis", "ProcessDiagram"],
        "ProcessWorkspace": [
            "BPMNInterchange", "ProcessSyntax", "ProcessModel", "ProcessAnalysis", "ProcessDiagram", "ProcessReport", "Glibc", "Dispatch", "Synchronization",
        ],
        "baton": ["ProcessWorkspace", "ArgumentParser"],
    ]

    /// The targets that are pure functions on values.
    static let pure: Set<String> = ["ProcessSyntax", "ProcessModel", "ProcessAnalysis", "ProcessDiagram", "ProcessReport", "BPMNInterchange"]

    /// Names of Swift's own library that read or write the world around the program.
    static let worldly: Set<String> = [
        "print(", "debugPrint(", "readLine(", "CommandLine", "ContinuousClock", "SuspendingClock",
        "SystemRandomNumberGenerator", "getenv(", "fopen(", "FileManager", "ProcessInfo", "Date(",
    ]

    /// Names of C that do, in a file that imports C. Elsewhere they are our own functions.
    static let worldlyInC: Set<String> = [
        "fread(", "fwrite(", "fputs(", "printf(", "open(", "read(", "write(", "stat(", "opendir(", "setenv(", "getcwd(",
        "time(", "clock(", "clock_gettime(", "gettimeofday(", "localtime(", "random(", "rand(", "stdin", "stdout", "stderr",
        "system(", "dlopen(",
    ]

    /// Names that stop the program when the writer of a map was not expected to write what they did.
    static let trapping: Set<String> = ["try!", "as!", "fatalError(", "preconditionFailure(", "assertionFailure("]

    static func forbiddenImports(_ file: SourceFile) -> [String] {
        file.imports.subtracting(mayImport[file.target] ?? []).sorted().map { "\(file.path) imports \($0)" }
    }

    static func touches(_ file: SourceFile) -> [String] {
        let speaksC = !file.imports.isDisjoint(with: ["Glibc", "CGraphviz"])
        return uses(speaksC ? worldly.union(worldlyInC) : worldly, file)
    }

    static func uses(_ names: Set<String>, _ file: SourceFile) -> [String] {
        file.words.intersection(names).sorted().map { "\(file.path) uses \($0)" }
    }

    @Test func everyTargetIsKnown() throws {
        #expect(Set(try SourceFile.all().map(\.target)) == Set(Self.mayImport.keys))
    }

    @Test func targetsImportOnlyWhatStandsAboveThem() throws {
        let found = try SourceFile.all().flatMap(Self.forbiddenImports)
        #expect(found == [])
    }

    @Test func onlyOneFolderSpeaksToGraphviz() throws {
        let importers = try SourceFile.all().filter { $0.imports.contains("CGraphviz") }.map(\.path)
        #expect(importers.allSatisfy { $0.hasPrefix("ProcessDiagram/Ranking/") }, "\(importers)")
    }

    @Test func onlyOneFolderLoadsLibraries() throws {
        let loaders = try SourceFile.all().filter { !$0.words.isDisjoint(with: ["dlopen(", "dlsym("]) }.map(\.path)
        #expect(loaders.count == 1 && loaders.allSatisfy { $0.hasPrefix("ProcessWorkspace/Loading/") }, "\(loaders)")
    }

    @Test func nothingBelowTheWorkspaceTouchesTheWorld() throws {
        let found = try SourceFile.all().filter { Self.pure.contains($0.target) }.flatMap(Self.touches)
        #expect(found == [])
    }

    @Test func nothingTrapsOnPurpose() throws {
        let found = try SourceFile.all().flatMap { Self.uses(Self.trapping, $0) }
        #expect(found == [])
    }

    @Test func rulesNeverSeeTheTree() throws {
        let rules = try SourceFile.all().filter { $0.path.hasPrefix("ProcessAnalysis/Rules/") }
        #expect(rules.count > 0)
        let found = rules.flatMap { Self.uses(["SyntaxTree", "SourceText", "Resolver"], $0) }
        #expect(found == [])
    }

    @Test func coreTypesCarryNoJSON() throws {
        let core = try SourceFile.all().filter { ["ProcessSyntax", "ProcessModel", "ProcessAnalysis"].contains($0.target) }
        let found = core.flatMap { Self.uses(["Codable", "Encodable", "Decodable", "JSONEncoder", "JSON"], $0) }
        #expect(found == [])
    }

    // The checks above would be worth nothing if they could not fail.

    @Test(arguments: [
        "import Foundation", "  @preconcurrency import Foundation", "public import struct Foundation.URL",
        "@testable import Foundation;",
    ])
    func aForbiddenImportIsSeen(line: String) {
        #expect(Self.forbiddenImports(SourceFile(path: "ProcessModel/A.swift", text: "let a = 1\n\(line)\n")) == [
            "ProcessModel/A.swift imports Foundation"
        ])
    }

    @Test(arguments: [
        ("let f = fopen(path, mode)", "fopen("), ("x = CommandLine.arguments", "CommandLine"),
        ("import Glibc\nlet now = time(nil)", "time("), ("y=try! f()", "try!"),
    ])
    func aForbiddenNameIsSeen(text: String, name: String) {
        let file = SourceFile(path: "ProcessModel/A.swift", text: text)
        #expect(Self.touches(file) + Self.uses(Self.trapping, file) == ["ProcessModel/A.swift uses \(name)"])
    }

    @Test(arguments: ["// never print(it)", "queue.open(gate)", "let importance = 1", "reopen(door)", "write(row)"])
    func whatOnlyLooksLikeItIsNot(line: String) {
        let file = SourceFile(path: "ProcessModel/A.swift", text: line)
        #expect(Self.touches(file) + Self.forbiddenImports(file) == [])
    }
}
