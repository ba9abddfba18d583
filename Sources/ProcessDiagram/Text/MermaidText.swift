import ProcessModel

/// A map as a Mermaid flowchart, for wikis and READMEs that draw those: lanes as subgraphs.
public struct MermaidText: Sendable {
    private let map: ProcessMap

    public init(_ map: ProcessMap) { self.map = map }

    public func text() -> String {
        let words = GraphWords(map)
        var out = "---\ntitle: \(Self.title(Wording.clean(map.name.string)))\n---\nflowchart LR\n"
        for (index, lane) in map.lanes.enumerated() {
            out += "  subgraph lane\(index)[\(Self.quoted([Wording.clean(lane.name)]))]\n"
            for node in words.nodes(in: LaneID(index)) { out += "    n\(node.index)\(shape(of: node, words))\n" }
            out += "  end\n"
        }
        var handoffs: [Int] = []
        for flow in map.flowIDs {
            let label = words.lines(of: flow)
            if map.isHandoff(flow) { handoffs.append(flow.index) }
            let arrow = map[flow].kind == .exception ? "-.->" : map.isHandoff(flow) ? "==>" : "-->"
            out += "  n\(map[flow].from.index) \(arrow)\(label.isEmpty ? "" : "|\(Self.quoted(label))|") n\(map[flow].to.index)\n"
        }
        if !handoffs.isEmpty { out += "  linkStyle \(handoffs.map(String.init).joined(separator: ",")) stroke:#0072b2\n" }
        return out
    }

    private func shape(of id: NodeID, _ words: GraphWords) -> String {
        let lines = words.lines(of: id)
        let label = Self.quoted(lines)
        return switch map[id].kind {
        case .task: "[\(label)]"
        case .call: "[[\(label)]]"
        case .decision: "{{\(label)}}"
        case .start: "([\(label)])"
        case .end: "(((\(label))))"
        // A plus in a ring, the sign for parallel paths in many notations.
        case .fork, .join: "((\(Self.quoted(lines.isEmpty ? ["+"] : lines))))"
        }
    }

    /// A label in quotes. All that Mermaid, Markdown or HTML might read as more than a letter is written as the
    /// number of its character, which Mermaid turns back when it draws.
    static func quoted(_ lines: [String]) -> String {
        let text = lines.map(escaped).joined(separator: "<br/>")
        // An empty label is no label to Mermaid.
        return "\"\(text.isEmpty ? " " : text)\""
    }

    private static func escaped(_ line: String) -> String {
        var out = ""
        /// True as long as only digits came: `1.` would begin a list.
        var isNumber = true
        var previous: Unicode.Scalar = "-"
        for scalar in line.unicodeScalars {
            let isDigit = ("0"..."9").contains(scalar)
            let isPlain = switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", " ", ",", "?", "!", "(", ")", "/", "'", "%": true
            case ".": !isNumber
            // At the start and doubled they are a list or an arrow; `previous` begins as one.
            case "-", "+": previous != "-" && previous != "+"
            default: !scalar.isASCII
            }
            if isPlain { out.unicodeScalars.append(scalar) } else { out += "#\(scalar.value);" }
            isNumber = isNumber && isDigit
            previous = scalar
        }
        return out
    }

    /// A string in YAML, in which nothing but letters, digits and blanks stands as it is.
    private static func title(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", " ", ",", ".", "-", "(", ")", "?", "!": out.unicodeScalars.append(scalar)
            case _ where !scalar.isASCII: out.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
            }
        }
        return out + "\""
    }
}
