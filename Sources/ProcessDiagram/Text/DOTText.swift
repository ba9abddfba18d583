import ProcessAnalysis
import ProcessModel

/// A map as text in DOT, for Graphviz and all that reads its language: lanes as clusters.
public struct DOTText: Sendable {
    private let map: ProcessMap
    private let mainFlows: [Bool]

    public init(_ map: ProcessMap, mainPath: MainPath) {
        self.map = map
        var isMain = [Bool](repeating: false, count: map.flows.count)
        for flow in mainPath.flows where isMain.indices.contains(flow.index) { isMain[flow.index] = true }
        mainFlows = isMain
    }

    public func text() -> String {
        let words = GraphWords(map)
        var out = """
            digraph process {
              graph [label=\(Self.quoted([Wording.clean(map.name.string)])), labelloc=t, labeljust=l, rankdir=LR, newrank=true, fontname="Helvetica", fontsize=16, ranksep=0.4]
              node [shape=box, style="rounded,filled", fillcolor="#ffffff", color="#475569", fontname="Helvetica", fontsize=12, fontcolor="#1f2937", margin="0.12,0.06"]
              edge [color="#5b6676", fontname="Helvetica", fontsize=11, fontcolor="#1f2937", arrowsize=0.7]

            """
        for (index, lane) in map.lanes.enumerated() {
            let nodes = words.nodes(in: LaneID(index))
            out += "  subgraph cluster_\(index) {\n"
            out += "    graph [label=\(Self.quoted([Wording.clean(lane.name)])), style=filled, fillcolor=\"\(Self.ground(lane.kind))\", color=\"#cbd5e1\", fontsize=13]\n"
            // A cluster in which nothing stands would not be drawn.
            if nodes.isEmpty { out += "    lane_\(index) [label=\"\", style=invis]\n" }
            for node in nodes { out += "    n\(node.index) [\(attributes(of: node, words))]\n" }
            out += "  }\n"
        }
        for flow in map.flowIDs { out += "  n\(map[flow].from.index) -> n\(map[flow].to.index)\(attributes(of: flow, words))\n" }
        return out + "}\n"
    }

    private func attributes(of id: NodeID, _ words: GraphWords) -> String {
        let lines = words.lines(of: id)
        let label = "label=" + Self.quoted(Self.set(lines, within: 120))
        switch map[id].kind {
        case .task: return label
        case .call: return label + ", peripheries=2"
        case .decision: return label + ", shape=hexagon, style=filled, fillcolor=\"#eef4fb\", color=\"#33658a\""
        case .start: return "label=\"\", xlabel=" + Self.quoted(Self.set(lines, within: 90)) + ", shape=circle, style=filled, width=0.3"
        case .end: return "label=\"\", xlabel=" + Self.quoted(Self.set(lines, within: 90)) + ", shape=circle, style=filled, width=0.3, penwidth=3"
        case .fork, .join:
            return "label=\"\", xlabel=" + Self.quoted(Self.set(lines, within: 90)) + ", style=filled, fillcolor=\"#475569\", width=0.12, height=0.5, margin=0"
        }
    }

    private func attributes(of id: FlowID, _ words: GraphWords) -> String {
        var all: [String] = []
        let lines = words.lines(of: id)
        if !lines.isEmpty { all.append("label=" + Self.quoted(Self.set(lines, within: 110))) }
        if map.isHandoff(id) {
            all.append("color=\"#0072b2\", penwidth=2")
        } else if mainFlows[id.index] {
            all.append("color=\"#1f2937\", penwidth=1.6")
        }
        if map[id].kind == .exception { all.append("style=dotted") }
        return all.isEmpty ? "" : " [\(all.joined(separator: ", "))]"
    }

    private static func ground(_ kind: Lane.Kind) -> String {
        switch kind {
        case .customer: "#fdf6e3"
        case .partner, .agency: "#f3f6ee"
        case .internal, .system: "#f6f8fb"
        }
    }

    private static func set(_ lines: [String], within limit: Double) -> [String] {
        lines.flatMap { Wording($0, size: 12).lines(within: limit) }
    }

    /// A string in DOT: `\` begins an escape and `&` an entity there, so both are doubled or written out.
    static func quoted(_ lines: [String]) -> String {
        var out = "\""
        for (index, line) in lines.enumerated() {
            if index > 0 { out += "\\n" }
            for scalar in line.unicodeScalars {
                switch scalar {
                case "\"": out += "\\\""
                case "\\": out += "\\\\"
                case "&": out += "&amp;"
                default: out.unicodeScalars.append(scalar)
                }
            }
        }
        return out + "\""
    }
}
