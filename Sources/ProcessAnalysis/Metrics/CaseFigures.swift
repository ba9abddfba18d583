import ProcessModel

/// Means over cases: over all that come in, or over those that come out at one end.
public struct CaseFigures: Sendable {
    public let lead: TotalTime
    /// What that lead time is made of.
    public let parts: LeadParts
    public let work: TotalTime
    public let rolledOK: RolledOK

    /// Work as a share of lead time, also called flow efficiency; nil where no time is known.
    /// Exact only where both are complete.
    public var activityRatio: Double? { lead.time.expected > 0 ? work.time.expected / lead.time.expected : nil }
}

/// Where cases come out.
public struct EndFigures: Sendable {
    public let end: NodeID
    /// How many come out here for each case that comes in: a share of the cases, which may be more
    /// than 1 where parallel paths end at the same place. Nil where shares are missing.
    public let perCase: Double?
    /// How many come out here a month; nil where volume or shares are missing.
    public let perMonth: Double?
    /// Means over what comes out here; nil where shares before it are missing, or where nothing does.
    public let figures: CaseFigures?
}

/// Means over all cases that come in.
public struct AllCases: Sendable {
    /// From coming in to where the case ends, loops and parallel blocks included.
    public let lead: Assessed<TotalTime>
    /// What that lead time is made of.
    public let parts: Assessed<LeadParts>
    /// All that is worked on a case, side paths included.
    public let work: Assessed<TotalTime>
    public let rolledOK: Assessed<RolledOK>
    /// How much of the expected lead time second and later visits add, as a share of the lead time
    /// without them: 0.25 where rework makes it a quarter longer.
    public let rework: Assessed<Double>

    /// Work as a share of lead time; nil where either is not known or no time is.
    public var activityRatio: Double? {
        guard let lead = lead.value, let work = work.value, lead.time.expected > 0 else { return nil }
        return work.time.expected / lead.time.expected
    }
}
