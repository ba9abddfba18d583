import Foundation
import ProcessDiagram
import ProcessModel
import ProcessSyntax
import Testing

@testable import ProcessAnalysis
@testable import ProcessReport

/// The page of one process, as text: what is on it, and that nothing in it is more than words.
@Suite struct ReportPageTests {
    private static func page(_ text: String) throws -> ReportPage {
        let map = Resolver.resolve(SyntaxTree(parsing: SourceText(name: "map.baton", text: text))).map
        let inspection = Inspection(map)
        return try ReportPage(inspection, findings: Catalogue.standard.run(over: inspection, today: nil).findings, path: "map.baton", date: "2026-11-22")
    }

    private static let text = """
        process: Lead
          goal: Every lead is called
          volume: 30 per month
        lane: Marketing
          role: Ops [people 1]
        lane: Sales

        flow:
          Ops: Score lead [work 5 min, takes 4 bh, ok 85%]
            pain: Nobody reads it [impact 4, weekly, votes 3]
          Sales: Good enough? [wait ?]
            question: Who decides?
            yes 60%
            no 40% -> Score lead
          Sales: Call [work 30 min]
            strength: They like the talk
          end: Done

        """

    /// Without tags, entities turned back.
    private static func words(_ html: String) -> String {
        var text = html.replacing(/<style>.*?<\/style>|<script>.*?<\/script>/.dotMatchesNewlines(), with: "").replacing(/<\/?code>/, with: "").replacing(/<[^>]*>/, with: "\n")
        for (entity, letter) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] { text = text.replacing(entity, with: letter) }
        return text
    }

    @Test func allIsThere() throws {
        let page = try Self.page(Self.text)
        let html = page.html()
        let words = Self.words(html)
        #expect(page.findings.count > 3)
        for finding in page.findings { #expect(words.contains(finding.message.dropFirst().split(separator: "`").first ?? ""), "\(finding.message)") }
        for said in ["Nobody reads it", "Who decides?", "They like the talk", "Every lead is called", "30 per month", "Nobody knew: wait", "no 40% → Score lead"] {
            #expect(words.contains(said), "\(said)")
        }
        #expect(try Self.page(Self.text).html() == html)
    }

    /// Each word and figure of `baton metrics` is on the page.
    @Test func theNumbersAreThoseOfTheText() throws {
        let page = try Self.page(Self.text)
        let words = Self.words(page.html()).replacing("`", with: "")
        var numbers = MetricsPage(entry: MetricsReport.Entry(path: page.path, inspection: page.inspection))
        numbers.showsRatings = false
        var text = Page(.plain)
        numbers.writeNumbers(to: &text)
        let pieces = text.text.split(separator: "\n").flatMap { $0.split(separator: /\s{2,}/) }.map { $0.trimmingCharacters(in: .whitespaces).replacing("`", with: "") }
        #expect(pieces.count > 40)
        let squeezed = words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for piece in pieces.map({ $0.hasPrefix("- ") ? String($0.dropFirst(2)) : $0 }) where !piece.isEmpty && !piece.contains(/[▏▎▍▌▋▊▉█]/) { #expect(squeezed.contains(piece), "\(piece)") }
    }

    @Test func ratingsStayWithThoseWhoRated() throws {
        let rated = "process: P\nlanes: A, B\nrelationship: A and B\n  rating: A 2, B 4\nflow:\n  A: One\n  B: Two\n  end: Done\n"
        let page = try Self.page(rated)
        var text = Page(.plain)
        MetricsPage(entry: MetricsReport.Entry(path: "", inspection: page.inspection)).writeNumbers(to: &text)
        if text.text.contains("ratings") { #expect(!Self.words(page.html()).contains("ratings")) } else { Issue.record("the map has no ratings: \(text.text)") }
    }

    @Test func whatPeopleSaidStandsAsTheySaidIt() throws {
        let html = try Self.page(Self.text.replacing("Nobody reads it", with: "eBay `leads` are lost").replacing("They like", with: "iPads like")).html()
        #expect(html.contains("<p>eBay `leads` are lost</p>") && html.contains("<p>iPads like the talk</p>"))
    }

    /// A lane or a role may be called what a step is called.
    @Test func onlyNamesOfStepsLeadToSteps() throws {
        let html = try Self.page("process: P\nlanes: Score lead, Sales\nflow:\n  Score lead: Score lead [work 5 min, wait 1 h]\n    handoff: it [via email]\n  Sales: Call [work 5 min]\n  end: Done\n").html()
        #expect(html.contains("<th scope=\"row\"><a href=\"#m-n0\">Score lead</a></th>"))
        #expect(html.contains("<th scope=\"row\">Score lead</th>"))
    }

    @Test func figuresOfTheMainPathSaySo() throws {
        let labels = try Self.page(Self.text.replacing("yes 60%", with: "yes").replacing("no 40%", with: "no").replacing("[wait ?]", with: "[takes 1 h, work 5 min, ok 90%]")).numbers.cards.map(\.label)
        #expect(labels.count > 3)
        #expect(labels.allSatisfy { $0.hasSuffix(", main path") }, "\(labels)")
        let all = try Self.page(Self.text).numbers.cards.map(\.label)
        #expect(all.contains("work a case") && all.contains("handoffs a case"))
    }

    /// What passes from a split has the same name as in the list on the map.
    @Test func whatPassesHasOneName() throws {
        let text = "process: P\nlanes: A, B\nflow:\n  A: Ask\n  in parallel:\n    path: one\n      B: Answer\n    path: two\n      A: Wait\n  B: Close\n  end: Done\n"
        let page = try Self.page(text)
        let words = Self.words(page.html())
        #expect(words.contains("Ask → Answer") && !words.contains("the split →") && !words.contains("→ the next steps"))
        let names = FlowNames(page.map)
        let flows = Set(page.map.flows.map(names.name(of:)))
        #expect(flows.contains("Ask → Answer") && flows.contains("Wait → Close"))
    }

    // MARK: Form

    /// What does not fit in the tags of a page: none may be left open, and none stand where none is expected.
    static func mistakes(in html: String) -> [String] {
        let alone: Set<String> = ["meta", "input", "!DOCTYPE"]
        var open: [String] = []
        var mistakes: [String] = []
        let body = html.replacing(/<style>.*?<\/style>|<script>.*?<\/script>/.dotMatchesNewlines(), with: "")
        for match in body.matches(of: /<(\/?)([A-Za-z!][A-Za-z0-9]*)((?:\s+[A-Za-z:-]+(?:="[^"<>]*")?)*)\s*(\/?)>|<|>/) {
            guard let name = match.2.map(String.init) else {
                mistakes.append("a bare \(match.0) at \(body[match.range.lowerBound...].prefix(40))")
                continue
            }
            if match.1 == "/" {
                if open.popLast() != name { mistakes.append("</\(name)> closes another tag") }
            } else if match.4 != "/", !alone.contains(name) {
                open.append(name)
            }
        }
        return mistakes + open.map { "<\($0)> is left open" }
    }

    @Test(arguments: [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onload='x", "</script><h1>", "<!-- x", "]]>", "a & b", "`code` and ` more", "\u{202E}evil", "\u{0007}bell",
    ]) func namesAreOnlyNames(_ name: String) throws {
        let span = Span(file: FileID(0), start: 0, end: 0)
        var map = Resolver.resolve(SyntaxTree(parsing: SourceText(name: "map.baton", text: Self.text))).map
        map.name = Text(name, at: span)
        map.goal = Text(name, at: span)
        map.pains = [Pain(text: Text(name, at: span), about: .process)]
        map.actions = [Action(text: Text(name, at: span))]
        let findings = [Finding(rule: name, severity: .error, message: name, place: .process, span: span, remedy: name, question: name)]
        let html = try ReportPage(Inspection(map), findings: findings, path: name, date: nil).html()
        #expect(Self.mistakes(in: html) == [])
        #expect(!html.contains("<img") && !html.contains("onload='") && html.components(separatedBy: "<script").count == 2)
        #expect(!html.contains("\u{202E}") && !html.contains("\u{0007}"))
    }

    @Test func idsAreUniqueAndLinksLead() throws {
        let html = try Self.page(Self.text).html()
        let ids = html.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
        #expect(ids.count > 30 && Set(ids).count == ids.count)
        let links = html.matches(of: /href="([^"]*)"/).map { String($0.1) }
        #expect(links.count > 20)
        for link in links { #expect(link.hasPrefix("#") && ids.contains(String(link.dropFirst())), "\(link)") }
    }

    @Test func nothingIsFetched() throws {
        let html = try Self.page(Self.text).html()
        #expect(html.replacing("http://www.w3.org/2000/svg", with: "").firstMatch(of: /https?:|url\(|@import|src=|<link|<iframe/) == nil)
        #expect(html.contains("default-src 'none'"))
        #expect(html.contains("script-src 'sha256-\(ReportPage.scriptHash)'"))
    }

    @Test func theScriptHoldsNoWordOfAMap() throws {
        let scripts = try [Self.text, Self.text.replacing("Score lead", with: "Count it")].map { text in
            try #require(try Self.page(text).html().firstMatch(of: /<script>(.*?)<\/script>/.dotMatchesNewlines())).1
        }
        #expect(scripts[0] == scripts[1])
    }

    /// The hash by a program that is not ours.
    @Test func theHashIsThatOfTheScript() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "baton-script-\(UUID().uuidString)")
        try ReportPage.script.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let (run, output) = (Process(), Pipe())
        run.executableURL = URL(filePath: "/usr/bin/sha256sum")
        run.arguments = [file.path()]
        run.standardOutput = output
        try run.run()
        let printed = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        run.waitUntilExit()
        let digits = Array(printed.prefix(64))
        try #require(digits.count == 64)
        let bytes = stride(from: 0, to: 64, by: 2).compactMap { UInt8(String(digits[$0..<$0 + 2]), radix: 16) }
        #expect(Data(bytes).base64EncodedString() == ReportPage.scriptHash)
    }

    @Test(arguments: [("see `this`.", "See <code>this</code>."), ("a ` b", "A ` b"), ("`x", "`x"), ("<b>", "&lt;b&gt;"), ("", ""), ("``", "<code></code>")])
    func sentences(_ text: String, _ html: String) { #expect(HTMLText.sentence(text) == html) }
}
