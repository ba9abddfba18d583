import ProcessAnalysis
import ProcessModel

/// Who must be in the room for a map to be right: of each function somebody who does the work, and those who decide.
struct AgendaPeople {
    struct Seat {
        /// The function, or the part somebody plays.
        var place: String
        var who: String
        var why: String
    }

    let seats: [Seat]
    let functions: Int

    init(_ source: SheetSource) {
        let map = source.map
        var steps = [Int](repeating: 0, count: map.lanes.count)
        var roles = [Set<RoleID>](repeating: [], count: map.lanes.count)
        for node in map.nodeIDs where map[node].isWork {
            steps[map[node].lane.index] += 1
            for performer in map[node].performers.all {
                if performer.lane != map[node].lane { steps[performer.lane.index] += 1 }
                if let role = performer.role { roles[performer.lane.index].insert(role) }
            }
        }
        var handoffs = [Int](repeating: 0, count: map.lanes.count)
        for flow in map.flowIDs where map.isHandoff(flow) {
            handoffs[map[map[flow].from].lane.index] += 1
            handoffs[map[map[flow].to].lane.index] += 1
        }
        var feels = [Int](repeating: 0, count: map.lanes.count)
        var laneOf: [String: Int] = [:]
        for index in map.lanes.indices { laneOf[map.lanes[index].name] = index }
        for role in map.roles { laneOf[role.name] = role.lane.index }
        if source.options.pains {
            for pain in map.pains { for lane in Set(pain.feltBy.compactMap { laneOf[$0.string] }) { feels[lane] += 1 } }
        }

        var seats: [Seat] = []
        for index in map.lanes.indices where steps[index] > 0 {
            let lane = map.lanes[index]
            let names = roles[index].sorted().map { map[$0].name }
            let who: String
            switch lane.kind {
            case .customer: who = "One \(lane.name), or who talks with them every day"
            case .system: who = "Who knows what \(lane.name) does by itself"
            case .internal, .partner, .agency: who = names.isEmpty ? "Who does the work there" : names.joined(separator: ", ")
            }
            let why = [
                SheetSource.counted(steps[index], "step"), handoffs[index] > 0 ? SheetSource.counted(handoffs[index], "handoff") : "",
                feels[index] > 0 ? "feels \(SheetSource.counted(feels[index], "pain"))" : "",
            ]
            seats.append(Seat(place: lane.name, who: who, why: why.filter { !$0.isEmpty }.joined(separator: ", ")))
        }
        functions = seats.count

        // Those who decide, each once, with all that they are needed for.
        var names: [String] = []
        var reasons: [String: [String]] = [:]
        func need(_ name: String?, _ reason: String) {
            guard let name, name != "?", !name.isEmpty else { return }
            if reasons[name] == nil { names.append(name) }
            if reasons[name]?.contains(reason) != true { reasons[name, default: []].append(reason) }
        }
        need(map.owner?.string, "owns the process, opens and closes")
        need(map.sponsor?.string, "sponsor: says why it matters")
        let seated = Set(roles.flatMap { $0.map { map[$0].name } })
        for remark in map.remarks where remark.kind == .question { need(remark.addressee?.string, "is asked an open question") }
        for node in map.nodeIDs where map[node].isWork {
            for name in map.accountable(for: node) { need(name.string, "answers for steps") }
        }
        for action in map.actions where action.isOpen { need(action.owner?.string, "owns an action") }
        for name in names where !seated.contains(name) && laneOf[name].map({ map.lanes[$0].name != name || steps[$0] == 0 }) ?? true {
            seats.append(Seat(place: "To decide", who: name, why: (reasons[name] ?? []).joined(separator: "; ")))
        }
        seats.append(Seat(place: "To run it", who: "You, and one who types the map as people talk", why: "nobody can listen, lead and type at once"))
        self.seats = seats
    }
}
