import Foundation
import Testing

/// `baton import`, and BPMN files where maps are taken.
@Suite struct ImportCommandTests {
    static let model = """
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="urn:t">
          <process id="p" name="Order">
            <startEvent id="s" name="Asked" />
            <parallelGateway id="g" />
            <task id="a" name="Pack" />
            <task
              id="b"
              name="Bill" />
            <exclusiveGateway id="x" />
            <task id="c" name="Ship" />
            <endEvent id="e" name="Done" />
            <group id="frame" />
            <sequenceFlow id="f1" sourceRef="s" targetRef="g" />
            <sequenceFlow id="f2" sourceRef="g" targetRef="a" />
            <sequenceFlow id="f3" sourceRef="g" targetRef="b" />
            <sequenceFlow id="f4" sourceRef="a" targetRef="x" />
            <sequenceFlow id="f5" sourceRef="b" targetRef="x" />
            <sequenceFlow id="f6" sourceRef="x" targetRef="c" />
            <sequenceFlow id="f7" sourceRef="c" targetRef="e" />
          </process>
        </definitions>

        """
    static let sound = model.replacing("exclusiveGateway", with: "parallelGateway")

    @Test func aMapIsWrittenAndWhatIsLostIsTold() throws {
        let box = try Sandbox()
        try box.write("order.bpmn", Self.sound)
        let run = try box.baton("import", "order.bpmn")
        #expect(run.status == 0)
        #expect(run.output == """
            wrote Processes/order.baton

            What order.bpmn says and the language cannot:
              line 13, frame: frames drawn around some of the elements

            """)
        let map = try box.read("Processes/order.baton")
        #expect(map.contains("  in parallel:\n    path: Pack\n      Order: Pack\n    path: Bill\n      Order: Bill\n  Order: Ship\n  end: Done\n"))
        // What was written is in the form of maps, and right.
        #expect(try box.baton("fmt", "--check", "Processes").status == 0)
        #expect(try box.baton("check").status == 0)
    }

    @Test func nothingThatIsThereIsOverwritten() throws {
        let box = try Sandbox()
        try box.write("order.bpmn", Self.sound)
        try box.write("more.bpmn", Self.sound)
        try box.write("Processes/order.baton", "mine")
        let run = try box.baton("import", "more.bpmn", "order.bpmn")
        #expect(run.status == 2 && run.error.contains("Processes/order.baton: it is there already"))
        #expect(try box.read("Processes/order.baton") == "mine")
        #expect(!box.exists("Processes/more.baton"))
    }

    @Test func aFileOfAHundredMegabytesIsRefused() throws {
        let box = try Sandbox()
        try box.write("huge.bpmn", Data((Self.model.replacing("</definitions>\n", with: "") + String(repeating: "<x/>", count: 26_000_000)).utf8))
        let run = try box.baton("check", "huge.bpmn")
        #expect(run.status == 2 && run.error.hasPrefix("error[file-too-large]: huge.bpmn: it holds more than 64 MB"))
        #expect(try box.baton("import", "huge.bpmn").status == 2)
    }

    @Test func whereItIsWrittenCanBeSaid() throws {
        let box = try Sandbox()
        try box.write("order.bpmn", Self.sound)
        #expect(try box.baton("import", "order.bpmn", "-o", "drafts").status == 0)
        #expect(try box.baton("import", "order.bpmn", "-o", "my.baton").status == 0)
        let printed = try box.baton("import", "-", "-o", "-", input: Self.sound)
        #expect(printed.status == 0 && printed.error.contains("line 13, frame"))
        let (first, second) = (try box.read("drafts/order.baton"), try box.read("my.baton"))
        #expect(first == second && printed.output.contains("flow:\n") && printed.output.hasPrefix("process: Order\n"))
    }

    @Test func oneFileThatCannotBeReadKeepsAllFromBeingWritten() throws {
        let box = try Sandbox()
        try box.write("order.bpmn", Self.sound)
        try box.write("broken.bpmn", String(Self.sound.prefix(400)))
        let run = try box.baton("import", "order.bpmn", "broken.bpmn")
        #expect(run.status == 2 && run.error.hasPrefix("error[bad-xml]: broken.bpmn:"))
        #expect(!box.exists("Processes"))
        #expect(try box.baton("import", "nowhere.bpmn").status == 2)
        #expect(try box.baton("import").status == 2)
    }

    @Test func aFindingPointsAtTheElement() throws {
        let box = try Sandbox()
        try box.write("order.bpmn", Self.model)
        let run = try box.baton("check", "order.bpmn")
        #expect(run.status == 1)
        #expect(run.output.contains("error[lack-of-synchronization]: 'Ship' is done twice in one case: 'Pack' and 'Bill' run side by side and both lead to it, and nothing waits for both (x)\n  --> order.bpmn:10:5\n"))
        #expect(run.output.contains("10 |     <exclusiveGateway id=\"x\" />"))
        #expect(run.output.contains("BPMN has no words for what they look for"))
        let json = try box.baton("check", "order.bpmn", "--format", "json").output
        #expect(json.contains("\"path\": \"order.bpmn\""))
        // From standard input too, and nothing was written.
        #expect(try box.baton("check", "-", input: Self.model).output.contains("--> <stdin>:10:5"))
        #expect(try box.names() == ["order.bpmn"])
    }

    @Test func ofAFolderTheBPMNFilesAreTakenWhereThereAreNoMaps() throws {
        let box = try Sandbox()
        try box.write("models/a.bpmn", Self.model)
        try box.write("models/deep/b.bpmn", Self.sound)
        #expect(try box.baton("check", "models").output.contains("2 maps checked: 1 error"))
        try box.write("models/c.baton", "process: C\nlanes: A\nflow:\n  A: Do\n")
        #expect(!(try box.baton("check", "models").output.contains("a.bpmn")))
    }

    /// The link ends as a map does, and what it leads to is read by itself too.
    @Test(arguments: [("lead.baton", "order.bpmn"), ("order.bpmn", "lead.baton")])
    func aUseThatLeadsToOneThroughALinkIsAnError(_ first: String, _ second: String) throws {
        let box = try Sandbox()
        try box.write("order.bpmn", Self.sound)
        try box.link("link.baton", to: "order.bpmn")
        try box.write("lead.baton", "process: Lead\nuse: link.baton\nlane: Sales\nflow:\n  Sales: Call\n")
        let run = try box.baton("check", first, second)
        #expect(run.status == 2)
        #expect(run.output.contains("error[not-a-map]") && run.output.contains("--> link.baton:1:1"))
    }

    @Test func drawingsAndNumbersComeOfThemToo() throws {
        let box = try Sandbox()
        try box.write("order.bpmn", Self.sound)
        #expect(try box.baton("render", "order.bpmn", "--output", "-").output.contains("data-step=\"Ship\""))
        #expect(try box.baton("metrics", "order.bpmn").status == 0)
        // What works on the text of maps leaves a BPMN file as it is.
        #expect(try box.baton("fix", "order.bpmn").status == 0)
        #expect(try box.baton("fmt", "order.bpmn").error.contains("it is a BPMN file"))
        #expect(try box.read("order.bpmn") == Self.sound)
        #expect(try box.names() == ["order.bpmn"])
    }
}
