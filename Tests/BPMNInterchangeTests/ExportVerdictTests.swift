import Foundation
import ProcessAnalysis
import ProcessModel
import ProcessSyntax
import Testing

@testable import BPMNInterchange

/// The elements of BPMN alone, without anything of Baton's own beside them, tell the same control flow.
@Suite(.enabled(if: BPMN.library != nil, "it needs libxml2, which is not here"))
struct ExportVerdictTests {
    static let rules = ["deadlock", "lack-of-synchronization", "endless-loop", "unreachable"]

    /// How often each of those rules finds something, or cannot tell.
    static func verdicts(_ map: ProcessMap) -> [String] {
        let report = Catalogue.standard.run(over: Inspection(map), profile: .standard)
        return rules.map { rule in "\(rule): \(min(1, report.findings.count { $0.rule == rule }))" }
    }

    /// What differs between a map and what others would read in its export.
    private func difference(_ text: String, _ shared: [SyntaxTree]) throws -> String? {
        let tree = SyntaxTree(parsing: SourceText(name: "map.baton", text: text))
        let resolution = Resolver.resolve(tree, using: shared)
        guard resolution.map.isProcess, !resolution.diagnostics.contains(where: { $0.severity == .error }) else { throw RoundTrip.Failure.untellable }
        let exported = try BPMNExport(resolution.map, from: tree).text.replacing(BPMNNamespace.baton.rawValue, with: "urn:of-somebody-else")
        let imported = BPMNImport(try BPMN.read(Array(exported.utf8)), file: "map.bpmn")
        let checked = CheckedImport(try #require(imported.maps.first))
        guard !checked.diagnostics.contains(where: { $0.severity == .error }) else { return "errors: \(checked.diagnostics.map(\.message))" }
        let (own, others) = (Self.verdicts(resolution.map), Self.verdicts(checked.map))
        return own == others ? nil : "\(zip(own, others).filter { $0 != $1 })\n\(imported.maps[0].text)"
    }

    @Test func othersReadTheSameControlFlow() throws {
        var count = 0
        // What comes late is a second case in BPMN, and only complex gateways go on with the first that arrives.
        let isExact = { (text: String) in !text.contains("on late") && text.firstMatch(of: /join: .*\[any/) == nil }
        for map in ExportedMaps.all where isExact(map.text) {
            do {
                let difference = try difference(map.text, ExportedMaps.shared(map.text))
                #expect(difference == nil, "\(map.name)")
                count += 1
            } catch is RoundTrip.Failure { continue }
        }
        #expect(count > 250)
    }
}
