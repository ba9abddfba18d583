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
            let (whole, room) = (lists[list].heading.text, roomForHeading(of: list))
            let notes = [" (see list only, no room on the map: \(shown))", " (only in this list: \(shown))", " (\(names.count) only in this list)"]
            lists[list].heading.text = ListHeading.fitting(notes.flatMap { [whole + $0, ListHeading.stem(whole) + $0] }, within: room)
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

    /// How wide a heading can be before it meets the next column or the edge of the page.
    private func roomForHeading(of list: Int) -> Double {
        let heading = lists[list].heading
        let row = heading.box
        var right = width - SwimlaneLayout.margin
        for other in lists {
            if other.heading.at.x > heading.at.x, other.heading.box.reaches(row) { right = min(right, other.heading.at.x - 12) }
            // The signs of entries stand before their words, in line with the headings.
            for entry in other.entries where entry.box.left > heading.at.x + 60 && entry.words.contains(where: { $0.box.reaches(row) }) {
                right = min(right, entry.box.left - 12)
            }
        }
        return right - heading.at.x
    }
}

extension Box {
    /// Whether a part of it is as high on the page as a part of the other.
    fileprivate func reaches(_ row: Box) -> Bool { top < row.bottom && bottom > row.top }
}
