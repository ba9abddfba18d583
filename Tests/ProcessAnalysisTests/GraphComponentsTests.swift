import Testing

@testable import ProcessAnalysis

struct GraphComponentsTests {
    static func components(_ count: Int, _ arcs: [(Int, Int)]) -> [[Int32]] {
        var rows = [Int32](repeating: 0, count: count + 1)
        var targets: [Int32] = []
        for node in 0..<count {
            targets += arcs.filter { $0.0 == node }.map { Int32($0.1) }
            rows[node + 1] = Int32(targets.count)
        }
        let parts = Components(rows: rows, targets: targets)
        return (1..<parts.starts.count).map { parts.nodes[Int(parts.starts[$0 - 1])..<Int(parts.starts[$0])].sorted() }
    }

    @Test func loopsAreTogetherAndInOrder() {
        // 0 -> 1 <-> 2 -> 3 -> 4 -> 3, and 5 alone leads to 0.
        #expect(Self.components(6, [(0, 1), (1, 2), (2, 1), (2, 3), (3, 4), (4, 3), (5, 0)]) == [[5], [0], [1, 2], [3, 4]])
        #expect(Self.components(0, []) == [])
        #expect(Self.components(1, [(0, 0)]) == [[0]])
    }

    @Test(arguments: 1...50)
    func agreesWithWhoReachesWhom(seed: Int) {
        var random = SplitMix(seed: UInt64(seed))
        let count = Int.random(in: 1...12, using: &random)
        let arcs = (0..<Int.random(in: 0...count * 2, using: &random)).map { _ in
            (Int.random(in: 0..<count, using: &random), Int.random(in: 0..<count, using: &random))
        }
        var reaches = (0..<count).map { node in (0..<count).map { $0 == node } }
        for arc in arcs { reaches[arc.0][arc.1] = true }
        for k in 0..<count { for i in 0..<count where reaches[i][k] { for j in 0..<count where reaches[k][j] { reaches[i][j] = true } } }

        let parts = Self.components(count, arcs)
        #expect(parts.flatMap { $0 }.sorted() == (0..<Int32(count)).map { $0 })
        for (position, part) in parts.enumerated() {
            for a in part { for b in part { #expect(reaches[Int(a)][Int(b)]) } }
            for later in parts[(position + 1)...] { for a in part { for b in later { #expect(!reaches[Int(b)][Int(a)]) } } }
        }
    }

    @Test func aLongChainNeedsNoStack() {
        let count = 200_000
        let rows = (0...Int32(count)).map { $0 }
        let targets = (1...Int32(count)).map { $0 % Int32(count) }
        #expect(Components(rows: rows, targets: targets).starts == [0, Int32(count)])
    }
}
