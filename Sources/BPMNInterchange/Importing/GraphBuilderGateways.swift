/// Gateways, and what is told together with one.
extension GraphBuilder {
    mutating func addGateway(_ element: Int, _ lane: Int) {
        let gateway = model.nodes[element]
        let (ins, outs) = (index.incoming[element].count, index.outgoing[element].count)
        let name = MapWords.tidied(gateway.name)
        var split: MapGraph.Node?
        var join: MapGraph.Node?
        // A gateway that waits for events asks, be it for one only.
        if outs > 1 || gateway.kind == .eventBasedGateway {
            switch gateway.kind {
            case .parallelGateway: split = node(.fork, name, lane)
            case .inclusiveGateway, .complexGateway:
                var decision = node(.decision, name.isEmpty ? "" : MapWords.question(name), lane)
                // One condition and what is done otherwise: only one of the two is ever taken.
                let hasDefault = index.outgoing[element].contains { model.flows[$0].id == gateway.defaultFlow && !gateway.defaultFlow.isEmpty }
                decision.takesSeveral = outs > (hasDefault ? 2 : 1)
                split = decision
            default: split = node(.decision, name.isEmpty ? "" : MapWords.question(name), lane)
            }
            if split?.kind == .decision { split?.roles = roles(of: element, lane) }
        }
        if ins > 1 {
            switch gateway.kind {
            case .parallelGateway: join = node(.joinAll, outs > 1 ? "" : name, lane)
            case .inclusiveGateway, .complexGateway: join = node(.joinLast, outs > 1 ? "" : name, lane)
            default: break
            }
        }
        if gateway.kind == .complexGateway {
            lose(index.origin(element), "rules of complex gateways; here they take any of their ways, and wait for those that may still come", name.isEmpty ? "" : "'\(name)'")
        }
        guard split != nil || join != nil else {
            let merge = add(node(.merge, name, lane), for: element)
            for flow in index.outgoing[element] { sourceOfFlow[flow] = merge }
            return
        }
        let first = join.map { add($0, for: element) }
        if let split {
            let second: Int
            if let first {
                second = draft.graph.add(split)
                draft.graph.nodes[second].origins.append(index.origin(element))
                draft.graph.connect(first, second)
            } else {
                second = add(split, for: element)
            }
            exits[element] = second
        }
        guard let last = exits[element] else { return }
        for flow in index.outgoing[element] { sourceOfFlow[flow] = last }
    }

    /// An event that an event-based gateway waits for is an answer; what else is said of it becomes a note of the decision.
    mutating func foldEvents(_ nodes: [Int]) {
        for gateway in nodes where model.nodes[gateway].kind == .eventBasedGateway && index.outgoing[gateway].count > 1 {
            for flow in index.outgoing[gateway] {
                guard let event = index.target(of: flow), model.nodes[event].kind == .intermediateCatchEvent, index.incoming[event].count == 1,
                    index.outgoing[event].count == 1, index.linkName(event) == nil, index.associations[event] == nil, model.nodes[event].writes.isEmpty,
                    index.messagesFrom[event] == nil, !words.name(of: model.nodes[event]).isEmpty,
                    model.flows[flow].name.isEmpty, let next = index.outgoing[event].first, let target = index.target(of: next),
                    model.flows[next].name.isEmpty, model.flows[next].condition == nil, model.nodes[target].kind != .intermediateCatchEvent
                else { continue }
                folded.insert(event)
            }
        }
    }

    /// A task that asks, right before a gateway that says nothing, is the decision.
    mutating func foldQuestions(_ nodes: [Int]) {
        for task in nodes where entrance[task] == nil {
            let element = model.nodes[task]
            guard MapWords.endsInQuestion(MapWords.tidied(element.name)), index.outgoing[task].count == 1, index.boundary[task] == nil, isTask(element.kind),
                let flow = index.outgoing[task].first, model.flows[flow].name.isEmpty, model.flows[flow].condition == nil, element.repeats == nil,
                let gateway = index.target(of: flow), index.incoming[gateway].count == 1, index.outgoing[gateway].count > 1,
                model.nodes[gateway].kind == .exclusiveGateway, model.nodes[gateway].name.isEmpty, entrance[gateway] == nil, !element.isForCompensation
            else { continue }
            let lane = lane(of: task) ?? lane(of: gateway) ?? 0
            var decision = node(.decision, MapWords.tidied(element.name), lane)
            decision.roles = roles(of: task, lane)
            let node = add(decision, for: task)
            draft.graph.nodes[node].origins += [index.origin(gateway), index.origin(flow: flow)]
            entrance[gateway] = node
            host[gateway] = node
            exits[gateway] = node
            addSaid(of: gateway, at: node)
            for flow in index.outgoing[gateway] { sourceOfFlow[flow] = node }
        }
    }

    private func isTask(_ kind: BPMNModel.Node.Kind) -> Bool {
        switch kind {
        case .task, .sendTask, .receiveTask, .userTask, .manualTask, .serviceTask, .scriptTask, .businessRuleTask: true
        default: false
        }
    }
}
