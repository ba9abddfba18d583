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

extension MapBuilder {
    /// All that is said of the thing on a line, brackets first. Words that do not belong to an
    /// `owner` are reported; entries (lines with a name instead of a keyword) are left to the caller.
    mutating func properties(of line: Int, as owner: Owner, includingChildren: Bool = true) -> [Property] {
        let syntax = tree.lines[line]
        var found: [Property] = []
        markBracketsRead(line)
        for item in tree.attributes(of: syntax) {
            if let property = attribute(item, of: owner) { found.append(property) }
        }
        // A line that is still being typed is told once that its bracket is open; its last word is not judged.
        if let brackets = syntax.brackets, tree.bytes(brackets).last != UInt8(ascii: "]"), let last = tree.attributes(of: syntax).last {
            halfTyped = last
        }
        guard includingChildren, syntax.next > line + 1 else {
            reportRepeated(found)
            return found
        }
        for child in tree.children(of: line) {
            let syntax = tree.lines[child]
            guard syntax.kind == .property, let keyword = syntax.keyword else { continue }
            markRead(child)
            guard owner.allows(keyword) else {
                reportUnfit(keyword, at: syntax.head, owner)
                continue
            }
            found.append(Property(keyword: keyword, keywordSpan: syntax.head, value: syntax.value, line: child))
        }
        reportRepeated(found)
        return found
    }

    /// Of two values for what can have only one, none may win without a word.
    private mutating func reportRepeated(_ said: [Property]) {
        guard said.count > 1 else { return }
        var first: [Keyword: Span] = [:]
        for property in said where property.keyword.isSaidOnce {
            guard let before = first[property.keyword] else {
                first[property.keyword] = property.keywordSpan
                continue
            }
            report(
                "said-twice", "'\(property.keyword.rawValue)' is said twice", at: property.keywordSpan,
                related: .init(span: before, message: "it is said here"), fix: "keep the one that is true")
        }
    }

    /// `work 5 min`, `accept when score is 65`, `touchpoint`: the keyword is the longest that fits.
    mutating func attribute(_ item: Span, of owner: Owner) -> Property? {
        let bytes = tree.source.bytes
        let range = item.range
        let space = UInt8(ascii: " ")
        let firstEnd = bytes[range].firstIndex { $0 == space || $0 == UInt8(ascii: ":") } ?? range.upperBound
        var known: Keyword?
        if firstEnd < range.upperBound {
            var second = firstEnd
            while second < range.upperBound, bytes[second] == space { second += 1 }
            let secondEnd = bytes[second..<range.upperBound].firstIndex { $0 == space || $0 == UInt8(ascii: ":") } ?? range.upperBound
            if let keyword = Keyword(bytes[range.lowerBound..<secondEnd]) {
                known = keyword
                if owner.allows(keyword) { return property(keyword, item, secondEnd) }
            }
        }
        if let keyword = Keyword(bytes[range.lowerBound..<firstEnd]) {
            if owner.allows(keyword) { return property(keyword, item, firstEnd) }
            known = known ?? keyword
        }
        if owner == .pain, (try? QuantityReader.rate(tree.name(item))) != nil {
            return Property(keyword: .frequency, keywordSpan: item, value: item, line: nil)
        }
        let word = Span(file: item.file, start: range.lowerBound, end: firstEnd)
        let start = tree.source.string(word)
        if known == nil, owner == .step || owner == .decision, start.first?.isNumber == true || Self.wordsForTime.contains(start.lowercased()) {
            let figure = start.first?.isNumber == true ? tree.name(item) : "5 min"
            report(
                "unknown-attribute", "'\(tree.name(item))' does not say which time it is", at: item,
                fix: "write 'work \(figure)' for the time it is worked on, 'takes \(figure)' for all the time until it is done")
            return nil
        }
        if let known {
            reportUnfit(known, at: word, owner)
        } else {
            reportUnknown(
                "unknown-attribute", "'\(tree.source.string(word))' does not say anything about \(owner.words)",
                tree.source.string(word), at: word, among: owner.keywords.map(\.rawValue), orElse: advice(for: owner))
        }
        return nil
    }

    private static let wordsForTime: Set<String> = ["time", "duration", "lasts", "effort"]

    private func property(_ keyword: Keyword, _ item: Span, _ end: Int) -> Property {
        let bytes = tree.source.bytes
        var start = end
        while start < item.range.upperBound, bytes[start] == 0x20 || bytes[start] == UInt8(ascii: ":") { start += 1 }
        return Property(
            keyword: keyword, keywordSpan: Span(file: item.file, start: item.range.lowerBound, end: end),
            value: Span(file: item.file, start: start, end: item.range.upperBound), line: nil)
    }

    mutating func reportUnfit(_ keyword: Keyword, at span: Span, _ owner: Owner) {
        let places = Owner.allCases.filter { $0.allows(keyword) }.map(\.words)
        let fix = places.isEmpty ? advice(for: owner) : "it belongs to \(places.prefix(3).joined(separator: " or "))"
        report("misplaced-word", "'\(keyword.rawValue)' cannot be said of \(owner.words)", at: span, fix: fix)
    }

    private func advice(for owner: Owner) -> String {
        let words = owner.keywords.map { "'\($0.rawValue)'" }
        return words.isEmpty ? "remove it" : "what can be said here: \(words.joined(separator: ", "))"
    }

    // MARK: Values

    /// Reads a value with `reader`; `?` is nobody's guess, nothing at all is a complaint.
    mutating func figure<Value>(
        _ property: Property, _ reader: (String) throws(QuantityReader.Complaint) -> Value
    ) -> Figure<Value>? {
        figure(property.value, named: property, reader)
    }

    mutating func figure<Value>(
        _ span: Span, named property: Property, _ reader: (String) throws(QuantityReader.Complaint) -> Value
    ) -> Figure<Value>? {
        if isUnknown(span) { return Figure(nil, at: span) }
        guard !span.isEmpty else {
            report("missing-value", "'\(property.keyword.rawValue)' says nothing", at: property.keywordSpan, fix: "write its value, or '?' if nobody knows")
            return nil
        }
        do {
            return Figure(try reader(tree.name(span)), at: span)
        } catch {
            report(error, at: span)
            return nil
        }
    }

    mutating func report(_ complaint: QuantityReader.Complaint, at span: Span) {
        let edits = complaint.meant.map { [Fix.Edit(span: span, text: $0)] } ?? []
        report(complaint.name, complaint.message, at: span, fix: complaint.fix, edits: edits, isCertain: complaint.isCertain)
    }

    mutating func words(_ property: Property) -> Text? {
        guard !property.value.isEmpty else {
            report("missing-value", "'\(property.keyword.rawValue)' says nothing", at: property.keywordSpan, fix: "write what it is, or remove the line")
            return nil
        }
        return text(property.value)
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
        guard !property.value.isEmpty else { return }
        report(
            "unexpected-value", "'\(property.keyword.rawValue)' needs no value", at: property.value,
            fix: "remove '\(tree.source.string(property.value))'", edits: [.init(span: property.value, text: "")])
    }
}
