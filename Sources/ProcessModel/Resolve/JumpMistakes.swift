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
        let steps = knownSteps()
        if ["end", "stop", "finish", "done"].contains(name.lowercased()) {
            if let end = steps.ends.first {
                reportAs("name the end: '-> \(end)'", end, isCertain: name.lowercased() == "end" && steps.ends.count == 1)
            } else {
                reportAs("write an end on a line of its own, as in 'end: Closed', and name it here: '-> Closed'", nil)
            }
        } else if let colon = name.firstIndex(of: ":") {
            let step = Substring(name[name.index(after: colon)...]).trimming
            if node(called: step) != nil {
                reportAs("name the step alone: '-> \(step)'", step, isCertain: true)
            } else if name.hasPrefix("end:") {
                reportAs("write '\(name)' on a line of its own, and name it here: '-> \(step)'", nil)
            } else {
                reportAs("name a step as it is written in the flow, without who does it; or write '\(name)' on a line of its own, without an arrow", nil)
            }
        } else if case .lane(let lane)? = actors[name] {
            reportAs(steps.firstOfLane[lane].map { "'\(name)' is a lane; name one of its steps, as in '-> \($0)'" } ?? "'\(name)' is a lane; name a step", nil)
        } else if actors[name] != nil {
            reportAs("'\(name)' is a role; name a step as it is written in the flow", nil)
        } else if let phase = steps.phases[name] {
            let step = steps.firstOfPhase[phase]
            reportAs(step.map { "'\(name)' is a phase; name its first step: '-> \($0)'" } ?? "'\(name)' is a phase; name a step", step)
        } else if suggestions < Self.mostSuggestions, let step = beginning(with: name, among: steps.keys) {
            suggestions += 1
            reportAs("did you mean '\(step)'?", step)
        } else {
            reportUnknown(
                "unknown-step", message, name, at: target.span, among: steps.keys,
                orElse: "name a step as it is written in the flow")
        }
    }

    /// The only step whose text begins with these words.
    private mutating func beginning(with words: String, among keys: [String]) -> String? {
        guard words.utf8.count >= 3, maySearch(for: words, among: keys.count) else { return nil }
        let small = words.lowercased()
        var found: String?
        for key in keys where key.utf8.count > words.utf8.count && key.lowercased().hasPrefix(small) {
            guard found == nil else { return nil }
            found = key
        }
        return found
    }

    /// `-> Sales: Call prospect` where there is no such step: the arrow of somebody who draws.
    mutating func reportArrowBeforeStep(_ line: SyntaxTree.Line, _ target: Span) -> Bool {
        let words = tree.source.string(target)
        guard line.head.isEmpty, let colon = words.firstIndex(of: ":") else { return false }
        let who = Substring(words[..<colon]).trimming
        let what = Substring(words[words.index(after: colon)...]).trimming
        guard actors[who] != nil || Keyword(rawValue: who)?.isFlowElement == true, node(called: what) == nil, !isTextOfStep(what) else { return false }
        if toldWords.insert("arrow").inserted {
            report(
                "misplaced-arrow", "a step needs no arrow before it", at: line.content,
                fix: "leave the arrow out: the next line is the next step",
                edits: [.init(span: Span(file: target.file, start: Int(line.content.start), end: Int(target.start)), text: "")], isCertain: true)
        }
        return true
    }
}
