
extension SoundnessSearch {
    mutating func fire(_ mark: Mark, _ situation: Situation, _ scope: Int32, _ put: (Situation) -> Void) {
        let node = Int(mark.id)
        var oddity = situation.oddity
        if rules.arrival[node] == .all {
            if tracked[node] {
                let fault = Fault(kind: .deadlock, node: mark.id, trace: situation.trace, flow: -1, oddity: oddity)
                if oddity < arrivals[mark.id]?[mark.count]?.oddity ?? .max { arrivals[mark.id, default: [:]][mark.count] = fault }
            } else if mark.count < Int(rules.inDegree[node]), !isExcused(mark, situation) {
                add(.deadlock, mark.id, situation.trace, flow: -1, oddity: oddity)
                oddity &+= Self.fault
            }
        } else if mark.count > 1, isInLoop, rules.arrival[node] == .first {
            add(.reopened, mark.id, situation.trace, flow: -1, oddity: oddity)
            oddity &+= Self.fault
        }
        func go(_ flows: ArraySlice<Int32>, _ search: inout SoundnessSearch) {
            let isOdd = flows.first.map { search.rules.isException[Int($0)] } ?? false
            let step = search.trace.append(after: situation.trace, nodes: CollectionOfOne(mark.id), flows: flows)
            put(search.moved(situation, over: flows, scope, step, oddity: oddity &+ (isOdd ? 1 : 0)))
        }
        if rules.departure[node] == .all || !rules.isChoice(node) {
            go(rules.flows(from: node), &self)
        } else {
            for flows in rules.choices(of: node) { go(flows, &self) }
        }
    }

    /// Whether all that has not come to a join may be other answers to the questions that led to what has come.
    mutating func isExcused(_ mark: Mark, _ situation: Situation) -> Bool {
        guard !isStrict else { return false }
        let join = Int(mark.id)
        let arrived = waiting.arrived(at: join, count: mark.count, from: situation.trace, in: trace)
        let key = Arrival(join: mark.id, flows: arrived)
        if let known = excused[key] { return known }
        guard waiting.effort > 0 else {
            isComplete = false
            return true
        }
        let missing = waiting.missing(at: join, arrived: arrived, from: situation.trace, in: trace)
        let isExcused = missing.allSatisfy(isAnswer)
        excused[key] = isExcused
        if isExcused { doubtful.insert(mark.id) }
        return isExcused
    }

    mutating func moved(_ situation: Situation, over flows: ArraySlice<Int32>, _ scope: Int32, _ step: Int32, oddity: Int32) -> Situation {
        var moved = Situation(marks: situation.marks, trace: step, oddity: oddity)
        for flow in flows {
            let target = Int(rules.graph.targets[Int(flow)])
            guard rules.arrival[target] != .end else {
                // In BPMN what leaves a loop has left it, be it to an end.
                if rules.isBPMN, isInLoop { moved.insert(Mark(place: Mark.outside, id: flow, count: 1)) }
                continue
            }
            guard self.scope[target] == scope else {
                moved.insert(Mark(place: Mark.outside, id: flow, count: 1))
                continue
            }
            let at = cutIn[target] == scope ? Mark.again : UInt64(place[target])
            let mark = Mark(place: at, id: Int32(target), count: tracked[target] ? sets.number(adding: flow, to: 0) : 1)
            let index = moved.position(of: mark)
            guard index < moved.marks.count, moved.marks[index].key == mark.key else {
                moved.marks.insert(mark, at: index)
                // What came in here is done beside what comes now, unless the one leads to the other.
                if at == Mark.again, entered > -2, rules.arrival[target] == .pass, !trace.descends(flow, from: mark.id, between: entered, and: step) {
                    add(.doubled, mark.id, step, flow: flow, oddity: oddity)
                    moved.oddity &+= Self.fault
                }
                continue
            }
            switch rules.arrival[target] {
            case .all where tracked[target]:
                moved.marks[index] = Mark(place: at, id: mark.id, count: sets.number(adding: flow, to: moved.marks[index].count))
            case .all: moved.marks[index] = Mark(place: at, id: mark.id, count: min(moved.marks[index].count + 1, 4000))
            case .first: moved.marks[index] = Mark(place: at, id: mark.id, count: 2)
            case .passEach where isInLoop:
                // Each of the two goes round, and is two again.
                add(.reopened, mark.id, step, flow: flow, oddity: oddity)
                moved.oddity &+= Self.fault
            case .pass:
                add(.doubled, mark.id, step, flow: flow, oddity: oddity)
                moved.oddity &+= Self.fault
            case .some, .passEach, .end: break
            }
        }
        return moved
    }

    mutating func add(_ kind: Fault.Kind, _ node: Int32, _ trace: Int32, flow: Int32, oddity: Int32) {
        let fault = Fault(kind: kind, node: node, trace: trace, flow: flow, oddity: oddity)
        let key = FaultKey(kind: kind, node: node)
        if let index = faultAt[key] {
            if faults[index].oddity > oddity { faults[index] = fault }
        } else {
            faultAt[key] = faults.count
            faults.append(fault)
        }
    }
}
