import ProcessAnalysis
import ProcessDiagram
import ProcessModel
import ProcessReport
import ProcessSyntax

/// One process, drawn.
public struct ProcessDrawing: Sendable {
    /// Where its files belong in the folder of drawings, without an ending: `sales/lead`.
    public let name: String
    /// The map it is of, as messages show it.
    public let source: String
    let inspection: Inspection
    /// Empty where only formats were asked for that need none.
    let pages: [DrawnPage]
    /// What was asked for and has nothing to show, each with the map's name.
    public var notes: [String] = []

    var title: String { inspection.map.name.string }
}

/// Why a map was not drawn.
public struct DrawingTrouble: Error, Sendable {
    public let message: String
    /// True where Baton could not draw what it should have been able to.
    public let isOurs: Bool
}

/// What is to be drawn, and how.
public struct DrawingRequest: Sendable {
    public var content: DrawingContent
    /// What the drawings will be written as.
    public var formats: [DrawingFormat] = [.svg]
    /// How the map is to be drawn; none where only sheets are wanted that hang beside it, nil for what suits it.
    public var maps: [MapSheet]?
    public var direction = TimeDirection.right
    /// The paper to lay the map out on; nil for one drawing of its own size, as screens show it.
    public var paper: PaperChoice?
    public var sheets = SheetRequest([])

    public init(_ content: DrawingContent = DrawingContent()) { self.content = content }
}

/// Which way time runs on a map.
public enum TimeDirection: String, Sendable, CaseIterable { case right, down }

extension Workspace {
    /// Draws every process that a person named, in order of path.
    ///
    /// - Parameter today: the date that dates in maps are compared with; nil leaves them out.
    public func drawings(
        _ request: DrawingRequest = DrawingRequest(), today: Day?
    ) -> (drawn: [ProcessDrawing], troubles: [DrawingTrouble]) {
        let inspections = inspections()
        let asked = reported.filter { library.files[$0].isAskedFor && resolutions[$0].map.isProcess }
        let results = concurrentMap(asked.count) { position in
            let index = asked[position]
            guard let inspection = inspections[index] else {
                let source = sourceName(of: index)
                return Drawn(troubles: [DrawingTrouble(
                    message: "\(source): not drawn, as \(errorsOf(index)); 'baton check \(source)' shows what to mend", isOurs: false)])
            }
            return draw(index, inspection, request, today: today?.date)
        }
        var drawn: [ProcessDrawing] = []
        var troubles: [DrawingTrouble] = []
        var owner: [String: String] = [:]
        for result in results {
            troubles += result.troubles
            guard let drawing = result.drawing else { continue }
            if let first = owner[drawing.name] {
                troubles.append(DrawingTrouble(
                    message: "\(drawing.source): its drawing would take the place of that of \(first); draw them one by one, into two folders",
                    isOurs: false))
            } else {
                owner[drawing.name] = drawing.source
                drawn.append(drawing)
            }
        }
        return (drawn, troubles)
    }

    /// What came of one process.
    private struct Drawn: Sendable {
        /// Nil where nothing of it could be drawn.
        var drawing: ProcessDrawing?
        var troubles: [DrawingTrouble] = []
    }

    private func draw(_ index: Int, _ inspection: Inspection, _ request: DrawingRequest, today: CalendarDate?) -> Drawn {
        let source = sourceName(of: index)
        let content = request.content
        var pages: [DrawnPage] = []
        var troubles: [DrawingTrouble] = []
        var notes: [String] = []
        if request.formats.contains(where: \.isDrawn) {
            let findings = !content.shows(.findings) ? [] : CrashWatch.watching(source) { beginning in
                Catalogue.standard.run(over: inspection, today: today, beginning: beginning).findings
            }
            let kinds = request.mapSheets(for: inspection.map)
            var missing: [(kinds: [MapSheet], error: DrawingError)] = []
            if !kinds.isEmpty {
                var options = content.options(for: inspection)
                options.direction = request.direction == .down ? .down : .right
                options.isForPaper = request.paper != nil
                for kind in kinds {
                    do throws(DrawingError) {
                        pages += try self.pages(kind, of: inspection, findings, options, request)
                    } catch {
                        // Overview and phases lack the same.
                        if let same = missing.firstIndex(where: { $0.error == error }) { missing[same].kinds.append(kind) } else { missing.append(([kind], error)) }
                    }
                }
                if missing.isEmpty { notes += content.silences(inspection.map, options) }
            }
            let sheets = request.sheets.sheets(of: inspection, content, findings: findings, today: today)
            pages += sheets.pages
            troubles += missing.map { MapSheet.trouble($0.kinds, $0.error, isAlone: pages.isEmpty) }
            troubles += sheets.troubles
            notes += sheets.leftOut
        }
        let told = troubles.map { DrawingTrouble(message: "\(source): \($0.message)", isOurs: $0.isOurs) }
        // What tells who follows whom needs no drawing.
        let isTold = request.formats.contains { !$0.isDrawn }
        guard !pages.isEmpty || troubles.isEmpty || isTold else { return Drawn(troubles: told) }
        return Drawn(
            drawing: ProcessDrawing(
                name: library.files[index].nameBelowRoot, source: source, inspection: inspection, pages: pages,
                notes: notes.map { "\(source): \($0)" }),
            troubles: told)
    }

    private func pages(
        _ kind: MapSheet, of inspection: Inspection, _ findings: [Finding], _ options: SwimlaneMap.Options, _ request: DrawingRequest
    ) throws(DrawingError) -> [DrawnPage] {
        let map = inspection.map
        if kind == .map {
            let drawing = try SwimlaneMap(
                map, graph: inspection.graph, mainPath: inspection.mainPath, findings: findings, options: options)
            guard let paper = request.paper else { return [DrawnPage(svg: drawing.svg())] }
            return try paper.pages(of: drawing, idPrefix: map.id)
        }
        guard let sheets = PhaseSheets(map, mainPath: inspection.mainPath, metrics: inspection.metrics, findings: findings, options: options)
        else { throw MapSheet.noPhases(map) }
        return try sheets.pages(kind, on: request.paper, idPrefix: map.id)
    }
}
