import Foundation
import ProcessModel
import Testing

@testable import ProcessWorkspace

/// Drawings as PNG, PDF, DOT and Mermaid, from outside and from inside.
@Suite struct DrawingFormatTests {
    /// Nil, said aloud, where the machine has no librsvg.
    static func painter() -> PagePainter? {
        do {
            return PagePainter(try Librsvg())
        } catch {
            print("Skipped: there is no librsvg here; it is in the package \(Librsvg.package).")
            return nil
        }
    }

    private static func run(_ program: String, _ arguments: [String], in box: Sandbox) throws -> String? {
        guard FileManager.default.isExecutableFile(atPath: "/usr/bin/\(program)") else {
            print("Skipped: there is no '\(program)' here; it is in the package poppler-utils.")
            return nil
        }
        return try box.run(arguments, program: URL(filePath: "/usr/bin/\(program)")).output
    }

    private static func size(ofSVG text: String) throws -> (width: Double, height: Double) {
        let match = try #require(text.firstMatch(of: /<svg [^>]*width="([0-9.]+)" height="([0-9.]+)"/))
        return (try #require(Double(match.1)), try #require(Double(match.2)))
    }

    @Test func aFileOfEachFormat() throws {
        let box = try Sandbox()
        try box.write("lead.baton", Sample.found)
        let formats = Self.painter() == nil ? "svg,dot,mermaid" : "svg,png,pdf,dot,mermaid"
        let run = try box.baton("render", "lead.baton", "-o", "Out", "--format", formats, "--today", "2026-11-22")
        #expect(run.status == 0 && run.error.isEmpty)
        let endings = formats.split(separator: ",").map { $0 == "mermaid" ? "mmd" : String($0) }
        #expect(try box.names(in: "Out") == endings.map { "lead.\($0)" }.sorted())
        #expect(run.output.split(separator: "\n").map(String.init) == endings.map { "Out/lead.\($0)" })
        // A second run finds all as it is.
        let again = try box.baton("render", "lead.baton", "-o", "Out", "--format", formats, "--today", "2026-11-22")
        #expect(again.output.split(separator: "\n").allSatisfy { $0.hasSuffix("  (unchanged)") })
    }

    @Test(arguments: [0.5, 1, 2, 3]) func aPictureHasTheSizeAskedFor(scale: Double) throws {
        guard Self.painter() != nil else { return }
        let box = try Sandbox()
        try box.write("lead.baton", Sample.found)
        #expect(try box.baton("render", "lead.baton", "-o", ".", "--format", "svg,png", "--scale", "\(scale)").status == 0)
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: box.path + "/lead.png")))
        #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
        func number(at offset: Int) -> Double { Double(bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }) }
        let svg = try Self.size(ofSVG: try box.read("lead.svg"))
        #expect(number(at: 16) == (svg.width * scale).rounded(.up) && number(at: 20) == (svg.height * scale).rounded(.up))
    }

    @Test func wordsOfAPDFAreWords() throws {
        guard Self.painter() != nil else { return }
        let box = try Sandbox()
        try box.write("lead.baton", Sample.found)
        #expect(try box.baton("render", "lead.baton", "-o", ".", "--format", "svg,pdf").status == 0)
        guard let text = try Self.run("pdftotext", ["lead.pdf", "-"], in: box), let info = try Self.run("pdfinfo", ["lead.pdf"], in: box) else { return }
        #expect(text.contains("Score lead") && text.contains("Marketing"))
        let svg = try Self.size(ofSVG: try box.read("lead.svg"))
        let size = try #require(info.firstMatch(of: /Page size: +([0-9.]+) x ([0-9.]+) pts/))
        #expect(abs((Double(size.1) ?? 0) - svg.width * 0.75) < 0.1 && abs((Double(size.2) ?? 0) - svg.height * 0.75) < 0.1)
        #expect(info.contains(/Title: +Lead\n/) && info.contains(/Pages: +1\n/))
    }

    private static func page(_ width: String, _ height: String, _ words: String) -> String {
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\" viewBox=\"0 0 100 100\"><text x=\"5\" y=\"50\">\(words)</text></svg>"
    }

    @Test func severalPagesOfAnySizeAreOnePDF() throws {
        guard let painter = Self.painter() else { return }
        let box = try Sandbox()
        let pages = [Self.page("420mm", "297mm", "first"), Self.page("96", "192", "second"), Self.page("40000", "100", "long")]
        try box.write("pages.pdf", Data(try painter.pdf(pages, title: "Wörter", date: "2026-11-22")))
        guard let info = try Self.run("pdfinfo", ["-l", "9", "pages.pdf"], in: box) else { return }
        let sizes = info.matches(of: /Page +[0-9]+ size: +([0-9.]+) x ([0-9.]+) pts/).map { "\($0.1) x \($0.2)" }
        // A page longer than readers show is made smaller.
        #expect(sizes == ["1190.55 x 841.89", "72 x 144", "14400 x 36"])
        #expect(info.contains(/Title: +Wörter\n/))
        #expect(try painter.pdf(pages, title: "Wörter", date: "2026-11-22") == painter.pdf(pages, title: "Wörter", date: "2026-11-22"))
    }

    @Test func eachPageIsAFileAndOnePDFHoldsAll() throws {
        let box = try Sandbox()
        try box.write("lead.baton", Sample.found)
        let drawn = Workspace(reading: [box.path + "/lead.baton"]).drawings(today: nil).drawn
        let map = try #require(drawn.first)
        let drawing = ProcessDrawing(
            name: "sales/lead", source: map.source, inspection: map.inspection,
            pages: map.pages + [DrawnPage(name: "raci", svg: Self.page("100", "50", "RACI")), DrawnPage(name: "a3-1", svg: Self.page("420mm", "297mm", "A3"))], notes: [])
        func names(_ formats: [DrawingFormat]) throws -> [String] {
            try DrawingFormats(formats, scale: 1, today: nil).files(of: drawing).map(\.name)
        }
        #expect(try names([.svg, .dot, .mermaid]) == ["sales/lead.svg", "sales/lead.raci.svg", "sales/lead.a3-1.svg", "sales/lead.dot", "sales/lead.mmd"])
        guard Self.painter() != nil else { return }
        #expect(try names([.png, .pdf]) == ["sales/lead.png", "sales/lead.raci.png", "sales/lead.a3-1.png", "sales/lead.pdf"])
        let pdf = try DrawingFormats([.pdf], scale: 1, today: Day("2026-11-22")).files(of: drawing)[0]
        try box.write("lead.pdf", Data(pdf.bytes))
        if let info = try Self.run("pdfinfo", ["lead.pdf"], in: box) { #expect(info.contains(/Pages: +3\n/)) }
    }

    @Test func aPictureTooLargeIsNotPainted() throws {
        guard let painter = Self.painter() else { return }
        #expect(throws: DrawingTrouble.self) { try painter.png(Self.page("40000", "10", "x"), scale: 1) }
        #expect(throws: DrawingTrouble.self) { try painter.png(Self.page("20000", "20000", "x"), scale: 1) }
        #expect(throws: DrawingTrouble.self) { try painter.png("<svg", scale: 1) }
        #expect(try painter.png(Self.page("40000", "10", "x"), scale: 0.5).count > 100)
    }

    @Test func aMissingLibraryIsNamedWithItsPackage() throws {
        let trouble = #expect(throws: DrawingTrouble.self) { try Librsvg(named: "libnothing-of-that-name.so.9") }
        #expect(trouble?.message.contains("apt install librsvg2-2") == true && trouble?.isOurs == false)
        let other = #expect(throws: DrawingTrouble.self) { try Librsvg(named: "libm.so.6") }
        #expect(other?.message.contains("too old") == true)
    }

    @Test(arguments: [
        ["--format", "jpg"], ["--format", ""], ["--format", "svg,"], ["--scale", "2"], ["--format", "png", "--scale", "0"], ["--format", "png", "--scale", "nan"],
        ["--format", "svg,dot", "-o", "-"],
    ]) func wrongCallsWriteNothing(_ arguments: [String]) throws {
        let box = try Sandbox()
        try box.write("lead.baton", Sample.found)
        let run = try box.run(["render", "lead.baton"] + arguments)
        #expect(run.status == 2 && run.error.hasPrefix("error: ") && run.output.isEmpty)
        #expect(try box.names() == ["lead.baton"])
    }

    @Test func textGoesToStandardOutput() throws {
        let box = try Sandbox()
        try box.write("lead.baton", Sample.found)
        #expect(try box.baton("render", "lead.baton", "--format", "mermaid", "-o", "-").output.hasPrefix("---\ntitle: \"Lead\"\n"))
        #expect(try box.baton("render", "lead.baton", "--format", "dot", "-o", "-").output.hasPrefix("digraph process {\n"))
    }

    @Test func datesAreWritten() throws {
        #expect(Day("2026-01-09")?.written == "2026-01-09")
    }
}
