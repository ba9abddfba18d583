import ProcessModel
import ProcessSyntax
import Testing

@testable import BPMNInterchange

/// An export that somebody worked on in another tool comes back with what they did, and with all that was said before.
@Suite(.enabled(if: BPMN.library != nil, "it needs libxml2, which is not here"))
struct ExportEditingTests {
    private static let map = """
        process: Order
        lane: Sales
          role: Clerk
        lane: Stock
        flow:
          start: Order is in
          Clerk: Check order [work 5 min]
            handoff: order [via mail]
          Clerk: Complete?
            yes 80%
            no 20%:
              Sales: Ask back
              -> Check order
          in parallel:
            path: goods
              Stock: Pack
                on late 1 bd -> Check order
            path: money
              Sales: Write invoice
          end: Done

        """

    private func imported(_ change: (inout String) -> Void) throws -> (imported: BPMNImport, map: ProcessMap) {
        let edited = try EditedExport(Self.map, change)
        return (edited.imported, edited.map)
    }

    private func step(_ name: String, _ map: ProcessMap) throws -> NodeID { try #require(map.nodeIDs.first { map[$0].name == name }) }

    @Test func whatIsRenamedKeepsAllThatIsSaidOfIt() throws {
        let (_, map) = try imported { $0 = $0.replacing("name=\"Check order\"", with: "name=\"Look at &lt;order&gt;\"") }
        let look = try step("Look at <order>", map)
        #expect(map.details(of: look).work?.value?.likely == 5)
        #expect(map.flows.filter { $0.to == look }.count == 3)
        #expect(map.flows.contains { $0.from == look && map.handoffTerms[$0.terms?.index ?? 0].via?.string == "mail" })
    }

    @Test func whatMovesToAnotherLaneIsDoneThere() throws {
        let (_, map) = try imported {
            $0 = $0.replacing("<bpmn:flowNodeRef>Activity_Ask_back</bpmn:flowNodeRef>", with: "")
                .replacing("<bpmn:flowNodeRef>Activity_Pack</bpmn:flowNodeRef>", with: "<bpmn:flowNodeRef>Activity_Pack</bpmn:flowNodeRef><bpmn:flowNodeRef>Activity_Ask_back</bpmn:flowNodeRef>")
        }
        #expect(map[map[try step("Ask back", map)].lane].name == "Stock")
    }

    @Test func aTaskThatWasAddedIsAStep() throws {
        let (imported, map) = try imported {
            let flow = $0.firstMatch(of: /<bpmn:sequenceFlow id="(\w+)" sourceRef="Activity_Write_invoice" targetRef="(\w+)"[^>]*\/>/)
            guard let flow else { return }
            $0 = $0.replacing("<bpmn:flowNodeRef>Activity_Pack", with: "<bpmn:flowNodeRef>Activity_new</bpmn:flowNodeRef><bpmn:flowNodeRef>Activity_Pack")
            $0 = $0.replacing(flow.0, with: """
                <bpmn:task id="Activity_new" name="Send invoice"><bpmn:documentation>by mail</bpmn:documentation></bpmn:task>
                <bpmn:sequenceFlow id="\(flow.1)" sourceRef="Activity_Write_invoice" targetRef="Activity_new"/>
                <bpmn:sequenceFlow id="Flow_new" sourceRef="Activity_new" targetRef="\(flow.2)"/>
                <bpmn:textAnnotation id="Text_1"><bpmn:text>To be settled</bpmn:text></bpmn:textAnnotation>
                <bpmn:association id="Association_1" sourceRef="Activity_Pack" targetRef="Text_1"/>
                """)
        }
        #expect(imported.losses.isEmpty)
        let send = try step("Send invoice", map)
        #expect(map.flows.contains { $0.from == (try? step("Write invoice", map)) && $0.to == send })
        #expect(map.flows.contains { $0.from == send && map[$0.to].kind == .join })
        #expect(map.remarks.map(\.text.string) == ["To be settled", "by mail"])
        #expect(map.details(of: try step("Check order", map)).work?.value?.likely == 5)
    }

    @Test func whatBatonDoesNotKnowIsReadAsAnyOtherFile() throws {
        let (imported, map) = try imported {
            $0 = $0.replacing("<bpmn:endEvent ", with: "<bpmn:intermediateThrowEvent id=\"Event_new\" name=\"Customer told\"><bpmn:linkEventDefinition name=\"x\"/></bpmn:intermediateThrowEvent>\n<bpmn:endEvent ")
        }
        #expect(!imported.losses.isEmpty)
        #expect(map.nodes.contains { $0.name.contains("ustomer told") })
    }

    @Test func aWithinThatLeadsInACircleIsNoTrap() throws {
        _ = try imported {
            let yes = $0.firstMatch(of: /baton:within="(\w+)"/)?.1 ?? ""
            $0 = $0.replacing(" name=\"Complete?\" ", with: " name=\"Complete?\" baton:within=\"\(yes)\" ")
        }
    }
}
