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
        if let heat = options.heat { signs += HeatScale(heat).legend().map { ($0.sign, $0.text) } }
        return signs
    }

    /// The steps of a scale stand in one row if they can: how wide they are all together; 0 for any sign but its first.
    func scaleWidth(from sign: Diagram.Legend.Sign, in signs: [(Diagram.Legend.Sign, String)]) -> Double {
        let scale = signs.filter { Self.heatSigns.contains($0.0) }
        guard scale.first?.0 == sign else { return 0 }
        return scale.reduce(-20) { $0 + 26 + 6 + TextWidth.of($1.1, size: 11) + 20 }
    }

    private static let heatSigns: [Diagram.Legend.Sign] = [.heat1, .heat2, .heat3, .heat4, .heat5, .heatUnknown]

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

/// What is only listed when it is asked for by name: it was said in the room, and is not for every wall.
extension ListContents {
    func privateLists() -> [List] {
        var lists: [List] = []
        if options.notes {
            let notes = map.remarks.filter { $0.kind == .note }
            if !notes.isEmpty {
                lists.append(List(heading: "Notes", items: notes.map {
                    Item(sign: .note, text: Self.sentence($0.text.string), more: place(of: $0.about))
                }))
            }
        }
        if options.ratings {
            let items = map.relationships.compactMap { relationship -> Item? in
                guard !relationship.ratings.isEmpty else { return nil }
                let (first, second) = (relationship.first.string, relationship.second.string)
                let told = relationship.ratings.map { rating in
                    let other = rating.lane.string == first ? second : first
                    return "\(rating.lane.string) gives \(other) \(rating.value.value.map { Heading.number($0) + " of 10" } ?? "?")"
                }
                let date = relationship.ratedOn.map { $0.value.map { "On \(Heading.written($0))" } ?? "On ?" } ?? ""
                return Item(sign: .rating, text: told.joined(separator: ", "), more: date)
            }
            if !items.isEmpty { lists.append(List(heading: "How the functions rate each other", items: items)) }
        }
        return lists
    }
}
