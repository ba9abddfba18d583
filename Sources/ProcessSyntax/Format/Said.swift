/// One thing said of a line, in its brackets or on a line below.
struct Said {
    enum Place: Equatable {
        /// Its number among the items in the brackets.
        case bracket(Int)
        /// The index of its line.
        case line(Int)
    }

    let keyword: Keyword
    /// The words as they stand in brackets; nil where they stand on a line.
    private let item: ArraySlice<UInt8>?
    let value: ArraySlice<UInt8>
    let place: Place
    let placement: Placement?
    /// Where it comes among what stands in brackets.
    let rank: Int

    init(_ keyword: Keyword, _ value: ArraySlice<UInt8>, at place: Place, of owner: Owner, item: ArraySlice<UInt8>? = nil) {
        self.keyword = keyword
        self.item = item
        self.value = value
        self.place = place
        placement = owner.placement(of: keyword)
        rank = owner.bracketOrder.firstIndex(of: keyword) ?? owner.bracketOrder.count
    }

    /// An item in brackets as the resolver reads it: the longest keyword that can be said of `owner`,
    /// then its value. Nil where it makes no sense there.
    init?(item: ArraySlice<UInt8>, number: Int, of owner: Owner) {
        let isEnd: (UInt8) -> Bool = { $0 == 0x20 || $0 == UInt8(ascii: ":") }
        let firstEnd = item.firstIndex(where: isEnd) ?? item.endIndex
        var keyword: Keyword?
        var end = firstEnd
        if firstEnd < item.endIndex {
            let second = item[firstEnd...].firstIndex { $0 != 0x20 } ?? item.endIndex
            let secondEnd = item[second...].firstIndex(where: isEnd) ?? item.endIndex
            if let two = Keyword(item[..<secondEnd]), owner.allows(two) { (keyword, end) = (two, secondEnd) }
        }
        if keyword == nil, let one = Keyword(item[..<firstEnd]), owner.allows(one) { keyword = one }
        if let keyword {
            let start = item[end...].firstIndex { !isEnd($0) } ?? item.endIndex
            self.init(keyword, item[start...], at: .bracket(number), of: owner, item: item)
        } else if owner == .pain, Self.isRate(item) {
            self.init(.frequency, item, at: .bracket(number), of: owner, item: item)
        } else {
            return nil
        }
    }

    /// How it is written in brackets. `weekly` says by itself that it is how often something hurts.
    func item(of owner: Owner) -> ArraySlice<UInt8> {
        let length = keyword.rawValue.utf8.count
        if value.isEmpty { return item.map { $0.prefix(length) } ?? Array(keyword.rawValue.utf8)[...] }
        if keyword == .frequency, Self.isWordForRate(value) || item == value { return value }
        let words = owner.isName(keyword) ? Wording.unquoted(value) : value
        if let item, item.count == length + 1 + words.count, item[item.startIndex + length] == 0x20 { return item }
        return (Array(keyword.rawValue.utf8) + [0x20] + words)[...]
    }

    private static func isWordForRate(_ word: ArraySlice<UInt8>) -> Bool {
        ["daily", "weekly", "monthly"].contains { word.elementsEqual($0.utf8) }
    }

    /// `weekly`, `3 per week`
    private static func isRate(_ words: ArraySlice<UInt8>) -> Bool {
        if isWordForRate(words) { return true }
        let parts = words.split(separator: 0x20, omittingEmptySubsequences: false)
        return parts.count == 3 && parts[0].allSatisfy { (48...57).contains($0) } && parts[1].elementsEqual("per".utf8)
            && ["hour", "day", "week", "month", "quarter", "year"].contains { parts[2].elementsEqual($0.utf8) }
    }
}
