import ProcessSyntax

/// All texts of one run: the files a person named, those they use, and their neighbours. Every
/// file is read and parsed once.
struct Library: Sendable {
    struct File: Sendable {
        let tree: SyntaxTree
        /// Absolute and without links; nil for standard input.
        let realPath: String?
        /// No file outside this folder may be used by this one; absolute and without links.
        let root: String
        /// Its path below the folder that was named, without its ending: `sales/lead`; for a file
        /// that was named by itself, its bare name.
        let nameBelowRoot: String
        /// True for what the person named, itself or by a folder above it.
        let isAskedFor: Bool
        /// Where it was read from.
        let source: FileSource
        /// The files its `use:` lines name, in the order written, by index; nil where there is none.
        var used: [Int?] = []
        /// The BPMN file that it was made of; nil for a map that somebody wrote.
        var origin: BPMNOrigin?
        /// What is wrong with its `use:` lines.
        var useDiagnostics: [Diagnostic] = []
        /// That its `use:` lines lead round in a circle; told at one file of each circle.
        var circle: Diagnostic?

        /// Where its `use:` paths begin.
        var folder: String { origin?.folder ?? realPath.map(Path.folder) ?? root }
        /// The file in which it stands, as messages show it.
        var shownPath: String { origin?.file.path ?? tree.source.name }
        /// The same without links; nil for standard input.
        var diskPath: String? { origin.map(\.realPath) ?? realPath }
    }

    /// A file's id is its index.
    private(set) var files: [File] = []
    /// What was named and could not be read.
    private(set) var troubles: [FileTrouble] = []
    private var indexOfPath: [String: Int] = [:]
    /// What the files read so far hold together.
    private var size = 0
    /// The most bytes that are read in one run: they take some twenty times their room in memory.
    static let mostBytes = 256 << 20
    /// The most files that one file may build on, those counted that they use in turn.
    static let mostUsed = 100
    private let texts: [String: [UInt8]]
    private let source: FileSource

    /// Where to look, and what for.
    struct Request: Sendable {
        /// Files and folders; `-` is standard input.
        var paths: [String]
        /// Whether to read the other maps of the folder of a file that is named by itself: the load of a
        /// role is summed over them.
        var withNeighbours: Bool
        /// What to take for the text of a file, by its path without links, instead of what it holds.
        var texts: [String: [UInt8]] = [:]
        /// Where the files are read from.
        var source = FileSource.disk
    }

    static let standardInput = "-"
    static let standardInputName = "<stdin>"

    init(_ request: Request) {
        texts = request.texts
        source = request.source
        var wanted: [MapFinder.Found] = []
        var neighbours: [MapFinder.Found] = []
        var foreign: [MapFinder.Found] = []
        for path in request.paths {
            if path == Self.standardInput {
                addStandardInput()
                continue
            }
            let path = Path.tidied(path)
            switch source.kind(of: path) {
            case .folder:
                let (found, troubles) = MapFinder.maps(in: path, from: source)
                self.troubles += troubles
                wanted += found
                if found.isEmpty, troubles.isEmpty {
                    // A folder of another tool: where there are maps as well, they are what is worked on.
                    foreign += MapFinder.maps(in: path, endings: BPMNFile.endings, from: source).found
                    if !foreign.isEmpty { continue }
                }
                if found.isEmpty, troubles.isEmpty { self.troubles.append(MapFinder.nothing(in: path)) }
            case .file, .other, nil:
                let root = MapFinder.root(ofFile: path, from: source)
                let isForeign = BPMNFile.isOne(path) && source.kind(of: path) == .file
                let found = MapFinder.Found(path: path, root: root, nameBelowRoot: isForeign ? Path.name(of: path) : Path.stem(of: path))
                if isForeign { foreign.append(found) } else { wanted.append(found) }
                if request.withNeighbours { neighbours += MapFinder.neighbours(of: path, root: root, from: source) }
            }
        }
        // What was asked for comes first, so that a file that is both is reported.
        read(wanted, isAskedFor: true)
        readForeign(foreign, isAskedFor: true)
        read(neighbours, isAskedFor: false)
        followUses()
        reportLongChains()
        reportCircles()
    }

    /// Reads all maps in and below folders, as far as they have not been read, and what these use.
    ///
    /// - Parameter ofBPMN: whether to read the BPMN files there instead.
    mutating func readAll(in folders: [String], ofBPMN: Bool = false) {
        let first = files.count
        for folder in folders {
            let namedFrom = files.first { $0.root == folder && $0.isAskedFor && $0.realPath != nil }?.shownPath
            let shown = namedFrom.map { MapFinder.shown(folder, from: String($0.dropFirst(source.prefix.count)), in: source) }
            let found = MapFinder.maps(
                in: folder, shownAs: shown, endings: ofBPMN ? BPMNFile.endings : [MapFinder.fileEnding], most: MapFinder.mostSearched, from: source).found
            if ofBPMN { readForeign(found, isAskedFor: false) } else { read(found, isAskedFor: false) }
        }
        guard files.count > first else { return }
        followUses(from: first)
        reportCircles()
    }

    private mutating func addStandardInput() {
        guard !files.contains(where: { $0.realPath == nil }) else { return }
        do throws(FileTrouble) {
            let bytes = if let given = texts[Self.standardInput] { given } else { try FileReading.standardInput() }
            if BPMNFile.looksLikeOne(bytes) {
                let here = FileReading.realPath(".") ?? "."
                return add(try BPMNFile(bytes, path: Self.standardInputName), realPath: nil, root: here, below: "", isAskedFor: true)
            }
            let source = SourceText(id: FileID(files.count), name: Self.standardInputName, bytes: bytes)
            files.append(File(
                tree: SyntaxTree(parsing: source), realPath: nil, root: FileReading.realPath(".") ?? ".",
                nameBelowRoot: "stdin", isAskedFor: true, source: self.source))
        } catch {
            troubles.append(error)
        }
    }

    /// Which of the files found have not been read yet, each once, with its path without links. Of more than is read at once the
    /// rest is told and left out.
    private mutating func unread(_ wanted: [MapFinder.Found]) -> [(found: MapFinder.Found, realPath: String)] {
        var new: [(found: MapFinder.Found, realPath: String)] = []
        var seen: Set<String> = []
        for found in wanted {
            // What is not there keeps its own path: reading it tells what is the matter.
            let real = source.realPath(found.path) ?? found.path
            guard indexOfPath[real] == nil, seen.insert(real).inserted else { continue }
            size += source.size(of: real)
            guard size <= Self.mostBytes else {
                troubles.append(FileTrouble(
                    found.path, "the files before it hold \(Self.mostBytes >> 20) MB, and no more is read at once",
                    remedy: "go folder by folder", name: "too-much-text"))
                break
            }
            new.append((found, real))
        }
        return new
    }

    /// Reads and parses files, each once, on all cores.
    private mutating func read(_ wanted: [MapFinder.Found], isAskedFor: Bool) {
        let new = unread(wanted)
        for (place, entry) in new.enumerated() { indexOfPath[entry.realPath] = files.count + place }
        let first = files.count
        let read = concurrentMap(new.count) { [texts, source] index -> Result<SyntaxTree, FileTrouble> in
            Result { () throws(FileTrouble) in
                let name = new[index].found.path
                let bytes = if let given = texts[new[index].realPath] { given } else { try source.bytes(of: name) }
                return SyntaxTree(parsing: SourceText(id: FileID(first + index), name: source.prefix + name, bytes: bytes))
            }
        }
        for (entry, result) in zip(new, read) {
            switch result {
            case .success(let tree) where isAskedFor || !isDraft(tree, entry.realPath):
                files.append(File(
                    tree: tree, realPath: entry.realPath, root: entry.found.root, nameBelowRoot: entry.found.nameBelowRoot,
                    isAskedFor: isAskedFor, source: source))
            case .success, .failure:
                if isAskedFor, case .failure(let trouble) = result { troubles.append(trouble) }
                // An empty text holds the place, as ids are given before files are read.
                files.append(File(
                    tree: SyntaxTree(parsing: SourceText(id: FileID(files.count), name: source.prefix + entry.found.path, bytes: [])),
                    realPath: nil, root: entry.found.root, nameBelowRoot: "", isAskedFor: false, source: source))
                indexOfPath[entry.realPath] = nil
            }
        }
    }

    /// True for a map that is on its way through another tool: a BPMN file that was named holds the same process, by the name of
    /// its file or its own. What it does must not count twice.
    private func isDraft(_ tree: SyntaxTree, _ realPath: String) -> Bool {
        let drafts = files.filter { $0.isAskedFor && $0.origin != nil }
        guard !drafts.isEmpty else { return false }
        let process = tree.processName
        return drafts.contains { draft in
            Path.join(draft.folder, Path.name(of: draft.tree.source.name)) == realPath
                || process != nil && process == draft.tree.processName && Path.isInside(realPath, draft.root)
        }
    }

    /// Reads BPMN files, on all cores. The files are not put among the maps: a `use:` that leads to one is told that it is no map.
    private mutating func readForeign(_ wanted: [MapFinder.Found], isAskedFor: Bool) {
        let known = Set(files.compactMap { $0.origin?.realPath })
        let new = unread(wanted).filter { !known.contains($0.realPath) }
        let read = concurrentMap(new.count) { [source] index in
            Result { () throws(FileTrouble) in try BPMNFile(reading: new[index].found.path, from: source) }
        }
        for (entry, result) in zip(new, read) {
            switch result {
            case .success(let file):
                add(file, realPath: entry.realPath, root: entry.found.root, below: Path.folder(of: entry.found.nameBelowRoot), isAskedFor: isAskedFor)
            case .failure(let trouble): if isAskedFor { troubles.append(trouble) }
            }
        }
    }

    /// - Parameters:
    ///   - realPath: nil for standard input.
    ///   - root: for standard input the folder in which Baton runs.
    private mutating func add(_ file: BPMNFile, realPath: String?, root: String, below folder: String, isAskedFor: Bool) {
        for (number, map) in file.content.maps.enumerated() {
            let name = map.stem + MapFinder.fileEnding
            let text = SourceText(id: FileID(files.count), name: Path.join(file.path, name), bytes: Array(map.text.utf8))
            let origin = BPMNOrigin(file: file, map: number, realPath: realPath, folder: realPath.map(Path.folder) ?? root)
            files.append(File(
                tree: SyntaxTree(parsing: text), realPath: Path.join(realPath ?? root, name), root: root,
                nameBelowRoot: Path.join(folder, map.stem), isAskedFor: isAskedFor, source: source, origin: origin))
        }
    }

    /// Loads what files use, and what those use, in the order in which it is met.
    private mutating func followUses(from first: Int = 0) {
        var index = first
        while index < files.count {
            var named: [String: SyntaxTree.Use] = [:]
            for use in files[index].tree.uses {
                if let first = named.updateValue(use, forKey: use.path) {
                    files[index].useDiagnostics.append(UseTarget.again(use, after: first))
                    files[index].used.append(nil)
                    continue
                }
                // To find what was meant, the whole folder is read; hundreds of wrong lines are not worth that each.
                let suggests = files[index].useDiagnostics.count < 20
                switch UseTarget(of: use, in: files[index], suggests: suggests) {
                case .wrong(let diagnostic):
                    files[index].used.append(nil)
                    files[index].useDiagnostics.append(diagnostic)
                case .file(let name, let realPath):
                    if realPath == files[index].realPath {
                        files[index].used.append(nil)
                        files[index].useDiagnostics.append(UseTarget.itself(use))
                        continue
                    }
                    if indexOfPath[realPath] == nil {
                        do throws(FileTrouble) {
                            let bytes = if let given = texts[realPath] { given } else { try source.bytes(of: realPath) }
                            let source = SourceText(id: FileID(files.count), name: name, bytes: bytes)
                            indexOfPath[realPath] = files.count
                            files.append(File(
                                tree: SyntaxTree(parsing: source), realPath: realPath, root: files[index].root,
                                nameBelowRoot: "", isAskedFor: false, source: self.source))
                        } catch {
                            files[index].useDiagnostics.append(UseTarget.unreadable(use, error))
                        }
                    }
                    files[index].used.append(indexOfPath[realPath])
                }
            }
            index += 1
        }
    }

    /// The files a file uses and those that they use in turn, in the order written, but each after
    /// what it builds on itself, and without the file itself.
    func shared(by index: Int) -> [Int] {
        guard !files[index].used.isEmpty else { return [] }
        var order: [Int] = []
        var seen: Set<Int> = [index]
        // Each file on the way down, with how many of its own uses are done.
        var way: [(file: Int, next: Int)] = [(index, 0)]
        while let (file, next) = way.last {
            guard next < files[file].used.count else {
                way.removeLast()
                if file != index { order.append(file) }
                continue
            }
            way[way.count - 1].next += 1
            if let used = files[file].used[next], seen.count <= Self.mostUsed + 1, seen.insert(used).inserted { way.append((used, 0)) }
        }
        return order
    }

    /// Told at the file that builds on too many while none of those that it uses does.
    private mutating func reportLongChains() {
        guard files.count > Self.mostUsed else { return }
        let isLong = files.indices.map { shared(by: $0).count > Self.mostUsed }
        for index in files.indices where isLong[index] && !files[index].used.contains(where: { $0.map { isLong[$0] } == true }) {
            guard let use = files[index].tree.uses.first else { continue }
            files[index].useDiagnostics.append(UseTarget.tooMany(use, most: Self.mostUsed))
        }
    }

    /// A `use:` that leads back to its own file says nothing new and hides who declares what. Each circle is told
    /// once, at the first of its files.
    private mutating func reportCircles() {
        let next = files.map { $0.used.compactMap(\.self) }
        guard next.contains(where: { !$0.isEmpty }) else { return }
        for index in files.indices { files[index].circle = nil }
        let circles = Circles.find(next) { a, b in
            files[a].isAskedFor == files[b].isAskedFor ? files[a].tree.source.name < files[b].tree.source.name : files[a].isAskedFor
        }
        for circle in circles where circle.count > 1 {
            guard let (use, _) = zip(files[circle[0]].tree.uses, files[circle[0]].used).first(where: { $0.1 == circle[1] }) else { continue }
            files[circle[0]].circle = UseTarget.circle(use, circle.map { Path.name(of: files[$0].shownPath) })
        }
    }
}
