import ProcessSyntax

/// Names that are mentioned and not declared. A title such as `Head of Sales` need not be, so only a
/// word that all but equals a declared one is an error: it would quietly mean somebody else.
extension MapBuilder {
    mutating func checkMentions() {
        let actors = self.actors.keys.sorted()
        check(people(), among: actors, are: "a role or lane")
        check(lanesMentioned(), among: map.lanes.map(\.name), are: "a lane")
        checkLanesOfFacts()
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

    /// Those of whom it matters that they are found: who is told, who stands in, who must be there.
    private func people() -> [Text] {
        var names = fromDetails { names, details in
            for inform in details.informs { names.append(inform.who) }
            names += details.informed
            names += details.support
        }
        for role in map.roles { names += role.backups }
        for meeting in map.meetings { names += meeting.needs }
        return names
    }

    private func lanesMentioned() -> [Text] {
        var names = map.lanes.flatMap(\.allies)
        for role in map.roles { names += role.seenAs.compactMap(\.by) }
        for relationship in map.relationships { names += [relationship.first, relationship.second] + relationship.ratings.map(\.lane) }
        for term in map.terms { names += term.meanings.map(\.who) }
        return names
    }

    /// Only lanes rate each other and mean something by a word, and lanes are declared.
    private mutating func checkLanesOfFacts() {
        guard !map.lanes.isEmpty else { return }
        let names = map.lanes.map(\.name)
        var mentions: [Text] = []
        for relationship in map.relationships { mentions += [relationship.first, relationship.second] }
        for term in map.terms { mentions += term.meanings.map(\.who) }
        for mention in mentions where mention.span.file == own.source.id && !allActors.contains(mention.string) && unknownActors.insert(mention.string).inserted {
            guard NearestName.find(mention.string, among: names) == nil else { continue }
            report(
                "unknown-name", "'\(shortened(mention.string))' is not a lane", at: mention.span,
                fix: "name a lane of this map, or add 'lane: \(shortened(mention.string))'")
        }
    }

    private mutating func check(_ mentions: [Text], among known: [String], are what: String) {
        guard !mentions.isEmpty else { return }
        let names = Set(known)
        var told: Set<String> = []
        for mention in mentions where mention.span.file == own.source.id && !names.contains(mention.string) && !allActors.contains(mention.string) {
            guard told.count < Self.mostSuggestions, told.insert(mention.string).inserted,
                let nearest = NearestName.find(mention.string, among: known)
            else { continue }
            report(
                "unknown-name", "'\(mention.string)' is not \(what)", at: mention.span, fix: "did you mean '\(nearest)'?",
                edits: [.init(span: mention.span, text: quoted(nearest))],
                isCertain: NearestName.isCertain(nearest, for: mention.string, among: known))
        }
    }
}
