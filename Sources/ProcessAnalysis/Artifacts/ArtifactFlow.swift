import ProcessModel
import ProcessSyntax

/// What the steps of a map need, make and hand over, gathered by the thing.
///
/// `ThingNames` says which names are one thing.
struct ArtifactFlow: Sendable {
    struct Need: Sendable {
        let node: NodeID
        /// The name as the step says it.
        let name: Text
        /// True for `expects:`, false for `needs:`.
        let isExpected: Bool
    }

    struct Made: Sendable {
        let node: NodeID
        let name: Text
    }

    struct HandedOver: Sendable {
        let flow: FlowID
        let name: Text
    }

    struct Artifact: Sendable {
        /// The name by which it is first spoken of.
        let name: String
        /// In the order of the steps.
        fileprivate(set) var needs: [Need] = []
        fileprivate(set) var made: [Made] = []
        /// In the order of the flows. One line may describe several of them.
        fileprivate(set) var handedOver: [HandedOver] = []
        /// The steps that tell somebody of it, and the flows over which it passes as a field of something else:
        /// they bring it, but nobody asks what becomes of it.
        fileprivate(set) var toldAt: [NodeID] = []
        fileprivate(set) var passedWithin: [FlowID] = []
        /// The calls of maps that bring it, whichever way a case takes through them; those that bring it on some ways
        /// only; and those that need it.
        fileprivate(set) var broughtBy: [NodeID] = []
        fileprivate(set) var broughtAtTimesBy: [NodeID] = []
        fileprivate(set) var usedBy: [NodeID] = []
        /// True where each case brings it along: the map's unit, its trigger, or a start is called the same.
        fileprivate(set) var comesWithCase = false
        /// True where a map that calls this one may send it along, and not all surely do.
        fileprivate(set) var mayComeWithCase = false
        /// The systems that hold the record of it.
        fileprivate(set) var keptIn: [String] = []

        /// The same where nobody needs it, so that nothing takes it as given.
        var withoutNeeds: Artifact {
            var copy = self
            copy.needs = []
            return copy
        }

        /// The same where nobody needs it but one step.
        func needed(at node: NodeID, _ span: Span) -> Artifact {
            var copy = self
            copy.needs = [Need(node: node, name: Text(name, at: span), isExpected: false)]
            return copy
        }

        /// The steps behind which it is there.
        var makers: [NodeID] { made.map(\.node) + toldAt + broughtBy }
        /// The flows over which it comes.
        var carriers: [FlowID] { handedOver.map(\.flow) + passedWithin }
        /// True where something on the map brings it.
        var isProduced: Bool {
            comesWithCase || !made.isEmpty || !handedOver.isEmpty || !toldAt.isEmpty || !passedWithin.isEmpty || !broughtBy.isEmpty
                || !broughtAtTimesBy.isEmpty
        }
    }

    /// In the order in which steps, then flows, speak of them.
    private(set) var artifacts: [Artifact] = []
    /// For each step, whether it says what it needs or expects.
    private(set) var saysNeeds: [Bool]
    /// True where some step says what it needs or expects.
    private(set) var hasNeeds = false
    /// Calls of which neither this map nor the called one says what they make: that may be anything.
    private(set) var silentCalls: [NodeID] = []
    /// The same for what they need.
    private(set) var callsThatMayUse: [NodeID] = []
    let names: ThingNames
    private var index: Index

    /// - Parameters:
    ///   - calls: what the maps that it calls say.
    ///   - callers: what the maps that call it send along; nil where none does.
    ///   - isForCallers: true to gather what is made even where no step says what it needs.
    init(_ map: ProcessMap, calls: [Call] = [], callers: CallerThings? = nil, isForCallers: Bool = false) {
        names = ThingNames(map)
        index = Index(names)
        saysNeeds = map.nodes.map { node in
            guard let at = node.detailIndex.map(Int.init) else { return false }
            return map.details[at].needs.contains(where: isSaid) || map.details[at].expects.contains { isSaid($0.artifact) }
        }
        hasNeeds = saysNeeds.contains(true)
        // Without a need no rule has anything to follow, and most drafts say none.
        guard hasNeeds || isForCallers else { return }
        for id in map.nodeIDs {
            let isCall = map[id].kind == .call
            guard let at = map[id].detailIndex.map(Int.init) else {
                if isCall {
                    silentCalls.append(id)
                    callsThatMayUse.append(id)
                }
                continue
            }
            for name in map.details[at].needs where isSaid(name) {
                artifacts[index.place(of: name.string, in: &artifacts)].needs.append(Need(node: id, name: name, isExpected: false))
            }
            for name in map.details[at].expects.lazy.map(\.artifact) where isSaid(name) {
                artifacts[index.place(of: name.string, in: &artifacts)].needs.append(Need(node: id, name: name, isExpected: true))
            }
            for name in map.details[at].makes where isSaid(name) {
                artifacts[index.place(of: name.string, in: &artifacts)].made.append(Made(node: id, name: name))
            }
            for name in map.details[at].informs.lazy.compactMap(\.what) where isSaid(name) {
                artifacts[index.place(of: name.string, in: &artifacts)].toldAt.append(id)
            }
            if isCall, map.details[at].makes.isEmpty { silentCalls.append(id) }
            if isCall, !saysNeeds[id.index] { callsThatMayUse.append(id) }
        }
        for id in map.flowIDs {
            guard let terms = map.terms(of: id) else { continue }
            if let name = terms.artifact, isSaid(name) {
                artifacts[index.place(of: name.string, in: &artifacts)].handedOver.append(HandedOver(flow: id, name: name))
            }
            for name in terms.fields where isSaid(name) {
                artifacts[index.place(of: name.string, in: &artifacts)].passedWithin.append(id)
            }
        }
        for name in [map.unit, map.trigger].compactMap({ $0?.string }) + map.nodes.filter({ $0.kind == .start }).map(\.name) {
            if let place = index.known(name) { artifacts[place].comesWithCase = true }
        }
        for system in map.systems {
            for name in system.recordOf {
                if let place = index.known(name.string) { artifacts[place].keptIn.append(system.name.string) }
            }
        }
        for place in (callers?.always ?? []).compactMap(index.known) { artifacts[place].comesWithCase = true }
        for place in (callers?.sometimes ?? []).compactMap(index.known) { artifacts[place].mayComeWithCase = true }
        addThings(of: calls.filter { map.nodes.indices.contains($0.node.index) }, index)
    }

    /// True where something on the map brings a thing, and no system holds it for all.
    func isPassedOn(_ name: String) -> Bool {
        index.known(name).map { artifacts[$0].isProduced && artifacts[$0].keptIn.isEmpty } ?? false
    }

    /// What called maps bring and need, as far as this map speaks of it.
    private mutating func addThings(of calls: [Call], _ index: Index) {
        guard !calls.isEmpty else { return }
        var (makers, users) = (Set<NodeID>(), Set<NodeID>())
        for call in calls {
            guard let things = call.map.things else { continue }
            if things.saysWhatItMakes { makers.insert(call.node) }
            if !things.needed.isEmpty { users.insert(call.node) }
            for place in things.always.compactMap(index.known) { artifacts[place].broughtBy.append(call.node) }
            for place in things.sometimes.compactMap(index.known) { artifacts[place].broughtAtTimesBy.append(call.node) }
            for place in things.needed.compactMap(index.known) { artifacts[place].usedBy.append(call.node) }
        }
        silentCalls.removeAll(where: makers.contains)
        callsThatMayUse.removeAll(where: users.contains)
    }

    /// Which place in `artifacts` a name has.
    private struct Index: Sendable {
        private var places: [[UInt8]: Int] = [:]
        private let names: ThingNames

        init(_ names: ThingNames) { self.names = names }

        mutating func place(of name: String, in artifacts: inout [Artifact]) -> Int {
            let key = names.key(name)
            if let place = places[key] { return place }
            places[key] = artifacts.count
            artifacts.append(Artifact(name: name))
            return artifacts.count - 1
        }

        func known(_ name: String) -> Int? { places[names.key(name)] }
    }
}

/// Which names of a map mean one thing: those that differ at most in capitals, blanks, hyphens and the article, the
/// plural, and the other words that a term has (`also:`).
struct ThingNames: Sendable {
    /// Leads from another word for a thing to the term itself.
    private var terms: [[UInt8]: [UInt8]] = [:]

    init(_ map: ProcessMap) {
        for term in map.terms {
            let name = Self.plain(term.name.string)
            for alias in term.aliases where terms[Self.plain(alias.string)] == nil { terms[Self.plain(alias.string)] = name }
        }
    }

    /// One key for all names of a thing.
    func key(_ name: String) -> [UInt8] {
        let key = Self.plain(name)
        return terms[key] ?? key
    }

    private static func plain(_ name: String) -> [UInt8] { Words.thingKey(name) }
}

/// `?` names nothing yet.
private func isSaid(_ name: Text) -> Bool { name.string != "?" && !name.string.isEmpty }
