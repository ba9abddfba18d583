import ProcessModel
import ProcessSyntax
import Testing

@testable import BPMNInterchange

/// Whatever the names in a file are, the maps have no errors, and say the names.
@Suite struct NamesOfAnyKindTests {
    private struct Dice: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    static let odd = NameTests.awkward + [
        "\"x\" [y]", "say \"hi\" [z]", "say 'hi' [z]", "\"\u{301}", "a // \u{301}b", "9%\u{301}", "40%", "40 %", "% of all", "yes", "no", "yes 40", "maybe ?", "really?!", "Otherwise", "otherwise 30%",
        "lane: x", "lanes", "flow:", "process: y", "1. x", "2) y", "• z", "– dash", "—", "★ top", "✓ done", "A – B", "A — B", "A - B", "a -> b -> c", "a – > b", "- > c", "=>", "A => B", "A→B", "no > Pack",
        "go to Pack", "yes go to Pack", "back to it", "Report via mail", "form with photo", "\"form\" with photo", "with", "via", "if good", "else", "loop", "while x", "who: what", "what", "goto A", "stop", "end if",
        "//", "a //", "/* c */", "-- sql", "%% x", "<!-- y -->", "REM z", "<b>bold</b>", "&amp;", "{", "a {", "}", "a }", "{ }", "Wait {work 5 min}", "Pack (work 5 min)", "Pack (ok 5%)", "Pack (2)", "Pack (about 2 days)",
        "Pack (note)", "Pack (", "(Pack", ")", "R+D", "R + D", "+", "a+", "SDR+AE", "a;b;c", "a；b", "甲、乙", "，", "：", "：x", "x：", "？", "先？", "［x］", "“x”", "„x“", "„x", "x“ y”", "'", "''", "`", "|", "a | b", "\\", "\\n",
        "مرحبا", "שלום: עולם", "नमस्ते", "ﬀ", "Ⅷ", "🇨🇭", "👨‍👩‍👧", "é", "e\u{301}", "É", "SALES", "sales", "Sales ", "Sales", "  Sales", "5", "3 days later", "09:00", "2026-11-22", "3-8 min", "1,500", "1,5", "a,b", "Ä/Ö", "Check in/out",
        "Sales: EMEA", "Sales:EMEA", "note", "note to self", "note: to self", "in parallel", "in parallel: x", "on late 5 min -> x", "on error 5%", "accept when good", "id", "id x", "any", "customer", "approval", "automated",
        "unnamed", "Unnamed step", "Start", "End", "Start (2)", "End (2)", "Sales (2)", "On", "on", "?", "??", "???", "!", ".", "...", ",", ";", ":", "::", ": :", "#", "##", "# x", "x #", "x # y", "#x", "[", "]", "[]", "[x", "x]", "x]y[",
        String(repeating: "long name ", count: 30), String(repeating: "x", count: 300), String(repeating: "語", count: 300),
    ]

    private static func name(_ dice: inout Dice) -> String {
        let one = odd.randomElement(using: &dice) ?? ""
        switch Int.random(in: 0..<10, using: &dice) {
        case 0: return one + " " + (odd.randomElement(using: &dice) ?? "")
        case 1: return one + (odd.randomElement(using: &dice) ?? "")
        case 2: return "Pack goods"
        default: return one
        }
    }

    /// The model with other names, each of them at random.
    private func renamed(_ model: BPMNModel, seed: UInt64, share: Int) -> BPMNModel {
        var dice = Dice(state: seed)
        var model = model
        func change(_ name: inout String) { if Int.random(in: 0..<100, using: &dice) < share { name = Self.name(&dice) } }
        change(&model.name)
        for i in model.scopes.indices { change(&model.scopes[i].name) }
        for i in model.nodes.indices {
            change(&model.nodes[i].name)
            for k in model.nodes[i].documentation.indices { change(&model.nodes[i].documentation[k]) }
            for k in model.nodes[i].performers.indices where !model.nodes[i].performers[k].hasPrefix("\0") { change(&model.nodes[i].performers[k]) }
            for k in model.nodes[i].definitions.indices where model.nodes[i].definitions[k].trigger == .conditional { change(&model.nodes[i].definitions[k].words) }
        }
        for i in model.scopes.indices { if let node = model.scopes[i].node { model.scopes[i].name = model.nodes[node].name } }
        for i in model.flows.indices {
            change(&model.flows[i].name)
            if var condition = model.flows[i].condition {
                change(&condition)
                model.flows[i].condition = condition
            }
        }
        for i in model.lanes.indices { change(&model.lanes[i].name) }
        for i in model.participants.indices { change(&model.participants[i].name) }
        for i in model.messageFlows.indices { change(&model.messageFlows[i].name) }
        for i in model.data.indices { change(&model.data[i].name) }
        for i in model.annotations.indices { change(&model.annotations[i].text) }
        for id in model.names.keys.sorted() {
            var name = model.names[id] ?? ""
            change(&name)
            model.names[id] = name
        }
        return model
    }

    /// All that a map says in words.
    private func words(of map: ProcessMap) -> [String] {
        var words = [map.name.string] + map.lanes.map(\.name) + map.roles.map(\.name) + map.nodes.map(\.name) + map.remarks.map(\.text.string)
        words += map.flows.compactMap { $0.label?.string } + map.handoffTerms.compactMap { $0.artifact?.string }
        for details in map.details {
            words += (details.needs + details.makes + details.criteria).map(\.string) + details.expects.map(\.artifact.string)
            for informs in details.informs { words += [informs.who.string, informs.what?.string ?? ""] }
        }
        return words
    }

    private func hold(_ model: BPMNModel, _ about: String) {
        let imported = BPMNImport(model, file: "names.bpmn")
        var said: Set<String> = []
        var all = ""
        for map in imported.maps {
            let checked = CheckedImport(map)
            let errors = checked.diagnostics.filter { $0.severity == .error && $0.name != "unknown-process" }.map { "\($0.name): \($0.message) in \(map.text.split(separator: "\n", omittingEmptySubsequences: false)[SourceText(name: "", text: map.text).lineNumber(at: Int($0.span.start)) - 1])" }
            #expect(errors == [], "\(about)\n\(map.text)")
            let source = SourceText(name: "names.baton", text: map.text)
            let formatted = Formatting(of: SyntaxTree(parsing: source)).bytes
            let again = SourceText(name: "names.baton", bytes: formatted)
            let tree = SyntaxTree(parsing: again)
            #expect(Formatting(of: tree).bytes == formatted, "\(about): formatted twice\n\(map.text)")
            let read = Resolver.resolve(tree)
            #expect(read.diagnostics.filter { $0.severity == .error && $0.name != "unknown-process" }.map(\.message) == [], "\(about): formatted\n\(map.text)")
            #expect(words(of: read.map) == words(of: checked.map), "\(about): formatted\n\(map.text)")
            said.formUnion(words(of: checked.map))
        }
        all = said.sorted().joined(separator: "\n") + imported.losses.map { "\($0.words)" }.joined(separator: "\n")
        func isSaid(_ name: String, inFull: Bool = false) -> Bool {
            let tidied = MapWords.tidied(name)
            let name = Quotes.spoken(tidied)
            // Between other words two slashes are one.
            let amidst = Quotes.withoutSlashes(" \(tidied) ")
            let forms = [name, tidied, MapWords.tidied(amidst), Quotes.spoken(MapWords.tidied(amidst)), String(Quotes.withoutSlashes(" " + tidied).dropFirst()), String(Quotes.spoken(" " + tidied).dropFirst()), MapWords.noQuestion(name), name + "?", MapWords.answerWords(name)]
            return name.isEmpty || forms.contains { inFull ? said.contains($0) : all.contains($0) || $0.isEmpty }
        }
        // A file of which nothing can be mapped is refused.
        guard !imported.maps.isEmpty else { return }
        for node in model.nodes where !node.definitions.contains(where: { $0.trigger == .link }) {
            let isTask = !node.isForCompensation && node.kind.isActivity && !node.kind.isSubProcess && node.kind != .callActivity && MapWords.noQuestion(MapWords.tidied(node.name)) != ""
            #expect(isSaid(node.name, inFull: isTask), "\(about): \(node.kind) '\(node.name)'\n\(imported.maps.map(\.text).joined())")
        }
        for flow in model.flows { #expect(isSaid(flow.name), "\(about): flow \(flow.id) \(flow.source)->\(flow.target) '\(flow.name)'\n\(imported.maps.map(\.text).joined())") }
        for lane in model.lanes { #expect(isSaid(lane.name), "\(about): lane '\(lane.name)'\n\(imported.maps.map(\.text).joined())") }
        for pool in model.participants { #expect(isSaid(pool.name), "\(about): pool '\(pool.name)'\n\(imported.maps.map(\.text).joined())") }
        let referred = Set(model.data.map(\.reference))
        for data in model.data where !referred.contains(data.id) { #expect(isSaid(data.name), "\(about): data '\(data.name)'\n\(imported.maps.map(\.text).joined())") }
        for message in model.messageFlows { #expect(isSaid(message.name), "\(about): message '\(message.name)'\n\(imported.maps.map(\.text).joined())") }
    }

    /// One element of each kind, tied to each other in all ways.
    private var everything: BPMNModel {
        var model = BPMNModel()
        model.scopes = [.init(kind: .process, id: "P", name: "", line: 1), .init(kind: .process, id: "Q", name: "", line: 1)]
        func scope(_ node: Int) -> Int {
            model.scopes.append(.init(kind: .subProcess, id: model.nodes[node].id, name: "", line: 1, node: node))
            model.nodes[node].inside = model.scopes.count - 1
            return model.scopes.count - 1
        }
        @discardableResult func add(_ kind: BPMNModel.Node.Kind, _ id: String, in scope: Int = 0, _ trigger: BPMNModel.Node.Trigger? = nil) -> Int {
            model.scopes[scope].nodes.append(model.nodes.count)
            var node = BPMNModel.Node(id: id, name: "", line: model.nodes.count + 2, kind: kind, scope: scope)
            if let trigger { node.definitions = [.init(trigger: trigger, reference: "thing", words: trigger == .timer ? "P2D" : trigger == .conditional ? "x" : "")] }
            node.documentation = [""]
            model.nodes.append(node)
            return model.nodes.count - 1
        }
        func connect(_ from: String, _ to: String, in scope: Int = 0, if condition: String? = nil) {
            model.scopes[scope].flows.append(model.flows.count)
            model.flows.append(.init(id: "f\(model.flows.count)", name: "", line: 50 + model.flows.count, scope: scope, source: from, target: to, condition: condition))
        }
        model.names["thing"] = ""
        add(.startEvent, "s", .message)
        for (id, kind) in [("t1", BPMNModel.Node.Kind.task), ("t2", .userTask), ("t3", .sendTask), ("t4", .receiveTask), ("t5", .scriptTask), ("t6", .task), ("c", .callActivity)] { add(kind, id) }
        for (id, kind) in [("x", BPMNModel.Node.Kind.exclusiveGateway), ("o", .inclusiveGateway), ("p", .parallelGateway), ("v", .eventBasedGateway), ("m", .exclusiveGateway), ("jp", .parallelGateway), ("jo", .inclusiveGateway)] { add(kind, id) }
        add(.intermediateCatchEvent, "i1", .timer)
        add(.intermediateCatchEvent, "i2", .message)
        add(.intermediateThrowEvent, "i3", .signal)
        for (id, trigger, ends) in [("b1", BPMNModel.Node.Trigger.error, true), ("b2", .timer, false), ("b3", .message, false), ("b4", .conditional, true)] {
            let node = add(.boundaryEvent, id, trigger)
            model.nodes[node].attachedTo = "t1"
            model.nodes[node].isInterrupting = ends
        }
        for id in ["e1", "e2", "e3", "e4", "e5", "e6"] { add(.endEvent, id, id == "e2" ? .message : nil) }
        let part = add(.subProcess, "sub")
        let inside = scope(part)
        for (kind, id) in [(BPMNModel.Node.Kind.startEvent, "ss"), (.task, "st"), (.endEvent, "se")] { add(kind, id, in: inside) }
        connect("ss", "st", in: inside)
        connect("st", "se", in: inside)
        let watch = add(.subProcess, "ev")
        model.nodes[watch].isEventSubProcess = true
        let watched = scope(watch)
        for (kind, id) in [(BPMNModel.Node.Kind.startEvent, "ws"), (.task, "wt"), (.endEvent, "we")] { add(kind, id, in: watched) }
        connect("ws", "wt", in: watched)
        connect("wt", "we", in: watched)
        for (from, to) in [("s", "t1"), ("t1", "x"), ("x", "t2"), ("x", "t3"), ("x", "e1"), ("x", "e6"), ("x", "o"), ("t2", "m"), ("t3", "m"), ("m", "p"), ("p", "t4"), ("p", "t5"), ("t4", "jp"), ("t5", "jp"), ("jp", "v"), ("v", "i1"), ("v", "i2"), ("i1", "sub"),
            ("i2", "i3"), ("i3", "e2"), ("sub", "c"), ("c", "e3"), ("o", "t6"), ("o", "jo"), ("t6", "jo"), ("jo", "e4"), ("b1", "e5"), ("b2", "e6"), ("b3", "e6"), ("b4", "t6")] { connect(from, to, if: from == "o" ? "c" : nil) }
        add(.startEvent, "qs", in: 1)
        add(.task, "qt", in: 1)
        add(.endEvent, "qe", in: 1)
        connect("qs", "qt", in: 1)
        connect("qt", "qe", in: 1)
        model.participants = [.init(id: "pool", name: "", line: 1, process: "P"), .init(id: "pool2", name: "", line: 1, process: "Q"), .init(id: "other", name: "", line: 1, process: "")]
        model.lanes = [.init(id: "l1", name: "", line: 2, scope: 0, outer: nil, nodes: ["t1", "x", "t2"]), .init(id: "l2", name: "", line: 3, scope: 0, outer: nil, nodes: ["t3", "t4", "sub"]),
            .init(id: "l3", name: "", line: 3, scope: 0, outer: 1, nodes: ["t5"])]
        model.data = [.init(id: "d", name: "", line: 9, element: "dataObject", reference: ""), .init(id: "d2", name: "", line: 9, element: "dataStore", reference: "")]
        model.nodes[1].writes = ["d", "d2"]
        model.nodes[2].reads = ["d", "d2"]
        model.nodes[2].performers = ["a", "b"]
        model.messageFlows = [.init(id: "m1", name: "", line: 9, source: "t3", target: "other", message: ""), .init(id: "m2", name: "", line: 9, source: "other", target: "t4", message: ""),
            .init(id: "m3", name: "", line: 9, source: "other", target: "s", message: ""), .init(id: "m4", name: "", line: 9, source: "qt", target: "pool", message: "")]
        model.annotations = [.init(id: "an", line: 9, text: "")]
        model.associations = [.init(id: "as", line: 9, source: "t2", target: "an", isDirected: false), .init(id: "as2", line: 9, source: "d", target: "f0", isDirected: false)]
        return model
    }

    @Test(arguments: 0..<40)
    func aMapOfEveryElementHasNoErrors(seed: Int) {
        for more in 0..<3 {
            let seed = UInt64(seed * 3 + more)
            hold(renamed(everything, seed: seed, share: seed % 3 == 0 ? 60 : 100), "seed \(seed)")
        }
    }

    @Test(.enabled(if: BPMN.corpora != nil && BPMN.library != nil, "there is no folder ../shared/corpora with files that others wrote"), arguments: CorpusTests.all)
    func aMapOfAnothersFileHasNoErrors(file: String) throws {
        let model = try BPMN.read(try BPMN.bytes(file))
        for seed in 0..<2 as Range<UInt64> { hold(renamed(model, seed: seed &+ file.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) }, share: 70), file) }
    }

    // MARK: Quotes

    /// What a line with the words in that place says, read without errors; nil where it has some.
    private func read(_ name: String, at place: Quotes.Place) -> String? {
        let written = name
        func map(_ flow: String, _ lane: String = "A", _ title: String = "T") -> ProcessMap? {
            let resolution = Resolver.resolve(SyntaxTree(parsing: SourceText(name: "t.baton", text: "process: \(title)\nlane: A\nlane: Z\n\(lane == "A" ? "" : "lane: \(lane)\n")flow:\n\(flow)\n")))
            return resolution.diagnostics.contains { $0.severity == .error } ? nil : resolution.map
        }
        switch place {
        case .who: return map("  \(written): Do it\n  end: E", written).flatMap { map in map.nodes.first.map { map.lanes[$0.lane.index].name } }
        case .step: return map("  A: \(written)\n  end: E")?.nodes.first?.name
        case .name: return map("  A: Do\n  end: \(written)")?.nodes.last?.name
        case .party: return map("  A: Do\n  end: E", written)?.lanes.last?.name
        case .target: return map("  A: Do\n    -> \(written)\n\n  Z: \(MapWords.quoted(name, .step))\n  end: E").flatMap { map in map.flows.first.map { map.nodes[$0.to.index].name } }
        case .answer: return map("  A: Is it?\n    \(written)\n    \"never ever\" -> E\n  end: E")?.flows.first?.label?.string
        case .list: return map("  A: Do\n    needs: one, \(written)\n  end: E")?.details.first?.needs.last?.string
        case .people: return map("  A: Do\n    informs: \(written)\n  end: E", MapWords.quoted(name, .party))?.details.first?.informs.last?.who.string
        case .bracket: return map("  A: Do\n    informs: Z [what \(written)]\n  end: E")?.details.first?.informs.last?.what?.string
        case .value: return map("  A: Do\n    note: \(written)\n  end: E")?.remarks.first?.text.string
        case .passed: return map("  A: Do\n    expects: \(written)\n  end: E")?.details.first?.expects.first?.artifact.string
        case .any: return nil
        }
    }

    @Test(arguments: Quotes.Place.allCases.filter { $0 != .any })
    func whatNeedsNoQuotesIsReadWithoutThem(place: Quotes.Place) {
        var needless: [String] = []
        for odd in Self.odd {
            let name = place == .value ? MapWords.tidied(odd) : Quotes.spoken(MapWords.tidied(place == .answer ? MapWords.answerWords(odd) : odd))
            // A decision is written with answers, which these lines have not.
            guard !name.isEmpty, !(place == .step || place == .target) || !MapWords.endsInQuestion(name) else { continue }
            let written = MapWords.quoted(name, place)
            if written == name {
                #expect(read(name, at: place) == name, "\(place): \(name)")
            } else if read(name, at: place) == name {
                needless.append(name)
            }
        }
        print("quoted without need at \(place): \(needless.joined(separator: "  |  "))")
    }

    @Test func commonNamesStandWithoutQuotes() {
        for name in ["Ä/Ö", "Check in/out", "3 days later", "Order - urgent", "Invoice (2)", "Customer's wish", "70% done", "R&D", "e.g. by mail", "Ship to A/B, C"] {
            for place in [Quotes.Place.name, .target, .value] { #expect(MapWords.quoted(name, place) == name, "\(place)") }
        }
        #expect(MapWords.quoted("A + B", .step) == "A + B" && MapWords.quoted("A + B", .who) == "\"A + B\"")
        #expect(MapWords.quoted("Sales: EMEA", .step) == "Sales: EMEA" && MapWords.quoted("Sales: EMEA", .who) == "\"Sales: EMEA\"")
        #expect(MapWords.quoted("Pack (5 min)", .step) == "\"Pack (5 min)\"" && MapWords.quoted("Pack (5 min)", .target) == "Pack (5 min)")
    }

    @Test func answersOfTheSameWordsAreNumbered() {
        var model = BPMNModel()
        model.scopes = [.init(kind: .process, id: "P", name: "", line: 1)]
        for (number, (id, kind)) in [("s", BPMNModel.Node.Kind.startEvent), ("g", .exclusiveGateway), ("a", .task), ("b", .task), ("c", .task)].enumerated() {
            model.scopes[0].nodes.append(number)
            model.nodes.append(.init(id: id, name: id.uppercased(), line: number + 2, kind: kind, scope: 0))
        }
        for (number, (from, to, name)) in [("s", "g", ""), ("g", "a", "yes"), ("g", "b", "yes"), ("g", "c", ""), ("g", "a", "yes (2)"), ("g", "b", "otherwise")].enumerated() {
            model.scopes[0].flows.append(number)
            model.flows.append(.init(id: "f\(number)", name: name, line: 10 + number, scope: 0, source: from, target: to))
        }
        let checked = CheckedImport(BPMNImport(model, file: "a.bpmn").maps[0])
        #expect(checked.diagnostics.filter { $0.severity == .error }.isEmpty)
        #expect(checked.map.flows.compactMap { $0.label?.string } == ["yes", "yes (2)", "C", "yes (2) (2)", "otherwise"])
    }
}
