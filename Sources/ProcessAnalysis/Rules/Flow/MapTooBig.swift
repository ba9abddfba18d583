import ProcessModel

extension Rule {
    private static let elements = Setting(
        name: "elements", standard: 50, unit: "elements", meaning: "how many steps, decisions, events and gateways one map may have")

    static let mapTooBig = Rule(
        name: "map-too-big", category: .flow, severity: .info,
        title: "More than fits on one wall",
        triggers: """
            A map has more than 50 elements: steps, decisions, calls, starts, ends, forks and joins that are written \
            down. What an `in parallel:` adds by itself is not counted.
            """,
        why: "A map that nobody can see as a whole is read by nobody as a whole, and mistakes hide in the part that everybody skips.",
        remedy: "Move a stretch to a map of its own and `call:` it.",
        question: "Which stretch has an owner of its own and could be one box here?",
        settings: [elements],
        examples: [
            Example(
                "Too many for what this team has set, and the longest phase is named",
                """
                process: ↓Offers
                checks:
                  map-too-big: info at 5 elements
                lanes: Sales, Legal
                flow:
                  phase: Prepare
                  Sales: Ask for needs
                  Sales: Find reference
                  Sales: Write offer
                  Sales: Calculate price
                  phase: Close
                  Legal: Check terms
                  Sales: Send offer
                """),
            Example(
                "Without phases, the longest stretch of one lane",
                """
                process: ↓Offers
                checks:
                  map-too-big: info at 4 elements
                lanes: Sales, Legal
                flow:
                  Sales: Write offer
                  Legal: Check terms
                  Sales: Correct terms
                  Sales: Send offer
                  Sales: Call back
                """),
            Example(
                "As many as may be",
                """
                process: Offers
                checks:
                  map-too-big: info at 3 elements
                lanes: Sales, Legal
                flow:
                  Sales: Write offer
                  Legal: Check terms
                  Sales: Send offer
                """),
            Example(
                "Few enough for the standard",
                """
                process: Offers
                lanes: Sales, Legal
                flow:
                  Sales: Write offer
                  Legal: Check terms
                  Sales: Correct terms
                  Sales: Send offer
                  Sales: Call back
                """),
        ]
    ) { review in
        let map = review.map
        let written = map.nodeIDs.filter { !map[$0].isImplicit }
        guard Double(written.count) > review[elements] else { return }
        let stretch = review.longestPhase(written) ?? review.longestRun(written)
        let what = stretch.map { "\($0.name), \(Wording.count($0.count, "element"))" } ?? "a stretch"
        review.find(
            "\(map.name.string) has \(written.count) elements, more than can be seen at once", at: .process, map.name.span,
            remedy: "move \(what), to a map of its own and put `call:` in its place",
            question: "Which stretch has an owner of its own, and what would the rest have to know of it?")
    }
}

extension Review {
    /// The phase with the most elements, where the map has more than one.
    fileprivate func longestPhase(_ nodes: [NodeID]) -> (name: String, count: Int)? {
        guard map.phases.count > 1 else { return nil }
        var counts = [Int](repeating: 0, count: map.phases.count)
        for node in nodes {
            if let phase = map[node].phase, counts.indices.contains(phase) { counts[phase] += 1 }
        }
        guard let most = counts.max(), let phase = counts.firstIndex(of: most) else { return nil }
        return ("the phase '\(map.phases[phase].name.string)'", most)
    }

    /// The most elements in a row, as written, that lie in one lane.
    fileprivate func longestRun(_ nodes: [NodeID]) -> (name: String, count: Int)? {
        var best: Range<Int>?
        var start = 0
        for index in nodes.indices {
            if map[nodes[index]].lane != map[nodes[start]].lane { start = index }
            if index + 1 - start > best?.count ?? 0 { best = start..<index + 1 }
        }
        guard let best, best.count > 1, best.count < nodes.count else { return nil }
        return ("'\(map[nodes[best.lowerBound]].name)' to '\(map[nodes[best.upperBound - 1]].name)'", best.count)
    }
}
