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
            let union = MapUnion(difference)
            var options = SwimlaneMap.Options()
            options.pains = false
            options.unknowns = false
            options.difference = DifferenceMarks(union, difference, entries: pair.entries)
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
}
