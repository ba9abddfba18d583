import ProcessModel

/// What a map that is called says of itself: means over all of its cases, as for a step of the map that
/// calls it. The calling case goes on when the called one has ended, at whichever end.
public struct CalledMap: Sendable {
    public let id: String
    /// The name of the process.
    public let name: String
    /// True where it says who owns it.
    public let hasOwner: Bool
    /// Nil where it cannot be told over all cases.
    public let lead: TotalTime?
    /// How its lead time varies by the answers given; nil where that is not known.
    let span: TimeSpan?
    /// What its lead time is made of.
    public let parts: LeadParts?
    public let work: TotalTime?
    public let rolledOK: RolledOK?
    /// Nil where no step of it says a cost, or what depends on shares that are missing.
    public let cost: CaseCost?
    /// The things that it makes and needs; nil where it speaks of none, or nothing can be told.
    public let things: CalledThings?
    /// Why it has no figures at all; nil where it has.
    public let trouble: String?

    public init(_ map: ProcessMap, _ metrics: Metrics) {
        id = map.id
        name = map.name.string
        hasOwner = map.owner.map { $0.string != "?" } ?? false
        lead = metrics.allCases.lead.value.map(\.bounded)
        span = metrics.caseSpan
        parts = metrics.allCases.parts.value
        work = metrics.allCases.work.value.map(\.bounded)
        rolledOK = metrics.allCases.rolledOK.value
        cost = metrics.cost?.value.map { CaseCost(amount: min($0.amount, CaseCost.most), coverage: $0.coverage) }
        things = CalledThings(map, calls: metrics.calls, blocks: metrics.blocks)
        trouble = nil
    }

    /// A map of which nothing can be told, because of `trouble`: a sentence without a full stop.
    public init(_ map: ProcessMap, trouble: String) {
        id = map.id
        name = map.name.string
        hasOwner = map.owner.map { $0.string != "?" } ?? false
        lead = nil
        span = nil
        parts = nil
        work = nil
        rolledOK = nil
        cost = nil
        things = nil
        self.trouble = trouble
    }

    /// False where some of its figures are missing, or are only bounds.
    var isComplete: Bool {
        guard let lead, let work, let rolledOK else { return false }
        return !lead.isLowerBound && !work.isLowerBound && rolledOK.coverage.isComplete
    }
}

/// A call of a map, with what the called map says.
public struct Call: Sendable {
    public let node: NodeID
    public let map: CalledMap

    public init(_ node: NodeID, _ map: CalledMap) {
        self.node = node
        self.map = map
    }
}

/// How many cases come into a map.
public struct CaseVolume: Sendable, Hashable {
    public let perMonth: Double
    /// True where it may be more, as not all that call the map say how often they do.
    public let isLowerBound: Bool
    /// The ids of the maps that send the cases, in their order; empty where the map says itself how many come.
    public let senders: [String]

    public init(perMonth: Double, isLowerBound: Bool = false, senders: [String] = []) {
        self.perMonth = min(perMonth, Self.most)
        self.isLowerBound = isLowerBound
        self.senders = senders
    }

    /// Far beyond any process. Maps that each call the next many times must not count beyond all numbers.
    private static let most = 1e12

    /// What the map itself says; nil where it does not, or says `?`.
    public init?(saidBy map: ProcessMap) {
        guard let volume = map.volume?.value?.perMonth, volume >= 0 else { return nil }
        self.init(perMonth: volume)
    }
}

extension TotalTime {
    /// Maps that each call the next many times must not add up beyond all numbers.
    fileprivate var bounded: TotalTime { TotalTime(time: time.bounded, coverage: coverage, mayBeLonger: mayBeLonger) }
}
