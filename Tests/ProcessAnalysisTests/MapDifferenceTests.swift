import ProcessModel
import ProcessSyntax
import Testing

@testable import ProcessAnalysis

/// What has changed from one map to another, a line a change.
private func differences(_ old: String, _ new: String, sourceLocation: SourceLocation = #_sourceLocation) -> [String] {
    let difference = MapDifference(read(old, sourceLocation), read(new, sourceLocation))
    return difference.changes.map(told)
}

private func read(_ text: String, _ sourceLocation: SourceLocation) -> ProcessMap {
    let resolution = Resolver.resolve(SyntaxTree(parsing: SourceText(name: "map.baton", bytes: Array(text.utf8))))
    let errors = resolution.diagnostics.filter { $0.severity == .error }
    #expect(errors.isEmpty, "\(errors.map(\.message))", sourceLocation: sourceLocation)
    return resolution.map
}

private func told(_ change: MapChange) -> String {
    var words = ["\(change.kind.rawValue) \(change.subject.rawValue) \(change.name)"]
    if let old = change.oldName { words.append("was called \(old)") }
    if let move = change.laneMove { words.append("from \(move.from) to \(move.to)") }
    if let move = change.placeMove { words.append("now \(move.to), was \(move.from)") }
    if change.kind == .changed {
        words += change.facts.map { "\($0.label) \($0.old.joined(separator: "/")) -> \($0.new.joined(separator: "/"))" }
    }
    return words.joined(separator: "; ")
}

/// Checks what has changed from `old` to `new`, and that the way back tells the same the other way round.
private func differs(_ old: String, _ new: String, _ expected: [String], sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(differences(old, new, sourceLocation: sourceLocation) == expected, sourceLocation: sourceLocation)
    let (a, b) = (read(old, sourceLocation), read(new, sourceLocation))
    let (forth, back) = (MapDifference(a, b), MapDifference(b, a))
    for node in a.nodeIDs { if let other = forth.new(node) { #expect(back.new(other) == node, sourceLocation: sourceLocation) } }
    #expect(forth.changes.count { $0.kind == .added } == back.changes.count { $0.kind == .removed }, sourceLocation: sourceLocation)
    #expect(forth.changes.count { $0.kind == .removed } == back.changes.count { $0.kind == .added }, sourceLocation: sourceLocation)
    #expect(MapDifference(a, a).isEmpty && MapDifference(b, b).isEmpty, sourceLocation: sourceLocation)
}

private func map(_ flow: String, head: String = "") -> String {
    "process: Offers\n\(head)\nlanes: Customer, Sales, Legal\n\nflow:\n" + flow.split(separator: "\n").map { "  \($0)\n" }.joined()
}

@Suite struct MapDifferenceTests {
    private static let plain = """
        Customer: Ask for an offer
        Sales: Write offer [work 20 min, takes 4 bh]
        Legal: Check terms [work 10 min]
        Sales: Send offer
        end: Offer sent
        """

    // MARK: Steps

    @Test func theSameIsTheSame() {
        differs(map(Self.plain), map(Self.plain), [])
        // Other words for the same times, comments, and blank lines.
        let long = map(Self.plain).replacing("20 min", with: "90 min")
        differs(long, "# New.\n\n" + long.replacing("90 min", with: "1.5 h"), [])
        // Hours of the clock are no business hours.
        differs(map(Self.plain), map(Self.plain).replacing("4 bh", with: "4 h"), ["changed step Write offer; takes 4 bh -> 4 h"])
    }

    @Test func aStepIsPutIn() {
        differs(map(Self.plain), map(Self.plain.replacing("Legal: Check terms", with: "Sales: Call customer\nLegal: Check terms")), [
            "added step Call customer", "changed handoff Call customer → Check terms; from Write offer -> Call customer",
        ])
    }

    @Test func aStepIsTakenOut() {
        differs(map(Self.plain), map(Self.plain.replacing("Legal: Check terms [work 10 min]\n", with: "")), [
            "removed step Check terms", "removed handoff Write offer → Check terms", "removed handoff Check terms → Send offer",
        ])
    }

    @Test(arguments: [
        ("Write offer", "Write the offer"), ("Write offer", "Draft offer"), ("Check terms", "Check terms and price"), ("Send offer", "Sends ofer"),
        ("Ask for an offer", "Ask for offer"), ("Offer sent", "Offer is sent"),
    ])
    func aStepIsRenamed(_ old: String, _ new: String) {
        let changes = differences(map(Self.plain), map(Self.plain.replacing(old + (old == "Write offer" || old == "Check terms" ? " [" : ""), with: new + (old == "Write offer" || old == "Check terms" ? " [" : ""))))
        #expect(changes == ["changed step \(new); was called \(old)"])
    }

    @Test func aStepIsRenamedWhereNothingButItsNameIsOtherwise() {
        differs(
            map(Self.plain.replacing("Check terms [work 10 min]", with: "Check terms [work 10 min, ok 90%]")),
            map(Self.plain.replacing("Check terms [work 10 min]", with: "Look for risks [work 10 min, ok 90%]")),
            ["changed step Look for risks; was called Check terms"])
    }

    @Test func stepsInARowAreRenamed() {
        differs(
            map("Sales: Write offer\nSales: Check offer text\nSales: Print offer sheet\nend: Done"),
            map("Sales: Write an offer down\nSales: Check text of offer\nSales: Print sheet\nend: Done"),
            [
                "changed step Write an offer down; was called Write offer", "changed step Check text of offer; was called Check offer text",
                "changed step Print sheet; was called Print offer sheet",
            ])
    }

    @Test func unlikeStepsAreNotPaired() {
        differs(map(Self.plain), map(Self.plain.replacing("Legal: Check terms [work 10 min]", with: "Legal: Sign contract [work 2 h]")), [
            "removed step Check terms", "added step Sign contract", "changed handoff Write offer → Sign contract; to Check terms -> Sign contract",
            "changed handoff Sign contract → Send offer; from Check terms -> Sign contract",
        ])
    }

    @Test func anIDKeepsAStepWhateverItIsCalled() {
        differs(
            map("Sales: Write offer [id w]\nLegal: Check terms\nend: Done"), map("Sales: Compose something else [id w]\nLegal: Check terms\nend: Done"),
            ["changed step Compose something else; was called Write offer"])
    }

    @Test func aStepMovesToAnotherLane() {
        differs(map(Self.plain), map(Self.plain.replacing("Legal: Check terms", with: "Sales: Check terms")), [
            "changed step Check terms; from Legal to Sales", "removed handoff Write offer → Check terms",
            "removed handoff Check terms → Send offer",
        ])
    }

    @Test func aStepMovesToAnotherPlace() {
        let old = "Sales: One\nSales: Two\nSales: Three\nSales: Four\nSales: Five\nend: Done"
        differs(map(old), map("Sales: One\nSales: Three\nSales: Four\nSales: Two\nSales: Five\nend: Done"), [
            "changed step Two; now after 'Four', was after 'One'"
        ])
        differs(map(old), map("Sales: Four\nSales: One\nSales: Two\nSales: Three\nSales: Five\nend: Done"), [
            "changed step Four; now the beginning, was after 'Three'"
        ])
    }

    @Test func linesThatMoveWithoutMeaningSayNothing() {
        differs(
            map("Sales: Good?\n  yes -> Send\n  no -> Drop\nSales: Send\nend: Sent\n\nSales: Drop\nend: Dropped"),
            map("Sales: Good?\n  yes -> Send\n  no -> Drop\nSales: Drop\nend: Dropped\n\nSales: Send\nend: Sent"), [])
    }

    @Test func stepsOfOneNameAreToldApartByTheirPlace() {
        differs(
            map("Sales: Write\nSales: Check [id a]\nLegal: Sign\nSales: Check [id b]\nend: Done").replacing(" [id a]", with: "").replacing(" [id b]", with: " [id b]"),
            map("Sales: Write\nLegal: Sign\nSales: Check [id b]\nend: Done"),
            ["removed step Check", "changed handoff Write → Sign; from Check -> Write"])
    }

    // MARK: Answers

    private static let asked = "Sales: Write offer\nLegal: Good?\n  yes 60%\n  no 40% -> Write offer\nSales: Send offer\nend: Sent"

    @Test func answersChange() {
        differs(map(Self.asked), map(Self.asked.replacing("60%", with: "70%").replacing("40%", with: "30%")), [
            "changed step Good?; answer yes 60% -> 70%; answer no 40% -> 30%"
        ])
        differs(map(Self.asked), map(Self.asked.replacing("  no 40% -> Write offer", with: "  no 40% -> Send offer")), [
            "changed step Good?; answer no leads to Write offer -> Send offer", "changed handoff Good? → Send offer; to Write offer -> Send offer",
        ])
        differs(map(Self.asked), map(Self.asked.replacing("  no 40%", with: "  not yet 40%")), ["changed step Good?; answer no -> not yet"])
    }

    // MARK: Lanes and roles

    @Test func aLaneAndARoleAreRenamed() {
        let old = "process: A\nlane: Sales\n  role: SDR [people 2]\nlane: Legal\n  role: Lawyer\nflow:\n  SDR: Write\n  Lawyer: Check\n  SDR: Send\n  end: Done"
        differs(old, old.replacing("lane: Sales", with: "lane: Growth"), ["changed lane Growth; was called Sales"])
        differs(old, old.replacing("SDR", with: "Inside rep"), ["changed role Inside rep; was called SDR"])
        differs(old, old.replacing("people 2", with: "people 3"), ["changed role SDR; people 2 -> 3"])
    }

    // MARK: Handoffs

    @Test func termsOfAHandoffChange() {
        let old = map("Sales: Write offer\n  handoff: offer [via email, within 1 bd]\nLegal: Check offer\nend: Done")
        differs(old, old.replacing("via email", with: "via ticket"), [
            "changed handoff Write offer → Check offer; via email -> ticket"
        ])
        differs(old, old.replacing("    handoff: offer [via email, within 1 bd]\n", with: ""), [
            "changed handoff Write offer → Check offer; hands over offer -> ; via email -> ; within 1 bd -> "
        ])
    }

    // MARK: The process, and what was said

    @Test func factsOfTheProcessChange() {
        differs(
            map(Self.plain, head: "  goal: Fast\n  budget: handoffs at most 6, lead time at most 5 bd"),
            map(Self.plain, head: "  goal: Faster\n  budget: handoffs at most 4, lead time at most 40 bh\n  volume: 40 per month"), [
                "changed process Offers; goal Fast -> Faster; volume  -> 40 per month; budget of handoffs at most 6 -> at most 4"
            ])
    }

    @Test func painsActionsAndTermsChange() {
        let old = map(Self.plain) + "\npain: Nobody answers the phone [impact 3]\naction: Buy a phone [owner CEO]\nterm: Offer\n  agreed: a price in writing\n"
        differs(old, old.replacing("impact 3", with: "impact 5").replacing("Buy a phone", with: "Buy a second phone").replacing("a price in writing", with: "a price by email"), [
            "changed pain Nobody answers the phone; impact 3 -> 5", "changed action Buy a second phone; was called Buy a phone",
            "changed term Offer; agreed a price in writing -> a price by email",
        ])
        differs(old, old.replacing("pain: Nobody answers the phone [impact 3]\n", with: "question: Who pays?\n"), [
            "removed pain Nobody answers the phone", "added question Who pays?",
        ])
    }
}
