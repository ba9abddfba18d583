import ProcessModel
import Testing

@testable import ProcessAnalysis

/// Maps that make no sense: the numbers must neither trap nor come out as nonsense.
struct MetricsAnyMapTests {
    static func map(seed: Int) -> ProcessMap {
        var random = SplitMix(seed: UInt64(seed))
        var b = MapBuilder(lanes: ["A", "B", "C"])
        let kinds: [Node.Kind] = [.task, .task, .task, .decision, .decision, .fork, .join, .end, .start, .call]
        for _ in 0..<Int.random(in: 1...14, using: &random) {
            let node = b.node(
                kinds.randomElement(using: &random) ?? .task, lane: Int.random(in: 0..<3, using: &random),
                work: Double.random(in: 0...9, using: &random), takes: Double.random(in: 0...90, using: &random),
                ok: Double.random(in: 0...1, using: &random))
            b.map.nodes[node.index].takesSeveralAnswers = Int.random(in: 0..<8, using: &random) == 0
            b.map.nodes[node.index].isImplicit = Int.random(in: 0..<3, using: &random) == 0
            b.map.nodes[node.index].joinRule = [.all, .all, .any, .one].randomElement(using: &random) ?? .all
        }
        let count = b.map.nodes.count
        for _ in 0..<Int.random(in: 0...count * 2, using: &random) {
            let from = NodeID(Int.random(in: 0..<count, using: &random))
            let kind: Flow.Kind = Int.random(in: 0..<12, using: &random) == 0 ? .exception : b.map[from].kind == .decision ? .answer : .next
            let share: Double? = [nil, nil, 0, 0.2, 0.5, 0.8, 1].randomElement(using: &random) ?? nil
            b.flow(from, NodeID(Int.random(in: 0..<count, using: &random)), kind, kind == .next ? nil : share)
        }
        b.map.entries = (0..<Int.random(in: 0...2, using: &random)).map { _ in NodeID(Int.random(in: 0..<count, using: &random)) }
        b.map.volume = Figure(Rate(count: 100, period: .month), at: .nowhere)
        return b.map
    }

    @Test(arguments: 0..<40)
    func isSafe(block: Int) {
        for seed in block * 250..<(block + 1) * 250 {
            let map = Self.map(seed: seed)
            let inspection = Inspection(map)
            let metrics = inspection.metrics
            func isSound(_ value: Double?) -> Bool { value.map { $0.isFinite && $0 >= 0 } ?? true }
            func isSound(_ total: TotalTime?) -> Bool {
                guard let time = total?.time else { return true }
                return isSound(time.low) && isSound(time.expected) && isSound(time.high)
            }
            #expect(metrics.visits.allSatisfy(isSound), "seed \(seed)")
            #expect(isSound(metrics.allCases.lead.value) && isSound(metrics.allCases.work.value), "seed \(seed)")
            #expect(isSound(metrics.allCases.rework.value) && isSound(metrics.handoffs.perCase), "seed \(seed)")
            let ok = metrics.allCases.rolledOK.value?.share ?? 0
            #expect(ok >= 0 && ok <= 1 + 1e-9, "seed \(seed)")
            for end in metrics.byEnd {
                #expect(isSound(end.perCase) && isSound(end.figures?.lead) && isSound(end.figures?.work), "seed \(seed)")
            }
            // What would be if: no gain is more than there is, no share more than all.
            for saving in inspection.savings.value ?? [] {
                #expect(isSound(saving.saved.expected) && saving.saved.expected <= (metrics.allCases.lead.value?.time.expected ?? 0) * (1 + 1e-9), "seed \(seed)")
            }
            #expect(isSound(metrics.workInProgress(map)?.cases.expected), "seed \(seed)")
            let rework = inspection.returnedRework?.value
            #expect(isSound(rework?.lead) && isSound(rework?.work), "seed \(seed)")
            #expect((rework?.lead.time.expected ?? .infinity) >= (metrics.allCases.lead.value?.time.expected ?? 0) * (1 - 1e-9), "seed \(seed)")
            // What is not told has a reason.
            let isTold = metrics.visits.allSatisfy { $0 != nil }
            #expect(isTold || !metrics.missing.isEmpty, "seed \(seed)")
        }
    }
}
