import ProcessModel
import ProcessSyntax

/// What the steps of a map need, make and hand over, gathered by the thing.
///
/// Two names are one thing where they differ at most in capitals, blanks, hyphens and the article, or where a
/// term of the map says so (`also:`).
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
        /// True where each case brings it along: the map's unit, its trigger, or a start is called the same.
        fileprivate(set) var comesWithCase = false
        /// The systems that hold the record of it.
        fileprivate(set) var keptIn: [String] = []
    }

    /// In the order in which steps, then flows, speak of them.
    private(set) var artifacts: [Artifact] = []
    /// For each step, whether it says what it needs or expects.
    private(set) var saysNeeds: [Bool]
    /// True where some step says what it needs or expects.
    private(set) var hasNeeds = false
    /// Calls of which the map does not say what they make; the called map may make anything.
    private(set) var silentCalls: [NodeID] = []

    init(_ map: ProcessMap) {
        saysNeeds = map.nodes.map { node in
            guard let at = node.detailIndex.map(Int.init) else { return false }
            return map.details[at].needs.contains(where: isSaid) || map.details[at].expects.contains { isSaid($0.artifact) }
        }
        hasNeeds = saysNeeds.contains(true)
        // Without a need no rule has anything to follow, and most drafts say none.
        guard hasNeeds else { return }
        var index = Index(map)
        for id in map.nodeIDs {
            guard let at = map[id].detailIndex.map(Int.init) else { continue }
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
            if map[id].kind == .call, map.details[at].makes.isEmpty { silentCalls.append(id) }
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
    }

    /// Which place in `artifacts` a name has.
    private struct Index {
        private var places: [[UInt8]: Int] = [:]
        /// Leads from another word for a thing to the term itself.
        private var terms: [[UInt8]: [UInt8]] = [:]

        init(_ map: ProcessMap) {
            for term in map.terms {
                let name = Self.key(term.name.string)
                for alias in term.aliases where terms[Self.key(alias.string)] == nil { terms[Self.key(alias.string)] = name }
            }
        }

        mutating func place(of name: String, in artifacts: inout [Artifact]) -> Int {
            let key = settled(name)
            if let place = places[key] { return place }
            places[key] = artifacts.count
            artifacts.append(Artifact(name: name))
            return artifacts.count - 1
        }

        func known(_ name: String) -> Int? { places[settled(name)] }

        private func settled(_ name: String) -> [UInt8] {
            let key = Self.key(name)
            return terms[key] ?? key
        }

        private static func key(_ name: String) -> [UInt8] { Words.key(Words.withoutArticle(name)) }
    }
}

/// `?` names nothing yet.
private func isSaid(_ name: Text) -> Bool { name.string != "?" && !name.string.isEmpty }
