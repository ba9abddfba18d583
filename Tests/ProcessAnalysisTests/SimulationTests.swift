import ProcessModel
import Testing

@testable import ProcessAnalysis

/// Playing a map, against what can be worked out by hand.
@Suite struct SimulationTests {
    // MARK: Without queues

    /// Made-up maps with loops, branches, ways out and parallel blocks: the means are those of the exact solution.
    @Test(arguments: 1...24)
    func meansAreThoseOfTheExactSolution(seed: Int) throws {
        var author = MetricsSimulationTests.Author(seed: UInt64(seed))
        author.builder.map.entries = []
        let mayLeave = seed % 3 != 0
        _ = author.parts(2, isPath: false, mayLeave: mayLeave)
        for end in author.loose { author.builder.flow(end.node, author.ends[0], end.kind, end.share) }
        let inspection = Inspection(author.builder.map)
        // Where cases wait for ever, those that do come out at no end, which the formulas do not know.
        guard Soundness(inspection.map, inspection.graph).deadlocks.isEmpty else { return }
        let outcome = try played(inspection, cases: 4000, seed: UInt64(seed))
        for (end, exact) in zip(outcome.ends, inspection.metrics.byEnd) {
            #expect(end.end == exact.end)
            expect(end.perCase, isNear: try #require(exact.perCase), slack: 0.01)
        }
        // The formulas do not wait for a path that will leave; who plays cannot know it before it has.
        guard inspection.metrics.blocks.blocks.allSatisfy(\.exits.isEmpty) else { return }
        expect(outcome.lead.mean, isNear: try #require(inspection.metrics.allCases.lead.value).time.expected, slack: 1e-9)
        for (end, exact) in zip(outcome.ends, inspection.metrics.byEnd) {
            guard let figures = exact.figures, let lead = end.lead else { continue }
            expect(lead.mean, isNear: figures.lead.time.expected, slack: 0.005)
        }
    }

    @Test func aTimeOfOneFigureStands() throws {
        let outcome = try played("""
            process: P
            lanes: A, B

            flow:
              A: Write [takes 4 bh]
              B: Read [work 30 min, wait 1 bh]
              end: Done
            """)
        for figure in [outcome.lead.mean, outcome.lead.p50, outcome.lead.p85, outcome.lead.p95] {
            expect(try #require(figure), isNear: 330, slack: 1e-9)
        }
        #expect(outcome.perMonth == nil && outcome.inProcess == nil)
        #expect(!outcome.isLowerBound)
    }

    /// The beta distribution that PERT assumes has the variance (m - a)(b - m) / 7 around its mean m; a range, all of which
    /// is as likely, (b - a)² / 12.
    @Test func timesAreSpreadAsTheyAreSaid() throws {
        var chance = Chance(seed: 7, run: 0)
        for (low, likely, high) in [(0.0, 60.0, 120.0), (10, 20, 90), (30, 30, 60), (10, 90, 90)] {
            let mean = (low + 4 * likely + high) / 6
            let estimate = Estimate(low: low, expected: mean, high: high)
            let times = (0..<40_000).map { _ in chance.time(estimate) }
            #expect(times.allSatisfy { $0 >= low && $0 <= high })
            let found = times.reduce(0, +) / 40_000
            let variance = times.reduce(0) { $0 + ($1 - found) * ($1 - found) } / 40_000
            let isRange = likely == (low + high) / 2
            let expected = isRange ? (high - low) * (high - low) / 12 : (mean - low) * (high - mean) / 7
            #expect(abs(found - mean) < 5 * (expected / 40_000).squareRoot(), "mean from \(low) to \(high)")
            #expect(abs(variance / expected - 1) < 0.04, "variance from \(low) to \(high)")
        }
    }

    @Test func logarithmsAreRight() {
        #expect(Chance.logarithm(1) == 0)
        #expect(isClose(Chance.logarithm(10), 2.302585092994046, within: 1e-15))
        #expect(isClose(Chance.logarithm(1e-300), -690.7755278982137, within: 1e-15))
        #expect(isClose(Chance.logarithm(1.5), 0.4054651081081644, within: 1e-15))
        #expect(isClose(Chance.logarithm(0.7), -0.35667494393873245, within: 1e-15))
        #expect(Chance.logarithm(0) == -.infinity)
    }

    /// Of two times that vary exponentially the longer has the mean 1/a + 1/b - 1/(a + b), the shorter 1/(a + b).
    @Test(arguments: [("", 140.0), (" [any]", 40)])
    func parallelPathsWaitForTheLastOrTheFirst(rule: String, mean: Double) throws {
        let outcome = try played("""
            process: P
            lanes: A, B

            flow:
              A: Begin
              fork: Both
                -> One
                -> Two
              A: One [takes 60 min]
                -> Met
              B: Two [takes 2 h]
                -> Met
              join: Met\(rule.isEmpty ? " [all]" : rule)
              end: Done
            """, variation: .exponential)
        expect(outcome.lead.mean, isNear: mean)
    }

    /// Of two times of one range from 60 to 120 min the longer has the mean 60 + 2/3 of 60, and is below t as often as the
    /// square of the share below t.
    @Test func theLongerOfTwoRangesIsKnown() throws {
        let outcome = try played("""
            process: P
            lanes: A, B

            flow:
              A: Begin
              in parallel:
                path: one
                  A: One [takes 60-120 min]
                path: two
                  B: Two [takes 60-120 min]
              end: Done
            """, cases: 20_000)
        expect(outcome.lead.mean, isNear: 100)
        expect(try #require(outcome.lead.p50), isNear: 60 + 60 * 0.5.squareRoot())
        expect(try #require(outcome.lead.p85), isNear: 60 + 60 * 0.85.squareRoot())
        expect(try #require(outcome.lead.p95), isNear: 60 + 60 * 0.95.squareRoot())
    }

    /// A time from 0 to 4 h is over 3 h in a quarter of all cases. What that sets off takes a day and holds nobody up.
    @Test func aTimerGoesOffBesideTheCase() throws {
        let outcome = try played("""
            process: P
            lanes: A, B

            flow:
              A: Do it [takes 0-4 bh]
                on late 3 bh -> Escalate
              A: Go on [takes 1 bh]
              end: Done

              B: Escalate [takes 1 bd]
                -> Go on
            """)
        #expect(outcome.late.count == 1)
        expect(try #require(outcome.late.first).share, isNear: 0.25)
        expect(outcome.lead.mean, isNear: 180)
        expect(outcome.ends[0].perCase, isNear: 1, slack: 1e-9)
    }

    /// A path that has left is not waited for any more; as long as it may still come, it is.
    @Test(arguments: [(1, 240.0), (5, 360)])
    func aPathThatHasLeftIsNotWaitedFor(hours: Int, lead: Double) throws {
        let outcome = try played("""
            process: P
            lanes: A, B

            flow:
              A: Begin [takes 1 bh]
              in parallel:
                path: one
                  A: Try [takes \(hours) bh]
                  A: Works?
                    yes 50%
                    no 50% -> Given up
                path: two
                  B: Wait [takes 3 bh]
              end: Done

              end: Given up
            """)
        expect(outcome.lead.mean, isNear: lead, slack: 1e-9)
        expect(outcome.ends[0].perCase, isNear: 1, slack: 1e-9)
        expect(outcome.ends[1].perCase, isNear: 0.5)
        expect(try #require(outcome.ends[1].lead).mean, isNear: Double(hours) * 60 + 60, slack: 1e-9)
    }

    /// Shares of 80% and 50%: 30% of the cases take both, as docs/metrics.md works out.
    @Test func severalAnswersAreTakenAsOftenAsTheySay() throws {
        let text = """
            process: P
            lanes: A, B

            flow:
              A: Which? [any]
                first 80%:
                  A: Do first [takes 1 bh]
                second 50%:
                  B: Do second [takes 3 bh]
              end: Done
            """
        let outcome = try played(text)
        // Half of them take 3 h, the others 1 h.
        expect(outcome.lead.mean, isNear: 120)
        let exact = try #require(Inspection(resolved(text)).metrics.allCases.lead.value).time.expected
        expect(outcome.lead.mean, isNear: exact)
    }

    /// Four cases in five go another way, and what has arrived at the join waits for them for ever.
    @Test func casesThatWaitForEverAreCounted() throws {
        func text(share: Int) -> String {
            """
            process: P
            lanes: A, B

            flow:
              start: In
              fork: Both
                -> One
                -> Big?
              A: One [takes 1 bh]
                -> Met
              B: Big?
                yes \(share)% -> Two
                no \(100 - share)% -> Tell
              B: Two [takes 2 bh]
                -> Met
              B: Tell [takes 1 bh]
              end: Told

              join: Met
              A: Go on [takes 1 bh]
              end: Done
            """
        }
        let outcome = try played(text(share: 20))
        let stuck = try #require(outcome.stuck.first)
        #expect(outcome.stuck.count == 1)
        expect(stuck.share, isNear: 0.8)
        expect(outcome.lead.mean, isNear: 180, slack: 1e-9)
        let done = try #require(outcome.ends.first { $0.perCase.value < 0.5 })
        expect(done.perCase, isNear: 0.2)
        let all = try #require(Simulation.prepare(Inspection(resolved(text(share: 0))), .init(cases: 1000)).value).outcome()
        #expect(all.missing == ["all cases wait for ever at 'Met': 'baton check' tells why"])
    }

    /// `within` is agreed for taking up: what comes after the wait does not count.
    @Test(arguments: [("work 6 h, wait 1 bh", 1.0), ("work 6 h, wait 5 bh", 0), ("work 30 min, takes 4 bh", 1), ("takes 4 bh", 1)])
    func aLimitIsKeptWhenWorkBeginsInTime(times: String, kept: Double) throws {
        let outcome = try played(Self.handoff(times), cases: 1000)
        expect(try #require(outcome.limits.first).share, isNear: kept, slack: 1e-9)
    }

    @Test func howMuchIsWorkHasToBeKnownForALimit() throws {
        let outcome = try played(Self.handoff("takes 5 bh"), cases: 1000)
        #expect(outcome.limits.isEmpty)
        #expect(outcome.missing.contains { $0.contains("'Write copy'") && $0.contains("taken up in time") })
    }

    private static func handoff(_ times: String) -> String {
        """
        process: P
        lanes: A, B

        flow:
          A: Send [takes 1 bh]
            handoff: brief [within 4 bh]
          B: Write copy [\(times)]
          end: Done
        """
    }

    /// The way out is fewer cases, not fewer that go back.
    @Test func aLongMapIsPlayedWithFewerCases() throws {
        let steps = (1...2000).map { "  A: Step \($0) [takes 1 bh]\n" }.joined()
        let text = "process: P\nlanes: A\n\nflow:\n\(steps)  end: Done\n"
        let inspection = Inspection(resolved(text))
        #expect(Simulation.prepare(inspection, .init(cases: 1_000_000)).missing.first?.hasSuffix("play fewer, with `--cases 62000`") ?? false)
        #expect(Simulation.prepare(inspection, .init(cases: 62_000)).value != nil)
    }

    // MARK: Hours

    /// A lane that closes at one o'clock: a case that comes in x hours after nine is done an hour later if x < 3, five
    /// hours of the process later if x < 4, else 9 - x hours later; that is 2.5 h in the mean. What is not done on the day, 5 of
    /// 8, also waits for a night of 16 h, and one in five for a weekend of 48 h more.
    @Test func aClosedLaneIsWaitedFor() throws {
        let outcome = try played("""
            process: P
            lanes: A
            lane: B
              calendar: Mon-Fri 09:00-13:00

            flow:
              start: In
              B: Do it [takes 1 bh]
              end: Done
            """)
        expect(outcome.lead.mean, isNear: 150)
        expect(outcome.elapsed.mean, isNear: 150 + 5.0 / 8 * (16 + 48.0 / 5) * 60)
        expect(outcome.withoutQueues.expected, 60)
    }

    @Test func workingHoursAreCounted() {
        // Tuesday to Thursday, six to ten.
        let hours = WorkingHours(WorkCalendar(minutesPerDay: 240, daysPerWeek: 3, firstDay: 1, opensAt: 360, written: "Tue-Thu 06:00-10:00"))
        let day = 1440.0
        #expect(hours.worked(until: 0) == 0)
        #expect(hours.worked(until: day + 360) == 0)
        #expect(hours.worked(until: day + 400) == 40)
        #expect(hours.worked(until: day + 900) == 240)
        #expect(hours.worked(until: 4 * day) == 720)
        #expect(hours.worked(until: 7 * day) == 720)
        #expect(hours.worked(until: 8 * day + 370) == 730)
        // Done at closing time, not at the next opening.
        #expect(hours.clock(atWorked: 240) == day + 600)
        #expect(hours.clock(atWorked: 720) == 3 * day + 600)
        #expect(hours.clock(atWorked: 730) == 8 * day + 370)
        #expect(hours.clock(30, after: 5 * day) == 8 * day + 390)
        var chance = Chance(seed: 3, run: 0)
        for calendar in [hours, WorkingHours(.assumed), WorkingHours(WorkCalendar(minutesPerDay: 1440, daysPerWeek: 7, written: nil))] {
            for _ in 0..<500 {
                let minutes = chance.share() * 50_000
                #expect(isClose(calendar.worked(until: calendar.clock(atWorked: minutes)), minutes))
            }
        }
    }

    // MARK: What is not known

    @Test func whatIsMissingIsSaid() throws {
        func missing(_ text: String) -> [String] { Simulation.prepare(Inspection(resolved(text))).missing }
        #expect(missing("process: P\nlanes: A\n\nflow:\n  A: Do it\n  end: Done\n") == [
            "no step says how long it takes: write `[work 5 min, takes 4 bh]` after the steps you know it of"
        ])
        let silent = missing("""
            process: P
            lanes: A

            flow:
              A: Do it [takes 1 bh]
              A: Good?
                yes
                no -> Do it
              end: Done
            """)
        #expect(silent.count == 1)
        #expect(silent.first?.contains("'Good?'") ?? false)
    }

    @Test func silentStepsMakeALowerBound() throws {
        let outcome = try played("""
            process: P
            lanes: A

            flow:
              A: Know [takes 1 bh]
              A: Not know [takes ?]
              end: Done
            """)
        #expect(outcome.isLowerBound)
        expect(outcome.lead.mean, isNear: 60, slack: 1e-9)
        #expect(outcome.missing.contains { $0.contains("'Not know'") })
    }

    @Test func tooFewCasesTellNoQuantile() throws {
        let outcome = try played("""
            process: P
            lanes: A

            flow:
              A: Do it [takes 1 bh]
              A: Rare?
                yes 1% -> Odd end
                no 99%
              end: Done

              end: Odd end
            """, cases: 8000)
        let rare = try #require(outcome.ends.first { $0.perCase.value < 0.5 })
        #expect(rare.lead?.p95 == nil)
        #expect(outcome.ends.contains { $0.lead?.p95 != nil })
    }

    // MARK: Repeating

    @Test func theSameSeedGivesTheSame() throws {
        let text = SimulationQueueTests.desk(people: 2, work: "20-80 min", perMonth: 300)
        let (first, again, other) = (try played(text, cases: 2000), try played(text, cases: 2000), try played(text, cases: 2000, seed: 2))
        #expect(first.lead == again.lead)
        #expect(first.queues[0].wait == again.queues[0].wait)
        #expect(first.lead != other.lead)
        // Runs hang on nothing but their number.
        let simulation = try #require(Simulation.prepare(Inspection(resolved(text)), .init(cases: 2000)).value)
        let backwards = (0..<Simulation.runCount).reversed().map(simulation.run)
        #expect(simulation.outcome(of: backwards.reversed()).value?.lead == first.lead)
    }

    /// Any map can be played, or says why not: nothing traps, nothing hangs, times are numbers.
    @Test(arguments: 0..<20)
    func anyMapIsPlayedOrSaysWhyNot(block: Int) {
        for seed in block * 25..<(block + 1) * 25 {
            var map = MetricsAnyMapTests.map(seed: seed)
            map.roles.append(Role(name: "R", lane: LaneID(0), span: .nowhere))
            map.roles[0].people = Figure(Double(seed % 4) / 2, at: .nowhere)
            for index in map.nodes.indices where index % 2 == 1 && map.nodes[index].isWork {
                map.nodes[index].performers = .one(Performer(lane: map.nodes[index].lane, role: RoleID(0), span: .nowhere))
            }
            switch Simulation.prepare(Inspection(map), .init(cases: 1000)) {
            case .notAssessable(let missing): #expect(!missing.isEmpty, "seed \(seed)")
            case .value(let simulation):
                switch simulation.outcome() {
                case .notAssessable(let missing): #expect(!missing.isEmpty, "seed \(seed)")
                case .value(let outcome):
                    #expect(outcome.lead.mean.value.isFinite && outcome.lead.mean.value >= 0, "seed \(seed)")
                    #expect(outcome.ends.allSatisfy { $0.perCase.value.isFinite }, "seed \(seed)")
                }
            }
        }
    }
}

// MARK: Help

/// The outcome of playing a map that can be played.
func played(
    _ text: String, cases: Int = 10_000, seed: UInt64 = 1, variation: Simulation.Variation = .asStated,
    sourceLocation: SourceLocation = #_sourceLocation
) throws -> SimulationOutcome {
    try played(
        Inspection(resolved(text, sourceLocation: sourceLocation)), cases: cases, seed: seed, variation: variation,
        sourceLocation: sourceLocation)
}

func played(
    _ inspection: Inspection, cases: Int, seed: UInt64 = 1, variation: Simulation.Variation = .asStated,
    sourceLocation: SourceLocation = #_sourceLocation
) throws -> SimulationOutcome {
    let prepared = Simulation.prepare(inspection, .init(seed: seed, cases: cases, variation: variation))
    let simulation = try #require(prepared.value, "\(prepared.missing)", sourceLocation: sourceLocation)
    return try #require(simulation.outcome().value, sourceLocation: sourceLocation)
}

/// Within twice the margin of the 95% confidence interval, some four standard errors.
func expect(_ found: SampledFigure, isNear truth: Double, slack: Double = 0, sourceLocation: SourceLocation = #_sourceLocation) {
    let margin = 2 * (found.margin ?? 0) + slack * max(1, abs(truth))
    #expect(abs(found.value - truth) <= margin, "\(found.value) ± \(found.margin ?? 0), and not \(truth)", sourceLocation: sourceLocation)
}

func expect(_ found: Double, _ truth: Double, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(isClose(found, truth), sourceLocation: sourceLocation)
}
