import ProcessSyntax

/// Writes a map again as it was: each step in the block in which it stood, with jumps only where the next line is not
/// the next step.
struct RestoredWriting {
    private let graph: RestoredGraph
    private let outgoing: [[Int]]
    /// The nodes that are written below each flow, in order.
    private var blocks: [String: [Int]] = [:]
    /// The nodes that are written below `flow:` itself.
    private var top: [Int] = []
    private var closes: [String: Int] = [:]
    private(set) var lines = MapLines()
    private var phase = 0
    private var written = 0
    private var needsEnd = false
    private static let deepest = 60
    /// What the paths of a block go on to that does not close: the line behind the block is none of theirs.
    private static let nowhere = -1

    /// Nil where no text says what the graph does.
    init?(_ graph: RestoredGraph) {
        self.graph = graph
        outgoing = graph.outgoing
        var hasBlock: Set<String> = []
        for flow in graph.flows where flow.kind == .answer || flow.kind == .path && graph.nodes[flow.from].role == .split { hasBlock.insert(flow.id) }
        var expected = 0
        var rest: Int?
        for index in graph.order {
            let node = graph.nodes[index]
            switch node.role {
            case .close: closes[node.of ?? ""] = index
            case .rest: rest = index
            case .added: continue
            default:
                expected += 1
                if let within = node.within, hasBlock.contains(within) { blocks[within, default: []].append(index) } else { top.append(index) }
            }
        }
        let splits = Set(graph.nodes.filter { $0.role == .split }.map(\.id))
        guard closes.keys.allSatisfy(splits.contains), closes.count == graph.nodes.count(where: { $0.role == .close }) else { return nil }
        writeHeader()
        lines.blank()
        lines.add(0, "flow:")
        guard write(top, 1, goingOn: rest), written == expected else { return nil }
        if needsEnd, !graph.nodes.contains(where: { $0.role == .end && $0.name == "End" }) { lines.add(1, "end: End") }
        while phase < graph.phases.count { writePhase(1) }
        if !graph.after.isEmpty { lines.blank() }
        for saying in graph.after { lines.add(saying, 0) }
    }

    // MARK: What is said of the whole

    private mutating func writeHeader() {
        for saying in graph.before where saying.name == "use" { lines.add(saying, 0) }
        lines.add(0, "process: \(Self.name(graph.name, .name))", [.init(id: graph.id, line: graph.line)])
        for saying in graph.sayings { lines.add(saying, 1) }
        if !graph.lanes.isEmpty {
            lines.blank()
            if graph.lanes.allSatisfy({ $0.sayings.isEmpty && MapWriter.mayBeListed($0.name) }) {
                lines.add(0, "lanes: " + graph.lanes.map { Self.name($0.name, .party) }.joined(separator: ", "))
            } else {
                for lane in graph.lanes {
                    lines.add(0, "lane: \(Self.name(lane.name, .party))", [.init(id: lane.id, line: lane.line)])
                    for saying in lane.sayings { lines.add(saying, 1) }
                }
            }
        }
        let others = graph.before.filter { $0.name != "use" }
        if !others.isEmpty { lines.blank() }
        for saying in others { lines.add(saying, 0) }
    }

    // MARK: The flow

    /// Writes what stands in one block.
    /// - Parameter next: what the block leads to.
    /// - Returns: false where it cannot be said.
    private mutating func write(_ items: [Int], _ indent: Int, goingOn next: Int?) -> Bool {
        guard indent < Self.deepest else { return false }
        for (place, node) in items.enumerated() {
            guard write(node, indent, before: follower(of: place, in: items) ?? (place + 1 < items.count ? nil : next)) else { return false }
        }
        return true
    }

    /// What the line after a place leads to. What comes to a start from above goes on with it.
    private func follower(of place: Int, in items: [Int]) -> Int? {
        guard place + 1 < items.count else { return nil }
        let next = items[place + 1]
        guard graph.nodes[next].role == .start else { return next }
        return outgoing[next].first.map { graph.flows[$0].to }
    }

    private mutating func write(_ index: Int, _ indent: Int, before next: Int?) -> Bool {
        let node = graph.nodes[index]
        written += 1
        while let own = node.phase, phase < own, phase < graph.phases.count { writePhase(indent) }
        let origin = [MapGraph.Origin(id: node.id, line: node.line)]
        let ways = outgoing[index].filter { graph.flows[$0].kind == .next }
        guard ways.count <= 1 else { return false }
        switch node.role {
        case .end:
            lines.add(indent, "end: \(Self.name(node.name, .name))", origin)
            writeSaid(of: node, indent)
            return outgoing[index].isEmpty
        case .start, .join:
            lines.add(indent, "\(node.role.rawValue): \(Self.name(node.name, .name))", origin)
            writeSaid(of: node, indent)
            return goOn(ways.first, before: next, indent)
        case .step, .call:
            lines.add(indent, node.role == .call ? "call: \(Self.name(node.name, .name))" : "\(who(node)): \(Self.name(MapWords.noQuestion(node.name), .step))", origin)
            writeSaid(of: node, indent)
            writeExceptions(index, indent)
            return goOn(ways.first, before: next, indent + 1)
        case .decision: return writeDecision(index, indent, before: next)
        case .fork:
            // Below a fork stand only its ways, so what is said of it stands in brackets.
            let said = node.sayings.map { $0.value.isEmpty ? $0.name : "\($0.name) \(Quotes.inBrackets(MapLines.line($0.value)))" }.joined(separator: ", ")
            lines.add(indent, "fork: \(Self.name(node.name, .name))" + (said.isEmpty ? "" : " [\(said)]"), origin)
            for way in outgoing[index] { lines.add(indent + 1, "-> \(target(graph.flows[way].to))", Self.origin(graph.flows[way])) }
            return !outgoing[index].isEmpty
        case .split: return writeBlock(index, indent, before: next)
        case .close, .rest, .added: return false
        }
    }

    /// The jump by which a step goes on, where the next line does not say it.
    private mutating func goOn(_ way: Int?, before next: Int?, _ indent: Int) -> Bool {
        guard let way else {
            // What nothing follows ends there, which the last line of a block need not say.
            if next != nil {
                lines.add(indent, "-> End")
                needsEnd = true
            }
            return true
        }
        if graph.flows[way].to != next { lines.add(indent, "-> \(target(graph.flows[way].to))", Self.origin(graph.flows[way])) }
        return true
    }

    private mutating func writeSaid(of node: RestoredGraph.Node, _ indent: Int) {
        for saying in node.sayings { lines.add(saying, indent + 1, [.init(id: node.id, line: node.line)], isOfDecision: node.role == .decision) }
    }

    private mutating func writeExceptions(_ index: Int, _ indent: Int) {
        for way in outgoing[index] where graph.flows[way].kind == .exception { write(exception: graph.flows[way], indent) }
    }

    private mutating func write(exception flow: RestoredGraph.Flow, _ indent: Int) {
        lines.add(indent + 1, "\(MapLines.line(flow.label)) -> \(target(flow.to))", Self.origin(flow))
    }

    private mutating func writeDecision(_ index: Int, _ indent: Int, before next: Int?) -> Bool {
        let node = graph.nodes[index]
        lines.add(indent, "\(who(node)): \(Self.name(MapWords.question(node.name), .step))", [.init(id: node.id, line: node.line)])
        writeSaid(of: node, indent)
        var hasAnswer = false
        for way in outgoing[index] where graph.flows[way].kind != .next {
            let flow = graph.flows[way]
            guard flow.kind != .exception else {
                write(exception: flow, indent)
                continue
            }
            hasAnswer = true
            let words = answer(flow) + (flow.share.map { " " + MapLines.line($0) } ?? "")
            let items = blocks[flow.id] ?? []
            let origin = Self.origin(flow)
            if items.isEmpty, flow.sayings.isEmpty {
                lines.add(indent + 1, flow.to == next ? words : "\(words) -> \(target(flow.to))", origin)
                continue
            }
            lines.add(indent + 1, words + ":", origin)
            for saying in flow.sayings { lines.add(saying, indent + 2, origin) }
            let first = items.first.flatMap { start(of: $0) } ?? next
            if first != flow.to { lines.add(indent + 2, "-> \(target(flow.to))", origin) }
            guard write(items, indent + 2, goingOn: next) else { return false }
        }
        guard !hasAnswer else { return outgoing[index].allSatisfy { graph.flows[$0].kind != .next } }
        return goOn(outgoing[index].first { graph.flows[$0].kind == .next }, before: next, indent)
    }

    /// What a way comes to that leads to a place of a block.
    private func start(of item: Int) -> Int? {
        graph.nodes[item].role == .start ? outgoing[item].first.map { graph.flows[$0].to } : item
    }

    private mutating func writeBlock(_ index: Int, _ indent: Int, before next: Int?) -> Bool {
        let node = graph.nodes[index]
        let close = closes[node.id]
        let paths = outgoing[index]
        guard !paths.isEmpty else { return false }
        let closing = close.map { [MapGraph.Origin(id: graph.nodes[$0].id, line: graph.nodes[$0].line)] } ?? []
        lines.add(indent, "in parallel:", [.init(id: node.id, line: node.line)] + closing)
        for way in paths {
            let flow = graph.flows[way]
            lines.add(indent + 1, "path:" + (flow.label.isEmpty ? "" : " \(Self.name(flow.label, .name))"), Self.origin(flow))
            for saying in flow.sayings { lines.add(saying, indent + 2, Self.origin(flow)) }
            let items = blocks[flow.id] ?? []
            if items.first.flatMap({ start(of: $0) }) != flow.to { lines.add(indent + 2, "-> \(target(flow.to))", Self.origin(flow)) }
            guard write(items, indent + 2, goingOn: close ?? Self.nowhere) else { return false }
        }
        guard let close else { return true }
        let ways = outgoing[close]
        guard ways.count <= 1 else { return false }
        return goOn(ways.first, before: next, indent)
    }

    private mutating func writePhase(_ indent: Int) {
        lines.blank()
        lines.add(indent, "phase: \(Self.name(graph.phases[phase], .name))")
        phase += 1
    }

    // MARK: Names

    private func who(_ node: RestoredGraph.Node) -> String {
        guard node.doers.isEmpty else { return node.doers.map { Self.name($0, .who) }.joined(separator: " + ") }
        return Self.name(node.lane.map { graph.lanes[$0].name } ?? graph.lanes.first?.name ?? graph.name, .who)
    }

    private func target(_ index: Int) -> String {
        let node = graph.nodes[index]
        switch node.role {
        case .split, .close:
            let split = node.role == .split ? index : graph.nodes.firstIndex { $0.id == node.of } ?? index
            let title = outgoing[split].map { graph.flows[$0].label }.joined(separator: ", ")
            return Self.name("\(node.role == .split ? "In parallel" : "All done"): \(title)", .target)
        case .rest: return "End"
        case .decision: return Self.name(node.sayings.contains(where: \.isID) ? node.key : MapWords.question(node.key), .target)
        default: return Self.name(node.key, .target)
        }
    }

    private func answer(_ flow: RestoredGraph.Flow) -> String {
        if flow.isOtherwise { return "otherwise" }
        guard flow.label.isEmpty else { return flow.label.contains("\"") ? MapLines.line(flow.label) : MapWords.quoted(MapLines.line(flow.label), isAnswer: true) }
        return MapWords.answer(MapWords.noQuestion(graph.nodes[flow.to].name.isEmpty ? "on" : graph.nodes[flow.to].name))
    }

    private static func origin(_ flow: RestoredGraph.Flow) -> [MapGraph.Origin] { [.init(id: flow.id, line: flow.line)] }

    /// A name as it is, in quotes unless nothing in it could be taken for a part of the language. One that holds a quote
    /// stood without any.
    private static func name(_ text: String, _ place: Quotes.Place) -> String {
        let text = MapLines.line(text)
        return text.contains("\"") ? text : MapWords.quoted(text, place)
    }
}
