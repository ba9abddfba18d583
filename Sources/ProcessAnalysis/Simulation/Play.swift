import HeapModule
import ProcessModel

/// One run: cases come in one after the other, go their ways, wait for people, and come out.
///
/// A case is one or more *tokens*, each at one node. A fork makes more of them, its join one again.
struct Play {
    /// What one run shows. Times are in business minutes.
    struct Record: Sendable {
        /// For each case that counts, in the order in which they came out.
        var lead: [Double] = []
        /// The same by the clock on the wall, nights and weekends included, in minutes.
        var elapsed: [Double] = []
        /// For each end, the lead times of the cases that came out there.
        var ends: [[Double]]
        /// For each of the staff, how long pieces of work waited for them.
        var waits: [[Double]]
        /// For each of the staff, the minutes they worked.
        var work: [Double]
        /// For each timer (`on late 1 bd`), how often it went off, and how often it was set.
        var late: [(late: Int, all: Int)]
        /// How many cases were on their way at a time, in the mean over the time in which those that count came in;
        /// nil where that is no time.
        var inProcess: Double?
        /// For each time limit, how many handoffs kept it, and how many there were.
        var kept: [(kept: Int, all: Int)]
        /// For each of the staff, the minutes that timers ask of them, and of these the ones that the second half of
        /// the cases has set off. They are not part of `work`.
        var lateWork: [(all: Double, secondHalf: Double)]
        /// Cases that pass a step whose people have no end of work.
        var endless = 0
        /// For each join at which cases may wait for ever, how many do.
        var stuck: [Int]
        /// True where cases went round more often than can be followed.
        var isCutOff = false
    }

    /// How many cases, and which of them count.
    struct Extent: Sendable {
        /// The mean time between two cases, in business minutes of the process.
        var interval: Double
        /// Cases at the beginning that do not count, as they find empty desks.
        var warmUp: Int
        /// Cases that count.
        var counted: Int
        /// Cases after them, lest the last ones find the desks empty again.
        var after: Int
        /// More visits than this are not followed.
        var mostVisits: Int
    }

    /// What part of a case a token is.
    private enum Part: UInt8 {
        /// A timer has set it off. It is followed only until it comes to where the case comes by itself.
        case late
        /// A path that is not waited for.
        case side
        /// It has left a block; where nothing arrives at the join, the case goes on there.
        case left
        /// What the case is followed along.
        case main
    }

    private struct Token {
        var node: Int
        let ofCase: Int
        /// The block it is in, as an index into `openBlocks`; -1 outside all.
        var block: Int
        var part: Part
        /// The time limit under which it was handed over, and when; only where one was agreed.
        var limit: Int?
        /// While a timer runs: which of `isStaying` says that the token is still at the step.
        var stay: Int?
        var handedOver = 0.0
    }

    private struct OpenBlock {
        let block: Int
        let ofCase: Int
        /// The block around it.
        let outer: Int
        let part: Part
        /// Which join waits for ever for what has gone another way, as an index into `deadJoins`; -1 where none does.
        var deadJoin = -1
        /// Tokens that may still arrive.
        var awaited: Int
        var hasArrived = false
    }

    private struct Case {
        let arrival: Double
        var chance: Chance
        var tokens = 1
        /// Joins of `deadJoins` that wait for ever for what has gone another way.
        var dead: Set<Int> = []
        /// The one at which it stands, as an index into `deadJoins`; -1 where it does not.
        var stuckAt = -1
        var isEndless = false
        /// The moment at which it ended, by the greatest part that has.
        var end = 0.0
        var endPart: Part?
        /// How many tokens of that part have ended.
        var endCount = 0
    }

    /// Work that waits for people.
    private struct Request {
        let token: Token
        /// When the case came to the step.
        let arrival: Double
        /// When it began to wait for people.
        let since: Double
        let work: Double
        /// How long the step lies at least, counted from its arrival; 0 where that has passed.
        let wait: Double
        let order: Int
    }

    private enum Happening {
        case arrival
        case request(Request)
        case done(Token)
        case free(staff: Int)
        case timer(Token, PlayedMap.Timer)
    }

    private struct Event: Comparable {
        let time: Double
        let order: Int
        /// Index into `happenings`, as what is moved about in the heap had better be small.
        let slot: Int

        static func < (a: Event, b: Event) -> Bool { a.time != b.time ? a.time < b.time : a.order < b.order }
        static func == (a: Event, b: Event) -> Bool { a.order == b.order }
    }

    /// First come, first served.
    private struct Queue {
        private var requests: [Request] = []
        private var head = 0

        var first: Request? { head < requests.count ? requests[head] : nil }

        mutating func append(_ request: Request) { requests.append(request) }

        mutating func removeFirst() {
            head += 1
            if head > 64, head * 2 > requests.count {
                requests.removeFirst(head)
                head = 0
            }
        }
    }

    private let map: PlayedMap
    private let extent: Extent
    private let variation: Simulation.Variation
    /// Where the numbers of all cases come from.
    private let chance: Chance
    /// Those of the case that comes in next.
    private var next: Chance
    private var record: Record
    private var events = Heap<Event>()
    private var happenings: [Happening] = []
    private var freeSlots: [Int] = []
    private var order = 0
    private var cases: [Case] = []
    private var openBlocks: [OpenBlock] = []
    private var freeBlocks: [Int] = []
    /// Tokens that have just come to a node, and have yet to be looked at.
    private var moving: [Token] = []
    private var queues: [Queue]
    private var free: [Int]
    /// Worked minutes of the process until the last case came in.
    private var lastArrival = 0.0
    private var isStaying: [Bool] = []
    private var visits = 0
    private var leftToCount: Int

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

    private mutating func schedule(_ happening: Happening, at time: Double) {
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
    private mutating func scheduleArrival() {
        guard cases.count < extent.warmUp + extent.counted + extent.after else { return }
        // Numbered from the first that counts, so that two plays with warm-ups of unlike length have the same cases.
        next = chance.ofCase(cases.count - extent.warmUp)
        lastArrival += next.exponential(mean: extent.interval)
        schedule(.arrival, at: map.hours[0].clock(atWorked: lastArrival))
    }

    /// When the first case sets out: so that those that count begin at a time of the week that hangs on the run alone.
    private func beginning() -> Double {
        var phase = chance
        let week = map.hours[0].minutesPerWeek
        var begin = phase.share() * week
        for number in 0..<extent.warmUp {
            var one = chance.ofCase(number - extent.warmUp)
            begin -= one.exponential(mean: extent.interval)
        }
        return begin - (begin / week).rounded(.down) * week
    }

    private func counts(_ number: Int) -> Bool { number >= extent.warmUp && number < extent.warmUp + extent.counted }

    // MARK: Steps

    private mutating func draw(_ estimate: Estimate, for number: Int) -> Double {
        switch variation {
        case .asStated: cases[number].chance.time(estimate)
        case .exponential: estimate.expected > 0 ? cases[number].chance.exponential(mean: estimate.expected) : 0
        }
    }

    /// A token has come to a node.
    private mutating func enter(_ coming: Token, at time: Double) {
        guard var token = settled(coming, at: time) else { return }
        if token.part == .late, map.isRegular[token.node] {
            cases[token.ofCase].tokens -= 1
            finishIfDone(token.ofCase)
            return
        }
        visits += 1
        let step = map.steps[token.node]
        guard step.isTimed else {
            goOn(token, at: time)
            return
        }
        token.handedOver = time
        token.stay = nil
        let hours = map.hours[step.hours]
        for timer in step.timers {
            if counts(token.ofCase) { record.late[timer.number].all += 1 }
            if token.stay == nil {
                token.stay = isStaying.count
                isStaying.append(true)
            }
            schedule(.timer(token, timer), at: hours.clock(timer.minutes, after: time))
        }
        if step.isEndless, token.part != .late, !mayBePassedOver(token) { cases[token.ofCase].isEndless = true }
        let number = token.ofCase
        let work = draw(step.work, for: number)
        let wait: Double
        if let takes = step.takes {
            switch variation {
            case .asStated: wait = max(0, draw(takes, for: number) - work)
            case .exponential: wait = draw(Estimate(max(0, takes.expected - step.work.expected)), for: number)
            }
        } else {
            wait = draw(step.wait, for: number)
        }
        guard let crew = step.crew else {
            judge(token, takenUpAfter: wait)
            schedule(.done(token), at: hours.clock(wait + work, after: time))
            return
        }
        if token.part == .late, counts(number) {
            let isLateHalf = number >= extent.warmUp + extent.counted / 2
            for staff in map.crews[crew] {
                record.lateWork[staff].all += work
                if isLateHalf { record.lateWork[staff].secondHalf += work }
            }
        }
        let since = step.waitsFirst ? hours.clock(wait, after: time) : time
        let request = Request(
            token: token, arrival: time, since: since, work: work, wait: step.waitsFirst ? 0 : wait, order: order)
        if since > time { schedule(.request(request), at: since) } else { ask(request, at: time) }
    }

    /// True where another path may let the case go on without this one.
    private func mayBePassedOver(_ token: Token) -> Bool {
        var index = token.block
        while index >= 0 {
            if map.blocks[openBlocks[index].block].goesOnWithFirst { return true }
            index = openBlocks[index].outer
        }
        return false
    }

    /// The work on what was handed over begins after so many business minutes: within the time agreed?
    private mutating func judge(_ token: Token, takenUpAfter taken: Double) {
        guard let limit = token.limit, counts(token.ofCase) else { return }
        record.kept[limit].all += 1
        // A hair of slack: eight hours are a day, whatever the sums round to.
        if taken <= map.limits[limit] + 1e-6 { record.kept[limit].kept += 1 }
    }

    /// The case is still at the step when the time is over: something is set off beside it.
    private mutating func goOff(_ timer: PlayedMap.Timer, _ token: Token) {
        guard let stay = token.stay, isStaying[stay] else { return }
        if counts(token.ofCase) { record.late[timer.number].late += 1 }
        cases[token.ofCase].tokens += 1
        moving.append(Token(node: timer.target, ofCase: token.ofCase, block: -1, part: .late))
    }

    // MARK: People

    private mutating func ask(_ request: Request, at time: Double) {
        guard let crew = map.steps[request.token.node].crew else { return }
        if queues[crew].first == nil, isFree(crew) {
            begin(request, crew, at: time)
        } else {
            queues[crew].append(request)
        }
    }

    private func isFree(_ crew: Int) -> Bool { map.crews[crew].allSatisfy { free[$0] > 0 } }

    /// Somebody has become free: of all that wait for them, what has waited longest and can begin does.
    private mutating func serve(_ staff: Int, at time: Double) {
        while free[staff] > 0 {
            var next: (crew: Int, request: Request)?
            for crew in map.crewsOf[staff] {
                guard let request = queues[crew].first, isFree(crew) else { continue }
                if next.map({ (request.since, request.order) < ($0.request.since, $0.request.order) }) ?? true {
                    next = (crew, request)
                }
            }
            guard let (crew, request) = next else { return }
            queues[crew].removeFirst()
            begin(request, crew, at: time)
        }
    }

    private mutating func begin(_ request: Request, _ crew: Int, at time: Double) {
        let hours = map.hours[map.steps[request.token.node].hours]
        let now = hours.worked(until: time)
        let waited = max(0, now - hours.worked(until: request.since))
        for staff in map.crews[crew] {
            if counts(request.token.ofCase), request.token.part != .late {
                record.waits[staff].append(waited)
                record.work[staff] += request.work
            }
            free[staff] -= 1
            // Whoever has only a part of their time for this turns to other work for the rest of it.
            schedule(.free(staff: staff), at: hours.clock(request.work / map.staff[staff].room, after: time))
        }
        // The wait that was stated and the one for people are the same hours; the longer of them counts.
        let rest = max(0, hours.worked(until: request.arrival) + request.wait - now)
        judge(request.token, takenUpAfter: now + rest - hours.worked(until: request.token.handedOver))
        schedule(.done(request.token), at: hours.clock(rest + request.work, after: time))
    }

    // MARK: Ways on

    private mutating func goOn(_ token: Token, at time: Double) {
        let onward = map.onward[token.node]
        if !onward.exceptions.isEmpty {
            var dice = cases[token.ofCase].chance.share()
            for way in onward.exceptions {
                if dice < way.share {
                    move(token, along: way)
                    return
                }
                dice -= way.share
            }
        }
        switch onward.kind {
        case .nowhere: end(token, at: time)
        case .one: move(token, along: onward.ways[0])
        case .choice: move(token, along: onward.ways[choice(onward.ways, for: token.ofCase)])
        case .all: split(token, onward, Array(onward.ways.indices), at: time)
        case .answers: split(token, onward, answers(onward, for: token.ofCase), at: time)
        }
    }

    private mutating func move(_ token: Token, along way: PlayedMap.Onward.Way) {
        var token = token
        token.node = way.target
        token.limit = way.limit
        if way.deadJoin >= 0 { neverJoin(token, way.deadJoin) }
        moving.append(token)
    }

    private mutating func choice(_ ways: [PlayedMap.Onward.Way], for number: Int) -> Int {
        var dice = cases[number].chance.share()
        var last = 0
        for (index, way) in ways.enumerated() where way.share > 0 {
            if dice < way.share { return index }
            dice -= way.share
            last = index
        }
        return last
    }

    /// Which answers of a decision with `[any]` are taken: each by its chance, given that any is.
    private mutating func answers(_ onward: PlayedMap.Onward, for number: Int) -> [Int] {
        let chances = onward.chances
        if onward.isOneAtMost {
            var dice = cases[number].chance.share()
            for (index, share) in chances.enumerated() {
                if dice < share { return [index] }
                dice -= share
            }
            return []
        }
        // The chance that none from here on is taken.
        var noneLeft = [Double](repeating: 1, count: chances.count + 1)
        for index in chances.indices.reversed() { noneLeft[index] = noneLeft[index + 1] * (1 - chances[index]) }
        var taken: [Int] = []
        for (index, share) in chances.enumerated() {
            let given = taken.isEmpty ? share / max(share, 1 - noneLeft[index], 1e-300) : share
            if cases[number].chance.share() < given { taken.append(index) }
        }
        return taken
    }

    private mutating func split(_ token: Token, _ onward: PlayedMap.Onward, _ taken: [Int], at time: Double) {
        guard !taken.isEmpty else {
            // No answer is taken: it goes straight on to where they meet.
            if let block = onward.block {
                move(token, along: .init(share: 1, target: map.blocks[block].join))
            } else {
                end(token, at: time)
            }
            return
        }
        cases[token.ofCase].tokens += taken.count - 1
        var path = token
        if let block = onward.block {
            let open = OpenBlock(block: block, ofCase: token.ofCase, outer: token.block, part: token.part, awaited: taken.count)
            if let index = freeBlocks.popLast() {
                openBlocks[index] = open
                path.block = index
            } else {
                path.block = openBlocks.count
                openBlocks.append(open)
            }
        } else if token.block >= 0 {
            openBlocks[token.block].awaited += taken.count - 1
        }
        // The last to be put there is the first to be looked at.
        for way in taken.reversed() {
            if onward.block == nil, token.part != .late {
                path.part = way == onward.mainWay || taken.count == 1 ? token.part : .side
            }
            move(path, along: onward.ways[way])
        }
    }

    // MARK: Joins

    /// The token goes a way by which a join waits for ever.
    private mutating func neverJoin(_ token: Token, _ dead: Int) {
        var index = token.block
        while index >= 0 {
            if map.blocks[openBlocks[index].block].join == map.deadJoins[dead] {
                openBlocks[index].deadJoin = dead
                return
            }
            index = openBlocks[index].outer
        }
        cases[token.ofCase].dead.insert(dead)
    }

    /// The token where it stands, out of all blocks that it has left; nil where it has arrived at a join.
    private mutating func settled(_ coming: Token, at time: Double) -> Token? {
        var token = coming
        while token.block >= 0 {
            let index = token.block
            let block = openBlocks[index].block
            if token.node == map.blocks[block].join {
                arrive(token)
                return nil
            }
            if map.home[token.node] == block { break }
            // It leaves the block: the one around it has one more to wait for.
            token.block = openBlocks[index].outer
            if token.block >= 0 { openBlocks[token.block].awaited += 1 }
            if token.part == .main { token.part = .left }
            lessAwaited(index)
        }
        guard let dead = map.deadJoinOf[token.node], cases[token.ofCase].dead.contains(dead), token.part != .late else { return token }
        cases[token.ofCase].stuckAt = dead
        cases[token.ofCase].tokens -= 1
        // A join around this one waits for ever too.
        finishIfDone(token.ofCase)
        return nil
    }

    private mutating func arrive(_ token: Token) {
        let open = openBlocks[token.block]
        let isFirst = !open.hasArrived
        openBlocks[token.block].hasArrived = true
        cases[token.ofCase].tokens -= 1
        if map.blocks[open.block].goesOnWithFirst, isFirst { pass(open) }
        lessAwaited(token.block)
    }

    /// The join lets the case go on.
    private mutating func pass(_ open: OpenBlock) {
        cases[open.ofCase].tokens += 1
        moving.append(Token(node: map.blocks[open.block].join, ofCase: open.ofCase, block: open.outer, part: open.part))
    }

    private mutating func lessAwaited(_ first: Int) {
        var index = first
        while index >= 0 {
            openBlocks[index].awaited -= 1
            let open = openBlocks[index]
            guard open.awaited == 0 else { return }
            freeBlocks.append(index)
            if open.hasArrived {
                if open.deadJoin >= 0 {
                    cases[open.ofCase].stuckAt = open.deadJoin
                } else if !map.blocks[open.block].goesOnWithFirst {
                    pass(open)
                }
                break
            }
            // Nothing has arrived, so the block around it waits for one less.
            index = open.outer
        }
        finishIfDone(openBlocks[first].ofCase)
    }

    // MARK: Ends

    private mutating func end(_ token: Token, at time: Double) {
        let number = token.ofCase
        cases[number].tokens -= 1
        let position = map.isEnd[token.node]
        if position >= 0, counts(number), token.part != .late {
            let begun = map.hours[0].worked(until: cases[number].arrival)
            record.ends[position].append(max(0, map.hours[0].worked(until: time) - begun))
        }
        let best = cases[number].endPart
        if best.map({ token.part.rawValue > $0.rawValue }) ?? true {
            cases[number].endPart = token.part
            cases[number].end = time
            cases[number].endCount = 1
        } else if best == token.part {
            // Of several that are as good, any may be the one.
            cases[number].endCount += 1
            if cases[number].chance.index(below: cases[number].endCount) == 0 { cases[number].end = time }
        }
        if token.block >= 0 { lessAwaited(token.block) } else { finishIfDone(number) }
    }

    private mutating func finishIfDone(_ number: Int) {
        guard cases[number].tokens == 0 else { return }
        // Only once, however many tokens it had.
        cases[number].tokens = -1
        guard counts(number) else { return }
        leftToCount -= 1
        if cases[number].stuckAt >= 0 {
            record.stuck[cases[number].stuckAt] += 1
            return
        }
        if cases[number].isEndless { record.endless += 1 }
        let (arrival, end) = (cases[number].arrival, cases[number].end)
        let hours = map.hours[0]
        record.lead.append(max(0, hours.worked(until: end) - hours.worked(until: arrival)))
        record.elapsed.append(max(0, end - arrival))
    }

    // MARK: On their way

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
