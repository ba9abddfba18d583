import ProcessSyntax

/// One file before and after it was mended, and what is left for a person to do.
public struct MendedFile: Sendable {
    public let before: SourceText
    public let after: SourceText
    /// What was mended, in the order of the text.
    public let repairs: [Mending.Repair]
    /// What is still wrong, in the order of the text; spans are of `after`.
    public let left: [Diagnostic]

    public init(before: SourceText, after: SourceText, repairs: [Mending.Repair], left: [Diagnostic]) {
        self.before = before
        self.after = after
        self.repairs = repairs
        self.left = left
    }

    public var isChanged: Bool { before.bytes != after.bytes }
}
