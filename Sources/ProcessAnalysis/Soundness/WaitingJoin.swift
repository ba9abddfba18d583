/// Works out what a join waits for that has not come: where the case has gone another way, and by which flow.
struct WaitingJoin {
    /// A flow into the join over which nothing has come.
    struct Missing {
        let flow: Int32
        /// Where the case has gone another way; nil where no such place is on its way.
        let split: Int?
        /// The flow it has taken there; nil where it has ended there, or where that is inside a loop.
        let taken: Int32?
        /// The flows from the split to the join, over which it has not gone.
        let way: [Int32]
        /// True where something that has arrived comes from the split as well.
        let isAlternative: Bool
        /// True where something that has arrived comes from the split as well, be it that in other cases both come.
        let sharesSplit: Bool
    }

    private let rules: CaseRules
    /// Scratch, valid for the look with that number: the step in which a node was last done, and the walk back.
    private var doneIn: [Int32]
    private var doneFor: [Int32]
    private var metFor: [Int32]
    private var link: [Int32]
    private var number: Int32 = 0
    /// What may still be spent: of a map with thousands of faults not each is told in full.
    private(set) var effort: Int

    init(_ rules: CaseRules) {
        self.rules = rules
        let count = rules.graph.nodeCount
        doneIn = [Int32](repeating: -1, count: count)
        doneFor = [Int32](repeating: 0, count: count)
        metFor = doneFor
        link = doneIn
        effort = 500_000 + 20 * count
    }

    private func source(_ flow: Int32) -> Int { Int(rules.graph.sources[Int(flow)]) }
    private func target(_ flow: Int32) -> Int { Int(rules.graph.targets[Int(flow)]) }

    /// The flows over which something has come to a join since it was last done, in the order written.
    func arrived(at join: Int, count: Int, from end: Int32, in trace: CaseTrace) -> [Int32] {
        var arrived: [Int32] = []
        var at = end
        while at >= 0, arrived.count < count {
            let step = trace.steps[Int(at)]
            if trace.nodes(of: step).contains(Int32(join)) { break }
            for flow in trace.flows(of: step) where target(flow) == join { arrived.append(flow) }
            at = step.before
        }
        return arrived.sorted()
    }

    /// What has not come to a join, in the order written.
    ///
    /// - Parameter partners: for each flow into the join those that come with it in some case; they are no alternatives to it.
    mutating func missing(
        at join: Int, arrived: [Int32], partners: [Int32: Set<Int32>] = [:], from end: Int32, in trace: CaseTrace
    ) -> [Missing] {
        number += 1
        var at = end
        while at >= 0 {
            let step = trace.steps[Int(at)]
            effort -= 1
            for node in trace.nodes(of: step) { done(Int(node), in: at) }
            if step.loop >= 0 { for node in trace.loops[Int(step.loop)] { done(Int(node), in: at) } }
            at = step.before
        }
        return rules.flows(into: join).filter { !arrived.contains($0) }.map { flow in
            guard let (split, taken, way) = split(before: flow, join, trace) else {
                return Missing(flow: flow, split: nil, taken: nil, way: [], isAlternative: false, sharesSplit: false)
            }
            let others = partners[flow].map { with in arrived.filter { !with.contains($0) } } ?? arrived
            let isAlternative = !others.isEmpty && descends(from: split, others, end, trace)
            let shares = isAlternative || (others.count < arrived.count && descends(from: split, arrived, end, trace))
            return Missing(flow: flow, split: split, taken: taken, way: way, isAlternative: isAlternative, sharesSplit: shares)
        }
    }

    private mutating func done(_ node: Int, in step: Int32) {
        guard doneFor[node] != number else { return }
        doneFor[node] = number
        doneIn[node] = step
    }

    /// The nearest place before a flow where the case has gone another way, and the way it has not gone.
    private mutating func split(before missing: Int32, _ join: Int, _ trace: CaseTrace) -> (node: Int, taken: Int32?, way: [Int32])? {
        var open = [source(missing)]
        // Each flow that is missing is walked back from anew.
        defer { for node in open { metFor[node] = 0 } }
        link[open[0]] = missing
        metFor[open[0]] = number
        var next = 0
        while next < open.count, effort > 0 {
            let node = open[next]
            next += 1
            effort -= 1
            let isDone = doneFor[node] == number
            if isDone, rules.isChoice(node), node != join {
                let taken = trace.flows(of: trace.steps[Int(doneIn[node])]).first { source($0) == node }
                var way: [Int32] = []
                var flow = link[node]
                while flow >= 0, way.count <= link.count {
                    way.append(flow)
                    if flow == missing { break }
                    flow = link[target(flow)]
                }
                return (node, taken, way)
            }
            // What is done and leaves no choice has gone on; the choice lies elsewhere.
            if isDone, trace.steps[Int(doneIn[node])].loop < 0 { continue }
            for flow in rules.flows(into: node) where metFor[source(flow)] != number && source(flow) != join {
                metFor[source(flow)] = number
                link[source(flow)] = flow
                open.append(source(flow))
            }
        }
        return nil
    }

    /// Whether one of the flows that have arrived comes from that node.
    private mutating func descends(from node: Int, _ arrived: [Int32], _ end: Int32, _ trace: CaseTrace) -> Bool {
        var reached = Set(arrived.filter { $0 >= 0 }.map { source($0) })
        var at = end
        while at >= 0 {
            effort -= 1
            if reached.contains(node) { return true }
            let step = trace.steps[Int(at)]
            if trace.flows(of: step).contains(where: { reached.contains(target($0)) || arrived.contains($0) }) {
                for before in trace.nodes(of: step) { reached.insert(Int(before)) }
            }
            at = step.before
        }
        return reached.contains(node)
    }
}
