import ProcessModel
import ProcessSyntax

extension Review {
    /// The relationships between lanes of this map that pass work to each other. What a shared file says
    /// of other functions is not this map's matter.
    func relationshipsAtWork() -> [(index: Int, relationship: Relationship)] {
        guard !map.relationships.isEmpty else { return [] }
        var atWork = Set<Int>()
        for pair in passings.pairs {
            if let index = relationship(pair.first, pair.second) { atWork.insert(index) }
        }
        return map.relationships.indices.compactMap { index in
            atWork.contains(index) || isAtHome(map.relationships[index].first.span) ? (index, map.relationships[index]) : nil
        }
    }

    /// Says that nothing is written down of how the lanes of this map get on; nothing where no work
    /// passes between them.
    mutating func lacksRelationships() {
        let pair = passings.pairs.first { canAgree($0.first) && canAgree($0.second) }
        guard let pair else { return }
        cannotAssess(
            "no relationship is written down: write `relationship: \(map[pair.first].name) and \(map[pair.second].name)` with what they say of each other")
    }
}

extension Relationship {
    var names: String { "\(first.string) and \(second.string)" }
    /// How both sides would rate it, to be pasted and corrected.
    var exampleRating: String { "\(first.string) 6, \(second.string) 5" }
    var nameSpan: Span { first.span.joined(with: second.span) }
}
