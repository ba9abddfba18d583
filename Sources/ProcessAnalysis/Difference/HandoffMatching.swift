import ProcessModel

/// Which handoffs of a new map are those of an old one: what passes between lanes, and what else terms were said of.
struct HandoffMatching: Sendable {
    let old: [Int]
    let new: [Int]
    private(set) var pairs: OneToOne

    private struct Key: Hashable {
        var from: Int?
        var to: Int?
        var artifact: String?
    }

    init(_ matching: MapMatching) {
        let (oldMap, newMap) = (matching.old, matching.new)
        old = Self.handoffs(oldMap)
        new = Self.handoffs(newMap)
        pairs = OneToOne(old: old.count, new: new.count)
        func key(_ flow: Flow, _ map: ProcessMap, _ known: (Int) -> Int?) -> Key {
            Key(from: known(flow.from.index), to: known(flow.to.index), artifact: flow.terms.flatMap { map[$0].artifact?.string.lowercased() })
        }
        let olds = old.map { key(oldMap.flows[$0], oldMap, { matching.nodes.newOf[$0] }) }
        let news = new.map { key(newMap.flows[$0], newMap, { $0 }) }
        /// Pairs those that have one key, in the order written; several are told apart only where each side has as many.
        func pairAll(_ part: (Key) -> Key?, onlyLone: Bool) {
            var places: [Key: [Int]] = [:]
            var counts: [Key: Int] = [:]
            for index in pairs.freeNew { if let key = part(news[index]) { places[key, default: []].append(index) } }
            for index in pairs.freeOld { if let key = part(olds[index]) { counts[key, default: 0] += 1 } }
            for index in pairs.freeOld {
                guard let key = part(olds[index]), let found = places[key], let other = found.first else { continue }
                if onlyLone, found.count > 1 || counts[key] != 1 { continue }
                pairs.pair(index, other)
                places[key]?.removeFirst()
            }
        }
        pairAll({ $0.from == nil || $0.to == nil ? nil : $0 }, onlyLone: false)
        pairAll({ $0.from == nil || $0.to == nil ? nil : Key(from: $0.from, to: $0.to) }, onlyLone: false)
        pairAll({ $0.from == nil || $0.artifact == nil ? nil : Key(from: $0.from, artifact: $0.artifact) }, onlyLone: true)
        pairAll({ $0.to == nil || $0.artifact == nil ? nil : Key(to: $0.to, artifact: $0.artifact) }, onlyLone: true)
        // Where a step was put in between, what passed on goes on to it, or comes from it.
        pairAll({ $0.from == nil ? nil : Key(from: $0.from) }, onlyLone: true)
        pairAll({ $0.to == nil ? nil : Key(to: $0.to) }, onlyLone: true)
    }

    private static func handoffs(_ map: ProcessMap) -> [Int] {
        map.flows.indices.filter { map.isHandoff(FlowID($0)) || map.flows[$0].terms != nil }
    }
}
