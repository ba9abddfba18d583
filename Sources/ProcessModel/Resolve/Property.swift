import ProcessSyntax

/// Something said of a thing, whichever of the two ways it was spelled: in the brackets of its line
/// or on a line of its own below.
struct Property {
    let keyword: Keyword
    let keywordSpan: Span
    let value: Span
    /// The line it has to itself; nil in brackets.
    let line: Int?
}

/// A walk through all that is said of the thing on a line: the items in its brackets, then the lines below it.
struct Properties {
    fileprivate let owner: Owner
    fileprivate let allowed: KeywordSet
    fileprivate let line: Int
    /// The next item of the brackets, and the end of them.
    fileprivate var item: Int
    fileprivate let lastItem: Int
    /// The next line below, and the end of those.
    fileprivate var child: Int
    fileprivate let end: Int
    /// What has been said of things that are said once.
    fileprivate var said = KeywordSet()
    fileprivate var repeated = KeywordSet()
}

extension Sheet {
    /// The property of an item of which the keyword goes up to `end`.
    @inline(__always)
    fileprivate func property(_ keyword: Keyword, _ item: Span, _ end: Int) -> Property {
        var start = end
        while start < Int(item.end), bytes[start] == 0x20 || bytes[start] == UInt8(ascii: ":") { start += 1 }
        return Property(
            keyword: keyword, keywordSpan: Span(file: item.file, start: Int(item.start), end: end),
            value: Span(file: item.file, start: start, end: Int(item.end)), line: nil)
    }
}

extension MapBuilder {
    /// All that is said of the thing on a line, brackets first.
    mutating func properties(of line: Int, as owner: Owner, includingChildren: Bool = true) -> [Property] {
        var walk = walk(line, as: owner, includingChildren: includingChildren)
        var found: [Property] = []
        while let property = next(&walk) { found.append(property) }
        return found
    }

    /// Begins a walk through all that is said of the thing on a line; `next` goes on with it.
    mutating func walk(_ line: Int, as owner: Owner, includingChildren: Bool = true) -> Properties {
        let syntax = lines[line]
        markBracketsRead(line)
        return Properties(
            owner: owner, allowed: owner.allowed, line: line, item: syntax.attributes.lowerBound, lastItem: syntax.attributes.upperBound,
            child: line + 1, end: includingChildren ? syntax.next : line + 1)
    }

    /// The next thing said. Words that do not belong to the owner are reported and passed over; entries
    /// (lines with a name instead of a keyword) are left to the caller.
    @inline(__always)
    mutating func next(_ walk: inout Properties) -> Property? {
        while walk.item < walk.lastItem {
            let item = tree.attributes[walk.item]
            walk.item += 1
            if let property = plainAttribute(item, walk.allowed) ?? attribute(item, of: walk.owner, walk.allowed) {
                checkSaidOnce(property, &walk)
                return property
            }
        }
        return nextBelow(&walk)
    }

    private mutating func nextBelow(_ walk: inout Properties) -> Property? {
        while walk.child < walk.end {
            let index = walk.child
            walk.child = max(lines[index].next, index + 1)
            guard lines[index].kind == .property, let keyword = lines[index].keyword else { continue }
            markRead(index)
            guard walk.allowed.contains(keyword) else {
                reportUnfit(keyword, at: lines[index].head, walk.owner)
                markBracketsRead(index)
                drop(index)
                continue
            }
            let property = Property(keyword: keyword, keywordSpan: lines[index].head, value: lines[index].value, line: index)
            checkSaidOnce(property, &walk)
            return property
        }
        return nil
    }

    /// Of two values for what can have only one, none may win without a word.
    @inline(__always)
    private mutating func checkSaidOnce(_ property: Property, _ walk: inout Properties) {
        if !walk.said.insert(property.keyword) { reportSaidTwice(property, &walk) }
    }

    private mutating func reportSaidTwice(_ property: Property, _ walk: inout Properties) {
        guard property.keyword.isSaidOnce, !isQuiet, walk.repeated.insert(property.keyword) else { return }
        let before = firstSaid(property.keyword, on: walk.line, as: walk.owner)
        // `weekly` is said without its keyword.
        let what = property.keyword == .frequency ? "how often" : "'\(property.keyword.rawValue)'"
        report(
            "said-twice", "\(what) is said twice", at: property.keywordSpan,
            related: before.map { .init(span: $0, message: "it is said here") }, fix: "keep the one that is true")
    }

    /// Where a line or those below it say something first.
    private mutating func firstSaid(_ keyword: Keyword, on line: Int, as owner: Owner) -> Span? {
        let complaints = (diagnostics.count, untold)
        defer {
            diagnostics.removeSubrange(complaints.0...)
            untold = complaints.1
        }
        for item in tree.attributes(of: lines[line]) {
            if let property = attribute(item, of: owner, owner.allowed), property.keyword == keyword { return property.keywordSpan }
        }
        return tree.children(of: line).first { lines[$0].kind == .property && lines[$0].keyword == keyword }.map { lines[$0].head }
    }

    /// `work 5 min`: a short word that fits and cannot be the first of two, as nearly all are.
    @inline(__always)
    private func plainAttribute(_ item: Span, _ allowed: KeywordSet) -> Property? {
        let start = Int(item.start)
        let end = Int(item.end)
        // Of the words that are keywords by themselves, two may be the first of another: `in parallel`, `on late`.
        guard let (keyword, wordEnd) = spellings.first(bytes, from: start, to: end), allowed.contains(keyword),
            wordEnd == end || keyword != .in && keyword != .on
        else { return nil }
        return sheet.property(keyword, item, wordEnd)
    }

    /// `work 5 min`, `accept when score is 65`, `touchpoint`: the keyword is the longest that fits.
    mutating func attribute(_ item: Span, of owner: Owner, _ allowed: KeywordSet) -> Property? {
        let sheet = sheet
        let bytes = sheet.bytes
        let start = Int(item.start)
        let end = Int(item.end)
        let firstEnd = sheet.endOfWord(from: start, to: end)
        var known: Keyword?
        if firstEnd < end, Keyword.Spellings.mayGoOn(bytes[start], firstEnd - start) {
            var second = firstEnd
            while second < end, bytes[second] == 0x20 { second += 1 }
            let secondEnd = sheet.endOfWord(from: second, to: end)
            if let keyword = spellings.find(bytes, from: start, to: secondEnd) {
                known = keyword
                if allowed.contains(keyword) { return sheet.property(keyword, item, secondEnd) }
            }
        }
        if let keyword = spellings.find(bytes, from: start, to: firstEnd) {
            if allowed.contains(keyword) { return sheet.property(keyword, item, firstEnd) }
            known = known ?? keyword
        }
        return noAttribute(item, of: owner, known, firstEnd)
    }

    /// An item that begins with no keyword that fits: a frequency of a pain, or a complaint.
    private mutating func noAttribute(_ item: Span, of owner: Owner, _ known: Keyword?, _ firstEnd: Int) -> Property? {
        if owner == .pain, (try? QuantityReader.rate(sheet.spoken(item))) != nil {
            return Property(keyword: .frequency, keywordSpan: item, value: item, line: nil)
        }
        reportNoAttribute(item, of: owner, known, Span(file: item.file, start: Int(item.start), end: firstEnd))
        return nil
    }

    // MARK: Values

    /// Reads a value with `reader`; `?` is nobody's guess, nothing at all is a complaint.
    mutating func figure<Value>(
        _ property: Property, _ reader: (Words) throws(QuantityReader.Complaint) -> Value
    ) -> Figure<Value>? {
        figure(property.value, named: property, reader)
    }

    mutating func figure<Value>(
        _ span: Span, named property: Property, _ reader: (Words) throws(QuantityReader.Complaint) -> Value
    ) -> Figure<Value>? {
        if isUnknown(span) { return Figure(nil, at: span) }
        guard !span.isEmpty else {
            report("missing-value", "'\(property.keyword.rawValue)' says nothing", at: property.keywordSpan, fix: "write its value, or '?' if nobody knows")
            return nil
        }
        do {
            return Figure(try reader(sheet.spoken(span)), at: span)
        } catch {
            if !reportMissingComma(span, property.line) { report(error, at: span) }
            return nil
        }
    }

    mutating func report(_ complaint: QuantityReader.Complaint, at span: Span) {
        let edits = complaint.meant.map { [Fix.Edit(span: span, text: $0)] } ?? []
        report(complaint.name, complaint.message, at: span, fix: complaint.fix, edits: edits, isCertain: complaint.isCertain)
    }

    mutating func words(_ property: Property) -> Text? {
        guard !property.value.isEmpty else {
            report("missing-value", "'\(property.keyword.rawValue)' says nothing", at: property.keywordSpan, fix: "write what it is, or leave it out")
            return nil
        }
        return text(property.value)
    }

    /// The names of a list; nothing at all is a complaint.
    mutating func names(_ property: Property, plus: Bool = false) -> [Text] {
        let names = list(property.value, plus: plus)
        if names.isEmpty {
            report("missing-value", "'\(property.keyword.rawValue)' says nothing", at: property.keywordSpan, fix: "write what it is, or remove the line")
        }
        return names
    }

    /// One of a few words.
    mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(_ property: Property, _: Choice.Type, of what: String) -> Choice? {
        guard let said = words(property), said.string != "?" else { return nil }
        if let choice = Choice(rawValue: said.string) { return choice }
        let known = Choice.allCases.map(\.rawValue)
        reportUnknown(
            "bad-choice", "'\(said.string)' is not \(what)", said.string, at: said.span, among: known,
            orElse: "use one of \(known.joined(separator: ", "))")
        return nil
    }

    /// Flags take no value.
    mutating func flag(_ property: Property) {
        guard !property.value.isEmpty, !reportMissingComma(property.value, property.line) else { return }
        report(
            "unexpected-value", "'\(property.keyword.rawValue)' needs no value", at: property.value,
            fix: "remove '\(tree.source.string(property.value))'", edits: [.init(span: property.value, text: "")])
    }
}
