import ProcessModel
import Testing

@testable import ProcessAnalysis

/// The numbers against cases that are played through one by one, on made-up maps.
///
/// The play knows nothing of graphs: it follows the story from which the map was built.
struct MetricsSimulationTests {
    indirect enum Part {
        case task(NodeID)
        /// The parts, then the question; with the given share all again.
        case again([Part], NodeID, Double)
        /// One of several ways.
        case choice(NodeID, [(share: Double, parts: [Part])])
        /// With the given share the case ends here.
        case leave(NodeID, Double, end: NodeID)
        case parallel([[Part]])
    }

    /// Makes up a story and the map that tells it.
    struct Author {
        var builder = MapBuilder(lanes: ["A", "B", "C"])
        var random: SplitMix
        var loose: [(node: NodeID, kind: Flow.Kind, share: Double?)] = []
        let ends: [NodeID]
        /// Whether the time that a parallel path takes varies with answers on it.
        let pathsVary: Bool

        init(seed: UInt64, pathsVary: Bool = false) {
            self.pathsVary = pathsVary
            random = SplitMix(seed: seed)
            ends = [builder.node(.end, "End 0"), builder.node(.end, "End 1")]
        }

        mutating func add(_ kind: Node.Kind) -> NodeID {
            let isTask = kind == .task
            let node = builder.node(
                kind, lane: Int.random(in: 0..<3, using: &random),
                work: isTask ? Double.random(in: 1...30, using: &random) : nil,
                takes: isTask ? Double.random(in: 30...300, using: &random) : nil,
                ok: isTask ? Double.random(in: 0.5...1, using: &random) : nil)
            for end in loose { builder.flow(end.node, node, end.kind, end.share) }
            loose = [(node, .next, nil)]
            return node
        }

        /// `isPath`: inside a parallel path, where the time until the join varies only with `pathsVary`, since the numbers
        /// take the longest of mean times.
        mutating func parts(_ depth: Int, isPath: Bool, mayLeave: Bool) -> [Part] {
            var parts: [Part] = [.task(add(.task))]
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let kind = Int.random(in: 0..<6, using: &random)
                switch kind {
                case 0 where depth > 0 && (!isPath || pathsVary):
                    let first = builder.map.nodes.count
                    let body = self.parts(depth - 1, isPath: isPath, mayLeave: mayLeave)
                    let question = add(.decision)
                    let share = Double.random(in: 0.05...0.6, using: &random)
                    builder.flow(question, NodeID(first), .answer, share)
                    loose = [(question, .answer, nil)]
                    parts.append(.again(body, question, share))
                case 1 where depth > 0 && (!isPath || pathsVary):
                    let question = add(.decision)
                    let share = Double.random(in: 0.1...0.9, using: &random)
                    loose = [(question, .answer, share)]
                    let first = self.parts(depth - 1, isPath: isPath, mayLeave: mayLeave)
                    let after = loose
                    loose = [(question, .answer, 1 - share)]
                    let second = Bool.random(using: &random) ? self.parts(depth - 1, isPath: isPath, mayLeave: mayLeave) : []
                    loose += after
                    parts.append(.choice(question, [(share, first), (1 - share, second)]))
                case 2 where depth > 0:
                    let fork = add(.fork)
                    var ends: [(node: NodeID, kind: Flow.Kind, share: Double?)] = []
                    var paths: [[Part]] = []
                    for _ in 0..<Int.random(in: 2...3, using: &random) {
                        loose = [(fork, .path, nil)]
                        paths.append(self.parts(depth - 1, isPath: true, mayLeave: mayLeave && !isPath))
                        ends += loose
                    }
                    loose = ends
                    _ = add(.join)
                    parts.append(.parallel(paths))
                case 3 where mayLeave:
                    let question = add(.decision)
                    let share = Double.random(in: 0.05...0.5, using: &random)
                    builder.flow(question, ends[1], .answer, share)
                    loose = [(question, .answer, 1 - share)]
                    parts.append(.leave(question, share, end: ends[1]))
                default:
                    parts.append(.task(add(.task)))
                }
            }
            return parts
        }
    }

    /// What one case did.
    struct Record {
        var visits: [Double]
        var work = 0.0
        /// The time of each arrival at an end.
        var arrivals: [(end: NodeID, time: Double)] = []
    }

    struct Player {
        let map: ProcessMap
        let steps: [StepFigures]
        var random: SplitMix

        /// The time after the parts, or nil where the case has ended in them.
        mutating func play(_ parts: [Part], from time: Double, _ record: inout Record) -> Double? {
            var time = time
            for part in parts {
                switch part {
                case .task(let node):
                    record.visits[node.index] += 1
                    record.work += steps[node.index].work?.expected ?? 0
                    time += steps[node.index].leadAtLeast.expected
                case .again(let body, let question, let share):
                    repeat {
                        guard let after = play(body, from: time, &record) else { return nil }
                        time = after
                        record.visits[question.index] += 1
                    } while Double.random(in: 0..<1, using: &random) < share
                case .choice(let question, let ways):
                    record.visits[question.index] += 1
                    var dice = Double.random(in: 0..<1, using: &random)
                    var taken = ways[ways.count - 1].parts
                    for way in ways {
                        if dice < way.share {
                            taken = way.parts
                            break
                        }
                        dice -= way.share
                    }
                    guard let after = play(taken, from: time, &record) else { return nil }
                    time = after
                case .leave(let question, let share, let end):
                    record.visits[question.index] += 1
                    if Double.random(in: 0..<1, using: &random) < share {
                        record.arrivals.append((end, time))
                        return nil
                    }
                case .parallel(let paths):
                    // What leaves is waited for until it has left.
                    var last = time
                    var comes = false
                    for path in paths {
                        let before = record.arrivals.count
                        if let arrival = play(path, from: time, &record) {
                            comes = true
                            last = max(last, arrival)
                        } else {
                            last = max(last, record.arrivals[before...].map(\.time).max() ?? last)
                        }
                    }
                    guard comes else { return nil }
                    time = last
                }
            }
            return time
        }
    }

    @Test(arguments: 1...24)
    func agreesWithPlay(seed: Int) throws { try compare(seed: seed, pathsVary: false) }

    /// Where answers inside parallel paths decide which takes longest, the lead time is a lower bound and says so;
    /// all else agrees.
    @Test(arguments: 101...124)
    func isNotAbovePlayWherePathsVary(seed: Int) throws { try compare(seed: seed, pathsVary: true) }

    private func compare(seed: Int, pathsVary: Bool) throws {
        var author = Author(seed: UInt64(seed), pathsVary: pathsVary)
        author.builder.map.entries = []
        let mayLeave = seed % 3 != 0
        let story = author.parts(2, isPath: false, mayLeave: mayLeave)
        for end in author.loose { author.builder.flow(end.node, author.ends[0], end.kind, end.share) }
        let map = author.builder.map
        let metrics = Inspection(map).metrics
        #expect(metrics.blocks.problems == [])

        let cases = 2500
        var player = Player(map: map, steps: metrics.steps, random: SplitMix(seed: UInt64(seed) &* 1_000_003))
        let count = map.nodes.count
        var visits = [Double](repeating: 0, count: count)
        var squares = visits
        var work = Sample()
        var ends = [Sample(), Sample()]
        var times = [Sample(), Sample()]
        for _ in 0..<cases {
            var record = Record(visits: [Double](repeating: 0, count: count))
            if let time = player.play(story, from: 0, &record) { record.arrivals.append((author.ends[0], time)) }
            for node in 0..<count {
                visits[node] += record.visits[node]
                squares[node] += record.visits[node] * record.visits[node]
            }
            work.add(record.work)
            for index in 0...1 {
                let mine = record.arrivals.filter { $0.end == author.ends[index] }
                ends[index].add(Double(mine.count))
                for arrival in mine { times[index].add(arrival.time) }
            }
        }
        for node in map.nodeIDs where map[node].kind == .task || map[node].kind == .decision {
            let sample = Sample(count: Double(cases), sum: visits[node.index], squares: squares[node.index])
            #expect(sample.agrees(with: metrics.visits[node.index]), "visits of \(map[node].name)")
        }
        #expect(work.agrees(with: metrics.allCases.work.value?.time.expected))
        for index in 0...1 where ends[index].sum > 0 {
            let end = try #require(metrics.byEnd.first { $0.end == author.ends[index] })
            #expect(ends[index].agrees(with: end.perCase), "cases at end \(index)")
            #expect(times[index].agrees(with: end.figures?.lead), "lead time to end \(index)")
        }
        if !mayLeave {
            #expect(times[0].agrees(with: metrics.allCases.lead.value))
            #expect(isClose(metrics.byEnd.first { $0.end == author.ends[0] }?.perCase, 1))
        }
    }

    /// A mean with its standard error.
    struct Sample {
        var count = 0.0
        var sum = 0.0
        var squares = 0.0

        mutating func add(_ value: Double) {
            count += 1
            sum += value
            squares += value * value
        }

        /// Within five standard errors, and a count of three that a rare event may miss by.
        func agrees(with expected: Double?) -> Bool {
            guard let expected, count > 0 else { return false }
            let mean = sum / count
            let variance = max(0, squares / count - mean * mean)
            return abs(mean - expected) <= 5 * (variance / count).squareRoot() + 3 / count + 1e-6 * abs(expected)
        }

        /// The same; where the figure is a lower bound, it may be less.
        func agrees(with total: TotalTime?) -> Bool {
            guard let total else { return false }
            return agrees(with: total.mayBeLonger ? max(total.time.expected, sum / max(count, 1)) : total.time.expected)
        }
    }
}
