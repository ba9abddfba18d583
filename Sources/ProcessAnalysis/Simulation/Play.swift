import HeapModule
import ProcessModel

/// One run: cases come in one after the other, go their ways, wait for people, and come out.
///
/// A case is one or more *tokens*, each at one node. A fork makes more of them, its join one again.
struct Play {
    let map: PlayedMap
    let extent: Extent
    let variation: Simulation.Variation
    /// Where the numbers of all cases come from.
    let chance: Chance
    /// Those of the case that comes in next.
    var next: Chance
    var record: Record
    var events = Heap<Event>()
    var happenings: [Happening] = []
    var freeSlots: [Int] = []
    var order = 0
    var cases: [Case] = []
    var openBlocks: [OpenBlock] = []
    var freeBlocks: [Int] = []
    /// Tokens that have just come to a node, and have yet to be looked at.
    var moving: [Token] = []
    var queues: [Queue]
    var free: [Int]
    /// Worked minutes of the process until the last case came in.
    var lastArrival = 0.0
    var isStaying: [Bool] = []
    var visits = 0
    var leftToCount: Int

    static func run(_ map: PlayedMap, _ extent: Extent, _ variation: Simulation.Variation, endCount: Int, chance: Chance) -> Record {
        var play = Play(map, extent, variation, endCount: endCount, chance: chance)
        play.run()
        play.record.inProcess = play.meanInProcess()
        return play.record
    }

    private init(_ map: PlayedMap, _ extent: Extent, _ variation: Simulation.Variation, endCount: Int, chance: Chance) {
        self.map = map
        self.extent = extent
        self.variation = variation
        self.chance = chance
        next = chance
        record = Record(
            ends: [[Double]](repeating: [], count: endCount), waits: [[Double]](repeating: [], count: map.staff.count),
            work: [Double](repeating: 0, count: map.staff.count),
            late: [(late: Int, all: Int)](repeating: (0, 0), count: map.timerCount),
            kept: [(kept: Int, all: Int)](repeating: (0, 0), count: map.limits.count),
            lateWork: [(all: Double, secondHalf: Double)](repeating: (0, 0), count: map.staff.count),
            stuck: [Int](repeating: 0, count: map.deadJoins.count))
        queues = [Queue](repeating: Queue(), count: map.crews.count)
        free = map.staff.map(\.people)
        leftToCount = extent.counted
        cases.reserveCapacity(extent.warmUp + extent.counted + extent.after)
        record.lead.reserveCapacity(extent.counted)
        record.elapsed.reserveCapacity(extent.counted)
    }

    private mutating func run() {
        guard !map.entries.isEmpty else { return }
        lastArrival = beginning()
        scheduleArrival()
        while leftToCount > 0, let event = events.popMin() {
            freeSlots.append(event.slot)
            switch happenings[event.slot] {
            case .arrival:
                let entry = map.entries.count == 1 ? 0 : next.index(below: map.entries.count)
                cases.append(Case(arrival: event.time, chance: next))
                scheduleArrival()
                moving.append(Token(node: map.entries[entry], ofCase: cases.count - 1, block: -1, part: .main))
            case .request(let request): ask(request, at: event.time)
            case .done(let token):
                if let stay = token.stay { isStaying[stay] = false }
                goOn(token, at: event.time)
            case .timer(let token, let timer): goOff(timer, token)
            case .free(let staff):
                free[staff] += 1
                serve(staff, at: event.time)
            }
            while let token = moving.popLast() {
                enter(token, at: event.time)
                guard visits <= extent.mostVisits else {
                    record.isCutOff = true
                    return
                }
            }
        }
    }

    mutating func schedule(_ happening: Happening, at time: Double) {
        let slot: Int
        if let free = freeSlots.popLast() {
            slot = free
            happenings[slot] = happening
        } else {
            slot = happenings.count
            happenings.append(happening)
        }
        events.insert(Event(time: time, order: order, slot: slot))
        order += 1
    }

    /// Cases come in during the hours of the process, and know nothing of each other (a Poisson process).
    mutating func scheduleArrival() {
        guard cases.count < extent.warmUp + extent.counted + extent.after else { return }
        // Numbered from the first that counts, so that two plays with warm-ups of unlike length have the same cases.
        next = chance.ofCase(cases.count - extent.warmUp)
        lastArrival += next.exponential(mean: extent.interval)
        schedule(.arrival, at: map.hours[0].clock(atWorked: lastArrival))
    }

    /// When the first case sets out: so that those that count begin at a time of the week that hangs on the run alone.
    func beginning() -> Double {
        var phase = chance
        let week = map.hours[0].minutesPerWeek
        var begin = phase.share() * week
        for number in 0..<extent.warmUp {
            var one = chance.ofCase(number - extent.warmUp)
            begin -= one.exponential(mean: extent.interval)
        }
        return begin - (begin / week).rounded(.down) * week
    }

    func counts(_ number: Int) -> Bool { number >= extent.warmUp && number < extent.warmUp + extent.counted }


    /// Counted over time, not from lead times, so that it may be held against Little's law.
    private func meanInProcess() -> Double? {
        let last = extent.warmUp + extent.counted - 1
        guard extent.counted > 1, cases.count > last else { return nil }
        let hours = map.hours[0]
        let (from, to) = (hours.worked(until: cases[extent.warmUp].arrival), hours.worked(until: cases[last].arrival))
        guard to > from else { return nil }
        let area = cases.reduce(0) { sum, one in
            let end = one.endPart == nil ? to : min(to, hours.worked(until: one.end))
            return sum + max(0, end - max(from, hours.worked(until: one.arrival)))
        }
        return area / (to - from)
    }
}
