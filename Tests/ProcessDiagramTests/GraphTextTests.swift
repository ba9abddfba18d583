import Foundation
import ProcessAnalysis
import ProcessModel
import ProcessSyntax
import Testing

@testable import ProcessDiagram

#if canImport(FoundationXML)
import FoundationXML
#endif

/// Maps as DOT and as Mermaid: what others read is what the map says, whatever the names are made of.
@Suite struct GraphTextTests {
    static let hostile = SVGTests.hostile + [
        "end", "subgraph x", "a --> b", "1. first", "- item", "+ more", "a \\ b \\n c \\", "&amp; &lt; #35; #quot;", "%%{init: {}}%%", "style: a#b;", "`code` *b* _i_ $$x$$",
        "a\"] n9[\"b", "|pipe|", "\\N \\G", "{rank|<f0> x}", "line\nbreak\ttab", "classDef x fill:#fff;", "click n0 \"javascript:alert(1)\"", "@{ shape: x }", "---", "--", "Ünïcode → ✓",
    ]

    static func map(named name: String) -> ProcessMap {
        var map = ProcessMap(id: "p", name: Text(name, at: Span(file: FileID(0), start: 0, end: 0)), isProcess: true)
        let span = map.name.span
        map.lanes = [Lane(name: name, span: span), Lane(name: name + "2", span: span), Lane(name: "Idle", span: span)]
        map.roles = [Role(name: name, lane: LaneID(0), span: span)]
        for (index, kind) in [Node.Kind.start, .task, .decision, .call, .fork, .join, .end].enumerated() {
            var node = Node(kind: kind, name: name, span: span, lane: LaneID(index % 2))
            node.performers = .one(Performer(lane: LaneID(0), role: RoleID(0), span: span))
            map.nodes.append(node)
        }
        var terms = HandoffTerms(span: span)
        terms.artifact = Text(name, at: span)
        terms.via = Text(name, at: span)
        map.handoffTerms = [terms]
        for index in 0..<6 {
            var flow = Flow(from: NodeID(index), to: NodeID(index + 1), kind: index == 3 ? .exception : .answer, span: span)
            flow.label = Text(name, at: span)
            flow.terms = HandoffID(0)
            map.flows.append(flow)
        }
        map.entries = [NodeID(0)]
        return map
    }

    // MARK: DOT

    /// What `dot` draws of a text, or nil where there is no `dot`.
    private static func drawn(_ text: String) throws -> (texts: [String], nodes: Int, edges: Int, clusters: Int)? {
        guard FileManager.default.isExecutableFile(atPath: "/usr/bin/dot") else {
            print("Skipped: there is no 'dot' here to read DOT back; it is in the package graphviz.")
            return nil
        }
        let file = FileManager.default.temporaryDirectory.appending(path: "baton-\(UUID().uuidString).dot")
        try text.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/dot")
        process.arguments = ["-Tsvg", file.path]
        let (output, error) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = error
        try process.run()
        let svg = output.fileHandleForReading.readDataToEndOfFile()
        let said = String(decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0 && !said.contains("syntax"), "\(said)")
        let reader = Reader()
        let parser = XMLParser(data: svg)
        parser.delegate = reader
        #expect(parser.parse())
        return (reader.texts, reader.classes["node"] ?? 0, reader.classes["edge"] ?? 0, reader.classes["cluster"] ?? 0)
    }

    @Test(arguments: hostile) func dotIsReadBack(_ name: String) throws {
        let map = Self.map(named: name)
        let text = DOTText(map, mainPath: MainPath(map, FlowGraph(map))).text()
        guard let drawn = try Self.drawn(text) else { return }
        #expect(drawn.edges == 6)
        #expect(drawn.clusters == 3)
        // Besides the seven, the one that nobody sees and that keeps the empty lane in the drawing.
        #expect(drawn.nodes == 8 || drawn.nodes == 7)
        // The lines are wrapped, so blanks do not count.
        func plain(_ text: String) -> String { text.unicodeScalars.filter { !$0.properties.isWhitespace }.map(String.init).joined() }
        let all = plain(drawn.texts.joined())
        let clean = plain(Wording.clean(name))
        #expect(all.contains(clean), "\(all) has no \(clean)")
        #expect(drawn.texts.contains { plain($0) == clean }, "the name of a lane is one line")
    }

    @Test func dotOfASampleIsWhole() throws {
        let drawing = try Drawing("process: P\nlanes: A, B\nflow:\n  A: One\n    handoff: brief [via email, within 2 bd]\n  B: Good?\n    yes 60%\n    no 40% -> One\n  end: Done\n")
        let text = DOTText(drawing.map, mainPath: MainPath(drawing.map, drawing.graph)).text()
        #expect(text.contains("n0 -> n1 [label=\"brief\\nvia email\\nwithin 2 bd\", color=\"#0072b2\", penwidth=2]"))
        #expect(text.contains("label=\"yes 60%\""))
        #expect(text.contains("n1 -> n0"))
    }

    private final class Reader: NSObject, XMLParserDelegate {
        var texts: [String] = []
        var classes: [String: Int] = [:]
        private var isText = false

        func parser(_ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?, attributes: [String: String]) {
            if let kind = attributes["class"] { classes[kind, default: 0] += 1 }
            isText = name == "text"
            if isText { texts.append("") }
        }

        func parser(_ parser: XMLParser, foundCharacters string: String) {
            if isText { texts[texts.count - 1] += string }
        }

        func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) { isText = false }
    }

    // MARK: Mermaid

    /// The forms of lines that Baton writes; a label is in quotes, and holds nothing that Mermaid reads as more than a letter.
    private static let label = #""(?:[A-Za-z0-9 ,.?!()/'%+-]|[^\x00-\x7F]|#[0-9]+;|<br/>)+""#
    private static let forms = [
        #"  subgraph lane\d+\[L\]"#, "  end", #"    n\d+\[L\]"#, #"    n\d+\[\[L\]\]"#, #"    n\d+\{\{L\}\}"#, #"    n\d+\(\[L\]\)"#, #"    n\d+\(\(\(L\)\)\)"#, #"    n\d+\(\(L\)\)"#,
        #"  n\d+ (?:-->|==>|-\.->)(?:\|L\|)? n\d+"#, #"  linkStyle \d+(?:,\d+)* stroke:#0072b2"#,
    ].map { "^" + $0.replacing("L", with: label) + "$" }

    @Test(arguments: hostile) func mermaidHoldsNothingButLabels(_ name: String) throws {
        let lines = MermaidText(Self.map(named: name)).text().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(lines.first == "---" && lines[2] == "---" && lines[3] == "flowchart LR" && lines.last == "")
        let forms = try Self.forms.map { try Regex($0) }
        for line in lines.dropFirst(4).dropLast() {
            #expect(forms.contains { (try? $0.wholeMatch(in: line)) != nil && line.wholeMatch(of: $0) != nil }, "\(line)")
        }
        #expect(lines.count { $0.hasPrefix("  subgraph ") } == 3 && lines.count { $0 == "  end" } == 3)
        // What Mermaid turns back is the name.
        let lane = try #require(lines.first { $0.hasPrefix("  subgraph lane0[\"") })
        let shown = lane.dropFirst("  subgraph lane0[\"".count).dropLast(2).replacing(/#([0-9]+);/) { match in
            UInt32(match.1).flatMap(Unicode.Scalar.init).map(String.init) ?? ""
        }
        #expect(String(shown) == Wording.clean(name))
        // The title is a string in YAML, which reads it as JSON does.
        let title = try #require(lines[1].wholeMatch(of: /title: (".*")/))
        #expect(try JSONDecoder().decode(String.self, from: Data(title.1.utf8)) == Wording.clean(name))
        #expect(!lines[1].contains("%%{") && !lines[1].contains("<"))
    }

    @Test func mermaidOfASample() throws {
        let drawing = try Drawing("process: P\nlanes: A, B\nflow:\n  A: One\n    handoff: brief [via email]\n  B: Good?\n    yes 60%\n    no 40% -> One\n  end: Done\n")
        #expect(MermaidText(drawing.map).text() == """
            ---
            title: "P"
            ---
            flowchart LR
              subgraph lane0["A"]
                n0["One"]
              end
              subgraph lane1["B"]
                n1{{"Good?"}}
                n2((("Done")))
              end
              n0 ==>|"brief<br/>via email"| n1
              n1 -->|"yes 60%"| n2
              n1 ==>|"no 40%"| n0
              linkStyle 0,2 stroke:#0072b2

            """)
    }
}
