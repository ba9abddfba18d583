import ProcessModel
import Testing

@testable import ProcessAnalysis

/// What is said of visits and loads where the shares of some answers are not known.
struct MetricsCertainTests {
    /// How often a case passes each step: `2`, or `≥ 1` where it is at least that.
    private func visits(_ text: String) -> [String] {
        let map = resolved("process: P\n  volume: 100 per month\nlanes: A, B\nflow:\n" + text)
        let metrics = Inspection(map).metrics
        return map.nodeIDs.filter { map[$0].isWork || map[$0].kind == .end && !map[$0].isImplicit }.map { node in
            let least = metrics.visitsAtLeast[node.index]
            let number = least == least.rounded() ? "\(Int(least))" : "\(least)"
            return "\(map[node].name) " + (metrics.visits[node.index] == nil ? "≥ " : "") + number
        }
    }

    @Test func whatTheAnswersLeadBackToIsCertain() {
        #expect(visits("""
              A: Ask
              A: Big?
                yes ?:
                  B: Look closer
                no
              A: Go on
              end: Done
            """) == ["Ask 1", "Big? 1", "Look closer ≥ 0", "Go on 1", "Done 1"])
    }

    @Test func aLoopIsPassedAtLeastOnce() {
        #expect(visits("""
              A: Do it
              A: Again?
                yes -> Do it
                no
              A: Go on
              end: Done
            """) == ["Do it ≥ 1", "Again? ≥ 1", "Go on 1", "Done 1"])
    }

    @Test func knownSharesStillCount() {
        #expect(visits("""
              A: Which?
                one 50% -> First
                two -> Second
                three -> Third
              A: First
              -> Done
              A: Second
              -> Meet
              A: Third
              -> Meet
              B: Meet
              end: Done
            """) == ["Which? 1", "First 0.5", "Second ≥ 0", "Third ≥ 0", "Meet 0.5", "Done 1"])
    }

    @Test func nothingIsCertainWhereTheAnswersNeverMeet() {
        #expect(visits("""
              A: Sign?
                yes
                no -> Lost
              A: Deliver
              end: Won
              end: Lost
            """) == ["Sign? 1", "Deliver ≥ 0", "Won ≥ 0", "Lost ≥ 0"])
    }

    @Test func sharesThatDoNotAddUpSayNothingOfTheWayOn() {
        #expect(visits("""
              A: Big?
                yes 60%:
                  B: Look closer
                no 60%
              A: Go on
              end: Done
            """) == ["Big? 1", "Look closer ≥ 0", "Go on 1", "Done 1"])
    }

    @Test func aPathIsJoinedWhateverHappensOnIt() {
        #expect(visits("""
              in parallel:
                path: one
                  A: Big?
                    yes:
                      A: Look closer
                    no
                path: two
                  B: Write
              A: Go on
              end: Done
            """) == ["Big? 1", "Look closer ≥ 0", "Write 1", "Go on 1", "Done 1"])
    }

    @Test func aPathThatMayEndIsPerhapsNotJoined() {
        #expect(visits("""
              in parallel:
                path: one
                  A: Big?
                    yes -> Done
                    no
                  A: Look closer
                path: two
                  B: Write
              A: Go on
              end: Done
            """) == ["Big? 1", "Look closer ≥ 0", "Write 1", "Go on ≥ 1", "Done ≥ 1"])
    }

    @Test func loadsTakeWhatIsCertain() {
        let map = resolved("""
            process: P
              volume: 60 per month
            lane: A
              role: Asker [people 1]
              role: Looker [people 1]
            flow:
              Asker: Ask [work 1 h]
              Asker: Big?
                yes ?:
                  Looker: Look closer [work 1 h]
                no -> Ask
              Asker: Go on [work 10 min]
              end: Done
            """)
        let loads = Inspection(map).metrics.loads
        #expect(loads.map(\.minutes.expected) == [60 * 70, 60 * 60])
        #expect(loads.map(\.isKnown) == [true, true])
        #expect(loads.map { $0.silent.map { map[$0].name } } == [["Ask"], []])
    }

    @Test func aLoadOfWhichNothingIsCertainIsNotKnown() throws {
        let map = resolved("""
            process: P
              volume: 60 per month
            lane: A
              role: Asker [people 1]
            lane: B
            flow:
              B: Big?
                yes:
                  Asker: Ask [work 1 h]
                no
              end: Done
            """)
        let load = try #require(Inspection(map).metrics.loads.first)
        #expect(!load.isKnown)
        #expect(load.share == nil)
    }

    /// The shares of some decisions are struck out: what is then said must hold for what they were.
    @Test func holdsOnMadeUpMaps() {
        var toldInSpite = 0
        var more = 0
        for seed in 1...300 as ClosedRange<UInt64> {
            var author = MetricsSimulationTests.Author(seed: seed)
            author.builder.map.entries = []
            _ = author.parts(2, isPath: false, mayLeave: seed % 3 != 0)
            for end in author.loose { author.builder.flow(end.node, author.ends[0], end.kind, end.share) }
            let full = author.builder.map
            var gappy = full
            let decisions = full.nodeIDs.filter { full[$0].kind == .decision }
            for decision in decisions where Bool.random(using: &author.random) {
                for index in gappy.flows.indices where gappy.flows[index].from == decision { gappy.flows[index].probability = nil }
            }
            let (known, certain) = (Inspection(full).metrics, Inspection(gappy).metrics)
            for node in full.nodeIDs {
                guard let visits = known.visits[node.index] else { continue }
                let least = certain.visitsAtLeast[node.index]
                #expect(least <= visits * (1 + 1e-9) + 1e-9, "seed \(seed): \(full[node].name) passed \(visits), at least \(least)")
                if let exact = certain.visits[node.index] {
                    #expect(isClose(exact, visits), "seed \(seed): \(full[node].name) passed \(visits), said \(exact)")
                    if !certain.missing.isEmpty { toldInSpite += 1 }
                } else if least > 0 {
                    more += 1
                }
            }
        }
        // Else nothing was put to the test.
        #expect(toldInSpite > 1000 && more > 100)
    }
}
