extension Diagram {
    /// Takes off the marks that lie over something else, and says beside the lists which they were.
    ///
    /// A last resort: the layout keeps room for every mark. Should that ever fail, a mark that is
    /// only in the list is better than no map.
    mutating func takeOff(_ crowded: [SelfCheck.CrowdedMark]) {
        guard !crowded.isEmpty else { return }
        var isOff: [SelfCheck.CrowdedMark.Kind: Set<Int>] = [:]
        for mark in crowded { isOff[mark.kind, default: []].insert(mark.index) }
        func note(_ texts: [String], isSign: (List.Sign) -> Bool) {
            var names: [String] = []
            for text in texts where !names.contains(text) { names.append(text) }
            guard !names.isEmpty, let list = lists.firstIndex(where: { $0.entries.contains { isSign($0.sign) } }) else { return }
            let shown = names.prefix(6).joined(separator: ", ") + (names.count > 6 ? ", …" : "")
            lists[list].heading.text += " (see list only, no room on the map: \(shown))"
        }
        func left<Mark>(_ marks: [Mark], _ kind: SelfCheck.CrowdedMark.Kind) -> [Mark] {
            marks.indices.filter { isOff[kind]?.contains($0) != true }.map { marks[$0] }
        }
        note(badges.indices.filter { isOff[.badge]?.contains($0) == true }.map { "\(badges[$0].number)" }) {
            if case .finding = $0 { true } else { false }
        }
        note(pains.indices.filter { isOff[.pain]?.contains($0) == true }.map { pains[$0].text }) {
            if case .pain = $0 { true } else { false }
        }
        badges = left(badges, .badge)
        pains = left(pains, .pain)
        unknowns = left(unknowns, .unknown)
        marksTakenOff = crowded.count
    }
}
