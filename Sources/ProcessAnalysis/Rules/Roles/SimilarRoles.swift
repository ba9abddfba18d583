import ProcessModel
import ProcessSyntax

extension Rule {
    private static let names = Setting(
        name: "names", standard: 400, unit: "names",
        meaning: "up to how many names are compared with each other")

    static let similarRoles = Rule(
        name: "similar-roles", category: .roles, severity: .warning, readsWords: true,
        title: "Two names may mean the same people",
        triggers: """
            Two names of roles, lanes or titles differ only by an abbreviation, a plural, a slip of the finger, or \
            the order of their words. It judges by the words alone, says by which, and never weighs more than a \
            warning.
            """,
        why: "One function under two names gets two sets of duties, and each half looks as if it belonged to somebody else.",
        remedy: "Choose one name and use it everywhere.",
        question: "Are these two names for the same people?",
        settings: [names],
        examples: [
            Example(
                "An abbreviation",
                """
                process: Leads
                lane: Marketing
                  role: Marketing Operations
                  role: ↓Mktg Ops
                flow:
                  Marketing Operations: Enrich record
                  Mktg Ops: Route lead
                """),
            Example(
                "First letters",
                """
                process: Leads
                lane: Sales
                  role: SDR
                lane: Inside Sales
                  role: ↓Sales Development Rep
                flow:
                  SDR: Review lead
                  Sales Development Rep: Call prospect
                """),
            Example(
                "A plural, and the words in another order",
                """
                process: Leads
                lane: Sales
                  accountable: Head of Sales
                  role: Account Manager
                  role: ↓Account Managers
                flow:
                  Account Manager: Call prospect
                    accountable: ↓Sales Head
                  Account Managers: Send offer
                """),
            Example(
                "A slip of the finger in a title",
                """
                process: Leads
                lane: Sales
                  accountable: Sales Manager
                lane: Service
                  accountable: ↓Sales Manger
                flow:
                  Sales: Call
                  Service: Answer
                """),
            Example(
                "Names that share a word",
                """
                process: Leads
                lane: Sales
                  role: Demand Gen
                  role: Demand Planning
                lane: Sales Ops
                lane: Team A
                lane: Team B
                flow:
                  Demand Gen: Score lead
                  Demand Planning: Plan
                  Sales Ops: Route lead
                  Team A: Call
                  Team B: Call again
                """),
            Example(
                "Different abbreviations",
                """
                process: Leads
                lane: Sales
                  role: AE
                  role: SDR
                  role: Product Manager
                  role: Project Manager
                flow:
                  SDR: Review lead
                  AE: Discovery call
                  Product Manager: Listen
                  Project Manager: Plan
                """),
            Example(
                "One name, said twice",
                """
                process: Leads
                lane: Sales
                  role: SDR [backup AE]
                  role: AE
                flow:
                  SDR: Review lead
                    consulted: AE
                """),
        ]
    ) { review in
        let all = NamedParty.all(review.map)
        guard Double(all.count) <= review[names] else {
            review.cannotAssess("there are \(all.count) names, more than are compared: raise it with `similar-roles: warn at \(all.count) names`")
            return
        }
        for later in all.indices {
            for earlier in all[..<later] {
                guard let reason = earlier.likeness.reason(all[later].likeness) else { continue }
                let (a, b) = (earlier.name, all[later])
                review.find(
                    "'\(a.string)' and '\(b.name.string)' may be two names for one: \(reason)", at: b.place, b.name.span,
                    related: .init(span: a.span, message: "the other name"),
                    remedy: "use either '\(a.string)' or '\(b.name.string)', if they mean the same; if not, choose names that differ more",
                    question: "Are '\(a.string)' and '\(b.name.string)' the same people?")
            }
        }
    }
}

/// A name for somebody who acts, answers or is asked, where it first stands in the text.
private struct NamedParty {
    let name: Text
    let place: FindingPlace
    let likeness: NameLikeness

    /// Each name once: what is declared in the order of the text, then what is only mentioned.
    static func all(_ map: ProcessMap) -> [NamedParty] {
        typealias Mention = (name: Text, place: FindingPlace)
        var declared: [Mention] = []
        var mentioned: [Mention] = []
        for (index, lane) in map.lanes.enumerated() {
            declared.append((Text(lane.name, at: lane.span), .lane(LaneID(index))))
            mentioned += lane.accountable.map { ($0, .lane(LaneID(index))) }
        }
        for (index, role) in map.roles.enumerated() {
            declared.append((Text(role.name, at: role.span), .role(RoleID(index))))
            mentioned += role.backups.map { ($0, .role(RoleID(index))) }
        }
        for id in map.nodeIDs where map[id].detailIndex != nil {
            func add(_ names: [Text]?) {
                for name in names ?? [] { mentioned.append((name, .node(id))) }
            }
            add(map.said(of: id, \.accountable))
            add(map.said(of: id, \.consulted))
            add(map.said(of: id, \.informed))
            add(map.said(of: id, \.support))
        }
        func inOrder(_ mentions: [Mention]) -> [Mention] {
            mentions.enumerated().sorted { ($0.element.name.span, $0.offset) < ($1.element.name.span, $1.offset) }.map(\.element)
        }
        // A declaration comes before any mention, wherever it stands; a title is told where it is said.
        var told = Set<String>()
        return (inOrder(declared) + inOrder(mentioned)).compactMap { name, place in
            guard name.string != "?", told.insert(name.string).inserted else { return nil }
            return NamedParty(name: name, place: place, likeness: NameLikeness(name.string))
        }
    }
}
