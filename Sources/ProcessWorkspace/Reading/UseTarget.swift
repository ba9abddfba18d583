import ProcessModel
import ProcessSyntax

/// Where a `use:` line leads.
enum UseTarget {
    /// A file inside the folder being checked; its path as messages show it, and without links.
    case file(name: String, realPath: String)
    case wrong(Diagnostic)

    /// - Parameter suggests: whether to look for the file that was meant where there is none of that name.
    init(of use: SyntaxTree.Use, in file: Library.File, suggests: Bool) {
        let meant = { suggests ? Self.meant(use, file) : nil }
        let name = String(file.shownPath.dropFirst(file.source.prefix.count))
        let isInput = file.diskPath == nil
        let path = use.path
        if let several = Self.several(use, file) {
            self = .wrong(several)
            return
        }
        guard path.hasSuffix(MapFinder.fileEnding) else {
            self = .wrong(Diagnostic(
                "use-not-a-map", "'\(path)' is not a map: its name does not end in \(MapFinder.fileEnding)", at: use.span,
                fixes: [Self.withEnding(use, file) ?? meant() ?? Fix("name a file that ends in \(MapFinder.fileEnding)")]))
            return
        }
        guard path.utf8.first != UInt8(ascii: "/"), !path.utf8.contains(0) else {
            self = .wrong(Diagnostic(
                "use-outside", "'\(path)' is not a path relative to this file", at: use.span,
                fixes: [Fix("write how to get there from this file, such as 'use: organization.baton'")]))
            return
        }
        let target = Path.normalised(Path.join(file.folder, path))
        // Said before anything is looked up: a map must not learn what lies outside.
        guard Path.isInside(target, file.root) else {
            self = .wrong(Self.outside(use, file.root))
            return
        }
        guard let real = file.source.realPath(target) else {
            let fix = Self.withSlashes(use, file) ?? meant() ?? Fix("write the file, or correct its path; the path begins at the folder of this file")
            self = .wrong(Diagnostic("use-not-found", "there is no file '\(path)'", at: use.span, fixes: [fix]))
            return
        }
        guard Path.isInside(real, file.root) else {
            self = .wrong(Self.outside(use, file.root))
            return
        }
        let shown = Path.normalised(isInput ? path : Path.join(Path.folder(of: name), path))
        self = .file(name: file.source.prefix + shown, realPath: real)
    }

    /// `use: organization` where there is an `organization.baton`.
    private static func withEnding(_ use: SyntaxTree.Use, _ file: Library.File) -> Fix? {
        offer(use.path + MapFinder.fileEnding, for: use, file, isCertain: true)
    }

    /// `use: shared\\terms.baton`, as paths are written on Windows.
    private static func withSlashes(_ use: SyntaxTree.Use, _ file: Library.File) -> Fix? {
        use.path.contains("\\") ? offer(use.path.replacing("\\", with: "/"), for: use, file, isCertain: true) : nil
    }

    /// A path, where it leads to a file inside the folder.
    private static func offer(_ path: String, for use: SyntaxTree.Use, _ file: Library.File, isCertain: Bool) -> Fix? {
        let target = Path.normalised(Path.join(file.folder, path))
        guard !path.hasPrefix("/"), Path.isInside(target, file.root), file.source.kind(of: target) == .file else { return nil }
        return Fix("write '\(path)'", edit: Fix.Edit(span: use.span, text: path), isCertain: isCertain)
    }

    /// Two files on one line.
    private static func several(_ use: SyntaxTree.Use, _ file: Library.File) -> Diagnostic? {
        let paths = use.path.split { $0 == "," || $0 == ";" }
        guard paths.count > 1, paths.allSatisfy({ $0.hasSuffix(MapFinder.fileEnding) || $0.contains(MapFinder.fileEnding) }) else { return nil }
        return Diagnostic(
            "use-not-found", "'\(use.path)' are several files", at: use.span, fixes: [Fix("give each a line of its own: 'use: \(paths[0])'")])
    }

    static func itself(_ use: SyntaxTree.Use) -> Diagnostic {
        Diagnostic(
            "use-itself", "'\(use.path)' is this file itself", at: use.span, fixes: [Fix("take the line out")])
    }

    static func again(_ use: SyntaxTree.Use, after first: SyntaxTree.Use) -> Diagnostic {
        Diagnostic(
            "said-twice", "'\(use.path)' is used twice", at: use.span, related: .init(span: first.span, message: "it is used here"),
            fixes: [Fix("take one of the two lines out")])
    }

    static func circle(_ use: SyntaxTree.Use, _ names: [String]) -> Diagnostic {
        Diagnostic(
            "use-circle", "these files use each other in a circle: \(Circles.words(names, "uses"))", at: use.span,
            fixes: [Fix("take one of the 'use:' lines out; put what both need in a third file")])
    }

    static func tooMany(_ use: SyntaxTree.Use, most: Int) -> Diagnostic {
        Diagnostic(
            "use-too-many", "this file builds on more than \(most) others", at: use.span,
            fixes: [Fix("put what maps share into a few files")])
    }

    static func unreadable(_ use: SyntaxTree.Use, _ trouble: FileTrouble) -> Diagnostic {
        Diagnostic(
            "use-unreadable", "'\(use.path)' cannot be used: \(trouble.reason)", at: use.span,
            fixes: [Fix(trouble.remedy ?? "name another file")])
    }

    private static func outside(_ use: SyntaxTree.Use, _ root: String) -> Diagnostic {
        Diagnostic(
            "use-outside", "'\(use.path)' lies outside '\(Path.name(of: root))', the folder being checked", at: use.span,
            fixes: [Fix("move the file into the folder, or check a folder that holds both")])
    }

    /// Offers the file of that name elsewhere in the folder, or the one whose name is nearest; of
    /// several the one that is the fewest steps away.
    private static func meant(_ use: SyntaxTree.Use, _ file: Library.File) -> Fix? {
        let folder = file.folder
        let own = Path.stem(of: file.realPath ?? "")
        let paths = MapFinder.maps(in: file.root, most: MapFinder.mostSearched, from: file.source).found
            .map { relative(Path.normalised($0.path), to: folder) }
            .filter { $0 != own + MapFinder.fileEnding }
            .map { (steps: $0.split(separator: "/").count, path: $0) }
            .sorted { ($0.steps, $0.path) < ($1.steps, $1.path) }
            .map(\.path)
        guard let name = NearestName.find(Path.name(of: use.path), among: paths.map(Path.name)),
            let path = paths.first(where: { Path.name(of: $0) == name }), !isDraft(file, of: Path.join(folder, path))
        else { return nil }
        return Fix("did you mean '\(path)'?", edit: Fix.Edit(span: use.span, text: path))
    }

    /// True where a map on standard input holds the same process as a file: it is most likely that file itself,
    /// on its way through an editor, and no file uses itself.
    private static func isDraft(_ file: Library.File, of path: String) -> Bool {
        guard file.realPath == nil, let bytes = try? file.source.bytes(of: path), let own = file.tree.processName else { return false }
        return SyntaxTree(parsing: SourceText(name: path, bytes: bytes)).processName == own
    }

    /// How to get to `path` from `folder`; both absolute.
    static func relative(_ path: String, to folder: String) -> String {
        let from = folder.split(separator: "/")
        let to = path.split(separator: "/")
        let common = zip(from, to).prefix { $0 == $1 }.count
        return (Array(repeating: "..", count: from.count - common) + to[common...].map(String.init)).joined(separator: "/")
    }
}

extension SyntaxTree {
    /// What the file calls its process; nil where it holds none.
    var processName: String? { children(of: -1).first { lines[$0].keyword == .process }.map { name(lines[$0].value) } }
}
