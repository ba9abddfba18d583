import Foundation
import Testing

@testable import BPMNInterchange

/// What is refused before a file is parsed.
struct XMLOpeningTests {
    private func trouble(_ bytes: [UInt8], limits: XMLLimits = XMLLimits()) -> XMLTrouble? {
        bytes.withUnsafeBytes { raw in
            do throws(XMLTrouble) {
                try XMLOpening.check(raw, limits: limits)
                return nil
            } catch {
                return error
            }
        }
    }

    private func trouble(_ text: String) -> XMLTrouble? { trouble(Array(text.utf8)) }

    private func utf16(_ text: String, isMarked: Bool = true) -> [UInt8] {
        (isMarked ? [0xFF, 0xFE] : []) + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    }

    @Test func aTagHasAnEndOfAttributes() {
        func tag(_ count: Int) -> String { "<x:a xmlns:x=\"y\"\n" + (1..<count).map { " x:a\($0)='>'" }.joined() + "/>" }
        #expect(trouble(tag(1000)) == nil)
        #expect(trouble("<a/>\n" + tag(1001)).map { [$0.name, "\($0.line)"] } == ["xml-too-large", "2"])
        #expect(trouble(tag(100_000))?.name == "xml-too-large")
        #expect(trouble(utf16(tag(1001)))?.name == "xml-too-large" && trouble(utf16(tag(1000))) == nil)
        // In words, remarks and values such signs mean nothing.
        let signs = String(repeating: "a=\"'b ", count: 2000)
        #expect(trouble("<a>\(signs)</a><!--\(signs)--><![CDATA[\(signs)]]><?p \(signs)?><b c='\(signs.replacing("'", with: ""))'/>") == nil)
    }

    @Test func aDocumentTypeIsToldAsOne() {
        let bomb = "<?xml version=\"1.0\"?>\n<!DOCTYPE x [<!ENTITY a \"&a;&a;\">]><x>&a;</x>"
        #expect(trouble(bomb).map { [$0.name, "\($0.line)"] } == ["xml-doctype", "2"])
        #expect(trouble(utf16(bomb))?.name == "xml-doctype")
        #expect(trouble("<!-- <!DOCTYPE x> --><a><![CDATA[<!DOCTYPE y>]]></a>") == nil)
    }

    @Test func whatIsNoXMLIsToldAsWhatItIs() {
        #expect(trouble("")?.message == "the file is empty")
        #expect(trouble("\u{FEFF}")?.message.contains("nothing in the file but blanks") == true)
        #expect(trouble(" \n\n")?.message.contains("nothing in the file but blanks") == true)
        #expect(trouble("Dear all,\nhere it is")?.message.contains("does not begin with '<'") == true)
        #expect(trouble("\n\n  text")?.line == 3)
    }

    @Test func encodingsThatCouldNotBeQuotedAreRefused() {
        let text = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a/>"
        #expect(trouble(utf16(text)) == nil)
        #expect(trouble(utf16(text, isMarked: false))?.message.contains("byte order mark") == true)
        #expect(trouble([0x4C, 0x6F, 0xA7, 0x94, 0x93])?.message.contains("EBCDIC") == true)
        #expect(trouble([0xFF, 0xFE, 0, 0, 0x3C, 0, 0, 0])?.message.contains("UTF-32") == true)
        #expect(trouble("<?xml version='1.0' encoding = 'UTF-7'?><a/>")?.message.contains("'utf-7'") == true)
        for name in ["utf-8", "UTF-8", "ISO-8859-1", "windows-1252", "US-ASCII"] { #expect(trouble("<?xml version=\"1.0\" encoding=\"\(name)\"?><a/>") == nil) }
    }

    @Test func whereverAFileBreaksOffTheLookEnds() {
        let text = "<a b=\"c\"><!-- d --><![CDATA[e]]><?f g?></a>"
        for length in 1...text.count { #expect(trouble(String(text.prefix(length))) == nil) }
    }
}
