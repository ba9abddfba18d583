import ProcessSyntax

/// `lanes: Customer [customer], Marketing, Sales`, and what people write for it.
extension MapBuilder {
    mutating func declareLanes(_ index: Int, isShared: Bool) {
        let line = tree.lines[index]
        if line.value.isEmpty { return declareLanesBelow(index, isShared: isShared) }
        let names = laneNames(line)
        var named: Set<String> = []
        for item in names {
            let (name, kind, kindAt) = laneItem(item)
            guard !isShared, !named.insert(name.string).inserted else {
                if let id = lane(named: name, isShared: isShared), let kind { settle(kind, of: id, at: kindAt) }
                continue
            }
            report("duplicate-lane", "lane '\(name.string)' is named twice", at: name.span, fix: "name it once")
        }
    }

    /// `Customer [customer]` of a list of lanes.
    private mutating func laneItem(_ item: Text) -> (Text, Lane.Kind?, Span) {
        let bytes = tree.bytes(item.span)
        guard bytes.last == UInt8(ascii: "]"), let open = bytes.lastIndex(of: UInt8(ascii: "[")) else { return (item, nil, item.span) }
        let name = text(sheet.trimmed(item.span, bytes.startIndex, open))
        let said = text(sheet.trimmed(item.span, open + 1, bytes.endIndex - 1))
        let kind = Lane.Kind(rawValue: said.string)
        if kind == nil {
            reportUnknown(
                "bad-choice", "'\(said.string)' is not a kind of lane", said.string, at: said.span, among: Lane.Kind.allCases.map(\.rawValue),
                orElse: "write 'customer', 'partner', 'agency' or 'system'; for one of your own leave the brackets out")
        }
        return (name, kind, said.span)
    }

    /// The items of the list. Semicolons for commas, and roles in parentheses, are told of once.
    private mutating func laneNames(_ line: SyntaxTree.Line) -> [Text] {
        let names = list(line.value)
        if names.contains(where: { $0.string.contains(";") }) {
            let parts = names.flatMap { $0.string.split(separator: ";").map(\.trimming) }
            let meant = parts.joined(separator: ", ")
            report(
                "missing-comma", "the names of a list have commas between them, not semicolons", at: line.value, fix: "write 'lanes: \(meant)'",
                edits: [.init(span: line.value, text: meant)], isCertain: true)
            return parts.map { Text($0, at: line.value) }
        }
        if names.contains(where: { $0.string.contains { "，、；".contains($0) } && !$0.string.contains("[") }) {
            let parts = names.flatMap { $0.string.split { "，、；".contains($0) }.map(\.trimming) }
            let meant = parts.joined(separator: ", ")
            report(
                "missing-comma", "these commas are not those of a list", at: line.value, fix: "write 'lanes: \(meant)'",
                edits: [.init(span: line.value, text: meant)], isCertain: true)
            return parts.map { Text($0, at: line.value) }
        }
        guard let open = names.firstIndex(where: { $0.string.contains("(") && !$0.string.contains(")") }) else { return names }
        report(
            "wrong-brackets", "roles do not stand in the list of lanes", at: line.value,
            fix: "give the lane a line of its own, 'lane: \(beforeParenthesis(names[open].string))', and each role one below it, 'role: …'")
        var found: [Text] = []
        var isInside = false
        for name in names {
            let words = name.string
            if isInside || words.contains("(") {
                for role in words.split(whereSeparator: { "()".contains($0) }) { unknownActors[role.trimming] = -1 }
            }
            if !isInside { found.append(Text(beforeParenthesis(words), at: name.span)) }
            if words.contains("(") { isInside = true }
            if words.contains(")") { isInside = false }
        }
        return found
    }

    private func beforeParenthesis(_ words: String) -> String { words.split(separator: "(").first.map(\.trimming) ?? words }

    /// Nothing after the colon: the names may stand one below the other, as in a list of groceries.
    private mutating func declareLanesBelow(_ index: Int, isShared: Bool) {
        let line = lines[index]
        let below = tree.children(of: index).filter { !lines[$0].hasColon && lines[$0].target == nil && !lines[$0].head.isEmpty }
        drop(index)
        isNobodyTold = true
        guard !below.isEmpty, let last = below.last else {
            report("missing-name", "'lanes:' names nobody", at: line.head, fix: "list who takes part, as in 'lanes: Customer, Marketing, Sales'")
            return
        }
        let names = below.map { text(lines[$0].head) }
        for (child, name) in zip(below, names) {
            markRead(child)
            markBracketsRead(child)
            _ = lane(named: name, isShared: isShared)
        }
        let meant = names.map(\.string).joined(separator: ", ")
        let isWhole = below.count == tree.children(of: index).count && below.allSatisfy { lines[$0].brackets == nil && lines[$0].comment == nil }
        report(
            "missing-name", "the names of the lanes stand below 'lanes:', not behind it", at: line.head, fix: "write 'lanes: \(meant)'",
            edits: isWhole ? [.init(span: Span(file: line.head.file, start: Int(line.value.start), end: Int(lines[last].head.end)), text: " " + meant)] : [],
            isCertain: true)
    }

    /// A name that holds a colon would end there when it acts.
    mutating func checkName(_ name: Text) {
        guard !isQuiet, let colon = name.string.firstRange(of: ": "), name.span.file == tree.source.id, bytes[Int(name.span.start)] != UInt8(ascii: "\"") else { return }
        unknownActors[String(name.string[..<colon.lowerBound])] = -1
        report(
            "unquoted-name", "'\(name.string)' holds a colon", at: name.span, fix: "write it in quotes, here and wherever it acts: '\"\(name.string)\"'",
            edits: [.init(span: name.span, text: "\"\(name.string)\"")], isCertain: true)
    }
}
