import ProcessAnalysis
import ProcessModel
import ProcessSyntax

/// What the lists beside a map say: what the rules found, where it hurts, what is open, what works.
struct ListContents {
    let map: ProcessMap
    let numbering: Numbering
    let pains: Pains
    let options: SwimlaneMap.Options
    private let names: FlowNames

    init(map: ProcessMap, numbering: Numbering, pains: Pains, options: SwimlaneMap.Options) {
        self.map = map
        self.numbering = numbering
        self.pains = pains
        self.options = options
        names = FlowNames(map)
    }

    struct List {
        let heading: String
        let items: [Item]
    }

    struct Item {
        var sign: Diagram.List.Sign
        var mark = ""
        var text: String
        /// Where it is, one paragraph each; empty where the text says it.
        var places: [String] = []
        var more: String
    }

    /// More places than these are counted, not named: they can be found on the map.
    private static let mostPlaces = 20
    private static let wholeMap = "Whole map"

    func lists() -> [List] { saidLists() + PrivateLists(map, options).lists() }

    private func saidLists() -> [List] {
        var lists: [List] = []
        if options.findingsList, !numbering.groups.isEmpty {
            let kinds = numbering.groups.count
            let count = Heading.counted(numbering.findingCount, "finding") + (kinds < numbering.findingCount ? " in \(Heading.counted(kinds, "kind"))" : "")
            lists.append(List(heading: count + ", as questions for the room", items: numbering.groups.enumerated().map { item($0.element, number: $0.offset + 1) }))
        }
        func add(_ heading: String, _ items: [Item]) {
            if !items.isEmpty { lists.append(List(heading: heading, items: items)) }
        }
        if let difference = options.difference { lists += difference.lists }
        guard options.pains, options.saidLists else { return lists }
        add("Where it hurts", pains.all.enumerated().map { index, pain in
            let more = [hasStar(pain.about) ? "" : Self.wholeMap, Self.facts(of: pain)].filter { !$0.isEmpty }.joined(separator: " · ")
            return Item(sign: .pain, mark: pains.letter(of: index + 1), text: Self.sentence(pain.text.string), more: more)
        })
        add("Open questions", map.remarks.filter { $0.kind == .question }.map { remark in
            let more = [remark.addressee.map { "For \($0.string)" } ?? "", place(of: remark.about)].filter { !$0.isEmpty }
            return Item(sign: .question, text: Self.sentence(remark.text.string), more: more.joined(separator: " · "))
        })
        add("What works well", map.remarks.filter { $0.kind == .strength }.map {
            Item(sign: .strength, text: Self.sentence($0.text.string), more: place(of: $0.about))
        })
        add("What was agreed", map.actions.map { Item(sign: .action, text: Self.sentence($0.text.string), more: facts(of: $0)) })
        return lists
    }

    // MARK: Findings

    private func item(_ group: Numbering.Group, number: Int) -> Item {
        let first = group.findings[0]
        let sign = Diagram.List.Sign.finding(group.severity, rule: group.rule)
        let scope = group.findings.contains { hasPlace($0.place) } ? "" : Self.wholeMap + " · "
        guard group.findings.count > 1 else {
            return Item(sign: sign, mark: "\(number)", text: Self.sentence(first.message), more: scope + Self.sentence(first.remedy))
        }
        let rule = Catalogue.standard.rule(named: group.rule)
        let isOneRemedy = group.findings.allSatisfy { $0.remedy == first.remedy }
        var remedy = isOneRemedy ? first.remedy : rule?.remedy ?? first.remedy
        if remedy.last == "." { remedy.removeLast() }
        return Item(
            sign: sign, mark: "\(number)", text: rule?.title ?? Self.sentence(group.rule.split(separator: "-").joined(separator: " ")),
            places: places(of: group.findings), more: scope + Self.sentence(remedy))
    }

    /// Steps and handoffs by name, in one paragraph. Of what is about lanes, roles or words, the
    /// name alone would not say what was found, so the whole message stands.
    private func places(of findings: [Finding]) -> [String] {
        var named: [String] = []
        var told: [String] = []
        /// Handoffs from one step stand together, in the place of the first.
        var fromSource: [String: Int] = [:]
        var seen = Set<String>()
        for finding in findings {
            switch finding.place {
            case .node(let node) where node.index < map.nodes.count:
                if seen.insert(map[node].name).inserted { named.append(map[node].name) }
            case .flow(let flow) where flow.index < map.flows.count:
                let (from, to) = (names.start(of: map[flow]), names.end(of: map[flow]))
                guard seen.insert("\(from) → \(to)").inserted else { continue }
                if let index = fromSource[from] {
                    named[index] += ", \(to)"
                } else {
                    fromSource[from] = named.count
                    named.append("\(from) → \(to)")
                }
            default: told.append(Self.sentence(finding.message))
            }
        }
        if named.count > Self.mostPlaces + 1 {
            named = Array(named.prefix(Self.mostPlaces)) + ["and \(named.count - Self.mostPlaces) more"]
        }
        if told.count > Self.mostPlaces + 1 { told = Array(told.prefix(Self.mostPlaces)) + ["And \(told.count - Self.mostPlaces) more"] }
        return (named.isEmpty ? [] : [named.joined(separator: "; ")]) + told
    }

    private func hasPlace(_ place: FindingPlace) -> Bool {
        switch place {
        case .lane, .role, .node, .flow: true
        case .process, .term, .relationship: false
        }
    }

    // MARK: What was said

    private func hasStar(_ subject: Subject) -> Bool {
        switch subject {
        case .lane, .role, .node, .handoff: true
        case .process, .relationship, .term, .system, .meeting: false
        }
    }

    private func place(of subject: Subject) -> String { Self.place(of: subject, map) }

    static func place(of subject: Subject, _ map: ProcessMap) -> String {
        switch subject {
        case .process: wholeMap
        case .lane(let lane): lane.index < map.lanes.count ? map[lane].name : ""
        case .role(let role): role.index < map.roles.count ? map[role].name : ""
        case .node(let node): node.index < map.nodes.count ? map[node].name : ""
        case .handoff(let terms): map.flows.first { $0.terms == terms }.map(FlowNames(map).name(of:)) ?? ""
        case .system(let index): map.systems.indices.contains(index) ? map.systems[index].name.string : ""
        case .meeting(let index): map.meetings.indices.contains(index) ? map.meetings[index].name.string : ""
        case .relationship, .term: wholeMap
        }
    }

    static func facts(of pain: Pain) -> String {
        var facts: [String] = []
        if let impact = pain.impact?.value { facts.append("impact \(Heading.number(impact)) of 5") }
        if let frequency = pain.frequency?.value {
            facts.append(frequency.count == 1 ? "every \(frequency.period.rawValue)" : "\(Heading.number(frequency.count)) per \(frequency.period.rawValue)")
        }
        if let votes = pain.votes?.value { facts.append(Heading.number(votes) + (votes == 1 ? " vote" : " votes")) }
        if !pain.feltBy.isEmpty { facts.append("felt by \(pain.feltBy.map(\.string).joined(separator: ", "))") }
        if let evidence = pain.evidence { facts.append(evidence.string) }
        return sentence(facts.joined(separator: ", "))
    }

    private func facts(of action: Action) -> String {
        var facts: [String] = []
        if let owner = action.owner { facts.append(owner.string) }
        if let due = action.due { facts.append(due.value.map { "by \($0.written)" } ?? "by ?") }
        if let status = action.status { facts.append(status.string) }
        if let measure = action.measure { facts.append("until \(measure.string)") }
        return Self.sentence(facts.joined(separator: ", "))
    }

    /// With its first letter large, and words of the language in quotes, not in back ticks.
    static func sentence(_ text: String) -> String {
        var out = ""
        var opens = true
        for (index, character) in text.enumerated() {
            if character == "`" {
                out += opens ? "\u{201C}" : "\u{201D}"
                opens.toggle()
            } else {
                out += index == 0 ? character.uppercased() : String(character)
            }
        }
        return out
    }
}
