import Foundation
import ProcessAnalysis
import ProcessModel
import Testing

@testable import ProcessDiagram

#if canImport(FoundationXML)
import FoundationXML
#endif

@Suite struct SVGTests {
    static let hostile = [
        "<script>alert(1)</script>", "a & b \"c\" 'd'", "]]> <!-- x", "\u{202E}evil", "مرحبا بالعالم", "日本語の手続きを確認する", "👩‍👩‍👧‍👦🚀 launch",
        "Z\u{341}\u{300}\u{327}algo\u{30A}\u{332}", String(repeating: "W", count: 300), String(repeating: "very ", count: 60) + "long",
        "url(#x);}*{fill:red", "${x} %n %s", "\u{FEFF}mark",
    ]

    @Test(arguments: hostile) func namesOfAnyKindGiveGoodXML(_ name: String) throws {
        var map = ProcessMap(id: "p", name: Text(name, at: .init(file: .init(0), start: 0, end: 0)), isProcess: true)
        let span = map.name.span
        map.owner = Text(name, at: span)
        map.lanes = [Lane(name: name, span: span), Lane(name: name + "2", span: span)]
        map.roles = [Role(name: name, lane: LaneID(0), span: span)]
        for (index, kind) in [Node.Kind.start, .task, .decision, .call, .fork, .join, .end].enumerated() {
            var node = Node(kind: kind, name: name + "\(index)", span: span, lane: LaneID(index % 2))
            node.performers = .one(Performer(lane: LaneID(0), role: RoleID(0), span: span))
            map.nodes.append(node)
        }
        var terms = HandoffTerms(span: span)
        terms.artifact = Text(name, at: span)
        terms.via = Text(name, at: span)
        map.handoffTerms = [terms]
        for index in 0..<6 {
            var flow = Flow(from: NodeID(index), to: NodeID(index + 1), kind: .answer, span: span)
            flow.label = Text(name, at: span)
            flow.terms = HandoffID(0)
            map.flows.append(flow)
        }
        map.entries = [NodeID(0)]
        map.pains = [Pain(text: Text(name, at: span), about: .node(NodeID(1)))]
        let graph = FlowGraph(map)
        let findings: [Finding] = [.made(name, .error, at: .node(NodeID(1)), message: name), .made(name, .info, at: .lane(LaneID(0)), message: name)]
        let drawn = try SwimlaneMap(map, graph: graph, mainPath: MainPath(map, graph), findings: findings)
        let svg = drawn.svg()
        let parser = XMLParser(data: Data(svg.utf8))
        let elements = Elements()
        parser.delegate = elements
        #expect(parser.parse(), "\(String(describing: parser.parserError))")
        #expect(elements.names["script"] == nil)
        #expect((elements.names["g"] ?? 0) > 10)
        for step in drawn.diagram.steps where step.kind == .task {
            for words in step.words { #expect(TextWidth.of(words.text, size: words.size) <= step.outline.box.width - 8) }
        }
    }

    @Test func idsArePrefixedAndUnique() throws {
        func ids(_ prefix: String) throws -> [String] {
            var options = SwimlaneMap.Options()
            options.idPrefix = prefix
            let svg = try Drawing(RandomMap.text(seed: 3, steps: 20, lanes: 3), options: options).svg
            return svg.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
        }
        let (a, b) = (try ids("one"), try ids("two"))
        #expect(a.count > 20 && Set(a).count == a.count)
        #expect(Set(a).isDisjoint(with: b))
        #expect(try ids("9<'\" x").allSatisfy { $0.hasPrefix("m9x") })
        // Names of which the same letters are left keep apart.
        let alike = try ["é", "日本", "", "map", "lead", "le ad", "le'ad", "9", "m9"].map(ids)
        #expect(Set(alike.flatMap { $0 }).count == alike.reduce(0) { $0 + $1.count })
    }

    @Test(arguments: [
        (0.0, "0"), (1.5, "1.5"), (-0.004, "0"), (2.345, "2.35"), (-3.1, "-3.1"), (10.05, "10.05"), (.infinity, "0"), (1e300, "1000000000"),
    ]) func numbersAreShort(_ value: Double, _ text: String) { #expect(SVGText.number(value) == text) }

    /// Who hears a drawing is told what it is, in an order that tells the story.
    @Test(arguments: [1, 2, 3]) func aDrawingIsNamedAndReadInItsOrder(_ seed: Int) throws {
        let drawing = try Drawing(RandomMap.text(seed: seed, steps: 20, lanes: 3))
        let lines = drawing.svg.split(separator: "\n")
        let root = try #require(lines.first)
        #expect(root.contains("role=\"img\"") && root.contains("aria-labelledby=\"map-title map-desc\""))
        #expect(lines[1].hasPrefix("<title id=\"map-title\">") && lines[2].hasPrefix("<desc id=\"map-desc\">Swimlane map of "))
        let steps = drawing.svg.matches(of: /<g class="step[^"]*" id="map-n([0-9]+)"/).map { Int($0.1) }
        #expect(steps == Array(drawing.map.nodes.indices))
        // Inside a page each step is one thing with a name, and links can be reached.
        let part = drawing.swimlanes.svgForPage()
        #expect(part.contains("role=\"group\"") && !part.contains("<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"map\" class=\"baton-map\" role=\"img\""))
        #expect(part.matches(of: /<g class="step[^"]*" id="map-n[0-9]+" role="img" aria-label="[^"]+"/).count == drawing.map.nodes.count)
        #expect(XMLParser(data: Data(part.utf8)).parse())
    }

    @Test func everyPartCanBeLeftOut() throws {
        var options = SwimlaneMap.Options()
        options.badges = false
        options.pains = false
        options.findingsList = false
        options.legend = false
        let text = "process: P\nlanes: A, B\nflow:\n  A: One\n    pain: It hurts [impact 2]\n  B: Two\n  end: Done\n"
        let findings: (ProcessMap) -> [Finding] = { [.made("r", .error, at: .node($0.nodeIDs[0])), .made("r", .error, at: .flow($0.flowIDs[0]))] }
        let bare = try Drawing(text, findings: findings, options: options).svg
        let full = try Drawing(text, findings: findings).svg
        for part in ["class=\"badge\"", "class=\"pain\"", "class=\"list\"", "class=\"legend\""] {
            #expect(!bare.contains(part))
            #expect(full.contains(part))
        }
    }

    @Test func findingsAreNumberedAsAReaderMeetsThem() throws {
        let drawing = try Drawing("process: P\nlanes: A, B\nflow:\n  A: One\n  B: Two\n  B: Three\n  end: Done\n") { map in
            [.made("p", .error, at: .process), .made("c", .error, at: .node(map.nodeIDs[2])), .made("b", .info, at: .node(map.nodeIDs[0])),
             .made("a", .error, at: .node(map.nodeIDs[0])), .made("l", .warning, at: .lane(LaneID(1)))]
        }
        #expect(drawing.diagram.badges.sorted { $0.number < $1.number }.map(\.rule) == ["l", "a", "b", "c"])
        #expect(drawing.diagram.lists[0].entries.count == 5)
    }

    @Test func findingsOfOneRuleShareANumberAndAnEntry() throws {
        let drawing = try Drawing("process: P\nlanes: A, B\nflow:\n  A: One\n  B: Two\n  B: Three\n  end: Done\n") { map in
            [.made("no-accountable", .error, at: .node(map.nodeIDs[0]), message: "first"), .made("no-accountable", .error, at: .node(map.nodeIDs[1])),
             .made("no-accountable", .error, at: .node(map.nodeIDs[0]), message: "second"), .made("handoff-no-sla", .warning, at: .flow(map.flowIDs[0]))]
        }
        let badges = drawing.diagram.badges
        #expect(badges.count == 3)
        #expect(badges.filter { $0.rule == "no-accountable" }.map(\.number) == [1, 1])
        #expect(badges.contains { $0.message == "first; second" })
        let list = try #require(drawing.diagram.lists.first)
        #expect(list.heading.text == "4 findings in 2 kinds, as questions for the room")
        #expect(list.entries.map(\.mark) == ["1", "2"])
        #expect(list.entries[0].words.map(\.text).prefix(2) == ["Nobody is accountable", "One; Two"])
    }

    @Test func painsHaveLettersAndWhatWasSaidIsListed() throws {
        #expect([1, 26, 27, 52, 53].map(Pains.letter) == ["A", "Z", "AA", "AZ", "BA"])
        let drawing = try Drawing("process: P\nlanes: A, B\npain: Slow\nflow:\n  A: One\n    pain: It hurts\n    question: Who asks? [for B]\n    strength: It works\n    note: Not shown\n  end: Done\n")
        #expect(drawing.diagram.pains.map(\.text).count == 1)
        #expect(drawing.diagram.lists.map(\.heading.text) == ["Where it hurts", "Open questions", "What works well"])
        let texts = drawing.diagram.lists.flatMap { $0.entries.flatMap { $0.words.map(\.text) } }
        #expect(texts.contains("For B · One"))
        #expect(texts.contains("Whole map"))
        #expect(!texts.contains("Not shown"))
    }

    @Test func whatHasAPlaceIsNotAboutTheWholeMap() throws {
        var options = SwimlaneMap.Options()
        options.badges = false
        let drawing = try Drawing("process: P\nlanes: A, B\nflow:\n  A: One\n  end: Done\n", findings: { map in
            [.made("a", .error, at: .node(map.nodeIDs[0])), .made("b", .error, at: .process)]
        }, options: options)
        let entries = try #require(drawing.diagram.lists.first).entries
        #expect(entries.map { $0.words.contains { $0.text.hasPrefix("Whole map") } } == [false, true])
    }

    @Test func approvalsHaveASecondBorderAndAreInTheLegend() throws {
        let drawing = try Drawing("process: P\nlanes: A, B\nflow:\n  A: One [approval]\n  B: Two\n  end: Done\n")
        #expect(drawing.diagram.steps.map(\.isApproval) == [true, false, false])
        #expect(drawing.svg.contains("class=\"step approval\""))
        #expect(drawing.diagram.legend?.entries.contains { $0.words.text == "approval" } == true)
    }

    @Test func theGroundOfAnAnswerIsThatOfItsLane() throws {
        let drawing = try Drawing("process: P\nlane: A\nlane: C [customer]\nflow:\n  C: Ask?\n    yes\n    no:\n      C: Wait\n  C: Go on\n  end: Done\n")
        #expect(drawing.svg.contains("class=\"flow-label odd customer\""))
    }

    @Test(arguments: 1...40) func noEntryStandsAloneInALastColumn(_ count: Int) throws {
        let drawing = try Drawing("process: P\nlanes: A, B\nflow:\n" + (1...16).map { "  A: Step \($0)\n" }.joined() + "  end: Done\n") { _ in
            (1...count).map { .made("rule-\($0)", .info, at: .process) }
        }
        let list = try #require(drawing.diagram.lists.first)
        #expect(list.entries.count == count)
        var perColumn: [Double: Int] = [:]
        for entry in list.entries { perColumn[entry.box.x, default: 0] += 1 }
        let most = perColumn.values.max() ?? 0
        #expect(most < 3 || !perColumn.values.contains(1))
    }

    private final class Elements: NSObject, XMLParserDelegate {
        var names: [String: Int] = [:]
        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?, attributes: [String: String]
        ) { names[name, default: 0] += 1 }
    }
}
