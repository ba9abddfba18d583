/// A file in the one form in which all maps are written, as far as its lines make sense.
///
/// Formatting changes how a map looks and never what it says: the map read from the new text equals
/// the one read from the old, its errors included. It settles at once: formatted text stays as it is.
public struct Formatting: Sendable {
    /// The formatted text; the text as it was where it is refused.
    public let bytes: [UInt8]
    /// The numbers (from 1) of lines that have a mistake, and were left as they are but for their indentation.
    public let linesLeft: [Int]
    /// Why nothing in this file is touched; nil for nearly all files.
    public let refusal: Diagnostic?

    public init(of tree: SyntaxTree) {
        refusal = tree.formattingRefusal
        guard refusal == nil else {
            bytes = tree.source.bytes
            linesLeft = []
            return
        }
        var (written, left) = Self.written(tree)
        linesLeft = left
        // A line that was left for the sake of its neighbours may be understood once these are in form.
        for _ in 0..<Self.mostReadings where written != tree.source.bytes {
            let again = Self.written(SyntaxTree(parsing: SourceText(id: tree.source.id, name: tree.source.name, bytes: written))).bytes
            if again == written { break }
            written = again
        }
        bytes = written
    }

    /// The text of a tree in form, and the numbers of the lines that were left as they are.
    private static func written(_ tree: SyntaxTree) -> (bytes: [UInt8], left: [Int]) {
        var layout = Layout(tree)
        let left = layout.isLeft.indices.filter { layout.isLeft[$0] && tree.lines[$0].isSaid }.map { $0 + 1 }
        // What was written is read again. A line that now says something else is one whose writing
        // is not understood well enough here: it is left as it is, and the rest written anew.
        for _ in 0..<mostReadings {
            let drafts = layout.drafts()
            let written = LineDraft.text(of: drafts)
            let misread = drafts.misread(in: SyntaxTree(parsing: SourceText(id: tree.source.id, name: tree.source.name, bytes: written)), of: tree)
            if misread.isEmpty { return (written, left) }
            for line in misread { layout.isLeft[line] = true }
        }
        return (tree.source.bytes, left)
    }

    /// Whether quotes around a name are taken off in any place where one can stand, but for answers, in which a digit
    /// may belong to a share.
    public static func needsNoQuotes(_ name: ArraySlice<UInt8>, withDigits: Bool = true) -> Bool {
        Wording.needsNoQuotes(name, withDigits: withDigits)
    }

    /// True where the text was in form already.
    public func isUnchanged(from source: SourceText) -> Bool { bytes == source.bytes }

    /// How often the text is read again. One line that is left may unsettle the one it belongs to, hardly more.
    private static let mostReadings = 6
}

extension SyntaxTree {
    /// What makes a file no text that a person can have typed.
    fileprivate var formattingRefusal: Diagnostic? { diagnostics.first { $0.name == "not-utf8" } }
}

extension SyntaxTree.Line {
    /// False for blank lines and comments, which nest nothing and mean nothing.
    var isSaid: Bool { kind != .blank && kind != .comment }
}
