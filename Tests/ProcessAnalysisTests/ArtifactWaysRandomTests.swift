import ProcessModel
import ProcessSyntax
import Testing

@testable import ProcessAnalysis

/// A process as a tree of blocks, which says by its own structure where a thing may be missing: the walk over
/// the graph must agree with it, and knows nothing of it.
private indirect enum Block {
    case step(String, makes: Bool)
    case choice(String, [[Block]])
    case parallel([[Block]])
    case again(first: String, makes: Bool, [Block], question: String)
    case end(String)
}

private struct Story {
    private var random: SplitMix
    private var names = 0

    init(seed: Int) { random = SplitMix(seed: UInt64(seed)) }

    private mutating func name(_ letter: String) -> String {
        names += 1
        return "\(letter)\(names)"
    }

    private mutating func roll(_ sides: Int) -> Int { Int.random(in: 0..<sides, using: &random) }

    /// - Parameter parallel: how many parallel blocks hold these; within two, nothing leaves.
    mutating func blocks(depth: Int, parallel: Int) -> [Block] {
        var blocks: [Block] = []
        for _ in 0..<(1 + roll(3)) {
            switch depth == 0 ? 0 : roll(6) {
            case 0, 1, 2:
                blocks.append(.step(name("s"), makes: roll(4) == 0))
            case 3:
                let question = name("q")
                var answers: [[Block]] = []
                for number in 0..<2 {
                    var answer = number == 0 && roll(2) == 0 ? [] : self.blocks(depth: depth - 1, parallel: parallel)
                    if number > 0, parallel < 2, roll(4) == 0 { answer.append(.end(name("e"))) }
                    answers.append(answer)
                }
                blocks.append(.choice(question, answers))
            case 4:
                var paths: [[Block]] = []
                for _ in 0..<(2 + roll(2)) { paths.append(self.blocks(depth: depth - 1, parallel: parallel + 1)) }
                blocks.append(.parallel(paths))
            default:
                blocks.append(
                    .again(first: name("s"), makes: roll(6) == 0, self.blocks(depth: depth - 1, parallel: parallel), question: name("q")))
            }
        }
        return blocks
    }
}

private func text(_ blocks: [Block], _ indent: String) -> String {
    blocks.map { block in
        func step(_ name: String, _ makes: Bool) -> String { "\(indent)A: \(name)\(makes ? " [makes X]" : "")\n" }
        switch block {
        case .step(let name, let makes): return step(name, makes)
        case .end(let name): return "\(indent)end: \(name)\n"
        case .choice(let name, let answers):
            return "\(indent)A: \(name)?\n"
                + answers.enumerated().map { number, answer in
                    "\(indent)  answer \(number)" + (answer.isEmpty ? "\n" : ":\n" + text(answer, indent + "    "))
                }.joined()
        case .parallel(let paths):
            return "\(indent)in parallel:\n"
                + paths.enumerated().map { "\(indent)  path: path \($0)\n" + text($1, indent + "    ") }.joined()
        case .again(let first, let makes, let body, let question):
            return step(first, makes) + text(body, indent) + "\(indent)A: \(question)?\n\(indent)  back -> \(first)\n\(indent)  on\n"
        }
    }.joined()
}

/// Goes through the tree with the states that a case may be in: with the thing (true), or without.
private struct Oracle {
    var missing = Set<String>()

    private mutating func step(_ name: String, _ makes: Bool, _ states: Set<Bool>) -> Set<Bool> {
        if states.contains(false) { missing.insert(name) }
        return makes && !states.isEmpty ? [true] : states
    }

    /// False where a case that goes in never comes out behind.
    private func goesOn(_ blocks: [Block]) -> Bool {
        blocks.allSatisfy { block in
            switch block {
            case .step: true
            case .end: false
            case .choice(_, let ways), .parallel(let ways): ways.contains(where: goesOn)
            case .again(_, _, let body, _): goesOn(body)
            }
        }
    }

    /// The states in which a case goes on behind the blocks, and those in which it has turned away for good: a
    /// parallel block does not wait for what is done from there on.
    mutating func run(_ blocks: [Block], _ states: Set<Bool>) -> (on: Set<Bool>, ended: Set<Bool>) {
        let way = walk(blocks, states)
        return goesOn(blocks) ? way : ([], states)
    }

    private mutating func walk(_ blocks: [Block], _ states: Set<Bool>) -> (on: Set<Bool>, ended: Set<Bool>) {
        var states = states
        var ended = Set<Bool>()
        for block in blocks {
            switch block {
            case .step(let name, let makes): states = step(name, makes, states)
            case .end:
                ended.formUnion(states)
                states = []
            case .choice(let name, let answers):
                states = step("\(name)?", false, states)
                var on = Set<Bool>()
                for answer in answers {
                    let way = run(answer, states)
                    on.formUnion(way.on)
                    ended.formUnion(way.ended)
                }
                states = on
            case .parallel(let paths):
                var on = Set<Bool>()
                for state in states {
                    // Each path may be the first; behind the join is what any of them has brought.
                    var outcomes: Set<[Bool]> = [[state, false]]
                    for path in paths {
                        let way = run(path, [state])
                        let mine = way.on.map { [$0, true] } + way.ended.map { [$0, false] }
                        outcomes = Set(outcomes.flatMap { a in mine.map { [a[0] || $0[0], a[1] || $0[1]] } })
                    }
                    for outcome in outcomes { if outcome[1] { on.insert(outcome[0]) } else { ended.insert(outcome[0]) } }
                }
                states = on
            case .again(let first, let makes, let body, let question):
                var entering = states
                var on = Set<Bool>()
                for _ in 0..<3 {
                    let way = run(body, step(first, makes, entering))
                    ended.formUnion(way.ended)
                    on = step("\(question)?", false, way.on)
                    entering.formUnion(on)
                }
                states = on
            }
        }
        return (states, ended)
    }
}

@Suite struct ArtifactWaysRandomTests {
    @Test(arguments: 0..<20) func agreesWithTheStructure(_ part: Int) throws {
        for seed in part * 200..<(part + 1) * 200 {
            var story = Story(seed: seed)
            let blocks = story.blocks(depth: 3, parallel: 0)
            let said = "process: P\nlanes: A\nflow:\n" + text(blocks, "  ") + "  A: last [needs X]\n"
            let map = Resolver.resolve(SyntaxTree(parsing: SourceText(name: "p.baton", text: said))).map
            let graph = FlowGraph(map)
            let thing = try #require(ArtifactFlow(map).artifacts.first { $0.name == "X" })
            let ways = MissingWays(thing, map, graph, WaitedPaths(map, graph, ParallelBlocks(map, graph)))
            var oracle = Oracle()
            _ = oracle.run(blocks + [.step("last", makes: false)], [false])
            let missing = Set(map.nodeIDs.filter { map[$0].isWork && ways.isMissing[$0.index] }.map { map[$0].name })
            #expect(missing == oracle.missing, "seed \(seed)\n\(said)")
            // The way shown is one: it begins where cases come in, and each flow goes on where the last led.
            for id in map.nodeIDs.suffix(4) where ways.isMissing[id.index] {
                let way = ways.way(to: id).flows
                #expect(ways.way(to: id).start == (way.first.map(graph.source(of:)) ?? id), "seed \(seed)")
                let from = way.first.map(graph.source(of:)) ?? id
                #expect(graph.entries.contains(from) && (way.last.map(graph.target(of:)) ?? id) == id, "seed \(seed)")
                #expect(zip(way, way.dropFirst()).allSatisfy { graph.target(of: $0) == graph.source(of: $1) }, "seed \(seed)")
            }
        }
    }

    @Test(arguments: 0..<10) func anyGraphIsSafe(_ part: Int) {
        for seed in part * 50..<(part + 1) * 50 {
            var map = MetricsAnyMapTests.map(seed: seed)
            var random = SplitMix(seed: UInt64(seed))
            let x = Text("X", at: .nowhere)
            for index in map.details.indices {
                switch Int.random(in: 0..<5, using: &random) {
                case 0: map.details[index].makes = [x]
                case 1: map.details[index].needs = [x]
                case 2: map.details[index].expects = [Expectation(artifact: x)]
                default: break
                }
            }
            let inspection = Inspection(map)
            for rule in [Rule.artifactNotProduced, .artifactUnused] {
                let first = rule.assess(inspection)
                #expect(first.findings == rule.assess(inspection).findings, "seed \(seed)")
            }
        }
    }
}
