import ProcessAnalysis
import ProcessDiagram
import ProcessModel
import ProcessSyntax
import Testing

/// A map is checked and drawn while it is being typed: whatever is there so far gives an answer.
@Suite struct BrokenSampleTests {
    private static func resolve(_ bytes: ArraySlice<UInt8>, _ shared: SyntaxTree) -> ProcessMap {
        Resolver.resolve(SyntaxTree(parsing: SourceText(name: "typed.baton", bytes: Array(bytes))), using: [shared]).map
    }

    @Test(arguments: SampleMaps.processes)
    func everyBeginningIsCheckedAndDrawn(name: String) throws {
        let bytes = try SampleMaps.tree(name).source.bytes
        let shared = try SampleMaps.tree("organization", id: 1)
        // Every place at which a line ends, and some inside each line.
        for length in 0...bytes.count where length % 83 == 0 || length == bytes.count || bytes[length] == UInt8(ascii: "\n") {
            let map = Self.resolve(bytes[..<length], shared)
            let inspection = Inspection(map)
            let report = Catalogue.standard.run(over: inspection)
            for finding in report.findings { #expect(!finding.message.isEmpty && !finding.question.isEmpty) }
            guard map.isProcess else { continue }
            let drawing = try SwimlaneMap(map, graph: inspection.graph, mainPath: inspection.mainPath, findings: report.findings)
            #expect(drawing.svg().hasSuffix("</svg>\n") || drawing.svg().hasSuffix("</svg>"))
        }
    }

    @Test(arguments: SampleMaps.processes)
    func aMapWithAnyLineGoneIsCheckedAndDrawn(name: String) throws {
        let bytes = try SampleMaps.tree(name).source.bytes
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let shared = try SampleMaps.tree("organization", id: 1)
        for index in lines.indices {
            var fewer = lines
            fewer.remove(at: index)
            let map = Self.resolve(Array(fewer.joined(separator: [UInt8(ascii: "\n")]))[...], shared)
            let inspection = Inspection(map)
            let report = Catalogue.standard.run(over: inspection)
            guard map.isProcess else { continue }
            #expect(throws: Never.self) {
                try SwimlaneMap(map, graph: inspection.graph, mainPath: inspection.mainPath, findings: report.findings)
            }
        }
    }
}
