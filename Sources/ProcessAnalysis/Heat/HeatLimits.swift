import ProcessModel
import ProcessSyntax

/// From when on a place is loud, or its numbers are bad. Each is a threshold that a team may set.
public struct HeatLimits: Sendable, Hashable {
    /// The share of all waiting that one step must hold, 0...1.
    public internal(set) var wait = 0.2
    /// True where the team has set it.
    private var isWaitSet = false
    /// How much more often than once a case comes by, 0...: 0.25 for one time in four.
    public internal(set) var again = 0.25
    /// How near a place must come to the loudest one to be loud itself, 0...1.
    public internal(set) var loud = 0.5
    /// How often a step's work is to be complete and accurate, 0...1: what `low-first-time-right` goes by.
    public internal(set) var ok = 0.8
    /// The load of a role, 0...: what `over-capacity` goes by.
    public internal(set) var load = 0.85
    /// The rating at which a side is unhappy, 0...10: what `low-rating` goes by.
    public internal(set) var rating = 4.0
    /// How far two ratings may lie apart: what `rating-gap` goes by.
    public internal(set) var ratingGap = 3.0

    /// What a `checks:` line about the heat may say: `heat: at wait 15%, loud 30%`.
    static let settable = RuleSettings.Settable(
        name: "heat", settings: [
            Rule.Setting(name: "wait", standard: 20, unit: "%", meaning: "the share of all waiting that one step holds"),
            Rule.Setting(name: "again", standard: 25, unit: "%", meaning: "how much more often than once a case comes by"),
            Rule.Setting(name: "loud", standard: 50, unit: "%", meaning: "how near a place comes to the loudest one"),
        ])

    public init() {}

    /// What holds for a map: its `checks:` lines, and where they are silent the standard.
    init(of map: ProcessMap, _ catalogue: Catalogue = .standard) {
        guard !map.checks.isEmpty else { return }
        // What is wrong with the lines is told by the rules' own run.
        var told: [Diagnostic] = []
        let choices = RuleSettings(map.checks, catalogue: catalogue, diagnostics: &told).choices
        func set(_ limit: WritableKeyPath<HeatLimits, Double>, _ name: String, _ setting: String, unit: Double) {
            if let value = choices[name]?.limits[setting] { self[keyPath: limit] = value / unit }
        }
        isWaitSet = choices[Self.settable.name]?.limits["wait"] != nil
        set(\.wait, Self.settable.name, "wait", unit: 100)
        set(\.again, Self.settable.name, "again", unit: 100)
        set(\.loud, Self.settable.name, "loud", unit: 100)
        set(\.ok, "low-first-time-right", "step", unit: 100)
        set(\.load, "over-capacity", "warn", unit: 100)
        set(\.rating, "low-rating", "rating", unit: 1)
        set(\.ratingGap, "rating-gap", "gap", unit: 1)
    }

    /// The share from which the waiting at one of `count` places is bad. Where few wait, each holds much of it: less
    /// than an even part is never bad. Where many do, none holds much: twice an even part is enough.
    func wait(among count: Int) -> Double {
        let even = 1 / Double(max(1, count))
        return max(isWaitSet ? wait : min(wait, 2 * even), even)
    }
}
