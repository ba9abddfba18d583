import Foundation
import Testing

@testable import BPMNInterchange

/// Files that are broken or mean harm: each gives an error with a line, soon and in little room.
@Suite(.enabled(if: BPMN.library != nil, "the library libxml2 is not on this machine"))
struct HostileXMLTests {
    private func trouble(_ text: String, limits: XMLLimits = XMLLimits()) -> XMLTrouble? { trouble(Array(text.utf8), limits: limits) }

    private func trouble(_ bytes: [UInt8], limits: XMLLimits = XMLLimits()) -> XMLTrouble? {
        do {
            _ = try BPMN.read(bytes, limits: limits)
            return nil
        } catch {
            return error as? XMLTrouble
        }
    }

    static let plain = BPMN.file(
        "<b:process id=\"p\"><b:startEvent id=\"s\" name=\"Los &amp; auf\"/><b:task id=\"t\" name=\"Prüfen\"/><b:sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"t\"/></b:process>")

    @Test func anythingThatIsNoXMLIsRefused() {
        #expect(trouble("")?.line == 1)
        #expect(trouble("hello")?.name == "bad-xml")
        #expect(trouble([0, 1, 2, 3])?.name == "bad-xml")
        #expect(trouble("<a/>")?.name == "not-bpmn")
        #expect(trouble("<definitions/>")?.name == "not-bpmn")
    }

    @Test func aMistakeIsToldWithItsLine() {
        let broken = Self.plain.replacing("<b:task id=\"t\" name=\"Prüfen\"/>", with: "\n\n<b:task id=\"t\" name=\"Prüfen\">")
        #expect(trouble(broken).map { [$0.name, $0.message] } == ["bad-xml", "an element is closed that is not the one that was opened last"])
        #expect(trouble(broken)?.line == 5)
        #expect(trouble(Self.plain.replacing("&amp;", with: "&nope;"))?.message == "an entity is used that nobody has declared")
        #expect(trouble(Self.plain.replacing("id=\"t\"", with: "id=\"t\" id=\"u\""))?.message == "an attribute is given twice")
    }

    @Test(arguments: [
        "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]>",
        "<!DOCTYPE x SYSTEM \"file:///etc/passwd\">",
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>",
        "<!DOCTYPE x [<!ENTITY % p SYSTEM \"http://127.0.0.1/x.dtd\"> %p;]>",
        "<!DOCTYPE definitions>",
    ])
    func aDocumentTypeIsRefusedWhateverIsInIt(type: String) {
        var text = Self.plain
        text.replace("<b:definitions", with: "\(type)\n<b:definitions")
        text.replace("name=\"Los &amp; auf\"", with: "name=\"&c;&e;\"")
        let trouble = trouble(text)
        #expect(["xml-doctype", "bad-xml"].contains(trouble?.name))
        #expect((trouble?.line ?? 0) >= 2)
    }

    @Test func nestingHasAnEnd() {
        let deep = String(repeating: "<b:subProcess id=\"s\">\n", count: 250) + String(repeating: "</b:subProcess>", count: 250)
        let trouble = trouble(BPMN.file("<b:process id=\"p\">\(deep)</b:process>"))
        #expect(trouble?.name == "xml-too-deep")
        #expect((trouble?.line ?? 0) > 150)
        // Of other tools' elements too.
        let foreign = String(repeating: "<x:a>", count: 100_000)
        #expect(self.trouble(BPMN.file("<b:process id=\"p\"><b:extensionElements>\(foreign)"))?.name == "xml-too-deep")
    }

    @Test func soHasTheNumberOfElements() {
        let many = String(repeating: "<b:task id=\"t\"/>\n", count: 600)
        #expect(trouble(BPMN.file("<b:process id=\"p\">\(many)</b:process>"), limits: XMLLimits(items: 1000))?.name == "xml-too-large")
        #expect(trouble(BPMN.file("<b:process id=\"p\">\(many)</b:process>"), limits: XMLLimits(items: 2000)) == nil)
    }

    @Test func encodingsAreReadAsTheyAre() throws {
        var utf16 = Data([0xFF, 0xFE])
        utf16.append(Data(Self.plain.replacing("encoding=\"UTF-8\"", with: "encoding=\"UTF-16\"").utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }))
        #expect(try BPMN.read(Array(utf16)).nodes.map(\.name) == ["Los & auf", "Prüfen"])
        let latin = Self.plain.replacing("encoding=\"UTF-8\"", with: "encoding=\"ISO-8859-1\"").unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        #expect(try BPMN.read(latin).nodes.map(\.name) == ["Los & auf", "Prüfen"])
        // One that says it is UTF-8 and is not.
        let lying = Self.plain.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        #expect(trouble(lying)?.message.contains("encoding that") == true)
        #expect((trouble(lying)?.line ?? 0) > 1)
        #expect(trouble(Self.plain.replacing("UTF-8", with: "klingon"))?.name == "bad-xml")
    }

    @Test func whereverAFileIsCutOffItsEndIsTold() {
        let task = "<b:task id=\"t\" name=\"Do\"><b:documentation>Some words on it</b:documentation></b:task>\n"
        let bytes = Array(BPMN.file("<b:process id=\"p\">\(String(repeating: task, count: 400))</b:process>").utf8)
        for length in stride(from: 0, to: bytes.count - 20, by: 1024) {
            let trouble = trouble(Array(bytes[..<length]))
            #expect(trouble?.name == "bad-xml", "\(length)")
            #expect((trouble?.line ?? 0) >= 1)
        }
    }

    @Test func prefixesAndWhatTheSchemaWouldNotTakeDoNoHarm() throws {
        let text = """
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process><endEvent id="e"/><wish id="w"/>
            <sequenceFlow sourceRef="q:s" targetRef="q:e"/><startEvent id="s"/></process></definitions>
            """
        let model = try BPMN.read(Array(text.utf8))
        #expect(model.nodes.map(\.id) == ["e", "s"])
        #expect(model.flows.map { [$0.source, $0.target] } == [["s", "e"]])
        #expect(model.unread.map(\.element) == ["wish"])
    }

    @Test func theLineOfAnElementIsTheLineOfItsTag() throws {
        let filler = String(repeating: "<x:y/>", count: 200)
        let text = BPMN.file("<b:process id=\"p\">\n\n<b:task id=\"a\"/>\(filler)\n<b:task id=\"b\"/></b:process>")
        #expect(try BPMN.read(Array(text.utf8)).nodes.map(\.line) == [5, 6])
    }
}
