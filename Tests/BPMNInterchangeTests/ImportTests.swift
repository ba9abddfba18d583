import ProcessModel
import ProcessSyntax
import Testing

@testable import BPMNInterchange

/// What becomes what.
@Suite(.enabled(if: BPMN.library != nil, "the library libxml2 is not on this machine"))
struct ImportTests {
    /// The flow of the first map, without its indentation of two.
    private func flow(_ processes: String, collaboration: String = "") throws -> String {
        let imported = try BPMN.imported(BPMN.file(processes, collaboration: collaboration))
        for map in imported.maps {
            let errors = CheckedImport(map).diagnostics.filter { $0.name != "unknown-process" }.map { "\($0.name): \($0.message)" }
            #expect(errors == [], "\(map.text)")
        }
        try Accounting.hold(try BPMN.read(Array(BPMN.file(processes, collaboration: collaboration).utf8)), imported)
        let text = imported.maps[0].text
        let start = text.firstRange(of: "flow:\n")?.upperBound ?? text.startIndex
        let end = text.firstRange(of: "\n# What sample")?.lowerBound ?? text.endIndex
        return text[start..<end].split(separator: "\n", omittingEmptySubsequences: false).map { $0.hasPrefix("  ") ? $0.dropFirst(2) : $0 }.joined(separator: "\n").trimmed
    }

    private func flows(_ pairs: String...) -> String {
        pairs.enumerated().map { number, pair in
            let parts = pair.split(separator: " ", maxSplits: 2)
            return "<b:sequenceFlow id=\"f\(number)\" sourceRef=\"\(parts[0])\" targetRef=\"\(parts[1])\"\(parts.count > 2 ? " name=\"\(parts[2])\"" : "")/>"
        }.joined()
    }

    private func process(_ content: String) -> String { "<b:process id=\"p\" name=\"Work\">\(content)</b:process>" }

    @Test func decisionsAndLoops() throws {
        let text = try flow(process(
            """
            <b:startEvent id="s" name="Asked"/><b:task id="a" name="Write"/><b:exclusiveGateway id="g" name="Good"/><b:task id="c" name="Send"/><b:endEvent id="e" name="Sent"/>
            \(flows("s a", "a g", "g c yes", "g a no", "c e"))
            """))
        #expect(text == """
            start: Asked
            Work: Write
            Work: Good?
              yes
              no -> Write
            Work: Send
            end: Sent
            """)
    }

    @Test func aTaskThatAsksBeforeAGatewayThatDoesNotIsTheDecision() throws {
        let text = try flow(process(
            """
            <b:startEvent id="s"/><b:task id="a" name="Good?"/><b:exclusiveGateway id="g"/><b:task id="c" name="Send"/><b:endEvent id="e" name="Sent"/>
            \(flows("s a", "a g", "g c yes", "g e no", "c e"))
            """))
        #expect(text.contains("Work: Good?\n  yes:\n    Work: Send\n  no\n"))
    }

    @Test func pathsSideBySide() throws {
        let text = try flow(process(
            """
            <b:startEvent id="s"/><b:parallelGateway id="g"/><b:task id="a" name="Pack"/><b:task id="c" name="Bill"/><b:parallelGateway id="j"/><b:endEvent id="e"/>
            \(flows("s g", "g a", "g c", "a j", "c j", "j e"))
            """))
        #expect(text == """
            start: Start
            in parallel:
              path: Pack
                Work: Pack
              path: Bill
                Work: Bill
            end: End
            """)
    }

    @Test func pathsThatBlocksCannotSay() throws {
        let text = try flow(process(
            """
            <b:startEvent id="s"/><b:parallelGateway id="g"/><b:task id="a" name="Pack"/><b:exclusiveGateway id="x" name="Ok?"/><b:parallelGateway id="j"/><b:endEvent id="e"/><b:endEvent id="n" name="Lost"/>
            \(flows("s g", "g a", "g x", "a j", "x j yes", "x n no", "j e"))
            """))
        #expect(text.contains("fork: Side by side\n") && text.contains("join: All there\n"))
    }

    @Test func eventsAtTheBorder() throws {
        let text = try flow(process(
            """
            <b:startEvent id="s"/><b:task id="a" name="Work"/><b:boundaryEvent id="x" attachedToRef="a" name="Broken"><b:errorEventDefinition/></b:boundaryEvent>
            <b:boundaryEvent id="t" attachedToRef="a" cancelActivity="false"><b:timerEventDefinition><b:timeDuration>P2D</b:timeDuration></b:timerEventDefinition></b:boundaryEvent>
            <b:task id="h" name="Ask why"/><b:endEvent id="e"/>
            \(flows("s a", "a e", "x e", "t h"))
            """))
        #expect(text.contains("on error -> Broken") && text.contains("on late 2 d -> Ask why"))
    }

    @Test func whatRunsBesideAndComesBackIsAFork() throws {
        let imported = try BPMN.imported(BPMN.file(process(
            """
            <b:startEvent id="s"/><b:task id="a" name="Work"/><b:boundaryEvent id="t" attachedToRef="a" cancelActivity="false" name="Hurry"><b:messageEventDefinition/></b:boundaryEvent>
            <b:task id="h" name="Go on"/><b:endEvent id="e"/>\(flows("s a", "a h", "t h", "h e"))
            """)))
        let checked = CheckedImport(imported.maps[0])
        #expect(checked.soundness.doublings.map { checked.ids(at: checked.map[$0.merge].span).contains("h") } == [true])
    }

    @Test func aSubProcessStandsInTheFlowOrIsCalled() throws {
        let inner = "<b:startEvent id=\"s2\"/><b:task id=\"i\" name=\"Inside\"/><b:endEvent id=\"e2\"/>" + "<b:sequenceFlow id=\"q1\" sourceRef=\"s2\" targetRef=\"i\"/><b:sequenceFlow id=\"q2\" sourceRef=\"i\" targetRef=\"e2\"/>"
        let whole = "<b:startEvent id=\"s\"/><b:subProcess id=\"a\" name=\"Part\">\(inner)</b:subProcess><b:endEvent id=\"e\"/>\(flows("s a", "a e"))"
        #expect(try flow(process(whole)) == "start: Start\nWork: Inside\nend: End")
        let boundary = "<b:boundaryEvent id=\"x\" attachedToRef=\"a\"><b:errorEventDefinition/></b:boundaryEvent><b:sequenceFlow id=\"q3\" sourceRef=\"x\" targetRef=\"e\"/>"
        let imported = try BPMN.imported(BPMN.file(process(whole + boundary)))
        #expect(imported.maps.map(\.stem) == ["sample", "sample-part"])
        #expect(imported.maps[0].text.contains("call: sample-part\n    on error -> End"))
    }

    @Test func whatFollowsASubProcessWaitsForAllInIt() throws {
        let inner = """
            <b:startEvent id="s2"/><b:parallelGateway id="g"/><b:task id="i" name="One"/><b:task id="k" name="Two"/><b:endEvent id="e2"/><b:endEvent id="e3"/>
            <b:sequenceFlow id="q1" sourceRef="s2" targetRef="g"/><b:sequenceFlow id="q2" sourceRef="g" targetRef="i"/><b:sequenceFlow id="q3" sourceRef="g" targetRef="k"/>
            <b:sequenceFlow id="q4" sourceRef="i" targetRef="e2"/><b:sequenceFlow id="q5" sourceRef="k" targetRef="e3"/>
            """
        let imported = try BPMN.imported(BPMN.file(process("<b:startEvent id=\"s\"/><b:subProcess id=\"a\" name=\"Part\">\(inner)</b:subProcess><b:task id=\"t\" name=\"After\"/><b:endEvent id=\"e\"/>\(flows("s a", "a t", "t e"))")))
        #expect(CheckedImport(imported.maps[0]).soundness.isSound)
        #expect(imported.maps[0].text.contains("join: Part done [last]"))
    }

    @Test func linksEventsAndConditions() throws {
        let text = try flow(process(
            """
            <b:startEvent id="s"><b:messageEventDefinition messageRef="m"/></b:startEvent>
            <b:intermediateThrowEvent id="lt"><b:linkEventDefinition name="L"/></b:intermediateThrowEvent><b:intermediateCatchEvent id="lc"><b:linkEventDefinition name="L"/></b:intermediateCatchEvent>
            <b:eventBasedGateway id="g"/><b:intermediateCatchEvent id="c1" name="Answer"><b:messageEventDefinition/></b:intermediateCatchEvent>
            <b:intermediateCatchEvent id="c2"><b:timerEventDefinition><b:timeDuration>P3D</b:timeDuration></b:timerEventDefinition></b:intermediateCatchEvent>
            <b:task id="t" name="Read"/><b:endEvent id="e"/><b:endEvent id="n" name="Given up"/>
            \(flows("s lt", "lc g", "g c1", "g c2", "c1 t", "c2 n", "t e"))
            """) + "<b:message id=\"m\" name=\"Request\"/>")
        #expect(text == """
            start: Request arrives
            Work: Which way after Request arrives?
              Answer
              Wait for 3 days -> Given up
            Work: Read
            end: End

            end: Given up
            """)
    }

    @Test func tasksWithConditionsOnTheirFlows() throws {
        let conditional = { (id: String, to: String) in "<b:sequenceFlow id=\"\(id)\" sourceRef=\"a\" targetRef=\"\(to)\" name=\"\(id)\"><b:conditionExpression>x</b:conditionExpression></b:sequenceFlow>" }
        let text = try flow(process(
            "<b:startEvent id=\"s\"/><b:task id=\"a\" name=\"Look\"/><b:task id=\"t\" name=\"One\"/><b:task id=\"u\" name=\"Two\"/><b:inclusiveGateway id=\"j\"/><b:endEvent id=\"e\"/>"
                + flows("s a", "t j", "u j", "j e") + conditional("big", "t") + conditional("new", "u")))
        #expect(text.contains("Work: Which way after Look? [any]") && text.contains("[last]"))
    }

    @Test func poolsLanesMessagesDataAndNotes() throws {
        let collaboration = """
            <b:collaboration id="c"><b:participant id="cust" name="Customer"/><b:participant id="us" name="Firm" processRef="p"/>
            <b:messageFlow id="m1" name="order" sourceRef="cust" targetRef="a"/><b:messageFlow id="m2" name="bill" sourceRef="t" targetRef="cust"/></b:collaboration>
            """
        let lanes = """
            <b:laneSet id="ls"><b:lane id="l1" name="Sales"><b:flowNodeRef>a</b:flowNodeRef><b:childLaneSet id="cl"><b:lane id="l3" name="Desk"><b:flowNodeRef>a</b:flowNodeRef></b:lane></b:childLaneSet></b:lane>
            <b:lane id="l2" name="Money"><b:flowNodeRef>t</b:flowNodeRef></b:lane></b:laneSet>
            """
        let imported = try BPMN.imported(BPMN.file(
            process(
                lanes + "<b:startEvent id=\"s\"/><b:task id=\"a\" name=\"Take order\"><b:documentation>By phone\nor mail</b:documentation><b:dataOutputAssociation><b:targetRef>d</b:targetRef></b:dataOutputAssociation></b:task>"
                    + "<b:task id=\"t\" name=\"Bill\"><b:dataInputAssociation><b:sourceRef>d</b:sourceRef></b:dataInputAssociation><b:potentialOwner><b:resourceRef>r</b:resourceRef></b:potentialOwner></b:task><b:endEvent id=\"e\"/>"
                    + "<b:dataObjectReference id=\"d\" name=\"order sheet\"/><b:textAnnotation id=\"ta\"><b:text>Ask twice</b:text></b:textAnnotation><b:association id=\"as\" sourceRef=\"a\" targetRef=\"ta\"/>"
                    + flows("s a", "a t", "t e")) + "<b:resource id=\"r\" name=\"Clerk\"/>", collaboration: collaboration))
        let text = imported.maps[0].text
        for line in [
            "lane: Customer [customer]", "lane: Sales\n  role: Desk", "lane: Money\n  role: Clerk", "  Desk: Take order\n    makes: order sheet\n    expects: order\n    note: By phone or mail\n    note: Ask twice",
            "  Clerk: Bill\n    needs: order sheet\n    informs: Customer [what bill]",
        ] { #expect(text.contains(line), "\(line)\nin\n\(text)") }
    }

    @Test func processesCallEachOtherButNotInACircle() throws {
        let one = "<b:process id=\"p\" name=\"One\"><b:startEvent id=\"s\"/><b:callActivity id=\"a\" name=\"Do two\" calledElement=\"q\"/><b:endEvent id=\"e\"/>\(flows("s a", "a e"))</b:process>"
        let two = { (call: String) in "<b:process id=\"q\" name=\"Two\"><b:startEvent id=\"s3\"/>\(call)<b:endEvent id=\"e3\"/><b:sequenceFlow id=\"w\" sourceRef=\"s3\" targetRef=\"t3\"/><b:sequenceFlow id=\"w2\" sourceRef=\"t3\" targetRef=\"e3\"/></b:process>" }
        let plain = try BPMN.imported(BPMN.file(one + two("<b:task id=\"t3\" name=\"Do\"/>")))
        #expect(plain.maps.map(\.stem) == ["sample", "sample-two"] && plain.maps[0].text.contains("call: sample-two"))
        let circle = try BPMN.imported(BPMN.file(one + two("<b:callActivity id=\"t3\" name=\"Do one\" calledElement=\"p\"/>")))
        #expect(!circle.maps.contains { $0.text.contains("call:") })
        #expect(circle.losses.map(\.id) == ["a", "t3"])
    }

    @Test func aBadlyTiedFileLosesNothingInSilence() throws {
        let model = BPMN.file(process(
            """
            <b:startEvent id="s"/><b:task id="a" name="A"/><b:task id="b" name="B"/><b:boundaryEvent id="x" attachedToRef="nobody"/><b:group id="gr"/><b:choreographyTask id="ch"/>
            <b:dataObject id="d" name="D"/><b:association id="as" sourceRef="d" targetRef="gr"/><b:complexGateway id="cg"/><b:endEvent id="e"><b:terminateEventDefinition/></b:endEvent>
            \(flows("s a", "a nowhere", "nowhere b", "a cg", "cg e", "cg b"))<x:thing/>
            """))
        let imported = try BPMN.imported(model)
        try Accounting.hold(try BPMN.read(Array(model.utf8)), imported)
        for id in ["f1", "f2", "x", "gr", "ch", "d", "as", "cg", "e"] { #expect(imported.losses.contains { $0.isAbout(id) }, "\(id)") }
        // All of it stands at the end of the map too.
        for loss in imported.losses where !loss.id.isEmpty { #expect(imported.maps[0].text.contains("line \(loss.line), \(loss.id): ")) }
    }

    @Test func aGraphWithoutABeginningIsWrittenAllTheSame() throws {
        let text = try flow(process("<b:task id=\"a\" name=\"A\"/><b:task id=\"c\" name=\"C\"/>\(flows("a c", "c a"))"))
        #expect(text == "Work: A\nWork: C\n  -> A")
    }

    @Test func kindsAreNotesOrListedOnce() throws {
        let text = process(
            """
            <b:startEvent id="s" name="Monday"><b:timerEventDefinition/></b:startEvent><b:userTask id="a" name="A"/><b:userTask id="c" name="C"/><b:manualTask id="m" name="M"/><b:scriptTask id="t" name="T"/>
            <b:sendTask id="d" name="D"/><b:receiveTask id="r" name="R"/><b:endEvent id="e" name="Told"><b:signalEventDefinition/></b:endEvent>
            <b:boundaryEvent id="x" name="Call" attachedToRef="a"><b:messageEventDefinition/></b:boundaryEvent>
            \(flows("s a", "a c", "c m", "m t", "t d", "d r", "r e", "x e"))
            """)
        #expect(try flow(text) == """
            start: Monday
              note: set off by a set time
            Work: A
              on error -> Call
            Work: C
            Work: M
            Work: T [automated]
            Work: D
              note: sends a message
            Work: R
              note: waits for a message
            end: Told
              note: sends a signal

            Work: Call
              note: set off by a message
              -> Told
            """)
        let losses = try BPMN.imported(BPMN.file(text)).losses.map(\.words)
        #expect(losses == ["what kind its tasks are: 2 user tasks, a manual task and a script"])
    }

    @Test func anEndIsWrittenOnce() throws {
        let text = try flow(process(
            """
            <b:startEvent id="s"/><b:exclusiveGateway id="g" name="Ok"/><b:task id="a" name="A"/><b:endEvent id="e" name="Over"/><b:endEvent id="f" name="Over"/>
            \(flows("s g", "g a yes", "g f no", "a e"))
            """))
        #expect(text == "start: Start\nWork: Ok?\n  yes\n  no -> Over\nWork: A\nend: Over" || text == "start: Start\nWork: Ok?\n  yes:\n    Work: A\n  no\nend: Over")
    }

    @Test func whatHangsAtAForkIsKept() throws {
        let text = try flow(process(
            """
            <b:startEvent id="s"/><b:parallelGateway id="g" name="Both"><b:documentation>since 2020</b:documentation></b:parallelGateway><b:task id="a" name="A"/><b:task id="c" name="C"/><b:endEvent id="e"/><b:endEvent id="f" name="Over"/>
            \(flows("s g", "g a soon", "g c", "a e", "c f"))
            """))
        #expect(text.contains("fork: Both [note since 2020, note to 'A': soon]\n"))
    }

    @Test func conditionsStandWithoutTheMarksOfTheirLanguage() {
        #expect(["${approved}", "#{ok == 'x'}", "=fraud", "= a = b", "${a} and ${b}", "a == b", "==x", "${}"].map(EventWords.condition)
            == ["approved", "ok == 'x'", "fraud", "a = b", "${a} and ${b}", "a == b", "==x", "${}"])
    }

    @Test func manyEventsAndDeepBlocksTakeNoLongerThanTheyShould() throws {
        // Either would not end in minutes if it were quadratic.
        let timers = (0..<3000).map { number in
            """
            <b:boundaryEvent id="b\(number)" attachedToRef="t" cancelActivity="false"><b:timerEventDefinition><b:timeDuration>P2D</b:timeDuration></b:timerEventDefinition></b:boundaryEvent><b:task id="r\(number)" name="R\(number)"/>
            <b:sequenceFlow id="g\(number)" sourceRef="b\(number)" targetRef="r\(number)"/>
            """
        }.joined()
        let late = try BPMN.imported(BPMN.file(process("<b:startEvent id=\"s\"/><b:task id=\"t\" name=\"T\"/>\(flows("s t"))\(timers)")))
        #expect(late.maps[0].text.split(separator: "\n").count { $0.hasPrefix("    on late 2 d -> R") } == 3000)
        let deepest = 3000
        var blocks = "<b:startEvent id=\"s\"/><b:endEvent id=\"e\"/><b:sequenceFlow id=\"fe\" sourceRef=\"m0\" targetRef=\"e\"/><b:task id=\"x\(deepest)\" name=\"Inside\"/><b:sequenceFlow id=\"fi\" sourceRef=\"x\(deepest)\" targetRef=\"m\(deepest - 1)\"/>"
        for number in 0..<deepest {
            blocks += "<b:exclusiveGateway id=\"x\(number)\" name=\"Q\(number)\"/><b:exclusiveGateway id=\"m\(number)\"/>"
            for (id, from, to) in [("i", number == 0 ? "s" : "x\(number - 1)", "x\(number)"), ("o", "x\(number)", "m\(number)")] { blocks += "<b:sequenceFlow id=\"\(id)\(number)\" sourceRef=\"\(from)\" targetRef=\"\(to)\"/>" }
            if number > 0 { blocks += "<b:sequenceFlow id=\"u\(number)\" sourceRef=\"m\(number)\" targetRef=\"m\(number - 1)\"/>" }
        }
        blocks += "<b:sequenceFlow id=\"last\" sourceRef=\"x\(deepest - 1)\" targetRef=\"x\(deepest)\"/>"
        let deep = CheckedImport(try BPMN.imported(BPMN.file(process(blocks))).maps[0])
        #expect(deep.map.nodes.count { $0.kind == .decision } == deepest && deep.soundness.isSound)
    }

    @Test func thousandsOfGatewaysTakeNoLongerThanTheyShould() throws {
        // Chains of merges, a hub that all lead to, blocks in blocks: none of it is quadratic, or this would not end.
        var model = BPMNModel()
        model.scopes = [.init(kind: .process, id: "P", name: "Large", line: 1)]
        func add(_ kind: BPMNModel.Node.Kind, _ id: String) {
            model.scopes[0].nodes.append(model.nodes.count)
            model.nodes.append(.init(id: id, name: "", line: 1, kind: kind, scope: 0))
        }
        func connect(_ a: String, _ b: String) {
            model.scopes[0].flows.append(model.flows.count)
            model.flows.append(.init(id: "\(a)-\(b)", name: "", line: 1, scope: 0, source: a, target: b))
        }
        add(.startEvent, "s")
        for number in 0..<3000 { add(number % 3 == 0 ? .parallelGateway : .exclusiveGateway, "g\(number)") }
        add(.endEvent, "e")
        connect("s", "g0")
        for number in 0..<3000 {
            connect("g\(number)", number == 2999 ? "e" : "g\(number + 1)")
            if number % 5 == 0 { connect("g\(number)", number + 7 < 3000 ? "g\(number + 7)" : "e") }
            if number % 11 == 0 { connect("g\(number)", "e") }
        }
        let imported = BPMNImport(model, file: "large.bpmn")
        #expect(CheckedImport(imported.maps[0]).diagnostics.filter { $0.severity == .error }.isEmpty)
    }
}

extension String {
    fileprivate var trimmed: String { String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()) }
}
