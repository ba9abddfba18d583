import ProcessModel

/// One lane handing over to another: what passes in this direction alone. `FunctionPair` sums up both.
public struct Border: Sendable {
    public let from: LaneID
    public let to: LaneID
    /// The handoffs on the map, in the order written; each flow crosses from lane to lane.
    public let flows: [FlowID]
    /// How many times a case passes them; nil where shares are missing.
    public let perCase: Double?
    /// Business minutes that a case lies at the steps that receive; nil where none of them says so.
    public let wait: Double?
    /// True where some of these steps do not say.
    public let waitIsLowerBound: Bool
    /// What the rules find at these handoffs, the heaviest first.
    public let findings: [Finding]
}

/// A handoff with the steps at its two ends; between them may lie a fork or a join.
public struct Handover: Sendable {
    public let flow: FlowID
    public let sender: NodeID
    public let receiver: NodeID
    /// What was agreed about it, on the flow itself or on the step that sends into a fork.
    public let terms: HandoffID?
    /// How many times a case passes it; nil where shares are missing.
    public let perCase: Double?
}

/// Who hands over to whom.
public struct Borders: Sendable {
    /// By sending lane, then by receiving lane, in the order of the lanes.
    public let all: [Border]
    /// In the order of the flows that cross.
    public let handovers: [Handover]

    /// - Parameter findings: what the rules find in the map and nothing excuses.
    public init(_ inspection: Inspection, findings: [Finding]) {
        struct Key: Hashable, Comparable {
            let from: LaneID
            let to: LaneID
            static func < (a: Key, b: Key) -> Bool { (a.from, a.to) < (b.from, b.to) }
        }
        struct Sum {
            var flows: [FlowID] = []
            var perCase: Double? = 0
            var wait: Double?
            var isLowerBound = false
            var findings: [Finding] = []
        }
        let (map, metrics) = (inspection.map, inspection.metrics)
        let passings = Passings(map, inspection.graph)
        let numbers = HeatNumbers(inspection, passings: passings, timeFindings: [], limits: HeatLimits(of: map))
        var sums: [Key: Sum] = [:]
        var keys: [FlowID: Key] = [:]
        var handovers: [Handover] = []
        for passing in passings.all {
            let key = Key(from: passing.from, to: passing.to)
            keys[passing.flow] = key
            let source = map[passing.flow].from.index
            let passes = metrics.visits[source].flatMap { visits in
                visits == 0 ? 0 : metrics.shares.values[passing.flow.index].map { visits * $0 }
            }
            handovers.append(Handover(
                flow: passing.flow, sender: passing.sender, receiver: passing.receiver, terms: passing.termsID, perCase: passes))
            var sum = sums[key] ?? Sum()
            sum.flows.append(passing.flow)
            sum.perCase = sum.perCase.flatMap { all in passes.map { all + $0 } }
            let receiver = passing.receiver.index
            if let passes, let minutes = numbers.waiting[receiver], let visits = metrics.visits[receiver] {
                sum.wait = (sum.wait ?? 0) + (visits > 0 ? minutes / visits * passes : 0)
            } else if metrics.steps[receiver].isAskedForLead {
                // Of a decision or a customer's step no time is expected.
                sum.isLowerBound = true
            }
            sums[key] = sum
        }
        for finding in findings {
            guard case .flow(let flow) = finding.place, let key = keys[flow] else { continue }
            sums[key]?.findings.append(finding)
        }
        self.handovers = handovers
        all = sums.sorted { $0.key < $1.key }.map { key, sum in
            let byWeight = sum.findings.enumerated().sorted { a, b in
                a.element.severity == b.element.severity ? a.offset < b.offset : a.element.severity > b.element.severity
            }
            return Border(
                from: key.from, to: key.to, flows: sum.flows, perCase: sum.perCase, wait: sum.wait, waitIsLowerBound: sum.isLowerBound,
                findings: byWeight.map(\.element))
        }
    }
}
