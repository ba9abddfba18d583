import ProcessAnalysis
import ProcessModel
import ProcessSyntax

/// What it costs to play a case through a map, in memory: from its graph to what can go wrong.
enum ControlFlow {
    /// The table for the page.
    static func table() -> String {
        var table = Table(["control flow, in memory", "nodes", "median", "99th percentile", "bar", ""])
        let real = (1...600).map { MapMaker(steps: 16 + $0 % 100, seed: UInt64($0)).text }
        table.add(row("600 maps as people draw them", real, median: 0.5, most: 20))
        let tangled = (1...600).map { tangle(forks: 3 + $0 % 30, seed: UInt64($0)) }
        table.add(row("600 graphs of forks, joins, answers and jumps at random", tangled, median: 0.5, most: 20))
        table.add(row("500 blocks one after the other", [blocks(500, paths: 2)], median: 20, most: nil))
        table.add(row("20 parallel paths, each with a question", [blocks(1, paths: 20)], median: 20, most: nil))
        return table.text
    }

    private static func row(_ name: String, _ texts: [String], median: Double, most: Double?) -> [String] {
        var times: [Double] = []
        var (least, greatest) = (Int.max, 0)
        for text in texts {
            let map = Resolver.resolve(SyntaxTree(parsing: SourceText(name: "map.baton", text: text))).map
            let graph = FlowGraph(map)
            least = min(least, map.nodes.count)
            greatest = max(greatest, map.nodes.count)
            var best = Double.infinity
            for _ in 0..<5 {
                let start = ChildRun.now()
                let soundness = Soundness(map, graph)
                best = min(best, ChildRun.now() - start)
                // It is looked at, so that no optimizer may leave the work out.
                if soundness.deadlocks.count > map.nodes.count { return [] }
            }
            times.append(best)
        }
        times.sort()
        let middle = Series.median(times)
        let high = times[min(times.count - 1, times.count * 99 / 100)]
        let isMet = middle <= median && most.map { high <= $0 } ?? true
        return [
            name, least == greatest ? grouped(least) : "\(least) to \(greatest)", decimals(middle, 3) + " ms",
            most == nil ? "" : decimals(high, 3) + " ms",
            "≤ \(decimals(median, median < 1 ? 1 : 0))" + (most.map { ", ≤ \(decimals($0, 0)) ms" } ?? " ms"), isMet ? "met" : "**not met**",
        ]
    }

    private static func blocks(_ count: Int, paths: Int) -> String {
        let block = { (block: Int, path: Int) in
            "    path: p\(path)\n      A: Do \(block) \(path)\n      A: Fine \(block) \(path)?\n        yes\n        no:\n          B: Mend \(block) \(path)\n"
        }
        return "process: P\nlanes: A, B\nflow:\n"
            + (0..<count).map { number in "  in parallel:\n" + (0..<paths).map { block(number, $0) }.joined() }.joined()
    }

    /// Forks, joins and questions that lead to each other at random, mostly forward.
    private static func tangle(forks count: Int, seed: UInt64) -> String {
        var random = SplitMix(state: seed)
        func target(_ here: Int) -> String {
            let back = random.below(6) == 0
            let at = back ? random.below(here + 1) : min(count, here + 1 + random.below(4))
            return at == count ? "Done" : "\(["S", "J"][random.below(2)])\(at)"
        }
        var text = "process: P\nlanes: A\nflow:\n"
        for i in 0..<count {
            text += "  A: S\(i)\n"
            switch random.below(3) {
            case 0: text += "  fork: F\(i)\n    -> \(target(i))\n    -> T\(i)\n  A: T\(i)\n"
            case 1: text += "  A: Q\(i)?\n    yes -> \(target(i))\n    no\n  A: T\(i)\n"
            default: text += "  A: T\(i)\n"
            }
            text += "  join: J\(i)\(["", " [one]", " [any]"][random.below(3)])\n"
        }
        return text + "  end: Done\n"
    }
}
