import ProcessAnalysis
import ProcessModel

/// The map in words: each step with who does it and what comes next, for those who hear the page or print it.
extension ReportPage {
    func writeSteps(to out: inout HTMLText) {
        out.line("<section class=\"steps\" id=\"steps\" tabindex=\"-1\" aria-labelledby=\"steps-heading\">")
        out.line("<h2 id=\"steps-heading\">The map in words</h2>")
        out.line("<p class=\"do\">\(HTMLText.escaped(diagram.summary))</p>\n<ol>")
        var ways = [[FlowID]](repeating: [], count: map.nodes.count)
        for flow in map.flowIDs where ways.indices.contains(map[flow].from.index) { ways[map[flow].from.index].append(flow) }
        for node in map.nodeIDs {
            let who = map[node].performers.all.map { $0.role.map { map[$0].name } ?? map[$0.lane].name }
            let lane = map.lanes.indices.contains(map[node].lane.index) ? map[map[node].lane].name : ""
            let people = (who.filter { $0 != lane } + [lane]).joined(separator: ", ")
            out.raw("<li><a href=\"#\(Self.idPrefix)-n\(node.index)\">\(HTMLText.escaped(spoken(node)))</a> <span class=\"do\">\(HTMLText.escaped(people))</span>")
            let next = ways[node.index].map(words)
            if !next.isEmpty { out.raw("<span class=\"next\">\(next.map { "<span>\(HTMLText.escaped($0))</span>" }.joined(separator: " "))</span>") }
            out.line("</li>")
        }
        out.line("</ol>\n</section>")
    }

    private func spoken(_ node: NodeID) -> String {
        switch map[node].kind {
        case .start: "Start: \(map[node].name)"
        case .end: "End: \(map[node].name)"
        case .fork: map[node].isImplicit || map[node].name.isEmpty ? "Ways in parallel begin" : map[node].name
        case .join: map[node].isImplicit || map[node].name.isEmpty ? "Ways in parallel meet" : map[node].name
        case .task, .decision, .call: map[node].name
        }
    }

    /// `yes 60% → Call prospect, with MQL via CRM queue, within 4 bh`.
    private func words(_ id: FlowID) -> String {
        let flow = map[id]
        var words = [flow.label?.string ?? (flow.isOtherwise ? "otherwise" : "")]
        if flow.kind == .answer, let share = flow.probability { words.append(share.value.map { Numerals.percent($0) } ?? "?%") }
        words.append("→ \(spoken(flow.to))")
        var text = words.filter { !$0.isEmpty }.joined(separator: " ")
        if let terms = map.terms(of: id) {
            if let artifact = terms.artifact { text += ", with \(artifact.string)" }
            if let via = terms.via { text += " via \(via.string)" }
            if let within = terms.within { text += ", within \(within.value?.written ?? "?")" }
        }
        return text
    }
}
