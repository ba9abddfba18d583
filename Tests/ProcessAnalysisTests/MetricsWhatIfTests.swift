import ProcessModel
import Testing

@testable import ProcessAnalysis

/// What would be gained by removing a wait, and what rework takes.
struct MetricsWhatIfTests {
    // Without the 4 bh each of 1 / 0.6 visits is shorter by as much.
    @Test func aWaitSavesItselfAsOftenAsACaseComesBy() throws {
        let savings = try #require(Inspection(resolved("""
            process: P
            lanes: A, B
            flow:
              A: Collect [work 10 min, wait 6 bh]
              B: Check [work 30 min, wait 4 bh because contention]
              B: Fine?
                yes 60%
                no 40% -> Check
            """)).savings.value)
        #expect(savings.map(\.saved.expected).map { ($0 * 1000).rounded() } == [400_000, 360_000])
        #expect(savings.map(\.cause) == [.contention, nil])
    }

    // Paths of 140 and 70 min. Without its wait the first takes 20, so that the other is the longest: 70 are saved
    // and not 120. The wait of the other saves nothing.
    @Test func inABlockTheOtherPathIsStillWaitedFor() throws {
        let map = resolved("""
            process: P
            lanes: A, B
            flow:
              A: Start
              in parallel:
                path: one
                  A: Quick [work 10 min, wait 1 bh]
                path: two
                  B: Slow [work 20 min, wait 2 bh]
              A: Close
            """)
        let savings = try #require(Inspection(map).savings.value)
        #expect(savings.map { map[$0.node].name } == ["Slow", "Quick"])
        #expect(savings.map(\.saved.expected) == [70, 0])
    }

    @Test func withoutSharesNothingCanBeTold() {
        let savings = Inspection(resolved("""
            process: P
            lanes: A
            flow:
              A: Look [work 1 min, wait 1 bh]
              A: Ours?
                yes -> Look
                no
                later
            """)).savings
        #expect(savings.value == nil && !savings.missing.isEmpty)
    }

    /// A saving is what the lead time is shorter by when the map is written without the wait.
    @Test(arguments: 1...12)
    func agreesWithTheMapWithoutTheWait(seed: Int) throws {
        var author = MetricsSimulationTests.Author(seed: UInt64(seed))
        _ = author.parts(2, isPath: false, mayLeave: false)
        for end in author.loose { author.builder.flow(end.node, author.ends[0], end.kind, end.share) }
        author.builder.map.entries = [NodeID(2)]
        let map = author.builder.map
        let inspection = Inspection(map)
        let lead = try #require(inspection.metrics.allCases.lead.value?.time.expected)
        for saving in try #require(inspection.savings.value) {
            var other = map
            let detail = Int(try #require(other.nodes[saving.node.index].detailIndex))
            other.details[detail].takes = other.details[detail].work
            let without = try #require(Inspection(other).metrics.allCases.lead.value?.time.expected)
            #expect(isClose(saving.saved.expected, lead - without, within: 1e-7), "\(map[saving.node].name)")
        }
    }

    // Half of what A hands on comes back once, a quarter twice ...: done 2 times. B is done 1 / 0.8 times for the half
    // of the cases that come to it. What the map itself sends back to C is not counted again.
    @Test func whatIsNotOkGoesBackToItsStep() throws {
        let map = resolved("""
            process: P
            lanes: A, B
            flow:
              A: Write [work 10 min, wait 50 min, ok 50%]
              A: Big?
                yes 50%:
                  B: Price [work 40 min, wait 0 min, ok 80%]
                no
              B: Build [work 5 min, wait 0 min, ok 90%]
              B: Works?
                yes 50%
                no -> Build
            """)
        let rework = try #require(Inspection(map).returnedRework?.value)
        #expect(rework.sources.map { map[$0.node].name } == ["Write", "Price"])
        #expect(rework.sources.map { ($0.returns * 1000).rounded() } == [1000, 125])
        #expect(isClose(rework.sources[0].work.expected, 10) && isClose(rework.sources[1].work.expected, 5))
        #expect(rework.drawn.map { map[$0].name } == ["Build"])
        #expect(isClose(rework.work.time.expected, 20 + 25 + 10))
        #expect(isClose(rework.lead.time.expected, 120 + 25 + 10))
    }

    @Test func whatIsNeverOkHasNoNumber() {
        let map = resolved("process: P\nlanes: A\nflow:\n  A: Write [work 10 min, ok 0%]\n  A: Send\n")
        #expect(Inspection(map).returnedRework?.missing.first?.contains("'Write'") ?? false)
        let silent = resolved("process: P\nlanes: A\nflow:\n  A: Write [work 10 min]\n  A: Send\n")
        #expect(Inspection(silent).returnedRework == nil)
    }

    // What the receiver says of the handoff counts, as it does for rolled ok.
    @Test func theReceiversWordCounts() throws {
        let map = resolved("""
            process: P
            lanes: A, B
            flow:
              A: Write [work 10 min, ok 90%]
                handoff: letter [ok 40%]
              B: Read [work 1 min]
            """)
        let source = try #require(Inspection(map).returnedRework?.value?.sources.first)
        #expect(isClose(source.ok, 0.4) && isClose(source.returns, 1.5))
    }
}

/// What the map's own loops send back.
struct MetricsWayBackTests {
    // 30% of tests send back: 3/7 rounds more of 100 + 40 min. The forgotten list is sent back by way of a step.
    @Test func eachLoopHasItsDecision() throws {
        let map = resolved("""
            process: P
            lanes: A, B
            flow:
              A: Build [work 20 min, takes 100 min]
              B: Test [work 10 min, takes 40 min]
              B: Passed?
                yes 70%
                no 30% -> Build
              A: Complete?
                yes 50%
                forgotten 50%:
                  B: Write list [work 5 min, takes 60 min]
                  -> Test
              A: Ship [work 1 min, takes 10 min]
            """)
        let ways = Inspection(map).waysBack
        #expect(ways.map { map[$0.from].name } == ["Complete?", "Passed?"])
        #expect(ways.map { $0.answer.flatMap { map[$0].label?.string } } == ["forgotten", "no"])
        #expect(ways.map { map[$0.to].name } == ["Test", "Build"])
        // By hand: a round is one to 'Complete?', and there are 2 of them. The first builds 1 / 0.7 times and tests as often; the
        // second tests 1 / 0.7 times, and builds 0.3 / 0.7 times. Without 'forgotten' there is the first alone.
        let first = (100 + 40) / 0.7
        let second = 60 + (40 + 0.3 * 100) / 0.7
        #expect(isClose(ways[0].lead?.expected, second) && isClose(ways[0].perCase, 1))
        // Without 'no': 100 + 2 · 40 + 60 + 10.
        #expect(isClose(ways[1].lead?.expected, first + second + 10 - 250) && isClose(ways[1].perCase, 0.6 / 0.7))
        #expect(isClose(ways[1].work?.expected, (20 + 10) / 0.7 + 5 + (10 + 0.3 * 20) / 0.7 + 1 - 46))
        #expect(ways.allSatisfy { !$0.isLowerBound })
    }

    // A path that nobody waits for is worked on with or without the loop, which adds nothing to it.
    @Test func sidePathsAreNoPartOfIt() throws {
        let ways = Inspection(resolved("""
            process: P
            lanes: A, B
            flow:
              A: Build [work 20 min, takes 100 min]
              A: Fine?
                yes 50%
                no 50% -> Build
              in parallel:
                path: ship
                  A: Ship [work 1 min, takes 10 min]
                  end: Shipped
                path: tell
                  B: Tell all [work 600 min, takes 700 min]
                  end: Told
            """)).waysBack
        #expect(ways.count == 1 && isClose(ways.first?.lead?.expected, 100) && isClose(ways.first?.work?.expected, 20))
    }

    @Test func aSilentStepMakesItABound() throws {
        let ways = Inspection(resolved("process: P\nlanes: A\nflow:\n  A: Build [work 1 h]\n  A: Fine?\n    yes 50%\n    no -> Build\n  A: Ship\n")).waysBack
        #expect(ways.map(\.isLowerBound) == [true])
        #expect(Inspection(resolved("process: P\nlanes: A\nflow:\n  A: Build [work 1 h]\n")).waysBack.isEmpty)
    }

    // Without shares the loop has no number at all.
    @Test func withoutSharesItIsNotTold() {
        #expect(Inspection(resolved("process: P\nlanes: A\nflow:\n  A: Build [work 1 h]\n  A: Fine?\n    yes\n    no -> Build\n  A: Ship\n")).waysBack.isEmpty)
    }
}

/// How many cases are there, and whose time and presence they need.
struct MetricsCapacityTests {
    // L = λ W: 300 a month of 160 h, each there for 16 h.
    @Test func littlesLaw() throws {
        let map = resolved("process: P\n  volume: 300 per month\nlanes: A, B\nflow:\n  A: One [work 1 bh, wait 7 bh]\n  B: Two [work 2 bh, takes 1 bd]\n")
        let metrics = Inspection(map).metrics
        let underWay = try #require(metrics.workInProgress(map))
        #expect(isClose(underWay.cases.expected, 300.0 * 16 / 160) && !underWay.isLowerBound)
        #expect(underWay.atNode.map(\.expected).filter { $0 > 0 } == [15, 15])
        #expect(underWay.inLane.map(\.expected) == [15, 15])
        let silent = resolved("process: P\n  volume: 300 per month\nlanes: A, B\nflow:\n  A: One [work 1 bh, wait 7 bh]\n  B: Two\n")
        #expect(Inspection(silent).metrics.workInProgress(silent)?.isLowerBound == true)
        let noVolume = resolved("process: P\nlanes: A\nflow:\n  A: One [work 1 bh, wait 7 bh]\n")
        #expect(Inspection(noVolume).metrics.workInProgress(noVolume) == nil)
    }

    // A lane of 16 hours a week has 64 in its month, so that 16 of them are a quarter of it.
    @Test func aLaneOfFewerHoursHoldsCasesLonger() throws {
        let map = resolved("process: P\n  volume: 100 per month\nlane: A\n  calendar: Mon-Thu 09:00-13:00\nflow:\n  A: One [work 1 h, takes 1 w]\n")
        #expect(isClose(Inspection(map).metrics.workInProgress(map)?.cases.expected, 25))
    }

    // 128 h by 30 min a case; 320 h by 90 min.
    @Test func theTightestRoleLimits() throws {
        let map = resolved("""
            process: P
            lane: Sales
              role: SDR [people 1, available 80%]
              role: AE [people 2]
              role: Ops
            flow:
              SDR: Review [work 30 min]
              AE: Offer [work 90 min]
              Ops: File [work 1 min]
            """)
        let limits = Inspection(map).capacityLimits
        #expect(limits.limits.map { map[$0.role].name } == ["AE", "SDR"])
        #expect(limits.limits.map { ($0.casesPerMonth * 100).rounded() } == [21_333, 25_600])
        #expect(limits.unknown.map { map[$0].name } == ["Ops"])
        // 160 h more by 90 min, and 128 h more by 30 min.
        #expect(limits.limits.map { (($0.withOneMore ?? 0) * 100).rounded() } == [32_000, 51_200])
    }

    // Another map takes 60 h of the 160.
    @Test func otherMapsTakeTheirPart() throws {
        let lanes = "lane: Sales\n  role: SDR [people 1]\nflow:\n"
        var other = resolved("process: Other\n  volume: 60 per month\n" + lanes + "  SDR: Do [work 1 h]\n")
        other.id = "other"
        let map = resolved("process: P\n  volume: 10 per month\n" + lanes + "  SDR: Review [work 30 min]\n")
        let folder = FolderLoad([(other, Inspection(other).metrics), (map, Inspection(map).metrics)])
        let limit = try #require(Inspection(map, folder: folder).capacityLimits.limits.first)
        #expect(isClose(limit.casesPerMonth, 200) && isClose(limit.elsewhere, 3600))
    }

    private static let team = "process: P\nlane: Team\n  role: A [people 1]\n  role: B [people 1]\n  role: C [people 1]\n  role: D [people 3]\n  role: E [people 1, backup D]\nflow:\n"

    private func key(_ flow: String) throws -> (key: KeyPeople, people: [String], fewest: [String]) {
        let map = resolved(Self.team + flow)
        let key = try #require(Inspection(map).keyPeople?.value)
        return (key, key.people.map { "\(map[$0.role].name) \(Int(($0.stopped * 100).rounded()))" }, key.fewest.map { map[$0].name })
    }

    // What comes after a missing step is not done either; those with a deputy stop nothing.
    @Test func whoIsMissingStopsWhatComesAfter() throws {
        let found = try key("  D: One [work 30 min]\n  A: Two [work 10 min]\n  E: Three [work 40 min]\n  B: Four [work 20 min]\n")
        #expect(found.people == ["A 70", "B 20"] && found.fewest == ["A"] && isClose(found.key.stopped, 0.7))
    }

    // A join waits for the path that stands still, and the other path is worked on all the same.
    @Test func aJoinWaitsForWhoIsMissing() throws {
        let found = try key("""
              D: Start [work 30 min]
              in parallel:
                path: one
                  A: Left [work 30 min]
                path: two
                  B: Right [work 30 min]
              D: Close [work 10 min]
            """)
        #expect(found.people == ["A 40", "B 40"] && found.fewest == ["A", "B"])
        #expect(isClose(found.key.stopped, 0.7) && found.key.isFewest)
    }

    // Of three equal answers no one alone stops half, and any two do; the two that stop most are told.
    @Test func theFewestOfThree() throws {
        let found = try key("""
              D: Which one?
                first 40%:
                  A: Do A [work 60 min]
                second 35%:
                  B: Do B [work 60 min]
                third 25%:
                  C: Do C [work 60 min]
            """)
        #expect(found.key.people.map { (($0.cases ?? 0) * 100).rounded() } == [40, 35, 25])
        #expect(found.people == ["A 40", "B 35", "C 25"] && found.fewest == ["A", "B"] && isClose(found.key.stopped, 0.75))
    }

    @Test func allTogetherMayNotBeHalf() throws {
        let found = try key("  D: One [work 80 min]\n  A: Two [work 20 min]\n")
        #expect(found.fewest == [] && isClose(found.key.stopped, 0.2))
    }

    @Test func withoutWorkNothingCanBeTold() {
        #expect(Inspection(resolved(Self.team + "  A: One\n")).keyPeople?.value == nil)
        #expect(Inspection(resolved("process: P\nlanes: A\nflow:\n  A: One\n")).keyPeople == nil)
    }

    // Too many to try all sets of: 40 answers of equal share.
    @Test func manyKeyPeople() throws {
        let roles = (0..<40).map { "  role: R\($0) [people 1]\n" }.joined()
        let answers = (0..<40).map { "    a\($0) 2.5%:\n      R\($0): Do \($0) [work 60 min]\n" }.joined()
        let map = resolved("process: P\nlane: Team\n" + roles + "flow:\n  Team: Which?\n" + answers)
        let key = try #require(Inspection(map).keyPeople?.value)
        #expect(key.fewest.count == 20 && !key.isFewest && key.stopped >= 0.5 - 1e-9)
    }

    // A third of the cases take both; on two paths a case that needs either needs one at least.
    @Test func casesThatNeedSomebody() throws {
        let found = try key("""
              in parallel:
                path: one
                  D: Big?
                    yes 40%:
                      A: Left [work 30 min]
                    no
                path: two
                  D: New?
                    yes 50%:
                      A: Right [work 30 min]
                      B: File it [work 1 min]
                    no
            """)
        #expect(found.key.people.map { (($0.cases ?? 0) * 100).rounded() } == [70, 50])
    }

    /// The smallest set against all sets there are.
    @Test(arguments: 1...30)
    func theFewestOfAllSets(seed: Int) throws {
        var random = SplitMix(seed: UInt64(seed))
        let roles = ["A", "B", "C", "F", "G"]
        var text = "process: P\nlane: Team\n" + roles.map { "  role: \($0) [people 1]\n" }.joined() + "  role: D [people 3]\nflow:\n  D: Which?\n"
        for answer in 0..<5 {
            text += "    a\(answer) 20%:\n"
            for step in 0..<Int.random(in: 1...2, using: &random) {
                text += "      \((roles + ["D"]).randomElement(using: &random) ?? "D"): Do \(answer) \(step) [work \(Int.random(in: 1...90, using: &random)) min]\n"
            }
        }
        let map = resolved(text)
        let inspection = Inspection(map)
        let key = try #require(inspection.keyPeople?.value)
        let total = try #require(inspection.metrics.allCases.work.value?.time.expected)
        let replay = Replay(inspection)
        var best: (count: Int, stopped: Double) = (.max, 0)
        for set in 1..<(1 << roles.count) {
            let away = roles.indices.filter { set & (1 << $0) != 0 }.map { roles[$0] }
            let halts = map.nodes.map { node in node.performers.all.contains { $0.role.map { away.contains(map[$0].name) } ?? false } }
            let visits = try #require(replay.visits(halts: halts))
            let done = visits.indices.reduce(0) { halts[$1] ? $0 : $0 + visits[$1] * inspection.metrics.steps[$1].workAtLeast.expected }
            let stopped = 1 - done / total
            guard stopped >= 0.5 - 1e-9 else { continue }
            if away.count < best.count || away.count == best.count && stopped > best.stopped { best = (away.count, stopped) }
        }
        #expect(best.count == (key.fewest.isEmpty ? .max : key.fewest.count))
        if best.count < .max { #expect(isClose(key.stopped, best.stopped)) }
    }

    /// Cases played one by one, until somebody is missing.
    @Test(arguments: 1...10)
    func standstillAgreesWithPlay(seed: Int) throws {
        var author = MetricsSimulationTests.Author(seed: UInt64(seed) &* 77)
        let story = author.parts(2, isPath: false, mayLeave: seed % 2 == 0)
        for end in author.loose { author.builder.flow(end.node, author.ends[0], end.kind, end.share) }
        author.builder.map.entries = [NodeID(2)]
        let map = author.builder.map
        let inspection = Inspection(map)
        let tasks = map.nodeIDs.filter { map[$0].kind == .task }
        var halts = [Bool](repeating: false, count: map.nodes.count)
        var random = SplitMix(seed: UInt64(seed))
        for _ in 0..<2 { if let node = tasks.randomElement(using: &random) { halts[node.index] = true } }

        var visits = [MetricsSimulationTests.Sample](repeating: .init(), count: map.nodes.count)
        for _ in 0..<3000 {
            var seen = [Double](repeating: 0, count: map.nodes.count)
            _ = Self.play(story, halts, &seen, &random)
            for index in seen.indices { visits[index].add(seen[index]) }
        }
        let told = try #require(Replay(inspection).visits(halts: halts))
        for node in tasks { #expect(visits[node.index].agrees(with: told[node.index]), "visits of \(map[node].name)") }
    }

    private enum Fate { case goesOn, left, stands }

    private static func play(
        _ parts: [MetricsSimulationTests.Part], _ halts: [Bool], _ seen: inout [Double], _ random: inout SplitMix
    ) -> Fate {
        for part in parts {
            var fate = Fate.goesOn
            switch part {
            case .task(let node):
                seen[node.index] += 1
                if halts[node.index] { fate = .stands }
            case .again(let body, _, let share):
                repeat { fate = play(body, halts, &seen, &random) } while fate == .goesOn && Double.random(in: 0..<1, using: &random) < share
            case .choice(_, let ways):
                let dice = Double.random(in: 0..<1, using: &random)
                fate = play(dice < ways[0].share ? ways[0].parts : ways[1].parts, halts, &seen, &random)
            case .leave(_, let share, _):
                if Double.random(in: 0..<1, using: &random) < share { fate = .left }
            case .parallel(let paths):
                let fates = paths.map { play($0, halts, &seen, &random) }
                fate = fates.contains(.stands) ? .stands : fates.contains(.goesOn) ? .goesOn : .left
            }
            guard fate == .goesOn else { return fate }
        }
        return .goesOn
    }
}
