import ProcessAnalysis
import ProcessModel
import Testing

@testable import ProcessDiagram

/// No map may be refused for want of room, however its steps, labels and marks crowd.
@Suite struct CrowdTests {
    /// Findings of different rules on every step and flow, `most` at most on each.
    private static func crowd(_ map: ProcessMap, most: Int) -> [Finding] {
        let places = map.nodeIDs.map { FindingPlace.node($0) } + map.flowIDs.map { .flow($0) } + map.lanes.indices.map { .lane(LaneID($0)) }
        return places.enumerated().flatMap { index, place in
            (0..<(1 + (index * 7 + most) % most)).map { number in
                .made("rule-\(number)", [.error, .warning, .info][(number + index) % 3], at: place, message: "something is missing \(number)")
            }
        }
    }

    private static func explained(_ seed: Int, _ most: Int, _ body: () throws -> Void) {
        do { try body() } catch { Issue.record("seed \(seed), \(most) findings: \(error)\n\(TangledMap.text(seed: seed))") }
    }

    @Test(arguments: 0..<12) func everyTangledMapIsDrawn(_ block: Int) {
        for seed in (block * 30)..<(block * 30 + 30) {
            let most = 1 + seed % 6
            Self.explained(seed, most) {
                let drawing = try Drawing(TangledMap.text(seed: seed)) { Self.crowd($0, most: most) }
                try SelfCheck(drawing.diagram).run()
                #expect(drawing.diagram.marksTakenOff == 0, "seed \(seed)")
            }
        }
    }

    @Test(arguments: 0..<4) func everyTangledMapIsDrawnWithItsOwnFindings(_ block: Int) {
        for seed in (1000 + block * 40)..<(1000 + block * 40 + 40) {
            Self.explained(seed, 0) {
                let drawing = try Drawing(TangledMap.text(seed: seed)) { Catalogue.standard.run(over: Inspection($0)).findings }
                #expect(drawing.diagram.marksTakenOff == 0, "seed \(seed)")
            }
        }
    }
}
