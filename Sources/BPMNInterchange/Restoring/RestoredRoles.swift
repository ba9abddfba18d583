import ProcessSyntax

/// What the elements are in the map, where it follows from what leads to them, and where they are written.
extension RestoredReading {
    /// Decides what gateways and events are that somebody added or named elsewhere, and takes out what only BPMN wants.
    mutating func settleRoles(of process: XMLElement) throws(Stranger) {
        var into = [Int](repeating: 0, count: graph.nodes.count)
        var isBehindMerge = [Bool](repeating: false, count: graph.nodes.count)
        for flow in graph.flows {
            into[flow.to] += 1
            if graph.nodes[flow.from].role == .added { isBehindMerge[flow.to] = true }
        }
        let rows = graph.outgoing
        // A map begins with its first line; BPMN with all that nothing leads to.
        guard elements.contains(where: { $0.name == "startEvent" }) else { throw Stranger(elements.first ?? process, "a flow without a start") }
        let first = graph.nodes.firstIndex { ![.added, .close, .rest].contains($0.role) }
        for index in graph.nodes.indices {
            let node = graph.nodes[index]
            let isThere = elements[index].own("as") != nil
            let isUnnamed = MapWords.tidied(node.name).isEmpty
            switch node.role {
            case .added where elements[index].name == "startEvent" || into[index] == 0 && rows[index].count == 1 && !isUnnamed:
                guard rows[index].count == 1, node.sayings.isEmpty else { throw Stranger(elements[index], "a start from which not one flow leads on") }
                let target = beyond(graph.flows[rows[index][0]].to, rows)
                // A join counts the start among the branches it waits for, where a start leads to it.
                let isJoin = graph.nodes[target].role == .fork && rows[target].count == 1 && into[target] > 1
                if !isUnnamed || target != first || isJoin {
                    graph.nodes[index].role = .start
                    if isUnnamed { graph.nodes[index].name = "Start" }
                }
            case .rest where !isUnnamed: graph.nodes[index].role = .end
            // What nothing leads to is not to vanish.
            case .added where into[index] == 0: graph.nodes[index].role = .decision
            // Where ways only meet, or nothing happens.
            case .decision where !isThere && isUnnamed && into[index] > 0 && rows[index].count == 1 && node.sayings.isEmpty: graph.nodes[index].role = .added
            case .fork where !isThere && isUnnamed && rows[index].count == 1 && into[index] == 1 && node.sayings.isEmpty: graph.nodes[index].role = .added
            case .fork where rows[index].count == 1 && into[index] > 1: graph.nodes[index].role = .join
            // Answers that met before it are one branch, and there is no other left.
            case .join where into[index] == 1 && elements[index].name == "parallelGateway" && isBehindMerge[index]:
                graph.nodes[index].sayings.append(Saying(kind: .property, name: Keyword.one.rawValue, value: ""))
            default: break
            }
            try checkWays(index, rows[index], into[index])
        }
        try takeOut(rows)
    }

    /// Such a gateway waits for all that come, which in a map is a join.
    private static let meeting = "a gateway at which flows meet and part"

    /// A map goes on from each place in one way only, save where it says that ways part.
    private func checkWays(_ index: Int, _ ways: [Int], _ into: Int) throws(Stranger) {
        let node = graph.nodes[index]
        let onward = ways.count { graph.flows[$0].kind != .exception }
        let name = MapWords.tidied(node.name)
        switch node.role {
        case .step, .call, .start, .join, .close:
            if onward > 1 { throw Stranger(elements[index], "\(name.isEmpty ? "this element" : "'\(name)'"), which \(onward) flows leave") }
        case .end, .rest: if !ways.isEmpty { throw Stranger(elements[index], "an end from which a flow leads on") }
        case .fork, .split:
            if onward == 0 { throw Stranger(elements[index], "a gateway from which nothing leads on") }
            if into > 1 { throw Stranger(elements[index], Self.meeting) }
        case .decision: if into > 1, elements[index].name == "inclusiveGateway" { throw Stranger(elements[index], Self.meeting) }
        case .added: break
        }
        if node.role == .start, into > 0, elements[index].own("as") == nil { throw Stranger(elements[index], "a start to which a flow leads") }
    }

    /// What a way to a node comes to, past gateways that only BPMN wants.
    private func beyond(_ node: Int, _ rows: [[Int]]) -> Int {
        var node = node
        for _ in 0..<64 where graph.nodes[node].role == .added && rows[node].count == 1 { node = graph.flows[rows[node][0]].to }
        return node
    }

    private mutating func takeOut(_ rows: [[Int]]) throws(Stranger) {
        for index in graph.nodes.indices where graph.nodes[index].role == .added {
            guard rows[index].count == 1, graph.nodes[index].sayings.isEmpty else { throw Stranger(elements[index], "a gateway of the export from which not one flow leads on") }
        }
        var into = [Int](repeating: 0, count: graph.nodes.count)
        for flow in graph.flows { into[flow.to] += 1 }
        // A step of a map waits for all answers that come to it, or for none.
        for index in graph.nodes.indices where graph.nodes[index].role == .added && elements[index].name == "inclusiveGateway" && into[graph.flows[rows[index][0]].to] > 1 {
            throw Stranger(elements[index], "a gateway that waits for only some of the ways to the next step")
        }
        let entries = entries(rows)
        for flow in graph.flows.indices {
            var (source, target) = (graph.flows[flow].from, graph.flows[flow].to)
            var steps = 0
            while graph.nodes[target].role == .added {
                // What comes in behind a start from elsewhere led to that start.
                if let start = entries[target], start != source {
                    target = start
                    break
                }
                (source, target) = (target, graph.flows[rows[target][0]].to)
                steps += 1
                guard steps <= 64 else { throw Stranger(elements[target], "gateways that lead round in a circle") }
            }
            graph.flows[flow].to = target
        }
        graph.flows.removeAll { graph.nodes[$0.from].role == .added }
    }

    /// The gateways behind a start at which jumps to it come in, with their starts.
    private func entries(_ rows: [[Int]]) -> [Int: Int] {
        var entries: [Int: Int] = [:]
        for (index, node) in graph.nodes.enumerated() where node.role == .added {
            guard let start = node.of.flatMap({ nodeByID[$0] }), start >= 0, graph.nodes[start].role == .start else { continue }
            if rows[start].contains(where: { graph.flows[$0].to == index }) { entries[index] = start }
        }
        return entries
    }

    // MARK: Places

    /// Puts what was added elsewhere behind what leads to it, in the same block; modelers write it at the end of the file.
    mutating func settlePlaces() {
        var arrivals = [Int?](repeating: nil, count: graph.nodes.count)
        for (index, flow) in graph.flows.enumerated() where arrivals[flow.to] == nil { arrivals[flow.to] = index }
        var next: [Int: [Int]] = [:]
        var isOpen = graph.nodes.indices.map { (elements[$0].own("as") == nil || nodeByID[graph.nodes[$0].id] != $0) && graph.nodes[$0].role != .added }
        for node in graph.nodes.indices where isOpen[node] {
            if let flow = arrivals[node] { next[graph.flows[flow].from, default: []].append(node) }
        }
        var order: [Int] = []
        // A way in that was not written before comes first.
        let known = graph.nodes.indices.filter { !isOpen[$0] }
        let isNewStart = { [graph, elements] (node: Int) in graph.nodes[node].role == .start && elements[node].own("as") == RestoredGraph.Node.Role.added.rawValue }
        var open = Array((known.filter(isNewStart) + known.filter { !isNewStart($0) }).reversed())
        func placeAll(_ order: inout [Int], _ graph: inout RestoredGraph) {
            while let node = open.popLast() {
                order.append(node)
                for follower in (next[node] ?? []).reversed() where isOpen[follower] {
                    isOpen[follower] = false
                    if let flow = arrivals[follower].map({ graph.flows[$0] }) {
                        let isBlock = flow.kind == .answer || graph.nodes[flow.from].role == .split
                        graph.nodes[follower].within = isBlock ? flow.id : graph.nodes[flow.from].within
                        graph.nodes[follower].phase = graph.nodes[flow.from].phase
                    }
                    open.append(follower)
                }
            }
        }
        placeAll(&order, &graph)
        // What nothing leads to, or only what is such itself.
        for node in isOpen.indices where isOpen[node] {
            isOpen[node] = false
            open = [node]
            placeAll(&order, &graph)
        }
        graph.order = order
        guard !graph.lanes.isEmpty else { return }
        for node in order where graph.nodes[node].lane == nil {
            let lane = arrivals[node].flatMap { graph.nodes[graph.flows[$0].from].lane } ?? 0
            graph.nodes[node].lane = lane
            guard graph.nodes[node].doers.isEmpty, graph.nodes[node].role == .step else { continue }
            lose(elements[node], "'\(MapWords.tidied(graph.nodes[node].name))' lies in no lane; here '\(MapWords.tidied(graph.lanes[lane].name))' does it")
        }
    }

    // MARK: Names

    /// A map calls everything by a name.
    mutating func nameTheUnnamed() {
        var before: [Int: String] = [:]
        for flow in graph.flows where before[flow.to] == nil && [.step, .decision, .start, .call].contains(graph.nodes[flow.from].role) {
            let name = MapWords.noQuestion(MapWords.tidied(graph.nodes[flow.from].name))
            if !name.isEmpty { before[flow.to] = name }
        }
        for index in graph.nodes.indices where MapWords.tidied(graph.nodes[index].name).isEmpty {
            let behind = before[index].map { " after \($0)" } ?? ""
            let name: String
            switch graph.nodes[index].role {
            case .step: name = "Unnamed step" + behind
            case .decision: name = "Which way\(behind)?"
            case .fork: name = "Side by side" + behind
            case .join: name = "All there" + behind
            case .start: name = "Start"
            case .end: name = "End"
            case .call, .split, .close, .rest, .added: continue
            }
            graph.nodes[index].name = name
        }
    }

    /// Of two that are called alike jumps could not know which is meant: one gets an id, an answer a number. An end may be written
    /// in several places.
    mutating func tellApart() {
        let named: Set<RestoredGraph.Node.Role> = [.step, .decision, .call, .start, .end, .fork, .join]
        var taken: Set<String> = []
        var ends: Set<String> = []
        var copies: [String: Int] = [:]
        for node in graph.nodes where named.contains(node.role) && node.sayings.contains(where: \.isID) { taken.insert(node.key) }
        // A name that was there before stays what it is.
        let known = graph.order.filter { elements[$0].own("name") == graph.nodes[$0].name }
        for index in known + graph.order.filter({ elements[$0].own("name") != graph.nodes[$0].name }) {
            let node = graph.nodes[index]
            guard named.contains(node.role), !node.sayings.contains(where: \.isID) else { continue }
            let key = node.role == .decision ? MapWords.question(node.name) : node.name
            if taken.insert(key).inserted {
                if node.role == .end { ends.insert(key) }
                continue
            }
            if node.role == .end, ends.contains(key) { continue }
            let id = Self.numbered(key, &taken, &copies)
            graph.nodes[index].sayings.insert(Saying(kind: .property, name: Keyword.id.rawValue, value: MapWords.quoted(id)), at: 0)
        }
        for ways in graph.outgoing {
            var answers: Set<String> = []
            var copies: [String: Int] = [:]
            for way in ways where graph.flows[way].kind == .answer && !graph.flows[way].isOtherwise {
                let name = graph.flows[way].label
                let label = name.isEmpty ? MapWords.noQuestion(MapWords.tidied(graph.nodes[graph.flows[way].to].name)) : name
                if !answers.insert(label).inserted { graph.flows[way].label = Self.numbered(label, &answers, &copies) }
            }
        }
    }

    static func numbered(_ name: String, _ taken: inout Set<String>, _ copies: inout [String: Int]) -> String {
        var number = copies[name] ?? 1
        repeat { number += 1 } while !taken.insert("\(name) (\(number))").inserted
        copies[name] = number
        return "\(name) (\(number))"
    }

    // MARK: Notes

    mutating func addAnnotations(_ elements: [XMLElement]) {
        var tied: [String: [String]] = [:]
        for one in elements where one.name == "association" {
            let (source, target) = (one.value("sourceRef") ?? "", one.value("targetRef") ?? "")
            tied[source, default: []].append(target)
            tied[target, default: []].append(source)
        }
        for annotation in elements where annotation.name != "association" {
            let id = annotation.value("id") ?? ""
            let text = MapWords.tidied(annotation.name == "documentation" ? annotation.words : annotation.all("text").first?.words ?? "")
            guard !text.isEmpty else { continue }
            if let node = (tied[id] ?? []).compactMap({ nodeByID[$0] }).first(where: { $0 >= 0 && ![.added, .split, .close, .rest].contains(graph.nodes[$0].role) }) {
                graph.nodes[node].notes.append(text)
            } else {
                graph.after.append(Saying(kind: .property, name: Keyword.note.rawValue, value: MapWords.value(text)))
            }
        }
        for node in graph.nodes.indices {
            for note in graph.nodes[node].notes {
                graph.nodes[node].sayings.append(Saying(kind: .property, name: Keyword.note.rawValue, value: MapWords.value(note)))
            }
        }
    }
}
