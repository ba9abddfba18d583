import ProcessSyntax

/// What to say of an item in brackets that says nothing about what it stands after.
extension MapBuilder {
    /// - Parameters:
    ///   - known: the keyword it begins with, if it is one that belongs elsewhere.
    ///   - word: its first word.
    mutating func reportNoAttribute(_ item: Span, of owner: Owner, _ known: Keyword?, _ word: Span) {
        let whole = tree.name(item)
        let start = tree.source.string(word)
        if owner == .answer, whole.hasSuffix("%") || whole.allSatisfy(\.isNumber) {
            reportShareInBrackets(item, whole)
            return
        }
        if let keyword = keywordBeforeEquals(start), owner.allows(keyword) {
            let meant = keyword.rawValue + " " + Substring(whole.dropFirst(keyword.rawValue.count + 1)).trimming
            report(
                "unknown-attribute", "'\(whole)' has an equals sign in it", at: item, fix: "write '\(meant)'",
                edits: [.init(span: item, text: meant)], isCertain: true)
            return
        }
        if owner == .step || owner == .decision {
            if known == .because { return reportLateCause(item) }
            if known == nil, start.first?.isNumber == true || ["time", "duration", "lasts", "effort"].contains(start.lowercased()) {
                let figure = start.first?.isNumber == true ? whole : Substring(whole.dropFirst(start.count)).trimming
                let shown = figure.isEmpty ? "5 min" : figure
                report(
                    "unknown-attribute", "'\(whole)' does not say which time it is", at: item,
                    fix: "write 'work \(shown)' for the time it is worked on, 'takes \(shown)' for all the time until it is done")
                return
            }
        }
        if let keyword = keywordBehindNumber(whole), owner.allows(keyword) {
            report(
                "unknown-attribute", "in '\(whole)' the number comes first", at: item, fix: "write '\(keyword.rawValue) \(start)'",
                edits: [.init(span: item, text: "\(keyword.rawValue) \(start)")], isCertain: true)
            return
        }
        // `by hand` is a remark, `any` by itself a keyword.
        let isSmall = known.map { Self.smallWords.contains($0) && item != word } ?? false
        let message = "'\(start)' does not say anything about \(owner.words)"
        if let meant = OtherWords.meant(by: start, of: owner), known == nil || isSmall {
            report(
                "unknown-attribute", message, at: word, fix: "did you mean '\(meant.rawValue)'?", edits: [.init(span: word, text: meant.rawValue)])
        } else if let list = listBefore(item, owner), list.holdsPeople, known == nil || isSmall {
            var comma = Int(item.start)
            while comma > 0, bytes[comma - 1] == 0x20 || bytes[comma - 1] == UInt8(ascii: ",") { comma -= 1 }
            report(
                "unknown-attribute", message, at: item, fix: "several people are joined by a plus: '\(list.rawValue) … + \(whole)'",
                edits: [.init(span: Span(file: item.file, start: comma, end: Int(item.start)), text: " + ")], isCertain: actors[whole] != nil)
        } else if let list = listBefore(item, owner), known == nil || isSmall {
            report(
                "unknown-attribute", "'\(whole)' does not say anything about \(owner.words)", at: item,
                fix: owner == .allow
                    ? "a reason that holds a comma stands in quotes, as in [because \"we agreed, in the review\"]"
                    : "if it goes on with '\(list.rawValue)', give that a line of its own below, '\(list.rawValue): …', or quotes")
        } else if let known, !isSmall {
            reportUnfit(known, at: word, owner)
        } else if let nearest = OtherWords.nearest(to: start, among: owner.keywords), known == nil {
            report(
                "unknown-attribute", message, at: word, fix: "did you mean '\(nearest.rawValue)'?",
                edits: [.init(span: word, text: nearest.rawValue)])
        } else if owner == .pain, let rate = QuantityAdvice.rate(whole) {
            report(
                "bad-rate", "'\(whole)' is not how to say how often", at: item, fix: "write '\(rate)'", edits: [.init(span: item, text: rate)], isCertain: true)
        } else if owner == .pain {
            report("unknown-attribute", "'\(whole)' does not say anything about a pain", at: item, fix: "how often it hurts is said as 'daily', 'weekly', 'monthly' or '3 per week'")
        } else if owner.allows(.note), !owner.allows(.any) {
            report(
                "unknown-attribute", "'\(whole)' does not say anything about \(owner.words)", at: item,
                fix: "if it is a remark, write it on a line below: 'note: \(whole)'")
        } else {
            report("unknown-attribute", "'\(whole)' does not say anything about \(owner.words)", at: item, fix: advice(for: owner))
        }
    }

    /// Keywords that begin many a remark as well: `by hand`, `in two boxes`.
    private static let smallWords: Set<Keyword> = [
        .by, .in, .on, .at, .of, .for, .last, .one, .any, .all, .up, .down, .now, .what, .every, .until, .start, .end, .use, .call,
    ]

    mutating func reportUnfit(_ keyword: Keyword, at span: Span, _ owner: Owner) {
        if keyword == .onLate || keyword == .onError {
            report("bad-exception", "an exception is written without a colon", at: span, fix: "write it like '\(keyword.rawValue) \(keyword == .onLate ? "1 bd" : "5%") -> Step'")
            return
        }
        // `owner` of a step is who is accountable; short words have too many meanings.
        if keyword.rawValue.utf8.count > 4, let meant = OtherWords.meant(by: keyword.rawValue, of: owner) {
            report(
                "misplaced-word", "'\(keyword.rawValue)' cannot be said of \(owner.words)", at: span, fix: "did you mean '\(meant.rawValue)'?",
                edits: [.init(span: span, text: meant.rawValue)])
            return
        }
        report("misplaced-word", "'\(keyword.rawValue)' cannot be said of \(owner.words)", at: span, fix: shortWayHome(of: keyword))
    }

    private func shortWayHome(of keyword: Keyword) -> String {
        if keyword == .path { return "it stands right below 'in parallel:'" }
        if keyword.isFlowElement { return "it is a line of the flow, as far in as the steps" }
        let places = Owner.allCases.filter { $0.allows(keyword) && $0 != .file }.map(\.words)
        return places.isEmpty ? wayHome(of: keyword) : "it belongs to \(Self.either(Array(places.prefix(3))))"
    }

    /// What can be said, what is special to the owner first.
    private func advice(for owner: Owner) -> String {
        let common = Set(Owner.answer.keywords)
        let words = owner.keywords.filter { !common.contains($0) }.map { "'\($0.rawValue)'" }
        return words.isEmpty ? "remove it" : "what can be said here: \(words.joined(separator: ", "))"
    }

    private func keywordBeforeEquals(_ word: String) -> Keyword? {
        word.firstIndex(of: "=").flatMap { Keyword(rawValue: String(word[..<$0])) }
    }

    private func keywordBehindNumber(_ words: String) -> Keyword? {
        let parts = words.split(separator: " ")
        guard parts.count == 2, parts[0].allSatisfy({ $0.isNumber || $0 == "%" }) else { return nil }
        return ["person", "persons", "fte"].contains(parts[1].lowercased()) ? .people : Keyword(rawValue: String(parts[1]))
    }

    /// `yes [60%]`
    private mutating func reportShareInBrackets(_ item: Span, _ share: String) {
        let percent = share.hasSuffix("%") ? share : share + "%"
        let answer = answerBeingRead.map { tree.source.string($0) } ?? "yes"
        var edits: [Fix.Edit] = []
        var (from, to) = (Int(item.start), Int(item.end))
        while from > 0, bytes[from - 1] == 0x20 { from -= 1 }
        while to < bytes.count, bytes[to] == 0x20 { to += 1 }
        if from > 0, to < bytes.count, bytes[from - 1] == UInt8(ascii: "["), bytes[to] == UInt8(ascii: "]") {
            edits = [.init(span: Span(file: item.file, start: from - 1, end: to + 1), text: percent)]
        }
        report(
            "bad-share", "the share of an answer stands without brackets", at: item, fix: "write '\(answer) \(percent)'", edits: edits, isCertain: true)
    }

    /// `wait 8 bh, because batching`
    private mutating func reportLateCause(_ item: Span) {
        var comma = Int(item.start)
        while comma > 0, bytes[comma - 1] == 0x20 { comma -= 1 }
        let isComma = comma > 0 && bytes[comma - 1] == UInt8(ascii: ",")
        report(
            "misplaced-word", "'because' belongs to the time before it, without a comma between", at: item,
            fix: "write it like 'wait 8 bh because batching'",
            edits: isComma ? [.init(span: Span(file: item.file, start: comma - 1, end: comma), text: "")] : [], isCertain: true)
    }

    /// The keyword of the item before this one, where that begins a list or a sentence which a comma cuts off.
    private func listBefore(_ item: Span, _ owner: Owner) -> Keyword? {
        // They stand in the order of the file.
        var (low, high) = (0, tree.attributes.count)
        while low < high {
            let middle = (low + high) / 2
            if tree.attributes[middle].start < item.start { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return nil }
        let before = tree.attributes[low - 1]
        guard tree.source.lineNumber(at: Int(before.start)) == tree.source.lineNumber(at: Int(item.start)) else { return nil }
        let words = tree.source.string(before)
        let lists: [Keyword] = [.acceptWhen, .fields, .onReject, .confirm, .because, .needs, .makes, .in, .listensOn, .feltBy, .consulted, .informed, .accountable, .support, .backup, .evidence, .what, .criteria, .duty]
        return lists.first { owner.allows($0) && words.hasPrefix($0.rawValue + " ") }
    }

    /// `work 5 min ok 85%`, `work 5 min; ok 85%`: a comma is missing between two things said.
    mutating func reportMissingComma(_ value: Span, _ line: Int?) -> Bool {
        guard line == nil else { return false }
        var at = Int(value.start)
        let end = Int(value.end)
        while at < end {
            var wordEnd = at
            while wordEnd < end, bytes[wordEnd] != 0x20, bytes[wordEnd] != UInt8(ascii: ";") { wordEnd += 1 }
            let isAfterSemicolon = wordEnd < end && bytes[wordEnd] == UInt8(ascii: ";")
            if let keyword = spellings.find(bytes, from: at, to: wordEnd), Self.attributeWords.contains(keyword) {
                var from = at
                while from > Int(value.start), bytes[from - 1] == 0x20 || bytes[from - 1] == UInt8(ascii: ";") { from -= 1 }
                report(
                    "missing-comma", "there is no comma before '\(keyword.rawValue)'", at: Span(file: value.file, start: at, end: wordEnd),
                    fix: "put commas between what stands in brackets", edits: [.init(span: Span(file: value.file, start: from, end: at), text: from == at ? "" : ", ")],
                    isCertain: from != at)
                return true
            }
            if isAfterSemicolon {
                report(
                    "missing-comma", "a semicolon stands where a comma should", at: Span(file: value.file, start: wordEnd, end: wordEnd + 1),
                    fix: "put commas between what stands in brackets", edits: [.init(span: Span(file: value.file, start: wordEnd, end: wordEnd + 1), text: ",")],
                    isCertain: true)
                return true
            }
            at = wordEnd + 1
        }
        return false
    }

    private static let attributeWords: Set<Keyword> = [
        .work, .takes, .wait, .ok, .in, .needs, .makes, .approval, .meeting, .automated, .touchpoint, .cost, .people, .available, .backup, .via,
        .within, .confirm, .impact, .votes, .cause, .control, .until, .owner, .due,
    ]
}

extension Keyword {
    /// True for what has a list of people.
    fileprivate var holdsPeople: Bool {
        switch self {
        case .feltBy, .consulted, .informed, .accountable, .support, .backup: true
        default: false
        }
    }
}
