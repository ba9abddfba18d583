import ProcessModel
import ProcessSyntax

extension Rule {
    static let artifactNotProduced = Rule(
        name: "artifact-not-produced", category: .handoffs, severity: .error,
        title: "Something is needed that is not always there",
        triggers: """
            A step `needs` or `expects` a thing, and on some way that leads to it no step `makes` it, no handoff passes \
            it on and nobody is told of it. That way is shown. What a case brings along is there from the start: what \
            the `unit`, the `trigger` or a `start` is called. What a called map makes on all its ways is there behind the call. What nothing on the map makes, but a system holds \
            (`record of`), is read there. Where a handoff passes another thing than its receiver expects, \
            `expectation-mismatch` says so instead.
            """,
        why: "Whoever lacks something they need stops and goes to look for it, or goes on without it, and it shows much later.",
        remedy: "Let a step on that way make it or hand it over, or drop the need.",
        question: "When the work comes to you this way, where do you get it from?",
        examples: [
            Example(
                "Large offers are checked by Legal; the others skip the check",
                """
                process: Offers
                lanes: Sales, Legal
                flow:
                  Sales: Draft offer
                  Sales: Over 5k?
                    yes:
                      Legal: Check terms
                        makes: cleared terms
                    no
                  Sales: Send offer
                    needs: ↓cleared terms
                """),
            Example(
                "It is made only later",
                """
                process: Campaign
                lanes: Marketing
                flow:
                  Marketing: Book media
                    needs: ↓budget
                  Marketing: Plan campaign
                    makes: budget
                """),
            Example(
                "It is made on a path beside, which may not be done yet",
                """
                process: Launch
                lanes: Marketing, Legal
                flow:
                  Marketing: Write brief
                  in parallel:
                    path: law
                      Legal: Check claims
                        makes: cleared claims
                    path: page
                      Marketing: Build page
                        needs: ↓cleared claims
                  Marketing: Launch
                    needs: cleared claims
                """),
            Example(
                "A path beside may be left before it is made",
                """
                process: Launch
                lanes: Marketing, Legal
                flow:
                  in parallel:
                    path: law
                      Legal: Claims fine?
                        yes
                        no -> Dropped
                      Legal: Note it
                        makes: cleared claims
                    path: page
                      Marketing: Build page
                  Marketing: Launch
                    needs: ↓cleared claims
                  end: Live
                  end: Dropped
                """),
            Example(
                "The receiver expects it, and no sender says that it comes",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                  Sales: Call prospect
                    expects: ↓MQL
                """),
            Example(
                "Every way brings it: one makes it, the other hands it over",
                """
                process: Offers
                lane: Sales
                lane: Legal
                lane: Partner [partner]
                flow:
                  Sales: Own paper?
                    yes:
                      Legal: Check terms
                        makes: cleared terms
                    no:
                      Partner: Send contract
                        handoff: cleared terms
                  Sales: Send offer
                    needs: cleared terms
                """),
            Example(
                "All paths of a parallel block are waited for",
                """
                process: Launch
                lanes: Marketing, Legal
                flow:
                  in parallel:
                    path: law
                      Legal: Check claims
                        makes: cleared claims
                    path: page
                      Marketing: Build page
                  Marketing: Launch
                    needs: cleared claims
                """),
            Example(
                "A case brings it along, or a system holds it",
                """
                process: Orders
                  unit: order
                lanes: Sales
                system: ERP
                  record of: price list
                flow:
                  Sales: Enter order
                    needs: order, price list
                """),
            Example(
                "No step says what it needs", notAssessable: true,
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    makes: score
                  Sales: Call prospect
                """),
        ]
    ) { review in
        let map = review.map
        let things = review.facts.artifacts
        guard things.hasNeeds else {
            if map.nodes.contains(where: \.isWork) {
                review.cannotAssess("no step says what it needs: write it below the step, as in `needs: call notes`")
            }
            return
        }
        let needed = things.artifacts.filter { !$0.needs.isEmpty && ($0.isProduced || $0.keptIn.isEmpty) }
        // A guard against maps made to keep us busy: 64 things cost a walk over the map.
        guard needed.count * map.nodes.count <= 200_000_000 else {
            return review.cannotAssess("there are more things and steps than can be followed: split the map into calls")
        }
        let waited = WaitedPaths(map, review.graph, review.inspection.metrics.blocks)
        let needs = LackingNeeds(map, review.graph, review.facts.order, waited)
        let lacking = needs.of(needed, givers: things.silentCalls)
        var silent = SilentCalls(things.silentCalls)
        if !things.silentCalls.isEmpty { silent.compare(needed, needs.of(needed), lacking) }
        let disputed = review.disputedReceivers()
        // Each thing that is told with its way costs some walks over the map. Past what anybody reads, there is none.
        var effort = 5_000_000
        var fromCallers: [String] = []
        for (thing, lacking) in zip(needed, lacking) {
            let told = Review.oncePerStep(lacking.filter { !($0.isExpected && disputed.contains($0.node)) })
            guard !told.isEmpty else { continue }
            if thing.mayComeWithCase {
                fromCallers.append(told[0].name.string)
                continue
            }
            effort -= map.nodes.count + map.flows.count
            guard effort >= 0 else {
                for need in told { review.tellShort(need, thing) }
                continue
            }
            let ways = MissingWays(thing, map, review.graph, waited, givers: things.silentCalls)
            let sources = Sources(of: thing, review)
            for need in told { review.tell(need, thing, ways, sources, waited) }
        }
        if let missing = silent.missing(map) { review.lacks(missing) }
        if !fromCallers.isEmpty {
            review.lacks("\(Wording.some(fromCallers.map { "'\($0)'" })) may come from a map that calls this one, and not on every way there: let it be made there before each call")
        }
    }
}

/// Where a thing comes from, as seen from the steps that lack it.
private struct Sources {
    /// The steps that make it or pass it on, in the order of the steps.
    let nodes: [NodeID]
    /// For each node, whether a step that brings it comes before it on some way, and whether one comes after it.
    let isBefore: [Bool]
    let isAfter: [Bool]
    /// Of a thing that comes from nowhere: something on the map with nearly the same name.
    let like: String?

    init(of thing: ArtifactFlow.Artifact, _ review: Review) {
        let graph = review.graph
        nodes = Set(thing.makers + thing.broughtAtTimesBy + thing.carriers.map(graph.source(of:))).sorted()
        isBefore = graph.reached(from: nodes.flatMap { graph.flows(from: $0).map(graph.target(of:)) })
        isAfter = graph.reaching(nodes)
        let others = review.facts.artifacts.artifacts
        // Every name is compared with every other: past what a team writes down, that is not worth the time.
        like = nodes.isEmpty && others.count <= 300
            ? NearestName.find(thing.name, among: others.lazy.filter { $0.isProduced }.map(\.name)) : nil
    }
}

/// Calls that do not say what they make: what is missing for certain is told, what they may make is asked for.
private struct SilentCalls {
    let calls: [NodeID]
    private var wanted: [String] = []

    init(_ calls: [NodeID]) { self.calls = calls }

    /// Notes the things that are there only if a silent call makes them.
    mutating func compare(
        _ things: [ArtifactFlow.Artifact], _ lackingWithout: [[ArtifactFlow.Need]], _ lackingWith: [[ArtifactFlow.Need]]
    ) {
        for (index, thing) in things.enumerated() where lackingWithout[index].count > lackingWith[index].count { wanted.append(thing.name) }
    }

    func missing(_ map: ProcessMap) -> String? {
        guard let first = wanted.first else { return nil }
        let names = Wording.some(calls.map { "'\(map[$0].name)'" })
        return "what the call\(calls.count == 1 ? "" : "s") of \(names) make\(calls.count == 1 ? "s" : "") is not said, and \(Wording.some(wanted.map { "'\($0)'" })) may come from there: write it below the call, as in `makes: \(first)`"
    }
}

extension Review {
    /// The steps to which another thing is handed over than they expect: `expectation-mismatch` tells of those.
    fileprivate func disputedReceivers() -> Set<NodeID> {
        var disputed = Set<NodeID>()
        for passing in passings.all where map[passing.to].kind != .customer {
            guard let name = terms(of: passing)?.artifact, name.string != "?" else { continue }
            let expected = expectations(of: passing)
            if !expected.isEmpty, !expected.contains(where: { Words.isSameThing($0.artifact.string, name.string) }) { disputed.insert(passing.receiver) }
        }
        return disputed
    }

    /// A step may need and expect one thing.
    fileprivate static func oncePerStep(_ needs: [ArtifactFlow.Need]) -> [ArtifactFlow.Need] {
        var told = Set<NodeID>()
        return needs.filter { told.insert($0.node).inserted }
    }

    fileprivate mutating func tell(
        _ need: ArtifactFlow.Need, _ thing: ArtifactFlow.Artifact, _ ways: MissingWays, _ sources: Sources, _ waited: WaitedPaths
    ) {
        let (step, lane, name) = (map[need.node].name, map[map[need.node].lane].name, need.name.string)
        let lacks = "'\(step)' \(need.isExpected ? "expects" : "needs") '\(name)'"
        guard let first = sources.nodes.first else {
            let like = sources.like
            find(
                "\(lacks), and nothing on this map makes it or hands it over\(inspection.callers == nil ? "" : ", nor do the maps that call it")\(like.map { "; there is '\($0)'" } ?? "")",
                at: .node(need.node), need.name.span,
                remedy: like.map { "write '\($0)' at both ends if that is what is meant, or say where '\(name)' comes from" }
                    ?? "say where it comes from: `makes: \(name)` below the step that makes it, `handoff: \(name)` below the one that sends it, or `record of: \(name)` at the system that holds it",
                question: "\(lane), where do you get '\(name)' from?")
            return
        }
        let isBeside = sources.nodes.prefix(20).first { waited.areBeside($0, need.node) }
        let isElsewhere = isBeside == nil && sources.isBefore[need.node.index]
        let isLater = isBeside == nil && !isElsewhere && sources.isAfter[need.node.index]
        let atTimes = isElsewhere ? thing.broughtAtTimesBy.first : nil
        let gap = if let atTimes { ", and '\(map[atTimes].name)' brings it only on some of its ways" }
            else if let isBeside { ", which comes from '\(map[isBeside].name)' on the path beside it and may not be there yet" }
            else if isElsewhere { ", and on one way there nothing makes it or hands it over" }
            else if isLater { ", which comes only later, from '\(map[first].name)'" }
            else { ", and no way there passes '\(map[first].name)', where it comes from" }
        let source = isBeside ?? first
        let way = ways.way(to: need.node)
        find(
            "\(lacks)\(gap)\(way.flows.isEmpty ? "" : ": " + telling(way, to: need.node))\(telling(left: ways.left(to: need.node)))", at: .node(need.node), need.name.span,
            related: .init(span: map[source].span, message: "'\(name)' comes from here"),
            remedy: atTimes.map { "let '\(map[$0].name)' make it on every way to its ends, or say at '\(step)' what it does without it" } ?? (isBeside == nil && !isLater
                ? "let a step on that way make it or hand it over, or say at '\(step)' what it does without it"
                : "let '\(map[source].name)' be done before '\(step)', or drop the need"),
            question: "\(lane), \(isElsewhere ? "when the work comes to you this way, " : "")where do you get '\(name)' from?")
    }

    /// The same without the way.
    fileprivate mutating func tellShort(_ need: ArtifactFlow.Need, _ thing: ArtifactFlow.Artifact) {
        let (step, lane, name) = (map[need.node].name, map[map[need.node].lane].name, need.name.string)
        find(
            "'\(step)' \(need.isExpected ? "expects" : "needs") '\(name)', and on one way there nothing makes it or hands it over",
            at: .node(need.node), need.name.span,
            remedy: "let a step on that way make it or hand it over, or say at '\(step)' what it does without it",
            question: "\(lane), where do you get '\(name)' from?")
    }

    /// `, with the path beside it left at 'Good?' (no)`, where a join is passed that way.
    fileprivate func telling(left flows: [FlowID]) -> String {
        guard !flows.isEmpty else { return "" }
        let places = flows.prefix(3).map { flow in
            let on = map[flow].kind == .exception ? "on " : ""
            return "'\(map[graph.source(of: flow)].name)'" + (map[flow].label.map { " (\(on)\($0.string))" } ?? "")
        }
        return ", with the path beside it left at \(Wording.list(Array(places)))"
    }

    /// The steps of a way, with the answers taken: `Draft offer → Over 5k? (no) → Send offer`.
    fileprivate func telling(_ way: MissingWays.Way, to last: NodeID) -> String {
        var stops: [(words: String, isChoice: Bool)] = way.isWhole ? [] : [(map[way.start].name, false)]
        for flow in way.flows {
            let node = map[graph.source(of: flow)]
            guard !node.isImplicit, node.isWork || node.kind == .start else { continue }
            let isChoice = map[flow].kind == .answer || map[flow].kind == .exception
            let on = map[flow].kind == .exception ? "on " : ""
            stops.append((node.name + (isChoice ? map[flow].label.map { " (\(on)\($0.string))" } ?? "" : ""), isChoice))
        }
        stops.append((map[last].name, true))
        guard stops.count > longestWay else { return stops.map(\.words).joined(separator: " → ") }
        // Of a long way the choices tell most: those nearest to the gap, and where it begins.
        var kept = Set([0, stops.count - 2, stops.count - 1])
        for index in stops.indices.reversed() where stops[index].isChoice && kept.count < longestWay { kept.insert(index) }
        var words: [String] = []
        for index in stops.indices {
            if kept.contains(index) { words.append(stops[index].words) } else if words.last != "…" { words.append("…") }
        }
        return words.joined(separator: " → ")
    }
}

/// The most steps of a way that a message names.
private let longestWay = 8
