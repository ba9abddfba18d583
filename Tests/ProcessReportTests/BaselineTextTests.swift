import ProcessModel
import ProcessSyntax
import Testing

@testable import ProcessAnalysis
@testable import ProcessReport

@Suite struct BaselineTextTests {
    private static func baseline() throws -> Baseline {
        let day = try #require(CalendarDate(year: 2026, month: 11, day: 2))
        let later = try #require(CalendarDate(year: 2026, month: 12, day: 31))
        return Baseline(
            agreements: [.init(date: day, because: nil), .init(date: later, because: "Legal must see \"each\" claim\nat once \\o/")],
            rules: ["black-hole", "branch-sum", "deadlock"],
            maps: [
                BaselineMap(
                    id: "sales/lead",
                    figures: BaselineFigures(
                        handoffs: 5, handoffsPerCase: 2.4, lead: .init(3285.6, silent: ["Mark \"it\"", "A, B"]), rolledOK: .init(0.393, isBound: true),
                        loads: [.init(lane: "Sales", role: "SDR", share: .init(1.25))]),
                    known: [
                        KnownFinding(rule: "deadlock", severity: .error, kind: "step", name: "A: \u{1B}[1m", message: "it stops: for good"),
                        KnownFinding(rule: "black-hole", severity: .warning, kind: "flow", name: "A -> B", message: "'A' takes 4 bh"),
                        KnownFinding(rule: "black-hole", severity: .warning, kind: "flow", name: "A -> B", message: "'A' takes 4 bh"),
                    ],
                    gone: [KnownFinding(rule: "branch-sum", severity: .info, kind: "process", name: "Lead", message: "x")]),
                BaselineMap(
                    id: "a map", figures: BaselineFigures(handoffs: 0, handoffsPerCase: nil, lead: .init(45), rolledOK: nil, loads: []),
                    known: [], gone: []),
            ])
    }

    @Test func isALineAStatement() throws {
        expectText(
            BaselineText(try Self.baseline()).text,
            """
            baton-baseline 1
            # What is known of these maps and lived with for now. 'baton baseline write' writes it, 'baton check --baseline' reads it.

            agreed 2026-11-02
            agreed 2026-12-31 because Legal must see "each" claim\\u{A}at once \\\\o/

            rules black-hole branch-sum
            rules deadlock

            map a map
              handoffs 0
              lead time 45 min

            map sales/lead
              handoffs 5
              handoffs a case 2.4
              lead time at least 54.76 bh without "A, B", "Mark \\"it\\""
              rolled ok at most 39.3%
              load "Sales" "SDR" 125%
              error deadlock step "A: \\u{1B}[1m": it stops: for good
              warning black-hole flow "A -> B": 'A' takes 4 bh
              warning black-hole flow "A -> B": 'A' takes 4 bh
              gone info branch-sum process "Lead": x

            """)
    }

    @Test func isReadAsItWasWritten() throws {
        let text = BaselineText(try Self.baseline()).text
        #expect(BaselineText(try BaselineReader.read(Array(text.utf8))).text == text)
        #expect(try BaselineReader.read(Array(text.utf8)).map("sales/lead")?.known == Self.baseline().map("sales/lead")?.known)
        // As git writes it on Windows, and as an editor may leave it.
        let windows = text.replacing("\n", with: "\r\n")
        #expect(BaselineText(try BaselineReader.read(Array(windows.utf8))).text == text)
    }

    @Test(arguments: [
        ("", nil), ("process: Lead\n", nil), ("baton-baseline\n", nil), ("baton-baseline 2\n", nil), ("baton-baseline 1 x\n", nil),
        ("baton-baseline 1\n<<<<<<< HEAD\n", 2), ("baton-baseline 1\nerror deadlock step \"A\": x\n", 2),
        ("baton-baseline 1\nmap a\n  error deadlock step \"A: x\n", 3), ("baton-baseline 1\nmap a\n  grave deadlock step \"A\": x\n", 3),
        ("baton-baseline 1\nmap a\n  handoffs 2.5\n", 3), ("baton-baseline 1\nmap a\n  handoffs 99999999999999999999\n", 3),
        ("baton-baseline 1\nmap a\n  lead time 5\n", 3), ("baton-baseline 1\nmap a\n  lead time 1.2.3 bh\n", 3),
        ("baton-baseline 1\nmap a\n  load \"A\" 5%\n", 3), ("baton-baseline 1\nmap a\n\nmap a\n", 4), ("baton-baseline 1\nagreed 2026-02-30\n", 2),
        ("baton-baseline 1\nmap a\n  lead time 4 bh without\n", 3), ("baton-baseline 1\nmap a\n  error deadlock step \"A\\", 3),
    ] as [(String, Int?)])
    func aBrokenFileIsTold(_ text: String, _ line: Int?) {
        #expect { try BaselineReader.read(Array(text.utf8)) } throws: { ($0 as? BaselineReader.Trouble)?.line == line && $0 is BaselineReader.Trouble }
    }

    @Test func aLongMessageIsCutAndKnownAgain() throws {
        let long = KnownFinding(rule: "deadlock", severity: .error, kind: "role", name: "A", message: "A needs 9 h: " + String(repeating: "5 h in m, ", count: 500))
        #expect(long.message.count == KnownFinding.longestMessage)
        #expect(long == KnownFinding(rule: "deadlock", severity: .error, kind: "role", name: "A", message: long.message))
    }

    @Test func bytesThatAreNoTextAreTold() {
        #expect(throws: BaselineReader.Trouble.self) { try BaselineReader.read(Array("baton-baseline 1\n".utf8) + [0xFF]) }
    }

    /// Any cut of a baseline is read or told of; none is a trap.
    @Test func anyPartOfItIsReadOrTold() throws {
        let bytes = Array(BaselineText(try Self.baseline()).text.utf8)
        var readable = 0
        for end in bytes.indices where (try? BaselineReader.read(Array(bytes[..<end]))) != nil { readable += 1 }
        #expect(readable > 0 && readable < bytes.count)
    }
}
