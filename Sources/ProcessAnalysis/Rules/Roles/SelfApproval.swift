import ProcessModel

extension Rule {
    static let selfApproval = Rule(
        name: "self-approval", category: .roles, severity: .error,
        title: "Work is approved by those who did it",
        triggers: """
            All who do an `approval` step have also done the work that is approved: the step that makes what the \
            approval `needs`, or else the task that comes right before it on some path. Where the two name only a \
            lane and no role, it cannot be told.
            """,
        why: "Nobody sees their own mistakes, and a second signature of the same hand only makes them official.",
        remedy: "Let somebody else approve it, or drop the approval and trust the work.",
        question: "Who has seen it before it goes out, other than who made it?",
        examples: [
            Example(
                "The author signs",
                """
                process: Offers
                lane: Sales
                  role: AE
                flow:
                  AE: Write offer
                  ↓AE: Approve offer [approval]
                """),
            Example(
                "On one of two paths",
                """
                process: Campaign
                lane: Marketing
                  role: Campaign Manager
                  role: Designer
                flow:
                  Designer: Draw banner
                  Campaign Manager: Large campaign?
                    yes:
                      Campaign Manager: Write claim
                    no
                  ↓Campaign Manager: Approve banner [approval]
                """),
            Example(
                "By what is made and needed, however far apart",
                """
                process: Offers
                lane: Sales
                  role: AE
                  role: Assistant
                flow:
                  AE: Write offer
                    makes: offer
                  Assistant: Lay out offer
                  ↓AE: Approve offer [approval]
                    needs: offer
                """),
            Example(
                "Another pair of eyes",
                """
                process: Offers
                lane: Sales
                  role: AE
                  role: Head of Sales
                flow:
                  AE: Write offer
                  Head of Sales: Approve offer [approval]
                """),
            Example(
                "One of two approvers did not write it",
                """
                process: Offers
                lane: Sales
                  role: AE
                  role: Head of Sales
                flow:
                  AE: Write offer
                  AE + Head of Sales: Approve offer [approval]
                """),
            Example(
                "The lane approves, and nobody knows who", notAssessable: true,
                """
                process: Offers
                lanes: Sales
                flow:
                  Sales: Write offer
                  Sales: Approve offer [approval]
                """),
        ]
    ) { review in
        let map = review.map
        let approvals = map.nodeIDs.filter { map.said(of: $0, \.flags)?.contains(.approval) ?? false }
        guard !approvals.isEmpty else { return }
        // A guard against maps made to keep us busy: each approval costs a walk back over the map.
        guard approvals.count * map.nodes.count <= 2_000_000 else {
            return review.cannotAssess("there are more approvals and steps than can be followed: split the map into calls")
        }
        // Who makes what, where an approval says what it needs.
        var makers: [[UInt8]: [NodeID]] = [:]
        if approvals.contains(where: { map.said(of: $0, \.needs)?.isEmpty == false || map.said(of: $0, \.expects)?.isEmpty == false }) {
            for id in map.nodeIDs { for made in map.said(of: id, \.makes) ?? [] { makers[Words.key(made.string), default: []].append(id) } }
        }
        var unclear: [String] = []
        for id in approvals {
            let approvers = map[id].performers.all
            guard let first = approvers.first else { continue }
            let works = review.workApproved(by: id, makers)
            let own = works.first { work in
                let doers = map[work].performers.all
                return approvers.allSatisfy { approver in approver.role != nil && doers.contains { $0.lane == approver.lane && $0.role == approver.role } }
            }
            guard let own else {
                let isOpen = works.contains { work in
                    let doers = map[work].performers.all
                    return approvers.allSatisfy { approver in doers.contains { $0.lane == approver.lane && ($0.role == nil || approver.role == nil || $0.role == approver.role) } }
                }
                if isOpen { unclear.append("'\(map[id].name)'") }
                continue
            }
            let name = Wording.list(approvers.compactMap { $0.role.map { map[$0].name } })
            review.find(
                "\(name) approve\(approvers.count == 1 ? "s" : "") at '\(map[id].name)' what \(approvers.count == 1 ? "it has itself" : "they have themselves") done at '\(map[own].name)'",
                at: .node(id), first.span, related: .init(span: map[own].span, message: "the work that is approved"),
                remedy: "let another role approve it, or drop the approval",
                question: "Who looks at '\(map[own].name)' with other eyes before it goes on?")
        }
        guard !unclear.isEmpty else { return }
        let missing = "who does \(Wording.some(unclear)) and the work before is not said but for the lane: declare a role with `role:` under the lane for each, and let it do the step"
        if unclear.count == approvals.count { review.cannotAssess(missing) } else { review.lacks(missing) }
    }
}

extension Review {
    /// The steps whose work an approval is about, in the order written.
    fileprivate func workApproved(by approval: NodeID, _ makers: [[UInt8]: [NodeID]]) -> [NodeID] {
        let needs = map.said(of: approval, \.needs) ?? []
        let expected = map.said(of: approval, \.expects)?.map(\.artifact) ?? []
        let made = Set((needs + expected).flatMap { makers[Words.key($0.string)] ?? [] })
        if !made.isEmpty {
            let before = graph.reaching([approval])
            return made.filter { before[$0.index] && $0 != approval }.sorted()
        }
        // Back over decisions, gateways and other approvals to the nearest tasks.
        var seen: Set<NodeID> = [approval]
        var open = [approval]
        var works: [NodeID] = []
        while let node = open.popLast() {
            for flow in graph.flows(into: node) {
                let source = graph.source(of: flow)
                guard seen.insert(source).inserted else { continue }
                let isApproval = map.said(of: source, \.flags)?.contains(.approval) ?? false
                if map[source].kind == .task || map[source].kind == .call, !isApproval { works.append(source) } else { open.append(source) }
            }
        }
        return works.sorted()
    }
}
