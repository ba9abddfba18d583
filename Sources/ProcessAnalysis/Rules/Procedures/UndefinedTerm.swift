import ProcessModel
import ProcessSyntax

extension Rule {
    static let undefinedTerm = Rule(
        name: "undefined-term", category: .procedures, severity: .info, readsWords: true,
        title: "An abbreviation that nobody has written out",
        triggers: """
            A word of two to six capitals stands in the name of a step or of what passes, and no `term:` of the map, or \
            of what it uses, has it as its name or under `also`. The names of lanes, roles, systems and meetings are \
            known, and so are a few that everybody knows, such as PDF; words in a line that is all capitals are left alone.
            """,
        why: "Those who ask what it stands for are new, or from the other function; the others have stopped noticing that they mean two things.",
        remedy: "Write it down once for all maps: `term: …` with what it means.",
        question: "Write down what it stands for, each for themselves: is it the same?",
        examples: [
            Example(
                "Of what passes",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    handoff: ↓MQL
                  Sales: Review lead
                """),
            Example(
                "In a step, and told once",
                """
                process: Leads
                lanes: Sales
                flow:
                  Sales: ↓Check BANT
                  Sales: Correct BANT
                """),
            Example(
                "It is in the glossary",
                """
                process: Leads
                lanes: Marketing, Sales
                term: marketing qualified lead
                  also: MQL
                  agreed: scores 65 or more
                flow:
                  Marketing: Collect MQLs
                    handoff: MQL
                  Sales: Review lead
                """),
            Example(
                "It is the name of a system or of a lane",
                """
                process: Leads
                lanes: Marketing, IT
                system: CRM
                flow:
                  Marketing: Tell IT
                  IT: Enter it in the CRM
                """),
            Example(
                "Shouting is no abbreviation",
                """
                process: Leads
                lanes: Sales
                flow:
                  Sales: CALL LEAD
                """),
        ]
    ) { review in
        let map = review.map
        var found: [(word: String, place: FindingPlace, span: Span, count: Int)] = []
        var indices: [String: Int] = [:]
        func look(at text: String, _ place: FindingPlace, _ span: Span) {
            for word in Abbreviations.of(text) {
                if let index = indices[word] {
                    found[index].count += 1
                } else {
                    indices[word] = found.count
                    found.append((word, place, span, 1))
                }
            }
        }
        for id in map.nodeIDs where map[id].isWork {
            look(at: map[id].name, .node(id), map[id].span)
            guard map[id].detailIndex != nil else { continue }
            for text in (map.said(of: id, \.needs) ?? []) + (map.said(of: id, \.makes) ?? []) { look(at: text.string, .node(id), text.span) }
            for expected in map.said(of: id, \.expects) ?? [] { look(at: expected.artifact.string, .node(id), expected.artifact.span) }
        }
        var told = Set<Int>()
        for (index, flow) in map.flows.enumerated() {
            guard let terms = flow.terms, told.insert(terms.index).inserted, let artifact = map[terms].artifact else { continue }
            look(at: artifact.string, .flow(FlowID(index)), artifact.span)
        }
        guard !found.isEmpty else { return }
        let known = Abbreviations.known(in: map)
        for (word, place, span, count) in found where !known.contains(word) {
            let often = count > 1 ? ", \(count) times" : ""
            review.find(
                "'\(word)' is said here\(often) and stands in no glossary", at: place, span,
                remedy: "write `term: \(word)` with what it means, best in a file that all maps use",
                question: "Write down what \(word) stands for, each for themselves: is it the same?")
        }
    }
}

/// Words in capitals that stand for longer ones.
private enum Abbreviations {
    /// What needs no glossary in any office.
    static let everyday: Set<String> = ["OK", "PDF", "ID", "URL", "FAQ", "PC", "TV", "AM", "PM", "EU", "USA", "UK", "US"]

    /// Those of a text, in order. `MQLs` is `MQL`.
    static func of(_ text: String) -> [String] {
        // Nearly all names have no two capitals in a row: told without taking them apart.
        var run = 0
        var longest = 0
        for byte in text.utf8 {
            run = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) || byte >= 0x80 ? run + 1 : 0
            longest = max(longest, run)
        }
        guard longest >= 2 else { return [] }
        let words = text.split { !$0.isLetter && !$0.isNumber }
        let isShouted = words.count > 1 && words.allSatisfy { !$0.contains(where: \.isLowercase) }
        guard !isShouted else { return [] }
        return words.compactMap { word in
            let stem = word.last == "s" ? word.dropLast() : word
            guard (2...6).contains(stem.count), stem.allSatisfy({ $0.isUppercase }), !stem.allSatisfy({ "IVX".contains($0) }) else { return nil }
            return String(stem)
        }
    }

    /// What a map declares under a name, and what everybody knows.
    static func known(in map: ProcessMap) -> Set<String> {
        var known = everyday
        func add(_ name: String) {
            for word in name.split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
                known.insert(String(word))
                if word.last == "s" { known.insert(String(word.dropLast())) }
            }
        }
        for term in map.terms { for name in [term.name] + term.aliases { add(name.string) } }
        for lane in map.lanes { add(lane.name) }
        for role in map.roles { add(role.name) }
        for system in map.systems { add(system.name.string) }
        for meeting in map.meetings { add(meeting.name.string) }
        return known
    }
}
