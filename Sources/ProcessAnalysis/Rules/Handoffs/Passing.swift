import ProcessModel
import ProcessSyntax

/// Work that passes from one lane to another, with the people at its two ends.
///
/// A flow may cross lanes on its way into or out of a fork or join; those do no work, so the ends
/// of a passing are the nearest steps that do.
struct Passing {
    /// The flow that crosses from lane to lane.
    let flow: FlowID
    let sender: NodeID
    let receiver: NodeID
    let from: LaneID
    let to: LaneID
    /// What was agreed about it: on the flow itself, or on the step that sends into a fork.
    let termsID: HandoffID?

    /// Passings that one line of the map describes: several ways out of one step into one lane.
    struct Line: Hashable {
        let sender: NodeID
        let termsID: HandoffID?
        let to: LaneID
    }

    var line: Line { Line(sender: sender, termsID: termsID, to: to) }
}

/// Two lanes between which work passes, in either direction.
struct Exchange {
    /// The one declared first.
    let first: LaneID
    let second: LaneID
    /// In the order of the flows that cross.
    let passings: [Passing]

    fileprivate static func pairs(_ passings: [Passing]) -> [Exchange] {
        struct Key: Hashable {
            let first: LaneID
            let second: LaneID
        }
        var byKey: [Key: [Passing]] = [:]
        for passing in passings {
            byKey[Key(first: min(passing.from, passing.to), second: max(passing.from, passing.to)), default: []].append(passing)
        }
        return byKey.map { Exchange(first: $0.key.first, second: $0.key.second, passings: $0.value) }
            .sorted { ($0.first, $0.second) < ($1.first, $1.second) }
    }
}

/// The passings of a map, found once for all the rules that ask.
struct Passings: Sendable {
    /// In the order of the flows that cross.
    let all: [Passing]
    /// One for each `Passing.Line`: what a rule goes through that must not say one thing twice.
    let distinct: [Passing]
    /// The pairs of lanes between which work passes, in the order of the lanes.
    let pairs: [Exchange]

    init(_ map: ProcessMap, _ graph: FlowGraph) {
        var all: [Passing] = []
        var distinct: [Passing] = []
        var told = Set<Passing.Line>()
        for flow in map.flows.indices.lazy.map(FlowID.init) where map.isHandoff(flow) {
            let (from, to) = (map[flow].from, map[flow].to)
            guard let sender = Self.nearestWork(to: from, map, { graph.flows(into: $0).map(graph.source(of:)) }),
                let receiver = Self.nearestWork(to: to, map, { graph.flows(from: $0).map(graph.target(of:)) }),
                map[sender].lane != map[receiver].lane
            else { continue }
            let passing = Passing(
                flow: flow, sender: sender, receiver: receiver, from: map[sender].lane, to: map[receiver].lane,
                termsID: map[flow].terms ?? Self.termsBefore(from, map, graph))
            all.append(passing)
            if told.insert(passing.line).inserted { distinct.append(passing) }
        }
        self.all = all
        self.distinct = distinct
        pairs = Exchange.pairs(all)
    }

    /// The step itself, or else the first one beyond the gateways, in the order written.
    private static func nearestWork(to node: NodeID, _ map: ProcessMap, _ beyond: (NodeID) -> [NodeID]) -> NodeID? {
        if map[node].isWork { return node }
        var seen: Set<NodeID> = [node]
        var open = [node]
        var next = 0
        while next < open.count {
            for other in beyond(open[next]) where seen.insert(other).inserted {
                if map[other].isWork { return other }
                open.append(other)
            }
            next += 1
        }
        return nil
    }

    /// A `handoff:` under the step before a fork speaks of every way out of it.
    private static func termsBefore(_ node: NodeID, _ map: ProcessMap, _ graph: FlowGraph) -> HandoffID? {
        var node = node
        var steps = 0
        while map[node].kind == .fork, steps < graph.nodeCount {
            let into = graph.flows(into: node)
            guard into.count == 1, let flow = into.first else { return nil }
            if let terms = map[flow].terms { return terms }
            node = graph.source(of: flow)
            steps += 1
        }
        return nil
    }
}

extension ProcessMap {
    /// One thing that was said of a step; nil where nothing was said of it at all. Spares a copy of the rest.
    @inline(__always)
    func said<Value>(of id: NodeID, _ path: KeyPath<StepDetails, Value>) -> Value? {
        nodes[id.index].detailIndex.map { details[Int($0)][keyPath: path] }
    }
}

extension Review {
    func terms(of passing: Passing) -> HandoffTerms? { passing.termsID.map { map[$0] } }

    /// What passes, as either end names it: the handoff, the step that makes it, the one that needs or expects it.
    ///
    /// Of several things made, the one that the receiver asks for passes. Where it asks for others, what was made is
    /// for somebody else.
    func artifact(of passing: Passing) -> Text? {
        if let named = terms(of: passing)?.artifact { return named }
        let made = map.said(of: passing.sender, \.makes)?.filter { $0.string != "?" } ?? []
        guard let first = made.first else { return expectations(of: passing).first?.artifact }
        let needed = (map.said(of: passing.receiver, \.needs) ?? []).filter { $0.string != "?" }
        let asked = expectations(of: passing).map(\.artifact) + needed
        if asked.isEmpty { return first }
        let names = facts.artifacts.names
        let keys = Set(asked.map { names.key($0.string) })
        return made.first { keys.contains(names.key($0.string)) }
            ?? expectations(of: passing).first?.artifact ?? needed.first { facts.artifacts.isPassedOn($0.string) }
    }

    /// What the receiver says it expects; `?` is no expectation yet.
    func expectations(of passing: Passing) -> [Expectation] {
        map.said(of: passing.receiver, \.expects)?.filter { $0.artifact.string != "?" } ?? []
    }

    /// "'MQL' passes from Marketing (Score lead) to Sales (Review lead)".
    func telling(_ passing: Passing) -> String {
        let what = artifact(of: passing).map { "'\($0.string)'" } ?? "work"
        return "\(what) passes from \(map[passing.from].name) (\(map[passing.sender].name))"
            + " to \(map[passing.to].name) (\(map[passing.receiver].name))"
    }

    /// Where a finding about a passing points: at the artifact, the handoff line, or the step that sends.
    func span(of passing: Passing) -> Span {
        guard let terms = terms(of: passing) else { return map[passing.sender].span }
        return terms.artifact?.span ?? terms.span
    }

    /// A customer is asked for nothing but to be told what they get; a system takes in what it is sent.
    func canAgree(_ lane: LaneID) -> Bool { map[lane].kind != .customer && map[lane].kind != .system }
}
