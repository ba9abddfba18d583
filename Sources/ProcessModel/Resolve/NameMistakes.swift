import ProcessSyntax

/// What to say of a name before a colon that is no role or lane of the map.
extension MapBuilder {
    /// - Parameter isAlone: false where several act together on the line.
    mutating func reportUnknownActor(_ name: Text, isAlone: Bool) {
        let message = "'\(shortened(name.string))' is not a role or lane of this map"
        if let keyword = Keyword(rawValue: name.string.lowercased()), keyword.isFlowElement {
            report(
                "unknown-role", message, at: name.span, fix: "did you mean '\(keyword.rawValue):'? Such words are written small",
                edits: [.init(span: name.span, text: keyword.rawValue)], isCertain: isAlone)
            return
        }
        if name.string.hasSuffix(":"), let bare = known(String(name.string.dropLast())) {
            let colon = Span(file: name.span.file, start: Int(name.span.end) - 1, end: Int(name.span.end))
            report(
                "extra-colon", "there is one colon too many", at: colon, fix: "write '\(bare): …'", edits: [.init(span: colon, text: "")], isCertain: true)
            return
        }
        if let told = unknownActors[name.string] {
            repeated[told, default: []].append(name.span)
            return
        }
        unknownActors[name.string] = diagnostics.count
        if let bare = withoutNumbering(name.string) {
            report(
                "unknown-role", message, at: name.span, fix: "leave the number out: the order of the lines is the order of the steps",
                edits: [.init(span: name.span, text: quoted(bare))], isCertain: true)
        } else if isAlone, let both = together(name.string) {
            report(
                "unknown-role", message, at: name.span, fix: "where several act together, write a plus between them: '\(both)'",
                edits: [.init(span: name.span, text: both)], isCertain: true)
        } else if let nearest = nearestActorName(name.string), Self.looksAlike(name.string, nearest) {
            reportUnknown("unknown-role", message, name.string, at: name.span, among: [nearest], orElse: "")
        } else if let bare = known(withoutOrnament(name.string)) {
            report(
                "unknown-role", message, at: name.span, fix: "did you mean '\(bare)'?",
                edits: [.init(span: name.span, text: quoted(bare))], isCertain: true)
        } else if let longer = actor(beginningWith: name.string + ":") {
            report(
                "unknown-role", message, at: name.span, fix: "a name that holds a colon is written in quotes: '\"\(longer)\": …'")
        } else if actors.isEmpty, allActors.isEmpty {
            reportNobody(name)
        } else if let element = flowElement(like: name.string), nearestActorName(name.string) == nil {
            report(
                "unknown-role", message, at: name.span, fix: "did you mean '\(element.rawValue):'?", edits: [.init(span: name.span, text: element.rawValue)])
        } else {
            let nearest = nearestActorName(name.string)
            reportUnknown(
                "unknown-role", message, name.string, at: name.span, among: nearest == nil ? [] : actorNames,
                orElse: "add 'lane: \(shortened(name.string))', or 'role: \(shortened(name.string))' under its lane")
        }
    }

    /// `edn` and `ends`: who acts is rarely written small.
    private func flowElement(like name: String) -> Keyword? {
        guard name == name.lowercased(), name.utf8.count <= 12 else { return nil }
        return NearestName.find(name, among: Keyword.flowElements.map(\.rawValue)).flatMap(Keyword.init(rawValue:))
    }

    /// Where nobody is declared, all names of the flow are one mistake.
    private mutating func reportNobody(_ name: Text) {
        guard !isNobodyTold else { return }
        isNobodyTold = true
        var names: [String] = []
        for line in lines where (line.kind == .step || line.kind == .decision) && names.count < 8 {
            let who = tree.name(line.head)
            if !names.contains(who), who.utf8.count < 40 { names.append(who) }
        }
        report(
            "unknown-role", "'\(shortened(name.string))' is not a role or lane of this map: nobody is declared yet", at: name.span,
            fix: "say who takes part, above the flow: 'lanes: \(names.joined(separator: ", "))'")
    }

    private func known(_ name: String) -> String? { actors[name] == nil ? nil : name }

    /// `Finance` of `1. Finance`.
    private func withoutNumbering(_ name: String) -> String? {
        guard let first = name.first, first.isNumber, let space = name.firstIndex(of: " ") else { return nil }
        let rest = String(name[name.index(after: space)...])
        return actors[rest] != nil || Keyword(rawValue: rest)?.isFlowElement == true ? rest : nil
    }

    /// `Sales` of `**Sales**` and `'Sales'`.
    private func withoutOrnament(_ name: String) -> String {
        func isOrnament(_ character: Character) -> Bool { !character.isLetter && !character.isNumber && !character.isSymbol || character == "`" }
        var rest = Substring(name)
        while let first = rest.first, isOrnament(first) { rest.removeFirst() }
        while let last = rest.last, isOrnament(last) { rest.removeLast() }
        return String(rest)
    }

    /// `Marketing + IT` of `Marketing and IT`.
    private func together(_ name: String) -> String? {
        for joiner in [" and ", " & ", "/", " / ", " with ", "&"] where name.contains(joiner) {
            let names = name.split(separator: joiner).map(\.trimming)
            if names.count > 1, names.allSatisfy({ actors[$0] != nil }) { return names.map(quoted).joined(separator: " + ") }
        }
        return nil
    }

    /// A name as messages show it.
    func shortened(_ name: String) -> String { name.count > 60 ? String(name.prefix(59)) + "…" : name }

    /// What and who in the wrong order: `Score lead: Marketing`.
    mutating func reportSwapped(_ line: SyntaxTree.Line) -> Bool {
        let who = tree.name(line.value)
        let what = tree.name(line.head)
        guard actors[who] != nil, list(line.head, plus: true).allSatisfy({ actors[$0.string] == nil }), nearestActorName(what) == nil, line.brackets == nil, line.target == nil else { return false }
        report(
            "unknown-role", "'\(shortened(what))' is not a role or lane of this map: who and what have changed places", at: line.content,
            fix: "write '\(who): \(what)'", edits: [.init(span: line.content, text: "\(quoted(who)): \(what)")], isCertain: true)
        return true
    }

    /// `Marketing Score lead:` has its colon in the wrong place; one error says it.
    mutating func reportLateColon(_ line: SyntaxTree.Line) -> Bool {
        guard line.value.isEmpty, let who = leadingActor(line.head) else { return false }
        let what = tree.source.string(Int(line.head.start) + who.utf8.count..<Int(line.head.end)).drop { $0 == " " || $0 == "\t" }
        report(
            "missing-colon", "the colon stands behind what is done, not behind who does it", at: line.content, fix: "write '\(who): \(what)'",
            edits: [.init(span: Span(file: line.head.file, start: Int(line.head.start), end: endOfColon(line)), text: "\(who): \(what)")], isCertain: line.brackets == nil)
        return true
    }

    private func endOfColon(_ line: SyntaxTree.Line) -> Int {
        var at = Int(line.head.end)
        while at < Int(line.whole.end), bytes[at] != UInt8(ascii: ":") { at += 1 }
        return min(at + 1, Int(line.whole.end))
    }
}
