/// Which events at the borders of steps set off something that keeps to itself: what begins there never comes to where
/// the case itself goes.
///
/// That is so where all that the event leads to is led to by it alone: where no flow leaves the part of the dominator
/// tree that hangs below it. One walk tells it of all events of a scope.
struct SideWays {
    private let keepsToItself: Set<Int>

    func contains(_ event: Int) -> Bool { keepsToItself.contains(event) }

    init(of scope: Int, _ index: ElementIndex) {
        let nodes = index.model.scopes[scope].nodes
        // Numbers of its own, so that the effort goes with the scope and not with the file.
        let number = Dictionary(nodes.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        let root = nodes.count
        let (events, others) = index.starts(of: scope)
        var next = nodes.map { node in
            var next = index.outgoing[node].compactMap { index.target(of: $0) } + (index.boundary[node] ?? [])
            if let link = index.linkTarget(of: node) { next.append(link) }
            return next.compactMap { number[$0] }
        }
        next.append((events + others).compactMap { number[$0] })
        let tree = Dominators(count: root + 1, root: root) { next[$0] }
        let inOrder = (0...root).filter { tree.rank[$0] >= 0 }.sorted { tree.rank[$0] < tree.rank[$1] }
        // How many stand below each, itself included, and where each stands when the tree is gone through from the top.
        var size = [Int](repeating: 1, count: root + 1)
        for node in inOrder.reversed() where tree.parent[node] >= 0 { size[tree.parent[node]] += size[node] }
        var place = [Int](repeating: 0, count: root + 1)
        var free = place.map { $0 + 1 }
        for node in inOrder where tree.parent[node] >= 0 {
            let parent = tree.parent[node]
            place[node] = place[parent] + free[parent]
            free[parent] += size[node]
        }
        func isAbove(_ upper: Int, _ lower: Int) -> Bool { place[upper] <= place[lower] && place[lower] < place[upper] + size[upper] }
        // A flow leaves all that stand above its source and not above its target.
        var leaving = [Int](repeating: 0, count: root + 1)
        for node in inOrder {
            for target in next[node] {
                leaving[node] += 1
                let stays = isAbove(target, node) ? target : tree.parent[target]
                if stays >= 0 { leaving[stays] -= 1 }
            }
        }
        for node in inOrder.reversed() where tree.parent[node] >= 0 { leaving[tree.parent[node]] += leaving[node] }
        keepsToItself = Set(nodes.indices.filter { tree.rank[$0] >= 0 && leaving[$0] == 0 }.map { nodes[$0] })
    }
}
