/// A line as it is about to be written, part by part.
struct LineDraft {
    /// The line of the old text that it comes from.
    let origin: Int
    let kind: SyntaxTree.Line.Kind
    let keyword: Keyword?
    /// The draft that it is nested under; -1 at the top.
    var parent = -1
    /// What it is indented by. All spaces, but for lines that are left as they are.
    var leading: [UInt8] = []
    /// All behind the indentation, where the line is left as it is.
    var verbatim: ArraySlice<UInt8>?
    var head: ArraySlice<UInt8> = []
    var hasColon = false
    var value: ArraySlice<UInt8> = []
    var target: ArraySlice<UInt8>?
    var items: [ArraySlice<UInt8>] = []
    /// Whether the brackets stand before the arrow, as they may under an answer.
    var hasBracketsFirst = false
    var comment: ArraySlice<UInt8>?
    /// Blanks before a comment behind the line, beyond the two that every one has.
    var padding = 0

    init(origin: Int, kind: SyntaxTree.Line.Kind, keyword: Keyword?) {
        self.origin = origin
        self.kind = kind
        self.keyword = keyword
    }

    var isBlank: Bool { kind == .blank }

    /// Hands on the parts of the line in their order, without indentation and comment.
    private func forEachPart(_ write: (ArraySlice<UInt8>) -> Void) {
        if let verbatim { return write(verbatim) }
        var isFirst = true
        func part(_ words: ArraySlice<UInt8>, spaced: Bool = true) {
            if spaced, !isFirst { write(Self.space) }
            write(words)
            isFirst = false
        }
        if !head.isEmpty { part(head) }
        if hasColon { part(Self.colon, spaced: false) }
        if !value.isEmpty { part(value) }
        func brackets() {
            guard !items.isEmpty else { return }
            part(Self.open)
            for (number, item) in items.enumerated() {
                if number > 0 { write(Self.comma) }
                write(item)
            }
            write(Self.close)
        }
        if hasBracketsFirst { brackets() }
        if let target {
            part(Self.arrow)
            if !target.isEmpty { part(target) }
        }
        if !hasBracketsFirst { brackets() }
    }

    private static let space = Array(" ".utf8)[...]
    private static let colon = Array(":".utf8)[...]
    private static let open = Array("[".utf8)[...]
    private static let comma = Array(", ".utf8)[...]
    private static let close = Array("]".utf8)[...]
    private static let arrow = Array("->".utf8)[...]

    /// The columns that the line takes, indentation and brackets included, its comment not.
    var width: Int {
        var width = leading.count
        forEachPart { width += Self.columns($0) }
        return width
    }

    static func columns(_ words: ArraySlice<UInt8>) -> Int { words.count { $0 & 0xC0 != 0x80 } }

    // MARK: All lines of a file

    static func text(of drafts: [LineDraft]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(drafts.count * 40)
        for draft in aligned(drafts) {
            if !draft.isBlank {
                text += draft.leading
                draft.forEachPart { text += $0 }
                if let comment = draft.comment {
                    if draft.kind != .comment { text += repeatElement(0x20, count: 2 + draft.padding) }
                    text += comment
                }
            }
            text.append(UInt8(ascii: "\n"))
        }
        // What begins like the mark of UTF-8 and is none would be taken for it.
        return text.starts(with: [0xEF, 0xBB, 0xBF]) ? [0xEF, 0xBB, 0xBF] + text : text
    }

    /// Comments behind neighbouring lines of one block stand below each other.
    private static func aligned(_ drafts: [LineDraft]) -> [LineDraft] {
        var drafts = drafts
        var first = 0
        while first < drafts.count {
            var end = first
            while end < drafts.count, drafts[end].hasCommentBehind, drafts[end].leading == drafts[first].leading { end += 1 }
            if end - first > 1 {
                let widths = drafts[first..<end].map(\.width)
                let widest = widths.max() ?? 0
                for (index, width) in zip(first..<end, widths) { drafts[index].padding = widest - width }
            }
            first = max(end, first + 1)
        }
        return drafts
    }

    private var hasCommentBehind: Bool { comment != nil && kind != .comment && verbatim == nil }
}
