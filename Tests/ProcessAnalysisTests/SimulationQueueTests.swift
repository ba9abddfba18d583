import ProcessModel
import Testing

@testable import ProcessAnalysis

/// Waiting for people, against the formulas of queueing theory.
///
/// Sources: Erlang 1917 for M/M/c; Pollaczek 1930 and Khinchine 1932 for M/G/1; all in Gross, Harris,
/// *Fundamentals of Queueing Theory*, 4th edition 2008, chapters 2 and 5. A month has 9,600 minutes of work.
@Suite struct SimulationQueueTests {
    static let month = 9600.0

    /// One step that one role does.
    static func desk(people: Int, available: String = "", work: String, perMonth: Int) -> String {
        """
        process: Desk
          volume: \(perMonth) per month
        lane: Team
          role: Clerk [people \(people)\(available)]

        flow:
          start: In
          Clerk: Serve [work \(work)]
          end: Out
        """
    }

    /// The share that waits (Erlang C), for `load` people's worth of work and `people` to do it.
    static func erlangC(people: Int, load: Double) -> Double {
        // The sum of load^k / k! for k below the number of people, and the last of these terms.
        var (sum, term) = (1.0, 1.0)
        for k in 1..<max(1, people) {
            term *= load / Double(k)
            sum += term
        }
        let allBusy = term * load / (Double(people) - load)
        return allBusy / (sum + allBusy)
    }

    /// M/M/c: the mean wait is C / (c m - l), and the wait beyond t happens to C exp(-(c m - l) t).
    @Test(arguments: [(1, 96), (1, 154), (2, 300), (3, 500), (8, 1400)])
    func agreesWithErlang(people: Int, perMonth: Int) throws {
        let work = 50.0
        let outcome = try played(Self.desk(people: people, work: "50 min", perMonth: perMonth), cases: 20_000, variation: .exponential)
        let rate = Double(perMonth) / Self.month
        let share = Self.erlangC(people: people, load: rate * work)
        let drain = Double(people) / work - rate
        let queue = try #require(outcome.queues.first)
        let wait = try #require(queue.wait)
        expect(queue.load, rate * work / Double(people))
        expect(wait.mean, isNear: share / drain)
        expect(outcome.lead.mean, isNear: share / drain + work)
        // A run of a thousand cases sees few of the long queues of busy people, so its highest quantile is skewed.
        expect(try #require(wait.p95), isNear: max(0, -Chance.logarithm(0.05 / share)) / drain, slack: 0.1)
        expect(try #require(wait.p85), isNear: max(0, -Chance.logarithm(min(1, 0.15 / share))) / drain, slack: 0.02)
        expect(try #require(queue.waiting), isNear: rate * share / drain)
        expect(try #require(queue.busy), isNear: queue.load)
        // Little's law, of cases that were counted.
        let inProcess = try #require(outcome.inProcess)
        expect(inProcess, isNear: rate * (share / drain + work))
        #expect(abs(inProcess.value - rate * outcome.lead.mean.value) < 0.04 * inProcess.value)
        // An interval as wide as the figure would agree with anything.
        #expect(try #require(wait.mean.margin) < 0.3 * share / drain)
    }

    /// In M/M/1 the time in the system is itself exponential.
    @Test func theWholeTimeAtOneDeskIsExponential() throws {
        let outcome = try played(Self.desk(people: 1, work: "50 min", perMonth: 96), cases: 20_000, variation: .exponential)
        let mean = 50 / (1 - 0.5)
        expect(try #require(outcome.lead.p50), isNear: mean * Chance.logarithm(2), slack: 0.01)
        expect(try #require(outcome.lead.p85), isNear: mean * -Chance.logarithm(0.15), slack: 0.01)
        expect(try #require(outcome.lead.p95), isNear: mean * -Chance.logarithm(0.05), slack: 0.01)
    }

    /// M/G/1: the mean wait is l E[S²] / 2 (1 - load). Times of one figure do not vary; those of a range by a variance
    /// of (b - a)² / 12, of three points by (m - a)(b - m) / 7.
    @Test(arguments: [("50 min", 0.0), ("20-80 min", 300), ("10/20/210 min", 40.0 * 160 / 7)])
    func agreesWithPollaczekAndKhinchine(work: String, variance: Double) throws {
        let perMonth = 134
        let rate = Double(perMonth) / Self.month
        let outcome = try played(Self.desk(people: 1, work: work, perMonth: perMonth), cases: 20_000)
        let truth = rate * (2500 + variance) / (2 * (1 - rate * 50))
        expect(try #require(outcome.queues.first?.wait).mean, isNear: truth)
        expect(outcome.lead.mean, isNear: truth + 50)
    }

    /// Half a person's time: the desk is taken twice as long for each piece of work, the case only once.
    @Test func aPartOfTheirTimeIsLessOfIt() throws {
        let perMonth = 67
        let rate = Double(perMonth) / Self.month
        let outcome = try played(Self.desk(people: 1, available: ", available 50%", work: "50 min", perMonth: perMonth), cases: 20_000)
        let truth = rate * 10_000 / (2 * (1 - rate * 100))
        expect(try #require(outcome.queues.first?.wait).mean, isNear: truth)
        expect(outcome.lead.mean, isNear: truth + 50)
        #expect(outcome.assumptions.contains { $0.contains("Clerk 50%") })
    }

    /// Two roles at once: where one of them is always free, the other is a desk by itself.
    @Test func twoRolesAreNeededAtOnce() throws {
        let outcome = try played("""
            process: P
              volume: 134 per month
            lane: Team
              role: Clerk [people 1]
              role: Witness [people 500]

            flow:
              start: In
              Clerk + Witness: Sign [work 50 min]
              end: Out
            """, cases: 20_000)
        let rate = 134 / Self.month
        for queue in outcome.queues { expect(try #require(queue.wait).mean, isNear: rate * 2500 / (2 * (1 - rate * 50))) }
        #expect(outcome.queues.count == 2)
    }

    /// Steps that two desks do one after the other: what leaves M/M/1 comes to the next as it came to the first (Burke 1956;
    /// Jackson 1957), so that each is a desk by itself, also where 20% go back.
    @Test func aNetworkOfDesksAgreesWithJackson() throws {
        let outcome = try played("""
            process: P
              volume: 96 per month
            lane: Team
              role: First [people 1]
              role: Second [people 2]

            flow:
              start: In
              First: Write [work 50 min]
              Second: Read [work 100 min]
              Second: Good?
                yes 80%
                no 20% -> Write
              end: Out
            """, cases: 20_000, variation: .exponential)
        let rate = 96 / 0.8 / Self.month
        let first = 50 / (1 - rate * 50)
        let second = 100 + Self.erlangC(people: 2, load: rate * 100) / (2.0 / 100 - rate)
        expect(outcome.lead.mean, isNear: (first + second) / 0.8)
    }

    /// The 95% interval holds the truth about that often.
    @Test func intervalsHoldTheTruth() throws {
        let truth = 50 / (1 - 0.5)
        let hits = try (1...30).filter { seed in
            let lead = try played(Self.desk(people: 1, work: "50 min", perMonth: 96), cases: 2000, seed: UInt64(seed), variation: .exponential).lead.mean
            return abs(lead.value - truth) <= lead.margin ?? 0
        }
        // Fewer than 24 of 30 happen once in three hundred times, if each holds with 95%.
        #expect(hits.count >= 24)
    }

    // MARK: Waits that are stated

    @Test(arguments: [("", 300.0), (" because contention", 300), (" because priority", 300)])
    func aStatedWaitHoldsTheOneForPeople(cause: String, lead: Double) throws {
        // Nobody waits longer than the four hours that are stated anyway.
        let outcome = try played(Self.desk(people: 2, work: "60 min, wait 4 bh\(cause)", perMonth: 40), cases: 2000)
        expect(outcome.lead.mean, isNear: lead, slack: 0.001)
        #expect(try #require(outcome.queues.first?.wait).mean.value > 0)
    }

    @Test func aWaitForABatchComesBeforeTheOneForPeople() throws {
        let perMonth = 134
        let rate = Double(perMonth) / Self.month
        let outcome = try played(Self.desk(people: 1, work: "50 min, wait 4 bh because batching", perMonth: perMonth), cases: 20_000)
        expect(outcome.lead.mean, isNear: 240 + 50 + rate * 2500 / (2 * (1 - rate * 50)))
    }

    /// What is stated because of people is left out where the queue is to tell it; other waits stay.
    @Test(arguments: [(" because contention", 0.0), ("", 0), (" because priority", 240), (" because external", 240)])
    func queuesMayTakeThePlaceOfWaits(cause: String, wait: Double) throws {
        let text = Self.desk(people: 500, work: "50 min, wait 4 bh\(cause)", perMonth: 100)
        let prepared = Simulation.prepare(Inspection(resolved(text)), .init(cases: 1000, waits: .queues))
        let simulation = try #require(prepared.value)
        let outcome = try #require(simulation.outcome().value)
        expect(outcome.lead.mean, isNear: wait + 50, slack: 1e-9)
    }

    // MARK: Too much work

    @Test func aQueueWithoutAnEndIsSaidAndNotPlayed() throws {
        let outcome = try played(Self.desk(people: 1, work: "50 min", perMonth: 300))
        #expect(outcome.queues.isEmpty)
        let overload = try #require(outcome.overloads.first)
        expect(try #require(overload.load), 300 * 50 / Self.month)
        expect(overload.surplus, 300 * 50 - Self.month)
        #expect(overload.enough?.people == 2)
        #expect(outcome.isLowerBound)
        expect(outcome.lead.mean, isNear: 50, slack: 1e-9)
    }

    /// In M/M/1 the time at the desk is exponential: done within its mean in 1 - 1/e of all cases. The wait before it
    /// is longer than t with the load times that.
    @Test func timeLimitsAreKeptAsOftenAsTheTheorySays() throws {
        let outcome = try played("""
            process: P
              volume: 96 per month
              budget: lead time at most 100 min
            lane: Customer [customer]
            lane: Team
              role: Clerk [people 1]

            flow:
              Customer: Ask
                handoff: request [within 100 min]
              Clerk: Serve [work 50 min]
              end: Out
            """, cases: 20_000, variation: .exponential)
        let truth = 1 - 0.36787944117144233
        expect(try #require(outcome.limits.first).share, isNear: 1 - 0.5 * 0.36787944117144233)
        expect(try #require(outcome.withinBudget), isNear: truth)
        #expect(outcome.limits.count == 1)
    }

    /// What timers set off is work too: 94% with what is on the map, and a tenth more once all reviews go late.
    @Test func whatTimersSetOffCountsAsWork() throws {
        func text(people: Int) -> String {
            """
            process: P
              volume: 100 per month
            lane: Team
              role: Clerk [people \(people)]

            flow:
              Clerk: Review [work 90 min, wait 2-20 bh]
                on late 1 bd -> Escalate
              Clerk: Call
              end: Out

              Clerk: Escalate [work 10 min]
                -> Call
            """
        }
        let outcome = try played(text(people: 1), cases: 10_000)
        let overload = try #require(outcome.overloads.first)
        #expect(outcome.queues.isEmpty && outcome.isLowerBound)
        #expect(try #require(overload.load) > 1 && overload.fromTimers > 0.06)
        let two = try played(text(people: 2), cases: 10_000)
        let queue = try #require(two.queues.first)
        #expect(two.overloads.isEmpty)
        // Two thirds of the waits are longer than a day, and each of these costs ten minutes.
        let late = try #require(two.late.first).share.value
        #expect(late > 0.6)
        #expect(abs(queue.load - (100 * 90 + 100 * late * 10) / (2 * Self.month)) < 0.002)
    }

    /// The share of the cases behind a queue without an end.
    @Test func casesBehindAQueueWithoutAnEndAreCounted() throws {
        let outcome = try played("""
            process: P
              volume: 300 per month
            lane: Team
              role: Clerk [people 1]
              role: Boss [people 9]

            flow:
              Boss: Look [work 5 min]
              Boss: Hard?
                yes 75% -> Serve
                no 25% -> Out
              Clerk: Serve [work 50 min]
              end: Out
            """, cases: 4000)
        expect(try #require(outcome.behindEndlessQueues), isNear: 0.75)
        #expect(try played(Self.desk(people: 2, work: "50 min", perMonth: 100), cases: 1000).behindEndlessQueues == nil)
    }

    /// The same cases meet the same luck, so that what a change does not touch does not differ, to the last bit.
    @Test func twoPlaysHaveTheSameLuck() throws {
        func outcome(people: Int, perMonth: Int) throws -> SimulationOutcome {
            try played(
                Self.desk(people: people, work: "20-80 min", perMonth: perMonth), cases: 4000)
        }
        let (many, more) = (try outcome(people: 400, perMonth: 300), try outcome(people: 500, perMonth: 300))
        let none = try #require(more.lead.mean.difference(from: many.lead.mean))
        #expect(abs(none.value) < 1e-6 && !none.isTold)
        let (one, two) = (try outcome(people: 1, perMonth: 150), try outcome(people: 2, perMonth: 150))
        let less = try #require(two.lead.mean.difference(from: one.lead.mean))
        #expect(less.isTold && less.value < 0)
        // Narrower than that of two plays which have nothing to do with each other.
        let apart = (try #require(one.lead.mean.margin), try #require(two.lead.mean.margin))
        #expect(try #require(less.margin) <= apart.0 + apart.1)
    }

    @Test func noVolumeAtAllIsPlayedCaseByCase() throws {
        let outcome = try played(Self.desk(people: 1, work: "50 min", perMonth: 0), cases: 1000)
        #expect(outcome.perMonth == nil && outcome.inProcess == nil)
        #expect(outcome.missing.contains { $0.contains("volume of 0") })
    }

    @Test func nobodyWaitsForPeopleWhoAreNotCounted() throws {
        let text = Self.desk(people: 1, work: "50 min", perMonth: 300).replacing("[people 1]", with: "[people ?]")
        let outcome = try played(text)
        #expect(outcome.queues.isEmpty && outcome.overloads.isEmpty)
        #expect(outcome.missing.contains { $0.contains("Clerk") })
    }

    /// What other maps ask of the same people is time that they do not have here.
    @Test func otherMapsTakeTheirPart() throws {
        func entry(_ id: String, perMonth: Int) -> Folder.Entry {
            var map = resolved(Self.desk(people: 1, work: "50 min", perMonth: perMonth))
            map.id = id
            return Folder.Entry(map)
        }
        let folder = Folder([entry("a", perMonth: 48), entry("b", perMonth: 96)], links: MapLinks(count: 2))
        let inspection = try #require(folder.inspection(of: 0))
        let outcome = try played(inspection, cases: 20_000)
        let queue = try #require(outcome.queues.first)
        // Of 160 h the other map takes 80, so that 40 of 80 are asked for: 120 of 160 in all.
        expect(queue.room, 0.5)
        expect(queue.load, 0.75)
        expect(try #require(queue.wait).mean, isNear: 0.5 * 100 / (2 * (1 - 0.5)))
    }
}
