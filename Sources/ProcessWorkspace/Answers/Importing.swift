import BPMNInterchange
import ProcessSyntax

/// Maps made of BPMN files, with what could not be said of them.
public struct Importing: Sendable {
    /// One map that a file became.
    public struct Map: Sendable {
        /// The name of its file.
        public let fileName: String
        public let text: String
        /// The shared files that it reads, as it names them.
        public let uses: [String]
        /// The maps that it calls, as it names them, each once.
        public let calls: [String]

        fileprivate init(fileName: String, text: String) {
            self.fileName = fileName
            let tree = SyntaxTree(parsing: SourceText(name: "import", text: text))
            uses = tree.children(of: -1).filter { tree.lines[$0].keyword == .use }.map { tree.name(tree.lines[$0].value) }
            var seen: Set<String> = []
            calls = tree.lines.filter { $0.keyword == .call }.map { tree.name($0.value) }.filter { seen.insert($0).inserted }
            // As `baton fmt` would leave it.
            self.text = String(decoding: Formatting(of: tree).bytes, as: UTF8.self)
        }

        /// The shared files that are not where the map would look for them, were it written to a path.
        public func missing(at path: String) -> [String] {
            uses.filter { FileReading.kind(of: Path.join(Path.folder(of: path), $0)) != .file }
        }
    }

    /// What one file says and its maps do not.
    public struct Loss: Sendable {
        public let line: Int
        public let id: String
        public let words: String
    }

    /// As the user named it.
    public let path: String
    public let maps: [Map]
    public let losses: [Loss]

    /// Reads a BPMN file; `-` is standard input.
    public init(reading path: String) throws(FileTrouble) {
        guard path == Library.standardInput || BPMNFile.isOne(path) else { throw Self.notNamedAsBPMN(path) }
        let file = path == Library.standardInput
            ? try BPMNFile(try FileReading.standardInput(), path: Library.standardInputName) : try BPMNFile(reading: path)
        self.path = file.path
        maps = file.content.maps.map { Map(fileName: $0.stem + MapFinder.fileEnding, text: $0.text) }
        losses = file.content.losses.map { Loss(line: $0.line, id: $0.id, words: $0.words) }
    }

    private static func notNamedAsBPMN(_ path: String) -> FileTrouble {
        if path.hasSuffix(MapFinder.fileEnding) { return FileTrouble(path, "it is a map already", remedy: "name a BPMN file") }
        switch FileReading.kind(of: path) {
        case .folder:
            let folder = Path.tidied(path)
            let way = (folder == "." ? "" : ShellWord.quoted(folder) + "/") + "*" + BPMNFile.endings[0]
            return FileTrouble(path, "it is a folder", remedy: "name the BPMN files in it, as in: baton import \(way)")
        case nil: return FileTrouble(path, "there is no such file or folder")
        default:
            return FileTrouble(
                path, "its name does not end as that of a BPMN file does: .bpmn, .bpmn2 or .xml", remedy: "rename it, or hand it over on standard input, with '-'")
        }
    }

    /// Of maps that were written, the calls that lead to no map, by the paths of the maps that call.
    public static func callsToNowhere(in written: [(path: String, map: Map)]) -> [String: [String]] {
        let calling = written.filter { !$0.map.calls.isEmpty }.map(\.path)
        guard !calling.isEmpty else { return [:] }
        let paths = Dictionary(calling.map { (Path.tidied($0), $0) }) { first, _ in first }
        let workspace = Workspace(reading: calling)
        var found: [String: [String]] = [:]
        for (index, file) in workspace.library.files.enumerated() where file.isAskedFor {
            let unknown = workspace.links.diagnostics[index].filter { $0.name == "unknown-process" }
            if let path = paths[file.tree.source.name], !unknown.isEmpty { found[path] = unknown.map { file.tree.source.string($0.span) } }
        }
        return found
    }

    /// Writes the maps of several files, all or none, and never over what is there.
    ///
    /// - Parameter place: a folder; the name of a map, where there is one only; nil for the folder of maps.
    /// - Returns: the maps with the paths at which they were written.
    public static func write(_ all: [Importing], to place: String?) throws(FileTrouble) -> [(path: String, map: Map)] {
        var wanted: [(path: String, map: Map)] = []
        let maps = all.flatMap(\.maps)
        guard place?.isEmpty != true else {
            throw FileTrouble("-o", "it names no place; nothing was written", remedy: "name a folder, or a file that ends in \(MapFinder.fileEnding)")
        }
        // One more, and no check would read any of them.
        guard maps.count <= MapFinder.mostMaps else {
            throw FileTrouble(
                place ?? Workspace.defaultFolder, "there are \(maps.count) maps to write, and a folder may hold \(MapFinder.mostMaps)",
                remedy: "split the BPMN file into several, and import each into a folder of its own")
        }
        if let place, let ending = OutputPlace.strangeEnding(of: place, but: MapFinder.fileEnding) {
            throw FileTrouble(place, "a name that ends in \(ending) is neither a map nor a folder; nothing was written", remedy: OutputPlace.remedy(place, MapFinder.fileEnding))
        }
        if let place, OutputPlace.isFile(place, ending: MapFinder.fileEnding) {
            guard maps.count == 1 else {
                throw FileTrouble(place, "there are \(maps.count) maps to write, and this is one file", remedy: "name a folder")
            }
            wanted.append((place, maps[0]))
        } else {
            let folder = place ?? Workspace.defaultFolder
            wanted = maps.map { (Path.join(folder, $0.fileName), $0) }
        }
        var seen: Set<String> = []
        for (path, _) in wanted {
            guard !FileReading.exists(path) else {
                throw FileTrouble(path, "it is there already and was left as it is; nothing was written", remedy: "name another folder with -o, or move it away")
            }
            guard seen.insert(path).inserted else {
                throw FileTrouble(path, "two of the maps would have this name; nothing was written", remedy: "import the files one by one, into folders of their own")
            }
        }
        var written: [(path: String, map: Map)] = []
        do throws(FileTrouble) {
            for (path, map) in wanted {
                try FileWriting.makeFolder(Path.folder(of: path))
                try FileWriting.create(Array(map.text.utf8), at: path)
                written.append((path, map))
            }
        } catch {
            for (path, _) in written { FileWriting.remove(path) }
            throw error
        }
        return written
    }
}
