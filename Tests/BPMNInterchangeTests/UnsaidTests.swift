import Testing

@testable import BPMNInterchange

/// What BPMN says and no map has is listed, whatever it is: each kind once, and nothing where a file says no more than the
/// standard does.
@Suite(.enabled(if: BPMN.library != nil, "the library libxml2 is not on this machine"))
struct UnsaidTests {
    /// The words of what the import of a process with one step lists.
    private func losses(attributes: String = "", inside: String = "", tag: String = "task", process: String = "", beside: String = "") throws -> [String] {
        try BPMN.imported(
            BPMN.file(
                """
                <b:process id="p" name="Work">\(process)<b:startEvent id="s" name="Go"/><b:\(tag) id="a" name="Check"\(attributes)>\(inside)</b:\(tag)><b:endEvent id="e" name="Done"/>
                <b:sequenceFlow id="f" sourceRef="s" targetRef="a"/><b:sequenceFlow id="g" sourceRef="a" targetRef="e"/></b:process>
                """, collaboration: beside)
        ).losses.map(\.words)
    }

    @Test(arguments: [
        ("task", " startQuantity=\"2\"", "how many have to arrive before a step begins (startQuantity): 'Check' (2)"),
        ("task", " completionQuantity=\"3\"", "how many go on when a step is done (completionQuantity): 'Check' (3)"),
        ("task", " default=\"nowhere\"", "an answer for all other cases that is no flow from there (default): 'Check' (nowhere)"),
        ("task", " default=\"f\"", "an answer for all other cases that is no flow from there (default): 'Check' (f)"),
        ("receiveTask", " instantiate=\"true\"", "that a case begins here (instantiate): 'Check'"),
        ("eventBasedGateway", " eventGatewayType=\"Parallel\"", "that all of the events have to come, and not the first of them (eventGatewayType): 'Check' (Parallel)"),
        ("intermediateCatchEvent", " parallelMultiple=\"true\"", "that all that an event waits for has to come, and not the first of it (parallelMultiple): 'Check'"),
        ("adHocSubProcess", " ordering=\"Sequential\"", "that the steps of an ad-hoc sub-process are done one at a time (ordering): 'Check' (Sequential)"),
        ("adHocSubProcess", " cancelRemainingInstances=\"false\"", "that steps under way are still done when an ad-hoc sub-process is over (cancelRemainingInstances): 'Check'"),
        ("serviceTask", " operationRef=\"o\"", "which function of a program a step calls (operationRef): 'Check'"),
        ("task", " wish=\"more\"", "what 'wish' says of task: 'Check' (more)"),
    ])
    func anAttributeThatIsNotReadIsListed(tag: String, attribute: String, words: String) throws {
        let before = try losses(tag: tag)
        let after = try losses(attributes: attribute, tag: tag)
        #expect(after.contains(words) && after.count == before.count + 1, "\(after)")
    }

    @Test(arguments: [
        ("task", " startQuantity=\"1\" completionQuantity=\" 1 \" isForCompensation=\"false\""), ("adHocSubProcess", " ordering=\"Parallel\" cancelRemainingInstances=\"true\""),
        ("receiveTask", " instantiate=\"0\" implementation=\"##WebService\""), ("eventBasedGateway", " eventGatewayType=\"Exclusive\" gatewayDirection=\"Diverging\""),
        ("intermediateCatchEvent", " parallelMultiple=\"false\""), ("exclusiveGateway", " default=\"g\""), ("task", " startQuantity=\"\""),
    ])
    func whatTheStandardSaysAnywayIsNot(tag: String, attributes: String) throws {
        #expect(try losses(attributes: attributes, tag: tag) == losses(tag: tag))
    }

    @Test(arguments: [
        ("<b:property id=\"x\" name=\"amount\"/>", "values that a process or a step keeps for itself (property): 'amount' ('Check')"),
        ("<b:multiInstanceLoopCharacteristics behavior=\"One\"/>", "when a step that is done for several sets off events (behavior): 'Check' (One)"),
        (
            "<b:multiInstanceLoopCharacteristics><b:inputDataItem id=\"x\" name=\"order\"/></b:multiInstanceLoopCharacteristics>",
            "what each of the several is called that a step is done for (inputDataItem): 'order' ('Check')"
        ),
        (
            "<b:multiInstanceLoopCharacteristics><b:loopDataInputRef>orders</b:loopDataInputRef></b:multiInstanceLoopCharacteristics>",
            "the list that a step is done for (loopDataInputRef): 'Check' (orders)"
        ),
        (
            "<b:dataInputAssociation><b:transformation>x + 1</b:transformation></b:dataInputAssociation>",
            "how data are changed on the way to or from a step (transformation): 'Check'"
        ),
        (
            "<b:fooEventDefinition/>", "what sets an event off, or what it does, in 'fooEventDefinition', which BPMN does not have: 'Check'"
        ),
        ("<b:standardLoopCharacteristics><b:wish/></b:standardLoopCharacteristics>", "'wish', which is not read: 'Check'"),
    ])
    func aPartThatIsNotReadIsListed(part: String, words: String) throws {
        let after = try losses(inside: part)
        #expect(after == [words], "\(after)")
    }

    @Test(arguments: [
        ("<b:message id=\"m\" name=\"Alarm\"/>", "messages that nothing uses: 'Alarm'"),
        ("<b:error id=\"m\" name=\"Broken\"/>", "errors that nothing uses: 'Broken'"),
        ("<b:resource id=\"m\" name=\"Clerk\"/>", "people or things for work that no step names: 'Clerk'"),
        ("<b:interface id=\"m\" name=\"Mail\"><b:operation id=\"o\" name=\"send\"/></b:interface>", "functions of programs (interface): 'Mail'"),
        ("<b:import importType=\"x\" location=\"more.bpmn\" namespace=\"y\"/>", "other files that it builds on (import): more.bpmn"),
        ("<b:relationship type=\"t\"><b:source>a</b:source><b:target>e</b:target></b:relationship>", "relationships to what is outside of it (relationship)"),
        ("<b:partnerEntity id=\"m\" name=\"ACME\"/>", "companies that pools stand for (partnerEntity): 'ACME'"),
        ("<b:itemDefinition/><b:itemDefinition/>", "types of data (itemDefinition): 2 without a name"),
        ("<b:timerEventDefinition id=\"m\"/>", "what can set events off, and sets off none (eventDefinition): m"),
    ])
    func whatStandsBesideTheProcessesAndIsNotUsedIsListed(thing: String, words: String) throws {
        let after = try losses(beside: thing)
        #expect(after == [words], "\(after)")
    }

    @Test func whatIsUsedIsNotListed() throws {
        let used = try losses(
            inside: "<b:performer><b:resourceRef>r</b:resourceRef></b:performer>", tag: "task", beside: "<b:resource id=\"r\" name=\"Clerk\"/>")
        #expect(used == [])
        let property = try losses(inside: "<b:property id=\"x\" name=\"__targetRef_placeholder\"/>")
        #expect(property == [])
    }

    @Test func lanesAndPoolsAreLookedAtToo() throws {
        let lanes = try losses(
            process: "<b:laneSet id=\"l\" name=\"By region\"><b:documentation>Since May</b:documentation><b:lane id=\"n\" name=\"North\"><b:flowNodeRef>a</b:flowNodeRef></b:lane></b:laneSet>")
        #expect(lanes.contains("names that no map has (laneSet): 'By region'") && lanes.contains("documentation of what no map has: 'By region' (Since May)"), "\(lanes)")
        let pools = try losses(
            beside: "<b:collaboration id=\"c\"><b:participant id=\"o\" name=\"Shop\" processRef=\"p\"><b:participantMultiplicity minimum=\"2\" maximum=\"7\"/></b:participant></b:collaboration>")
        #expect(pools.contains("how many of a pool there are at least (minimum): 'Shop' (2)") && pools.contains("how many of a pool there are at most (maximum): 'Shop' (7)"), "\(pools)")
    }

    @Test func thingsOfOneKindAreOneLine() throws {
        let tasks = (1...7).map { "<b:task id=\"t\($0)\" name=\"Do \($0)\" startQuantity=\"\($0)\"/>" }.joined()
        let losses = try BPMN.imported(BPMN.file("<b:process id=\"p\" name=\"Work\">\(tasks)</b:process>")).losses.filter { $0.words.contains("startQuantity") }
        #expect(losses.map(\.words) == ["how many have to arrive before a step begins (startQuantity): 'Do 2' (2), 'Do 3' (3), 'Do 4' (4), 'Do 5' (5), 'Do 6' (6), 'Do 7' (7)"])
        #expect(losses.map(\.id) == [""])
    }

    @Test func whatOneThingHoldsHasAnEnd() throws {
        guard let library = BPMN.library else { return }
        func trouble(_ content: String) -> XMLTrouble? {
            let text = BPMN.file("\n<b:process id=\"p\">\(content)</b:process>")
            do throws(XMLTrouble) {
                _ = try BPMNReader.read(Array(text.utf8), library: library)
                return nil
            } catch { return error }
        }
        let long = String(repeating: "y ", count: 5_500_000)
        for content in ["<!-- \(long) -->", "<b:task x=\"\(long)\"/>", "<b:documentation>\(long)</b:documentation>", "<b:documentation><![CDATA[\(long)]]></b:documentation>"] {
            let trouble = trouble(content)
            #expect(trouble?.name == "xml-too-long", "\(content.prefix(30)): \(trouble?.message ?? "")")
            #expect((trouble?.line ?? 0) >= 3)
        }
        #expect(trouble(String(repeating: "<b:a>", count: 400))?.name == "xml-too-deep")
    }
}
