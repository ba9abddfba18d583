import Testing

@testable import BPMNInterchange

/// What keeps to itself, held against a plain walk from the starts and from each event.
@Suite struct SideWaysTests {
    private struct Dice: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 16 &* 0x9E37_79B9_7F4A_7C15
        }
    }

    private func model(_ dice: inout Dice) -> BPMNModel {
        var model = BPMNModel()
        model.scopes = [.init(kind: .process, id: "P", name: "", line: 1)]
        let count = Int.random(in: 4...12, using: &dice)
        for number in 0..<count {
            let isEvent = number > 1 && Int.random(in: 0..<3, using: &dice) == 0
            var node = BPMNModel.Node(id: "n\(number)", name: "", line: number, kind: number == 0 ? .startEvent : isEvent ? .boundaryEvent : .task, scope: 0)
            if isEvent { node.attachedTo = "n\(Int.random(in: 0..<count, using: &dice))" }
            model.scopes[0].nodes.append(number)
            model.nodes.append(node)
        }
        for number in 0..<Int.random(in: count - 2...count * 2, using: &dice) {
            model.scopes[0].flows.append(number)
            model.flows.append(.init(
                id: "f\(number)", name: "", line: 1, scope: 0, source: "n\(Int.random(in: 0..<count, using: &dice))", target: "n\(Int.random(in: 0..<count, using: &dice))"))
        }
        return model
    }

    private func reached(from starts: [Int], _ index: ElementIndex, without left: Int) -> Set<Int> {
        var seen = Set(starts)
        var open = starts
        while let node = open.popLast() {
            for next in index.outgoing[node].compactMap({ index.target(of: $0) }) + (index.boundary[node] ?? []) where next != left && seen.insert(next).inserted { open.append(next) }
        }
        return seen
    }

    @Test func theTreeTellsWhatAWalkTells() {
        var dice = Dice(state: 11)
        var keeping = 0
        var events = 0
        for _ in 0..<3000 {
            let index = ElementIndex(model(&dice))
            let sideWays = SideWays(of: 0, index)
            let whole = reached(from: [0], index, without: -1)
            for event in index.model.nodes.indices where index.model.nodes[event].kind == .boundaryEvent && whole.contains(event) {
                let own = reached(from: [event], index, without: -1)
                let others = reached(from: [0], index, without: event)
                events += 1
                if own.isDisjoint(with: others) { keeping += 1 }
                #expect(sideWays.contains(event) == own.isDisjoint(with: others))
            }
        }
        #expect(keeping > 100 && events - keeping > 100)
    }
}
