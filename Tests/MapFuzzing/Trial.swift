import ProcessAnalysis
import ProcessDiagram
import ProcessModel
import ProcessReport
import ProcessSyntax

/// Does to one text all that Baton does to a map, and says what did not hold. A trap or a run without
/// end shows itself.
public struct Trial {
    /// How much is done: what costs most is done to a sample.
    public struct Thoroughness: Sendable {
        public var mends: Bool
        public var comparesMeaning: Bool
        public var draws: Bool

        public init(mends: Bool, comparesMeaning: Bool, draws: Bool) {
            self.mends = mends
            self.comparesMeaning = comparesMeaning
            self.draws = draws
        }

        /// What a run does to the text of a seed.
        public init(seed: UInt64) {
            self.init(mends: seed % 4 == 0, comparesMeaning: seed % 8 == 1, draws: seed % 16 == 2)
        }
    }

    /// What did not hold; nil where all did.
    public static func complaint(about bytes: [UInt8], _ thoroughness: Thoroughness) -> String? {
        var trial = Trial(bytes)
        trial.read()
        trial.format(comparesMeaning: thoroughness.comparesMeaning)
        trial.check(draws: thoroughness.draws)
        if thoroughness.mends { trial.mend() }
        return trial.complaint
    }

    private let source: SourceText
    private let tree: SyntaxTree
    private let resolution: Resolution
    private var complaint: String?

    private init(_ bytes: [UInt8]) {
        source = SourceText(name: "Processes/fuzz.baton", bytes: bytes)
        tree = SyntaxTree(parsing: source)
        resolution = Resolver.resolve(tree)
    }

    private mutating func must(_ holds: Bool, _ what: @autoclosure () -> String) {
        if !holds, complaint == nil { complaint = what() }
    }

    private mutating func read() {
        var end = 0
        for line in tree.lines {
            must(Int(line.whole.start) == end, "a gap between lines at \(end)")
            end = Int(line.whole.end)
            must(line.parent < tree.lines.count && line.next <= tree.lines.count, "a line nested under none")
        }
        must(end == source.bytes.count, "the lines end at \(end)")
        var last = 0
        for diagnostic in resolution.diagnostics {
            must(isInside(diagnostic.span), "\(diagnostic.name) lies outside the text: \(diagnostic.span)")
            must(Int(diagnostic.span.start) >= last, "\(diagnostic.name) is out of order")
            last = Int(diagnostic.span.start)
            must(!diagnostic.message.isEmpty, "\(diagnostic.name) says nothing")
            must(!diagnostic.fixes.isEmpty, "\(diagnostic.name) has no way out")
            must(DiagnosticNote.named(diagnostic.name) != nil, "\(diagnostic.name) is not explained")
            for edit in diagnostic.fixes.flatMap(\.edits) { must(isInside(edit.span), "an edit of \(diagnostic.name) lies outside the text") }
        }
        for node in resolution.map.nodes { must(isInside(node.span), "a step lies outside the text") }
        for flow in resolution.map.flows {
            let count = resolution.map.nodes.count
            must(flow.from.index >= 0 && flow.from.index < count && flow.to.index >= 0 && flow.to.index < count, "a flow leads nowhere")
        }
    }

    private func isInside(_ span: Span) -> Bool {
        span.file == source.id && span.start >= 0 && span.start <= span.end && span.range.upperBound <= source.bytes.count
    }

    private mutating func format(comparesMeaning: Bool) {
        let formatting = Formatting(of: tree)
        guard formatting.refusal == nil else { return must(formatting.bytes == source.bytes, "a refused file was formatted") }
        let new = SourceText(name: source.name, bytes: formatting.bytes)
        let newTree = SyntaxTree(parsing: new)
        must(Formatting(of: newTree).bytes == formatting.bytes, "formatting does not settle")
        let after = Resolver.resolve(newTree)
        let names = (resolution.diagnostics.map(\.name).sorted(), after.diagnostics.map(\.name).sorted())
// Of a file that is no map at all one thing is told, and that by its looks.
        guard !(names.0 + names.1).contains("not-a-map") else { return }
        must(names.0 == names.1, "formatting changes the diagnostics from \(names.0.prefix(4)) to \(names.1.prefix(4))")
        if comparesMeaning { must(Meaning(of: resolution.map) == Meaning(of: after.map), "formatting changes the meaning") }
    }

    private mutating func check(draws: Bool) {
        let hasErrors = resolution.diagnostics.contains { $0.severity == .error }
        let inspection = hasErrors || !resolution.map.isProcess ? nil : Inspection(resolution.map)
        let verdict = inspection.map { Catalogue.standard.run(over: $0, profile: .strict, today: nil) }
        for finding in verdict?.findings ?? [] { must(isInside(finding.span), "\(finding.rule) lies outside the text") }
        let report = CheckReport(
            sources: [source],
            files: [CheckedFile(file: source.id, map: resolution.map, diagnostics: resolution.diagnostics + (verdict?.diagnostics ?? []), verdict: verdict)])
        let text = report.text()
        must(!text.utf8.contains { $0 < 0x20 && $0 != 0x0A || $0 == 0x7F }, "a report holds control characters")
        if let inspection {
            let numbers = MetricsReport(entries: [.init(path: source.name, inspection: inspection)]).text()
            must(!numbers.utf8.contains { $0 < 0x20 && $0 != 0x0A || $0 == 0x7F }, "the numbers hold control characters")
        }
        if draws {
            _ = report.json()
            if let inspection { draw(inspection, verdict?.findings ?? []) }
        }
    }

    private mutating func draw(_ inspection: Inspection, _ findings: [Finding]) {
        // Large maps take their time; they are drawn elsewhere.
        guard inspection.map.nodes.count <= 60 else { return }
        do throws(DrawingError) {
            let drawing = try SwimlaneMap(inspection.map, graph: inspection.graph, mainPath: inspection.mainPath, findings: findings, options: layers(inspection))
            must(drawing.svg().hasSuffix("</svg>\n"), "a drawing has no end")
            if source.bytes.count % 3 == 0 { _ = try PaperPages(drawing.diagram, on: Paper(.a3, textPoints: 12)) }
            must(try ReportPage(inspection, findings: findings, path: source.name, date: nil).html().hasSuffix("</html>\n"), "a report has no end")
            must(DOTText(inspection.map, mainPath: inspection.mainPath).text().hasSuffix("}\n"), "a map in DOT has no end")
            must(MermaidText(inspection.map).text().hasSuffix("\n"), "a map in Mermaid has no end")
        } catch {
            must(error.isAboutTheMap, "a drawing would be wrong: \(error.message)")
        }
    }

    /// Every other map with all layers, heat by each of its kinds in turn.
    private func layers(_ inspection: Inspection) -> SwimlaneMap.Options {
        var options = SwimlaneMap.Options()
        let turn = source.bytes.count
        guard turn % 2 == 0 else { return options }
        options.direction = turn % 4 == 0 ? .down : .right
        options.times = true
        options.interaction = true
        options.notes = true
        options.ratings = true
        options.timeline = TimeLadder(inspection)
        options.heat = HeatReadings(HeatReadings.Kind.allCases[turn / 2 % HeatReadings.Kind.allCases.count], inspection)
        return options
    }

    private mutating func mend() {
        let isText = !tree.diagnostics.contains { $0.name == "not-utf8" }
        for boldness in [Mending.Boldness.certain, .guesses] {
            let mending = Mending(of: source, boldness) { Resolver.resolve(SyntaxTree(parsing: $0)).diagnostics }
            let after = Resolver.resolve(SyntaxTree(parsing: mending.source)).diagnostics
            must(after.count <= resolution.diagnostics.count, "mending makes things worse")
            must(mending.repairs.isEmpty == (mending.source.bytes == source.bytes), "a text is mended, and nothing told")
            if isText { must(String(validating: mending.source.bytes, as: UTF8.self) != nil, "mending cuts a character in two") }
            for repair in mending.repairs { must(repair.offset >= 0 && repair.offset <= mending.source.bytes.count, "a repair lies outside the text") }
            let diff = UnifiedDiff(of: source, mending.source).bytes
            must(diff.isEmpty == mending.repairs.isEmpty, "a change without a difference")
            // What is mended has fewer mistakes, so that more is done with it.
            guard !mending.repairs.isEmpty else { continue }
            var mended = Trial(mending.source.bytes)
            mended.read()
            mended.check(draws: false)
            must(mended.complaint == nil, "once mended: \(mended.complaint ?? "")")
        }
    }
}
