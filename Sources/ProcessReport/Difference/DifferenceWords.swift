import ProcessAnalysis
import ProcessModel
import ProcessSyntax

/// Changes and figures in words, for text and Markdown alike.
enum DifferenceWords {
    /// The heading above the changes of one subject.
    static func heading(_ subject: MapChange.Subject) -> String {
        switch subject {
        case .process: "Process"
        case .phase: "Phases"
        case .lane: "Lanes"
        case .role: "Roles"
        case .step: "Steps"
        case .handoff: "Handoffs"
        case .pain: "Pains"
        case .question: "Questions"
        case .strength: "Strengths"
        case .note: "Notes"
        case .action: "Actions"
        case .term: "Terms"
        case .relationship: "Relationships"
        case .system: "Systems"
        case .meeting: "Meetings"
        }
    }

    static func sign(_ change: MapChange) -> String {
        switch change.kind {
        case .added: "+"
        case .removed: "−"
        case .changed: "~"
        }
    }

    /// `2 added, 1 removed, 5 changed`; nothing of what there is none.
    static func counts(_ changes: [MapChange]) -> String {
        MapChange.Kind.allCases.compactMap { kind in
            let count = changes.count { $0.kind == kind }
            return count == 0 ? nil : "\(count) \(kind.rawValue)"
        }.joined(separator: ", ")
    }

    /// What tells a thing that is gone from others; what else was said of it is gone with it.
    private static let telling: Set<String> = [
        "", "done by", "calls", "work", "takes", "waits", "because of", "ok", "cost", "in", "needs", "makes", "accountable", "promise", "informs", "hands over", "via", "within", "at",
        "impact", "votes", "felt by", "owner", "due", "for", "people", "agreed", "means",
    ]

    /// What stands behind the name of what was added or removed: where it stands or stood, and what is said of it.
    static func told(_ change: MapChange) -> (place: String, facts: [String]) {
        let place = change.place.isEmpty ? "" : (change.kind == .removed ? "was " : "") + change.place.joined(separator: ", ")
        let facts = change.kind == .removed ? change.facts.filter { telling.contains($0.label) } : change.facts
        return (place, facts.map(plain))
    }

    /// What stands behind the name: where it is or was, what it is called now, where it has gone, what it says.
    static func parts(_ change: MapChange) -> [String] {
        var parts: [String] = []
        if let old = change.oldName { parts.append("was called '\(old)'") }
        if !change.place.isEmpty { parts.append((change.kind == .removed ? "was " : "") + change.place.joined(separator: ", ")) }
        if let move = change.laneMove { parts.append("moved from \(move.from) to \(move.to)") }
        if let move = change.placeMove { parts.append("moved: \(move.to), was \(move.from)") }
        return parts + change.facts.map(words)
    }

    /// The name, with what sort of step it is.
    static func title(_ change: MapChange) -> String {
        guard let sort = change.sort else { return change.name }
        return sort == change.name ? sort : "\(change.name) (\(sort))"
    }

    /// What names steps and lanes: there an arrow would be taken for the way that work goes.
    private static func isPlace(_ label: String) -> Bool { ["from", "to", "then", "passes from"].contains(label) || label.hasSuffix("leads to") }

    /// `work 5 min → 3 min`, `accept when + signed`, `via email`, `to Check cover, was Register claim`.
    static func words(_ fact: FactChange) -> String {
        let label = fact.label.isEmpty ? "" : fact.label + " "
        if isPlace(fact.label), !fact.old.isEmpty, !fact.new.isEmpty {
            return "\(label)\(fact.new.joined(separator: ", ")), was \(fact.old.joined(separator: ", "))"
        }
        if fact.old.isEmpty { return plus(label, fact.new) }
        if fact.new.isEmpty { return "\(label)− \(fact.old.joined(separator: ", "))" }
        if fact.old.count == 1, fact.new.count == 1 { return "\(label)\(fact.old[0]) → \(fact.new[0])" }
        return "\(label)− \(fact.old.joined(separator: ", ")) + \(fact.new.joined(separator: ", "))"
    }

    private static func plus(_ label: String, _ values: [String]) -> String { "\(label)+ \(values.joined(separator: ", "))" }

    /// What was added or removed says all of its facts; no signs are needed.
    static func plain(_ fact: FactChange) -> String {
        (fact.label.isEmpty ? "" : fact.label + " ") + (fact.old + fact.new).joined(separator: ", ")
    }

    // MARK: Figures

    static func name(_ subject: FigureDifference.Subject) -> String {
        switch subject {
        case .handoffs: "handoffs on the map"
        case .handoffsPerCase: "handoffs a case"
        case .leadOfMainPath: "lead time, main path"
        case .lead: "lead time, all cases"
        case .work: "work a case"
        case .rolledOK: "rolled ok"
        case .cost: "cost a case"
        case .load(_, let role): "load of \(role)"
        }
    }

    static func outcome(_ figure: FigureDifference) -> String {
        switch figure.outcome {
        case .better: return "better"
        case .worse: return "worse"
        case .same: return ""
        case .other: return figure.new.isAbsent ? "nobody to bear it" : figure.hasOtherDays ? "other hours a day" : ""
        case .unclear: break
        }
        guard figure.old.value != nil, figure.new.value != nil else { return "not to be told" }
        switch figure.apparentOutcome {
        case .better: return "better, as far as said"
        case .worse: return "worse, as far as said"
        case .same, .other, .unclear: return "as far as said"
        }
    }

    /// What the signs in the table mean, and why some cannot be compared.
    static func notes(_ figures: [FigureDifference]) -> [String] {
        var notes: [String] = []
        let bounds = figures.filter { ($0.old.isBound && $0.old.value != nil) || ($0.new.isBound && $0.new.value != nil) }
        if bounds.contains(where: { $0.subject != .rolledOK }) { notes.append("≥: at least this much, as some steps do not say theirs") }
        if bounds.contains(where: { $0.subject == .rolledOK }) { notes.append("≤: at most this much, as some steps do not say theirs") }
        // What cannot be told at all says why; what only one map says all of, which steps those are.
        let missing = Set(figures.flatMap { ($0.old.value == nil ? $0.old.missing : []) + ($0.new.value == nil ? $0.new.missing : []) }).sorted()
        for reason in missing.prefix(3) { notes.append("?: \(reason)") }
        let apparent = figures.filter { $0.outcome == .unclear && $0.old.value != nil && $0.new.value != nil }
        // Where shares are what is missing, steps that say all of theirs are not to blame.
        let learned = !missing.isEmpty ? [] : Set(apparent.flatMap { figure in
            figure.old.silent.filter { !figure.new.silent.contains($0) } + figure.new.silent.filter { !figure.old.silent.contains($0) }
        }).sorted()
        if !apparent.isEmpty {
            notes.append("as far as said: the maps do not say the same much" + (learned.isEmpty ? "" : ", as one of them lacks, or says nothing of, \(list(learned))"))
        }
        if let other = figures.first(where: \.hasOtherDays) {
            let (was, now) = (Numerals.decimal(other.old.minutesPerDay / 60), Numerals.decimal(other.new.minutesPerDay / 60))
            notes.append("other hours a day: a day had \(was) h and has \(now) h, so the same days are other hours and nobody is faster or slower for it")
        }
        return notes
    }
}
