import ProcessAnalysis
import ProcessModel
import ProcessSyntax
import Testing

@testable import BPMNInterchange

/// Whatever is done to an export elsewhere, its import is a map without errors that moves cases as the BPMN alone does.
@Suite(.enabled(if: BPMN.library != nil, "it needs libxml2, which is not here"))
struct ExportRandomEditTests {
    private func check(_ name: String, _ text: String, seed: Int) throws {
        let shared = ExportedMaps.shared(text)
        let trip = try RoundTrip(text, using: shared)
        var edit = RandomEdit(trip.exported, seed: seed, mayAddStrangers: seed.isMultiple(of: 3))
        edit.edit(1 + seed % 6)
        let library = try #require(BPMN.library)
        let imported: BPMNImport
        do throws(XMLTrouble) { imported = try BPMNImport(Array(edit.xml.utf8), file: "map.bpmn", library: library) } catch {
            #expect(error.name == "empty-bpmn", "\(name), \(seed): \(error.message)\n\(edit.done.joined(separator: "\n"))")
            return
        }
        let main = try #require(imported.maps.first)
        let own = Resolver.resolve(SyntaxTree(parsing: SourceText(name: "map.baton", text: main.text)), using: shared)
        let errors = own.diagnostics.filter { $0.severity == .error && !($0.name == "unknown-role" && !shared.isEmpty) && $0.name != "unknown-process" }.map(\.message)
        #expect(errors == [], "\(name), \(seed)\n\(edit.done.joined(separator: "\n"))\n\(main.text)")
        guard errors.isEmpty, imported.maps.count == 1, !text.contains("on late"), !text.contains(" 0%"), text.firstMatch(of: /join: .*\[any/) == nil else { return }
        // What others read in it.
        let others = BPMNImport(try BPMN.read(Array(edit.xml.replacing(BPMNNamespace.baton.rawValue, with: "urn:of-somebody-else").utf8)), file: "map.bpmn")
        let checked = CheckedImport(try #require(others.maps.first))
        guard others.maps.count == 1 else { return }
        let (mine, theirs) = (Self.verdicts(own.map), Self.verdicts(checked.map))
        // Of a loop that a path leaves for an end, maps that came from BPMN are told more strictly.
        guard !main.text.contains("fork: Side by side after") else { return }
        #expect(mine.isFaulty == theirs.isFaulty, "\(name), \(seed)\n\(edit.done.joined(separator: "\n"))\n\(main.text)\nothers:\n\(others.maps[0].text)")
        // What hangs on such an end or gateway is not told by itself.
        guard !theirs.isCutOff, !mine.isCutOff else { return }
        #expect(mine.isUnreachable == theirs.isUnreachable, "\(name), \(seed)\n\(edit.done.joined(separator: "\n"))\n\(main.text)\nothers:\n\(others.maps[0].text)")
    }

    /// Whether cases can go wrong, and whether there is a step that none comes to. What goes wrong first may be told of either of two
    /// faults, and an end or a gateway without a name needs no line in a map.
    private static func verdicts(_ map: ProcessMap) -> (isFaulty: Bool, isUnreachable: Bool, isCutOff: Bool) {
        let report = Catalogue.standard.run(over: Inspection(map), profile: .standard)
        let found = report.findings.filter { ExportVerdictTests.rules.contains($0.rule) }
        let unreachable = found.filter { $0.rule == "unreachable" }
        let cutOff = unreachable.filter { finding in ["'End'", "'On", "'Which way"].contains(where: finding.message.contains) }
        return (found.contains { $0.rule != "unreachable" }, !unreachable.isEmpty, !cutOff.isEmpty)
    }

    @Test func mapsOfTheRepositoryStayWithoutErrors() throws {
        var count = 0
        for (number, map) in ExportedMaps.all.enumerated() {
            for round in 0..<ExportedMaps.rounds(1) {
                do {
                    try check(map.name, map.text, seed: number + 1000 * round)
                    count += 1
                } catch is RoundTrip.Failure { continue }
            }
        }
        #expect(count > 250)
    }

    @Test(.enabled(if: ExportedMaps.hasGenerator, "it needs python3 and the generator of maps, which are not here"))
    func generatedMapsStayWithoutErrors() throws {
        for seed in 0..<ExportedMaps.rounds(40) { try check("generated", ExportedMaps.generated(seed), seed: seed) }
    }
}
