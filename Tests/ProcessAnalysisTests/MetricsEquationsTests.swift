import ProcessModel
import Testing

@testable import ProcessAnalysis

/// The sparse elimination against a second way: a dense fundamental matrix by Gauss and Jordan.
struct MetricsEquationsTests {
    /// (I - W)⁻¹ by rows, or nil where a column has no pivot.
    static func fundamentalMatrix(_ count: Int, _ arcs: [FlowEquations.Arc]) -> [[Double]]? {
        var left = (0..<count).map { row in (0..<count).map { $0 == row ? 1.0 : 0 } }
        for arc in arcs { left[Int(arc.from)][Int(arc.to)] -= arc.weight }
        var right = (0..<count).map { row in (0..<count).map { $0 == row ? 1.0 : 0 } }
        for column in 0..<count {
            let pivot = (column..<count).max { abs(left[$0][column]) < abs(left[$1][column]) } ?? column
            guard abs(left[pivot][column]) > 1e-12 else { return nil }
            left.swapAt(column, pivot)
            right.swapAt(column, pivot)
            let factor = 1 / left[column][column]
            for j in 0..<count {
                left[column][j] *= factor
                right[column][j] *= factor
            }
            for row in 0..<count where row != column {
                let times = left[row][column]
                for j in 0..<count {
                    left[row][j] -= times * left[column][j]
                    right[row][j] -= times * right[column][j]
                }
            }
        }
        return right
    }

    /// Arcs of a random walk that leaves every node with some probability.
    static func randomArcs(_ count: Int, _ random: inout SplitMix) -> [FlowEquations.Arc] {
        var arcs: [FlowEquations.Arc] = []
        for node in 0..<count {
            let ways = Int.random(in: 0...4, using: &random)
            for _ in 0..<ways {
                arcs.append(
                    .init(
                        from: Int32(node), to: Int32.random(in: 0..<Int32(count), using: &random),
                        weight: Double.random(in: 0.01...0.95, using: &random) / Double(ways)))
            }
        }
        return arcs
    }

    @Test(arguments: 1...40)
    func agreesWithTheDenseMatrix(seed: Int) throws {
        var random = SplitMix(seed: UInt64(seed))
        let count = Int.random(in: 1...30, using: &random)
        let arcs = Self.randomArcs(count, &random)
        let dense = try #require(Self.fundamentalMatrix(count, arcs))
        let sparse = try FlowEquations(nodeCount: count, arcs: arcs)

        let start = (0..<count).map { _ in Double.random(in: 0...1, using: &random) }
        let visits = sparse.visits(from: start)
        let values = sparse.values(of: start)
        let returns = sparse.returns()
        for node in 0..<count {
            let expectedVisits = (0..<count).reduce(0) { $0 + start[$1] * dense[$1][node] }
            let expectedValue = (0..<count).reduce(0) { $0 + dense[node][$1] * start[$1] }
            #expect(isClose(visits[node], expectedVisits))
            #expect(isClose(values[node], expectedValue))
            #expect(isClose(returns[node], dense[node][node]))
        }
    }

    @Test func aLoopIsAGeometricSeries() throws {
        // Goes round with 70 %, so 1 / 0.3 visits.
        let equations = try FlowEquations(nodeCount: 1, arcs: [.init(from: 0, to: 0, weight: 0.7)])
        #expect(isClose(equations.visits(from: [1])[0], 1 / 0.3))
        #expect(isClose(equations.returns()[0], 1 / 0.3))
    }

    @Test func aLoopWithoutAWayOutIsEndless() {
        #expect(throws: FlowEquations.Failure.self) {
            _ = try FlowEquations(nodeCount: 2, arcs: [.init(from: 0, to: 1, weight: 1), .init(from: 1, to: 0, weight: 1)])
        }
        // More comes back than went out: the visits of a naive solution would be negative.
        #expect(throws: FlowEquations.Failure.self) {
            _ = try FlowEquations(nodeCount: 2, arcs: [.init(from: 0, to: 1, weight: 2), .init(from: 1, to: 0, weight: 0.6)])
        }
    }

    @Test func aLongChainWithOneBigLoopIsSolved() throws {
        let count = 20_000
        var arcs = (1..<count).map { FlowEquations.Arc(from: Int32($0 - 1), to: Int32($0), weight: 1) }
        arcs.append(.init(from: Int32(count - 1), to: 0, weight: 0.5))
        let equations = try FlowEquations(nodeCount: count, arcs: arcs)
        var start = [Double](repeating: 0, count: count)
        start[0] = 1
        #expect(equations.visits(from: start).allSatisfy { isClose($0, 2) })
        #expect(equations.returns().allSatisfy { isClose($0, 2) })
    }

    @Test func aTangleBeyondReasonIsGivenUp() {
        var random = SplitMix(seed: 7)
        let count = 400
        let arcs = (0..<count * 4).map { index in
            FlowEquations.Arc(from: Int32(index / 4), to: Int32.random(in: 0..<Int32(count), using: &random), weight: 0.24)
        }
        #expect(throws: FlowEquations.Failure.tooEntangled) {
            _ = try FlowEquations(nodeCount: count, arcs: arcs, effortLimit: 20_000)
        }
    }
}
