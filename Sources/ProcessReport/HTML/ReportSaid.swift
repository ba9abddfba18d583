import ProcessAnalysis
import ProcessDiagram
import ProcessModel

/// What people said: where it hurts, what nobody knew, open questions, what works, what was agreed.
extension ReportPage {
    func writeSaid(to out: inout HTMLText) {
        let questions = map.remarks.filter { $0.kind == .question }
        let strengths = map.remarks.filter { $0.kind == .strength }
        guard !map.pains.isEmpty || !questions.isEmpty || !strengths.isEmpty || !map.actions.isEmpty || !diagram.unknowns.isEmpty else { return }
        out.line("<section class=\"entries\" id=\"said\" tabindex=\"-1\" aria-labelledby=\"said-heading\">")
        out.line("<h2 id=\"said-heading\">What people said</h2>")
        list("Where it hurts", map.pains.indices.map { pain($0) }, to: &out)
        list("Figures that nobody knew", unknowns, to: &out)
        list("Open questions", questions.map { remark in
            Entry(sign: HTMLSign.said("?"), text: remark.text.string, about: remark.about, facts: remark.addressee.map { "for \($0.string)" } ?? "")
        }, to: &out)
        list("What works well", strengths.map { Entry(sign: HTMLSign.said("+"), text: $0.text.string, about: $0.about) }, to: &out)
        list("What was agreed", map.actions.map { Entry(sign: HTMLSign.said("→"), text: $0.text.string, facts: facts(of: $0)) }, to: &out)
        out.line("</section>")
    }

    private struct Entry {
        var id: String?
        var sign: String
        var text: String
        /// What people said stands as they said it.
        var isOurs = false
        var about: Subject = .process
        /// The mark on the map, where there is one.
        var mark: String?
        var facts = ""
    }

    private func list(_ heading: String, _ entries: [Entry], to out: inout HTMLText) {
        guard !entries.isEmpty else { return }
        out.line("<h3>\(heading)</h3>\n<ul class=\"list\">")
        for entry in entries {
            let (name, lanes, target) = place(of: entry.about)
            let data = lanes.map { "\($0.index)" }.joined(separator: " ")
            out.raw("<li class=\"entry\"\(entry.id.map { " id=\"\($0)\" tabindex=\"-1\"" } ?? "") data-lanes=\"\(data)\">\(entry.sign)<div><p>\(entry.isOurs ? HTMLText.sentence(entry.text) : HTMLText.escaped(entry.text))</p>")
            var facts: [String] = []
            if !name.isEmpty {
                let link = entry.mark ?? target
                facts.append(link.map { "<a href=\"#\($0)\">\(HTMLText.escaped(name))</a>" } ?? HTMLText.escaped(name))
            }
            if !entry.facts.isEmpty { facts.append(HTMLText.escaped(entry.facts)) }
            if !facts.isEmpty { out.raw("<p class=\"do\">\(facts.joined(separator: " · "))</p>") }
            out.line("</div></li>")
        }
        out.line("</ul>")
    }

    private func pain(_ index: Int) -> Entry {
        let pain = map.pains[index]
        let letter = SwimlaneMap.letter(ofPain: index + 1)
        var facts: [String] = []
        if let impact = pain.impact { facts.append("impact \(impact.value.map { Numerals.decimal($0) } ?? "?") of 5") }
        if let rate = pain.frequency?.value {
            facts.append(rate.count == 1 ? "every \(rate.period.rawValue)" : "\(Numerals.decimal(rate.count)) per \(rate.period.rawValue)")
        }
        if let votes = pain.votes?.value { facts.append(Numerals.decimal(votes) + (votes == 1 ? " vote" : " votes")) }
        if !pain.feltBy.isEmpty { facts.append("felt by \(pain.feltBy.map(\.string).joined(separator: ", "))") }
        if let evidence = pain.evidence { facts.append(evidence.string) }
        let mark = diagram.pains.firstIndex { $0.text == letter }.map { "\(Self.idPrefix)-p\($0)" }
        return Entry(
            id: "pain-\(letter)", sign: HTMLSign.pain(letter), text: pain.text.string, about: pain.about, mark: mark, facts: facts.joined(separator: ", "))
    }

    private var unknowns: [Entry] {
        diagram.unknowns.enumerated().compactMap { index, mark in
            guard let step = mark.step, map.nodes.indices.contains(step.index) else { return nil }
            return Entry(
                id: "unknown-\(step.index)", sign: HTMLSign.said("?"), text: mark.meaning, isOurs: true, about: .node(step), mark: "\(Self.idPrefix)-u\(index)")
        }
    }

    private func facts(of action: Action) -> String {
        var facts: [String] = []
        if let owner = action.owner { facts.append(owner.string) }
        if let due = action.due { facts.append(due.value.map { "by \($0.written)" } ?? "by ?") }
        if let status = action.status { facts.append(status.string) }
        if !action.fixes.isEmpty { facts.append("fixes \(action.fixes.map(\.string).joined(separator: ", "))") }
        if let measure = action.measure { facts.append("until \(measure.string)") }
        return facts.joined(separator: ", ")
    }

    /// What something is about: its name, its lanes, and where it is on the map.
    private func place(of subject: Subject) -> (name: String, lanes: [LaneID], target: String?) {
        func id(_ place: String) -> String { "\(Self.idPrefix)-\(place)" }
        switch subject {
        case .node(let node) where map.nodes.indices.contains(node.index): return (name(of: node), [map[node].lane], id("n\(node.index)"))
        case .lane(let lane) where map.lanes.indices.contains(lane.index): return (map[lane].name, [lane], id("l\(lane.index)"))
        case .role(let role) where map.roles.indices.contains(role.index): return (map[role].name, [map[role].lane], id("l\(map[role].lane.index)"))
        case .handoff(let terms):
            guard let flow = flowOfTerms[terms] else { return ("", [], nil) }
            let (from, to) = (map[flow].from, map[flow].to)
            return (passing.name(of: map[flow]), Set([map[from].lane, map[to].lane]).sorted(), id("f\(flow.index)"))
        case .system(let index) where map.systems.indices.contains(index): return (map.systems[index].name.string, [], nil)
        case .meeting(let index) where map.meetings.indices.contains(index): return (map.meetings[index].name.string, [], nil)
        case .relationship(let index) where map.relationships.indices.contains(index):
            return (map.named(.relationship(index)).name, [], nil)
        case .term(let index) where map.terms.indices.contains(index): return (map.terms[index].name.string, [], nil)
        default: return ("", [], nil)
        }
    }
}
