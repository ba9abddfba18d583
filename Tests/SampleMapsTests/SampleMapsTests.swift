import Foundation
import ProcessAnalysis
import ProcessModel
import ProcessSyntax
import Testing

@Suite struct SampleMapsTests {
    @Test func allAreKnownHere() throws {
        let folder = SampleMaps.package.appending(path: "Processes").path
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".baton") }.sorted()
        #expect(files == (SampleMaps.processes + ["organization"]).map { $0 + ".baton" }.sorted())
    }

    @Test(arguments: SampleMaps.processes + ["organization"])
    func saysNothingTheLanguageDoesNotKnow(name: String) throws {
        let tree = try SampleMaps.tree(name)
        let resolution = name == "organization" ? Resolver.resolve(tree) : try SampleMaps.resolve(name)
        let complaints = resolution.diagnostics.map { diagnostic in
            let at = tree.source.position(at: Int(diagnostic.span.start))
            return "\(at.line):\(at.column) \(diagnostic.name): \(diagnostic.message)"
        }
        #expect(complaints == [])
    }

    /// What the map tells first: the likeliest way to its first end.
    @Test(arguments: [
        (
            "lead-to-opportunity",
            """
            Demo requested > Submit demo form > Enrich record > Score lead > Route to queue > Review lead > Lead accepted? > \
            Contact prospect > Lead qualified? > Hand over to AE > Discovery call > Worth an opportunity? > \
            Create opportunity in CRM > Opportunity open
            """
        ),
        (
            "lead-to-opportunity-to-be",
            """
            Demo requested > Submit demo form > Send instant reply > Score lead > Review lead > Lead accepted? > \
            Contact prospect > Lead qualified? > Hand over to AE > Discovery call > Worth an opportunity? > \
            Create opportunity in CRM > Opportunity open
            """
        ),
        (
            "crm-change-request",
            """
            Change needed > Raise request by email > Triage request > Approve in CRM team meeting > Was everyone there? > \
            Scope the change > Build the change > Run acceptance test > Test passed? > Approve the release > Deploy the change > \
            Find out on Monday > Change live
            """
        ),
        (
            "campaign-launch",
            """
            Campaign planned > Write brief > Estimate effort > Draft concept > Review concept > Approved? > Check claims > \
            Cleared? > Build landing page and tracking > Check everything once more > Launch campaign > Read campaign mail > \
            Campaign live
            """
        ),
    ])
    func mainPath(name: String, expected: String) throws {
        let map = try SampleMaps.resolve(name).map
        let path = MainPath(map, FlowGraph(map))
        #expect(path.nodes.map { map[$0] }.filter { !$0.isImplicit }.map(\.name).joined(separator: " > ") == expected)
    }

    /// What the to-be map says of shared lanes and relationships stands in place of what is shared.
    @Test func theToBeReplacesWhatItChanges() throws {
        let map = try SampleMaps.resolve("lead-to-opportunity-to-be").map
        let internalLanes = map.lanes.filter { $0.kind == .internal }
        #expect(internalLanes.map { $0.measures.map(\.text.string) } == Array(repeating: ["pipeline created from accepted leads"], count: 2))
        #expect(map.roles.first { $0.name == "SDR" }?.people?.value == 2)
        #expect(map.relationships.filter { $0.first.string == "Marketing" && $0.second.string == "Sales" }.count == 1)
        #expect(map.terms.first { $0.name.string == "MQL" }?.agreed != nil)
    }
}
