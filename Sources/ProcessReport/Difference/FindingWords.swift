import ProcessAnalysis
import ProcessModel
import ProcessSyntax

/// What the rules find on two maps, in words.
extension DifferenceWords {
    static func list(_ names: [String]) -> String {
        let shown = names.prefix(4).map { "'\($0)'" }.joined(separator: ", ")
        return names.count > 4 ? shown + " and \(names.count - 4) more" : shown
    }

    /// A line a rule: the message, or of several where they were.
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

    /// What is not told any more and was not put right either: why, a line a reason and rule.
    static func silenced(_ findings: FindingDifference, old: ProcessMap, new: ProcessMap) -> [(why: String, rule: String, severity: Severity, words: String)] {
        func told(_ all: [FindingDifference.Silenced], _ map: ProcessMap, _ why: (String) -> String) -> [(why: String, rule: String, severity: Severity, words: String)] {
            var reasons: [String] = []
            for one in all where !reasons.contains(one.why) { reasons.append(one.why) }
            return reasons.flatMap { reason in
                groups(all.filter { $0.why == reason }.map(\.finding), map).map { (why(reason), $0.rule, $0.severity, $0.words) }
            }
        }
        return told(findings.silenced, old) { "no longer looked for (\($0))" }
            + told(findings.excused, new) { "now excused\($0.isEmpty ? ", nobody says why" : " (because \($0))")" }
            + told(findings.unseen, old) { "not to be found any more (\($0))" }
    }

    /// `2 new, 1 no longer looked for, 12 gone, 5 as before`.
    static func counts(_ findings: FindingDifference) -> String {
        let same = findings.keptCount - findings.graver.count - findings.lighter.count
        let counts: [(count: Int, what: String)] = [
            (findings.fresh.count, "new"), (findings.graver.count, "graver"), (findings.silenced.count, "no longer looked for"),
            (findings.excused.count, "now excused"), (findings.unseen.count, "not to be found any more"), (findings.gone.count, "gone"),
            (findings.lighter.count, "lighter"), (same, "as before"),
        ]
        return counts.filter { $0.count > 0 }.map { "\($0.count) \($0.what)" }.joined(separator: ", ")
    }
}
