/// Which node every way to another one leads through last (Cooper, Harvey, Kennedy 2001).
struct Dominators {
    /// For each node its immediate dominator; -1 for the root and for what it does not reach.
    private(set) var parent: [Int]
    /// Place in reverse postorder; -1 for what the root does not reach.
    private(set) var rank: [Int]

    init(count: Int, root: Int, successors: (Int) -> [Int]) {
        rank = [Int](repeating: -1, count: count)
        var order: [Int] = []
        var preds = [[Int]](repeating: [], count: count)
        var isSeen = [Bool](repeating: false, count: count)
        var open: [(node: Int, next: [Int], at: Int)] = [(root, successors(root), 0)]
        isSeen[root] = true
        while let top = open.last {
            if top.at < top.next.count {
                open[open.count - 1].at += 1
                // The last first, so that the first comes first once the order is turned round.
                let target = top.next[top.next.count - 1 - top.at]
                preds[target].append(top.node)
                if !isSeen[target] {
                    isSeen[target] = true
                    open.append((target, successors(target), 0))
                }
            } else {
                order.append(top.node)
                open.removeLast()
            }
        }
        order.reverse()
        for (place, node) in order.enumerated() { rank[node] = place }
        parent = [Int](repeating: -1, count: count)
        parent[root] = root
        var isChanged = true
        var rounds = 0
        while isChanged, rounds < 50 {
            isChanged = false
            rounds += 1
            for node in order.dropFirst() {
                var best = -1
                for pred in preds[node] where parent[pred] >= 0 { best = best < 0 ? pred : meet(best, pred) }
                if best >= 0, parent[node] != best {
                    parent[node] = best
                    isChanged = true
                }
            }
        }
        parent[root] = -1
    }

    private func meet(_ a: Int, _ b: Int) -> Int {
        var (a, b) = (a, b)
        while a != b {
            while rank[a] > rank[b] { a = parent[a] }
            while rank[b] > rank[a] { b = parent[b] }
        }
        return a
    }
}
