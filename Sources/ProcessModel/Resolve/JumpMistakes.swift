import ProcessSyntax

/// What to say of an arrow that leads to no step of the map.
extension MapBuilder {
    mutating func reportUnknownStep(_ target: Text) {
        let name = target.string
        let message = "there is no step '\(shortened(name))' to go to"
        func reportAs(_ fix: String, _ step: String?, isCertain: Bool = false) {
            report(
                "unknown-step", message, at: target.span, fix: fix,
                edits: step.map { [.init(span: target.span, text: quoted($0))] } ?? [], isCertain: isCertain)
        }
        let ends = map.nodes.filter { $0.kind == .end && !$0.isImplicit }
        if ["end", "stop", "finish", "done"].contains(name.lowercased()) {
            if let end = ends.first {
                reportAs("name the end: '-> \(end.key)'", end.key, isCertain: name.lowercased() == "end" && ends.count == 1)
            } else {
                reportAs("write an end on a line of its own, as in 'end: Closed', and name it here: '-> Closed'", nil)
            }
        } else if let colon = name.firstIndex(of: ":") {
            let step = Substring(name[name.index(after: colon)...]).trimming
            if nodesByKey[step] != nil {
                reportAs("name the step alone: '-> \(step)'", step, isCertain: true)
            } else if name.hasPrefix("end:") {
                reportAs("write '\(name)' on a line of its own, and name it here: '-> \(step)'", nil)
            } else {
                reportAs("name a step as it is written in the flow, without who does it; or write '\(name)' on a line of its own, without an arrow", nil)
            }
        } else if case .lane(let lane)? = actors[name] {
            reportAs(firstStep { $0.lane == lane && $0.isWork }.map { "'\(name)' is a lane; name one of its steps, as in '-> \($0)'" } ?? "'\(name)' is a lane; name a step", nil)
        } else if actors[name] != nil {
            reportAs("'\(name)' is a role; name a step as it is written in the flow", nil)
        } else if let phase = map.phases.firstIndex(where: { $0.name.string == name }) {
            let step = firstStep { $0.phase == phase }
            reportAs(step.map { "'\(name)' is a phase; name its first step: '-> \($0)'" } ?? "'\(name)' is a phase; name a step", step)
        } else if suggestions < Self.mostSuggestions, let step = beginning(with: name) {
            suggestions += 1
            reportAs("did you mean '\(step)'?", step)
        } else {
            reportUnknown(
                "unknown-step", message, name, at: target.span, among: map.nodes.lazy.filter { !$0.isImplicit }.map(\.key),
                orElse: "name a step as it is written in the flow")
        }
    }

    private func firstStep(_ fits: (Node) -> Bool) -> String? { map.nodes.first(where: fits)?.key }

    /// The only step whose text begins with these words.
    private func beginning(with words: String) -> String? {
        guard words.utf8.count >= 3 else { return nil }
        let small = words.lowercased()
        var found: String?
        for node in map.nodes where node.key.utf8.count > words.utf8.count && node.key.lowercased().hasPrefix(small) && !node.isImplicit {
            guard found == nil else { return nil }
            found = node.key
        }
        return found
    }

    /// `-> Sales: Call prospect` where there is no such step: the arrow of somebody who draws.
    mutating func reportArrowBeforeStep(_ line: SyntaxTree.Line, _ target: Span) -> Bool {
        let words = tree.source.string(target)
        guard line.head.isEmpty, let colon = words.firstIndex(of: ":") else { return false }
        let who = Substring(words[..<colon]).trimming
        let what = Substring(words[words.index(after: colon)...]).trimming
        guard actors[who] != nil || Keyword(rawValue: who)?.isFlowElement == true, nodesByKey[what] == nil, !mayFollow(what) else { return false }
        if toldWords.insert("arrow").inserted {
            report(
                "misplaced-arrow", "a step needs no arrow before it", at: line.content,
                fix: "leave the arrow out: the next line is the next step",
                edits: [.init(span: Span(file: target.file, start: Int(line.content.start), end: Int(target.start)), text: "")], isCertain: true)
        }
        return true
    }

    /// True where a step of that text stands somewhere in the file.
    func mayFollow(_ what: String) -> Bool {
        lines.contains { ($0.kind == .step || $0.kind == .decision || $0.kind == .element) && tree.name($0.value) == what }
    }
}
