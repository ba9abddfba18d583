import ProcessModel
import ProcessSyntax

/// Two lanes, and all that lies between them: what passes, how long it lies, what hurts, how they rate each other, what
/// the rules find. To the border belong the handoffs and the steps that receive them.
public struct FunctionPair: Sendable {
    /// Why it is hard between them, and what fits that.
    public struct Cause: Sendable {
        /// People come last: what looks like them is mostly one of the others.
        public let kind: Pain.Cause
        /// How many pains name it.
        public let pains: Int
        /// How many findings speak of it.
        public let findings: Int
        /// The heaviest of the rules; nil where none speaks of it.
        public let rule: String?
        /// What to do about it. One clause, starting with a verb.
        public let remedy: String
    }

    /// What is bad between them; the more of it, the worse the pair stands.
    public enum Side: String, Sendable, CaseIterable { case waiting, pains, ratings, findings }

    /// The one declared first.
    public let first: LaneID
    public let second: LaneID
    /// Handoffs on the map, both ways.
    public let flows: Int
    /// How many times a case passes them; nil where shares are missing.
    public let perCase: Double?
    /// Business minutes that a case lies at the steps that receive; nil where none of them says so.
    public let wait: Double?
    /// True where some of these steps do not say.
    public let waitIsLowerBound: Bool
    /// Of all the waiting that is known, 0...1.
    public let waitShare: Double?
    public let complaints: Complaints
    /// What they say of each other, an index into the map's; nil where they say nothing.
    public let relationship: Int?
    public let findings: FindingCount
    /// What is open, in the order in which it is to be settled.
    public let causes: [Cause]
    public let badSides: [Side]
}
