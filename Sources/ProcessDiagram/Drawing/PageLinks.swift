import ProcessModel

/// What a map has beside its drawing inside an HTML page: ids for all that an entry of a list may point at, and
/// links from the marks to their entries. The ids of entries are those that docs/report.md names.
struct PageLinks {
    /// Where the lanes begin, or the phases above them; the page shows what stands higher in words of its own.
    func top(of diagram: Diagram) -> Double {
        let words = diagram.phases.flatMap { phase in phase.words.map { $0.at.y - $0.size } + [phase.y] }
        let lanes = diagram.lanes.map(\.box.top)
        return ((words + lanes).min() ?? 0) - 12
    }

    /// A step is one thing to a reader who hears the page, not a heap of words.
    func role(of step: Diagram.Shape, lane: String) -> String {
        let words = step.words.filter { $0.role != .performer }.map(\.text).joined(separator: " ")
        let who = step.words.filter { $0.role == .performer }.map(\.text).joined(separator: " ")
        let kind = switch step.kind {
        case .task: step.isApproval ? "approval" : "step"
        case .decision: "decision"
        case .start: "start"
        case .end: "end"
        case .fork: "ways in parallel begin"
        case .join: "ways in parallel meet"
        case .call: "another map"
        }
        let label = [words, who, lane].filter { !$0.isEmpty }.joined(separator: ", ")
        return " role=\"img\" aria-label=\"\(SVGText.escaped("\(label) (\(kind))"))\""
    }

    func opening(_ badge: Diagram.Badge, _ index: Int, id: String, _ diagram: Diagram) -> String {
        let lanes: [LaneID?] = if let step = badge.step {
            [lane(of: step, diagram)]
        } else if let flow = badge.flow, diagram.flows.indices.contains(flow.index) {
            [lane(of: diagram.flows[flow.index].from, diagram), lane(of: diagram.flows[flow.index].to, diagram)]
        } else {
            [badge.lane]
        }
        let on = badge.step.map { "n\($0.index)" } ?? badge.flow.map { "f\($0.index)" } ?? badge.lane.map { "l\($0.index)" }
        let label = "Finding \(badge.number), \(badge.severity.rawValue): \(badge.message)"
        return anchor("\(id)-b\(index)", to: "finding-\(badge.number)", lanes, on: on.map { "\(id)-\($0)" }, label)
            + " data-rule=\"\(SVGText.escaped(badge.rule))\" data-severity=\"\(badge.severity.rawValue)\">"
    }

    func opening(_ pain: Diagram.Mark, _ index: Int, id: String, _ diagram: Diagram) -> String {
        let on = pain.step.map { "n\($0.index)" } ?? pain.lane.map { "l\($0.index)" }
        let lane = pain.step.map { self.lane(of: $0, diagram) } ?? pain.lane
        return anchor("\(id)-p\(index)", to: "pain-\(pain.text)", [lane], on: on.map { "\(id)-\($0)" }, "Pain \(pain.text): \(pain.meaning)") + ">"
    }

    func opening(unknown mark: Diagram.Mark, _ index: Int, id: String, _ diagram: Diagram) -> String? {
        guard let step = mark.step else { return nil }
        let name = diagram.steps.indices.contains(step.index) ? diagram.steps[step.index].key : ""
        return anchor("\(id)-u\(index)", to: "unknown-\(step.index)", [lane(of: step, diagram)], on: "\(id)-n\(step.index)", "\(name): \(mark.meaning)") + ">"
    }

    private func lane(of node: NodeID, _ diagram: Diagram) -> LaneID? {
        diagram.steps.indices.contains(node.index) ? diagram.steps[node.index].lane : nil
    }

    private func anchor(_ id: String, to entry: String, _ lanes: [LaneID?], on: String?, _ label: String) -> String {
        let lanes = Set(lanes.compactMap { $0?.index }).sorted().map(String.init).joined(separator: " ")
        return "<a class=\"mark\" id=\"\(id)\" href=\"#\(entry)\" data-lanes=\"\(lanes)\"\(on.map { " data-on=\"\($0)\"" } ?? "") aria-label=\"\(SVGText.escaped(label))\""
    }
}

extension SwimlaneMap {
    /// The drawing as a part of an HTML page: its marks are links to `#finding-3`, `#pain-B`, `#unknown-7`, and
    /// what these speak of has ids (`-n4` a step, `-f2` a flow, `-l0` a lane, `-b5` a finding's mark, `-p0` a pain's).
    public func svgForPage() -> String { SVGDrawing(diagram, idPrefix: idPrefix, page: PageLinks()).text() }
}
