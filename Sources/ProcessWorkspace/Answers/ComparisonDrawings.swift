import ProcessAnalysis
import ProcessDiagram
import ProcessModel
import ProcessReport
import ProcessSyntax

extension Comparison {
    /// One drawing for each map that has changed: the new map with what is gone still in it, and what is new, gone and
    /// changed marked.
    public func drawings() -> (drawn: [DrawnFile], troubles: [DrawingTrouble]) {
        let changed = report.pairs.indices.filter { !report.pairs[$0].entries.isEmpty }
        let results = concurrentMap(changed.count) { position -> Result<DrawnFile, DrawingTrouble> in
            let pair = report.pairs[changed[position]]
            let (name, _, inspection) = inspections[changed[position]]
            let difference = pair.comparison.difference
            // Of what is, beside what is to be, the title says enough.
            let between = pair.isToBe ? "" : "\(report.old) → \(report.new)" + (today.map { ", \($0.date.written)" } ?? "")
            var union = MapUnion(difference, between: between)
            union.tellLanes(difference)
            var options = SwimlaneMap.Options()
            options.pains = false
            options.unknowns = false
            options.difference = DifferenceMarks(union, difference, entries: pair.entries, figures: pair.figureEntries)
            options.idPrefix = union.map.id
            do throws(DrawingError) {
                let drawing = try SwimlaneMap(union.map, graph: FlowGraph(union.map), mainPath: inspection.mainPath, options: options)
                return .success(DrawnFile(name: name + ".diff.svg", bytes: Array(drawing.svg().utf8)))
            } catch {
                return .failure(DrawingTrouble(
                    message: "\(pair.newPath): what has changed is not drawn, as \(error.isAboutTheMap ? "" : "it would be drawn wrong: ")\(error.message)", isOurs: !error.isAboutTheMap))
            }
        }
        var drawn: [DrawnFile] = []
        var troubles: [DrawingTrouble] = []
        var names: Set<String> = []
        for result in results {
            switch result {
            case .success(let file) where names.insert(file.name).inserted: drawn.append(file)
            case .success(let file): troubles.append(DrawingTrouble(message: "two maps would be drawn into \(file.name); compare them one by one", isOurs: false))
            case .failure(let trouble): troubles.append(trouble)
            }
        }
        return (drawn, troubles)
    }

    /// A map that is on one side alone has nothing to be drawn beside.
    public var whyNothingIsDrawn: String {
        guard !report.isEmpty else { return "nothing has changed, so nothing was drawn" }
        let lone = report.added.count + report.removed.count
        guard lone > 0 else { return "no step, role or way has changed, so nothing was drawn" }
        return "nothing was drawn, as only a map that is on both sides can be: \(report.added.count) new, \(report.removed.count) gone; 'baton render' draws a new one"
    }
}
