import ProcessModel
import ProcessSyntax

/// Maps of one folder that have the same id.
///
/// `call:` and `of:` name maps by id, and reports tell maps of a folder apart by it. Maps in different
/// folders may have the same one.
enum ProcessIDs {
    /// For each file, what is wrong with its id; nil where nothing is.
    ///
    /// It is said of every map but the first. A map that nobody asked for counts as first, so that who
    /// checks one file alone hears of it.
    static func duplicates(_ resolutions: [Resolution], in library: Library) -> [Diagnostic?] {
        struct Key: Hashable {
            let folder: String
            let id: String
        }
        var found = [Diagnostic?](repeating: nil, count: resolutions.count)
        var first: [Key: ProcessMap] = [:]
        let files = library.files
        let order = files.indices.sorted { a, b in
            files[a].isAskedFor == files[b].isAskedFor
                ? files[a].tree.source.name < files[b].tree.source.name : !files[a].isAskedFor
        }
        for index in order {
            let map = resolutions[index].map
            guard map.isProcess, let path = files[index].realPath else { continue }
            let key = Key(folder: Path.folder(of: path), id: map.id)
            guard let other = first[key] else {
                first[key] = map
                continue
            }
            found[index] = Diagnostic(
                "duplicate-process-id", "the map '\(map.name.string)' has the id '\(map.id)', which another map of this folder has",
                at: map.name.span, related: .init(span: other.name.span, message: "this map has it too"),
                fixes: [Fix("give one of the two another id, as in 'id: \(map.id)-2' under 'process:'")])
        }
        return found
    }
}
