import ProcessModel

/// Where somebody of ours, or of a partner, gets in touch with the customer.
struct Touch {
    let node: NodeID
    let lane: LaneID
}

extension Review {
    /// The steps that touch the customer, in the order written: those marked `touchpoint`, those that
    /// hand something to a customer's lane, and those that tell it something. What a customer does
    /// itself is no touch of ours.
    func touches() -> [Touch] {
        var touching = [Bool](repeating: false, count: map.nodes.count)
        for id in map.nodeIDs where map[id].isWork && map[map[id].lane].kind != .customer {
            let says = map.said(of: id, \.flags)?.contains(.touchpoint) ?? false
            touching[id.index] = says || (map.said(of: id, \.informs)?.contains { $0.lane.map { map[$0].kind == .customer } ?? false } ?? false)
        }
        for passing in passings.all where map[passing.to].kind == .customer && map[passing.from].kind != .customer {
            touching[passing.sender.index] = true
        }
        return map.nodeIDs.filter { touching[$0.index] }.map { Touch(node: $0, lane: map[$0].lane) }
    }

    /// For rules that ask when the customer hears something, where no step says that it does.
    mutating func lacksTouches() {
        cannotAssess("no step says that the customer hears something: mark those that reach them, as in `[touchpoint]`, or write `informs:` with the customer below the step")
    }
}
