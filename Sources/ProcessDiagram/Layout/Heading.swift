import ProcessModel

/// What stands above the lanes: the process's name, and quietly what is said of it as a whole.
struct Heading: Sendable {
    let title: String
    let summary: String
    private(set) var words: [Diagram.Words] = []
    private(set) var height = 0.0

    init(_ map: ProcessMap, width: Double) {
        let name = Wording.clean(map.name.string)
        title = name.isEmpty ? "Process map" : name
        summary = Self.summary(map)
        var y = SwimlaneLayout.margin
        for line in Wording(title, size: 20, isBold: true).lines(within: width) {
            words.append(Diagram.Words(
                text: line, at: Point(SwimlaneLayout.margin, y + 18), size: 20, isBold: true, anchor: .start, role: .title))
            y += 25
        }
        let subtitle = Self.facts(map).joined(separator: " · ")
        for line in Wording(subtitle, size: 12).lines(within: width) {
            words.append(Diagram.Words(
                text: line, at: Point(SwimlaneLayout.margin, y + 13), size: 12, isBold: false, anchor: .start, role: .subtitle))
            y += 17
        }
        height = y
    }

    private static func facts(_ map: ProcessMap) -> [String] {
        var facts: [String] = []
        if let state = map.state { facts.append(state == .asIs ? "As it is today" : "As it should be") }
        if let goal = map.goal { facts.append("Goal: \(goal.string)") }
        if let owner = map.owner { facts.append("Owner: \(owner.string)") }
        if let sponsor = map.sponsor { facts.append("Sponsor: \(sponsor.string)") }
        if let volume = map.volume {
            facts.append(volume.value.map { "\(number($0.count)) per \($0.period.rawValue)" } ?? "Volume: ?")
        }
        if let reviewed = map.reviewed?.value {
            facts.append("Reviewed \(reviewed.written)")
        }
        return facts.map(Wording.clean)
    }

    /// - Parameter standIns: how many of its steps stand for some of other sheets, and are none of this.
    static func summary(_ map: ProcessMap, standIns: Int = 0) -> String {
        let steps = map.nodes.filter(\.isWork).count - standIns
        let handoffs = map.flowIDs.filter { map.isHandoff($0) }.count
        let lanes = map.lanes.map { Wording.clean($0.name) }.joined(separator: ", ")
        return "Swimlane map of \(counted(steps, "step")) in \(counted(map.lanes.count, "lane")) (\(lanes)) with \(counted(handoffs, "handoff"))."
    }

    static func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

    /// A count without needless decimals.
    static func number(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e12 else { return "?" }
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
    }
}
