import BPMNInterchange
import ProcessDiagram

/// What a map can be exported as, for other tools.
public enum ExportFormat: String, Sendable, CaseIterable {
    case bpmn

    /// How the names of such files end.
    public var ending: String { "." + rawValue }
}

/// One map in the format of another tool.
public struct ExportedMap: Sendable {
    /// Where it belongs in the folder of what is made: `sales/lead.bpmn`.
    public let name: String
    /// The map it is of, as messages show it.
    public let source: String
    public let bytes: [UInt8]
    /// The BPMN file that the map itself was read from, without links; nil for a map that somebody wrote.
    let origin: String?

    /// Writes it below a folder, which is made where it is missing.
    public func save(in folder: String) throws(FileTrouble) -> (path: String, outcome: FileWriting.Outcome) {
        try save(to: Path.join(Path.tidied(folder), name))
    }

    /// Writes it to a file, whose folder is made where it is missing.
    public func save(to file: String) throws(FileTrouble) -> (path: String, outcome: FileWriting.Outcome) {
        try FileWriting.makeFolder(Path.folder(of: file))
        if FileReading.kind(of: file) == .file, let reason = reasonToLeave(file) {
            throw FileTrouble(file, "\(reason), and was left as it is", remedy: "name another file or folder with --output, or move it away")
        }
        return (file, try FileWriting.write(bytes, to: file))
    }
}

extension ExportedMap {
    /// Why a file that is there is not to be replaced; nil for an earlier export that nobody has worked on since.
    private func reasonToLeave(_ file: String) -> String? {
        if let origin, FileReading.realPath(file) == origin { return "it is the file that is exported" }
        guard let old = try? FileReading.bytes(of: file, most: BPMNFile.mostBytes) else { return "it was not written by 'baton export'" }
        if ExportSum.isRight(in: old) { return nil }
        let isExport = String(decoding: old.prefix(1 << 12), as: UTF8.self).contains("exporter=\"Baton\"")
        return isExport ? "it was changed since 'baton export' wrote it" : "it was not written by 'baton export'"
    }
}

extension Workspace {
    /// Every process that a person named, for another tool, in order of path.
    public func exports(as format: ExportFormat) -> (exported: [ExportedMap], troubles: [DrawingTrouble]) {
        let inspections = inspections()
        let asked = reported.filter { library.files[$0].isAskedFor && resolutions[$0].map.isProcess }
        let results = concurrentMap(asked.count) { position -> Result<ExportedMap, DrawingTrouble> in
            let index = asked[position]
            let source = sourceName(of: index)
            guard let inspection = inspections[index] else {
                return .failure(DrawingTrouble(
                    message: "\(source): not exported, as \(errorsOf(index)); 'baton check \(source)' shows what to mend", isOurs: false))
            }
            do throws(DrawingError) {
                let text = try BPMNExport(inspection.map, from: library.files[index].tree).text
                return .success(ExportedMap(name: library.files[index].nameBelowRoot + format.ending, source: source, bytes: Array(text.utf8),
                    origin: library.files[index].origin?.realPath))
            } catch {
                return .failure(DrawingTrouble(message: "\(source): not exported: \(error.message)", isOurs: !error.isAboutTheMap))
            }
        }
        var exported: [ExportedMap] = []
        var troubles: [DrawingTrouble] = []
        var owner: [String: String] = [:]
        for result in results {
            switch result {
            case .failure(let trouble): troubles.append(trouble)
            case .success(let map):
                if let first = owner[map.name] {
                    troubles.append(DrawingTrouble(
                        message: "\(map.source): its file would take the place of that of \(first); export them one by one, into two folders", isOurs: false))
                } else {
                    owner[map.name] = map.source
                    exported.append(map)
                }
            }
        }
        return (exported, troubles)
    }
}
