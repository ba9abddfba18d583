import ProcessModel

/// A map made ready to be played: for each node what it takes, who is needed, and where it leads.
struct PlayedMap: Sendable {
    /// `on late 1 bd -> Step`.
    struct Timer: Sendable {
        /// Among all timers of the map.
        let number: Int
        /// Business minutes of the step's lane.
        let minutes: Double
        let target: Int
    }

    struct Step: Sendable {
        /// False for what takes no time.
        var isTimed = false
        var work = Estimate.zero
        /// The time it lies; used where `takes` is nil.
        var wait = Estimate.zero
        /// All of it, the work included.
        var takes: Estimate?
        /// True where it waits for something other than the people who do it, as for a batch or a date:
        /// it takes its place among those who wait for them only then.
        var waitsFirst = false
        /// Index into `hours`.
        var hours = 0
        /// Index into `crews`; nil where nobody who is limited does it.
        var crew: Int?
        var timers: [Timer] = []
        /// True where it waits for people whose queue has no end, which is not played.
        var isEndless = false
    }

    /// Where a case goes from a node.
    struct Onward: Sendable {
        enum Kind: Sendable { case nowhere, one, choice, all, answers }
        struct Way: Sendable {
            /// Nil where it is no flow of the map.
            var flow: FlowID?
            let share: Double
            let target: Int
            /// The time limit of the handoff, as an index into `limits`; nil where none was agreed.
            var limit: Int?
            /// The join that waits for ever once the case has gone this way, as an index into `deadJoins`; -1 for none.
            var deadJoin = -1
        }

        var kind = Kind.nowhere
        /// Taken before all others, each with its share of the cases.
        var exceptions: [Way] = []
        var ways: [Way] = []
        /// For a decision of which several answers may be taken.
        var chances: [Double] = []
        var isOneAtMost = false
        /// The block that is opened, as an index into `blocks`.
        var block: Int?
        /// Of paths that are not joined, the one that the case is followed along.
        var mainWay: Int?
    }

    struct Block: Sendable {
        let join: Int
        let goesOnWithFirst: Bool
    }

    /// The people of one role whose number is limited.
    struct Staff: Sendable {
        let role: RoleID
        let people: Int
        /// The share of their time that they have for this map.
        let room: Double
        /// The minutes a month that they have for all maps.
        let capacity: Double
        /// The load by all maps, and by all but this one, as shares of that.
        let load: Double
        let others: Double
    }

    var steps: [Step]
    var onward: [Onward]
    let blocks: [Block]
    /// For each node the innermost block it lies in; -1 outside all.
    var home: [Int]
    var isEnd: [Int]
    let entries: [Int]
    /// The different working hours of the lanes; the first are those of the process.
    var hours: [WorkingHours]
    let staff: [Staff]
    /// The sets of staff that are needed together, each as indices into `staff`.
    var crews: [[Int]] = []
    /// For each of the staff, the crews it belongs to.
    var crewsOf: [[Int]]
    /// For each node whether cases come to it otherwise than by a timer.
    let isRegular: [Bool]
    let timerCount: Int
    /// Time limits of handoffs, in business minutes of the receiving lane.
    let limits: [Double]
    /// Joins that wait for ever in some cases, and for each node which of them it is.
    private(set) var deadJoins: [Int] = []
    private(set) var deadJoinOf: [Int?]

    init(
        _ inspection: Inspection, staff: [Staff], endless: [RoleID] = [], limits: [SimulationLimit], waits: Simulation.Waits
    ) {
        let (map, graph, metrics) = (inspection.map, inspection.graph, inspection.metrics)
        let count = map.nodes.count
        steps = [Step](repeating: Step(), count: count)
        home = [Int](repeating: -1, count: count)
        isEnd = home
        deadJoinOf = [Int?](repeating: nil, count: count)
        for (position, end) in graph.ends.enumerated() { isEnd[end.index] = position }
        entries = map.entries.map(\.index)
        hours = [WorkingHours(map.calendar ?? .assumed)]
        self.staff = staff
        crewsOf = [[Int]](repeating: [], count: staff.count)
        blocks = metrics.blocks.blocks.map { Block(join: $0.join.index, goesOnWithFirst: map[$0.join].joinRule == .any) }
        // Inner blocks come first, and of these only fork and join are members of the outer ones.
        for (index, block) in metrics.blocks.blocks.enumerated() {
            for member in block.members { home[member.index] = index }
        }
        isRegular = Self.regular(map, graph)
        let timers = inspection.timers
        timerCount = timers.count
        var staffOf = [Int?](repeating: nil, count: map.roles.count)
        for (index, one) in staff.enumerated() { staffOf[one.role.index] = index }
        self.limits = limits.map(\.minutes)
        var limitOf = [Int?](repeating: nil, count: map.flows.count)
        for (index, limit) in limits.enumerated() { limitOf[limit.handoff.index] = index }
        onward = map.nodeIDs.map { Self.onward(from: $0, map, graph, metrics, limitOf) }
        for index in 0..<count where map.nodes[index].isWork {
            steps[index] = step(at: index, map, metrics, staffOf, waits)
        }
        if !endless.isEmpty {
            for index in 0..<count where steps[index].work.high > 0 {
                steps[index].isEndless = map.nodes[index].performers.all.contains { $0.role.map(endless.contains) ?? false }
            }
        }
        markDeadJoins(map, graph)
        for (number, timer) in timers.enumerated() {
            let flow = map[timer.flow]
            steps[flow.from.index].timers.append(Timer(number: number, minutes: timer.minutes, target: flow.to.index))
        }
    }

    // MARK: Steps

    private mutating func step(
        at index: Int, _ map: ProcessMap, _ metrics: Metrics, _ staffOf: [Int?], _ waits: Simulation.Waits
    ) -> Step {
        var step = Step()
        let lane = map.nodes[index].lane
        let week = WorkingHours(map.calendar(of: lane))
        step.hours = hours.firstIndex(of: week) ?? hours.count
        if step.hours == hours.count { hours.append(week) }
        if map.nodes[index].kind == .call {
            // What happens in the called map is not played; its lead time passes, its people are loaded there.
            step.wait = metrics.steps[index].leadAtLeast
            step.isTimed = step.wait.high > 0
            return step
        }
        guard let detail = map.nodes[index].detailIndex.map(Int.init) else { return step }
        let details = map.details[detail]
        func passing(_ figure: Figure<Duration>?) -> Estimate? {
            figure?.value.map { Estimate(passing: $0, by: $0.clock == .business ? .assumed : map.calendar(of: lane)) }
        }
        step.work = details.work?.value.map(Estimate.init(working:)) ?? .zero
        step.wait = passing(details.wait) ?? .zero
        step.takes = passing(details.takes)
        switch details.cause {
        case .batching, .calendar, .external: step.waitsFirst = true
        case .contention, .priority, nil: break
        }
        step.isTimed = step.work.high > 0 || step.wait.high > 0 || (step.takes?.high ?? 0) > 0
        guard step.work.high > 0, !details.flags.contains(.automated) else { return step }
        let needed = Set(map.nodes[index].performers.all.compactMap { $0.role.flatMap { staffOf[$0.index] } }).sorted()
        guard !needed.isEmpty else { return step }
        if waits == .queues, details.cause == nil || details.cause == .contention {
            step.wait = .zero
            step.takes = nil
        }
        if let known = crews.firstIndex(of: needed) {
            step.crew = known
        } else {
            step.crew = crews.count
            for one in needed { crewsOf[one].append(crews.count) }
            crews.append(needed)
        }
        return step
    }

    /// Marks the ways by which a case never comes to where a join waits for it.
    private mutating func markDeadJoins(_ map: ProcessMap, _ graph: FlowGraph) {
        guard map.nodes.contains(where: { $0.kind == .join }) else { return }
        for deadlock in Soundness(map, graph).deadlocks {
            guard let taken = deadlock.taken else { continue }
            let join = deadlock.join.index
            let dead = deadJoinOf[join] ?? deadJoins.count
            if dead == deadJoins.count {
                deadJoins.append(join)
                deadJoinOf[join] = dead
            }
            for (position, way) in onward[map[taken].from.index].ways.enumerated() where way.flow == taken {
                onward[map[taken].from.index].ways[position].deadJoin = dead
            }
        }
    }

    /// The nodes to which entries lead without a timer.
    private static func regular(_ map: ProcessMap, _ graph: FlowGraph) -> [Bool] {
        var isRegular = [Bool](repeating: false, count: graph.nodeCount)
        var open = graph.entries
        for entry in open { isRegular[entry.index] = true }
        while let node = open.popLast() {
            for flow in graph.flows(from: node) where map[flow].after == nil {
                let target = graph.target(of: flow)
                guard !isRegular[target.index] else { continue }
                isRegular[target.index] = true
                open.append(target)
            }
        }
        return isRegular
    }

    // MARK: Ways on

    private static func onward(
        from node: NodeID, _ map: ProcessMap, _ graph: FlowGraph, _ metrics: Metrics, _ limitOf: [Int?]
    ) -> Onward {
        var onward = Onward()
        guard map[node].kind != .end else { return onward }
        var ways: [FlowID] = []
        for flow in graph.flows(from: node) {
            let share = metrics.shares[flow] ?? 0
            if map[flow].kind != .exception {
                ways.append(flow)
            } else if share > 0 {
                onward.exceptions.append(.init(share: share, target: graph.target(of: flow).index, limit: limitOf[flow.index]))
            }
        }
        let regular = max(0, 1 - onward.exceptions.reduce(0) { $0 + $1.share })
        onward.ways = ways.map {
            .init(
                flow: $0, share: regular > 0 ? min(1, (metrics.shares[$0] ?? 0) / regular) : 0, target: graph.target(of: $0).index,
                limit: limitOf[$0.index])
        }
        if metrics.blocks.blockOfFork[node.index] >= 0 { onward.block = Int(metrics.blocks.blockOfFork[node.index]) }
        if ways.isEmpty {
            onward.kind = .nowhere
        } else if ways.count == 1, onward.block == nil, !map[node].takesSeveralAnswers {
            onward.kind = .one
        } else if map[node].kind != .decision {
            onward.kind = .all
        } else if map[node].takesSeveralAnswers {
            let choice = AnswerChoice(onward.ways.map(\.share))
            onward.kind = .answers
            onward.chances = choice.chances
            onward.isOneAtMost = choice.isOneAtMost
        } else {
            onward.kind = .choice
        }
        if onward.block == nil, onward.kind == .all || onward.kind == .answers {
            onward.mainWay = mainWay(ways, map, graph)
        }
        return onward
    }

    /// The one way that leads to the first end which any of them can reach.
    private static func mainWay(_ ways: [FlowID], _ map: ProcessMap, _ graph: FlowGraph) -> Int? {
        for end in graph.ends {
            let leads = graph.reaching([end])
            let leading = ways.indices.filter { leads[graph.target(of: ways[$0]).index] }
            if let only = leading.first { return leading.count == 1 ? only : nil }
        }
        return nil
    }
}
