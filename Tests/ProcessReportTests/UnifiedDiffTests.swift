import ProcessReport
import ProcessSyntax
import Testing

/// Changes as `diff -u` writes them.
@Suite struct UnifiedDiffTests {
    private func diff(_ old: String, _ new: String, name: String = "a.baton") -> String {
        String(decoding: UnifiedDiff(of: SourceText(name: name, text: old), SourceText(name: name, text: new)).bytes, as: UTF8.self)
    }

    private func lines(_ range: ClosedRange<Int>, changing: [Int: String] = [:]) -> String {
        range.map { (changing[$0] ?? "line \($0)") + "\n" }.joined()
    }

    @Test func noChange() { #expect(diff("a\n", "a\n") == "") }

    @Test func oneLine() {
        #expect(diff(lines(1...9), lines(1...9, changing: [5: "five"])) == """
            --- a.baton
            +++ a.baton
            @@ -2,7 +2,7 @@
             line 2
             line 3
             line 4
            -line 5
            +five
             line 6
             line 7
             line 8

            """)
    }

    @Test func changesFarApartHaveHunksOfTheirOwn() {
        let text = diff(lines(1...20), lines(1...20, changing: [2: "two", 18: "eighteen\nmore"]))
        #expect(text.split(separator: "\n").filter { $0.hasPrefix("@@") } == ["@@ -1,5 +1,5 @@", "@@ -15,6 +15,7 @@"])
        let near = diff(lines(1...20), lines(1...20, changing: [2: "two", 9: "nine"]))
        #expect(near.split(separator: "\n").filter { $0.hasPrefix("@@") } == ["@@ -1,12 +1,12 @@"])
    }

    @Test func whatIsPutInAndTakenOut() {
        #expect(diff("", "a\n") == "--- a.baton\n+++ a.baton\n@@ -0,0 +1 @@\n+a\n")
        #expect(diff("a\nb\n", "b\n") == "--- a.baton\n+++ a.baton\n@@ -1,2 +1 @@\n-a\n b\n")
    }

    @Test func aTextWithoutALastLineEnd() {
        #expect(diff("a", "b") == """
            --- a.baton
            +++ a.baton
            @@ -1 +1 @@
            -a
            \\ No newline at end of file
            +b
            \\ No newline at end of file

            """)
    }

    @Test func namesThatWouldBeMisread() {
        #expect(diff("a\n", "b\n", name: "my maps/a.baton").hasPrefix("--- my maps/a.baton\t\n"))
        #expect(diff("a\n", "b\n", name: "a\nb\"ü.baton").hasPrefix("--- \"a\\012b\\\"\\303\\274.baton\"\n"))
    }

    /// Whatever changed: the new text comes out when the changes are made.
    @Test func makingTheChangesGivesTheNewText() {
        var random = Seeded(7)
        for round in 0..<300 {
            let old = (0..<random.next(60)).map { _ in "line \(random.next(12))" }
            var new = old
            for _ in 0..<random.next(12) {
                let at = new.isEmpty ? 0 : random.next(new.count)
                switch random.next(3) {
                case 0: new.insert("new \(random.next(5))", at: at)
                case 1 where !new.isEmpty: new.remove(at: at)
                default: if !new.isEmpty { new[at] = "other \(random.next(5))" }
                }
            }
            let end = round % 3 == 0 ? "" : "\n"
            let (before, after) = (old.isEmpty ? "" : old.joined(separator: "\n") + end, new.isEmpty ? "" : new.joined(separator: "\n") + "\n")
            #expect(patched(before, with: diff(before, after)) == after)
        }
    }

    /// As `patch` does it, without looking for a place: each hunk must fit where it says.
    private func patched(_ text: String, with diff: String) -> String? {
        var old: [String] = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) + "\n" }
        if let last = old.popLast(), last != "\n" { old.append(String(last.dropLast())) }
        var new: [String] = []
        var at = 0
        var lastMark: Character = " "
        for line in diff.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(2) {
            let rest = String(line.dropFirst()) + "\n"
            switch line.first {
            case "@":
                let numbers = line.split { !$0.isNumber && $0 != "," && $0 != "-" }.first?.split(separator: ",") ?? []
                let from = Int(numbers.first?.dropFirst() ?? "") ?? 0
                let start = numbers.count > 1 && numbers[1] == "0" ? from : from - 1
                guard start >= at, start <= old.count else { return nil }
                new += old[at..<start]
                at = start
            case " ", "-":
                guard at < old.count, old[at] == rest || old[at] + "\n" == rest else { return nil }
                if line.first == " " { new.append(old[at]) }
                at += 1
            case "+": new.append(rest)
            case "\\": if lastMark == "+", let last = new.popLast() { new.append(String(last.dropLast())) }
            default: break
            }
            lastMark = line.first ?? " "
        }
        return (new + old[at...]).joined()
    }
}

/// Numbers that are the same in each run (Lehmer 1951).
private struct Seeded {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed }
    mutating func next(_ below: Int) -> Int {
        state = state * 48271 % 0x7FFF_FFFF
        return Int(state >> 8) % max(1, below)
    }
}
