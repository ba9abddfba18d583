#if canImport(Glibc)
import Glibc
#endif

/// Finds the maps in what a person names: files, and folders with all that is below them.
enum MapFinder {
    static let fileEnding = ".baton"
    /// Folders inside folders, no more than this.
    static let deepest = 64
    /// Maps in one folder and below it.
    static let mostMaps = 10_000

    /// A file to read.
    struct Found: Hashable, Sendable {
        /// As messages show it.
        let path: String
        /// No file outside this folder may be read for its sake.
        let root: String
        /// Its path below the folder that was named, without its ending.
        let nameBelowRoot: String
    }

    /// The maps in a folder, sorted by path. Hidden files and folders are passed over, and so are
    /// links to folders, which could lead out of the folder or round in a circle.
    ///
    /// - Parameters:
    ///   - shownAs: the folder as messages show it, where that is another.
    ///   - most: how many files and folders are looked at; fewer for a search in a folder that nobody asked to be read.
    ///   - mostMaps: of a folder with more, none is read.
    ///   - endings: how the names of the files end that are looked for.
    static func maps(
        in folder: String, shownAs shown: String? = nil, endings: [String] = [fileEnding], most: Int = mostListed, mostMaps: Int = mostMaps
    ) -> (found: [Found], troubles: [FileTrouble]) {
        var all: [Found] = []
        var troubles: [FileTrouble] = []
        let root = FileReading.realPath(folder) ?? folder
        func found(_ path: String) -> Found {
            let below = folder == "." ? path : String(path.dropFirst(folder == "/" ? 1 : folder.count + 1))
            return Found(
                path: shown.map { Path.join($0, below) } ?? path, root: root,
                nameBelowRoot: Path.join(Path.folder(of: below), Path.stem(of: below)))
        }
        var open: [(path: String, depth: Int)] = [(folder, 0)]
        var seen = 0
        while seen <= most, let (path, depth) = open.popLast() {
            switch Result(catching: { () throws(FileTrouble) in try names(in: path) }) {
            case .failure(let trouble): troubles.append(trouble)
            case .success(let entries):
                seen += entries.count
                for entry in entries {
                    let below = Path.join(path, entry.name)
                    switch entry.kind {
                    case .folder where depth < deepest: open.append((below, depth + 1))
                    case .folder:
                        troubles.append(FileTrouble(
                            below, "folders are nested more than \(deepest) deep", remedy: "name a folder further down", name: "folder-too-deep"))
                    case .link where endings.contains(where: entry.name.hasSuffix):
                        guard let real = FileReading.realPath(below) else {
                            troubles.append(FileTrouble(below, "it is a link that leads nowhere"))
                            continue
                        }
                        guard FileReading.kind(of: real) != .folder else { continue }
                        if Path.isInside(real, root) {
                            all.append(found(below))
                        } else {
                            troubles.append(FileTrouble(
                                below, "it is a link that leads out of \(folder)", remedy: "put a copy of the file in its place"))
                        }
                    case .file where endings.contains(where: entry.name.hasSuffix): all.append(found(below))
                    default: break
                    }
                }
            }
        }
        if all.count > mostMaps || seen > most && most == mostListed {
            let what = all.count > mostMaps ? "\(mostMaps) maps" : "\(most) files"
            return ([], [FileTrouble(folder, "it holds more than \(what)", remedy: "name a folder in it", name: "too-many-files")])
        }
        all.sort { $0.path < $1.path }
        troubles.sort { ($0.path, $0.reason) < ($1.path, $1.reason) }
        return (all, troubles)
    }

    /// What to say of a folder without maps.
    static func nothing(in folder: String) -> FileTrouble {
        FileTrouble(
            folder, "there is no map in this folder", remedy: "write one in a file that ends in \(fileEnding), or name another folder")
    }

    /// The folder that a file named by itself may reach with `use:`: the nearest one above it that
    /// is called `Processes`, as maps share files there, else the one it is in.
    static func root(ofFile path: String) -> String {
        let real = FileReading.realPath(path) ?? path
        let own = Path.folder(of: real)
        var folder = own
        while folder != "/", folder != "." {
            if Path.name(of: folder) == defaultFolder { return folder }
            folder = Path.folder(of: folder)
        }
        return own
    }

    /// Files and folders looked at in a folder that was named, so that `baton check /` comes to an end.
    static let mostListed = 500_000

    /// Files and folders looked at to find what a name may mean: a file may lie in a folder that holds all else of a machine.
    static let mostSearched = 50_000

    static let defaultFolder = "Processes"

    /// The maps among which a file that is named by itself lives: all in the folder called `Processes` that it is
    /// in; elsewhere those beside it, and nothing below. Sorted by path.
    static func neighbours(of path: String, root: String) -> [Found] {
        if Path.name(of: root) == defaultFolder {
            return maps(in: root, shownAs: shown(root, from: path)).found
        }
        let folder = Path.folder(of: path)
        guard let entries = try? names(in: folder) else { return [] }
        return entries
            .filter { $0.kind == .file && $0.name.hasSuffix(fileEnding) }
            .map { Found(path: Path.join(folder, $0.name), root: root, nameBelowRoot: "") }
            .sorted { $0.path < $1.path }
    }

    /// A folder above a file, as who named the file would name it.
    static func shown(_ folder: String, from file: String) -> String {
        let own = Path.folder(of: file)
        guard let real = FileReading.realPath(own) else { return folder }
        let shown = Path.normalised(Path.join(own, UseTarget.relative(folder, to: real)))
        // After a link the way back up leads elsewhere.
        return FileReading.realPath(shown) == folder ? shown : folder
    }

    /// The names of the files in a folder, in no order.
    static func fileNames(in folder: String) throws(FileTrouble) -> [String] {
        try names(in: folder).filter { $0.kind == .file }.map(\.name)
    }

    private enum Kind { case file, folder, link, other }

    private static func names(in folder: String) throws(FileTrouble) -> [(name: String, kind: Kind)] {
        guard let stream = opendir(folder) else { throw FileTrouble(folder, doing: "read", errno: errno) }
        defer { closedir(stream) }
        var names: [(name: String, kind: Kind)] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: pointer.pointee)) {
                    String(cString: $0)
                }
            }
            guard name.utf8.first != UInt8(ascii: ".") else { continue }
            names.append((name, kind(entry.pointee.d_type, Path.join(folder, name))))
        }
        return names
    }

    /// Some file systems do not say of what kind an entry is; then it is looked up.
    private static func kind(_ type: UInt8, _ path: String) -> Kind {
        switch Int(type) {
        case Int(DT_REG): return .file
        case Int(DT_DIR): return .folder
        case Int(DT_LNK): return .link
        case Int(DT_UNKNOWN): break
        default: return .other
        }
        var status = stat()
        guard lstat(path, &status) == 0 else { return .other }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFDIR: return .folder
        case S_IFLNK: return .link
        default: return .other
        }
    }
}
