import ProcessModel

/// What can be asked of a stretch about the cases that come out at one of its targets.
struct Outcome: Sendable {
    /// For each node of the stretch, how many cases come out for each that is there.
    let share: [Double]
    /// Sums from each node on, over those that come out.
    let lead: [Estimate]
    let firstLead: [Double]
    let work: [Estimate]
    let ok: [Double]
}

/// A part of the flow in which every node stands once: the inside of a parallel block, or the whole
/// process with its blocks taken as one. Cases come out at targets, which have no flows here.
struct Stretch: Sendable {
    /// The map's index of each node, the sinks last.
    let nodes: [Int32]
    /// Sinks stand outside: cases come out there, and what is done there is not counted here.
    let sinkCount: Int
    /// From where to where cases go, by the stretch's own numbers.
    let arcs: [(from: Int32, to: Int32)]
    let steps: [StepFigures]
    /// For each node, the ways through the block that opens there.
    private let passages: [[Passage]]
    /// The nodes after which nothing follows.
    let last: [Int]
    private let equations: FlowEquations
    private let okEquations: FlowEquations
    /// For each node, the share of its visits that are a case's first.
    private let firstShare: [Double]

    /// An arc of the stretch, by the stretch's own numbers of the nodes.
    struct Way: Sendable {
        let from: Int32
        let to: Int32
        let share: Double
        /// The share times how often what passes is complete and accurate.
        let ok: Double
    }

    init(
        nodes: [Int32], sinkCount: Int, steps: [StepFigures], ways: [Way], passages: [[Passage]], saysOK: Bool
    ) throws(FlowEquations.Failure) {
        self.nodes = nodes
        self.sinkCount = sinkCount
        self.steps = steps
        self.passages = passages
        arcs = ways.map { ($0.from, $0.to) }
        var goesOn = [Bool](repeating: false, count: nodes.count)
        for way in ways where way.share > 0 { goesOn[Int(way.from)] = true }
        last = nodes.indices.filter { !goesOn[$0] }
        equations = try FlowEquations(
            nodeCount: nodes.count, arcs: ways.map { .init(from: $0.from, to: $0.to, weight: $0.share) })
        okEquations = saysOK
            ? try FlowEquations(nodeCount: nodes.count, arcs: ways.map { .init(from: $0.from, to: $0.to, weight: $0.ok) })
            : equations
        firstShare = equations.returns().map { 1 / $0 }
    }

    func visits(from start: [Double]) -> [Double] { equations.visits(from: start) }

    /// Looks ahead from every node to the cases that come out at any of `targets` (the stretch's
    /// own numbers). With h the share that comes out, the sum of a gain over just those cases is
    /// N · (gain · h): Doob's h-transform, written for sums.
    func outcome(at target: Int, local: [Int32]) -> Outcome { outcome(at: [target], local: local) }

    /// For each node, how many cases come out at any of `targets` for each that is there.
    func share(at targets: [Int]) -> [Double] {
        var goal = [Double](repeating: 0, count: nodes.count)
        for target in targets { goal[target] = 1 }
        return equations.values(of: goal)
    }

    func outcome(at targets: [Int], local: [Int32]) -> Outcome {
        let inside = nodes.count - sinkCount
        var goal = [Double](repeating: 0, count: nodes.count)
        var okGoal = goal
        for target in targets {
            goal[target] = 1
            okGoal[target] = target < inside ? steps[Int(nodes[target])].okAtMost : 1
        }
        let share = equations.values(of: goal)
        let none = [Double](repeating: 0, count: nodes.count)
        var lead = (low: none, expected: none, high: none)
        var work = lead
        var first = none
        for index in 0..<inside {
            let step = steps[Int(nodes[index])]
            var leadHere = step.leadAtLeast * share[index]
            var firstHere = leadHere.expected
            var workHere = step.workAtLeast * share[index]
            for passage in passages[index] where local[Int(passage.target)] >= 0 {
                let coming = share[Int(local[Int(passage.target)])]
                leadHere += passage.lead * coming
                firstHere += passage.firstLead * coming
                workHere += passage.work * coming
            }
            (lead.low[index], lead.expected[index], lead.high[index]) = (leadHere.low, leadHere.expected, leadHere.high)
            (work.low[index], work.expected[index], work.high[index]) = (workHere.low, workHere.expected, workHere.high)
            first[index] = firstHere * firstShare[index]
        }
        return Outcome(
            share: share, lead: solved(lead), firstLead: equations.values(of: first), work: solved(work),
            ok: okEquations.values(of: okGoal))
    }

    private func solved(_ gain: (low: [Double], expected: [Double], high: [Double])) -> [Estimate] {
        let expected = equations.values(of: gain.expected)
        let low = gain.low == gain.expected ? expected : equations.values(of: gain.low)
        let high = gain.high == gain.expected ? expected : equations.values(of: gain.high)
        return nodes.indices.map { Estimate(low: low[$0], expected: expected[$0], high: high[$0]) }
    }
}
