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
        "done by", "work", "takes", "waits", "ok", "in", "hands over", "via", "within", "at", "impact", "votes", "felt by", "owner", "due", "for", "people", "agreed", "means",
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

    /// `work 5 min → 3 min`, `accept when + signed`, `via email`.
    static func words(_ fact: FactChange) -> String {
        let label = fact.label.isEmpty ? "" : fact.label + " "
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

    static func value(_ side: FigureDifference.Side, _ subject: FigureDifference.Subject) -> String {
        guard let value = side.value else { return "?" }
        return (side.isBound ? (subject == .rolledOK ? "≤ " : "≥ ") : "") + amount(value, subject)
    }

    private static func amount(_ value: Double, _ subject: FigureDifference.Subject) -> String {
        switch subject {
        case .handoffs: Numerals.decimal(value, places: 0)
        case .handoffsPerCase, .cost: Numerals.decimal(value)
        case .leadOfMainPath, .lead: Numerals.businessTime(minutes: value)
        case .work: Numerals.work(minutes: value)
        case .rolledOK: Numerals.percent(value)
        case .load: Numerals.percent(value, places: 0)
        }
    }

    /// `−66 bh`; shares in percentage points.
    static func change(_ figure: FigureDifference) -> String {
        guard let change = figure.change else { return "" }
        guard figure.outcome != .same else { return "same" }
        let sign = change < 0 ? "−" : "+"
        let size = abs(change)
        switch figure.subject {
        case .rolledOK: return sign + Numerals.decimal(size * 100, places: 1) + " points"
        case .load: return sign + Numerals.decimal(size * 100, places: 0) + " points"
        case .leadOfMainPath, .lead: return sign + Numerals.businessTime(minutes: size, minutesPerDay: .infinity)
        default: return sign + amount(size, figure.subject)
        }
    }

    /// `−65%`; what is a share already has none.
    static func share(_ figure: FigureDifference) -> String {
        switch figure.subject {
        case .rolledOK, .load: return ""
        default: break
        }
        guard figure.outcome != .same, let share = figure.share else { return "" }
        return (share < 0 ? "−" : "+") + Numerals.percent(abs(share), places: 0)
    }

    static func outcome(_ figure: FigureDifference) -> String {
        switch figure.outcome {
        case .better: "better"
        case .worse: "worse"
        case .same, .other: ""
        case .unclear:
            switch figure.apparentOutcome {
            case .better: "better, as far as said"
            case .worse: "worse, as far as said"
            case .same, .other, .unclear: "as far as said"
            }
        }
    }

    /// What the signs in the table mean, and why some cannot be compared.
    static func notes(_ figures: [FigureDifference]) -> [String] {
        var notes: [String] = []
        let bounds = figures.filter { ($0.old.isBound && $0.old.value != nil) || ($0.new.isBound && $0.new.value != nil) }
        if bounds.contains(where: { $0.subject != .rolledOK }) { notes.append("≥: at least this much, as some steps do not say theirs") }
        if bounds.contains(where: { $0.subject == .rolledOK }) { notes.append("≤: at most this much, as some steps do not say theirs") }
        let learned = Set(figures.filter { $0.outcome == .unclear }.flatMap { figure in
            figure.old.silent.filter { !figure.new.silent.contains($0) } + figure.new.silent.filter { !figure.old.silent.contains($0) }
        }).sorted()
        if figures.contains(where: { $0.outcome == .unclear }) {
            notes.append("as far as said: the maps do not say the same much" + (learned.isEmpty ? "" : ", as one of them lacks, or says nothing of, \(list(learned))"))
        }
        return notes
    }

    static func list(_ names: [String]) -> String {
        let shown = names.prefix(4).map { "'\($0)'" }.joined(separator: ", ")
        return names.count > 4 ? shown + " and \(names.count - 4) more" : shown
    }

    /// What is gone, a line a rule: the message, or of several where they were.
    static func groups(_ findings: [Finding], _ map: ProcessMap) -> [(rule: String, severity: Severity, words: String)] {
        var order: [String] = []
        var groups: [String: [Finding]] = [:]
        for finding in findings {
            if groups[finding.rule] == nil { order.append(finding.rule) }
            groups[finding.rule, default: []].append(finding)
        }
        return order.compactMap { rule in
            guard let some = groups[rule], let first = some.first else { return nil }
            guard some.count > 1 else { return (rule, first.severity, ": " + first.message) }
            let names = some.map { map.named($0.place) }.map { $0.kind == "process" ? "the whole map" : "'\($0.name)'" }
            var seen: Set<String> = []
            return (rule, first.severity, " \(some.count) times: at " + names.filter { seen.insert($0).inserted }.joined(separator: ", "))
        }
    }

    /// `12 gone, 2 new, 5 as before`.
    static func counts(_ findings: FindingDifference) -> String {
        var words: [String] = []
        if !findings.fresh.isEmpty { words.append("\(findings.fresh.count) new") }
        if !findings.graver.isEmpty { words.append("\(findings.graver.count) graver") }
        if !findings.gone.isEmpty { words.append("\(findings.gone.count) gone") }
        if !findings.lighter.isEmpty { words.append("\(findings.lighter.count) lighter") }
        let same = findings.keptCount - findings.graver.count - findings.lighter.count
        if same > 0 { words.append("\(same) as before") }
        return words.joined(separator: ", ")
    }
}
