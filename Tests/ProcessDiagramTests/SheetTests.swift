import Foundation
import ProcessAnalysis
import ProcessModel
import ProcessSyntax
import Testing

@testable import ProcessDiagram

#if canImport(FoundationXML)
import FoundationXML
#endif

/// The sheets that hang beside the map.
@Suite struct SheetTests {
    /// A map, inspected, with what the rules find.
    struct Ground {
        let inspection: Inspection
        let findings: [Finding]
        var map: ProcessMap { inspection.map }

        init(_ text: String) {
            let map = Resolver.resolve(SyntaxTree(parsing: SourceText(name: "map.baton", text: text))).map
            inspection = Inspection(map)
            findings = Catalogue.standard.run(over: inspection, today: Rule.Example.day).findings
        }

        func sheet(_ kind: ProcessSheet.Kind, _ change: (inout ProcessSheet.Options) -> Void = { _ in }) throws -> ProcessSheet {
            var options = ProcessSheet.Options()
            options.today = Rule.Example.day
            change(&options)
            return try ProcessSheet(kind, of: inspection, findings: findings, options: options)
        }

        /// All words of a sheet, a line each, in reading order.
        func words(_ kind: ProcessSheet.Kind, _ change: (inout ProcessSheet.Options) -> Void = { _ in }) throws -> [String] {
            try sheet(kind, change).pages.flatMap { $0.parts.flatMap(\.rows).flatMap(\.blocks).flatMap(\.words).map(\.text) }
        }
    }

    static let small = """
        process: Leads
          owner: Head of Sales
          volume: 100 per month
        lane: Prospect [customer]
        lane: Marketing
          role: Ops
          role: Demand Gen
        lane: Sales
          accountable: Head of Sales
          role: SDR [people 1]

        relationship: Marketing and Sales
          rating: Marketing 4, Sales 9 [on 2026-10-01]

        term: MQL
          Marketing: a lead that scores 65
          Sales: a lead with a budget

        flow:
          Prospect: Ask for a demo
          Ops: Enrich record [work 10 min, wait 2 bh]
            accountable: VP Marketing, CMO
          Demand Gen: Score the MQL [work ?]
            handoff: MQL [via CRM queue]
            informs: Prospect [what outcome]
          SDR: Worth a call?
            yes 40%
            no 60%:
              Marketing: Nurture [work 5 min, wait 40 bh]
              -> Score the MQL
          SDR: Call [work 30 min, wait 8 bh]
            consulted: Ops
            pain: Leads go cold [impact 4, weekly, votes 7, felt by Sales]
            pain: The list is long [impact 1, monthly]
          end: Called

        question: Who owns a lead that was sent back? [for CRO]
        action: Agree what an MQL is [owner CRO, due 2026-11-20, fixes Leads go cold, measure fewer rejects]
        action: Clean the list
        """

    // MARK: All of them

    @Test(arguments: ProcessSheet.Kind.allCases) func hardMapsAreSetWithoutADefect(_ kind: ProcessSheet.Kind) throws {
        for seed in 1...60 {
            let (lanes, roles) = (2 + seed % 9, seed % 5)
            let ground = Ground(SheetMap.text(seed: seed, lanes: lanes, rolesEach: roles, steps: 6 + seed % 20))
            #expect(ground.map.lanes.count == lanes, "seed \(seed)")
            guard ProcessSheet.lack(of: kind, in: ground.map) == nil else { continue }
            for paper in [ProcessSheet.Paper.screen, seed % 2 == 0 ? .a4 : .a3] {
                do {
                    // The sheet is checked as it is made.
                    let sheet = try ground.sheet(kind) { $0.paper = paper }
                    #expect(!sheet.pages.isEmpty)
                    #expect(paper != .screen || sheet.pages.count == 1)
                } catch let error as DrawingError {
                    // A network that is too large for a page is told, and only that.
                    #expect(error.isAboutTheMap && kind == .functions && paper != .screen, "seed \(seed), \(paper): \(error)")
                }
            }
        }
    }

    @Test func thirtyRolesFindRoom() throws {
        let ground = Ground(SheetMap.text(seed: 7, lanes: 6, rolesEach: 5, steps: 40))
        #expect(ground.map.roles.count == 30)
        for kind in ProcessSheet.Kind.allCases {
            #expect(try ground.sheet(kind).pages.count == 1)
        }
        let pages = try ground.sheet(.raci) { $0.paper = .a4 }.pages
        #expect(pages.allSatisfy { $0.width == 1120 && $0.height == 792 })
        #expect(pages.map(\.number) == Array(1...pages.count))
    }

    @Test(arguments: ProcessSheet.Kind.allCases) func eachRunGivesTheSameBytes(_ kind: ProcessSheet.Kind) throws {
        #expect(try Ground(Self.small).sheet(kind).svgs() == Ground(Self.small).sheet(kind).svgs())
    }

    @Test(arguments: ProcessSheet.Kind.allCases) func namesNeverBecomeMarkup(_ kind: ProcessSheet.Kind) throws {
        let ground = Ground(Self.small.replacing("Leads go cold", with: "<script>alert(1)</script> & \"x\"").replacing("Marketing", with: "R&D <b>"))
        for svg in try ground.sheet(kind, { $0.idPrefix = "a\"b<c" }).svgs() {
            #expect(!svg.contains("<script") && !svg.contains("<b>"))
            let parser = XMLParser(data: Data(svg.utf8))
            #expect(parser.parse(), "\(String(describing: parser.parserError))")
        }
    }

    @Test func idsDifferFromSheetToSheetAndFromPageToPage() throws {
        let ground = Ground(SheetMap.text(seed: 3, lanes: 5, rolesEach: 3, steps: 40))
        var seen = Set<String>()
        for kind in ProcessSheet.Kind.allCases where kind != .functions {
            for svg in try ground.sheet(kind, { $0.paper = .a4 }).svgs() {
                for match in svg.matches(of: /\sid="([^"]*)"/) { #expect(seen.insert(String(match.1)).inserted, "\(match.1)") }
            }
        }
        #expect(seen.count > 20)
    }

    @Test func aTableThatGoesOnRepeatsItsHead() throws {
        let ground = Ground(SheetMap.text(seed: 5, lanes: 4, rolesEach: 2, steps: 60))
        let pages = try ground.sheet(.raci) { $0.paper = .a4 }.pages
        #expect(pages.count > 2)
        for page in pages.dropLast() {
            let table = try #require(page.parts.first { $0.kind == .table })
            #expect(table.rows.first?.blocks.first?.kind == .columnHead)
            #expect(page.parts.last?.rows.first?.blocks.first?.words.first?.text == "page \(page.number) of \(pages.count)")
        }
        // Each step has its row once, whatever the page.
        let heads = pages.flatMap { $0.parts.flatMap(\.rows).flatMap(\.blocks).filter { $0.kind == .rowHead } }
        let tables = Set(pages.flatMap { $0.parts.filter { $0.kind == .table }.compactMap { $0.rows.first?.blocks.map { $0.words.map(\.text) } } }).count
        #expect(heads.count == tables * ground.map.nodes.filter(\.isWork).count)
    }

    @Test func aRowHigherThanAPageGoesOnUpOnTheNext() throws {
        let long = (1...900).map { "word\($0)" }.joined(separator: " ")
        let ground = Ground(Self.small.replacing("Leads go cold [", with: "\(long) ["))
        let words = try ground.words(.pains) { $0.paper = .a4 }.joined(separator: " ")
        #expect(words.contains("word1 ") || words.contains("Word1 "))
        for number in [450, 900] { #expect(words.contains("word\(number)")) }
    }

    @Test func linesOfNetworksRunClearOfFunctionsAndLabels() throws {
        var covered = 0
        var lines = 0
        for seed in 1...40 {
            let ground = Ground(SheetMap.text(seed: seed, lanes: 3 + seed % 8, rolesEach: seed % 3, steps: 8 + seed % 25))
            guard ProcessSheet.lack(of: .functions, in: ground.map) == nil else { continue }
            // Lines through functions are a defect that the sheet's own check throws on.
            let row = try #require(ground.sheet(.functions).pages.first?.parts.first { $0.kind == .figure }?.rows.first)
            for line in row.lines {
                lines += 1
                let labels = row.blocks.filter { $0.kind == .label && ($0.from != line.from || $0.to != line.to) }
                if labels.contains(where: { label in line.samples.contains { label.box.inset(by: 2).holds(Box(center: $0, width: 0, height: 0), slack: 0) } }) { covered += 1 }
            }
        }
        #expect(lines > 300)
        // In a tangle one may pass behind a label, which then covers it; in all others none does.
        #expect(covered * 200 <= lines, "\(covered) of \(lines) lines run behind a label")
    }

    // MARK: The check

    @Test func theCheckSeesWhatIsWrong() throws {
        let page = try #require(Ground(Self.small).sheet(.raci).pages.first)
        let part = try #require(page.parts.firstIndex { $0.kind == .table })
        func broken(_ change: (inout SheetPage.Block) -> Void) -> Bool {
            var copy = page
            change(&copy.parts[part].rows[1].blocks[0])
            return (try? SheetCheck(page: copy).run()) == nil
        }
        #expect(!broken { _ in })
        #expect(broken { $0.box.x -= 100 })
        #expect(broken { $0.box.width += 30 })
        #expect(broken { $0.words[0].text += " and much more than the cell can ever hold beside its border" })
        #expect(broken { $0.words[0].size = 9 })
        #expect(broken { $0.words[1].at.y = $0.words[0].at.y })
        #expect(broken { $0.signs = [.init(kind: .tick, mark: "", box: $0.words[0].room)] })
    }
}
