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
            let path = sourceName(of: index)
            if let inspection = inspections[index] {
                entries.append(MetricsReport.Entry(path: path, inspection: inspection))
            } else {
                troubles.append("\(path): \(errorsOf(index)), so its numbers would be of a map that nobody wrote; 'baton check \(path)' shows what to mend")
            }
        }
        return (MetricsReport(entries: entries), troubles)
    }

    /// The same, written for standard output; nil where there is no process to tell of.
    public func metrics(as format: AnswerFormat, withColour: Bool) -> (text: String?, troubles: [String]) {
        let (report, troubles) = metrics()
        guard !report.entries.isEmpty else { return (nil, troubles) }
        return switch format {
        case .text: (report.text(Console.format(withColour: withColour), workers: Self.onAllCores), troubles)
        case .json: (report.json(workers: Self.onAllCores), troubles)
        }
    }

    /// Why a file is not worked on: `its text has 2 errors`.
    func errorsOf(_ index: Int) -> String {
        let count = textDiagnostics(of: index).filter { $0.severity == .error && $0.span.file.index == Int32(index) }.count
        return switch count {
        case 0: "a file it uses has errors"
        case 1: "its text has an error"
        default: "its text has \(count) errors"
        }
    }

    /// For each file, what rules and drawings look at; nil for files that hold no process, or
    /// whose own text or that of a file they use has errors.
    ///
    /// - Parameter changes: what is to be otherwise than the maps say.
    func inspections(with changes: [WhatIf] = []) -> [Inspection?] {
        let hasErrors = resolutions.indices.map { index in
            textDiagnostics(of: index).contains { $0.severity == .error }
        }
        let isSound = resolutions.indices.map { index in
            resolutions[index].map.isProcess && !hasErrors[index] && !library.shared(by: index).contains { hasErrors[$0] }
        }
        // A map comes after those it calls, as their figures are part of its own.
        var entries = [Folder.Entry?](repeating: nil, count: resolutions.count)
        for level in links.links.levels {
            let found = concurrentMap(level.count) { [entries] position -> Folder.Entry? in
                let index = level[position]
                guard isSound[index] else { return nil }
                let calls = calls(of: index, entries)
                guard !calls.isEmpty || !changes.isEmpty else { return Folder.Entry(resolutions[index].map) }
                var map = resolutions[index].map
                for change in changes { change.apply(to: &map, isAskedFor: library.files[index].isAskedFor) }
                map.nameCalls(calls.map { ($0.node, $0.map.name) })
                return Folder.Entry(map, calls: calls)
            }
            for (index, entry) in zip(level, found) { entries[index] = entry }
        }
        let folder = Folder(entries, links: links.links, scopes: scopes())
        return concurrentMap(entries.count) { folder.inspection(of: $0) }
    }

    /// What the maps that a map calls say of themselves, in the order of the calls.
    private func calls(of index: Int, _ entries: [Folder.Entry?]) -> [Call] {
        let known = links.links.calls[index].map { call in
            let map = resolutions[call.map].map
            return Call(call.node, entries[call.map].map { CalledMap(map, $0.metrics) }
                ?? CalledMap(map, trouble: "its text has errors, and 'baton check \(sourceName(of: call.map))' shows what to mend"))
        }
        let endless = links.endless[index].map { call in
            Call(call.node, CalledMap(resolutions[call.map].map, trouble: "the maps call each other in a circle"))
        }
        return endless.isEmpty ? known : (known + endless).sorted { $0.node < $1.node }
    }

    /// For each file a number for its folder: a role belongs to the folder of the file that declares it, and is
    /// there the same for all maps.
    private func scopes() -> [Int] {
        var numbers: [String: Int] = [:]
        return library.files.enumerated().map { index, file in
            // Standard input lies in no folder.
            guard file.diskPath != nil else { return -1 - index }
            let folder = file.folder
            if let known = numbers[folder] { return known }
            numbers[folder] = numbers.count
            return numbers.count - 1
        }
    }
}
