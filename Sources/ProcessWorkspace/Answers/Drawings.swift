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
    let source: String
    let inspection: Inspection
    /// Empty where only formats were asked for that need none.
    let pages: [DrawnPage]
    /// What was asked for and has nothing to show, each with the map's name.
    public let notes: [String]

    var title: String { inspection.map.name.string }
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
    /// - Parameters:
    ///   - formats: what the drawings will be written as.
    ///   - today: the date that dates in maps are compared with; nil leaves them out.
    public func drawings(
        _ content: DrawingContent = DrawingContent(), for formats: [DrawingFormat] = [.svg], today: Day?
    ) -> (drawn: [ProcessDrawing], troubles: [DrawingTrouble]) {
        let inspections = inspections()
        let asked = reported.filter { library.files[$0].isAskedFor && resolutions[$0].map.isProcess }
        let results = concurrentMap(asked.count) { position -> Result<ProcessDrawing, DrawingTrouble> in
            let index = asked[position]
            let source = library.files[index].tree.source.name
            guard let inspection = inspections[index] else {
                return .failure(DrawingTrouble(
                    message: "\(source): not drawn, as \(errorsOf(index)); 'baton check \(source)' shows what to mend", isOurs: false))
            }
            do throws(DrawingError) {
                let drawn = formats.contains(where: \.isDrawn) ? try draw(index, inspection, content, today: today?.date) : ([], [])
                return .success(ProcessDrawing(
                    name: library.files[index].nameBelowRoot, source: source, inspection: inspection, pages: drawn.0, notes: drawn.1))
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
            case .success(let drawing):
                if let first = owner[drawing.name] {
                    troubles.append(DrawingTrouble(
                        message: "\(source): its drawing would take the place of that of \(first); draw them one by one, into two folders",
                        isOurs: false))
                } else {
                    owner[drawing.name] = source
                    drawn.append(drawing)
                }
            }
        }
        return (drawn, troubles)
    }

    private func draw(
        _ index: Int, _ inspection: Inspection, _ content: DrawingContent, today: CalendarDate?
    ) throws(DrawingError) -> (pages: [DrawnPage], notes: [String]) {
        let map = inspection.map
        let options = content.options(for: inspection)
        let findings = !content.shows(.findings) ? [] : CrashWatch.watching(sourceName(of: index)) { beginning in
            Catalogue.standard.run(over: inspection, today: today, beginning: beginning).findings
        }
        let drawing = try SwimlaneMap(
            map, graph: inspection.graph, mainPath: inspection.mainPath, findings: findings, options: options)
        return ([DrawnPage(svg: drawing.svg())], content.silences(map, options).map { "\(sourceName(of: index)): \($0)" })
    }
}
