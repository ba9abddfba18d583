import ProcessModel

/// Where paths run side by side, and where they come together again.
///
/// A fork is matched with the one join that its paths lead to and that nothing else leads to; inner
/// blocks first. A path that ends or leaves for elsewhere is not waited for. What cannot be
/// matched is reported, never guessed.
public struct ParallelBlocks: Sendable {
    public struct Block: Sendable {
        /// A fork, or a decision of which several answers may be taken.
        public let fork: NodeID
        public let join: NodeID
        /// The first flow of each path, in the order written.
        public let paths: [FlowID]
        /// The nodes from which the join is reached, without fork and join; of a block inside, only
        /// its fork stands here, and its join. In the order found.
        public let members: [NodeID]
        /// Where paths lead that do not reach the join, in the order found.
        public let exits: [NodeID]
    }

    public struct Problem: Sendable, Hashable {
        public let node: NodeID
        /// What is the matter and what to do, without a full stop.
        public let message: String
    }

    /// Inner blocks before those that hold them.
    public let blocks: [Block]
    /// Forks without a join whose paths each go their own way, in the order written.
    public let unjoined: [NodeID]
    /// Forks and joins that do not fit together, in the order written.
    public let problems: [Problem]
    /// For each node, the index of its block if it is a matched fork.
    let blockOfFork: [Int32]
    /// For each node, whether it is the join of a block.
    let isMatchedJoin: [Bool]

    /// True where all ways out are taken side by side.
    static func splits(_ node: Node, _ ways: Int) -> Bool {
        ways > 1 && (node.kind != .decision || node.takesSeveralAnswers)
    }

    public init(_ map: ProcessMap, _ graph: FlowGraph) {
        let count = graph.nodeCount
        let forks = Self.forksInnerFirst(map, graph)
        // A join of one flow waits for nothing, unless it closes a block whose other paths leave it.
        let waiting = map.nodes.indices.filter { index in
            let node = map.nodes[index]
            return node.kind == .join && node.joinRule != .one && graph.isReachable[index]
                && (node.isImplicit || graph.flows(into: NodeID(index)).count > 1)
        }
        guard !forks.isEmpty || !waiting.isEmpty else {
            (blocks, unjoined, problems) = ([], [], [])
            blockOfFork = [Int32](repeating: -1, count: count)
            isMatchedJoin = [Bool](repeating: false, count: count)
            return
        }
        var matching = Matching(map, graph, forks: forks, joins: waiting)
        for fork in forks { matching.match(fork) }
        matching.reportLeftJoins(waiting)
        blocks = matching.blocks
        unjoined = matching.unjoined.sorted()
        problems = matching.problems.sorted { $0.node < $1.node }
        blockOfFork = matching.blockOfFork
        isMatchedJoin = matching.isMatchedJoin
    }

    /// In the order in which a depth-first walk leaves them: a fork inside a block before the
    /// block's own.
    private static func forksInnerFirst(_ map: ProcessMap, _ graph: FlowGraph) -> [Int] {
        var isFork = [Bool](repeating: false, count: graph.nodeCount)
        var any = false
        for index in map.nodes.indices where graph.isReachable[index] {
            let kind = map.nodes[index].kind
            guard kind == .fork || graph.flows(from: NodeID(index)).count > 1 else { continue }
            let ways = graph.flows(from: NodeID(index)).filter { map[$0].kind != .exception }.count
            if splits(map.nodes[index], ways) {
                isFork[index] = true
                any = true
            }
        }
        guard any else { return [] }
        var forks: [Int] = []
        var seen = [Bool](repeating: false, count: graph.nodeCount)
        var path: [(node: Int, next: Int)] = []
        for entry in graph.entries.map(\.index) where !seen[entry] {
            seen[entry] = true
            path.append((entry, 0))
            while let (node, next) = path.last {
                let flows = graph.flows(from: NodeID(node))
                guard let flow = flows.dropFirst(next).first else {
                    if isFork[node] { forks.append(node) }
                    path.removeLast()
                    continue
                }
                path[path.count - 1].next += 1
                let target = graph.target(of: flow).index
                if !seen[target] {
                    seen[target] = true
                    path.append((target, 0))
                }
            }
        }
        return forks
    }

    private struct Matching {
        let map: ProcessMap
        let graph: FlowGraph
        /// Forks not looked at yet: a walk that meets one has gone back out of the block.
        var isOpen: [Bool]
        /// Joins that no fork has claimed.
        var isWaiting: [Bool]
        var blocks: [Block] = []
        var unjoined: [NodeID] = []
        var problems: [Problem] = []
        var blockOfFork: [Int32]
        var isMatchedJoin: [Bool]
        /// Leads from a member of a block to its fork, and so on outwards.
        private var holder: [Int32]
        let isSplit: [Bool]
        /// The number of the walk that met a node last, and of the walk in which it led to the join.
        private var met: [Int32]
        private var inside: [Int32]
        private var pathOf: [Int32]
        private var walk: Int32 = 0
        /// How many nodes all walks have met. Thousands of forks in each other that share one join are walked anew
        /// for each; past the limit nothing more is matched.
        private var effort = 0
        private static let mostEffort = 20_000_000
        private var isGivenUp = false
        /// For each node the first that every way from it to an end passes.
        private lazy var followers = graph.postDominators()
        /// What is known of the forks that no join closes, so that walks need not go on past them again.
        private var tails: [Int: Tail] = [:]

        /// What lies behind a fork that no join closes.
        private struct Tail {
            /// The joins nobody has claimed that are reached from there, each with a node before it that is not reached:
            /// that is why the fork could not claim it.
            let unmet: [(join: Int, source: Int)]
        }

        init(_ map: ProcessMap, _ graph: FlowGraph, forks: [Int], joins: [Int]) {
            let count = graph.nodeCount
            self.map = map
            self.graph = graph
            isMatchedJoin = [Bool](repeating: false, count: count)
            isOpen = isMatchedJoin
            isWaiting = isMatchedJoin
            for fork in forks { isOpen[fork] = true }
            for join in joins { isWaiting[join] = true }
            isSplit = isOpen
            blockOfFork = [Int32](repeating: -1, count: count)
            holder = (0..<Int32(count)).map { $0 }
            met = [Int32](repeating: 0, count: count)
            inside = met
            pathOf = met
        }

        /// The fork of the outermost block found so far that holds a node, or the node itself.
        private mutating func outermost(_ node: Int) -> Int {
            var top = node
            while Int(holder[top]) != top { top = Int(holder[top]) }
            var at = node
            while Int(holder[at]) != top {
                let up = Int(holder[at])
                holder[at] = Int32(top)
                at = up
            }
            return top
        }

        /// What follows a node, a block inside taken as one.
        private func next(_ node: Int) -> [Int] {
            let block = blockOfFork[node]
            guard block >= 0 else { return graph.flows(from: NodeID(node)).map { graph.target(of: $0).index } }
            return [blocks[Int(block)].join.index] + blocks[Int(block)].exits.map(\.index)
        }

        mutating func match(_ fork: Int) {
            isOpen[fork] = false
            guard effort < Self.mostEffort else {
                if !isGivenUp { report(fork, "too many parallel paths lie in each other to work out: move some to a map of their own and name it with 'call:'") }
                isGivenUp = true
                return
            }
            let paths = graph.flows(from: NodeID(fork)).filter { map[$0].kind != .exception }
            if !map.nodes[fork].takesSeveralAnswers, let tail = tailBehindOthers(paths, from: fork) {
                tails[fork] = tail
                unjoined.append(NodeID(fork))
                return
            }
            // All answers pass the step that follows them on every way, so what is beyond it is no concern of theirs.
            let last = map.nodes[fork].takesSeveralAnswers ? followers[fork] : -1
            var (found, joins) = walk(over: paths, from: fork, to: last)
            var mine: [Int] = []
            var unmet: [(join: Int, source: Int)] = []
            for join in joins {
                if let source = sources(of: join).first(where: { !isMet(outermost($0), from: fork) }) {
                    unmet.append((join, source))
                } else {
                    mine.append(join)
                }
            }
            // What leads back to a fork not looked at yet may lead further later.
            if mine.isEmpty, !map.nodes[fork].takesSeveralAnswers, !paths.contains(where: { isOpen[graph.target(of: $0).index] }),
                !found.contains(where: { next($0).contains { isOpen[$0] } })
            {
                tails[fork] = Tail(unmet: unmet)
            }
            if mine.isEmpty, map.nodes[fork].takesSeveralAnswers {
                // The answers of a decision need no join: the step at which they meet is one.
                mine = meetings(of: paths, from: fork, to: last)
                if mine.count == 1 {
                    isWaiting[mine[0]] = true
                    (found, joins) = walk(over: paths, from: fork, to: last)
                }
            }
            guard let join = mine.first else {
                unjoined.append(NodeID(fork))
                return
            }
            for join in mine { isWaiting[join] = false }
            guard mine.count == 1 else {
                report(fork, "the paths of \(title(fork)) come together in more than one place: join them once")
                return
            }
            close(fork, join, paths, found)
        }

        /// All nodes that the paths lead to, and the joins nobody has claimed, at which the walk stops.
        private mutating func walk(over paths: [FlowID], from fork: Int, to last: Int) -> (found: [Int], joins: [Int]) {
            walk += 1
            var found: [Int] = []
            var joins: [Int] = []
            var open = Array(paths.map { graph.target(of: $0).index }.reversed())
            while let node = open.popLast() {
                guard node != fork, met[node] != walk else { continue }
                met[node] = walk
                effort += 1
                if isWaiting[node] {
                    joins.append(node)
                } else if !isOpen[node] {
                    found.append(node)
                    if node != last { open.append(contentsOf: next(node).reversed()) }
                }
            }
            return (found, joins)
        }

        private func isMet(_ node: Int, from fork: Int) -> Bool {
            node == fork || (met[node] == walk && !isWaiting[node] && !isOpen[node])
        }

        /// Whether a fork can claim no join, told from what is known of the forks behind it; nil where that does not tell.
        private mutating func tailBehindOthers(_ paths: [FlowID], from fork: Int) -> Tail? {
            walk += 1
            var behind: [Tail] = []
            var open = paths.map { graph.target(of: $0).index }
            while let node = open.popLast() {
                guard node != fork, met[node] != walk else { continue }
                met[node] = walk
                if isWaiting[node] || isOpen[node] { return nil }
                if let tail = tails[node] {
                    // A join that was claimed since may lead further than it did.
                    guard tail.unmet.allSatisfy({ isWaiting[$0.join] }) else { return nil }
                    behind.append(tail)
                } else {
                    open.append(contentsOf: next(node))
                }
            }
            guard behind.count == 1, let tail = behind.first else {
                return behind.allSatisfy { $0.unmet.isEmpty } ? Tail(unmet: []) : nil
            }
            return tail.unmet.contains { isMet(outermost($0.source), from: fork) } ? nil : tail
        }

        /// The nodes at which two paths first meet.
        private func meetings(of paths: [FlowID], from fork: Int, to last: Int) -> [Int] {
            var first = [Int: FlowID]()
            var isShared = Set<Int>()
            for path in paths {
                var seen = Set<Int>()
                var open = [graph.target(of: path).index]
                while let node = open.popLast() {
                    guard node != fork, !isOpen[node], seen.insert(node).inserted else { continue }
                    if let other = first[node], other != path { isShared.insert(node) } else { first[node] = path }
                    if node != last { open.append(contentsOf: next(node)) }
                }
            }
            return isShared.sorted().filter { node in
                sources(of: node).contains { $0 == fork || (first[$0] != nil && !isShared.contains($0)) }
            }
        }

        private mutating func close(_ fork: Int, _ join: Int, _ paths: [FlowID], _ found: [Int]) {
            let members = leadingTo(join, from: fork, among: found)
            for member in members {
                for source in sources(of: member) where outermost(source) != fork && inside[outermost(source)] != walk {
                    report(fork, "'\(map.nodes[member].name)' belongs to a path of \(title(fork)) but is also reached from '\(map.nodes[source].name)' outside it: enter a path at its fork only")
                    return
                }
                if isSplit[member], blockOfFork[member] < 0,
                    next(member).filter({ $0 == join || inside[$0] == walk }).count > 1
                {
                    report(member, "the paths of \(title(member)) are not joined before those of \(title(fork)): join the inner ones first")
                    return
                }
            }
            // Each path keeps to itself until the join; what it leads to elsewhere is a way out.
            var exits: [Int] = []
            var isExit = Set<Int>()
            for member in members { pathOf[member] = -1 }
            for (number, path) in paths.enumerated() {
                var open = [graph.target(of: path).index]
                while let node = open.popLast() {
                    if node == join { continue }
                    guard inside[node] == walk else {
                        if isExit.insert(node).inserted { exits.append(node) }
                        continue
                    }
                    if pathOf[node] == Int32(number) { continue }
                    guard pathOf[node] < 0 else {
                        report(fork, "two paths of \(title(fork)) meet at '\(map.nodes[node].name)' before they are joined: join them there, or keep them apart")
                        return
                    }
                    pathOf[node] = Int32(number)
                    open.append(contentsOf: next(node).reversed())
                }
            }
            for member in members { holder[member] = Int32(fork) }
            isMatchedJoin[join] = true
            blockOfFork[fork] = Int32(blocks.count)
            blocks.append(
                Block(
                    fork: NodeID(fork), join: NodeID(join), paths: paths, members: members.map(NodeID.init),
                    exits: exits.map(NodeID.init)))
        }

        /// Those of the nodes found that lead on to the join; they are marked as `inside`.
        private mutating func leadingTo(_ join: Int, from fork: Int, among found: [Int]) -> [Int] {
            var open = [join]
            while let node = open.popLast() {
                for source in sources(of: node) {
                    let top = outermost(source)
                    guard top != fork, met[top] == walk, inside[top] != walk, top != join else { continue }
                    inside[top] = walk
                    open.append(top)
                }
            }
            return found.filter { inside[$0] == walk }
        }

        private func sources(of node: Int) -> [Int] {
            graph.flows(into: NodeID(node)).map { graph.source(of: $0).index }.filter { graph.isReachable[$0] }
        }

        private mutating func report(_ node: Int, _ message: String) {
            problems.append(Problem(node: NodeID(node), message: message))
        }

        private func title(_ fork: Int) -> String {
            map.nodes[fork].isImplicit ? "the parallel block" : "'\(map.nodes[fork].name)'"
        }

        /// Joins that wait for several flows which no fork starts together.
        mutating func reportLeftJoins(_ joins: [Int]) {
            for join in joins where isWaiting[join] && map.nodes[join].joinRule == .all && sources(of: join).count > 1 {
                report(join, "'\(map.nodes[join].name)' waits for paths that no one fork starts together, so what comes after it is not worked out: start them at one fork")
            }
        }
    }
}
