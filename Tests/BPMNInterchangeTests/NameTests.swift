import ProcessModel
import ProcessSyntax
import Testing

@testable import BPMNInterchange

/// Names of any kind come out as names, and never as a part of the language.
@Suite struct NameTests {
    static let awkward = [
        "", " ", "?", "??", "Order: pay", "note: this", "end", "start: now", "in parallel", "join", "fork: x", "call", "path: y", "phase: z", "-> away", "a -> b", "a => b", "→ x",
        "[draft]", "a [b] c", "]", "# 5", "Ticket #42", "a # b", "\"quoted\"", "say \"hi\"", "“curly”", "„so“ auch", "a, b, c", "R+D", "A + B", "50% done", "yes 40", "yes (60%)", "100%",
        "Ship (5 min)", "Ship (work 5 min)", "Wait {takes 3 d}", "Check?", "Prüfen？", "确认：订单", "注文を確認する？", "a\nb", "a\u{7}b", "\u{202E}evil", "tab\tbed", "\u{FEFF}bom",
        "otherwise", "on late 5 min", "on error", "on Tuesday", "- item", "* item", "1. first", "2 hours", "09:00", "//comment", "a // b", "a -", "e\u{301}", "é", "100 € & <b>", "'single'",
        "id", "any", "approval", "customer", "system", "Note everything", "handle", "=", "==", "--", "-", "=> x", "a: ", ": a", "a:b", "ünïcödé ✓", "👩‍🚀 flight", "…", "Say: \"no, never\" [x] # y", "x\u{A0}y ",
        "→", "🡒 go", "(a)", "(5)", "...", "a;b", "a/b", "a\\b", "`code`", "{x}", "$x", "${a == 'b'}", "#", "## x",
    ]

    private func model(_ names: [String], as shape: Int) -> BPMNModel {
        var model = BPMNModel()
        model.scopes = [.init(kind: .process, id: "P", name: names[0], line: 1)]
        func add(_ kind: BPMNModel.Node.Kind, _ id: String, _ name: String) {
            model.scopes[0].nodes.append(model.nodes.count)
            model.nodes.append(.init(id: id, name: name, line: model.nodes.count + 2, kind: kind, scope: 0))
        }
        func connect(_ from: String, _ to: String, _ name: String = "") {
            model.scopes[0].flows.append(model.flows.count)
            model.flows.append(.init(id: "f\(model.flows.count)", name: name, line: 50 + model.flows.count, scope: 0, source: from, target: to))
        }
        let (a, b, c) = (names[0], names[1 % names.count], names[2 % names.count])
        model.participants = [.init(id: "pool", name: c, line: 1, process: "P"), .init(id: "other", name: a, line: 1, process: "")]
        model.lanes = [.init(id: "l1", name: a, line: 2, scope: 0, outer: nil, nodes: ["t1", "g"]), .init(id: "l2", name: b, line: 3, scope: 0, outer: nil, nodes: ["t2"]),
            .init(id: "l3", name: c, line: 3, scope: 0, outer: 1, nodes: ["t3"])]
        model.data = [.init(id: "d", name: b, line: 9, element: "dataObject", reference: "")]
        model.messageFlows = [.init(id: "m", name: c, line: 9, source: "t1", target: "other", message: ""), .init(id: "m2", name: a, line: 9, source: "other", target: "t2", message: "")]
        add(.startEvent, "s", a)
        add(.task, "t1", b)
        add(shape == 0 ? .exclusiveGateway : shape == 1 ? .inclusiveGateway : .parallelGateway, "g", c)
        add(.task, "t2", a)
        add(.task, "t3", b)
        add(.task, "t4", a)
        model.nodes[1].documentation = [a, b]
        model.nodes[1].writes = ["d"]
        model.nodes[3].reads = ["d"]
        model.nodes[4].performers = [a, b]
        add(shape == 0 ? .exclusiveGateway : shape == 1 ? .inclusiveGateway : .parallelGateway, "j", "")
        add(.endEvent, "e", c)
        add(.endEvent, "e2", c)
        connect("s", "t1", a)
        connect("t1", "g")
        connect("g", "t2", a)
        connect("g", "t3", b)
        connect("g", "t4", c)
        connect("t2", "j")
        connect("t3", "j")
        connect("t4", "j")
        connect("j", shape == 2 ? "e2" : "e", c)
        return model
    }

    @Test(arguments: awkward.indices)
    func anyNameIsRead(number: Int) throws {
        let others = [Self.awkward[(number * 7 + 3) % Self.awkward.count], Self.awkward[(number * 13 + 5) % Self.awkward.count]]
        for names in [[Self.awkward[number]], [Self.awkward[number]] + others] {
            for shape in 0..<3 {
                let imported = BPMNImport(model(names, as: shape), file: "names.bpmn")
                let checked = CheckedImport(imported.maps[0])
                let errors = checked.diagnostics.map { "\($0.name): \($0.message)" }
                #expect(errors == [], "\(names)\n\(imported.maps[0].text)")
                #expect(checked.soundness.isSound, "\(names) \(shape)\n\(imported.maps[0].text)")
                let kinds = checked.map.nodes.map(\.kind)
                #expect(kinds.filter { $0 == .task }.count == 4)
                #expect(kinds.filter { $0 == .decision }.count == (shape == 2 ? 0 : 1))
            }
        }
    }

    @Test func whatIsSaidOfNamesIsKept() throws {
        #expect(MapWords.tidied("  a\n b\t\u{7}c ") == "a b c")
        #expect(MapWords.prose("<p>Ask <b>twice</b>,<br/>then\n go</p>") == "Ask twice, then go" && MapWords.prose("a < b > c") == "a < b > c")
        #expect(MapWords.quoted("Check order") == "Check order")
        #expect(MapWords.quoted("Check: order") == "\"Check: order\"")
        #expect(MapWords.question("Good?") == "Good?" && MapWords.question("Good") == "Good?")
        #expect(MapWords.slug("Order to Cash (v2)") == "order-to-cash-v2" && MapWords.slug("…") == "process")
        #expect(EventWords.duration("PT2H") == "2 h" && EventWords.duration("P3D") == "3 d" && EventWords.duration("P1M") == nil && EventWords.duration("R3/PT10M") == nil)
    }
}
