import ProcessModel
import ProcessSyntax

/// What the text of a map says of each of its parts, and in which block each step is written.
struct MapSayings {
    /// What stands at the top of the file, without the process, its lanes and its flow.
    private(set) var beforeFlow: [Saying] = []
    private(set) var afterFlow: [Saying] = []
    private(set) var ofProcess: [Saying] = []
    private(set) var ofLane: [[Saying]]
    private(set) var ofNode: [[Saying]]
    private(set) var ofFlow: [[Saying]]
    /// For each node the answer or path below which it is written; nil for what stands below `flow:` itself.
    private(set) var block: [FlowID?]
    /// For each flow the share at its answer, or when an exception takes it, as it is written.
    private(set) var written: [String?]
    /// The lanes and roles that are declared in another file.
    let sharedNames: Set<String>
    private let tree: SyntaxTree

    init(_ map: ProcessMap, in tree: SyntaxTree) {
        self.tree = tree
        sharedNames = Set(map.lanes.filter { $0.span.file != tree.source.id }.map(\.name) + map.roles.filter { $0.span.file != tree.source.id }.map(\.name))
        ofLane = Array(repeating: [], count: map.lanes.count)
        ofNode = Array(repeating: [], count: map.nodes.count)
        ofFlow = Array(repeating: [], count: map.flows.count)
        block = Array(repeating: nil, count: map.nodes.count)
        written = Array(repeating: nil, count: map.flows.count)
        readTop(map)
        let lineOfFlow = map.flows.map { line(at: $0.span) }
        let flowOfLine = readFlows(map, lineOfFlow)
        readNodes(map, flowOfLine)
    }

    /// The line in which a span begins.
    private func line(at span: Span) -> Int? {
        var low = 0
        var high = tree.lines.count
        while low < high {
            let middle = (low + high) / 2
            if tree.lines[middle].whole.end > span.start { high = middle } else { low = middle + 1 }
        }
        return low < tree.lines.count ? low : nil
    }

    private mutating func readTop(_ map: ProcessMap) {
        var laneByName: [String: Int] = [:]
        for (index, lane) in map.lanes.enumerated() { laneByName[lane.name] = index }
        var saysKinds = false
        var isAfterFlow = false
        for index in tree.children(of: -1) {
            let line = tree.lines[index]
            switch line.keyword {
            case .flow: isAfterFlow = true
            case .process: ofProcess += Saying.all(of: index, in: tree)
            case .lanes: saysKinds = saysKinds || tree.source.string(line.whole).contains("[")
            case .lane:
                if let lane = laneByName[tree.name(line.value)] { ofLane[lane] += Saying.all(of: index, in: tree) }
            default:
                guard let saying = Saying.saying(line: index, in: tree) else { continue }
                if isAfterFlow { afterFlow.append(saying) } else { beforeFlow.append(saying) }
            }
        }
        guard saysKinds else { return }
        let kinds = Set(Lane.Kind.allCases.map(\.rawValue))
        for (index, lane) in map.lanes.enumerated() where lane.kind != .internal && !ofLane[index].contains(where: { kinds.contains($0.name) }) {
            ofLane[index].insert(Saying(kind: .property, name: lane.kind.rawValue, value: ""), at: 0)
        }
    }

    private mutating func readFlows(_ map: ProcessMap, _ lineOfFlow: [Int?]) -> [FlowID?] {
        var flowOfLine = [FlowID?](repeating: nil, count: tree.lines.count)
        for flow in map.flowIDs {
            guard let index = lineOfFlow[flow.index] else { continue }
            let line = tree.lines[index]
            switch line.kind {
            case .answer where map[flow].kind == .answer:
                flowOfLine[index] = flow
                ofFlow[flow.index] = Saying.all(of: index, in: tree)
                if let label = map[flow].label, map[flow].probability != nil, label.span.end < line.head.end {
                    let share = tree.source.string(Span(file: line.head.file, start: Int(label.span.end), end: Int(line.head.end)))
                    written[flow.index] = String(share.drop { $0 == " " || $0 == "," })
                }
            case .element where line.keyword == .path:
                flowOfLine[index] = flow
                ofFlow[flow.index] = Saying.all(of: index, in: tree)
            case .exception: written[flow.index] = tree.source.string(line.head)
            default: break
            }
        }
        return flowOfLine
    }

    private mutating func readNodes(_ map: ProcessMap, _ flowOfLine: [FlowID?]) {
        var nodeOfLine = [Int?](repeating: nil, count: tree.lines.count)
        var ends: [String: Int] = [:]
        for (index, node) in map.nodes.enumerated() {
            guard let at = line(at: node.span) else { continue }
            if node.kind == .end, ends[node.name] == nil { ends[node.name] = index }
            if !node.isImplicit { nodeOfLine[at] = index }
            var outer = tree.lines[at].parent
            while outer >= 0, flowOfLine[outer] == nil { outer = tree.lines[outer].parent }
            if outer >= 0 { block[index] = flowOfLine[outer] }
        }
        for (index, line) in tree.lines.enumerated() where line.kind == .step || line.kind == .decision || line.kind == .element {
            // An end may be written in several places.
            let node = nodeOfLine[index] ?? (line.keyword == .end ? ends[tree.name(line.value)] : nil)
            guard let node else { continue }
            for saying in Saying.all(of: index, in: tree) where !(saying.isID && ofNode[node].contains(where: \.isID)) { ofNode[node].append(saying) }
        }
    }
}
