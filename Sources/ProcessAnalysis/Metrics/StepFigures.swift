import ProcessModel

/// The times and the quality of one node, in business minutes of its lane.
public struct StepFigures: Sendable, Hashable {
    /// Process time; nil where unknown or not said.
    public let work: Estimate?
    /// What the work is at least: for a call whose map does not say all of it, what it does say. Equals
    /// `work` where that is known.
    public let workAtLeast: Estimate
    /// The time from the case's arrival to its leaving, the work included: `takes`, or `wait` and
    /// `work`. Nil where what was said does not give it.
    public let lead: Estimate?
    /// What the lead time is at least, from what was said. Equals `lead` where that is known.
    public let leadAtLeast: Estimate
    /// For a call, how its lead time varies by the answers in the map it calls; nil where it does not, or nobody knows.
    let leadSpan: TimeSpan?
    /// How often the next step finds it complete and accurate, 0...1; nil where unknown or not said.
    public let ok: Double?
    /// What the ok is at most: 1, or less for a call whose map says some of it. Equals `ok` where that is known.
    public let okAtMost: Double
    /// Which of these a call has from the map it stands for.
    public let borrowed: Borrowed
    /// True where the step says it takes less time than the work it holds. Its lead time is then
    /// the work.
    public let takesLessThanWork: Bool
    /// True where sums must say so when its lead time, its work, or its ok is not known: it is a task or call of
    /// our own, or it says something of the kind. Customers are not asked for figures, systems not
    /// for work, and a bare decision takes no time.
    public let isAskedForLead: Bool
    public let isAskedForWork: Bool
    public let isAskedForOK: Bool

    /// Figures that a call has from the map it stands for.
    public struct Borrowed: OptionSet, Sendable, Hashable {
        public let rawValue: UInt8
        public init(rawValue: UInt8) { self.rawValue = rawValue }
        public static let lead = Borrowed(rawValue: 1)
        public static let work = Borrowed(rawValue: 2)
        public static let ok = Borrowed(rawValue: 4)
        public static let cost = Borrowed(rawValue: 8)
    }

    /// The time it lies before it is worked on; nil where work or lead time is unknown.
    public var wait: Estimate? {
        guard let work, let lead else { return nil }
        return lead - work
    }

    /// The same step, ok always or never.
    func with(isOK: Bool) -> StepFigures { with(lead: leadAtLeast, isOK: isOK) }

    /// The same step with another lead time, and another work.
    func with(lead: Estimate, work: Estimate? = nil, isOK: Bool? = nil) -> StepFigures {
        StepFigures(
            work: self.work == nil ? nil : work ?? self.work, workAtLeast: work ?? workAtLeast,
            lead: self.lead == nil ? nil : lead, leadAtLeast: lead,
            ok: isOK.map { $0 ? 1 : 0 } ?? ok, okAtMost: isOK.map { $0 ? 1 : 0 } ?? okAtMost, borrowed: borrowed, takesLessThanWork: takesLessThanWork, isAskedForLead: isAskedForLead, isAskedForWork: isAskedForWork,
            isAskedForOK: isAskedForOK)
    }

    /// Events and gateways take no time and spoil nothing.
    static let none = StepFigures(
        work: .zero, lead: .zero, leadAtLeast: .zero, ok: nil, takesLessThanWork: false,
        isAskedForLead: false, isAskedForWork: false, isAskedForOK: false)

    private init(
        work: Estimate?, workAtLeast: Estimate? = nil, lead: Estimate?, leadAtLeast: Estimate, ok: Double?, okAtMost: Double = 1,
        borrowed: Borrowed = [], takesLessThanWork: Bool, isAskedForLead: Bool, isAskedForWork: Bool, isAskedForOK: Bool,
        leadSpan: TimeSpan? = nil
    ) {
        self.work = work
        self.workAtLeast = work ?? workAtLeast ?? .zero
        self.okAtMost = ok ?? okAtMost
        self.borrowed = borrowed
        self.lead = lead
        self.leadAtLeast = leadAtLeast
        self.ok = ok
        self.takesLessThanWork = takesLessThanWork
        self.isAskedForLead = isAskedForLead
        self.isAskedForWork = isAskedForWork
        self.isAskedForOK = isAskedForOK
        self.leadSpan = leadSpan
    }

    /// `called` is what the map that a call stands for says; nil for all others.
    init(at index: Int, in map: ProcessMap, called: CalledMap? = nil) {
        // Fields are read one by one: a copy of a whole lane or step would cost more than the figures.
        let kind = map.nodes[index].kind
        guard kind == .task || kind == .decision || kind == .call else {
            self = .none
            return
        }
        let lane = map.nodes[index].lane
        if kind == .call {
            self.init(call: index, in: map, called)
            return
        }
        let party = map.lanes[lane.index].kind
        let isOurs = kind != .decision && party != .customer
        let isPeoples = party != .customer && party != .system
        guard let detail = map.nodes[index].detailIndex.map(Int.init) else {
            self.init(
                work: nil, lead: nil, leadAtLeast: .zero, ok: nil, takesLessThanWork: false,
                isAskedForLead: isOurs, isAskedForWork: isOurs && isPeoples, isAskedForOK: isOurs)
            return
        }
        let work = map.details[detail].work?.value.map(Estimate.init(working:))
        let wait = Self.passing(map.details[detail].wait, in: lane, of: map)
        let takes = Self.passing(map.details[detail].takes, in: lane, of: map)
        let saysWork = map.details[detail].work != nil
        let saysTime = saysWork || map.details[detail].wait != nil || map.details[detail].takes != nil

        let known = (work ?? .zero) + (wait ?? .zero)
        let isTooShort: Bool
        let lead: Estimate?
        if let takes {
            // A hair of slack: 20 min written twice in different units must not look like a contradiction.
            isTooShort = takes.expected < (work?.expected ?? 0) * (1 - 1e-9)
            lead = isTooShort ? work : .longer(takes, work ?? .zero)
        } else {
            isTooShort = false
            lead = work != nil && wait != nil ? known : nil
        }
        self.init(
            work: work, lead: lead, leadAtLeast: lead ?? known,
            ok: map.details[detail].ok?.value.map { $0 > 0 ? min($0, 1) : 0 },
            takesLessThanWork: isTooShort,
            isAskedForLead: isOurs || saysTime,
            isAskedForWork: saysWork
                || (isPeoples && !map.details[detail].flags.contains(.automated) && (kind != .decision || saysTime)),
            isAskedForOK: isOurs || map.details[detail].ok != nil)
    }

    /// A call stands for all that another map does. What is said at the call itself counts, and in place of
    /// what is not, what the called map's own numbers are over all of its cases. Its `wait` comes before it begins.
    ///
    /// Its work may be longer than its lead time, as it can be that of people who work side by side.
    private init(call index: Int, in map: ProcessMap, _ called: CalledMap?) {
        let details = map.details(of: NodeID(index))
        let lane = map.nodes[index].lane
        var borrowed: Borrowed = []

        let saidWork = details.work?.value.map(Estimate.init(working:))
        var work = saidWork
        var workAtLeast = saidWork ?? .zero
        if saidWork == nil, let total = called?.work {
            work = total.isLowerBound ? nil : total.time
            workAtLeast = total.time
            if total.coverage.known > 0 || !total.isLowerBound { borrowed.insert(.work) }
        }

        var lead = Self.passing(details.takes, in: lane, of: map)
        var leadAtLeast = lead ?? .zero
        if lead == nil {
            let wait = Self.passing(details.wait, in: lane, of: map)
            let isWaitKnown = details.wait == nil || wait != nil
            leadAtLeast = wait ?? .zero
            if let total = called?.lead {
                leadAtLeast += total.time
                lead = isWaitKnown && !total.isLowerBound ? leadAtLeast : nil
                if total.coverage.known > 0 || !total.isLowerBound { borrowed.insert(.lead) }
            } else if let saidWork {
                leadAtLeast += saidWork
                lead = wait == nil ? nil : leadAtLeast
            }
        }

        var ok = details.ok?.value.map { $0 > 0 ? min($0, 1) : 0 }
        var okAtMost = 1.0
        if ok == nil, let rolled = called?.rolledOK, rolled.coverage.known > 0 {
            ok = rolled.coverage.isComplete ? rolled.share : nil
            okAtMost = rolled.share
            borrowed.insert(.ok)
        }
        if details.cost?.value == nil, called?.cost != nil { borrowed.insert(.cost) }
        var span: TimeSpan?
        if borrowed.contains(.lead), let called, let mean = called.lead?.time.expected, let own = called.span {
            let before = leadAtLeast.expected - mean
            span = TimeSpan(low: before + own.low, high: before + own.high)
        }
        self.init(
            work: work, workAtLeast: workAtLeast, lead: lead, leadAtLeast: leadAtLeast, ok: ok, okAtMost: okAtMost,
            borrowed: borrowed, takesLessThanWork: false, isAskedForLead: true, isAskedForWork: true,
            isAskedForOK: ok != nil || called?.rolledOK.map { $0.coverage.steps > 0 } ?? true, leadSpan: span)
    }

    /// The time that a case lies before a call begins.
    static func wait(atCall index: Int, of map: ProcessMap) -> Estimate {
        passing(map.details(of: NodeID(index)).wait, in: map.nodes[index].lane, of: map) ?? .zero
    }

    private static func passing(_ figure: Figure<Duration>?, in lane: LaneID, of map: ProcessMap) -> Estimate? {
        guard let duration = figure?.value else { return nil }
        return Estimate(passing: duration, by: duration.clock == .business ? .assumed : map.calendar(of: lane))
    }
}
