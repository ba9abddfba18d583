import ProcessModel
import ProcessSyntax

extension Rule {
    static let manualRekey = Rule(
        name: "manual-rekey", category: .handoffs, severity: .warning,
        title: "People type the same thing into two systems",
        triggers: """
            Two steps that people do `make` one artifact `in` different systems, or one step makes it in two. What is \
            `automated`, or done by a system, types nothing.
            """,
        why: "Each time something is typed again it takes somebody's time and gets a new mistake, and then two records disagree.",
        remedy: "Enter it once, in the system that holds the record, and let the other read it there.",
        question: "Which of the two do you believe when they differ?",
        examples: [
            Example(
                "The notes are typed again",
                """
                process: Leads
                lane: Sales
                  role: SDR
                  role: AE
                flow:
                  SDR: Call lead [in Notes app, makes call notes]
                  AE: ↓Create opportunity [in CRM, makes call notes]
                """),
            Example(
                "One step, two systems",
                """
                process: Orders
                lanes: Sales
                system: ERP
                  record of: order
                flow:
                  Sales: ↓Enter order [makes order]
                    in: CRM, ERP
                """),
            Example(
                "The second is done by a machine",
                """
                process: Leads
                lane: Sales
                flow:
                  Sales: Call lead [in Notes app, makes call notes]
                  Sales: Copy notes [in CRM, makes call notes, automated]
                """),
            Example(
                "Once made, then read",
                """
                process: Leads
                lanes: Sales
                flow:
                  Sales: Call lead [in CRM, makes call notes]
                  Sales: Create opportunity [in ERP, needs call notes]
                """),
            Example(
                "In which system it is made is not said", notAssessable: true,
                """
                process: Leads
                lanes: Sales
                flow:
                  Sales: Call lead [makes call notes]
                """),
        ]
    ) { review in
        let map = review.map
        let (entries, isKnown) = Entry.all(review)
        let systems = entries.contains { $0.systems.count > 1 }
            ? Dictionary(map.systems.map { ($0.name.string, $0) }, uniquingKeysWith: { $1 }) : [:]
        for entry in entries where entry.systems.count > 1 {
            guard let last = entry.steps.last, let first = entry.steps.first else { continue }
            let holder = entry.systems.lazy.compactMap { systems[$0] }.first { system in
                system.recordOf.contains { Words.isSame($0.string, entry.artifact) }
            }
            // Who cannot look into the first system has to be given it again.
            let source = systems[entry.systems[0]]
            let lane = map[map[last].lane].name
            let isBlind = source.map { !$0.seenBy.isEmpty && !$0.seenBy.contains { $0.string == lane } } ?? false
            let blind = isBlind ? "; \(lane) cannot see into \(entry.systems[0])" : ""
            review.find(
                "'\(entry.artifact)' is typed into \(Wording.some(entry.systems))\(first == last ? "" : ", last at '\(map[last].name)'")\(blind)",
                at: .node(last), map[last].span,
                related: first == last ? holder.map { .init(span: $0.name.span, message: "holds the record of it") }
                    : .init(span: map[first].span, message: "it is typed in here first"),
                remedy: holder.map { "enter it once, in \($0.name.string), which holds the record, and let the others read it there" }
                    ?? "enter it once, say which system holds it (`record of: \(entry.artifact)`), and let the others read it there",
                question: "Which of \(Wording.some(entry.systems)) do you believe when they differ?")
        }
        if !isKnown, map.nodes.contains(where: \.isWork) {
            review.cannotAssess("no step says both what it makes and in which system: write it, as in `[in …, makes …]`")
        }
    }
}

/// A thing that people type in, with the systems and the steps where they do.
private struct Entry {
    let artifact: String
    var systems: [String] = []
    var known = Set<String>()
    var steps: [NodeID] = []

    /// In the order in which the steps speak of them. Nothing is known where no step says both what it makes and where.
    static func all(_ review: Review) -> (entries: [Entry], isKnown: Bool) {
        let map = review.map
        var entries: [Entry] = []
        // By the artifact's words, so that a map with thousands of them is gone through once.
        var place: [[UInt8]: Int] = [:]
        var isKnown = false
        for id in map.nodeIDs where map[id].isWork && map[map[id].lane].kind != .system && map[map[id].lane].kind != .customer {
            guard let made = map.said(of: id, \.makes), !made.isEmpty, let systems = map.said(of: id, \.systems), !systems.isEmpty,
                map.said(of: id, \.flags)?.contains(.automated) != true
            else { continue }
            isKnown = true
            for artifact in made where review.isSaid(artifact) {
                let key = Words.key(artifact.string)
                let index = place[key] ?? entries.count
                if index == entries.count {
                    place[key] = index
                    entries.append(Entry(artifact: artifact.string))
                }
                let new = Review.distinct(systems).filter { entries[index].known.insert($0).inserted }
                guard !new.isEmpty else { continue }
                entries[index].systems += new
                entries[index].steps.append(id)
            }
        }
        return (entries, isKnown)
    }
}

extension Review {
    /// The things that people type into two systems, by their names' keys.
    func rekeyedThings() -> Set<[UInt8]> {
        Set(Entry.all(self).entries.lazy.filter { $0.systems.count > 1 }.map { Words.key($0.artifact) })
    }
}
