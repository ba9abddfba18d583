import ProcessModel
import ProcessReport
import ProcessSyntax

/// What came of mending files, and what to do with it.
public struct MendAnswer: Sendable {
    /// What was named and could not be read.
    public let troubles: [FileTrouble]
    private(set) var report: MendReport
    private let standardInput: [UInt8]?

    /// True where nothing that was named could be read.
    public let isEmpty: Bool
    /// True where nothing is wrong any more.
    public var isAllRight: Bool { report.isAllRight }
    public var changesSomething: Bool { report.changesSomething }

    /// Mends the files named (`-` is standard input), those first on which others build. Nothing is
    /// written yet.
    public init(mending paths: [String], withGuesses: Bool, isPreview: Bool) {
        let boldness = withGuesses ? Mending.Boldness.guesses : .certain
        var workspace = Workspace(reading: paths)
        troubles = workspace.troubles
        isEmpty = workspace.isEmpty
        let originals = Dictionary(
            workspace.asked.map { (workspace.key(of: $0), workspace.source(of: $0)) }, uniquingKeysWith: { first, _ in first })
        var texts: [String: [UInt8]] = [:]
        // Standard input can be read once.
        if let input = originals[Library.standardInput] { texts[Library.standardInput] = input.bytes }
        var repairs: [String: [Mending.Repair]] = [:]
        // What the files say of each other can be mended when their own texts are; then names that
        // were unknown may be known. Twice is enough.
        for _ in 0..<2 {
            for (key, mending) in workspace.mendedTexts(boldness) {
                texts[key] = mending.source.bytes
                repairs[key, default: []] += mending.repairs
            }
            let mended = Workspace(Library.Request(paths: paths, withNeighbours: true, texts: texts))
            let more = mended.mendedTies(boldness)
            workspace = mended
            guard !more.isEmpty else { break }
            var tied = texts
            for (key, mending) in more { tied[key] = mending.source.bytes }
            let better = Workspace(Library.Request(paths: paths, withNeighbours: true, texts: tied))
            guard better.errorCount < mended.errorCount else { break }
            for (key, mending) in more { repairs[key, default: []] += mending.repairs }
            (texts, workspace) = (tied, better)
        }
        standardInput = texts[Library.standardInput]
        let left = workspace.leftOver()
        report = MendReport(
            files: workspace.asked.compactMap { index in
                let key = workspace.key(of: index)
                guard let before = originals[key] else { return nil }
                return MendedFile(
                    before: before, after: workspace.source(of: index), repairs: repairs[key] ?? [], left: left[FileID(index)] ?? [])
            },
            isPreview: isPreview, withGuesses: withGuesses)
    }

    /// Puts the mended texts into their files, and what was read from standard input onto standard
    /// output. A file that is right as it is stays untouched.
    /// - Returns: what could not be written; the other files are.
    public mutating func save() throws(FileTrouble) -> [FileTrouble] {
        var troubles: [FileTrouble] = []
        for file in report.files where file.isChanged && file.before.name != Library.standardInputName {
            do throws(FileTrouble) {
                _ = try FileWriting.write(file.after.bytes, to: file.before.name)
            } catch {
                troubles.append(error)
                report.leave(file.before.name)
            }
        }
        if let standardInput { try Console.write(standardInput, to: .output) }
        return troubles
    }

    /// Writes what was mended and what is left: for a person, to standard error where standard output
    /// carries the text itself or the changes.
    public func tell(withColour: Bool) throws(FileTrouble) {
        let carries = standardInput != nil || report.isPreview
        let text = report.text(carries ? .plain : Console.format(withColour: withColour))
        try Console.write(text, to: carries ? .error : .output)
    }

    /// Writes what would change to standard output, as it is for a program; for a terminal with
    /// all that it would obey written out.
    public func writeDiff() throws(FileTrouble) {
        let diff = report.diff()
        if Console.outputIsTerminal {
            try Console.write(Console.printable(String(decoding: diff, as: UTF8.self)))
        } else {
            try Console.write(diff, to: .output)
        }
    }
}

extension Workspace {
    /// The files that a person named, by index, in order of path.
    fileprivate var asked: [Int] { reported.filter { library.files[$0].isAskedFor } }

    fileprivate func source(of index: Int) -> SourceText { library.files[index].tree.source }

    /// What tells a file from all others.
    fileprivate func key(of index: Int) -> String { library.files[index].realPath ?? Library.standardInput }

    /// All files asked for whose own text can be mended, those that others build upon first.
    fileprivate func mendedTexts(_ boldness: Mending.Boldness) -> [(key: String, mending: Mending)] {
        var order: [Int] = []
        var seen: Set<Int> = []
        for index in asked {
            for file in library.shared(by: index) + [index] where seen.insert(file).inserted { order.append(file) }
        }
        var trees = library.files.map(\.tree)
        var mended: [(key: String, mending: Mending)] = []
        for index in order where library.files[index].isAskedFor && isText(index) {
            let shared = library.shared(by: index).map { trees[$0] }
            let mending = Mending(of: source(of: index), boldness) { text in
                Resolver.resolve(SyntaxTree(parsing: text), using: shared).diagnostics
            }
            guard !mending.repairs.isEmpty else { continue }
            trees[index] = SyntaxTree(parsing: mending.source)
            mended.append((key(of: index), mending))
        }
        return mended
    }

    /// Files whose ties to others can be mended: what they `use:`, and what a check says of them
    /// beyond their own text. Whether it helped shows when all are read anew.
    fileprivate func mendedTies(_ boldness: Mending.Boldness) -> [(key: String, mending: Mending)] {
        let left = leftOver()
        return asked.filter(isText).compactMap { index in
            let own = Set(resolutions[index].diagnostics)
            let ties = (left[FileID(index)] ?? []).filter { !own.contains($0) }
            guard !ties.isEmpty else { return nil }
            let source = source(of: index)
            let mending = Mending(of: source, boldness) { $0.bytes == source.bytes ? ties : [] }
            return mending.repairs.isEmpty ? nil : (key(of: index), mending)
        }
    }

    /// What is wrong with the text of each file that was asked for, as a check says it.
    fileprivate func leftOver() -> [FileID: [Diagnostic]] {
        Dictionary(check(today: nil).files.map { ($0.file, $0.diagnostics) }, uniquingKeysWith: { first, _ in first })
            .reduce(into: [:]) { left, file in left[file.key] = file.value.filter { $0.span.file == file.key } }
    }

    fileprivate var errorCount: Int {
        check(today: nil).files.reduce(0) { sum, file in sum + file.diagnostics.count { $0.severity == .error } }
    }

    /// A file that is no text is left alone.
    private func isText(_ index: Int) -> Bool {
        !library.files[index].tree.diagnostics.contains { $0.name == "not-utf8" }
    }
}
