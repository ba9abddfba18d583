import ProcessSyntax
import Testing

@testable import BPMNInterchange

/// Files that say things oddly, or say what no map can: the map is right, and the rest is listed.
@Suite(.enabled(if: BPMN.library != nil, "the library libxml2 is not on this machine"))
struct AwkwardFileTests {
    private func imported(_ content: String, collaboration: String = "", more: String = "") throws -> BPMNImport {
        let text = BPMN.file("<b:process id=\"p\" name=\"Work\">\(content)</b:process>\(more)", collaboration: collaboration)
        let imported = try BPMN.imported(text)
        for map in imported.maps {
            #expect(CheckedImport(map).diagnostics.filter { $0.name != "unknown-process" }.map { "\($0.name): \($0.message)" } == [], "\(map.text)")
        }
        try Accounting.hold(try BPMN.read(Array(text.utf8)), imported)
        return imported
    }

    private func flows(_ pairs: String...) -> String {
        pairs.enumerated().map { number, pair in
            let parts = pair.split(separator: " ")
            return "<b:sequenceFlow id=\"f\(number)\" sourceRef=\"\(parts[0])\" targetRef=\"\(parts[1])\"/>"
        }.joined()
    }

    private func losses(_ imported: BPMNImport, _ id: String) -> [String] { imported.losses.filter { $0.isAbout(id) }.map(\.words) }

    @Test(arguments: [("0", false), ("false", false), (" 0 ", false), ("1", true), ("true", true)])
    func bothWaysToSayYesAndNoAreRead(word: String, isYes: Bool) throws {
        let model = try BPMN.read(Array(BPMN.file(
            """
            <b:process id="p"><b:task id="t" isForCompensation="\(word)"><b:multiInstanceLoopCharacteristics isSequential="\(word)"/></b:task>
            <b:boundaryEvent id="x" attachedToRef="t" cancelActivity="\(word)"/><b:subProcess id="s" triggeredByEvent="\(word)"><b:startEvent id="e" isInterrupting="\(word)"/></b:subProcess></b:process>
            """).utf8))
        #expect(model.nodes.map(\.id) == ["t", "x", "s", "e"])
        #expect(model.nodes[0].isForCompensation == isYes && model.nodes[0].repeats == (isYes ? .oneByOne : .together))
        #expect(model.nodes[1].isInterrupting == isYes && model.nodes[2].isEventSubProcess == isYes && model.nodes[3].isInterrupting == isYes)
    }

    @Test(arguments: ["s", "g", "e", "x", "nobody"])
    func anEventOnWhatIsNoStepIsLoose(host: String) throws {
        let imported = try imported(
            """
            <b:startEvent id="s"/><b:exclusiveGateway id="g"/><b:task id="a" name="A"/><b:task id="l" name="Late"/><b:endEvent id="e"/>
            <b:boundaryEvent id="x" name="Broken" attachedToRef="\(host)"><b:errorEventDefinition/></b:boundaryEvent>\(flows("s g", "g a", "g e", "a e", "x l", "l e"))
            """)
        #expect(!imported.maps[0].text.contains("on error"))
        #expect(losses(imported, "x") == ["events that sit on no step, and are steps here to which nothing leads: 'Broken'"])
    }

    @Test(arguments: ["Sales; Marketing", "销售；市场", "甲、乙"])
    func aLaneNameThatLooksLikeAListIsOneName(name: String) throws {
        let lanes = "<b:laneSet id=\"ls\"><b:lane id=\"l1\" name=\"\(name)\"><b:flowNodeRef>s</b:flowNodeRef><b:flowNodeRef>a</b:flowNodeRef></b:lane><b:lane id=\"l2\" name=\"IT\"><b:flowNodeRef>e</b:flowNodeRef></b:lane></b:laneSet>"
        let imported = try imported("\(lanes)<b:startEvent id=\"s\"/><b:task id=\"a\" name=\"A\"/><b:endEvent id=\"e\"/>\(flows("s a", "a e"))")
        #expect(CheckedImport(imported.maps[0]).map.lanes.map(\.name).contains(name) && !imported.maps[0].text.contains("lanes:"))
    }

    @Test func whatIsTiedToOneStepTakesNoMoreRoomThanItsLines() throws {
        // 20,000 lines with 40,000 origins each would not fit into the memory.
        let many = (0..<20_000).map { "<b:textAnnotation id=\"n\($0)\"><b:text>N\($0)</b:text></b:textAnnotation><b:association id=\"as\($0)\" sourceRef=\"a\" targetRef=\"n\($0)\"/>" }.joined()
        let imported = try BPMN.imported(BPMN.file("<b:process id=\"p\"><b:startEvent id=\"s\"/><b:task id=\"a\" name=\"A\"/><b:endEvent id=\"e\"/>\(flows("s a", "a e"))\(many)</b:process>"))
        #expect(imported.maps[0].origins.count > 20_000 && imported.maps[0].text.contains("note: N19999"))
    }

    @Test func aCaseThatIsEndedDoesNotWait() throws {
        func work(_ end: String) throws -> BPMNImport {
            try imported(
                """
                <b:startEvent id="s"/><b:parallelGateway id="g"/><b:task id="a" name="A"/><b:exclusiveGateway id="x"/><b:task id="c" name="B"/><b:parallelGateway id="j"/>
                <b:endEvent id="e"/><b:endEvent id="t" name="Stop">\(end)</b:endEvent>\(flows("s g", "g a", "g x", "x c", "x t", "a j", "c j", "j e"))
                """)
        }
        let ended = try work("<b:terminateEventDefinition/>")
        #expect(ended.maps[0].text.contains("  deadlock: off\n") && losses(ended, "t").count == 1 && ended.losses.contains { $0.words.contains("'deadlock' is off") })
        #expect(!CheckedImport(ended.maps[0]).map.nodes.isEmpty)
        #expect(try !work("").maps[0].text.contains("deadlock: off"))
        let alone = try imported("<b:startEvent id=\"s\"/><b:endEvent id=\"e\"><b:terminateEventDefinition/></b:endEvent>\(flows("s e"))")
        #expect(!alone.maps[0].text.contains("deadlock: off"))
    }

    @Test func theProcessIsTheTitleAndThePoolTheLane() throws {
        let imported = try imported(
            "<b:startEvent id=\"s\"/><b:task id=\"a\" name=\"A\"/>\(flows("s a"))",
            collaboration: "<b:collaboration id=\"c\" name=\"Drawing\"><b:participant id=\"pool\" name=\"Bank\" processRef=\"p\"/></b:collaboration>")
        #expect(imported.maps[0].text.hasPrefix("process: Work\n") && imported.maps[0].text.contains("lanes: Bank\n"))
    }

    @Test func linksThatNameEachOtherNeedNoName() throws {
        let imported = try imported(
            """
            <b:startEvent id="s"/><b:intermediateThrowEvent id="lt" name="Down"><b:linkEventDefinition id="d1"><b:target>d2</b:target></b:linkEventDefinition></b:intermediateThrowEvent>
            <b:intermediateCatchEvent id="lc" name="From above"><b:linkEventDefinition id="d2"><b:source>d1</b:source></b:linkEventDefinition></b:intermediateCatchEvent>
            <b:intermediateCatchEvent id="l2" name="From above"><b:linkEventDefinition id="d3"/></b:intermediateCatchEvent>
            <b:task id="a" name="A"/><b:endEvent id="e"/>\(flows("s lt", "lc a", "a e", "l2 e"))
            """)
        #expect(imported.maps[0].text.contains("start: Start\n  Work: A\n"))
        #expect(losses(imported, "lc").isEmpty && losses(imported, "l2") == ["links to which no other one leads, and which are steps here: 'From above'"])
    }

    @Test func lengthsOfTimeAreSaidAsPeopleSayThem() throws {
        #expect(EventWords.length("P2D") == "2 days" && EventWords.length("PT1H30M") == "1 hour 30 minutes" && EventWords.length("P1M") == "1 month")
        for none in ["", "P", "PT", "P1", "PD", "2 days", "R3/PT10M", "P1H", "PT99999S", "P1.5D"] { #expect(EventWords.length(none) == nil, "\(none)") }
        #expect(EventWords.duration("PT1H30M") == "90 min" && EventWords.duration("P1DT12H") == "36 h" && EventWords.duration("PT30M1H") == "90 min")
        #expect(EventWords.duration("P9999W") == nil && EventWords.duration("P1Y") == nil && EventWords.duration("P1M2D") == nil)
    }

    @Test func aLateTimerLeadsStraightToWhatFollows() throws {
        let imported = try imported(
            """
            <b:startEvent id="s"/><b:task id="a" name="A"/><b:boundaryEvent id="t" attachedToRef="a" cancelActivity="0"><b:timerEventDefinition><b:timeDuration>P3D</b:timeDuration></b:timerEventDefinition></b:boundaryEvent>
            <b:boundaryEvent id="u" attachedToRef="a"><b:timerEventDefinition><b:timeDuration>P9D</b:timeDuration></b:timerEventDefinition></b:boundaryEvent>
            <b:task id="h" name="Remind"/><b:endEvent id="e"/><b:endEvent id="e2"/>\(flows("s a", "a e", "t h", "h e2", "u e"))
            """)
        #expect(imported.maps[0].text.contains("on late 3 d -> Remind\n") && imported.maps[0].text.contains("on error -> 9 days over\n"))
    }

    @Test func whatAnElementSaysBesidesIsListed() throws {
        let imported = try imported(
            """
            <b:laneSet id="ls"><b:lane id="l1" name="One"><b:flowNodeRef>a</b:flowNodeRef><b:flowNodeRef>ghost</b:flowNodeRef></b:lane><b:lane id="l2" name="Two"><b:flowNodeRef>a</b:flowNodeRef></b:lane></b:laneSet>
            <b:potentialOwner id="po" name="Boss"/><b:startEvent id="s"/>
            <b:userTask id="a" name="A" x:assignee="Clerk" x:formKey="form-7"><b:standardLoopCharacteristics testBefore="1" loopMaximum="3"><b:loopCondition>not good</b:loopCondition></b:standardLoopCharacteristics>
            <b:dataInputAssociation><b:sourceRef>gone</b:sourceRef></b:dataInputAssociation></b:userTask>
            <b:scriptTask id="c" name="C"><b:multiInstanceLoopCharacteristics><b:loopCardinality>5</b:loopCardinality><b:completionCondition>one is enough</b:completionCondition></b:multiInstanceLoopCharacteristics>
            <b:script>print(1)</b:script></b:scriptTask>
            <b:intermediateThrowEvent id="i" name="Invoice"><b:messageEventDefinition/></b:intermediateThrowEvent>
            <b:intermediateCatchEvent id="w"><b:eventDefinitionRef>later</b:eventDefinitionRef><b:eventDefinitionRef>never</b:eventDefinitionRef></b:intermediateCatchEvent>
            <b:endEvent id="e"/><b:task id="a" name="Twin"/>\(flows("s a", "a c", "c i", "i w", "w e", "e c", "c nowhere"))<b:globalWish id="gw" name="More"/>
            """, more: "<b:timerEventDefinition id=\"later\"><b:timeDuration>P1D</b:timeDuration></b:timerEventDefinition><b:error id=\"err\" name=\"Lost\" errorCode=\"E1\"/>")
        let all = imported.losses.map { "\($0.id): \($0.words)" }
        for wanted in [
            "l1: the lane 'One' holds 'ghost', which is no element of the file", "l2: 'A' lies in the lane 'One' too; here it lies in 'Two'",
            "po: who is responsible for the whole process, 'Boss'", ": what other tools have added for themselves: formKey 'form-7' (A)",
            ": how often and until when steps are repeated: 'A' as long as not good, 'A' at most 3 times, 'A' looked at before, so that it may not be done at all, 'C' over when one is enough, 'C' this often: 5",
            "a: it needs or makes 'gone', which is no data object of the file", ": scripts that steps run: 'C' runs print(1)",
            "w: it refers to 'never', an event definition that is not in the file", "a: another element has this id too, and flows lead to that one", ": codes of errors and escalations: 'E1' of 'Lost'",
            "f5: the arrow from 'e' to 'C' leaves an end, where nothing goes on", "f6: the arrow from 'C' to 'nowhere' has an end that is no element of the file",
            ": parts of BPMN for which a map has no words: 'More', a global wish",
        ] { #expect(all.contains(wanted), "\(wanted)\nin\n\(all.joined(separator: "\n"))") }
        let text = imported.maps[0].text
        #expect(text.contains("Clerk: A\n") && text.contains("Invoice\n    note: sends a message\n") && text.contains("Wait for 1 day\n"))
    }

    @Test func aLongTextIsReadToItsEnd() throws {
        let words = String(repeating: "word ", count: 20_000)
        let model = try BPMN.read(Array(BPMN.file("<b:process id=\"p\"><b:documentation>\(words)<!-- x -->\(words)<!-- y -->last</b:documentation><b:task id=\"t\"/></b:process>").utf8))
        #expect(model.scopes[0].documentation.first?.utf8.count == words.utf8.count * 2 + 4)
    }
}
