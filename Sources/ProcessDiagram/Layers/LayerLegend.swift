import ProcessAnalysis
import ProcessModel

/// What the signs of layers mean; only those that the map uses.
extension Surroundings {
    func layerSigns(of diagram: Diagram) -> [(Diagram.Legend.Sign, String)] {
        var signs: [(Diagram.Legend.Sign, String)] = []
        if diagram.pains.contains(where: { $0.votes != nil }) { signs.append((.votes, "votes for a pain")) }
        if options.times, let timesWords { signs.append((.times, timesWords)) }
        if !diagram.interactions.isEmpty { signs.append((.interaction, "between customers and us")) }
        if !diagram.touchpoints.isEmpty {
            signs.append((.touchpoint, "touchpoint with a customer (\(diagram.touchpoints.count))"))
        }
        if let timeline = diagram.timeline, !timeline.points.isEmpty { signs.append((.timeline, "timeline: waiting " + (diagram.direction == .down ? "on the left, work on the right" : "above, work below"))) }
        if let difference = options.difference { signs += difference.legend }
        let said = PrivateLists(map, options).lists().flatMap(\.items)
        if said.contains(where: { $0.sign.isNote }) { signs.append((.note, "said in the room")) }
        if said.contains(where: { $0.sign.isRating }) { signs.append((.rating, "one function rates another")) }
        if let heat = options.heat { signs += HeatScale(heat).legend().map { ($0.sign, $0.text) } }
        return signs
    }

    /// The steps of a scale stand in one row if they can: how wide they are all together; 0 for any sign but its first.
    func scaleWidth(from sign: Diagram.Legend.Sign, in signs: [(Diagram.Legend.Sign, String)]) -> Double {
        let scale = signs.filter { Self.heatSigns.contains($0.0) }
        guard scale.first?.0 == sign else { return 0 }
        return scale.reduce(-20) { $0 + 26 + 6 + TextWidth.of($1.1, size: 11) + 20 }
    }

    static let heatSigns: [Diagram.Legend.Sign] = [.heat1, .heat2, .heat3, .heat4, .heat5, .heatUnknown]

    /// Which figures stand in the steps, in one entry that fits on narrow paper too; nil where there are none.
    private var timesWords: String? {
        var has = (work: false, wait: false, takes: false, ok: false)
        for details in map.details {
            has.work = has.work || details.work != nil
            has.wait = has.wait || details.wait != nil
            has.takes = has.takes || details.takes != nil
            has.ok = has.ok || details.ok != nil
        }
        has.ok = has.ok || map.handoffTerms.contains { $0.ok != nil }
        var words: [String] = []
        if has.work { words.append("work") }
        if has.wait { words.append(has.work ? "waits before it" : "waits before work") }
        if has.takes { words.append("takes in all") }
        if has.ok { words.append("ok first time") }
        return words.isEmpty ? nil : words.joined(separator: " · ")
    }
}

extension Diagram.List.Sign {
    fileprivate var isNote: Bool { if case .note = self { true } else { false } }
    fileprivate var isRating: Bool { if case .rating = self { true } else { false } }
}
