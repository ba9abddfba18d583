import ProcessModel
import ProcessSyntax
import Testing

/// Fixes that are applied: what becomes of a text, and what is left.
@Suite struct MendingTests {
    private static let head = "process: P\nlanes: Customer, Sales Ops, Sales\nflow:\n"

    private func mend(_ text: String, _ boldness: Mending.Boldness = .certain) -> Mending {
        Mending(of: SourceText(name: "p.baton", text: text), boldness, diagnose: diagnose)
    }

    private func diagnose(_ source: SourceText) -> [Diagnostic] { Resolver.resolve(SyntaxTree(parsing: source)).diagnostics }

    private func check(
        _ flow: String, _ expected: String, _ boldness: Mending.Boldness = .certain, left: [String] = [],
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let mending = mend(Self.head + flow, boldness)
        #expect(mending.source.string(0..<mending.source.bytes.count) == Self.head + expected, sourceLocation: sourceLocation)
        #expect(diagnose(mending.source).map(\.name) == left, sourceLocation: sourceLocation)
    }

    @Test(arguments: [
        ("\tCustomer: Ask\n\tend: Done\n", "  Customer: Ask\n  end: Done\n"),
        ("  Customer Ask\n", "  Customer: Ask\n"),
        ("  Customer: Ask\n  end Done\n", "  Customer: Ask\n  end: Done\n"),
        ("  Customer: Ask\n  => Ask\n", "  Customer: Ask\n  -> Ask\n"),
        ("  Customer: Ask [work 5 min\n", "  Customer: Ask [work 5 min]\n"),
        ("  Customer: Ask [work 5 min  # soon\n", "  Customer: Ask [work 5 min]  # soon\n"),
        ("  Customer: Ask {work 5 min}\n", "  Customer: Ask [work 5 min]\n"),
        ("  Customer: Ask\n    handoff: list [via “mail, chat”]\n", "  Customer: Ask\n    handoff: list [via \"mail, chat\"]\n"),
        ("  Customer: Ask [work 20 Minutes]\n", "  Customer: Ask [work 20 min]\n"),
        ("  Customer: Ask [work 3-8 hours]\n", "  Customer: Ask [work 3-8 h]\n"),
        ("  Customer: Ask [work 1,5 h]\n", "  Customer: Ask [work 1.5 h]\n"),
        ("  Customer: Ask [ok 80]\n", "  Customer: Ask [ok 80%]\n"),
        ("  customer: Ask\n", "  Customer: Ask\n"),
        ("  Customer: Ask\n  -> ask\n", "  Customer: Ask\n  -> Ask\n"),
        ("  1. Customer: Ask\n  2. Sales: Answer\n", "  Customer: Ask\n  Sales: Answer\n"),
        ("  Customer: Ask\n  End: Done\n", "  Customer: Ask\n  end: Done\n"),
        ("  Customer: Ok?\n    yes\n    no -> end\n  end: Done\n", "  Customer: Ok?\n    yes\n    no -> Done\n  end: Done\n"),
        ("  Customer: A\u{1}s\u{2}k\n", "  Customer: Ask\n"),
        // One mistake that hides another, and both in one line.
        ("  Customer Ask {work 5 min}\n", "  Customer: Ask [work 5 min]\n"),
        ("  Customer: Ask [ok 80, work 5 mins\r\n", "  Customer: Ask [ok 80%, work 5 min]\r\n"),
    ])
    func whatCanOnlyHaveMeantOneThingIsWritten(flow: String, expected: String) { check(flow, expected) }

    @Test func aGuessIsWrittenOnlyWhenAskedFor() {
        check("  Custommer: Ask\n", "  Custommer: Ask\n", left: ["unknown-role"])
        check("  Custommer: Ask\n", "  Customer: Ask\n", .guesses)
        check("  Customer: Ask [wrok 5 min]\n", "  Customer: Ask [work 5 min]\n", .guesses)
        // A month or a minute.
        check("  Customer: Ask [work 5 m]\n", "  Customer: Ask [work 5 m]\n", left: ["bad-duration"])
        // Two people, or one and what he does.
        check("  Sales and Customer meet\n", "  Sales and Customer meet\n", left: ["missing-colon"])
        // A step that does not say who calls.
        check("  Customer: Ask\n  call the customer\n", "  Customer: Ask\n  call the customer\n", left: ["missing-colon"])
    }

    @Test func aWordThatIsWrongInManyPlacesIsMendedInAll() {
        check("  sales: Ask\n  Customer: Wait\n  sales: Answer\n", "  Sales: Ask\n  Customer: Wait\n  Sales: Answer\n")
        check(
            "  Sales: Ask\n    informs: Custommer\n  Sales: Tell\n    informs: Custommer\n",
            "  Sales: Ask\n    informs: Customer\n  Sales: Tell\n    informs: Customer\n", .guesses)
    }

    @Test func nothingIsWrittenThatLeavesAsMuchWrong() {
        // With its colon it would be a second step of the same name.
        check("  Customer: Ask\n  Customer Ask\n", "  Customer: Ask\n  Customer Ask\n", left: ["missing-colon"])
        // The good one stays.
        check(
            "  Customer: Ask\n  Customer Ask\n  Sales: Tell [ok 80]\n", "  Customer: Ask\n  Customer Ask\n  Sales: Tell [ok 80%]\n",
            left: ["missing-colon"])
    }

    @Test func whatIsRightStaysAsItIs() {
        let text = Self.head + "  Customer:   Ask   [ work 5 min ]\n\n\n  # so\n"
        let mending = mend(text)
        #expect(mending.source.bytes == Array(text.utf8) && mending.repairs.isEmpty)
    }

    @Test func eachRepairKnowsItsLine() {
        let mending = mend("process P\nlanes: A, B\nflow:\n\tA: Ask\n\tB Tell\n\tA: Go [ok 80\n")
        let told = mending.repairs.map { "\(mending.source.lineNumber(at: $0.offset)) \($0.diagnostic.name) x\($0.lineCount): \($0.before)" }
        #expect(told == [
            "1 missing-colon x1: process P", "4 tab-indent x3: \tA: Ask", "5 missing-colon x1: \tB Tell", "6 unclosed-bracket x1:   A: Go [ok 80",
            "6 bad-percent x1:   A: Go [ok 80]",
        ])
    }

    /// The mistakes of a large text are mended together, and those that cannot be do not stop the others.
    @Test func manyMistakes() {
        let wrong = (0..<300).map { "  A Step \($0) [ok 80]\n" + ($0 % 15 == 0 ? "  A Nope\n" : "") }.joined()
        let mending = mend("process: P\nlanes: A\nflow:\n" + wrong)
        #expect(Set(diagnose(mending.source).map(\.name)) == ["missing-colon"])
        #expect(diagnose(mending.source).count == 19)
    }
}
