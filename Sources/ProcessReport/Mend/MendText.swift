import ProcessAnalysis
import ProcessSyntax

/// What came of mending the text of files, for people.
public struct MendReport: Sendable {
    /// Those with something to tell of, in the order in which they are to be told.
    public private(set) var files: [MendedFile]
    /// How many could not be written, and are as they were.
    private var unwritten = 0
    /// True where the files were left as they are, so that somebody can look first.
    public let isPreview: Bool
    /// True where guesses were written as well.
    public let withGuesses: Bool

    public init(files: [MendedFile], isPreview: Bool, withGuesses: Bool) {
        self.files = files
        self.isPreview = isPreview
        self.withGuesses = withGuesses
    }

    /// What was mended in a file is not told where it could not be written.
    public mutating func leave(_ name: String) {
        files.removeAll { $0.before.name == name }
        unwritten += 1
    }

    public var isAllRight: Bool { files.allSatisfy(\.left.isEmpty) }
    public var changesSomething: Bool { files.contains(where: \.isChanged) }

    /// No more than this is told of one file, of what is mended and of what is left.
    private static let most = 50

    /// One part a file: each line that was mended as it was and as it is, then what is left.
    public func text(_ format: Page.Format = .plain) -> String {
        var page = Page(format)
        let told = files.filter { !$0.repairs.isEmpty || !$0.left.isEmpty }
        for file in told where !isPreview || !file.left.isEmpty { write(file, to: &page) }
        writeClosing(told, to: &page)
        return page.text
    }

    private func write(_ file: MendedFile, to page: inout Page) {
        page.line(file.after.name, .strong)
        page.endLine()
        // The changes themselves show what is mended.
        if !isPreview { writeRepairs(of: file, to: &page) }
        guard !file.left.isEmpty else { return page.endLine() }
        if !isPreview, !file.repairs.isEmpty { page.endLine() }
        page.line("Left for you:")
        for diagnostic in file.left.prefix(Self.most) {
            page.add("line \(file.after.lineNumber(at: Int(diagnostic.span.start))): ", .quiet)
            page.paragraph(diagnostic.message + (diagnostic.fixes.first.map { "; \($0.message)" } ?? ""), indent: 4)
        }
        writeRest(file.left.count, to: &page)
        page.endLine()
    }

    /// Each line with all that was wrong with it, as it was and as it is.
    private func writeRepairs(of file: MendedFile, to page: inout Page) {
        var rest = file.repairs.prefix(Self.most)
        while let first = rest.first {
            let repairs = rest.prefix { $0.offset == first.offset }
            rest = rest.dropFirst(repairs.count)
            let number = file.after.lineNumber(at: first.offset)
            for repair in repairs {
                page.add("line \(number): ", .quiet)
                page.paragraph(repair.diagnostic.message, indent: 4)
            }
            page.add("  - ", .error)
            page.line(Self.shown(first.before))
            let parts = repairs.reduce(1) { max($0, $1.parts) }
            for line in number..<number + parts {
                page.add("  + ", .good)
                page.line(Self.shown(file.after.string(file.after.line(line))))
            }
            let more = repairs.reduce(1) { max($0, $1.lineCount) } - 1
            if more > 0 { page.line("    and \(Numerals.count(more, "more line", "more lines"))", .quiet) }
        }
        writeRest(file.repairs.count, to: &page)
    }

    private func writeRest(_ count: Int, to page: inout Page) {
        if count > Self.most { page.line("and \(count - Self.most) more") }
    }

    private func writeClosing(_ told: [MendedFile], to page: inout Page) {
        let repairs = told.reduce(0) { $0 + $1.repairs.count }
        let left = told.reduce(0) { $0 + $1.left.count }
        let changed = told.filter(\.isChanged).count
        if unwritten > 0 {
            page.line("\(Numerals.count(unwritten, "file")) could not be written and \(unwritten == 1 ? "is as it was" : "are as they were").", .error)
            guard repairs + left > 0 else { return }
        }
        guard repairs + left > 0 else {
            page.line("Nothing to mend.", .good)
            return
        }
        let mended = "\(Numerals.count(repairs, "mistake")) \(isPreview ? "can be " : "")mended"
        let places = changed > 1 ? " in \(changed) files" : ""
        page.line("\(repairs == 0 ? "Nothing that is certain to mend" : mended + places), \(left == 0 ? "nothing" : "\(left)") left for you.")
        if isPreview, changed > 0 { page.line("No file was changed. To change them, leave --diff out.", .quiet) }
        if !withGuesses, told.contains(where: { $0.left.contains { $0.fixes.contains { !$0.edits.isEmpty } } }) {
            page.line("For the likeliest guesses as well ('did you mean …?'): add --guesses", .quiet)
        }
        if left > 0 { page.line("To see what is left in its place: baton check", .quiet) }
    }

    /// A line of any length, cut to what a screen holds.
    private static func shown(_ line: String) -> String {
        let most = 160
        return line.count > most ? line.prefix(most) + "…" : line
    }
}

extension MendReport {
    /// What changes, for `patch -p0` or `git apply -p0`.
    public func diff() -> [UInt8] {
        files.filter(\.isChanged).flatMap { UnifiedDiff(of: $0.before, $0.after).bytes }
    }
}
