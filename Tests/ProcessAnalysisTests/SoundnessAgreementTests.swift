import ProcessModel
import Testing

@testable import ProcessAnalysis

/// The quick check of control flow against a game with tokens, on graphs that dice make up.
@Suite struct SoundnessAgreementTests {
    /// Nodes with flows at random; all are reached from the first and lead to the last, which is the end.
    static func wild(_ dice: inout SplitMix, isCyclic: Bool) -> ProcessMap? {
        let count = Int.random(in: 4...9, using: &dice)
        var targets = [[Int]](repeating: [], count: count)
        for node in 0..<(count - 1) {
            for _ in 0..<[1, 1, 2, 2, 2, 3][Int.random(in: 0..<6, using: &dice)] {
                let isBack = isCyclic && Int.random(in: 0..<6, using: &dice) == 0
                let target = isBack ? Int.random(in: 1..<count, using: &dice) : Int.random(in: (node + 1)..<min(count, node + 5), using: &dice)
                if target != node, !targets[node].contains(target) { targets[node].append(target) }
            }
        }
        return built(targets, &dice, mayClose: !isCyclic)
    }

    /// Nested blocks, matched for the most part, with a flow or two that lead astray.
    static func tidy(_ dice: inout SplitMix, isCyclic: Bool) -> ProcessMap? {
        var targets: [[Int]] = [[], []]
        var kinds: [Int: Node.Kind] = [:]
        func node() -> Int {
            targets.append([])
            return targets.count - 1
        }
        func block(_ depth: Int, _ dice: inout SplitMix) -> (first: Int, last: Int) {
            let first = node()
            guard depth > 0, targets.count < 12 else { return (first, first) }
            let shape = Int.random(in: 0..<4, using: &dice)
            if shape == 0 {
                let inner = block(depth - 1, &dice)
                targets[first].append(inner.first)
                return (first, inner.last)
            }
            let last = node()
            if shape == 1, isCyclic {
                let inner = block(depth - 1, &dice)
                targets[first].append(inner.first)
                targets[inner.last].append(last)
                targets[last].append(first)
                kinds[first] = .task
                kinds[last] = .decision
                return (first, last)
            }
            let isParallel = shape == 2
            kinds[first] = isParallel ? .fork : .decision
            let isMistaken = Int.random(in: 0..<8, using: &dice) == 0
            kinds[last] = isParallel != isMistaken ? .join : .task
            for _ in 0..<2 {
                let inner = block(depth - 1, &dice)
                targets[first].append(inner.first)
                targets[inner.last].append(last)
            }
            return (first, last)
        }
        let whole = block(3, &dice)
        targets[0] = [whole.first]
        targets[whole.last].append(1)
        let strays = Int.random(in: 0...2, using: &dice)
        for _ in 0..<strays {
            let (from, to) = (Int.random(in: 2..<targets.count, using: &dice), Int.random(in: 1..<targets.count, using: &dice))
            if from != to, !targets[from].contains(to) { targets[from].append(to) }
        }
        // The end stands last.
        let count = targets.count
        func moved(_ node: Int) -> Int { node == 0 ? 0 : node == 1 ? count - 1 : node - 1 }
        var ordered = [[Int]](repeating: [], count: count)
        for (index, row) in targets.enumerated() { ordered[moved(index)] = row.map(moved) }
        // Blocks that wait for each other round a loop have no meaning that anybody agrees on.
        return built(
            ordered, &dice, Dictionary(uniqueKeysWithValues: kinds.map { (moved($0.key), $0.value) }), mayClose: strays == 0)
    }

    private static func built(_ targets: [[Int]], _ dice: inout SplitMix, _ kinds: [Int: Node.Kind] = [:], mayClose: Bool) -> ProcessMap? {
        var incoming = [Int](repeating: 0, count: targets.count)
        for target in targets.joined() { incoming[target] += 1 }
        guard targets.joined().count < 40 else { return nil }
        var builder = MapBuilder()
        var map: ProcessMap
        for index in targets.indices {
            let mayJoin = incoming[index] > 1
            let kind: Node.Kind =
                if index == targets.count - 1 { .end }
                else if let kind = kinds[index] { kind }
                else if mayJoin, Int.random(in: 0..<3, using: &dice) == 0 { .join }
                else if targets[index].count > 1 { Bool.random(using: &dice) ? .decision : .fork }
                else { .task }
            builder.node(kind)
        }
        for (from, row) in targets.enumerated() {
            for to in row { builder.flow(NodeID(from), NodeID(to), builder.map.nodes[from].kind == .decision ? .answer : .next) }
        }
        map = builder.map
        // Some joins are closes of a block, which wait for what is under way.
        for index in map.nodes.indices where mayClose && map.nodes[index].kind == .join && Int.random(in: 0..<4, using: &dice) == 0 {
            map.nodes[index].isImplicit = true
        }
        let graph = FlowGraph(map)
        return zip(graph.isReachable, graph.canFinish).allSatisfy { $0 && $1 } ? map : nil
    }

    static func told(_ map: ProcessMap) -> String {
        map.nodes.indices.map { node in
            let ways = map.flows.filter { $0.from.index == node }.map { "\($0.to.index)" }.joined(separator: " ")
            return "\(node) \(map.nodes[node].kind)\(map.nodes[node].isImplicit ? "*" : "") -> \(ways)"
        }.joined(separator: "; ")
    }

    /// As maps are checked: the answers of one question are one branch of a join.
    @Test(arguments: [(5, false), (6, true)])
    func agreesWhereAnswersAreOneBranch(seed: UInt64, isTidy: Bool) {
        var dice = SplitMix(seed: seed)
        var (compared, unsound, differing) = (0, 0, 0)
        while compared < 1000 {
            // Which flows of a loop come together is not told the same way by a game that knows no rounds.
            guard let map = isTidy ? Self.tidy(&dice, isCyclic: false) : Self.wild(&dice, isCyclic: false) else { continue }
            let graph = FlowGraph(map)
            guard !graph.isLoop.contains(true) else { continue }
            let game = TokenGame(map, byBranches: true)
            guard game.isComplete else { continue }
            compared += 1
            unsound += game.isSound ? 0 : 1
            differing += game.isSound != TokenGame(map).isSound ? 1 : 0
            let search = SoundnessSearch(CaseRules(map, graph))
            let told = Self.told(map)
            #expect(search.isComplete, "\(told)")
            #expect(search.faults.isEmpty == game.isSound, "\(told): \(search.faults) but stuck \(game.stuck.sorted()) doubled \(game.doubled.sorted()) crowded \(game.crowded.sorted())")
            guard game.doubled.isEmpty, game.crowded.isEmpty else { continue }
            let stuck = Set(search.faults.filter { $0.kind == .deadlock }.map { Int($0.node) })
            #expect(game.stuck.isSubset(of: stuck), "\(told): \(game.stuck.sorted()) not all of \(stuck.sorted())")
        }
        #expect(unsound > 100 && unsound < 900, "\(unsound)")
        #expect(differing > 5, "\(differing)")
    }

    @Test(arguments: [(1, false, false), (2, true, false), (3, false, true), (4, true, true)])
    func agreesWithTheTokenGame(seed: UInt64, isTidy: Bool, isCyclic: Bool) {
        var dice = SplitMix(seed: seed)
        var compared = 0
        var unsound = 0
        var replayed = 0
        while compared < 2500 {
            guard let map = isTidy ? Self.tidy(&dice, isCyclic: isCyclic) : Self.wild(&dice, isCyclic: isCyclic) else { continue }
            let game = TokenGame(map)
            guard game.isComplete else { continue }
            compared += 1
            unsound += game.isSound ? 0 : 1
            let graph = FlowGraph(map)
            let search = SoundnessSearch(CaseRules(map, graph), isStrict: true)
            let told = Self.told(map)
            #expect(search.isComplete, "\(told)")
            #expect(search.faults.isEmpty == game.isSound, "\(told): \(search.faults) but stuck \(game.stuck.sorted()) doubled \(game.doubled.sorted()) crowded \(game.crowded.sorted())")
            // Only a fault can keep a node from ever being done.
            #expect(game.dead.isEmpty || !search.faults.isEmpty, "\(told)")
            let endless = search.faults.contains { $0.kind == .endless }
            if game.cannotEnd { #expect(endless, "\(told)") }
            // Faults that take no other fault to happen can be seen in the game, and all that is first seen there is found.
            let isCalm = game.doubled.isEmpty && game.crowded.isEmpty
            for fault in search.faults where fault.oddity == 0 {
                let node = Int(fault.node)
                switch fault.kind {
                case .deadlock: #expect(!isCalm || game.stuck.contains(node) || endless, "\(told): join \(node)")
                case .doubled: #expect(game.doubled.contains(node), "\(told): \(node) twice")
                case .doubledLoop: #expect(!game.isSound, "\(told): back to \(node)")
                case .endless, .reopened: continue
                }
                let moves = WitnessReplay(search, to: fault.trace).moves
                guard let marking = game.replay(moves) else {
                    Issue.record("\(told): \(fault) cannot be replayed: \(moves.map(\.node))")
                    continue
                }
                replayed += 1
                switch fault.kind {
                case .deadlock: #expect(game.tokens(marking, at: node) > 0 && game.lacks(marking, at: node), "\(told): \(fault)")
                case .doubled:
                    // What has come there first may have gone on already; it might as well have waited.
                    let waited = game.replay(moves, holding: node)
                    #expect(game.tokens(marking, at: node) > 1 || waited.map { game.tokens($0, at: node) > 1 } ?? false, "\(told): \(fault)")
                default: #expect(game.tokens(marking, at: node) > 0 && game.isOn(marking, Int(fault.flow)), "\(told): \(fault)")
                }
            }
            // What is done twice may leave half of itself at a join; that is not a fault of its own.
            let stuck = Set(search.faults.filter { $0.kind == .deadlock }.map { Int($0.node) })
            if !graph.isLoop.contains(true), isCalm {
                #expect(game.stuck.isSubset(of: stuck), "\(told): \(game.stuck.sorted()) not all of \(stuck.sorted())")
            }
        }
        #expect(replayed > 300, "\(replayed)")
        #expect(unsound > 500 && unsound < 2000, "\(unsound)")
    }
}
