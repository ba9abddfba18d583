import ProcessAnalysis
import ProcessModel

/// What a map says of itself that is neither a figure nor judged by a rule: who it is for, where it
/// begins and ends, what is written down elsewhere, whom it is said to.
extension MetricsPage {
    /// The lines below the title, each with what it is about.
    var about: [(label: String, words: String)] {
        var lines: [(label: String, words: String)] = []
        func add(_ label: String, _ text: Text?) { if let text { lines.append((label, text.string)) } }
        add("Goal", map.goal)
        for measure in map.measures { lines.append(("Measure", words(measure))) }
        switch (map.owner, map.sponsor) {
        case (let owner?, let sponsor?): lines.append(("Owner", "\(owner.string), sponsor \(sponsor.string)"))
        case (let owner?, nil): lines.append(("Owner", owner.string))
        case (nil, let sponsor?): lines.append(("Sponsor", sponsor.string))
        case (nil, nil): break
        }
        add("Trigger", map.trigger)
        add("Scope", map.scope)
        return lines
    }

    private func words(_ measure: Measure) -> String {
        var words = [measure.text.string]
        if let now = measure.now { words.append("now \(now.string)") }
        if let target = measure.target { words.append("target \(target.string)") }
        if let direction = measure.direction { words.append(direction.rawValue) }
        return words.joined(separator: ", ")
    }

    /// Charters, allies and goals of lanes, what steps refer to and whom they ask and tell, how things are
    /// sent back, the evidence of pains: a line each.
    var writtenDown: [String] {
        var lines: [String] = []
        func add(_ name: String, _ facts: [(String, [Text])]) {
            let said = facts.filter { !$0.1.isEmpty }.map { "\($0.0) \($0.1.map(\.string).joined(separator: ", "))" }
            if !said.isEmpty { lines.append("\(name): \(said.joined(separator: "; "))") }
        }
        for lane in map.lanes {
            add(lane.name, [("goal", lane.goals), ("charter", lane.charter.map { [$0] } ?? []), ("allied with", lane.allies)])
        }
        for pair in map.relationships {
            add("\(pair.first.string) and \(pair.second.string)", [("charter", pair.charter.map { [$0] } ?? [])])
        }
        for node in map.nodes {
            guard let index = node.detailIndex else { continue }
            let details = map.details[Int(index)]
            add("'\(node.name)'", [
                ("written down in", details.doc.map { [$0] } ?? []), ("consulted", details.consulted), ("support by", details.support),
                ("informed", details.informed), ("promises", details.promise.map { [$0] } ?? []),
            ])
            for news in details.informs {
                add("'\(node.name)' informs \(news.who.string)", [("of", news.what.map { [$0] } ?? []), ("via", news.via.map { [$0] } ?? [])])
            }
        }
        for terms in map.handoffTerms {
            if let back = terms.onReject { lines.append("'\(terms.artifact?.string ?? "?")', where it is not taken: \(back.string)") }
        }
        for pain in map.pains {
            add("'\(pain.text.string)'", [("evidence", pain.evidence.map { [$0] } ?? [])])
        }
        return lines
    }
}
