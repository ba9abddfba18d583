import Foundation
import ProcessAnalysis
import ProcessModel
import ProcessSyntax
import Testing

@testable import ProcessDiagram

/// Two maps drawn as one: what stayed is in its place, and nothing is drawn wrong.
@Suite struct DifferenceDrawingTests {
    private struct Pair {
        let old: ProcessMap
        let new: ProcessMap
        let difference: MapDifference
        let union: MapUnion
        let drawing: SwimlaneMap

        init(_ old: String, _ new: String) throws {
            self.old = try Self.read(old)
            self.new = try Self.read(new)
            difference = MapDifference(self.old, self.new)
            union = MapUnion(difference)
            var options = SwimlaneMap.Options()
            options.pains = false
            options.unknowns = false
            let entries = difference.changes.map { DifferenceMarks.Entry($0.kind, text: $0.name, more: "") }
            options.difference = DifferenceMarks(union, difference, entries: entries)
            let graph = FlowGraph(self.new)
            drawing = try SwimlaneMap(union.map, graph: FlowGraph(union.map), mainPath: MainPath(self.new, graph), options: options)
        }

        static func read(_ text: String) throws -> ProcessMap {
            let resolution = Resolver.resolve(SyntaxTree(parsing: SourceText(name: "map.baton", bytes: Array(text.utf8))))
            try #require(!resolution.diagnostics.contains { $0.severity == .error }, "\(resolution.diagnostics.map(\.message)) in:\n\(text)")
            return resolution.map
        }
    }

    private static let old = """
        process: Offers
        lanes: Customer, Sales, Legal, Print

        flow:
          start: Asked
          Customer: Ask for an offer
          Sales: Write offer [work 20 min]
          Legal: Check terms
          Sales: Good?
            yes 60%
            no 40% -> Write offer
          Print: Print offer
          Sales: Send offer
          end: Sent
        """
    private static let new = old.replacing("Legal: Check terms", with: "Sales: Check terms").replacing("  Print: Print offer\n", with: "")
        .replacing("20 min", with: "5 min").replacing("Sales: Send offer", with: "Sales: Send offer\n  Customer: Read offer").replacing(", Print", with: "")

    @Test func marksWhatIsNewGoneAndChanged() throws {
        let pair = try Pair(Self.old, Self.new)
        let marks = Dictionary(uniqueKeysWithValues: pair.drawing.diagram.steps.map { ($0.key, $0.change) })
        #expect(marks["Write offer"] == .changed && marks["Check terms"] == .changed && marks["Read offer"] == .added && marks["Print offer"] == .removed)
        #expect(marks["Ask for an offer"] == .some(nil) && marks["Send offer"] == .some(nil))
        #expect(pair.union.map.lanes.map(\.name) == ["Customer", "Sales", "Legal", "Print"])
        let svg = pair.drawing.svg()
        for words in ["+ new", "− gone", "~ moved", "~ changed"] { #expect(svg.contains(">\(words)<"), "\(words)") }
        #expect(svg.contains("class=\"step removed\"") && svg.contains("class=\"step added\""))
        // A line over a step that was taken out is no new way.
        let good = try #require(pair.drawing.diagram.flows.first { pair.union.map[$0.from].name == "Good?" && pair.union.map[$0.to].name == "Send offer" })
        #expect(good.change != .added)
    }

    @Test func aMapWithItselfHasNoMark() throws {
        let pair = try Pair(Self.old, Self.old)
        #expect(pair.union.map.nodes.count == pair.new.nodes.count && pair.union.map.flows.count == pair.new.flows.count)
        #expect(!pair.drawing.diagram.steps.contains { $0.change != nil } && !pair.drawing.diagram.flows.contains { $0.change != nil })
    }

    @Test func aStepThatTookTheNameOfOneThatIsGoneIsAnother() throws {
        let pair = try Pair("process: A\nlanes: S\nflow:\n  S: Good?\n    yes\n    no -> Stop\n  S: Stop\n  end: End", "process: A\nlanes: S\nflow:\n  S: Write\n  start: Good?\n  S: Stop\n  end: End")
        #expect(Set(pair.union.map.nodes.map(\.key)).count == pair.union.map.nodes.count)
    }

    // MARK: In its place

    /// Along the main path, what stayed stands in the same order as on a drawing of the new map alone; and so do the lanes.
    private func expectInPlace(_ pair: Pair, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let graph = FlowGraph(pair.new)
        let path = MainPath(pair.new, graph)
        let alone = try SwimlaneMap(pair.new, graph: graph, mainPath: path)
        func lefts(_ drawing: SwimlaneMap) -> [Double] { path.nodes.map { drawing.diagram.steps[$0.index].outline.box.center.x } }
        for (a, b) in zip(zip(lefts(alone), lefts(alone).dropFirst()), zip(lefts(pair.drawing), lefts(pair.drawing).dropFirst())) {
            #expect(a.0 > a.1 + 1 || b.0 <= b.1 + 1, sourceLocation: sourceLocation)
        }
        #expect(Array(pair.drawing.diagram.lanes.map(\.name).prefix(pair.new.lanes.count)) == pair.new.lanes.map(\.name), sourceLocation: sourceLocation)
        for index in pair.new.nodes.indices {
            #expect(pair.drawing.diagram.steps[index].key == pair.new.nodes[index].key && pair.drawing.diagram.steps[index].lane == pair.new.nodes[index].lane, sourceLocation: sourceLocation)
        }
    }

    @Test func whatStayedIsInItsPlace() throws {
        try expectInPlace(Pair(Self.old, Self.new))
        try expectInPlace(Pair(Self.new, Self.old))
    }

    // MARK: Made-up maps

    private static let tools = AuditTests.tools

    private func run(_ script: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", Self.tools.appending(path: script).path()] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }

    /// Lines of plain steps that no other line names, with a plain step of the same depth before and after them.
    private static func inner(_ lines: [String]) -> [Int] {
        func depth(_ line: String) -> Int? {
            guard line.contains(": "), !line.contains("?"), !line.contains("["), let last = line.last, last.isNumber, !line.contains("path:"), !line.contains("process:") else { return nil }
            return line.prefix { $0 == " " }.count
        }
        return lines.indices.dropFirst().dropLast().filter { index in
            guard let own = depth(lines[index]), own > 0 else { return false }
            let name = lines[index].split(separator: ": ", maxSplits: 1).last ?? ""
            // A step that others go back to cannot just be taken out.
            return depth(lines[index - 1]) == own && depth(lines[index + 1]) == own && lines.count { $0.contains(name) } == 1
        }
    }

    @Test(.enabled(if: AuditTests.isHere, AuditTests.why), arguments: 1...12)
    func oneEditIsOneChange(_ seed: Int) throws {
        let text = try run("gen-map.py", ["--steps", "\(16 + seed * 9)", "--lanes", "\(3 + seed % 5)", "--seed", "\(seed)", "--detail", "plain"]).output
        let lines = text.components(separatedBy: "\n")
        let places = Self.inner(lines)
        try #require(!places.isEmpty)
        let place = places[seed * 7 % places.count]
        let old = try Pair.read(text)
        func steps(_ lines: [String]) throws -> [MapChange] {
            MapDifference(old, try Pair.read(lines.joined(separator: "\n"))).changes.filter { $0.subject == .step }
        }
        func name(_ line: String) -> String { String(line.split(separator: ": ", maxSplits: 1).last ?? "") }

        var edited = lines
        edited.insert(lines[place].replacing(name(lines[place]), with: "Something of its own"), at: place)
        let added = try steps(edited)
        #expect(added.map(\.kind) == [.added] && added.map(\.name) == ["Something of its own"])

        edited = lines
        edited.remove(at: place)
        let removed = try steps(edited)
        #expect(removed.map(\.kind) == [.removed] && removed.map(\.name) == [name(lines[place])])

        edited = lines
        let renamed = name(lines[place]).split(separator: " ").dropLast().joined(separator: " ") + " once more"
        edited[place] = lines[place].replacing(name(lines[place]), with: renamed)
        let changed = try steps(edited)
        #expect(changed.map(\.kind) == [.changed] && changed.map(\.oldName) == [name(lines[place])] && changed.map(\.name) == [renamed])
    }

    /// Every step of a hundred taken out, put in or moved: each drawing must stand up to the audit.
    @Test(.enabled(if: AuditTests.isHere, AuditTests.why)) func drawingsHaveNoDefect() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "baton-diff-audit-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var files: [String] = []
        for seed in 1...10 {
            let text = try run("gen-map.py", ["--steps", "\(12 + seed * 5)", "--lanes", "\(3 + seed % 5)", "--seed", "\(seed)", "--detail", seed % 2 == 0 ? "plain" : "full"]).output
            let lines = text.components(separatedBy: "\n")
            let places = Self.inner(lines)
            var edited = lines
            for (number, place) in places.enumerated().reversed() where number % 3 == seed % 3 {
                if number % 2 == 0 { edited.remove(at: place) } else { edited.insert("\(lines[place].prefix { $0 != ":" }): Extra \(number) of seed", at: place) }
            }
            let pair = try Pair(text, edited.joined(separator: "\n"))
            try expectInPlace(pair)
            let file = folder.appending(path: "\(seed).svg")
            try pair.drawing.svg().write(to: file, atomically: true, encoding: .utf8)
            files.append(file.path())
        }
        let result = try run("audit-map.py", ["--quiet"] + files)
        #expect(result.status == 0, "\(result.output)")
    }
}
