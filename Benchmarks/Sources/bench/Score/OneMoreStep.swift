/// What one more step does to the order of all others.
enum OneMoreStep {
    private static let name = "Something new"

    /// A map with a step more, before a step chosen at random, mostly in that step's lane. Nil where the text has no
    /// line that could be told for a step.
    static func added(to text: String, lanes: [String], seed: Int) -> String? {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard let flow = lines.firstIndex(of: "flow:") else { return nil }
        // Not before the first: what begins the process is another thing.
        let places = lines.indices.filter { $0 > flow + 1 && laneOfStep(lines[$0], lanes) != nil }
        var random = SplitMix(state: UInt64(truncatingIfNeeded: seed))
        guard !places.isEmpty else { return nil }
        let place = places[random.below(places.count)]
        guard let own = laneOfStep(lines[place], lanes) else { return nil }
        let chosen = random.below(10) < 6 ? own : random.pick(lanes)
        lines.insert("\(lines[place].prefix { $0 == " " })\(chosen): \(name)", at: place)
        return lines.joined(separator: "\n")
    }

    private static func laneOfStep(_ line: String, _ lanes: [String]) -> String? {
        let words = line.drop { $0 == " " }
        return lanes.first { words.hasPrefix($0 + ": ") }
    }

    /// How many pairs of steps of one lane changed places, left and right or above and below. The bars of
    /// parallel paths stand where their lines do, in no row, and so count for left and right only.
    static func swaps(from before: DrawnMap, to after: DrawnMap) -> Int {
        var place: [String: Dot] = [:]
        for step in after.steps { place[step.name] = step.box.middle }
        var byLane: [String: [(isBar: Bool, old: Dot, new: Dot)]] = [:]
        for step in before.steps {
            guard let new = place[step.name] else { continue }
            byLane[step.lane, default: []].append((step.kind == "fork" || step.kind == "join", step.box.middle, new))
        }
        /// Whether two places changed sides; less than this many px apart, both stand in one column or row.
        func changed(_ old: Double, _ new: Double) -> Bool { abs(old) > 12 && abs(new) > 12 && (old < 0) != (new < 0) }
        var count = 0
        for steps in byLane.values {
            for (index, a) in steps.enumerated() {
                for b in steps[(index + 1)...] {
                    if changed(a.old.x - b.old.x, a.new.x - b.new.x) { count += 1 }
                    if !a.isBar, !b.isBar, changed(a.old.y - b.old.y, a.new.y - b.new.y) { count += 1 }
                }
            }
        }
        return count
    }
}
