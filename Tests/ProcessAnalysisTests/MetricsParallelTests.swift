import ProcessModel
import Testing

@testable import ProcessAnalysis

/// What the numbers make of paths that run side by side, and what of it is exact.
struct MetricsParallelTests {
    private func metrics(_ text: String) -> Metrics { Inspection(resolved(text)).metrics }

    /// The lead times of the nodes, each as often as a case waits for it, add up to the whole.
    private func pacedLead(_ metrics: Metrics) -> Double? {
        metrics.pacing.map { zip($0, metrics.steps).reduce(0) { $0 + $1.0 * $1.1.leadAtLeast.expected } }
    }

    @Test func aJoinWaitsForAPathUntilItHasLeft() throws {
        let found = metrics("""
            process: Ship
            lane: A
            flow:
              in parallel:
                path: x
                  A: Pack [takes 1 bh]
                path: y
                  A: Check stock [takes 10 bh]
                  A: There?
                    yes 50%
                    no 50% -> Dropped
              A: Ship [takes 1 bh]
              end: Done
              end: Dropped
            """)
        let lead = try #require(found.byEnd.first?.figures?.lead)
        #expect(isClose(lead.time.expected, 660))
        #expect(!lead.mayBeLonger)
        #expect(isClose(found.allCases.lead.value?.time.expected, 660))
        #expect(isClose(pacedLead(found), 660))
    }

    /// Two paths that may both leave: 5 bh and 10 bh, each gone in half of the cases.
    @Test func whereNothingArrivesNobodyWaits() throws {
        let found = metrics("""
            process: Ship
            lane: A
            flow:
              in parallel:
                path: x
                  A: Pack [takes 5 bh]
                  A: Packed?
                    yes 50%
                    no 50% -> Dropped
                path: y
                  A: Check stock [takes 10 bh]
                  A: There?
                    yes 50%
                    no 50% -> Dropped
              A: Ship [takes 0 min]
              end: Done
              end: Dropped
            """)
        let done = try #require(found.byEnd.first { $0.perCase.map { isClose($0, 0.75) } ?? false })
        // All that go on have waited 10 bh for the second path, whatever has become of it.
        #expect(isClose(done.figures?.lead.time.expected, 600))
        #expect(isClose(pacedLead(found), found.allCases.lead.value?.time.expected ?? -1))
    }

    private static func twoPaths(_ first: String, _ second: String) -> String {
        """
        process: Q
        lane: A
        flow:
          in parallel:
            path: x
              A: How big?
                small 50%:
                  A: Cut x [takes 1 bh]
                big 50%:
                  A: Build x [takes \(first)]
            path: y
              A: Make y [takes \(second)]
          end: Done
        """
    }

    @Test(arguments: [
        // The longest path hangs on the answer: 6 bh, or 12 bh; counted is the longest of 6.5 bh and 6 bh.
        ("12 bh", "6 bh", 390.0, true),
        // The second is the longest whatever is answered, and the first is.
        ("12 bh", "20 bh", 1200.0, false),
        ("12 bh", "1 bh", 390.0, false),
    ])
    func aMeanOfTheLongestThatIsTooShortSaysSo(first: String, second: String, expected: Double, mayBeLonger: Bool) throws {
        let lead = try #require(metrics(Self.twoPaths(first, second)).allCases.lead.value)
        #expect(isClose(lead.time.expected, expected))
        #expect(lead.mayBeLonger == mayBeLonger)
        #expect(lead.isLowerBound == mayBeLonger)
    }

    @Test func aForkAfterTheStartHandsNothingOver() {
        let map = resolved("""
            process: Ship
            lanes: Legal, Finance, Sales
            flow:
              start: Order in
              in parallel:
                path: a
                  Legal: Check contract [work 1 h, takes 8 bh]
                path: b
                  Finance: Set up billing [work 1 h, takes 4 bh]
              Sales: Ship [work 1 h, takes 2 bh]
              end: Done
            """)
        let handoffs = Inspection(map).metrics.handoffs
        #expect(handoffs.count == 2)
        #expect(isClose(handoffs.perCase, 2))
        #expect(handoffs.alongMainPath == 2)
        #expect(handoffs.pairs.allSatisfy { map[$0.to].name == "Sales" })
    }

    @Test func aJoinBeforeTheEndTakesNothingIn() {
        let handoffs = metrics("""
            process: Ship
            lanes: Legal, Finance, Sales
            flow:
              Sales: Take order
              in parallel:
                path: a
                  Legal: Check contract
                path: b
                  Finance: Set up billing
              end: Done
            """).handoffs
        #expect(handoffs.count == 2)
        #expect(isClose(handoffs.perCase, 2))
    }

    @Test func answersThatLeadToOneStepNeedNoShares() throws {
        let text = """
            process: One
            lane: A
            flow:
              A: Kind?
                small
                big
              A: Do [takes 7 bh, work 1 h]
              end: Done
            """
        let found = metrics(text)
        #expect(isClose(found.allCases.lead.value?.time.expected, 420))
        #expect(found.shares.gaps == [])
        #expect(Inspection(resolved(text)).shareRange == nil)
    }

    @Test func theRangeTellsWhatTheSharesChange() throws {
        let range = try #require(Inspection(resolved("""
            process: One
            lane: A
            flow:
              A: Big?
                yes:
                  A: Talk [takes 4 bh, work 1 h]
                no
              A: Do [takes 6-8 bh, work 1 h]
              end: Done
            """)).shareRange)
        #expect(isClose(range.lead.low, 420))
        #expect(isClose(range.lead.high, 660))
    }

    @Test func whatIsSentBackMayTakeLessThanTheOtherAnswers() throws {
        let way = try #require(Inspection(resolved("""
            process: N
            lanes: A, L
            flow:
              A: Draft [work 1 h, takes 1 bh]
              A: Big?
                yes 40%:
                  A: Margin?
                    yes 75%
                    no 25% -> Draft
                  L: Legal [work 1 h, takes 16 bh]
                no 60%
              end: Done
            """)).waysBack.first)
        // With it (1 + 0.3 · 16) / 0.9 bh, without it 1 + 0.4 · 16 bh.
        #expect(isClose(way.lead?.expected, (5.8 / 0.9 - 7.4) * 60))
    }

    @Test func sharesThatSendAllBackAreToBeCorrected() {
        let missing = metrics("""
            process: N
            lane: A
            flow:
              A: Draft [takes 1 bh]
              A: Good?
                yes 0%
                no 100% -> Draft
              end: Done
            """).allCases.lead.missing.joined()
        #expect(missing.contains("the shares of the answers send all of them back"))
    }

    @Test func sumsBeyondAllMeasureAreNotTold() {
        let found = metrics("""
            process: N
            lane: A
            flow:
              A: Draft [work 1000 d, wait 5000 w]
              A: Good?
                yes 0.0000001%
                no -> Draft
              end: Done
            """)
        #expect(found.allCases.lead.missing.joined().contains("more than can be worked out"))
        #expect(found.allCases.work.value == nil)
        #expect(found.byEnd.allSatisfy { $0.figures == nil })
    }

    /// Many roles of one person on a long map: those with the most work are looked at, and the rest are counted.
    @Test func notAllKeyPeopleOfALongMapAreLookedAt() throws {
        var builder = MapBuilder()
        var last: NodeID?
        for number in 0..<2000 {
            builder.map.roles.append(Role(name: "R\(number)", lane: LaneID(0), span: .nowhere))
            builder.map.roles[number].people = Figure(1, at: .nowhere)
            let node = builder.node(work: Double(number), takes: 4000, role: RoleID(number))
            if let last { builder.flow(last, node) }
            last = node
        }
        let end = builder.node(.end, "Done")
        if let last { builder.flow(last, end) }
        let key = try #require(Inspection(builder.map).keyPeople?.value)
        #expect(key.notLookedAt == 1951)
        #expect(key.people.contains { $0.role == RoleID(1999) })
        #expect(!key.people.contains { $0.role == RoleID(1) })
        #expect(!key.isFewest)
    }
}
