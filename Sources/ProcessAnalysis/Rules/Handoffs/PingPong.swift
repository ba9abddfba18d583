import ProcessModel

extension Rule {
    private static let crossings = Setting(
        name: "crossings", standard: 3, unit: "crossings",
        meaning: "how often work may not cross between the same two lanes on one path")
    private static let loop = Setting(
        name: "loop", standard: 20, unit: "%", meaning: "the share of cases that may not go round between two lanes")

    static let pingPong = Rule(
        name: "ping-pong", category: .handoffs, severity: .warning,
        title: "Work goes to and fro between two lanes",
        triggers: """
            On one path, without going round a loop, work crosses between the same two lanes three times or more; \
            or a loop whose steps lie in two lanes is gone round by 20% of cases or more. Systems and customers do \
            not count as one of the two: an offer and its answer are no ping-pong. A loop of which rework-heavy tells is left to it.
            """,
        why: "Every crossing is another wait, and each trip back says that something was missing the first time.",
        remedy: "Move the decision, or what it needs to know, to where the work first starts.",
        question: "What do you learn late that the other side could have told you at the start?",
        settings: [crossings, loop],
        examples: [
            Example(
                "There, back, and there again",
                """
                process: Quote
                lanes: Sales, Finance
                flow:
                  Sales: Ask for a price
                  Finance: Calculate
                  Sales: ↓Add discount
                  Finance: Approve
                """),
            Example(
                "The way past another lane counts too, once for the pair",
                """
                process: Quote
                lanes: Sales, Finance, Legal
                flow:
                  Sales: Ask for a price
                  Finance: Calculate
                  Sales: Add discount
                  Legal: Check terms
                  Sales: ↓Sum up
                  Finance: Approve
                  Sales: Send
                  Finance: File
                """),
            Example(
                "Four of ten are sent back",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                  Sales: ↓Lead accepted?
                    yes 60%
                    no 40% -> Score lead
                  Sales: Call prospect
                """),
            Example(
                "There and back is how a question is answered",
                """
                process: Quote
                lanes: Sales, Finance
                flow:
                  Sales: Ask for a price
                  Finance: Calculate
                  Sales: Send quote
                """),
            Example(
                "The customer asks, and answers",
                """
                process: Quote
                lane: Customer [customer]
                lanes: Sales
                flow:
                  Customer: Ask for a price
                  Sales: Write quote
                  Customer: Accept quote
                  Sales: Enter order
                """),
            Example(
                "The way back starts in the lane where it ends",
                """
                process: Terms
                lanes: Sales, Legal
                flow:
                  Sales: Draft terms
                  Legal: Check terms
                  Sales: ↓Fine?
                    yes 70%
                    no 30% -> Draft terms
                  Sales: Send terms
                """),
            Example(
                "Few are sent back",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                  Sales: Lead accepted?
                    yes 90%
                    no 10% -> Score lead
                  Sales: Call prospect
                """),
            Example(
                "Two answers that each cross twice are two paths, not one of four",
                """
                process: Quote
                lanes: Sales, Finance
                flow:
                  Sales: Which size?
                    small:
                      Finance: Look up price
                      Sales: Send price
                      -> Close
                    large:
                      Finance: Calculate
                      Sales: Send offer
                  Sales: Close
                """),
        ]
    ) { review in
        let map = review.map
        let order = review.facts.order
        let pairs = LanePair.all(review, atLeast: review[crossings])
        guard pairs.count * map.nodes.count <= mostVisits else {
            review.cannotAssess("there are more pairs of lanes than can be followed: split the map into calls")
            return
        }
        for pair in pairs {
            let longest = order.mostCrossings(pair.flows, review.graph)
            let limit = review[crossings]
            guard Double(longest.count) >= limit, !longest.isEmpty else { continue }
            let told = longest[min(max(Int(limit.rounded(.up)), 1), longest.count) - 1]
            let way = longest.compactMap { pair.passings[$0] }
            let names = (way.prefix(1).map(\.sender) + way.map(\.receiver)).map { "'\(map[$0].name)'" }
            guard let at = pair.passings[told], let first = way.first else { continue }
            let lanes = "\(map[pair.first].name) and \(map[pair.second].name)"
            review.find(
                "work crosses \(longest.count) times between \(lanes) on one path: \(Wording.list(Array(names.prefix(8))))\(names.count > 8 ? " …" : "")",
                at: .flow(told), review.span(of: at),
                remedy: "settle before '\(map[first.receiver].name)' what is only settled at '\(map[at.sender].name)', so that the work crosses once",
                question: "\(lanes), what comes to light on the way that could have been said at \(Wording.ending(map[first.sender].name))?")
        }
        let loops = TwoLaneLoop.all(review, order, mostVisits: mostVisits)
        if !loops.isComplete { review.lacks("there are more loops than can be followed: split the map into calls") }
        for loop in loops.found {
            let source = review.graph.source(of: loop.back)
            let (from, to) = (map[source].name, map[review.graph.target(of: loop.back)].name)
            guard let share = loop.share else {
                review.lacks("how many cases go back from '\(from)' to '\(to)' is not said: write the share at the answer, as in `no 10%`", .share)
                continue
            }
            guard share * 100 >= review[Rule.loop] - 1e-9 else { continue }
            review.find(
                "\(Numerals.percent(share, places: 1)) of cases go round between \(map[loop.turn.from].name) and \(map[loop.turn.to].name): from '\(from)' back to '\(to)'",
                at: .flow(loop.back), loop.turn.flow == loop.back ? review.span(of: loop.turn) : map[source].span,
                remedy: "let what '\(from)' asks for be settled at '\(to)', before it is handed over",
                question: "What do you see at '\(from)' that could have been seen at \(Wording.ending(to))?")
        }
    }
}

/// A guard against maps made to keep us busy: real ones stay far below it.
private let mostVisits = 2_000_000

/// Two lanes between which work passes more than once, with the flows that cross.
private struct LanePair {
    let first: LaneID
    let second: LaneID
    let flows: [FlowID]
    let passings: [FlowID: Passing]

    private struct Key: Hashable, Comparable {
        let first: LaneID
        let second: LaneID
        static func < (a: Key, b: Key) -> Bool { (a.first, a.second) < (b.first, b.second) }
    }

    /// In the order of the lanes; flows that go back are left to the loops.
    static func all(_ review: Review, atLeast limit: Double) -> [LanePair] {
        var found: [Key: [Passing]] = [:]
        for passing in review.passings.all where !review.graph.isLoop[passing.flow.index] {
            guard [passing.from, passing.to].allSatisfy({ review.map[$0].kind != .system && review.map[$0].kind != .customer }) else { continue }
            found[Key(first: min(passing.from, passing.to), second: max(passing.from, passing.to)), default: []].append(passing)
        }
        return found.keys.sorted().compactMap { key in
            guard let passings = found[key], Double(passings.count) >= limit else { return nil }
            return LanePair(
                first: key.first, second: key.second, flows: passings.map(\.flow),
                passings: Dictionary(passings.map { ($0.flow, $0) }, uniquingKeysWith: { a, _ in a }))
        }
    }
}
