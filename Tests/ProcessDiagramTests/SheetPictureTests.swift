import Foundation
import ProcessAnalysis
import ProcessModel
import ProcessSyntax
import Testing

@testable import ProcessDiagram

/// The sheets that docs/sheets.md shows, of the sample maps. `UPDATE_GOLDEN=1` draws them anew; look at each before it is
/// committed.
@Suite struct SheetPictureTests {
    private static let package = AuditTests.package
    private static let folder = package.appending(path: "docs/drawings/sheets")

    private static let samples: [(kind: ProcessSheet.Kind, map: String)] = [
        (.functions, "campaign-launch"), (.matrix, "campaign-launch"), (.raci, "crm-change-request"), (.pairs, "campaign-launch"),
        (.pains, "crm-change-request"), (.actions, "lead-to-opportunity"), (.glossary, "lead-to-opportunity"), (.agenda, "lead-to-opportunity"),
    ]

    private static func tree(_ name: String, _ id: Int) throws -> SyntaxTree {
        let file = package.appending(path: "Processes/\(name).baton")
        return SyntaxTree(parsing: SourceText(id: FileID(id), name: name, bytes: Array(try Data(contentsOf: file))))
    }

    private static func sheet(_ kind: ProcessSheet.Kind, of name: String, on paper: ProcessSheet.Paper = .screen) throws -> ProcessSheet {
        let map = Resolver.resolve(try tree(name, 0), using: [try tree("organization", 1)]).map
        let inspection = Inspection(map)
        let today = CalendarDate(year: 2026, month: 12, day: 20)
        var options = ProcessSheet.Options()
        options.today = today
        options.paper = paper
        options.idPrefix = name
        return try ProcessSheet(kind, of: inspection, findings: Catalogue.standard.run(over: inspection, today: today).findings, options: options)
    }

    @Test(arguments: samples.indices) func pictureIsAsKept(_ index: Int) throws {
        let (kind, name) = Self.samples[index]
        let svg = try #require(Self.sheet(kind, of: name).svgs().first)
        let file = Self.folder.appending(path: "\(kind.rawValue).svg")
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
            try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
            try svg.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(svg == (try String(contentsOf: file, encoding: .utf8)), "docs/drawings/sheets/\(kind.rawValue).svg differs; write it anew with UPDATE_GOLDEN=1 and look at it")
    }

    @Test(arguments: ["campaign-launch", "crm-change-request", "lead-to-opportunity", "lead-to-opportunity-to-be"])
    func sampleMapsFitOnEveryPaper(_ name: String) throws {
        for paper in ProcessSheet.Paper.allCases {
            for kind in ProcessSheet.Kind.allCases {
                let pages = try Self.sheet(kind, of: name, on: paper).pages
                #expect(!pages.isEmpty, "\(kind) on \(paper)")
            }
        }
    }
}
