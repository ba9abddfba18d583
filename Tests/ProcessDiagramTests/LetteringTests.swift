import Testing

@testable import ProcessDiagram

@Suite struct LetteringTests {
    /// Sums of the advance widths in Adobe's font metrics, at 1,000 px an em.
    @Test(arguments: [
        ("Hello", false, 722 + 556 + 222 + 222 + 556), ("Hello", true, 722 + 556 + 278 + 278 + 611),
        ("A b.", false, 667 + 278 + 556 + 278), ("Größe", false, 778 + 333 + 556 + 611 + 556),
        ("日本", false, 2000), ("e\u{301}", false, 556), ("\u{1F680}", false, 1300), ("", false, 0),
    ]) func knownWidths(_ text: String, _ isBold: Bool, _ width: Int) {
        #expect(TextWidth.of(text, size: 1000, isBold: isBold) == Double(width))
    }

    @Test func linesKeepWordsWhole() {
        let wording = Wording("Create opportunity in CRM", size: 12)
        for limit in stride(from: 70.0, through: 200, by: 5) {
            let set = wording.evenLines(within: limit)
            #expect(set.lines.joined(separator: " ") == "Create opportunity in CRM")
            #expect(set.lines.allSatisfy { TextWidth.of($0, size: 12) <= limit })
        }
    }

    @Test func linesAreOfEvenLength() {
        #expect(Wording("aaaa bbbb cccc dddd", size: 12).evenLines(within: 85).lines == ["aaaa bbbb", "cccc dddd"])
    }

    @Test func wordsTooLongForALineAreBrokenWithHyphens() {
        let lines = Wording("Donaudampfschifffahrtsgesellschaftskapitän", size: 12).lines(within: 80)
        #expect(lines.count > 2)
        #expect(lines.dropLast().allSatisfy { $0.hasSuffix("-") })
        #expect(lines.map { $0.replacing("-", with: "") }.joined() == "Donaudampfschifffahrtsgesellschaftskapitän")
        #expect(lines.allSatisfy { TextWidth.of($0, size: 12) <= 80 })
        #expect((lines.last?.count ?? 0) > 4, "no scrap on the last line")
    }

    @Test func joinedWordsBreakAtTheirJoints() {
        #expect(Wording("OpportunityStageValidationService", size: 12).lines(within: 100) == ["OpportunityStage", "ValidationService"])
        #expect(Wording("lead_score_threshold_exceeded", size: 12).lines(within: 80).dropLast().allSatisfy { $0.hasSuffix("_") })
    }

    @Test func longNamesBreakAtHyphensAndBetweenIdeographs() {
        #expect(Wording("quote-to-cash", size: 12).lines(within: 50).first == "quote-to-")
        #expect(Wording("见积书を作成する", size: 12).lines(within: 50).count == 2)
    }

    @Test(arguments: [
        ("a\u{0}b\u{1B}[31mc", "ab[31mc"), ("  a \t b\n", "a b"), ("x\u{202E}y\u{2066}z", "xyz"), ("\u{FFFE}\u{FFFF}ok", "ok"),
    ]) func whatCannotBeShownIsDropped(_ text: String, _ clean: String) {
        #expect(Wording.clean(text) == clean)
    }
}
