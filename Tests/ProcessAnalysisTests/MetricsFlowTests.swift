import ProcessModel
import Testing

@testable import ProcessAnalysis

/// Maps with their figures. Times are in minutes; what is checked by hand says how.
struct MetricsFlowTests {
    static let head = "process: Test\n  volume: 100 per month\nlanes: A, B, C\n\nflow:\n"

    // 60 + max(20, 100) + 1; work 10 + 5 + 50 + 1; ok 0.5 · 0.8.
    @Test func aBlockTakesAsLongAsItsLongestPath() {
        check(Self.head + """
              A: Start it [work 10 min, takes 60 min]
              in parallel:
                path: short
                  B: Do little [work 5 min, takes 20 min, ok 50%]
                path: long
                  C: Do much [work 50 min, takes 100 min, ok 80%]
              A: Close it [work 1 min, takes 1 min]
              end: Done
            """, """
            main path: lead 161, work 66, ok 0.4 known for 2 of 4, handoffs 4
            all cases: lead 161, work 66, ok 0.4 known for 2 of 4, handoffs 4
            Done: 1, lead 161, work 66, ok 0.4 known for 2 of 4
            load of lane A: 1100
            load of lane B: 500
            load of lane C: 5000
            """)
    }

    // The rejected go on to the end as well as through the join, which waits for them to be rejected.
    @Test func aPathThatEndsIsWaitedForUntilItDoes() {
        check(Self.head + """
              A: Start it [work 10 min, takes 60 min]
              in parallel:
                path: check
                  B: Good? [work 4 min, takes 120 min]
                    yes 60%
                    no -> Rejected
                path: prepare
                  C: Do much [work 50 min, takes 100 min]
              A: Close it [work 1 min, takes 1 min]
              end: Done
              end: Rejected
            """, """
            main path: lead 181, work 65, handoffs 4
            all cases: lead 181, work 65, handoffs 3.6
            Done: 1, lead 181, work 63.4
            Rejected: 0.4, lead 180, work 14
            load of lane A: 1100
            load of lane B: 400
            load of lane C: 5000
            """)
    }

    // The join is reached by 1 - 0.4 · 0.5 of the cases, after 100 min, as it waits for the longer path whatever becomes of it;
    // of the others as many follow each path as leave by it.
    @Test func whereNoPathArrivesTheCaseEndsWhereItLeft() {
        check(Self.head + """
              A: Start it [work 10 min, takes 60 min]
              in parallel:
                path: check
                  B: Good? [work 0 min, takes 20 min]
                    yes 60%
                    no -> Rejected
                path: prepare
                  C: Possible? [work 50 min, takes 100 min]
                    yes 50%
                    no -> Rejected
              A: Close it [work 1 min, takes 1 min]
              end: Done
              end: Rejected
            """, """
            main path: lead 161, work 61, handoffs 4
            all cases: lead 153.689, work 60.8, handoffs 3.1
            Done: 0.8, lead 161, work 42.25
            Rejected: 0.9, lead 124.444, work 37.778
            visits of Close it: 0.8
            load of lane A: 1080
            load of lane B: 0
            load of lane C: 5000
            """)
    }

    // Inner block max(30, 40), outer max(10 + 40, 45).
    @Test func blocksInBlocksAreTakenFromTheInside() {
        check(Self.head + """
              A: Start it [work 1 min, takes 5 min]
              in parallel:
                path: one
                  A: Prepare [work 1 min, takes 10 min]
                  in parallel:
                    path: left
                      B: Left [work 1 min, takes 30 min]
                    path: right
                      B: Right [work 1 min, takes 40 min]
                path: two
                  C: Two [work 1 min, takes 45 min]
              end: Done
            """, """
            main path: lead 55, work 5, handoffs 3
            all cases: lead 55, work 5, handoffs 3
            Done: 1, lead 55, work 5
            load of lane A: 200
            load of lane B: 200
            load of lane C: 100
            """)
    }

    // 10 / (1 - 0.5) in the path.
    @Test func aLoopInsideAPathIsWorkedOutThere() {
        check(Self.head + """
              in parallel:
                path: one
                  A: Try [work 1 min, takes 10 min]
                  A: Good?
                    yes
                    no 50% -> Try
                path: two
                  A: Two [work 1 min, takes 15 min]
              end: Done
            """, """
            main path: lead 15, work 2, handoffs 0
            all cases: lead at least 20, work 3, rework 0.333, handoffs 0
            Done: 1, lead at least 20, work 3
            visits of Try: 2
            visits of Good?: 2
            load of lane A: 300
            """)
    }

    // Each round sends on one case by way of the other path, and back a fifth: 1 + 0.2 + 0.2² + …
    // come out, after 14 min and a quarter of a round of 12 min in the mean. What came out waited for
    // 1 + 3 + 0.8 · 2 + 1 min of work and for a quarter of a round of 1 + 2.
    @Test func aPathMayJumpBackOutOfItsBlock() {
        check(Self.head + """
              A: Begin [work 1 min, takes 10 min]
              in parallel:
                path: one
                  B: Good? [work 2 min, takes 2 min]
                    yes
                    no 20% -> Begin
                path: two
                  C: Two [work 3 min, takes 3 min]
              A: Close [work 1 min, takes 1 min]
              end: Done
            """, """
            main path: lead 14, work 7, handoffs 4
            all cases: lead 14, work 8.75, handoffs 5
            Done: 1.25, lead 17, work 7.35
            visits of Begin: 1.25
            visits of Good?: 1.25
            visits of Two: 1.25
            visits of Close: 1.25
            load of lane A: 250
            load of lane B: 250
            load of lane C: 375
            """)
    }

    // At least one is taken, so those without the call have the mail: 100 · 0.5 + 20 · 0.5 between 60 and 1.
    @Test func severalAnswersMayBeTaken() {
        check(Self.head + """
              A: Start it [work 10 min, takes 60 min]
              A: Which channels? [any]
                mail 80%:
                  B: Send mail [work 5 min, takes 20 min]
                phone 50%:
                  C: Call [work 50 min, takes 100 min]
              A: Close it [work 1 min, takes 1 min]
              end: Done
            """, """
            main path: lead 161, work 66, handoffs 4
            all cases: lead 121, work 40, handoffs 2.6
            Done: 1, lead 121, work 40
            visits of Send mail: 0.8
            visits of Call: 0.5
            load of lane A: 1100
            load of lane B: 400
            load of lane C: 2500
            """)
    }

    // fork and join by name say the same as a block.
    @Test func forkAndJoinMakeABlock() {
        check(Self.head + """
              A: Start it [work 10 min, takes 60 min]
              fork: Both
                -> Short
                -> Long
              B: Short [work 5 min, takes 20 min]
              -> Meet
              C: Long [work 50 min, takes 100 min]
              join: Meet [all]
              end: Done
            """, """
            main path: lead 160, work 65, handoffs 2
            all cases: lead 160, work 65, handoffs 2
            Done: 1, lead 160, work 65
            load of lane A: 1000
            load of lane B: 500
            load of lane C: 5000
            """)
    }

    // Independent but for that at least one is taken: c = 0.75 solves 1 - (1 - 0.8 c)(1 - 0.5 c) = c.
    @Test func answersAreTakenAsOftenAsTheySay() {
        let choice = AnswerChoice([0.8, 0.5])
        #expect(isClose(choice.any, 0.75) && !choice.isOneAtMost)
        #expect(isClose(choice.chances[0] / choice.any, 0.8) && isClose(choice.chances[1] / choice.any, 0.5))
        #expect(AnswerChoice([0.5, 0.5]).isOneAtMost && isClose(AnswerChoice([0.3, 0.3]).none, 0.4))
        #expect(isClose(AnswerChoice([1, 0.2]).any, 1))
    }

    // Shares of 100% leave no room for both, so that lead time and work are the same here.
    @Test func severalAnswersThatAddUpToAll() {
        check(Self.head + """
              A: Which? [any]
                one 50%:
                  A: X [work 60 min, wait 0 min]
                two 50%:
                  A: Y [work 120 min, wait 0 min]
              A: Z [work 60 min, wait 0 min]
              end: Done
            """, """
            main path: lead 180, work 240, handoffs 0
            all cases: lead 150, work 150, handoffs 0
            Done: 1, lead 150, work 150
            visits of X: 0.5
            visits of Y: 0.5
            load of lane A: 15000
            """)
    }

    // A tenth breaks before any answer; of the rest as above. The decision's own ok counts.
    @Test func severalAnswersAndAnException() {
        check(Self.head + """
              A: Which? [any, work 0 min, takes 0 min, ok 50%]
                on error 10% -> Broken
                one 50%:
                  A: X [work 60 min, wait 0 min, ok 100%]
                two 50%:
                  A: Y [work 120 min, wait 0 min, ok 100%]
              A: Z [work 60 min, wait 0 min, ok 100%]
              end: Done
              end: Broken
            """, """
            main path: lead 180, work 240, ok 0.5, handoffs 0
            all cases: lead 135, work 135, ok 0.5, handoffs 0
            Done: 0.9, lead 150, work 150, ok 0.5
            Broken: 0.1, lead 0, work 0, ok 0.5
            visits of X: 0.45
            visits of Y: 0.45
            visits of Z: 0.9
            load of lane A: 13500
            """)
    }

    // The join goes on after 20; both paths are worked on.
    @Test func anyJoinGoesOnWithTheFirst() {
        check(Self.head + """
              A: Start it [work 10 min, takes 60 min]
              fork: Both
                -> Short
                -> Long
              B: Short [work 5 min, takes 20 min]
              -> Meet
              C: Long [work 50 min, takes 100 min]
              join: Meet [any]
              end: Done
            """, """
            main path: lead 80, work 65, handoffs 2
            all cases: lead 80, work 65, handoffs 2
            Done: 1, lead 80, work 65
            load of lane A: 1000
            load of lane B: 500
            load of lane C: 5000
            """)
    }

    @Test func pathsThatMeetBeforeTheirJoinAreReported() {
        check(Self.head + """
              fork: Both
                -> Short
                -> Long
              B: Short [work 5 min, takes 20 min]
              C: Long [work 50 min, takes 100 min]
              join: Meet [all]
              end: Done
            """, """
            main path: lead 120, work 55, handoffs 1
            all cases: the paths of 'Both' are not joined, so no one moment ends the case: join those that the case waits for
            Done: 2, lead 110, work 52.5
            visits of Long: 2
            load of lane B: 500
            load of lane C: 10000
            """)
    }

    @Test func aJoinThatNoForkFeedsIsReported() {
        check(Self.head + """
              A: Good?
                yes 50% -> Left
                no -> Right
              B: Left [work 5 min, takes 20 min]
              -> Meet
              C: Right [work 50 min, takes 100 min]
              join: Meet [all]
              end: Done
            """, """
            main path: lead 20, work 5, handoffs 1
            all cases: 'Meet' waits for paths that no one fork starts together, so what comes after it is not worked out: start them at one fork
            Done: ?
            visits of Left: 0.5
            visits of Right: 0.5
            load of lane A: 0
            load of lane B: 250
            load of lane C: 2500
            """)
    }

    @Test func sharesThatAreNotSaidLeaveUnknownWhatDependsOnThem() {
        check(Self.head + """
              A: Start it [work 10 min, takes 60 min]
              A: Good?
                yes
                no -> Start it
              A: Close it [work 1 min, takes 1 min]
              end: Done
            """, """
            main path: lead 61, work 11, handoffs 0
            all cases: how many cases take each answer of 'Good?' is not said: write a share after the answers, such as `yes 60%`
            Done: 1
            visits of Start it: ?
            visits of Good?: ?
            load of lane A: 1100
            """)
    }

    @Test func sharesBeforeAGapAreStillKnown() {
        check(Self.head + """
              A: Start it [work 10 min, takes 60 min]
              A: First?
                yes 30%
                no -> Elsewhere
              B: Second? [work 2 min, takes 2 min]
                yes
                no -> Elsewhere
              end: Done
              end: Elsewhere
            """, """
            main path: lead 62, work 12, handoffs 1
            all cases: how many cases take each answer of 'Second?' is not said: write a share after the answers, such as `yes 60%`
            Done: ?
            Elsewhere: ?
            visits of Second?: 0.3
            load of lane A: 1000
            load of lane B: 60
            """)
    }

    @Test func sharesThatDoNotAddUpAreNotBentToFit() {
        check(Self.head + """
              A: Good?
                yes 60%
                no 60% -> Elsewhere
              end: Done
              end: Elsewhere
            """, """
            main path: lead 0, work 0, handoffs 0
            all cases: the answers of 'Good?' add up to 120%, not 100%: correct their shares
            Done: ?
            Elsewhere: ?
            load of lane A: 0
            """)
    }

    @Test func aLoopWithoutAWayOutIsNamed() {
        check(Self.head + """
              A: Good?
                yes 50%
                no -> Try
              end: Done
              B: Try [work 1 min, takes 1 min]
              B: Try harder [work 1 min, takes 1 min]
              -> Try
            """, """
            main path: lead 0, work 0, handoffs 0
            all cases: cases that reach 'Try' go round for ever: add an answer that leads on
            Done: 0.5, lead 0, work 0
            visits of Try: ?
            visits of Try harder: ?
            load of lane A: 0
            load of lane B: 0
            """)
    }

    // Errors take their share off the top; what is late has none and is not counted. The first
    // repair is no repetition: 71 / (60 + 0.1 · 30 + 1).
    @Test func exceptionsWithAShareCarryCases() {
        check(Self.head + """
              A: Review [work 10 min, takes 60 min]
                on error 10% -> Repair
                on late 1 bd -> Escalate
              A: Close [work 1 min, takes 1 min]
              end: Done
              B: Repair [work 5 min, takes 30 min]
              -> Review
              C: Escalate [work 5 min, takes 30 min]
              -> Close
            """, """
            main path: lead 61, work 11, handoffs 0
            all cases: lead 71, work 12.667, rework 0.109, handoffs 0.222
            Done: 1, lead 71, work 12.667
            visits of Review: 1.111
            visits of Repair: 0.111
            visits of Escalate: 0
            load of lane A: 1211.111
            load of lane B: 55.556
            load of lane C: 0
            """)
    }

    @Test func unknownTimesMakeLowerBounds() {
        check(Self.head + """
              A: Known [work 10 min, takes 60 min, ok 90%]
              A: Unknown [work ?, takes 30 min]
              A: Half [work 5 min]
              B: Silent
              end: Done
            """, """
            main path: lead 95 known for 2 of 4, work 15 known for 2 of 4, ok 0.9 known for 1 of 4, handoffs 1
            all cases: lead 95 known for 2 of 4, work 15 known for 2 of 4, ok 0.9 known for 1 of 4, handoffs 1
            Done: 1, lead 95 known for 2 of 4, work 15 known for 2 of 4, ok 0.9 known for 1 of 4
            load of lane A: 1500
            load of lane B: 0
            """)
    }

    // Wait and work make the lead time; a range counts by its middle, three points by PERT.
    @Test func rangesAreCarriedThrough() {
        check(Self.head + """
              A: Range [work 4-8 min, wait 1-3 bh]
              A: Points [work 3/5/13 min, takes 30 min]
              end: Done
            """, """
            main path: lead 156 (94 to 218), work 12 (7 to 21), handoffs 0
            all cases: lead 156 (94 to 218), work 12 (7 to 21), handoffs 0
            Done: 1, lead 156 (94 to 218), work 12 (7 to 21)
            load of lane A: 1200
            """)
    }

    // 0.8 for the one, 0.5 · 0.9 for the other: the receiver's figure stands for the step's.
    @Test func aHandoffsOwnOkStandsForTheSteps() {
        check(Self.head + """
              A: Write [work 1 min, takes 1 min, ok 60%]
                handoff: brief [ok 80%]
              B: Read [work 1 min, takes 1 min, ok 50%]
              end: Done
            """, """
            main path: lead 2, work 2, ok 0.4, handoffs 1
            all cases: lead 2, work 2, ok 0.4, handoffs 1
            Done: 1, lead 2, work 2, ok 0.4
            load of lane A: 100
            load of lane B: 100
            """)
    }

    @Test func anEmptyMapHasNoFigures() {
        let metrics = MapBuilder().metrics
        #expect(metrics.mainPath == nil)
        #expect(metrics.allCases.lead.value == nil)
        #expect(metrics.byEnd.isEmpty)
        #expect(metrics.loads.isEmpty)
    }
}
