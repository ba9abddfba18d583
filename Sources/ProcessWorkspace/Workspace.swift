import ProcessAnalysis
import ProcessModel
import ProcessReport
import ProcessSyntax

/// The files of one run, read, parsed and resolved, with all that can be asked of them.
public struct Workspace: Sendable {
    /// What was named and could not be read.
    public let troubles: [FileTrouble]

    let library: Library
    /// One a file of the library.
    let resolutions: [Resolution]
    /// Who calls whom, and which map is a version of which.
    let links: ProcessLinks
    /// For each file, that its process has the id of another.
    private let duplicateIDs: [Diagnostic?]
    /// The files a person named that could be read, in order of path, and after them the files
    /// that these use: what is to be reported.
    let reported: [Int]
    /// True where a person named a folder, and so all that is in it.
    public let isOfFolders: Bool

    /// The folder in which maps are looked for where none is named.
    public static let defaultFolder = MapFinder.defaultFolder

    /// Reads the files and folders named (`-` for standard input), and what they use.
    ///
    /// - Parameter withNeighbours: whether the load of a role is to count the other maps beside a
    ///   file that is named by itself.
    public init(reading paths: [String], withNeighbours: Bool = true) {
        self.init(Library.Request(paths: paths, withNeighbours: withNeighbours))
    }

    init(_ request: Library.Request) {
        var read = Library(request)
        var resolutions = Self.resolve(read, from: 0)
        var links = ProcessLinks(resolutions, in: read)
        // A map that is called may lie where nothing has been read so far.
        func readFurther(in folders: [String], ofBPMN: Bool) {
            guard !folders.isEmpty else { return }
            read.readAll(in: folders, ofBPMN: ofBPMN)
            guard read.files.count > resolutions.count else { return }
            resolutions += Self.resolve(read, from: resolutions.count)
            links = ProcessLinks(resolutions, in: read)
        }
        readFurther(in: request.withNeighbours ? links.rootsOfUnknown : links.roots, ofBPMN: false)
        // Where there is a map of the name, it counts.
        readFurther(in: links.rootsOfUnknownInBPMN, ofBPMN: true)
        library = read
        isOfFolders = request.paths.contains { request.source.kind(of: $0) == .folder }
        troubles = read.troubles
        self.resolutions = resolutions
        self.links = links
        duplicateIDs = ProcessIDs.duplicates(resolutions, in: read)
        let asked = read.files.indices.filter { read.files[$0].isAskedFor }
        var listed = Set(asked)
        var used: [Int] = []
        for index in asked {
            for shared in read.shared(by: index) where listed.insert(shared).inserted { used.append(shared) }
        }
        reported = (asked + used).sorted { read.files[$0].tree.source.name < read.files[$1].tree.source.name }
    }

    private static func resolve(_ library: Library, from first: Int) -> [Resolution] {
        concurrentMap(library.files.count - first) { position in
            let index = first + position
            return Resolver.resolve(library.files[index].tree, using: library.shared(by: index).map { library.files[$0].tree })
        }
    }

    /// True where nothing that was named could be read.
    public var isEmpty: Bool { reported.isEmpty }

    public static var hasDefaultFolder: Bool { FileReading.kind(of: defaultFolder) == .folder }

    /// What is wrong with the text of a file, its `use:` and `call:` lines and its id, in order of position.
    func diagnostics(of index: Int) -> [Diagnostic] {
        let text = textDiagnostics(of: index)
        guard let duplicate = duplicateIDs[index] else { return text }
        return (text + [duplicate]).sorted { ($0.span, $0.name) < ($1.span, $1.name) }
    }

    /// What keeps a file from being worked on. Its id does not: its numbers are right whatever it is called.
    func textDiagnostics(of index: Int) -> [Diagnostic] {
        let file = library.files[index]
        let own = file.useDiagnostics + (file.circle.map { [$0] } ?? []) + links.diagnostics[index]
        var resolved = resolutions[index].diagnostics
        // What a file would declare that cannot be used, nobody can know: only slips of the pen are told.
        if own.contains(where: { Self.failedUses.contains($0.name) }) {
            resolved.removeAll { ["unknown-role", "unknown-name"].contains($0.name) && $0.fixes.allSatisfy(\.edits.isEmpty) }
        }
        let all = (file.tree.emptiness.map { [$0] } ?? []) + resolved
        return own.isEmpty ? all : (all + own).sorted { ($0.span, $0.name) < ($1.span, $1.name) }
    }

    private static let failedUses: Set<String> = ["use-not-found", "use-not-a-map", "use-outside", "use-unreadable"]

    var sources: [SourceText] { library.files.map(\.tree.source) }

    /// The path of one file, as it was named.
    func sourceName(of index: Int) -> String { library.files[index].shownPath }
}
