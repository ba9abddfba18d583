import ProcessSyntax

/// What somebody renamed in another tool, for all lines that name it.
struct Renaming {
    /// Lanes and roles.
    private var people: [String: String] = [:]
    /// Steps, and what they hand over.
    private var places: [String: String] = [:]
    /// What is needed and made.
    private var things: [String: String] = [:]

    var isEmpty: Bool { people.isEmpty && places.isEmpty && things.isEmpty }

    mutating func rename(person old: String, to new: String) { people[old] = new }
    mutating func rename(thing old: String, to new: String) { things[old] = new }

    /// A decision is named with or without its question mark.
    mutating func rename(place old: String, to new: String) {
        places[old] = new
        if MapWords.endsInQuestion(old) { places[MapWords.noQuestion(old)] = MapWords.noQuestion(new) }
    }

    func person(_ name: String) -> String { people[name] ?? name }
    func thing(_ name: String) -> String { things[name] ?? name }

    /// - Parameter outer: what it is said below; nil for what is said of a step, a lane or the process itself.
    func applied(to saying: Saying, below outer: Keyword? = nil) -> Saying {
        let keyword = saying.kind == .property ? Keyword(Array(saying.name.utf8)[...]) : nil
        var name = saying.name
        // What a lane means by a term begins with its name.
        if saying.kind == .entry, outer == .term { name = Self.renamed(name, people) }
        return Saying(
            kind: saying.kind, name: name, value: keyword.map { value(saying.value, of: $0, below: outer) } ?? saying.value,
            sayings: saying.sayings.map { applied(to: $0, below: keyword) })
    }

    private func value(_ value: String, of keyword: Keyword, below outer: Keyword?) -> String {
        switch keyword {
        case .role, .owner, .sponsor, .accountable, .ally, .backup, .by, .consulted, .informed, .support, .informs, .variant, .feltBy, .seenBy, .for, .escalation:
            return Self.renamed(value, people)
        case .rating: return Self.renamed(value, people, isFollowed: true)
        case .agreed where outer == .goal: return Self.renamed(value, people, isFollowed: true)
        case .relationship: return Self.renamed(value, people, separators: [" and "])
        case .needs where outer == .meeting: return Self.renamed(value, people)
        case .needs where outer == nil, .makes, .expects: return Self.renamed(value, things)
        case .handoff: return Self.renamed(value, places.merging(things) { place, _ in place })
        case .at where outer != nil:
            let all = people.merging(places) { _, place in place }.merging(things) { place, _ in place }
            let renamed = Self.renamed(value, all)
            return renamed == value ? Self.renamed(value, people, separators: [" and "]) : renamed
        case .fixes: return Self.renamed(value, places.merging(things) { place, _ in place })
        default: return value
        }
    }

    /// A list of names with those renamed that are, and all else as it was written.
    ///
    /// - Parameter isFollowed: whether a word stands behind each name, as in `Sales 7`.
    private static func renamed(_ list: String, _ names: [String: String], separators: [String] = [",", "+"], isFollowed: Bool = false) -> String {
        guard !names.isEmpty, !list.isEmpty else { return list }
        if let whole = names[Saying.spoken(list)] { return MapWords.quoted(whole) }
        var result = ""
        for (part, separator) in parts(of: list, separators) { result += renamed(part, names, isFollowed) + separator }
        return result
    }

    private static func renamed(_ part: String, _ names: [String: String], _ isFollowed: Bool) -> String {
        let before = part.prefix { $0 == " " }
        var word = part.dropFirst(before.count)
        var after = ""
        while word.last == " " { after = String(word.removeLast()) + after }
        if isFollowed, let blank = word.lastIndex(of: " ") {
            after = word[blank...] + after
            word = word[..<blank]
        }
        guard let new = names[Saying.spoken(String(word))] else { return part }
        return before + MapWords.quoted(new) + after
    }

    /// What stands between separators that are not in quotes, each with the one behind it.
    static func parts(of list: String, _ separators: [String] = [",", "+"]) -> [(part: String, separator: String)] {
        var parts: [(String, String)] = []
        var part = ""
        var isQuoted = false
        var rest = list[...]
        while let first = rest.first {
            if first == "\"" { isQuoted.toggle() }
            if !isQuoted, let separator = separators.first(where: { rest.hasPrefix($0) }) {
                parts.append((part, separator))
                part = ""
                rest = rest.dropFirst(separator.count)
            } else {
                part.append(first)
                rest = rest.dropFirst()
            }
        }
        return parts + [(part, "")]
    }
}
