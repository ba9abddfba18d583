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
    /// The files a person named that could be read, in order of path, and after them the files
    /// that these use: what is to be reported.
    let reported: [Int]

    /// The folder in which maps are looked for where none is named.
    public static let defaultFolder = MapFinder.defaultFolder

    /// Reads the files and folders named (`-` for standard input), and what they use.
    ///
    /// - Parameter withNeighbours: whether the load of a role is to count the other maps beside a
    ///   file that is named by itself.
    public init(reading paths: [String], withNeighbours: Bool = true) {
        let library = Library(Library.Request(paths: paths, withNeighbours: withNeighbours))
        self.library = library
        troubles = library.troubles
        resolutions = concurrentMap(library.files.count) { index in
            Resolver.resolve(library.files[index].tree, using: library.shared(by: index).map { library.files[$0].tree })
        }
        let asked = library.files.indices.filter { library.files[$0].isAskedFor }
        var listed = Set(asked)
        var used: [Int] = []
        for index in asked {
            for shared in library.shared(by: index) where listed.insert(shared).inserted { used.append(shared) }
        }
        reported = (asked + used).sorted { library.files[$0].tree.source.name < library.files[$1].tree.source.name }
    }

    /// True where nothing that was named could be read.
    public var isEmpty: Bool { reported.isEmpty }

    public static var hasDefaultFolder: Bool { FileReading.kind(of: defaultFolder) == .folder }

    /// What is wrong with the text of a file and its `use:` lines, in order of position.
    func diagnostics(of index: Int) -> [Diagnostic] {
        let own = library.files[index].useDiagnostics
        let all = resolutions[index].diagnostics
        return own.isEmpty ? all : (all + own).sorted { ($0.span, $0.name) < ($1.span, $1.name) }
    }

    var sources: [SourceText] { library.files.map(\.tree.source) }
}
