import Foundation
import ProcessAnalysis
import ProcessModel
import ProcessReport
import ProcessSyntax
import Testing

@testable import ProcessWorkspace

/// Reports in Debian's chromium, as a reader meets them: report.py holds what must be so.
@Suite struct ReportBrowserTests {
    static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// What the browser complains of in some pages; nil, said aloud, where there is none.
    private static func complaints(about pages: [(name: String, html: String)]) throws -> String? {
        let folder = FileManager.default.temporaryDirectory.appending(path: "baton-pages-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for page in pages { try page.html.write(to: folder.appending(path: page.name + ".html"), atomically: true, encoding: .utf8) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", package.appending(path: "Tests/BrowserTests/report.py").path] + pages.map { folder.appending(path: $0.name + ".html").path }
        process.environment = ProcessInfo.processInfo.environment.merging(["PYTHONDONTWRITEBYTECODE": "1"]) { $1 }
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        // 3: without chromium. 127: without Python.
        if process.terminationStatus == 3 || process.terminationStatus == 127 {
            print("Skipped: there is no chromium here, or no python3, so no report was opened in a browser; `make test` installs them.")
            return nil
        }
        return process.terminationStatus == 0 ? output : "the browser could not be asked: \(output)"
    }

    private static func sample(_ name: String) throws -> (name: String, html: String) {
        let workspace = Workspace(reading: [package.appending(path: "Processes/\(name).baton").path])
        let page = try #require(workspace.reports(today: Day("2026-11-22")).pages.first)
        return (name, String(decoding: page.bytes, as: UTF8.self))
    }

    @Test func samplesAndHostileNamesReadWell() throws {
        let pages = [try Self.sample("campaign-launch"), try Self.sample("lead-to-opportunity-to-be"), ("hostile", try Self.hostile())]
        if let complaints = try Self.complaints(about: pages) { #expect(complaints == "") }
    }

    /// A page that is wrong is no proof that the browser looks: here is one that is.
    @Test func theBrowserLooks() throws {
        let (name, html) = try Self.sample("lead-to-opportunity-to-be")
        let wrong = html.replacing("--quiet: #4b5768", with: "--quiet: #a0a8b4").replacing("h1 {", with: "h1 { margin-left: 100vw !important;")
        guard let complaints = try Self.complaints(about: [(name, wrong)]) else { return }
        #expect(complaints.contains("has a contrast of 2.") && complaints.contains("px wide in a window of"))
    }

    /// A map whose every name tries to be more than a name.
    static func hostile() throws -> String {
        let names = [
            "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'); alert(1); ('", "</title></style></script><h1>x", "a & b &amp; c", "\u{202E}evil\u{202C}",
            "مرحبا بالعالم", "日本語の手続きを確認する", "👩‍👩‍👧‍👦🚀 launch", String(repeating: "W", count: 120), String(repeating: "very ", count: 30) + "long", "</svg><a href=\"http://x\">", "`code", "javascript:alert(1)",
        ]
        let span = Span(file: FileID(0), start: 0, end: 0)
        var map = ProcessMap(id: "<p>", name: Text(names[0], at: span), isProcess: true)
        map.goal = Text(names[1], at: span)
        map.lanes = names.prefix(6).map { Lane(name: $0, span: span) }
        map.roles = names.prefix(6).enumerated().map { Role(name: $0.element + " role", lane: LaneID($0.offset), span: span) }
        for (index, name) in names.enumerated() {
            var node = Node(kind: index == names.count - 1 ? .end : index % 4 == 2 ? .decision : .task, name: name, span: span, lane: LaneID(index % 6))
            node.performers = .one(Performer(lane: LaneID(index % 6), role: RoleID(index % 6), span: span))
            map.nodes.append(node)
            var terms = HandoffTerms(span: span)
            terms.artifact = Text(name, at: span)
            map.handoffTerms.append(terms)
        }
        for index in 0..<names.count - 1 {
            var flow = Flow(from: NodeID(index), to: NodeID(index + 1), kind: .answer, span: span)
            flow.label = Text(names[index], at: span)
            flow.terms = HandoffID(index)
            map.flows.append(flow)
        }
        map.entries = [NodeID(0)]
        map.pains = names.enumerated().map { Pain(text: Text($0.element, at: span), about: .node(NodeID($0.offset))) }
        map.remarks = names.map { Remark(kind: .question, text: Text($0, at: span), about: .process) }
        map.actions = names.map { Action(text: Text($0, at: span)) }
        let findings = names.indices.map { index in
            Finding(
                rule: index % 2 == 0 ? "handoff-no-sla" : "no-accountable", severity: [.error, .warning, .info][index % 3], message: names[index],
                place: .node(NodeID(index)), span: span, remedy: names[index], question: names[index])
        }
        return try ReportPage(Inspection(map), findings: findings, path: names[0], date: "2026-11-22").html()
    }
}
