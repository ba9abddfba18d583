import ProcessModel
import ProcessSyntax

/// What was changed in elements of BPMN that say what Baton's own words beside them say too: the element counts, and the
/// words follow. What follows nowhere is listed.
extension RestoredReading {
    // MARK: Documentation

    /// Notes, questions and what a decision goes by are documentation to other tools.
    mutating func settleDocumentation(of element: XMLElement, _ sayings: inout [Saying]) {
        var missing: [Int] = []
        var added = element.all("documentation").map { MapWords.tidied($0.words) }.filter { !$0.isEmpty }
        for index in sayings.indices {
            guard let words = Saying.documentation(of: [sayings[index]]).first else { continue }
            if let same = added.firstIndex(of: MapWords.tidied(words)) { added.remove(at: same) } else { missing.append(index) }
        }
        // What stands in the place of another is that one, changed.
        for (index, words) in zip(missing, added) { sayings[index].say(documentation: words) }
        let isChanged = min(missing.count, added.count)
        for words in added.dropFirst(isChanged) { sayings.append(Saying(kind: .property, name: Keyword.note.rawValue, value: MapWords.value(words))) }
        for index in missing.dropFirst(isChanged).reversed() { sayings.remove(at: index) }
    }

    // MARK: What is needed and made

    /// What a step needs or makes is what is tied to it now.
    /// - Parameter names: of the things, by their ids.
    mutating func settleArtifacts(
        of element: XMLElement, _ tag: String, _ end: String, as keyword: String, in node: inout RestoredGraph.Node, names: [String: String]
    ) {
        var tied: [String] = []
        for association in element.all(tag) {
            for reference in association.all(end) {
                if let name = names[reference.words], !MapWords.tidied(name).isEmpty, !tied.contains(name) { tied.append(name) }
            }
        }
        var known: Set<String> = []
        for index in node.sayings.indices.reversed() where node.sayings[index].kind == .property && node.sayings[index].name == keyword {
            let parts = Renaming.parts(of: node.sayings[index].value, [","]).map { Self.trimmed($0.part) }
            let kept = parts.filter { tied.contains(renaming.thing(Saying.spoken($0))) }
            for part in parts { known.insert(renaming.thing(Saying.spoken(part))) }
            guard kept.count < parts.count else { continue }
            if kept.isEmpty { node.sayings.remove(at: index) } else { node.sayings[index].value = kept.joined(separator: ", ") }
        }
        for name in tied where !known.contains(name) { node.sayings.append(Saying(kind: .property, name: keyword, value: MapWords.quoted(name))) }
    }

    private static func trimmed(_ text: String) -> String {
        var text = text[...]
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }

    // MARK: Kinds

    /// What kind of task it is: a service does by itself what it does.
    mutating func settleKind(of element: XMLElement, in node: inout RestoredGraph.Node) {
        let was = element.own("kind") ?? "task"
        guard node.role == .step, element.name.hasSuffix("ask"), element.name != was else { return }
        let automatic: Set<String> = ["serviceTask", "scriptTask", "businessRuleTask"]
        let flag = Keyword.automated.rawValue
        let isSaid = node.sayings.contains { $0.name == flag }
        switch (automatic.contains(was), automatic.contains(element.name)) {
        case (false, true): if !isSaid { node.sayings.append(Saying(kind: .property, name: flag, value: "")) }
        case (true, false) where isSaid: node.sayings.removeAll { $0.name == flag }
        case (true, true): return
        case (_, _) where element.name == "task": return
        default: lose(element, "'\(MapWords.tidied(node.name))' is marked as a \(element.name.dropLast("Task".count)) task here, which a map has no word for")
        }
    }

    // MARK: Events

    /// When an exception of a step is taken, in the words of the map; nil for an event that is neither late nor an error.
    mutating func when(of element: XMLElement) -> String? {
        let definitions = element.children.filter { $0.name.hasSuffix("EventDefinition") || $0.name == "eventDefinitionRef" }
        guard definitions.count == 1, let definition = definitions.first, var when = element.own("when") else { return nil }
        let name = MapWords.tidied(Self.name(of: element))
        let isRenamed = Self.name(of: element) != element.own("name")
        let wasLate = when.hasPrefix(Keyword.onLate.rawValue)
        switch definition.name {
        case "errorEventDefinition":
            if wasLate { when = Keyword.onError.rawValue }
            if isRenamed, let share = Self.errorShare(name) {
                when = Keyword.onError.rawValue + share
                return when
            }
        case "timerEventDefinition":
            let time = definition.all("timeDuration").first?.words
            let said = isRenamed ? Self.lateness(name) : nil
            if let said {
                when = said
            } else if time != element.own("time") || !wasLate {
                let new = time.flatMap(EventWords.duration)
                let said = definition.children.filter { $0.name.hasPrefix("time") }.map { MapWords.tidied($0.words) }.joined(separator: ", ")
                if new == nil { lose(element, "its time '\(said)' is no plain length of time\(wasLate ? "; here it is '\(when)' as before" : "")") }
                when = new.map { "\(Keyword.onLate.rawValue) \($0)" } ?? (wasLate ? when : "\(Keyword.onLate.rawValue) ?")
            }
            if element.value("cancelActivity") != "false" { lose(element, "the timer ends the step; in a map the step goes on while somebody is told") }
            if said != nil { return when }
        default: return nil
        }
        if isRenamed, !name.isEmpty { lose(element, "its name '\(name)': a map says when it happens, and no more") }
        return when
    }

    /// The share in the name of an event that says how often: `error 10%`.
    private static func errorShare(_ name: String) -> String? {
        let words = name.split(separator: " ").drop { $0 == "on" }
        guard words.first == "error", words.count < 3 else { return nil }
        return words.count == 1 ? "" : isShare(words[words.startIndex + 1]) ? " \(words[words.startIndex + 1])" : nil
    }

    static func isShare(_ word: some StringProtocol) -> Bool {
        guard word.hasSuffix("%"), (2...4).contains(word.utf8.count) else { return false }
        return Int(word.dropLast()).map { (0...100).contains($0) } ?? false && word.utf8.first.map { (0x30...0x39).contains($0) } ?? false
    }

    /// The name of an event that says when: `late 3 bd`.
    private static func lateness(_ name: String) -> String? {
        let words = name.split(separator: " ").drop { $0 == "on" }
        guard words.count == 3, words.first == "late", let unit = words.last, Duration.Unit(rawValue: String(unit)) != nil else { return nil }
        let number = words[words.startIndex + 1]
        guard number.utf8.count < 6, number.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return "\(Keyword.onLate.rawValue) \(number) \(unit)"
    }

    // MARK: Flows

    /// The default of a gateway is the answer where nothing else fits.
    mutating func settleDefaults() {
        let word = "otherwise"
        for (node, ways) in graph.outgoing.enumerated() where graph.nodes[node].role == .decision {
            let standard = elements[node].value("default") ?? ""
            let hasStandard = !standard.isEmpty && ways.contains { graph.flows[$0].id == standard }
            for way in ways where graph.flows[way].kind == .answer {
                let label = graph.flows[way].label
                let isStandard = hasStandard ? graph.flows[way].id == standard : label == word
                graph.flows[way].isOtherwise = isStandard
                if isStandard, label != word, !label.isEmpty {
                    let words = "\(MapWords.tidied(label)), where nothing else fits"
                    graph.nodes[node].sayings.append(Saying(kind: .property, name: Keyword.criteria.rawValue, value: MapWords.value(words)))
                }
                // Another one has become the default.
                if !isStandard, label == word { graph.flows[way].label = "" }
            }
        }
    }

    /// The name of a flow from one step to the next is what passes there.
    mutating func settleHandoffs() {
        let handoff = Keyword.handoff.rawValue
        var count: [String: Int] = [:]
        for node in graph.nodes { for saying in node.sayings where saying.name == handoff { count[Saying.spoken(saying.value), default: 0] += 1 } }
        for index in graph.flows.indices {
            let flow = graph.flows[index]
            guard flow.kind == .next, flow.label != flow.was else { continue }
            guard !flow.label.isEmpty else {
                graph.losses.append(ImportLoss(id: flow.id, line: flow.line, words: "the flow is no longer called '\(MapWords.tidied(flow.was))'; the map still says it"))
                continue
            }
            let source = graph.nodes[flow.from]
            if let said = source.sayings.firstIndex(where: { $0.name == handoff && Saying.spoken($0.value) == flow.was }), !flow.was.isEmpty {
                graph.nodes[flow.from].sayings[said].value = MapWords.quoted(flow.label)
                // What else hands over the same keeps the name.
                if count[flow.was] == 1 { renaming.rename(place: flow.was, to: flow.label) }
            } else if source.role == .step, source.lane != graph.nodes[flow.to].lane {
                graph.nodes[flow.from].sayings.append(Saying(kind: .property, name: handoff, value: MapWords.quoted(flow.label)))
            } else {
                graph.nodes[flow.from].notes.append("goes on with \(MapWords.tidied(flow.label))")
            }
        }
    }

    // MARK: Doers and names

    /// Who moves a step to another lane wants it done there.
    mutating func settleDoers() {
        for index in graph.nodes.indices where graph.nodes[index].role == .step || graph.nodes[index].role == .decision {
            guard let was = elements[index].own("lane"), let lane = graph.nodes[index].lane, graph.lanes[lane].id != was,
                let first = graph.nodes[index].doers.first
            else { continue }
            let name = graph.lanes[lane].name
            graph.nodes[index].doers.removeFirst()
            if !graph.nodes[index].doers.isEmpty, !graph.nodes[index].doers.contains(name) { graph.nodes[index].doers.insert(name, at: 0) }
            lose(elements[index], "'\(MapWords.tidied(first))' did it, and it lies in the lane '\(MapWords.tidied(name))' now, which does it here")
        }
    }

    /// Gives all that was renamed its new name, wherever it is named.
    mutating func carryNames() {
        for index in graph.nodes.indices {
            let node = graph.nodes[index]
            guard nodeByID[node.id] == index, let was = elements[index].own("name"), was != node.name, !MapWords.tidied(node.name).isEmpty, !node.sayings.contains(where: \.isID) else { continue }
            renaming.rename(place: was, to: node.name)
        }
        guard !renaming.isEmpty else { return }
        let renaming = renaming
        func renamed(_ sayings: [Saying]) -> [Saying] { sayings.map { renaming.applied(to: $0) } }
        graph.sayings = renamed(graph.sayings)
        graph.before = renamed(graph.before)
        graph.after = renamed(graph.after)
        for index in graph.lanes.indices { graph.lanes[index].sayings = renamed(graph.lanes[index].sayings) }
        for index in graph.flows.indices { graph.flows[index].sayings = renamed(graph.flows[index].sayings) }
        for index in graph.nodes.indices {
            graph.nodes[index].sayings = renamed(graph.nodes[index].sayings)
            graph.nodes[index].doers = graph.nodes[index].doers.map(renaming.person)
        }
    }
}

extension Saying {
    /// Takes the words that its documentation has now.
    fileprivate mutating func say(documentation words: String) {
        var words = words
        for start in [Self.asked, Self.decided] where words.hasPrefix(start) { words.removeFirst(start.count) }
        value = MapWords.value(words)
    }
}
