import ProcessModel
import ProcessSyntax
import Testing

/// A map as text that a person can check: lanes, then each node with its flows.
func outline(_ map: ProcessMap) -> String {
    var lines = ["process \(map.name.string)"]
    for lane in map.lanes {
        let roles = lane.roles.map { map[$0].name }.joined(separator: ", ")
        lines.append("lane \(lane.name)\(lane.kind == .internal ? "" : " [\(lane.kind.rawValue)]")\(roles.isEmpty ? "" : ": \(roles)")")
    }
    for id in map.nodeIDs {
        let node = map[id]
        let who = node.performers.all.map { $0.role.map { map[$0].name } ?? map[$0.lane].name }.joined(separator: " + ")
        let entry = map.entries.contains(id) ? " (entry)" : ""
        lines.append("\(node.kind.rawValue) \(node.key) in \(map[node.lane].name)\(who.isEmpty ? "" : " by \(who)")\(entry)")
        for flow in map.flows where flow.from == id {
            var line = "  -> \(map[flow.to].key)"
            if flow.kind != .next { line += " [\(flow.kind.rawValue)\(flow.label.map { " \($0.string)" } ?? "")]" }
            if let share = flow.probability { line += share.value.map { " \(Int(($0 * 100).rounded()))%" } ?? " ?" }
            if let terms = flow.terms { line += " with \(map[terms].artifact?.string ?? "?")" }
            lines.append(line)
        }
    }
    return lines.joined(separator: "\n")
}

/// Diagnostics as `line:column name: message | fix`, one a line.
func complaints(_ diagnostics: [Diagnostic], in source: SourceText) -> String {
    diagnostics.map { diagnostic in
        let at = source.position(at: Int(diagnostic.span.start))
        let end = source.position(at: Int(diagnostic.span.end))
        let fixes = diagnostic.fixes.map { " | \($0.message)" }.joined()
        return "\(at.line):\(at.column)-\(end.column) \(diagnostic.name): \(diagnostic.message)\(fixes)"
    }.joined(separator: "\n")
}

/// The map that a text means, and what is wrong with it; what it is only warned of where asked for.
func resolve(_ text: String, using shared: [String] = [], withWarnings: Bool = true) -> (map: ProcessMap, complaints: String) {
    let files = shared.enumerated().map { index, text in
        SyntaxTree(parsing: SourceText(id: FileID(index + 1), name: "shared-\(index + 1).baton", text: text))
    }
    let source = SourceText(name: "test.baton", text: text)
    let resolution = Resolver.resolve(SyntaxTree(parsing: source), using: files)
    return (resolution.map, complaints(resolution.diagnostics.filter { withWarnings || $0.severity == .error }, in: source))
}

/// The map that a text means, or what is wrong with it.
func check(_ text: String, using shared: [String] = [], _ expected: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let (map, complaints) = resolve(text, using: shared)
    #expect((complaints.isEmpty ? "" : complaints + "\n") + outline(map) == expected, sourceLocation: sourceLocation)
}

/// Only what is wrong with a text.
func checkErrors(_ text: String, using shared: [String] = [], _ expected: String, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(resolve(text, using: shared).complaints == expected, sourceLocation: sourceLocation)
}
