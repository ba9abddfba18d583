import Foundation
import Testing

@testable import ProcessWorkspace

/// Findings point at the right tag, however the file is written.
@Suite struct BPMNPlacesTests {
    private func tag(_ id: String, in text: String) -> String? {
        IdentifiedTags(Array(text.utf8)).place(of: id, before: text.utf8.count).map { String(decoding: Array(text.utf8)[$0], as: UTF8.self) }
    }

    @Test func aTagIsFoundByItsIDAlone() {
        #expect(tag("x", in: "<a id=\"x\"/>") == "<a id=\"x\"/>")
        #expect(tag("x", in: "<a\n  id = 'x' name=\"b > c\">d</a>") == "<a\n  id = 'x' name=\"b > c\">")
        #expect(tag("x", in: "<a id='x'/><!-- <b id='x'/> --><![CDATA[<c id='x'/>]]><?d id='x'?>") == "<a id='x'/>")
        #expect(tag("x", in: "<a myid=\"x\" t:id=\"x\" name=\" id='x' \"/>") == nil)
        #expect(tag("é", in: "<a name=\"ü\" id=\"é\"/>") == "<a name=\"ü\" id=\"é\"/>")
        #expect(tag("x", in: "<a id=\"x\"/><b id=\"x\"/>") == "<b id=\"x\"/>")
        for broken in ["<a id=\"x", "<a id=", "<a id=\"x\"", "<!-- ", "<![CDATA[", "<", ""] { #expect(tag("x", in: broken) == nil) }
    }

    @Test func aFileOnOneLineIsPointedIntoAsWell() throws {
        let box = try Sandbox()
        let filler = "<documentation>" + String(repeating: "word ", count: 20_000) + "</documentation>"
        let line = ImportCommandTests.model.replacing("\n", with: "").replacing("<group", with: "\(filler)<group")
        try box.write("line.bpmn", line)
        let run = try box.baton("check", "line.bpmn")
        let place = try #require(line.firstRange(of: "<exclusiveGateway")).lowerBound
        #expect(run.output.contains("--> line.bpmn:1:\(line.distance(from: line.startIndex, to: place) + 1)\n"))
    }

    @Test func aDeadlockIsNotToldWhereAnEndMayEndTheCase() throws {
        let box = try Sandbox()
        let stuck = """
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p" name="Work">
            <startEvent id="s"/><parallelGateway id="g"/><task id="a" name="A"/><exclusiveGateway id="x" name="Go on"/><task id="c" name="B"/><parallelGateway id="j"/>
            <endEvent id="e"/><endEvent id="t" name="Stop">END</endEvent>
            <sequenceFlow id="f1" sourceRef="s" targetRef="g"/><sequenceFlow id="f2" sourceRef="g" targetRef="a"/><sequenceFlow id="f3" sourceRef="g" targetRef="x"/>
            <sequenceFlow id="f4" sourceRef="x" targetRef="c"/><sequenceFlow id="f5" sourceRef="x" targetRef="t"/><sequenceFlow id="f6" sourceRef="a" targetRef="j"/>
            <sequenceFlow id="f7" sourceRef="c" targetRef="j"/><sequenceFlow id="f8" sourceRef="j" targetRef="e"/></process></definitions>
            """
        try box.write("plain.bpmn", stuck.replacing("END", with: ""))
        try box.write("ended.bpmn", stuck.replacing("END", with: "<terminateEventDefinition/>"))
        #expect(try box.baton("check", "plain.bpmn").output.contains("error[deadlock]"))
        let run = try box.baton("check", "ended.bpmn")
        #expect(run.status == 0 && !run.output.contains("error[deadlock]"), "\(run.output)")
    }

    @Test func whatIsNoBPMNByItsNameOrHasNoPlaceIsRefused() throws {
        let box = try Sandbox()
        try box.write("order.txt", ImportCommandTests.sound)
        try box.write("order.bpmn", ImportCommandTests.sound)
        let named = try box.baton("import", "order.txt")
        #expect(named.status == 2 && named.error.contains("order.txt: its name does not end as that of a BPMN file does"))
        let placed = try box.baton("import", "order.bpmn", "-o", "")
        #expect(placed.status == 2 && placed.error.contains("it names no place"))
        #expect(try box.names() == ["order.bpmn", "order.txt"])
    }
}
