import ProcessModel
import Testing

@testable import ProcessDiagram

/// Adding a step shifts what follows and re-orders nothing else.
@Suite struct StabilityTests {
    @Test(arguments: 1...40) func aNewStepReordersNothing(_ seed: Int) throws {
        let text = RandomMap.text(seed: seed, steps: 12 + seed % 30, lanes: 2 + seed % 5)
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        // After a step that stands at the top level of the flow and is no decision.
        let places = lines.indices.filter { index in
            let line = lines[index]
            return line.hasPrefix("  ") && !line.hasPrefix("   ") && line.contains(": ") && !line.hasSuffix("?") && !line.contains("start:")
                && !line.contains("end:") && !(index + 1 < lines.count && lines[index + 1].hasPrefix("    ")) && !line.contains("?")
        }
        guard !places.isEmpty else { return }
        let place = places[(seed * 7) % places.count]
        let lane = lines[place].split(separator: ":")[0]
        lines.insert("\(lane): Something new", at: place + 1)

        let before = try Drawing(text)
        let after = try Drawing(lines.joined(separator: "\n"))
        #expect(after.map.nodes.count == before.map.nodes.count + 1)
        func order(_ drawing: Drawing) -> [[String]] {
            drawing.map.lanes.indices.map { lane in
                drawing.map.nodes.indices.filter { drawing.map.nodes[$0].lane.index == lane && drawing.map.nodes[$0].name != "Something new" }
                    .sorted { drawing.diagram.steps[$0].outline.box.center.x < drawing.diagram.steps[$1].outline.box.center.x || (drawing.diagram.steps[$0].outline.box.center.x == drawing.diagram.steps[$1].outline.box.center.x && $0 < $1) }
                    .map { drawing.map.nodes[$0].name }
            }
        }
        #expect(Self.swaps(order(before), order(after)) == 0)
    }

    /// How many pairs of neighbours changed places.
    private static func swaps(_ before: [[String]], _ after: [[String]]) -> Int {
        var count = 0
        for (old, new) in zip(before, after) {
            var place: [String: Int] = [:]
            for (index, name) in new.enumerated() { place[name] = index }
            for (a, b) in zip(old, old.dropFirst()) {
                if let x = place[a], let y = place[b], x > y { count += 1 }
            }
        }
        return count
    }
}
