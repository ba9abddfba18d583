/// What the names of pages say: `phases-2.a3-1` is of the sheet `phases` on paper `a3`.
enum PageName {
    /// The name of a file that holds all these pages: that of their sheet or paper, where they have one in common.
    /// Empty for the map as one drawing, and for several sheets of no paper.
    static func shared(_ pages: [String]) -> String {
        let kinds = Set(pages.map { page in page.split(separator: ".").map { withoutNumbers($0) }.joined(separator: ".") })
        if kinds.count == 1, let kind = kinds.first { return kind }
        // A map of its own size among them is on no paper.
        return kinds.contains("") ? "" : kinds.compactMap { paper(of: $0) }.min() ?? ""
    }

    /// `a3` of `a3-1`, `a0-tile` of `a0-2-tile-7`.
    static func withoutNumbers(_ part: Substring) -> String {
        let words = part.split(separator: "-", omittingEmptySubsequences: false)
        return words.enumerated().filter { $0.offset == 0 || !isNumber($0.element) }.map(\.element).joined(separator: "-")
    }

    private static func paper(of kind: String) -> String? {
        guard let last = kind.split(separator: ".").last, let name = last.split(separator: "-").first else { return nil }
        return PaperFormat(rawValue: String(name)).map { _ in String(last) }
    }

    private static func isNumber(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}
