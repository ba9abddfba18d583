import Testing

@testable import BPMNInterchange

/// An export tells whether somebody has worked on it since.
@Suite struct ExportSumTests {
    private static let export = "<a>\n  <b name=\"Call\" />\n</a>\n"
    private static let whole = Array((export + ExportSum.line(of: export)).utf8)

    @Test func anExportAsItWasWrittenIsKnownAgain() throws {
        #expect(ExportSum.isRight(in: Self.whole))
        let trip = try RoundTrip("process: Lead\nlane: Sales\nflow:\n  Sales: Call\n    needs: list\n")
        #expect(ExportSum.isRight(in: Array(trip.exported.utf8)))
        #expect(try RoundTrip(trip.text).exported == trip.exported)
    }

    @Test func anyOtherByteIsSeen() {
        for place in Self.whole.indices {
            var other = Self.whole
            other[place] ^= 1
            #expect(!ExportSum.isRight(in: other), "byte \(place)")
        }
    }

    @Test func whatIsCutOffOrPutInIsSeen() {
        #expect(!ExportSum.isRight(in: []))
        #expect(!ExportSum.isRight(in: Array(Self.export.utf8)))
        #expect(!ExportSum.isRight(in: Array(Self.whole.dropLast())))
        #expect(!ExportSum.isRight(in: Self.whole + [0x0A]))
        #expect(!ExportSum.isRight(in: [0x20] + Self.whole))
        // The line of another file.
        #expect(!ExportSum.isRight(in: Array((Self.export + ExportSum.line(of: Self.export + " ")).utf8)))
    }

    /// Modelers look for elements by selectors, in which a dot is no part of an id.
    @Test func idsAreNamesOfSelectors() throws {
        let trip = try RoundTrip("process: Lead\nlane: Sales\nflow:\n  Sales: Call\n    needs: list\n    makes: notes\n  Sales: (tie\n    needs: list\n  Sales: Call __tie\n  end: Done\n")
        let ids = trip.exported.split(separator: " id=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
        #expect(ids.count > 20 && Set(ids).count == ids.count)
        for id in ids { #expect(id.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }, "\(id)") }
        #expect(try trip.flaw() == nil)
    }
}
