import ProcessSyntax

/// Names that are mentioned and not declared. A title such as `Head of Sales` need not be, so only a
/// word that all but equals a declared one is an error: it would quietly mean somebody else.
extension MapBuilder {
    mutating func checkMentions() {
        // Also those of shared lanes that this map has no steps in.
        let actors = allActors.sorted()
        check(people(), among: actors, are: "a role or lane")
        check(lanesMentioned(), among: actors, are: "a lane")
        check(fromDetails { $0 += $1.systems }, among: map.systems.map(\.name.string), are: "a system")
        check(fromDetails { if let meeting = $1.meeting { $0.append(meeting) } }, among: map.meetings.map(\.name.string), are: "a meeting")
        let fixed = map.actions.flatMap(\.fixes)
        guard !fixed.isEmpty else { return }
        let places = map.nodes.map(\.key) + map.handoffTerms.compactMap { $0.artifact?.string } + map.pains.map(\.text.string)
        check(fixed, among: places, are: "a step, handoff or pain")
    }

    /// What steps mention. Their details are large, and are looked at where they are.
    private func fromDetails(_ add: (inout [Text], borrowing StepDetails) -> Void) -> [Text] {
        var names: [Text] = []
        for index in map.details.indices { add(&names, map.details[index]) }
        return names
    }

    /// Those of whom it matters that they are found: who answers, who is asked and told, who stands in, who must be there.
    private func people() -> [Text] {
        var names = fromDetails { names, details in
            for inform in details.informs { names.append(inform.who) }
            names += details.accountable + details.consulted
            names += details.informed
            names += details.support
        }
        for lane in map.lanes { names += lane.accountable }
        for role in map.roles { names += role.backups }
        for meeting in map.meetings { names += meeting.needs }
        return names
    }

    private func lanesMentioned() -> [Text] {
        var names = map.lanes.flatMap(\.allies)
        for role in map.roles { names += role.seenAs.compactMap(\.by) }
        for relationship in map.relationships { names += [relationship.first, relationship.second] + relationship.ratings.map(\.lane) }
        for system in map.systems { names += system.seenBy }
        for term in map.terms { names += term.meanings.map(\.who) }
        return names
    }

    private mutating func check(_ mentions: [Text], among known: [String], are what: String) {
        guard !mentions.isEmpty else { return }
        let names = Set(known)
        var told: Set<String> = []
        for mention in mentions where mention.span.file == own.source.id && !names.contains(mention.string) && !allActors.contains(mention.string) {
            guard told.count < Self.mostSuggestions, told.insert(mention.string).inserted,
                let nearest = NearestName.find(mention.string, among: known), Self.isSlip(mention.string, for: nearest)
            else { continue }
            report(
                "unknown-name", "'\(mention.string)' is not \(what)", at: mention.span, fix: "did you mean '\(nearest)'?",
                edit: .init(span: mention.span, text: nearest))
        }
    }

    /// Of two names that are alike, whether the one is the other with letters wrong. `VP Marketing` is somebody else
    /// than `Marketing`, `VP Sales` than `AE Sales`, and `CFO` than `CRO`.
    private static func isSlip(_ mention: String, for name: String) -> Bool {
        let words = mention.split(separator: " ")
        let meant = name.split(separator: " ")
        guard words.count == meant.count else {
            // A blank too many or too few.
            let squeezed = (Array(words.joined().lowercased().unicodeScalars), Array(meant.joined().lowercased().unicodeScalars))
            return NearestName.distance(squeezed.0, squeezed.1) <= 1
        }
        return zip(words, meant).allSatisfy { word, other in
            if word == other { return true }
            // An abbreviation of other letters is another one.
            if isAbbreviation(word), isAbbreviation(other) { return Set(word) == Set(other) }
            return NearestName.find(String(word), among: [String(other)]) != nil
        }
    }

    private static func isAbbreviation(_ word: Substring) -> Bool { word.count <= 4 && word.allSatisfy { $0.isUppercase || $0.isNumber } }
}
