import ProcessModel
import Testing

@testable import ProcessDiagram

/// The rules of a good map that can be counted: docs/drawing.md. `make score` counts them on many more maps.
@Suite struct GoodMapTests {
    static let sizes = (1...30).map { (seed: $0, steps: 8 + ($0 * 11) % 60, lanes: 2 + $0 % 7) }

    @Test(arguments: sizes) func flowsBendLittleAndTheMainPathNotAtAllInALane(_ size: (seed: Int, steps: Int, lanes: Int)) throws {
        let drawing = try Drawing(RandomMap.text(seed: size.seed, steps: size.steps, lanes: size.lanes))
        let flows = drawing.diagram.flows
        #expect(flows.reduce(0) { $0 + $1.points.count - 2 } < 2 * max(1, flows.count))
        for flow in flows where flow.isMain && drawing.map[flow.from].lane == drawing.map[flow.to].lane {
            #expect(flow.points.count == 2, "from \(drawing.map[flow.from].name) to \(drawing.map[flow.to].name)")
        }
    }

    /// A detour of a few corners is worth a crossing.
    @Test func goesRoundRatherThanAcross() throws {
        let drawing = try Drawing("""
            process: P
            lanes: Customer, Marketing, Sales, IT, Legal
            flow:
              Customer: Plan demo
              Legal: Review report?
                yes 30%:
                  Legal: Price it
                  Legal: Score model
                  Customer: Plan form
                  Customer: Send landing page
                no 70%
              Sales: Plan list
              end: Done
            """)
        #expect(Self.crossings(drawing.diagram.flows) == 0)
    }

    @Test func twentyStepsInFiveLanesGoOnAProjector() throws {
        var text = "process: P\nlanes: Customer, Marketing, Sales, IT, Legal\nflow:\n"
        for index in 1...20 { text += "  \(index < 13 ? "Marketing" : "Sales"): Review landing page \(index)\n" }
        let drawing = try Drawing(text + "  end: Done\n")
        #expect(drawing.diagram.width <= 1_920)
        #expect(drawing.diagram.steps.flatMap(\.words).allSatisfy { $0.size >= 11 })
    }

    @Test func aMapWithRoomIsSetWithRoom() throws {
        let drawing = try Drawing("process: P\nlanes: A\nflow:\n  A: Review landing page\n  A: Send it\n  end: Done\n")
        #expect(try drawing.box("Send it").width >= Spacing.roomy.leastBox)
    }

    /// Work drops from the step that comes last before it, though the likelier way comes from further left.
    @Test func dropsFromTheLatestStepBefore() throws {
        let drawing = try Drawing("""
            process: P
            lanes: A, B
            flow:
              A: Ask?
                yes 20%:
                  A: Check
                  A: Repair
                no 80%
              B: Book
              end: Done
            """)
        #expect(try drawing.box("Book").center.x == drawing.box("Repair").center.x)
    }

    private static func crossings(_ flows: [Diagram.Line]) -> Int {
        var count = 0
        for (index, a) in flows.enumerated() {
            for b in flows[(index + 1)...] {
                for (p, q) in zip(a.points, a.points.dropFirst()) {
                    for (r, s) in zip(b.points, b.points.dropFirst()) where (abs(p.y - q.y) < 0.05) != (abs(r.y - s.y) < 0.05) {
                        let (level, upright) = abs(p.y - q.y) < 0.05 ? ((p, q), (r, s)) : ((r, s), (p, q))
                        let (x, y) = (upright.0.x, level.0.y)
                        if x > min(level.0.x, level.1.x), x < max(level.0.x, level.1.x), y > min(upright.0.y, upright.1.y),
                            y < max(upright.0.y, upright.1.y)
                        {
                            count += 1
                        }
                    }
                }
            }
        }
        return count
    }
}
