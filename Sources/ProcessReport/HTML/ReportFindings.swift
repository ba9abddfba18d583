import ProcessAnalysis
import ProcessDiagram
import ProcessModel
import ProcessSyntax

/// What the rules found, by rule and in the order of the numbers on the map, with a link to each place; and the
/// filter for all marks and entries.
extension ReportPage {
    struct Group {
        let number: Int
        let rule: String
        var findings: [Finding] = []
        var severity: Severity { findings.reduce(.info) { max($0, $1.severity) } }
    }

    var groups: [Group] {
        var groups = diagram.numberedRules.enumerated().map { Group(number: $0.offset + 1, rule: $0.element) }
        var place: [String: Int] = [:]
        for (index, group) in groups.enumerated() { place[group.rule] = index }
        for finding in findings {
            if let index = place[finding.rule] { groups[index].findings.append(finding) }
        }
        return groups.filter { !$0.findings.isEmpty }
    }

    func writeFindings(_ groups: [Group], to out: inout HTMLText) {
        out.line("<section class=\"entries\" id=\"findings\" tabindex=\"-1\" aria-labelledby=\"findings-heading\">")
        let kinds = groups.count < findings.count ? " in \(Numerals.count(groups.count, "kind"))" : ""
        out.line("<h2 id=\"findings-heading\">\(Numerals.count(findings.count, "finding"))\(kinds)</h2>")
        guard !groups.isEmpty else {
            out.line("<p>The rules find nothing in this map.</p>\n</section>")
            return
        }
        let marks = marks
        out.line("<ol class=\"list\">")
        for group in groups { write(group, marks, to: &out) }
        out.line("</ol>")
        out.line("<p class=\"none\" hidden>No finding is like that.</p>\n</section>")
    }

    private func write(_ group: Group, _ marks: [String: String], to out: inout HTMLText) {
        let rule = Catalogue.standard.rule(named: group.rule)
        let severity = group.severity
        let first = group.findings[0]
        let title = rule?.title ?? group.rule
        out.line("<li class=\"entry finding\" id=\"finding-\(group.number)\" tabindex=\"-1\">")
        out.line(HTMLSign.finding(severity.rawValue, "\(group.number)"))
        out.line("<div><h3><span class=\"vh\">\(group.number). </span>\(HTMLText.escaped(title))</h3>")
        out.line("<p class=\"tag\"><span class=\"weight \(severity.rawValue)\">\(Self.name(of: severity))</span> <code>\(HTMLText.escaped(group.rule))</code></p>")
        out.line("<ul>")
        for finding in group.findings {
            let lanes = lanes(of: finding.place).map { "\($0.index)" }.joined(separator: " ")
            out.raw("<li data-rule=\"\(HTMLText.escaped(finding.rule))\" data-severity=\"\(finding.severity.rawValue)\" data-lanes=\"\(lanes)\">")
            let (place, target) = place(of: finding, marks)
            if let target {
                out.raw("<a href=\"#\(target)\">\(HTMLText.escaped(place))</a>")
            } else {
                out.raw("<span class=\"where\">\(HTMLText.escaped(place))</span>")
            }
            out.line(" \(HTMLText.sentence(finding.message)).</li>")
        }
        out.line("</ul>")
        func all(_ part: (Finding) -> String, _ general: String?) -> String {
            group.findings.allSatisfy { part($0) == part(first) } ? part(first) : general ?? part(first)
        }
        out.line("<p class=\"do\"><b>Do:</b> \(Self.closed(all(\.remedy, rule?.remedy)))</p>")
        out.line("<p class=\"do\"><b>Ask:</b> \(Self.closed(all(\.question, rule?.question)))</p>")
        out.line("</div></li>")
    }

    /// With a full stop, if it has no end.
    private static func closed(_ text: String) -> String {
        let ends = text.last.map { ".?!".contains($0) } ?? true
        return HTMLText.sentence(text) + (ends ? "" : ".")
    }

    static func name(of severity: Severity) -> String { severity == .info ? "note" : severity.rawValue }

    // MARK: Places

    /// The mark on the map of what a rule found in a place: its id by rule and place.
    private var marks: [String: String] {
        var marks: [String: String] = [:]
        for (index, badge) in diagram.badges.enumerated() {
            let place = badge.step.map { "n\($0.index)" } ?? badge.flow.map { "f\($0.index)" } ?? badge.lane.map { "l\($0.index)" }
            if let place { marks["\(badge.rule) \(place)"] = "\(Self.idPrefix)-b\(index)" }
        }
        return marks
    }

    /// What a place is called, and the id of its mark, or of what it is on where the mark found no room.
    private func place(of finding: Finding, _ marks: [String: String]) -> (name: String, target: String?) {
        func id(_ place: String) -> String { marks["\(finding.rule) \(place)"] ?? "\(Self.idPrefix)-\(place)" }
        switch finding.place {
        case .node(let node) where map.nodes.indices.contains(node.index):
            return (name(of: node), id("n\(node.index)"))
        case .flow(let flow) where map.flows.indices.contains(flow.index):
            return (passing.name(of: map[flow]), id("f\(flow.index)"))
        case .lane(let lane) where map.lanes.indices.contains(lane.index):
            return (map[lane].name, id("l\(lane.index)"))
        case .role(let role) where map.roles.indices.contains(role.index):
            return (map[role].name, id("l\(map[role].lane.index)"))
        case .term, .relationship: return (map.named(finding.place).name, nil)
        default: return ("Whole map", nil)
        }
    }

    /// A split or a meeting has no name of its own.
    func name(of node: NodeID) -> String {
        let name = map[node].name
        return name.isEmpty || (map[node].isImplicit && !map[node].isWork) ? (map[node].kind == .fork ? "the split" : map[node].kind == .join ? "the next steps" : name) : name
    }

    private func lanes(of place: FindingPlace) -> [LaneID] {
        switch place {
        case .node(let node) where map.nodes.indices.contains(node.index): return [map[node].lane]
        case .flow(let flow) where map.flows.indices.contains(flow.index):
            let (from, to) = (map[map[flow].from].lane, map[map[flow].to].lane)
            return from == to ? [from] : [from, to].sorted()
        case .lane(let lane): return [lane]
        case .role(let role) where map.roles.indices.contains(role.index): return [map[role].lane]
        case .relationship(let index) where map.relationships.indices.contains(index):
            let names = [map.relationships[index].first.string, map.relationships[index].second.string]
            return map.lanes.indices.filter { names.contains(map.lanes[$0].name) }.map(LaneID.init)
        default: return []
        }
    }

    // MARK: Filter

    func writeFilter(_ groups: [Group], to out: inout HTMLText) {
        guard !findings.isEmpty || !map.pains.isEmpty else { return }
        out.line("<form class=\"filter scripted\" id=\"filter\" aria-label=\"Show only\">")
        out.line("<label>Lane <select name=\"lane\"><option value=\"\">all</option>")
        for (index, lane) in map.lanes.enumerated() { out.line("<option value=\"\(index)\">\(HTMLText.escaped(lane.name))</option>") }
        out.line("</select></label>")
        if !groups.isEmpty {
            out.line("<label>Rule <select name=\"rule\"><option value=\"\">all</option>")
            for group in groups { out.line("<option value=\"\(HTMLText.escaped(group.rule))\">\(group.number) \(HTMLText.escaped(Catalogue.standard.rule(named: group.rule)?.title ?? group.rule))</option>") }
            out.line("</select></label>")
            out.line("<fieldset><legend>Weight</legend>")
            for severity in [Severity.error, .warning, .info] where findings.contains(where: { $0.severity == severity }) {
                out.line("<label><input type=\"checkbox\" name=\"severity\" value=\"\(severity.rawValue)\" checked> \(Self.name(of: severity))</label>")
            }
            out.line("</fieldset>")
        }
        out.line("<button type=\"reset\">Show all</button>")
        out.line("<p role=\"status\" id=\"filter-status\"></p>\n</form>")
    }
}
