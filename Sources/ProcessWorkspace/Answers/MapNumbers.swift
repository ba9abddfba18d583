import ProcessAnalysis
import ProcessModel
import ProcessReport
import ProcessSyntax

extension Workspace {
    /// The numbers of every process that a person named, in order of path, and why there are none
    /// for some.
    public func metrics() -> (report: MetricsReport, troubles: [String]) {
        let inspections = inspections()
        var entries: [MetricsReport.Entry] = []
        var troubles: [String] = []
        for index in reported where library.files[index].isAskedFor && resolutions[index].map.isProcess {
            let path = library.files[index].tree.source.name
            if let inspection = inspections[index] {
                entries.append(MetricsReport.Entry(path: path, inspection: inspection))
            } else {
                troubles.append("\(path): \(errorsOf(index)), so its numbers would be of a map that nobody wrote; 'baton check \(path)' shows what to mend")
            }
        }
        return (MetricsReport(entries: entries), troubles)
    }

    /// Why a file is not worked on: `its text has 2 errors`.
    func errorsOf(_ index: Int) -> String {
        let count = textDiagnostics(of: index).filter { $0.severity == .error }.count
        return switch count {
        case 0: "a file it uses has errors"
        case 1: "its text has an error"
        default: "its text has \(count) errors"
        }
    }

    /// For each file, what rules and drawings look at; nil for files that hold no process, or
    /// whose own text or that of a file they use has errors.
    func inspections() -> [Inspection?] {
        struct Numbers: Sendable {
            let graph: FlowGraph
            let mainPath: MainPath
            let metrics: Metrics
        }
        let hasErrors = resolutions.indices.map { index in
            textDiagnostics(of: index).contains { $0.severity == .error }
        }
        let isSound = resolutions.indices.map { index in
            resolutions[index].map.isProcess && !hasErrors[index] && !library.shared(by: index).contains { hasErrors[$0] }
        }
        let numbers = concurrentMap(resolutions.count) { index -> Numbers? in
            guard isSound[index] else { return nil }
            let map = resolutions[index].map
            let graph = FlowGraph(map)
            let mainPath = MainPath(map, graph)
            return Numbers(graph: graph, mainPath: mainPath, metrics: Metrics(map, graph: graph, mainPath: mainPath))
        }
        // Roles are shared by the maps that lie in one folder.
        var folders: [String: [(map: ProcessMap, metrics: Metrics)]] = [:]
        for index in resolutions.indices {
            guard let numbers = numbers[index], let path = library.files[index].realPath else { continue }
            folders[Path.folder(of: path), default: []].append((resolutions[index].map, numbers.metrics))
        }
        let loads = folders.mapValues(FolderLoad.init)
        return resolutions.indices.map { index in
            numbers[index].map { numbers in
                let folder = library.files[index].realPath.flatMap { loads[Path.folder(of: $0)] } ?? .none
                return Inspection(
                    resolutions[index].map, graph: numbers.graph, mainPath: numbers.mainPath, metrics: numbers.metrics, folder: folder)
            }
        }
    }
}
