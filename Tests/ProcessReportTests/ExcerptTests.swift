import ProcessSyntax
import Testing

@testable import ProcessReport

struct ExcerptTests {
    /// The line as shown and the marks below it; `input` has `«` and `»` around the span.
    private func check(_ input: String, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation) {
        let parts = input.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "«" || $0 == "»" }).map(String.init)
        #expect(parts.count == 3)
        let start = parts[0].utf8.count
        let source = SourceText(name: "x.baton", text: parts.joined())
        let excerpt = Excerpt(source, Span(file: source.id, start: start, end: start + parts[1].utf8.count))
        let shown = excerpt.line + "\n" + String(repeating: " ", count: excerpt.indent) + String(repeating: "^", count: excerpt.marks)
        #expect(shown == expected, sourceLocation: sourceLocation)
    }

    @Test func words() { check("  «Marketing Opps»: Enrich", "  Marketing Opps: Enrich\n  ^^^^^^^^^^^^^^") }
    @Test func nothingIsMarkedByOne() { check("a«»b", "ab\n ^") }
    @Test func pastTheEnd() { check("abc«»", "abc\n   ^") }
    @Test func tabsAreSpread() { check("\t«ab»\tc", "    ab  c\n    ^^") }
    @Test func aTabItself() { check("  «\t»x", "    x\n  ^^") }
    @Test func wideLettersTakeTwo() { check("日本: «営業»", "日本: 営業\n      ^^^^") }
    @Test func accentsTakeNone() { check("«e\u{301}»x", "e\u{301}x\n^") }
    @Test func onlyTheFirstLine() { check("a\nb «c\nd»", "b c\n  ^") }
    @Test func carriageReturnsAreNotShown() { check("«ab»\r\nc", "ab\n^^") }
    @Test func controlCharactersAreWrittenOut() {
        check("\u{1B}[31m«x»\u{7}", "\\u{1B}[31mx\\u{7}\n          ^")
    }

    @Test func longLinesAreCutAroundTheMarks() {
        let filler = String(repeating: "abcdefghi ", count: 1000)
        let source = SourceText(name: "x.baton", text: filler + "HERE" + filler)
        let excerpt = Excerpt(source, Span(file: source.id, start: 10_000, end: 10_004))
        #expect(Printable.columns(excerpt.line) <= Excerpt.longest)
        #expect(excerpt.line.hasPrefix("…") && excerpt.line.hasSuffix("…"))
        #expect(excerpt.line.dropFirst(excerpt.indent).prefix(4) == "HERE")
        #expect(excerpt.marks == 4)
    }

    @Test func bytesThatAreNoText() {
        let source = SourceText(name: "x.baton", bytes: [0x61, 0xFF, 0xC3, 0x28, 0x0A])
        let excerpt = Excerpt(source, Span(file: source.id, start: 1, end: 3))
        #expect(excerpt.line == "a\u{FFFD}\u{FFFD}(")
        #expect(excerpt.indent == 1 && excerpt.marks == 2)
    }

    @Test func aSpanOutsideTheText() {
        let source = SourceText(name: "x.baton", text: "ab")
        let excerpt = Excerpt(source, Span(file: source.id, start: 70, end: 99))
        #expect(excerpt.line == "ab" && excerpt.indent == 2 && excerpt.marks == 1)
    }
}
