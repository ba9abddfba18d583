import ProcessModel
import Testing

@testable import ProcessAnalysis

/// What every way to an end passes, against the plain meaning of the words: a node is passed by all ways
/// if none is left without it.
@Suite struct PostDominatorTests {
    @Test func agreesWithTakingEachNodeOut() {
        var dice = SplitMix(seed: 7)
        var compared = 0
        for _ in 0..<1_200 {
            guard let map = SoundnessAgreementTests.wild(&dice, isCyclic: true) else { continue }
            let graph = FlowGraph(map)
            let found = graph.postDominators()
            for node in 0..<graph.nodeCount {
                #expect(found[node] == Self.first(after: node, in: graph))
                if found[node] >= 0, found[node] < graph.nodeCount { compared += 1 }
            }
        }
        #expect(compared > 1_000)
    }

    /// A long chain that leads back at every step is gone over once, not once for each step.
    @Test func aLongChainThatLeadsBackIsAnsweredInOrder() {
        let steps = 3_000
        var text = "process: Chain\nlanes: A\nflow:\n  A: Step 0\n"
        for step in 1...steps { text += "  A: Right \(step)?\n    yes\n    no -> \(step == 1 ? "Step 0" : "Right \(step - 1)?")\n" }
        text += "  end: Done\n"
        let graph = FlowGraph(resolved(text))
        let found = graph.postDominators()
        #expect((0...steps).allSatisfy { found[$0] == $0 + 1 })
    }

    private static func first(after node: Int, in graph: FlowGraph) -> Int {
        guard graph.canFinish[node] else { return -1 }
        let always = (0..<graph.nodeCount).filter { $0 != node && !finishes(node, without: $0, graph) }
        // The first is the one after which all the others still come.
        return always.first { one in always.allSatisfy { $0 == one || !finishes(one, without: $0, graph) } } ?? graph.nodeCount
    }

    /// Whether a way from a node to an end is left once another is taken out.
    private static func finishes(_ start: Int, without gone: Int, _ graph: FlowGraph) -> Bool {
        var seen: Set<Int> = [start]
        var open = [start]
        while let node = open.popLast() {
            if graph.ends.contains(NodeID(node)) { return true }
            for flow in graph.flows(from: NodeID(node)) {
                let target = graph.target(of: flow).index
                if target != gone, seen.insert(target).inserted { open.append(target) }
            }
        }
        return false
    }
}
