import ProcessModel

/// The times and the quality of one node, in business minutes of its lane.
public struct StepFigures: Sendable, Hashable {
    /// Process time; nil where unknown or not said.
    public let work: Estimate?
    /// The time from the case's arrival to its leaving, the work included: `takes`, or `wait` and
    /// `work`. Nil where what was said does not give it.
    public let lead: Estimate?
    /// What the lead time is at least, from what was said. Equals `lead` where that is known.
    public let leadAtLeast: Estimate
    /// How often the next step finds it complete and accurate, 0...1; nil where unknown or not said.
    public let ok: Double?
    /// True where the step says it takes less time than the work it holds. Its lead time is then
    /// the work.
    public let takesLessThanWork: Bool
    /// True where sums must say so when its times, or its ok, are not known: it is a task or call of
    /// our own, or it says something. Customers are not asked for figures, and a bare decision takes no time.
    public let isAskedForTimes: Bool
    public let isAskedForOK: Bool

    /// The time it lies before it is worked on; nil where work or lead time is unknown.
    public var wait: Estimate? {
        guard let work, let lead else { return nil }
        return Estimate(
            low: max(0, lead.low - work.low), expected: max(0, lead.expected - work.expected),
            high: max(0, lead.high - work.high))
    }

    /// Events and gateways take no time and spoil nothing.
    static let none = StepFigures(
        work: .zero, lead: .zero, leadAtLeast: .zero, ok: nil, takesLessThanWork: false,
        isAskedForTimes: false, isAskedForOK: false)

    private init(
        work: Estimate?, lead: Estimate?, leadAtLeast: Estimate, ok: Double?, takesLessThanWork: Bool,
        isAskedForTimes: Bool, isAskedForOK: Bool
    ) {
        self.work = work
        self.lead = lead
        self.leadAtLeast = leadAtLeast
        self.ok = ok
        self.takesLessThanWork = takesLessThanWork
        self.isAskedForTimes = isAskedForTimes
        self.isAskedForOK = isAskedForOK
    }

    init(_ node: Node, in map: ProcessMap) {
        guard node.isWork else {
            self = .none
            return
        }
        let isOurs = node.kind != .decision && map[node.lane].kind != .customer
        guard let index = node.detailIndex else {
            self.init(
                work: nil, lead: nil, leadAtLeast: .zero, ok: nil, takesLessThanWork: false,
                isAskedForTimes: isOurs, isAskedForOK: isOurs)
            return
        }
        let details = map.details[Int(index)]
        let calendar = map.calendar(of: node.lane)
        let work = details.work?.value.map(Estimate.init(working:))
        let wait = details.wait?.value.map { Estimate(passing: $0, by: calendar) }
        let takes = details.takes?.value.map { Estimate(passing: $0, by: calendar) }

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
            ok: details.ok?.value.map { $0 > 0 ? min($0, 1) : 0 },
            takesLessThanWork: isTooShort,
            isAskedForTimes: isOurs || details.work != nil || details.wait != nil || details.takes != nil,
            isAskedForOK: isOurs || details.ok != nil)
    }
}
