import ProcessSyntax

/// Names that steps mention and do not declare. A title such as `Head of Sales` need not be, so only a
/// word that all but equals a declared one is an error: it would quietly mean somebody else.
struct Mentions {
    var people: [Text] = []
    var systems: [Text] = []
    var meetings: [Text] = []
}

extension MapBuilder {
    mutating func checkMentions() {
        // Also those of shared lanes that this map has no steps in.
        let actors = allActors.sorted()
        check(people(), among: actors, are: "a role or lane")
        check(lanesMentioned(), among: actors, are: "a lane")
        checkLanesOfFacts(actors)
        check(mentions.systems, among: map.systems.map(\.name.string), are: "a system")
        check(mentions.meetings, among: map.meetings.map(\.name.string), are: "a meeting")
        let fixed = map.actions.flatMap(\.fixes)
        guard !fixed.isEmpty else { return }
        let places = map.nodes.map(\.key) + map.handoffTerms.compactMap { $0.artifact?.string } + map.pains.map(\.text.string)
        check(fixed, among: places, are: "a step, handoff or pain")
    }

    /// Those of whom it matters that they are found: who answers, who is asked and told, who stands in, who must be there.
    private func people() -> [Text] {
        var names = mentions.people
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
        return names + lanesThatAgree()
    }

    private func lanesThatAgree() -> [Text] {
        (map.goalAgreements + map.lanes.flatMap(\.goalAgreements)).map(\.lane)
    }

    /// Only lanes agree, rate each other and mean something by a word, and lanes are declared.
    private mutating func checkLanesOfFacts(_ actors: [String]) {
        // A shared file may speak of lanes that the maps declare.
        guard map.isProcess, !map.lanes.isEmpty else { return }
        var mentions: [Text] = []
        for relationship in map.relationships { mentions += [relationship.first, relationship.second] }
        for term in map.terms { mentions += term.meanings.map(\.who) }
        mentions += lanesThatAgree()
        for mention in mentions where mention.span.file == own.source.id && !allActors.contains(mention.string) && unknownActors[mention.string] == nil {
            unknownActors[mention.string] = -1
            // A slip of the pen has been told.
            if maySearch(for: mention.string, among: actors.count), let nearest = NearestName.find(mention.string, among: actors), Self.isSlip(mention.string, for: nearest) { continue }
            report(
                "unknown-name", "'\(shortened(mention.string))' is not a lane", at: mention.span,
                fix: "name a lane of this map, or add 'lane: \(shortened(mention.string))'")
        }
    }

    private mutating func check(_ mentions: [Text], among known: [String], are what: String) {
        guard !mentions.isEmpty else { return }
        let names = Set(known)
        var told: [String: Int] = [:]
        for mention in mentions where mention.span.file == own.source.id && !names.contains(mention.string) && !allActors.contains(mention.string) {
            if let index = told[mention.string] {
                repeated[index, default: []].append(mention.span)
                continue
            }
            guard told.count < Self.mostSuggestions, maySearch(for: mention.string, among: known.count) else { continue }
            guard let nearest = NearestName.find(mention.string, among: known), Self.isSlip(mention.string, for: nearest) else {
                told[mention.string] = -1
                continue
            }
            told[mention.string] = diagnostics.count
            report(
                "unknown-name", "'\(mention.string)' is not \(what)", at: mention.span, fix: "did you mean '\(nearest)'?",
                edits: [.init(span: mention.span, text: quoted(nearest))],
                isCertain: NearestName.isCertain(nearest, for: mention.string, among: known))
        }
    }

    /// Of two names that are alike, whether the one is the other with letters wrong. `VP Marketing` is somebody else
    /// than `Marketing`, `VP Sales` than `AE Sales`, and `CFO` than `CRO`.
    private static func isSlip(_ mention: String, for name: String) -> Bool {
        let words = mention.split(separator: " ")
        let meant = name.split(separator: " ")
        guard words.count == meant.count else {
            // A blank too many or too few.
            let squeezed = (NearestName.compared(words.joined()), NearestName.compared(meant.joined()))
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
