/// Where maps are read from: the disk, or how a folder once was.
///
/// Paths mean the same in both: those that are relative begin at the folder in which Baton runs.
enum FileSource: Sendable {
    case disk
    case snapshot(Snapshot)

    func kind(of path: String) -> FileReading.Kind? {
        switch self {
        case .disk: FileReading.kind(of: path)
        case .snapshot(let snapshot): snapshot.kind(of: path)
        }
    }

    /// The absolute path, without links; nil where nothing stands there.
    func realPath(_ path: String) -> String? {
        switch self {
        case .disk: FileReading.realPath(path)
        case .snapshot(let snapshot): snapshot.realPath(path)
        }
    }

    func size(of path: String) -> Int {
        switch self {
        case .disk: FileReading.size(of: path)
        case .snapshot(let snapshot): snapshot.size(of: path)
        }
    }

    func bytes(of path: String) throws(FileTrouble) -> [UInt8] {
        switch self {
        case .disk: try FileReading.bytes(of: path)
        case .snapshot(let snapshot): try snapshot.bytes(of: path)
        }
    }

    /// What is in a folder, hidden entries aside, in no order.
    func entries(in folder: String) throws(FileTrouble) -> [MapFinder.Entry] {
        switch self {
        case .disk: try MapFinder.entries(onDisk: folder)
        case .snapshot(let snapshot): try snapshot.entries(in: folder)
        }
    }

    /// What stands before the path of a file in messages, so that nobody looks for it on the disk: `main:`.
    var prefix: String {
        switch self {
        case .disk: ""
        case .snapshot(let snapshot): snapshot.name + ":"
        }
    }
}

/// The maps of a folder as they once were, in memory.
struct Snapshot: Sendable {
    enum Content: Sendable, Hashable {
        case bytes([UInt8])
        /// Where it leads, from its own folder.
        case link(String)
        /// Why it was not read.
        case left(String)
    }

    /// How a person calls it: `main`.
    let name: String
    /// The folder in which Baton runs, absolute and without links.
    let workingFolder: String
    /// All of it: the top of the repository, absolute and without links.
    let root: String
    /// Where other repositories stand in this one, absolute; what they hold is not known here.
    let submodules: [String]
    /// By absolute path.
    private let files: [String: Content]
    private let folders: [String: [MapFinder.Entry]]

    init(name: String, workingFolder: String, root: String, files: [(path: String, content: Content)], submodules: [String] = []) {
        self.name = name
        self.workingFolder = workingFolder
        self.root = root
        self.submodules = submodules
        var all: [String: Content] = [:]
        var folders: [String: [MapFinder.Entry]] = [root: []]
        for (path, content) in files {
            guard all.updateValue(content, forKey: path) == nil else { continue }
            var kind = MapFinder.Entry.Kind.file
            if case .link = content { kind = .link }
            var (name, folder) = (Path.name(of: path), Path.folder(of: path))
            while true {
                let isKnown = folders[folder] != nil
                folders[folder, default: []].append(MapFinder.Entry(name: name, kind: kind))
                guard !isKnown, Path.isInside(folder, root), folder != root else { break }
                (name, folder, kind) = (Path.name(of: folder), Path.folder(of: folder), .folder)
            }
        }
        self.files = all
        self.folders = folders
    }

    /// How often one link may lead to another.
    private static let mostLinks = 32

    func realPath(_ path: String) -> String? {
        var place = Path.normalised(Path.join(workingFolder, path))
        for _ in 0..<Self.mostLinks {
            if folders[place] != nil { return place }
            switch files[place] {
            case .bytes, .left: return place
            case .link, nil: break
            }
            guard let next = followed(place) else { return nil }
            place = next
        }
        return nil
    }

    /// Where the first link on the way to a place leads; nil where there is none.
    private func followed(_ place: String) -> String? {
        guard Path.isInside(place, root) else { return nil }
        var way = root
        let parts = place.utf8.count > root.utf8.count ? place.dropFirst(root.count).split(separator: "/") : []
        for (index, part) in parts.enumerated() {
            let next = Path.join(way, String(part))
            if case .link(let target) = files[next] {
                return Path.normalised(Path.join(Path.join(way, target), parts[(index + 1)...].joined(separator: "/")))
            }
            way = next
        }
        return nil
    }

    /// How git calls a file of it, from anywhere in the repository: `main:Processes/a.baton`.
    func objectName(of path: String) -> String {
        let real = realPath(path) ?? Path.normalised(Path.join(workingFolder, path))
        return (name == Self.staged ? "" : name) + ":" + Path.relative(real, to: root)
    }

    /// What the next commit will hold goes by this name.
    static let staged = "staged"

    func kind(of path: String) -> FileReading.Kind? { realPath(path).map { folders[$0] != nil ? .folder : .file } }

    func size(of path: String) -> Int {
        if let real = realPath(path), case .bytes(let bytes) = files[real] { bytes.count } else { 0 }
    }

    func bytes(of path: String) throws(FileTrouble) -> [UInt8] {
        guard let real = realPath(path) else { throw FileTrouble(path, "there is no such file in \(name)") }
        switch files[real] {
        case .bytes(let bytes): return bytes
        case .left(let reason): throw FileTrouble(path, reason)
        case .link, nil: throw FileTrouble(path, "it is a folder", remedy: "name a file in it")
        }
    }

    func entries(in folder: String) throws(FileTrouble) -> [MapFinder.Entry] {
        guard let real = realPath(folder), let found = folders[real] else { throw FileTrouble(folder, "there is no such folder in \(name)") }
        return found.filter { $0.name.utf8.first != UInt8(ascii: ".") }
    }
}
