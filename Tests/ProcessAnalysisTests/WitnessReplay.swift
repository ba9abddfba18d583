import ProcessModel

@testable import ProcessAnalysis

/// All that a case does up to a step of a search, one node after the other, loops told in full.
struct WitnessReplay {
    private(set) var moves: [TokenGame.Move] = []
    private let rules: CaseRules
    private let trace: CaseTrace

    init(_ search: SoundnessSearch, to end: Int32) {
        rules = search.rules
        trace = search.trace
        add(after: CaseTrace.start, to: end)
    }

    private mutating func add(after first: Int32, to last: Int32) {
        var chain: [Int32] = []
        var at = last
        while at > first {
            chain.append(at)
            at = trace.steps[Int(at)].before
        }
        for index in chain.reversed() {
            let step = trace.steps[Int(index)]
            let nodes = trace.nodes(of: step)
            let flows = trace.flows(of: step)
            if step.loop < 0 {
                if let node = nodes.first { moves.append(.init(node: Int(node), flows: flows.map { Int($0) })) }
            } else if step.inner.base == step.inner.end {
                if let node = nodes.first { goRound(trace.loops[Int(step.loop)], from: node, out: flows.first) }
            } else {
                add(after: step.inner.base, to: step.inner.end)
            }
        }
    }

    /// The shortest way through a loop, one place at a time.
    private mutating func goRound(_ loop: [Int32], from start: Int32, out: Int32?) {
        let inside = Set(loop)
        let targets = rules.graph.targets
        var link: [Int32: Int32] = [:]
        var open = [start]
        var next = 0
        while next < open.count {
            let node = open[next]
            next += 1
            let exit = rules.flows(from: Int(node)).first { out == nil ? rules.arrival[Int(targets[Int($0)])] == .end : $0 == out }
            if exit != nil || (out == nil && rules.mayStop[Int(node)]) {
                var way: [TokenGame.Move] = [.init(node: Int(node), flows: exit.map { [Int($0)] } ?? [])]
                var at = node
                while at != start, let flow = link[at] {
                    at = rules.graph.sources[Int(flow)]
                    way.append(.init(node: Int(at), flows: [Int(flow)]))
                }
                moves += way.reversed()
                return
            }
            for flow in rules.flows(from: Int(node)) {
                let target = targets[Int(flow)]
                if inside.contains(target), target != start, link[target] == nil {
                    link[target] = flow
                    open.append(target)
                }
            }
        }
    }
}
