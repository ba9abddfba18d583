import ProcessModel
import ProcessSyntax
import Testing

/// Nothing is accepted and ignored: for each thing a map speaks of and each word that can be said of
/// it, the map with the word means something else than the map without, in brackets and on a line of
/// its own alike. A word of the grammar that has no sample here fails.
@Suite struct EveryWordTests {
    /// One word, said of one thing.
    struct Case: CustomTestStringConvertible {
        let owner: Owner
        let keyword: Keyword
        var testDescription: String { "\(keyword.rawValue) of \(owner.words)" }
    }

    static let cases = Owner.allCases.flatMap { owner in owner.keywords.map { Case(owner: owner, keyword: $0) } }

    /// A map in which the thing stands: `<>` marks the end of its line.
    static func place(of owner: Owner) -> String {
        func inFlow(_ lines: String) -> String { "process: P\nlanes: A, B\nflow:\n  A: Start\n\(lines)\n  B: Last\n" }
        func atTop(_ lines: String) -> String { inFlow("") + lines + "\n" }
        return switch owner {
        case .file: inFlow("") + "<>\n"
        case .process: "process: P<>\nlanes: A, B\nflow:\n  A: Start\n  B: Last\n"
        case .lane: "process: P\nlanes: A, B\nlane: A<>\nflow:\n  A: Start\n  B: Last\n"
        case .role: "process: P\nlanes: B\nlane: A\n  role: R<>\nflow:\n  A: Start\n  B: Last\n"
        case .step: inFlow("  A: Middle<>")
        case .decision: inFlow("  A: Middle?<>\n    yes\n    no -> Last")
        case .event: inFlow("  start: Middle<>")
        case .answer: inFlow("  A: Middle?\n    yes:<>\n      A: More\n    no -> Last")
        case .path: inFlow("  in parallel:\n    path: one<>\n      A: One\n    path: two\n      A: Two")
        case .handoff: inFlow("  A: Middle\n    handoff: paper<>")
        case .informs: inFlow("  A: Middle\n    informs: B<>")
        case .expects: inFlow("  A: Middle\n    expects: paper<>")
        case .join: inFlow("  join: Middle<>")
        case .system: atTop("system: S<>")
        case .meeting: atTop("meeting: M<>")
        case .term: atTop("term: T<>")
        case .relationship: atTop("relationship: A and B<>")
        case .pain: atTop("pain: It hurts<>")
        case .remark: atTop("question: Who?<>")
        case .action: atTop("action: Mend it<>")
        case .allow: atTop("allow: black-hole<>")
        case .measure: "process: P\n  measure: speed<>\nlanes: A, B\nflow:\n  A: Start\n  B: Last\n"
        case .goal: "process: P\n  goal: be quick<>\nlanes: A, B\nflow:\n  A: Start\n  B: Last\n"
        case .reviewed: "process: P\n  reviewed: 2026-01-01<>\nlanes: A, B\nflow:\n  A: Start\n  B: Last\n"
        case .policy: "process: P\nlanes: B\nlane: A\n  policy: be kind<>\nflow:\n  A: Start\n  B: Last\n"
        case .seenAs: "process: P\nlanes: B\nlane: A\n  role: R\n    seen as: quick<>\nflow:\n  A: Start\n  B: Last\n"
        case .variant: inFlow("  A: Middle\n    variant: B<>")
        case .rating: atTop("relationship: A and B\n  rating: A 4<>")
        case .checkIn: atTop("relationship: A and B\n  check-in: every 2 weeks<>")
        case .escalation: atTop("relationship: A and B\n  escalation: A<>")
        default: ""
        }
    }

    /// What stands behind the word; nil where nothing was thought of. Flags stand alone.
    static func value(_ keyword: Keyword, of owner: Owner) -> String? {
        switch (owner, keyword) {
        case (.file, .lane), (.file, .lanes): "C"
        case (.file, .process): "Another"
        case (.file, .system), (.file, .meeting), (.file, .term): "X"
        case (.lane, .goal), (.lane, .measure), (.lane, .calendar): standard[keyword]
        case (.action, .measure): "fewer errors"
        case (.meeting, .needs): "A"
        case (.decision, .any), (.join, .any), (.join, .last), (.lane, .system), (.step, .meeting), (.decision, .meeting): ""
        case (.step, .at), (.decision, .at): "Weekly meeting"
        case (.pain, .at), (.remark, .at): "Start"
        case (.allow, .because): "agreed"
        case (.variant, .agreed): ""
        case (.term, .agreed): "one meaning"
        case (.goal, .agreed): "A yes"
        case (.relationship, .within): "1 bd"
        default: standard[keyword]
        }
    }

    static let standard: [Keyword: String] = [
        .use: "other.baton", .relationship: "A and B", .checks: "", .flow: "", .action: "Mend it",
        .id: "x", .state: "to-be", .of: "old", .owner: "Boss", .sponsor: "Chief", .goal: "All well",
        .measure: "errors", .unit: "lead", .volume: "3 per week", .trigger: "a call", .scope: "from A to B",
        .reviewed: "2026-01-01", .budget: "handoffs at most 3", .calendar: "Mon-Thu 09:00-15:00",
        .now: "5 h", .target: "1 h", .up: "", .down: "",
        .customer: "", .partner: "", .agency: "", .internal: "",
        .role: "R", .listensOn: "mail", .accountable: "Boss", .charter: "https://charter", .ally: "B", .policy: "be kind",
        .people: "2", .available: "50%", .backup: "B", .duty: "decides", .seenAs: "quick", .by: "B",
        .work: "5 min", .takes: "1 h", .wait: "1 h", .ok: "90%", .in: "CRM", .needs: "paper", .makes: "paper",
        .consulted: "B", .informed: "B", .support: "B", .approval: "", .automated: "", .touchpoint: "",
        .doc: "https://doc", .variant: "B", .cost: "5", .promise: "an answer", .handoff: "paper", .informs: "B", .expects: "paper",
        .criteria: "it fits",
        .via: "mail", .within: "1 h", .acceptWhen: "it is signed", .confirm: "by mail", .fields: "name", .onReject: "send it back",
        .what: "the outcome",
        .recordOf: "paper", .seenBy: "A", .every: "1 week", .noShow: "10%", .also: "Y",
        .rating: "A 4", .on: "2026-01-01", .checkIn: "every 2 weeks", .last: "2026-01-01", .sharedGoal: "revenue", .escalation: "Boss",
        .pain: "It hurts", .strength: "It works", .question: "Why", .note: "So it is", .allow: "black-hole",
        .impact: "4", .frequency: "weekly", .votes: "3", .cause: "goals", .feltBy: "A", .control: "own", .evidence: "last year",
        .for: "B", .until: "2027-01-01", .due: "2027-01-01", .status: "done", .fixes: "Start",
        .one: "",
    ]

    /// A word may say what holds anyway; these do.
    static func saysWhatHoldsAnyway(_ word: Case) -> Bool {
        word.owner == .join && word.keyword == .all || word.owner == .lane && word.keyword == .internal
    }

    /// The map with a word said in brackets, on a line of its own, or not at all.
    static func map(_ word: Case, value: String?, inBrackets: Bool) -> (meaning: String, complaints: String) {
        let place = place(of: word.owner)
        let before = place.prefix(while: { $0 != "<" })
        let indent = before.split(separator: "\n").last?.prefix(while: { $0 == " " }).count ?? 0
        let said = value.map { inBrackets ? " [\(word.keyword.rawValue) \($0)]" : "\n\(String(repeating: " ", count: indent + 2))\(word.keyword.rawValue): \($0)" }
        let (map, complaints) = resolve(place.replacing("<>", with: said ?? ""), withWarnings: false)
        return (meaning(of: map), complaints)
    }

    @Test(arguments: cases.filter { $0.owner != .file })
    func aWordChangesWhatTheMapMeans(word: Case) throws {
        if Self.saysWhatHoldsAnyway(word) {
            #expect(Self.map(word, value: "", inBrackets: true).meaning == Self.map(word, value: nil, inBrackets: true).meaning)
            return
        }
        let value = try #require(Self.value(word.keyword, of: word.owner), "say here what stands behind it")
        let without = Self.map(word, value: nil, inBrackets: true)
        let inBrackets = Self.map(word, value: value, inBrackets: true)
        let onItsLine = Self.map(word, value: value, inBrackets: false)
        #expect(without.complaints == "")
        #expect(inBrackets.complaints == "")
        #expect(onItsLine.complaints == "")
        #expect(inBrackets.meaning != without.meaning, "it is read and ignored")
        #expect(onItsLine.meaning == inBrackets.meaning, "the two spellings mean the same")
    }

    @Test(arguments: cases.filter { $0.owner == .file && ![.use, .process, .flow, .lanes, .checks].contains($0.keyword) })
    func aDeclarationChangesWhatTheMapMeans(word: Case) throws {
        let value = try #require(Self.value(word.keyword, of: word.owner), "say here what stands behind it")
        let place = Self.place(of: .file)
        let without = resolve(place.replacing("<>", with: ""), withWarnings: false)
        let with = resolve(place.replacing("<>", with: "\(word.keyword.rawValue): \(value)"), withWarnings: false)
        #expect(with.complaints == "")
        #expect(meaning(of: with.map) != meaning(of: without.map))
    }

    /// A word that lacks its value is told of. A handoff of which nobody said what it is may still have terms.
    @Test(arguments: cases.filter { $0.owner != .file && $0.keyword != .handoff && value($0.keyword, of: $0.owner) != "" && !saysWhatHoldsAnyway($0) })
    func aWordWithoutItsValueIsTold(word: Case) {
        #expect(Self.map(word, value: "", inBrackets: true).complaints != "")
        #expect(Self.map(word, value: "", inBrackets: false).complaints != "")
    }

    /// What `?` says is another thing than silence, wherever a quantity can stand.
    @Test(arguments: cases.filter { word in
        [.work, .takes, .wait, .ok, .within, .volume, .reviewed, .people, .available, .cost, .impact, .votes, .frequency, .due, .noShow,
            .until].contains(word.keyword) || word.keyword == .last && word.owner == .checkIn || word.keyword == .every || word.owner == .rating
    })
    func nobodyKnowsIsNotSilence(word: Case) {
        let unknown = Self.map(word, value: "?", inBrackets: true)
        #expect(unknown.complaints == "")
        #expect(unknown.meaning == Self.map(word, value: "?", inBrackets: false).meaning)
        if word.keyword == .within, word.owner == .relationship { return }
        #expect(unknown.meaning != Self.map(word, value: nil, inBrackets: true).meaning)
    }

    @Test func internalTakesBackWhatASharedFileSays() {
        let shared = "lane: A [agency]\n"
        #expect(resolve("process: P\nlane: A\nflow:\n  A: Start\n", using: [shared]).map.lanes.map(\.kind) == [.agency])
        #expect(resolve("process: P\nlane: A [internal]\nflow:\n  A: Start\n", using: [shared]).map.lanes.map(\.kind) == [.internal])
    }

    @Test func everyKeywordCanBeSaidSomewhere() {
        let inFlows: Set<Keyword> = Set(Keyword.flowElements + [.onLate, .onError])
        let homeless = Keyword.allCases.filter { keyword in !inFlows.contains(keyword) && !Owner.allCases.contains { $0.allows(keyword) } }
        #expect(homeless == [])
    }
}
