import ProcessAnalysis
import ProcessModel
import Testing

@testable import BPMNInterchange

/// The imported map moves cases as the BPMN file does: held against a game on the file itself.
@Suite struct AgreementTests {
    @Test(arguments: 0..<12)
    func randomGraphsGetTheSameVerdict(block: Int) throws {
        var compared = 0
        var unsound = 0
        for number in 0..<120 {
            var graph = RandomBPMN(seed: UInt64(block * 1000 + number))
            let model = graph.model(hasLoops: number % 3 == 0)
            let game = BPMNTokenGame(model)
            guard game.isComplete else { continue }
            let imported = BPMNImport(model, file: "random.bpmn")
            let map = CheckedImport(imported.maps[0])
            let soundness = map.soundness
            guard soundness.isComplete else { continue }
            // To leave a loop for an end while something goes back is a fault that a game without ends cannot see.
            guard !soundness.doublings.contains(where: \.goesBack), soundness.endlessLoops.isEmpty else { continue }
            compared += 1
            let told = Self.places(map)
            let hasFault = !told.deadlocks.isEmpty || !told.doublings.isEmpty
            let seed = Comment(rawValue: "seed \(block * 1000 + number)\n\(imported.maps[0].text)\ngame: doubled \(game.doubled.sorted()) stuck \(game.stuck.sorted())\ntold: \(told)")
            #expect(map.diagnostics.filter { $0.severity == .error }.isEmpty, seed)
            #expect(hasFault == !game.isSound, seed)
            if hasFault, !game.isSound {
                unsound += 1
                // One of the faults told is one that the game sees, of the same kind and at the same element.
                let isSeen = told.deadlocks.contains { !$0.isDisjoint(with: game.stuck) } || told.doublings.contains { !$0.isDisjoint(with: game.doubled) }
                #expect(isSeen, seed)
            }
        }
        #expect(compared > 60 && unsound > 5 && unsound < compared)
    }

    struct Places {
        var deadlocks: [Set<String>] = []
        var doublings: [Set<String>] = []
    }

    static func places(_ map: CheckedImport) -> Places {
        func ids(_ node: NodeID) -> Set<String> { map.ids(at: map.map[node].span) }
        return Places(deadlocks: map.soundness.deadlocks.map { ids($0.join) }, doublings: map.soundness.doublings.map { ids($0.merge) })
    }
}

/// Small processes of all gateways, without loops or with one that an exclusive gateway leads back.
struct RandomBPMN {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    private mutating func roll(_ sides: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state >> 33) % sides
    }

    mutating func model(hasLoops: Bool) -> BPMNModel {
        var model = BPMNModel()
        model.scopes = [.init(kind: .process, id: "P", name: "Random", line: 1)]
        func add(_ kind: BPMNModel.Node.Kind, _ id: String) {
            let line = model.nodes.count + 2
            model.scopes[0].nodes.append(model.nodes.count)
            model.nodes.append(.init(id: id, name: kind.isGateway ? "" : id, line: line, kind: kind, scope: 0))
        }
        func connect(_ from: Int, _ to: Int) {
            model.scopes[0].flows.append(model.flows.count)
            model.flows.append(.init(id: "f\(model.flows.count)", name: "", line: 100 + model.flows.count, scope: 0, source: model.nodes[from].id, target: model.nodes[to].id))
        }
        let inner = 4 + roll(7)
        add(.startEvent, "Start")
        let kinds: [BPMNModel.Node.Kind] = [.task, .exclusiveGateway, .exclusiveGateway, .parallelGateway, .parallelGateway, .inclusiveGateway]
        for index in 0..<inner { add(kinds[roll(kinds.count)], "n\(index)") }
        add(.endEvent, "End")
        let last = inner + 1
        // Each node leads to some further on; tasks to one, so that none parts without a gateway.
        var reached: Set<Int> = [1]
        connect(0, 1)
        for node in 1...inner {
            let ways = model.nodes[node].kind == .task ? 1 : 1 + roll(3)
            var targets: [Int] = []
            for _ in 0..<ways {
                let target = min(last, node + 1 + roll(3))
                if !targets.contains(target) { targets.append(target) }
            }
            // Nothing is left without a way to it.
            if !reached.contains(node + 1), node + 1 <= inner, !targets.contains(node + 1), model.nodes[node].kind != .task { targets.append(node + 1) }
            for target in targets {
                connect(node, target)
                reached.insert(target)
            }
        }
        for node in 1...inner where !reached.contains(node) { connect(0, node) }
        // A start has one way on in this game: what else it led to hangs on a parallel gateway behind it.
        if hasLoops {
            let splits = (2...inner).filter { model.nodes[$0].kind == .exclusiveGateway }
            if let from = splits.last { connect(from, 1 + roll(from)) }
        }
        return model
    }
}
