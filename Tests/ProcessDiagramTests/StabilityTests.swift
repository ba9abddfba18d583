import ProcessModel
import Testing

@testable import ProcessDiagram

/// Adding a step shifts what follows and re-orders nothing else.
@Suite struct StabilityTests {
    @Test(arguments: 1...60) func aNewStepReordersNothing(_ seed: Int) throws {
        let text = RandomMap.text(seed: seed, steps: 12 + seed % 30, lanes: 2 + seed % 5)
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard let flow = lines.firstIndex(of: "flow:") else { return }
        // Before any step but the first, also inside of branches and paths.
        let places = lines.indices.filter { $0 > flow + 2 && Self.lane(of: lines[$0]) != nil }
        guard !places.isEmpty else { return }
        let place = places[(seed * 7) % places.count]
        let lane = try #require(Self.lane(of: lines[place]))
        lines.insert("\(lines[place].prefix { $0 == " " })\(lane): Something new", at: place)

        let before = try Drawing(text)
        let after = try Drawing(lines.joined(separator: "\n"))
        #expect(after.map.nodes.count == before.map.nodes.count + 1)
        #expect(Self.swaps(before, after) == [])
    }

    /// The line's words before the colon, where it is a step.
    private static func lane(of line: String) -> Substring? {
        let words = line.drop { $0 == " " }
        guard let colon = words.firstRange(of: ": "), words.first?.isUppercase == true else { return nil }
        return words[..<colon.lowerBound]
    }

    /// The pairs of steps of one lane that stood in one order, left and right or above and below, and now stand in
    /// the other. Bars of parallel paths stand in no row.
    private static func swaps(_ before: Drawing, _ after: Drawing) -> [String] {
        var out: [String] = []
        func middle(_ drawing: Drawing, _ node: Int) -> Point { drawing.diagram.steps[node].outline.box.center }
        // Nodes are told apart by their name and how often it came before.
        func keys(_ drawing: Drawing) -> [String] {
            var count: [String: Int] = [:]
            return drawing.map.nodes.map { node in
                let key = "\(node.kind) \(node.name)"
                count[key, default: 0] += 1
                return "\(key) \(count[key, default: 0])"
            }
        }
        var place: [String: Int] = [:]
        for (node, key) in keys(after).enumerated() { place[key] = node }
        let all = keys(before).enumerated().compactMap { node, key in place[key].map { (old: node, new: $0, key: key) } }
        for (index, a) in all.enumerated() {
            for b in all[(index + 1)...] where before.map.nodes[a.old].lane == before.map.nodes[b.old].lane {
                let isBar = [a, b].contains { [.fork, .join].contains(before.map.nodes[$0.old].kind) }
                let (p, q) = (middle(before, a.old), middle(before, b.old))
                let (r, s) = (middle(after, a.new), middle(after, b.new))
                func changed(_ old: Double, _ new: Double) -> Bool { abs(old) > 1 && abs(new) > 1 && (old < 0) != (new < 0) }
                if changed(p.x - q.x, r.x - s.x) { out.append("\(a.key) and \(b.key), left and right") }
                if !isBar, changed(p.y - q.y, r.y - s.y) { out.append("\(a.key) and \(b.key), above and below") }
            }
        }
        return out
    }
}
