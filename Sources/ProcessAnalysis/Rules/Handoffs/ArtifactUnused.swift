import ProcessModel
import ProcessSyntax

extension Rule {
    static let artifactUnused = Rule(
        name: "artifact-unused", category: .handoffs, severity: .info,
        title: "Something is made that nobody needs",
        triggers: """
            A step makes a thing, or a handoff passes it to a step that says what it needs and does not name it, and no \
            later step needs it, expects it, passes it on, tells somebody of it, or works in the system that holds \
            its record. The outcome of a process is left alone: what is made last before an end, or goes to a customer. \
            What is typed into two systems is left to manual-rekey. Where no later step says what it needs, it cannot be told.
            """,
        why: "Work that goes into something nobody reads is the cheapest work to stop, and nobody stops it unasked.",
        remedy: "Stop making it, or say below the step that uses it: `needs: call notes`.",
        question: "Who would notice if it were missing tomorrow?",
        examples: [
            Example(
                "A report that no later step asks for",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    makes: score, ↓source report
                  Sales: Call prospect
                    needs: score
                  Sales: Send offer
                """),
            Example(
                "It is handed over to somebody who needs other things",
                """
                process: Offers
                lanes: Sales, Legal
                flow:
                  Sales: Draft offer
                    makes: draft
                    handoff: ↓cover letter
                  Legal: Check terms
                    needs: draft
                  Legal: File it
                """),
            Example(
                "It is needed only before it is made",
                """
                process: Offers
                lanes: Sales
                flow:
                  Sales: Calculate
                    needs: price list
                  Sales: Update prices
                    makes: ↓price list
                  Sales: Send offer
                    needs: address
                  Sales: Call customer
                """),
            Example(
                "Needed much later, or passed on",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    makes: score
                    handoff: MQL
                  Sales: Call prospect
                    expects: MQL
                    makes: call notes
                    handoff: call notes
                  Marketing: Read notes
                  Marketing: Adjust scoring
                    needs: score
                """),
            Example(
                "The outcome needs no later step",
                """
                process: Offers
                lanes: Sales
                flow:
                  Sales: Draft offer
                    makes: draft
                  Sales: Lay out offer
                    needs: draft
                    makes: offer
                  end: Offer ready
                """),
            Example(
                "A later step works where the record is held",
                """
                process: Leads
                lanes: Sales
                system: CRM
                  record of: lead record
                flow:
                  Sales: Enter lead [in CRM, makes lead record]
                  Sales: Call lead [in CRM]
                  Sales: Send offer [needs price list]
                """),
            Example(
                "It is typed in again, which is another matter",
                """
                process: Leads
                lanes: Sales
                flow:
                  Sales: Enter customer [in CRM, makes customer record]
                  Sales: Open account [in ERP, makes customer record]
                  Sales: Write offer [needs price list]
                  Sales: Send offer
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
        let made = things.artifacts.filter { !$0.made.isEmpty || !$0.handedOver.isEmpty }
        // A guard against maps made to keep us busy: 64 things cost a walk over the map.
        guard made.count * map.nodes.count <= 200_000_000 else {
            return review.cannotAssess("there are more things and steps than can be followed: split the map into calls")
        }
        let uses = Uses(review)
        var untold: [Text] = []
        var maybeUsed: [Text] = []
        let idles = uses.idle(made)
        let rekeyed = idles.isEmpty ? [] : review.rekeyedThings()
        for idle in idles where !rekeyed.contains(Words.key(idle.name.string)) {
            guard !uses.mayBeUsedByCall(after: idle.node) else {
                maybeUsed.append(idle.name)
                continue
            }
            guard uses.isAsked(after: idle.node) else {
                untold.append(idle.name)
                continue
            }
            let (step, name) = (map[idle.node].name, idle.name.string)
            review.find(
                idle.receiver.map { "'\(name)' is handed over to '\(map[$0].name)', which does not need it, and neither does any step that follows" }
                    ?? "'\(name)' is made at '\(step)', and no step that follows needs it",
                at: idle.flow.map { .flow($0) } ?? .node(idle.node), idle.name.span,
                remedy: "stop making it, or write `needs: \(name)` below the step that uses it",
                question: "Who would notice if '\(name)' were missing tomorrow?")
        }
        if let first = maybeUsed.first {
            let calls = Wording.some(things.callsThatMayUse.map { "'\(map[$0].name)'" })
            let (noun, verb) = things.callsThatMayUse.count == 1 ? ("call", "needs") : ("calls", "need")
            review.lacks("what the \(noun) of \(calls) \(verb) is not said, and \(Wording.some(maybeUsed.map { "'\($0.string)'" })) may be used there: write it below the call, as in `needs: \(first.string)`")
        }
        guard let first = untold.first else { return }
        let names = Wording.some(untold.map { "'\($0.string)'" })
        review.lacks("no step after \(names) says what it needs: write it below the step that uses \(untold.count == 1 ? "it" : "them"), as in `needs: \(first.string)`")
    }
}

/// Who uses what is made, and where.
private struct Uses {
    /// What is made or handed over, and used by nobody.
    struct Idle {
        let node: NodeID
        let name: Text
        var flow: FlowID?
        var receiver: NodeID?
    }

    private let map: ProcessMap
    private let graph: FlowGraph
    private let things: ArtifactFlow
    private let order: PathOrder
    /// For each node, whether a step behind it says what it needs or expects.
    private let asksLater: [Bool]
    /// For each node, whether an end may follow with no task before it.
    private let endsNext: [Bool]
    /// For each node, whether a call that may use anything lies on a way from it.
    private let callsLater: [Bool]
    /// The steps that work in each system that holds a record.
    private let users: [String: [NodeID]]

    init(_ review: Review) {
        map = review.map
        graph = review.graph
        things = review.facts.artifacts
        asksLater = graph.reaching(map.nodeIDs.filter { review.facts.artifacts.saysNeeds[$0.index] })
        endsNext = Self.endsNext(map, graph)
        callsLater = things.callsThatMayUse.isEmpty ? [] : graph.reaching(things.callsThatMayUse)
        order = review.facts.order
        let holding = Set(things.artifacts.flatMap(\.keptIn))
        var users: [String: [NodeID]] = [:]
        if !holding.isEmpty {
            for id in map.nodeIDs {
                for system in map.said(of: id, \.systems) ?? [] where holding.contains(system.string) { users[system.string, default: []].append(id) }
            }
        }
        self.users = users
    }

    /// For each thing that is made or handed over for nobody, the first place where it is.
    func idle(_ things: [ArtifactFlow.Artifact]) -> [Idle] {
        var found: [Idle] = []
        var next = 0
        while next < things.count {
            let block = things[next..<min(next + 64, things.count)].map(Part.init)
            let isUsedFrom = usedFrom(block)
            for (bit, part) in block.enumerated() {
                if let idle = idle(part, { isUsedFrom[$0.index] & 1 << UInt64(bit) != 0 }) { found.append(idle) }
            }
            next += 64
        }
        return found
    }

    /// A thing, with the steps that need it.
    private struct Part {
        let thing: ArtifactFlow.Artifact
        let needing: Set<NodeID>

        init(_ thing: ArtifactFlow.Artifact) {
            self.thing = thing
            needing = Set(thing.needs.map(\.node) + thing.usedBy)
        }
    }

    /// The steps from which a thing is passed on to somebody who takes it.
    private func passing(_ part: Part) -> [NodeID] {
        (part.thing.handedOver.map(\.flow).filter { refusal(of: $0, part.needing) == nil } + part.thing.passedWithin).map(graph.source(of:))
    }

    /// For each node, those of up to 64 things, a bit each, that some step from it on uses.
    private func usedFrom(_ block: [Part]) -> [UInt64] {
        var used = [UInt64](repeating: 0, count: graph.nodeCount)
        for (index, part) in block.enumerated() {
            let bit = UInt64(1) << UInt64(index)
            for node in part.needing { used[node.index] |= bit }
            for node in part.thing.toldAt + passing(part) { used[node.index] |= bit }
            for system in part.thing.keptIn { for node in users[system] ?? [] { used[node.index] |= bit } }
        }
        // Once over the map against the order of the flow, which is all where nothing goes back.
        var again: [NodeID] = []
        for node in order.nodes.reversed() {
            var here = used[node.index]
            for flow in graph.flows(from: node) { here |= used[graph.target(of: flow).index] }
            if here != 0, graph.flows(into: node).contains(where: { graph.isLoop[$0.index] }) { again.append(node) }
            used[node.index] = here
        }
        while let node = again.popLast() {
            for source in graph.flows(into: node).lazy.map(graph.source(of:)) where used[node.index] & ~used[source.index] != 0 {
                used[source.index] |= used[node.index]
                again.append(source)
            }
        }
        return used
    }

    private func idle(_ part: Part, _ isUsedFrom: (NodeID) -> Bool) -> Idle? {
        let passing = Set(passing(part))
        func isUsed(after node: NodeID) -> Bool { graph.flows(from: node).contains { isUsedFrom(graph.target(of: $0)) } }
        for made in part.thing.made where graph.isReachable[made.node.index] {
            let isOutcome = endsNext[made.node.index] || map[map[made.node].lane].kind == .customer
            if !isOutcome, !passing.contains(made.node), !passesUnnamed(made), !isUsed(after: made.node) {
                return Idle(node: made.node, name: made.name)
            }
        }
        for handed in part.thing.handedOver where graph.isReachable[graph.source(of: handed.flow).index] {
            guard let receiver = refusal(of: handed.flow, part.needing), !isUsedFrom(graph.target(of: handed.flow)) else { continue }
            return Idle(node: graph.source(of: handed.flow), name: handed.name, flow: handed.flow, receiver: receiver)
        }
        return nil
    }

    /// True where a call may follow of which nobody says what it needs.
    func mayBeUsedByCall(after node: NodeID) -> Bool {
        !callsLater.isEmpty && graph.flows(from: node).contains { callsLater[graph.target(of: $0).index] }
    }

    func isAsked(after node: NodeID) -> Bool {
        graph.flows(from: node).contains { asksLater[graph.target(of: $0).index] }
    }

    /// The step to which a flow leads, if it says what it needs and the thing is not among that. One that `expects`
    /// something else is a matter of its own: the two ends do not agree.
    private func refusal(of flow: FlowID, _ needing: Set<NodeID>) -> NodeID? {
        let receiver = graph.target(of: flow)
        guard map[receiver].isWork, things.saysNeeds[receiver.index], map[map[receiver].lane].kind == .internal,
            map.said(of: receiver, \.expects)?.isEmpty ?? true, !needing.contains(receiver)
        else { return nil }
        return receiver
    }

    /// What a step makes is what it hands over to the next lane, where no `handoff:` names another thing.
    private func passesUnnamed(_ made: ArtifactFlow.Made) -> Bool {
        guard map.said(of: made.node, \.makes)?.first?.span == made.name.span else { return false }
        return graph.flows(from: made.node).contains { flow in
            let receiver = graph.target(of: flow)
            return map.isHandoff(flow) && map.terms(of: flow)?.artifact == nil && !things.saysNeeds[receiver.index]
        }
    }

    /// Decisions and gateways may stand between the last step and the end: what is decided is whether it is done.
    private static func endsNext(_ map: ProcessMap, _ graph: FlowGraph) -> [Bool] {
        var endsNext = [Bool](repeating: false, count: graph.nodeCount)
        var open = graph.ends
        for end in open { endsNext[end.index] = true }
        while let node = open.popLast() {
            if map[node].kind == .task || map[node].kind == .call { continue }
            for flow in graph.flows(into: node) where map[flow].kind != .exception {
                let source = graph.source(of: flow)
                if !endsNext[source.index] {
                    endsNext[source.index] = true
                    open.append(source)
                }
            }
        }
        return endsNext
    }
}
