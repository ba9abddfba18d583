import ProcessModel

extension Rule {
    static let accountabilityShift = Rule(
        name: "accountability-shift", category: .roles, severity: .warning,
        title: "Who has to answer changes without a word",
        triggers: """
            Two steps that follow each other in one lane have different people accountable, and no `handoff:` between \
            them says so. Approvals and ways back are left alone: there it is plain whose word counts. Steps for which nobody is \
            accountable are the matter of `no-accountable`.
            """,
        why: "Inside a function nobody hands anything over, so the one believes it is still theirs and the other that it is not yet.",
        remedy: "Keep one accountable for the stretch, or say where it changes hands: a `handoff:` with what is accepted.",
        question: "At which moment does it stop being yours and start being theirs?",
        examples: [
            Example(
                "Between two steps of one function",
                """
                process: Leads
                lane: Marketing
                flow:
                  Marketing: Enrich record [accountable Marketing Ops]
                  Marketing: Score lead [accountable ↓VP Marketing]
                """),
            Example(
                "One step differs from what holds for the lane",
                """
                process: Offers
                lane: Sales
                  accountable: Head of Sales
                flow:
                  Sales: Write offer
                  Sales: Calculate discount [accountable ↓Pricing Lead]
                  Sales: Send offer
                """),
            Example(
                "It is said where it changes hands",
                """
                process: Leads
                lane: Marketing
                flow:
                  Marketing: Enrich record [accountable Marketing Ops]
                    handoff: complete record [within 4 bh]
                  Marketing: Score lead [accountable VP Marketing]
                """),
            Example(
                "It changes with the lane",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead [accountable VP Marketing]
                  Sales: Review lead [accountable Head of Sales]
                """),
            Example(
                "The head of the function approves",
                """
                process: Offers
                lane: Sales
                  accountable: AE
                flow:
                  Sales: Write offer
                  Sales: Approve offer [approval, accountable Head of Sales]
                  Sales: Send offer
                """),
            Example(
                "Nobody is named at all", notAssessable: true,
                """
                process: Offers
                lane: Sales
                flow:
                  Sales: Write offer
                  Sales: Send offer
                """),
        ]
    ) { review in
        let map = review.map
        // One name for all steps of a lane changes nowhere.
        guard map.nodeIDs.contains(where: { map.said(of: $0, \.accountable)?.isEmpty == false }) else {
            let isNobodyNamed = map.lanes.allSatisfy(\.accountable.isEmpty)
            if isNobodyNamed, review.hasStepsInARow {
                review.cannotAssess("nobody is named who answers for a step: write it below the lane or the step, as in `accountable: …`")
            }
            return
        }
        for shift in review.shifts() {
            let (from, to) = (map[shift.from].name, map[shift.to].name)
            let (mine, yours) = (Wording.list(review.answering(for: shift.from)), Wording.list(review.answering(for: shift.to)))
            let again = shift.places > 1 ? ", and so at \(Wording.count(shift.places - 1, "other place"))" : ""
            review.find(
                "\(mine) answers for '\(from)' and \(yours) for '\(to)', both in \(map[map[shift.to].lane].name), and nothing says where it changes hands\(again)",
                at: .node(shift.to), map.said(of: shift.to, \.accountable)?.first?.span ?? map[shift.to].span,
                related: .init(span: map[shift.from].span, message: "the step before"),
                remedy: "let one of them answer for both, or write a `handoff:` under '\(from)' with what is accepted",
                question: "\(mine) and \(yours), at which moment between '\(from)' and '\(to)' does it change hands?")
        }
    }
}

/// Two steps in a row for which different people answer.
private struct AccountabilityShift {
    let from: NodeID
    let to: NodeID
    /// How often the same two change in the same lane.
    var places = 1

    /// The two who change, either way round: a step between two others is one matter, not two.
    struct Parties: Hashable {
        let lane: LaneID
        let names: Set<[String]>
    }
}

extension Review {
    /// Who answers for a step, by name; empty where nobody is named.
    fileprivate func answering(for step: NodeID) -> [String] { Self.distinct(map.accountable(for: step)) }

    /// True where a step follows another in the same lane.
    fileprivate var hasStepsInARow: Bool {
        map.flows.contains { map[$0.from].isWork && map[$0.to].isWork && map[$0.from].lane == map[$0.to].lane && canAgree(map[$0.from].lane) }
    }

    /// In the order of the flow, the first of each kind.
    fileprivate func shifts() -> [AccountabilityShift] {
        var shifts: [AccountabilityShift] = []
        var known: [AccountabilityShift.Parties: Int] = [:]
        // The steps from which a node is reached: itself, or beyond gateways those before them, one for each that
        // answers. More than some at one gateway are made to keep us busy.
        var last = [[NodeID]](repeating: [], count: graph.nodeCount)
        for node in facts.order.nodes {
            if map[node].isWork { last[node.index] = [node] }
            guard !last[node.index].isEmpty else { continue }
            for flow in graph.flows(from: node) where !graph.isLoop[flow.index] {
                // What is said to pass on is no silent change, and what goes wrong goes elsewhere on purpose.
                guard map[flow].terms == nil, map[flow].kind != .exception else { continue }
                let to = graph.target(of: flow)
                for from in last[node.index] {
                    if map[to].isWork {
                        note(from, to, &shifts, &known)
                    } else if last[to.index].count < 16, !last[to.index].contains(where: { isAlike($0, from) }) {
                        last[to.index].append(from)
                    }
                }
            }
        }
        return shifts
    }

    /// True for steps of one lane for which the same people answer.
    private func isAlike(_ a: NodeID, _ b: NodeID) -> Bool {
        a == b || (map[a].lane == map[b].lane && isApproval(a) == isApproval(b) && (!namesOwn(a) && !namesOwn(b) || answering(for: a) == answering(for: b)))
    }

    /// False where those answer for a step who answer for its lane.
    private func namesOwn(_ step: NodeID) -> Bool { map.said(of: step, \.accountable)?.isEmpty == false }

    private func note(_ from: NodeID, _ to: NodeID, _ shifts: inout [AccountabilityShift], _ known: inout [AccountabilityShift.Parties: Int]) {
        guard map[from].lane == map[to].lane, namesOwn(from) || namesOwn(to), canAgree(map[to].lane), !isApproval(from), !isApproval(to) else { return }
        let (mine, yours) = (answering(for: from), answering(for: to))
        guard !mine.isEmpty, !yours.isEmpty, Set(mine) != Set(yours) else { return }
        let parties = AccountabilityShift.Parties(lane: map[to].lane, names: [mine.sorted(), yours.sorted()])
        if let index = known[parties] {
            shifts[index].places += 1
        } else {
            known[parties] = shifts.count
            shifts.append(AccountabilityShift(from: from, to: to))
        }
    }

    func isApproval(_ step: NodeID) -> Bool { map.said(of: step, \.flags)?.contains(.approval) ?? false }
}
