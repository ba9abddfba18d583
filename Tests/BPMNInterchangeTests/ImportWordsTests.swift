import Testing

@testable import BPMNInterchange

/// What a foreign file says is in the map or in the list, in words that people know.
@Suite(.enabled(if: BPMN.library != nil, "the library libxml2 is not on this machine"))
struct ImportWordsTests {
    private func imported(_ processes: String, collaboration: String = "") throws -> BPMNImport {
        let text = BPMN.file(processes, collaboration: collaboration)
        let imported = try BPMN.imported(text)
        for map in imported.maps {
            #expect(CheckedImport(map).diagnostics.filter { $0.name != "unknown-process" }.map { "\($0.name): \($0.message)" } == [], "\(map.text)")
        }
        try Accounting.hold(try BPMN.read(Array(text.utf8)), imported)
        return imported
    }

    private func process(_ content: String, id: String = "p", name: String = "Work") -> String { "<b:process id=\"\(id)\" name=\"\(name)\">\(content)</b:process>" }

    /// Flows between elements one after the other.
    private func line(_ ids: String) -> String {
        let ids = ids.split(separator: " ")
        return zip(ids, ids.dropFirst()).map { "<b:sequenceFlow id=\"\($0)-\($1)\" sourceRef=\"\($0)\" targetRef=\"\($1)\"/>" }.joined()
    }

    // MARK: Nothing is lost

    @Test func theProcessesOfSeveralPoolsKeepTheirNames() throws {
        let imported = try imported(
            process("<b:task id=\"a\" name=\"A\"/>", id: "p", name: "Offer") + process("<b:task id=\"c\" name=\"C\"/>", id: "q", name: "Credit check"),
            collaboration: "<b:collaboration id=\"c1\"><b:participant id=\"x1\" name=\"Firm\" processRef=\"p\"/><b:participant id=\"x2\" name=\"Bank\" processRef=\"q\"/></b:collaboration>")
        #expect(imported.maps[0].text.hasPrefix("process: Offer\n  note: what 'Bank' does is called Credit check\n"))
    }

    @Test func whoSendsAndWhoReceivesIsSaid() throws {
        let imported = try imported(
            process("<b:startEvent id=\"s\"/><b:receiveTask id=\"a\" name=\"A\"/><b:receiveTask id=\"w\" name=\"W\"/><b:task id=\"l\" name=\"L\"/><b:endEvent id=\"e\"/>\(line("s a w l e"))")
                + process("<b:task id=\"t\" name=\"T\"/><b:endEvent id=\"q1\" name=\"Told\"><b:messageEventDefinition/></b:endEvent>\(line("t q1"))", id: "q", name: "Other"),
            collaboration: """
                <b:collaboration id="c1"><b:participant id="x0" name="Customer"/><b:participant id="x1" name="Firm" processRef="p"/><b:participant id="x2" name="Bank" processRef="q"/>
                <b:messageFlow id="m1" name="promise" sourceRef="x0" targetRef="a"/><b:messageFlow id="m2" name="answer" sourceRef="q1" targetRef="w"/>
                <b:messageFlow id="m3" name="brochure" sourceRef="gone" targetRef="l"/></b:collaboration>
                """)
        let text = imported.maps[0].text
        #expect(text.contains("    expects: promise\n    note: promise from Customer\n") && text.contains("    expects: answer\n    note: answer from Bank\n"))
        #expect(text.contains("    expects: brochure\n") && imported.losses.contains { $0.isAbout("m3") && $0.words == "messages from what is not in the file: 'brochure'" })
    }

    @Test func messagesSignalsAndInputsKeepTheirNames() throws {
        let imported = try imported(
            process(
                """
                <b:startEvent id="s" name="Go"/><b:sendTask id="a" name="Send" messageRef="m"/><b:receiveTask id="r" name="Wait" messageRef="m2"/>
                <b:intermediateThrowEvent id="x" name="Alarm"><b:signalEventDefinition signalRef="g"/></b:intermediateThrowEvent>
                <b:intermediateCatchEvent id="y" name="Heard"><b:signalEventDefinition signalRef="g"/></b:intermediateCatchEvent>
                <b:task id="t" name="T"><b:ioSpecification><b:dataInput id="di" name="Form"/><b:dataInput id="d2" name="slot"/><b:inputSet/></b:ioSpecification>
                <b:dataInputAssociation><b:sourceRef>d</b:sourceRef><b:targetRef>d2</b:targetRef></b:dataInputAssociation></b:task>
                <b:dataObjectReference id="d" name="Sheet"><b:documentation>Only the last one</b:documentation></b:dataObjectReference><b:endEvent id="e"/>\(line("s a r x y t e"))
                """) + "<b:message id=\"m\" name=\"Reminder\"/><b:message id=\"m2\" name=\"Payment\"/><b:signal id=\"g\" name=\"Low\"/>")
        let text = imported.maps[0].text
        for wanted in ["note: sends Reminder\n", "note: waits for Payment\n", "note: sends signal Low\n", "note: waits for signal Low\n", "needs: Sheet, Form\n", "  note: Sheet: Only the last one\n"] {
            #expect(text.contains(wanted), "\(wanted)\nin\n\(text)")
        }
    }

    @Test func wordsOnAWayWithoutANameSayWhichWay() throws {
        let imported = try imported(process(
            """
            <b:exclusiveGateway id="g" name="Urgent"/><b:task id="a" name="A"/><b:task id="c" name="C"/><b:sequenceFlow id="f" sourceRef="g" targetRef="a"><b:documentation>in a hurry</b:documentation></b:sequenceFlow>
            <b:sequenceFlow id="f2" sourceRef="g" targetRef="c"/>
            """))
        #expect(imported.maps[0].text.contains("note: A: in a hurry\n"))
    }

    // MARK: Other tools

    @Test func whatCamundaAddsAsElementsIsRead() throws {
        let imported = try imported(
            process(
                """
                <b:startEvent id="s"/><b:userTask id="a" name="A"><b:extensionElements><x:assignmentDefinition assignee="Clerk" candidateGroups="desk, board"/><x:taskSchedule dueDate="P2D" followUpDate="=soon"/></b:extensionElements></b:userTask>
                <b:callActivity id="k" name="Pay"><b:extensionElements><x:calledElement processId="q"/></b:extensionElements></b:callActivity><b:endEvent id="e"/>\(line("s a k e"))
                """) + process("<b:task id=\"t\" name=\"T\"/>", id: "q", name: "Payment"))
        let text = imported.maps[0].text
        #expect(text.contains("Clerk: A\n    note: done by one of desk, board\n    note: due after 2 days\n") && text.contains("call: sample-payment\n"))
        #expect(imported.losses.map(\.words).filter { $0.contains("tool") } == ["who does steps and by when, which another tool works out: 'A' followUpDate '=soon'"])
    }

    @Test func whatIsOfOneKindIsOneLine() throws {
        let tasks = (1...5).map { "<b:task id=\"t\($0)\" name=\"T\($0)\" x:readOnly=\"false\" x:icon=\"data:image/png;base64,AAAA\"/>" }.joined()
        let data = "<b:dataObject id=\"o\"/><b:dataObjectReference id=\"r\" name=\"Sheet\" dataObjectRef=\"o\"/><b:dataObject id=\"o2\"/><b:group id=\"g1\"/><b:group id=\"g2\"/>"
        let imported = try imported(process("\(tasks)\(data)\(line("t1 t2 t3 t4 t5"))"))
        #expect(imported.losses.map(\.words) == [
            "data that no step needs or makes: 'Sheet', and 1 without a name", "frames drawn around some of the elements: 2 without a name",
            "what other tools have added for themselves: readOnly 'false' (5 times), icon (5 times)",
        ])
    }

    // MARK: Times

    @Test(arguments: [
        ("R/P1W", "Wait for the next time, every week"), ("R6/P1D", "Wait for the next time, every day, 6 times"), ("R3/PT10H", "Wait for the next time, every 10 hours, 3 times"),
        ("2025-03-01T09:00:00", "Wait until 1 March 2025, 09:00"), ("2025-03-01T09:00:00Z", "Wait until 1 March 2025, 09:00 UTC"), ("2025-12-24", "Wait until 24 December 2025"),
        ("R/2025-01-06T08:00:00/P1W", "Wait for the next time, every week, from 6 January 2025, 08:00"), ("0 0 9 ? * MON-FRI", "Wait for a set time"), ("${pause}", "Wait for pause"),
        ("R99999999999999999999/P1D", "Wait for R99999999999999999999/P1D"), ("2025-13-01", "Wait for 2025-13-01"),
    ])
    func timersAreSaidAsPeopleSayThem(code: String, words: String) throws {
        let imported = try imported(process("<b:startEvent id=\"s\"/><b:intermediateCatchEvent id=\"t\"><b:timerEventDefinition><b:timeCycle>\(code)</b:timeCycle></b:timerEventDefinition></b:intermediateCatchEvent>\(line("s t"))"))
        let checked = CheckedImport(imported.maps[0])
        #expect(checked.map.nodes.contains { $0.name == words }, "\(imported.maps[0].text)")
        #expect(imported.maps[0].text.contains("scheduler: \(code)") == code.contains("?"))
    }

    @Test(arguments: [("nach 3 Tagen", "P3D"), ("14 Tage", "P14D"), ("after 3 days", "P3D"), ("48h", "P2D"), ("1 hour 30 min", "PT90M"), ("2 Wochen", "P14D")])
    func namesThatOnlySayTheTimeAreKnown(name: String, code: String) { #expect(TimeWords.repeats(name, code)) }

    @Test(arguments: [("nach 4 Tagen", "P3D"), ("Reminder", "P3D"), ("3", "P3D"), ("3 days 3", "P3D"), ("3 reminders", "P3D"), ("3 days", "soon"), ("", "P1D"), ("99999999999999999999 days", "P1D")])
    func namesThatSayMoreAreNot(name: String, code: String) { #expect(!TimeWords.repeats(name, code)) }

    @Test func aTimeIsNotSaidTwice() throws {
        let timer = { (code: String) in "<b:timerEventDefinition><b:timeDuration>\(code)</b:timeDuration></b:timerEventDefinition>" }
        let imported = try imported(process(
            """
            <b:startEvent id="s"/><b:task id="a" name="A"/><b:boundaryEvent id="x" name="nach 3 Tagen" cancelActivity="false" attachedToRef="a">\(timer("P3D"))</b:boundaryEvent><b:task id="h" name="Remind"/>
            <b:boundaryEvent id="m" attachedToRef="a"><b:messageEventDefinition messageRef="sl"/></b:boundaryEvent><b:endEvent id="e3" name="Other"/>
            <b:eventBasedGateway id="g"/><b:intermediateCatchEvent id="c1" name="Promise"><b:documentation>by mail</b:documentation><b:messageEventDefinition/></b:intermediateCatchEvent>
            <b:intermediateCatchEvent id="c2" name="14 Tage">\(timer("P14D"))</b:intermediateCatchEvent><b:task id="o" name="Order"/><b:task id="k" name="Ask"/><b:endEvent id="e"/>
            \(line("s a g c1 o e"))\(line("g c2 k e"))\(line("x h"))\(line("m e3"))
            """) + "<b:message id=\"sl\" name=\"Service level\"/>")
        let text = imported.maps[0].text
        #expect(text.contains("on late 3 d -> Remind\n") && !text.contains("set off by a set time") && text.contains("on error -> Service level comes in\n") && text.contains("Service level comes in\n    note: set off by a message\n"))
        #expect(text.contains("    note: Promise: by mail\n") && !text.contains(": Promise\n") && !text.contains(": 14 Tage\n") && text.contains("14 Tage"))
    }
}
