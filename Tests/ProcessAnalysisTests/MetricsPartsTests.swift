import ProcessModel
import Testing

@testable import ProcessAnalysis

/// What lead times are made of.
struct MetricsPartsTests {
    private func parts(_ text: String) throws -> LeadParts {
        try #require(Inspection(resolved(text)).metrics.allCases.parts.value)
    }

    // 4 bh batching, 8 bh - 30 min of contention, two thirds more for a loop that sends 40% back: 1 / 0.6 visits.
    @Test func waitingIsToldByItsCause() throws {
        let parts = try parts("""
            process: P
            lanes: A, B
            lane: C [customer]
            flow:
              A: Collect [work 10 min, wait 4 bh because batching]
              B: Look through [work 30 min, takes 8 bh because contention]
              B: Fine?
                yes 60%
                no 40% -> Look through
              C: Sign [takes 2 bd]
              A: File it [takes 3 bh]
              A: Tell all [work 5 min, wait 1 bh]
            """)
        #expect(isClose(parts.wait(because: .batching).expected, 240))
        #expect(isClose(parts.wait(because: .contention).expected, 450 / 0.6))
        #expect(isClose(parts.wait(because: .external).expected, 960))
        #expect(isClose(parts.wait(because: nil).expected, 60))
        #expect(isClose(parts.undivided.expected, 180))
        #expect(isClose(parts.work.expected, 10 + 30 / 0.6 + 5))
        #expect(parts.causesByTime == [.external, .contention, .batching, nil])
    }

    // The longest path alone counts: 120 of waiting for the board, not the 60 for the batch.
    @Test func ofABlockOnlyWhatTheCaseWaitsFor() throws {
        let text = """
            process: P
            lanes: A, B
            flow:
              A: Start
              in parallel:
                path: one
                  A: Quick [work 10 min, wait 1 bh because batching]
                path: two
                  B: Slow [work 20 min, wait 2 bh because calendar]
              A: Close [work 1 min, wait 0 min]
            """
        let all = try parts(text)
        #expect(isClose(all.wait(because: .calendar).expected, 120) && all.wait(because: .batching) == .zero)
        #expect(isClose(all.work.expected, 21))
        let first = try parts(text.replacing("  A: Close", with: "  join: Go on [any]\n  A: Close").replacing("in parallel:", with: "fork: Split\n    -> Quick\n    -> Slow")
            .replacing("    path: one\n      A: Quick [work 10 min, wait 1 bh because batching]", with: "  A: Quick [work 10 min, wait 1 bh because batching]\n  -> Go on")
            .replacing("    path: two\n      B: Slow [work 20 min, wait 2 bh because calendar]", with: "  B: Slow [work 20 min, wait 2 bh because calendar]\n  -> Go on"))
        #expect(isClose(first.wait(because: .batching).expected, 60) && first.wait(because: .calendar) == .zero)
    }

    // Half of the cases leave at once, the others after a wait of 10 bh.
    @Test func eachEndHasItsOwn() throws {
        let metrics = Inspection(resolved("""
            process: P
            lanes: A
            flow:
              A: Look [work 6 min, wait 1 bh because priority]
              A: Ours?
                yes 50%
                no -> Sent away
              A: Do it [work 60 min, wait 10 bh because external]
              end: Done
              end: Sent away
            """)).metrics
        let ends = metrics.byEnd.compactMap(\.figures?.parts)
        #expect(ends.map { $0.wait(because: .external).expected } == [600, 0])
        #expect(ends.map { $0.work.expected } == [66, 6])
        #expect(isClose(metrics.allCases.parts.value?.wait(because: .external).expected, 300))
    }

    // What is said as a range stays one.
    @Test func rangesStayRanges() throws {
        let parts = try parts("""
            process: P
            lanes: A
            flow:
              A: Collect [work 10-20 min, wait 2-6 bh because batching]
              A: Sort [work 10 min, takes ?]
            """)
        #expect(parts.wait(because: .batching) == Estimate(low: 120, expected: 240, high: 360))
        #expect(parts.work == Estimate(low: 20, expected: 25, high: 30))
    }

    /// Whatever the map, the parts are all of the lead time, and a minute more at a node makes the lead time longer by
    /// what its pacing says.
    @Test(arguments: 0..<20)
    func addUpToTheLeadTime(block: Int) {
        for seed in block * 150..<(block + 1) * 150 {
            let map = seed % 3 == 0 ? MetricsAnyMapTests.map(seed: seed) : Self.story(seed: seed)
            let inspection = Inspection(map)
            let metrics = inspection.metrics
            for figures in metrics.byEnd.compactMap(\.figures) {
                #expect(isClose(figures.parts.total.expected, figures.lead.time.expected, within: 1e-7), "seed \(seed)")
            }
            if let path = metrics.mainPath {
                #expect(isClose(path.parts.total.expected, path.lead.time.expected, within: 1e-7), "seed \(seed)")
            }
            guard let lead = metrics.allCases.lead.value?.time.expected, let pacing = metrics.pacing else { continue }
            #expect(isClose(metrics.allCases.parts.value?.total.expected, lead, within: 1e-7), "seed \(seed)")
            let sum = zip(pacing, metrics.steps).reduce(0) { $0 + $1.0 * $1.1.leadAtLeast.expected }
            #expect(isClose(sum, lead, within: 1e-7), "seed \(seed)")
            guard seed % 10 == 1, let node = map.nodeIDs.first(where: { metrics.steps[$0.index].leadAtLeast.expected > 0 }) else { continue }
            var steps = metrics.steps
            let step = steps[node.index]
            let little = 1e-4
            steps[node.index] = step.with(lead: step.leadAtLeast + Estimate(little))
            let later = CaseFlow(map, inspection.graph, shares: metrics.shares, blocks: metrics.blocks, steps: steps)
            let growth = ((later.all.value?.lead.expected ?? 0) - lead) / little
            #expect(isClose(growth, pacing[node.index], within: 1e-4), "seed \(seed)")
        }
    }

    private static func story(seed: Int) -> ProcessMap {
        var author = MetricsSimulationTests.Author(seed: UInt64(seed))
        _ = author.parts(3, isPath: false, mayLeave: seed % 2 == 0)
        for end in author.loose { author.builder.flow(end.node, author.ends[0], end.kind, end.share) }
        author.builder.map.entries = [NodeID(2)]
        return author.builder.map
    }
}

/// What is certain where answers do not say their shares.
struct MetricsShareRangeTests {
    private func told(_ flow: String) -> ShareRange? {
        Inspection(resolved("process: P\nlanes: A, B\nflow:\n" + flow)).shareRange
    }

    // 60 and then 0, 120 or 10 of lead time; the question itself takes none.
    @Test func betweenTheQuickestAndTheSlowestAnswer() throws {
        let range = try #require(told("""
              A: Look [work 6 min, takes 1 bh]
              A: Which?
                none
                big:
                  B: Do much [work 60 min, takes 2 bh]
                small:
                  B: Do little [work 10 min, takes 10 min]
            """))
        #expect(range.lead == .init(low: 60, high: 180) && range.work == .init(low: 6, high: 66) && !range.mayGoRound)
    }

    // 80% are left: 60 + 0.2 · 100 + 0.8 · (0 or 200).
    @Test func whatIsSaidHolds() throws {
        let range = try #require(told("""
              A: Look [work 6 min, takes 1 bh]
              A: Which?
                first 20%:
                  B: Do it [work 10 min, takes 100 min]
                second:
                  B: Do much [work 60 min, takes 200 min]
                third
            """))
        #expect(isClose(range.lead.low, 80) && isClose(range.lead.high, 240))
    }

    // Those that go back may do so for ever; those that do not pass each step once.
    @Test func aLoopHasNoMost() throws {
        let range = try #require(told("""
              A: Look [work 6 min, takes 1 bh]
              A: Fine?
                yes
                no -> Look
              B: File [work 1 min, takes 10 min]
            """))
        #expect(range.lead == .init(low: 70, high: nil) && range.mayGoRound)
    }

    @Test func whereAStepIsSilentThereIsNoMost() throws {
        let range = try #require(told("  A: Which?\n    one:\n      B: Do [work 60 min, takes 2 bh]\n    two:\n      B: Try\n  A: End it [work 1 min, takes 1 bh]\n"))
        #expect(range.lead == .init(low: 60, high: nil) && !range.mayGoRound)
    }

    @Test func nothingIsSaidWhereMoreIsInDoubt() {
        #expect(told("  A: Look [work 6 min, takes 1 bh]\n") == nil)
        #expect(told("  in parallel:\n    path: x\n      A: Which?\n        one\n        two:\n          A: Do [work 1 min, takes 1 h]\n    path: y\n      B: Wait [work 1 min, takes 2 h]\n  A: Go on\n") == nil)
    }

    /// No shares that one can make up lead out of the range.
    @Test(arguments: 1...40)
    func holdsForAnyShares(seed: Int) {
        var random = SplitMix(seed: UInt64(seed))
        var b = MapBuilder(lanes: ["A"])
        let count = 9
        for index in 0..<count {
            let isQuestion = index > 0 && index < count - 1 && Int.random(in: 0..<3, using: &random) == 0
            b.node(isQuestion ? .decision : .task, work: 1, takes: isQuestion ? nil : Double.random(in: 1...100, using: &random))
        }
        for index in 0..<count - 1 {
            let node = NodeID(index)
            guard b.map[node].kind == .decision else {
                b.flow(node, NodeID(index + 1))
                continue
            }
            b.flow(node, NodeID(index + 1), .answer)
            b.flow(node, NodeID(Int.random(in: 0..<count, using: &random)), .answer)
        }
        let questions = b.map.nodeIDs.filter { b.map[$0].kind == .decision }
        guard let range = Inspection(b.map).shareRange else {
            #expect(questions.isEmpty)
            return
        }
        for _ in 0..<20 {
            var map = b.map
            for question in questions {
                let share = Double.random(in: 0.05...0.95, using: &random)
                for (number, flow) in map.flows.indices.filter({ map.flows[$0].from == question }).enumerated() {
                    map.flows[flow].probability = Figure(number == 0 ? share : 1 - share, at: .nowhere)
                }
            }
            guard let lead = Inspection(map).metrics.allCases.lead.value?.time.expected else { continue }
            #expect(lead >= range.lead.low * (1 - 1e-9) && lead <= (range.lead.high ?? .infinity) * (1 + 1e-9))
        }
    }
}
