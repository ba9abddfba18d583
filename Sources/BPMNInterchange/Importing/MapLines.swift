import ProcessSyntax

/// The lines of a map as they are written, each with the elements of the BPMN file that it stands for.
struct MapLines {
    struct Line {
        var text: String
        var origins: [MapGraph.Origin]
    }

    private(set) var lines: [Line] = []

    var count: Int { lines.count }

    mutating func add(_ indent: Int, _ text: String, _ origins: [MapGraph.Origin] = []) {
        lines.append(Line(text: String(repeating: "  ", count: indent) + text, origins: origins))
    }

    mutating func blank() {
        if let last = lines.last, !last.text.isEmpty { lines.append(Line(text: "", origins: [])) }
    }

    mutating func cut(to count: Int) { lines.removeLast(lines.count - count) }

    mutating func add(origins: [MapGraph.Origin], to line: Int) { lines[line].origins += origins }

    var text: String {
        var text = ""
        for line in lines {
            text += line.text
            text += "\n"
        }
        return text
    }
}

extension MapLines {
    /// - Parameter isOfDecision: a word alone would be an answer there.
    mutating func add(_ saying: Saying, _ indent: Int, _ origins: [MapGraph.Origin] = [], isOfDecision: Bool = false) {
        let value = saying.value.isEmpty ? "" : " " + Self.line(saying.value)
        let standsAlone = value.isEmpty && saying.sayings.isEmpty && saying.name != Keyword.handoff.rawValue && indent > 0 && !isOfDecision
        add(indent, Self.line(saying.name) + (standsAlone ? "" : ":") + value, origins)
        for inner in saying.sayings { add(inner, indent + 1, origins) }
    }

    /// What somebody changed elsewhere may not break the line.
    static func line(_ text: String) -> String { text.contains { $0.isNewline } ? MapWords.tidied(text) : text }
}
