import ProcessModel
import ProcessSyntax

@testable import ProcessAnalysis

/// Builds maps node by node, for graphs that the language cannot say or that a test makes up.
struct MapBuilder {
    var map = ProcessMap(id: "test", name: Text("Test", at: .nowhere), isProcess: true)

    init(lanes: [String] = ["Team"]) {
        for lane in lanes { map.lanes.append(Lane(name: lane, span: .nowhere)) }
    }

    @discardableResult
    mutating func node(
        _ kind: Node.Kind = .task, _ name: String = "", lane: Int = 0, work: Double? = nil, takes: Double? = nil,
        ok: Double? = nil, role: RoleID? = nil
    ) -> NodeID {
        let id = NodeID(map.nodes.count)
        var node = Node(kind: kind, name: name.isEmpty ? "N\(id.index)" : name, span: .nowhere, lane: LaneID(lane))
        if work != nil || takes != nil || ok != nil {
            var details = StepDetails()
            details.work = work.map { Figure(.business($0), at: .nowhere) }
            details.takes = takes.map { Figure(.business($0), at: .nowhere) }
            details.ok = ok.map { Figure($0, at: .nowhere) }
            node.detailIndex = Int32(map.details.count)
            map.details.append(details)
        }
        if kind == .task || kind == .decision {
            node.performers = .one(Performer(lane: LaneID(lane), role: role, span: .nowhere))
        }
        map.nodes.append(node)
        if map.entries.isEmpty { map.entries = [id] }
        return id
    }

    @discardableResult
    mutating func flow(_ from: NodeID, _ to: NodeID, _ kind: Flow.Kind = .next, _ share: Double? = nil) -> FlowID {
        var flow = Flow(from: from, to: to, kind: kind, span: .nowhere)
        flow.probability = share.map { Figure($0, at: .nowhere) }
        map.flows.append(flow)
        return FlowID(map.flows.count - 1)
    }

    var metrics: Metrics { Inspection(map).metrics }
}

extension Span {
    static let nowhere = Span(file: FileID(0), start: 0, end: 0)
}

extension Duration {
    static func business(_ minutes: Double) -> Duration {
        Duration(low: minutes, likely: minutes, high: minutes, unit: .bh, minutesPerUnit: 60)
    }
}

/// A small generator with a seed of its own, so that a run can be repeated (Steele, Lea, Flood,
/// "Fast splittable pseudorandom number generators", 2014).
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

func isClose(_ a: Double?, _ b: Double, within tolerance: Double = 1e-9) -> Bool {
    guard let a else { return false }
    return abs(a - b) <= tolerance * max(1, abs(b))
}
