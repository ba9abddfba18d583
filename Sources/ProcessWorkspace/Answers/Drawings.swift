import ProcessAnalysis
import ProcessDiagram
import ProcessModel
import ProcessReport
import ProcessSyntax

/// One process, drawn.
public struct ProcessDrawing: Sendable {
    /// Where it belongs in the folder of drawings: `sales/lead.svg`.
    public let name: String
    public let svg: String
    /// What was asked for and has nothing to show, each with the map's name.
    public var notes: [String] = []

    /// Writes the drawing below a folder, which is made where it is missing.
    public func save(in folder: String) throws(FileTrouble) -> (path: String, outcome: FileWriting.Outcome) {
        let path = Path.join(Path.tidied(folder), name)
        try FileWriting.makeFolder(Path.folder(of: path))
        return (path, try FileWriting.write(Array(svg.utf8), to: path))
    }
}

/// Why a map was not drawn.
public struct DrawingTrouble: Error, Sendable {
    public let message: String
    /// True where Baton could not draw what it should have been able to.
    public let isOurs: Bool
}

extension Workspace {
    /// Draws every process that a person named, in order of path.
    ///
    /// - Parameter today: the date that dates in maps are compared with; nil leaves them out.
    public func drawings(
        _ content: DrawingContent = DrawingContent(), today: Day?
    ) -> (drawn: [ProcessDrawing], troubles: [DrawingTrouble]) {
        let inspections = inspections()
        let asked = reported.filter { library.files[$0].isAskedFor && resolutions[$0].map.isProcess }
        let results = concurrentMap(asked.count) { position -> Result<[ProcessDrawing], DrawingTrouble> in
            let index = asked[position]
            let source = library.files[index].tree.source.name
            guard let inspection = inspections[index] else {
                return .failure(DrawingTrouble(
                    message: "\(source): not drawn, as \(errorsOf(index)); 'baton check \(source)' shows what to mend", isOurs: false))
            }
            do throws(DrawingError) {
                return .success(try draw(index, inspection, content, today: today?.date))
            } catch {
                if error.isAboutTheMap {
                    return .failure(DrawingTrouble(message: "\(source): not drawn: \(error.message)", isOurs: false))
                }
                return .failure(DrawingTrouble(
                    message: "\(source): not drawn, as the drawing would be wrong: \(error.message). This is a mistake in Baton, not in the map; please report it",
                    isOurs: true))
            }
        }
        var drawn: [ProcessDrawing] = []
        var troubles: [DrawingTrouble] = []
        var owner: [String: String] = [:]
        for (index, result) in zip(asked, results) {
            let source = library.files[index].tree.source.name
            switch result {
            case .failure(let trouble): troubles.append(trouble)
            case .success(let drawings):
                if let first = drawings.compactMap({ owner[$0.name] }).first {
                    troubles.append(DrawingTrouble(
                        message: "\(source): its drawing would take the place of that of \(first); draw them one by one, into two folders",
                        isOurs: false))
                } else {
                    for drawing in drawings { owner[drawing.name] = source }
                    drawn += drawings
                }
            }
        }
        return (drawn, troubles)
    }

    private func draw(
        _ index: Int, _ inspection: Inspection, _ content: DrawingContent, today: CalendarDate?
    ) throws(DrawingError) -> [ProcessDrawing] {
        let map = inspection.map
        let options = content.options(for: inspection)
        let findings = !content.shows(.findings) ? [] : CrashWatch.watching(sources[index].name) { beginning in
            Catalogue.standard.run(over: inspection, today: today, beginning: beginning).findings
        }
        let name = library.files[index].nameBelowRoot
        var drawn: [ProcessDrawing] = []
        for kind in content.kinds(for: map) {
            switch kind {
            case .map:
                let drawing = try SwimlaneMap(
                    map, graph: inspection.graph, mainPath: inspection.mainPath, findings: findings, options: options)
                if let paper = content.paper {
                    drawn += try paper.pages(of: drawing, name: name, idPrefix: map.id)
                } else {
                    drawn.append(ProcessDrawing(name: name + ".svg", svg: drawing.svg()))
                }
            case .overview, .phases:
                guard let sheets = PhaseSheets(
                    map, mainPath: inspection.mainPath, metrics: inspection.metrics, findings: findings, options: options)
                else { throw SheetKind.noPhases(map) }
                drawn += try sheets.drawings(kind, on: content.paper, name: name, idPrefix: map.id)
            }
        }
        let notes = content.silences(map, options).map { "\(library.files[index].tree.source.name): \($0)" }
        if !drawn.isEmpty { drawn[0].notes = notes }
        return drawn
    }
}
