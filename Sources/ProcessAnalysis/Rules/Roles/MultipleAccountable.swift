import ProcessModel
import ProcessSyntax

extension Rule {
    static let multipleAccountable = Rule(
        name: "multiple-accountable", category: .roles, severity: .error,
        title: "More than one is accountable",
        triggers: "A step, or a lane for its steps, names more than one who is accountable.",
        why: "Where two are accountable, each waits for the other, and both can say that it was not theirs.",
        remedy: "Split the scope between them, or name the one who decides; the other is `consulted`.",
        question: "When the two disagree, who decides?",
        examples: [
            Example(
                "Co-chairs",
                """
                process: Change request
                lanes: Marketing, IT
                flow:
                  IT: Approve change
                    accountable: VP Marketing, ↓IT Director
                """),
            Example(
                "Two for a whole lane are reported once, at the lane",
                """
                process: Change request
                lane: Board
                  accountable: VP Marketing, ↓IT Director
                flow:
                  Board: Approve change
                  Board: Set priority
                """),
            Example(
                "One is accountable, the other is asked before",
                """
                process: Change request
                lanes: Marketing, IT
                flow:
                  IT: Approve change
                    accountable: IT Director
                    consulted: VP Marketing
                """),
            Example(
                "Two do it together; one answers for it",
                """
                process: Change request
                lane: IT
                  role: CRM Admin
                  role: Developer
                flow:
                  CRM Admin + Developer: Deploy [accountable IT Director]
                """),
        ]
    ) { review in
        let map = review.map
        for (index, lane) in map.lanes.enumerated() {
            let names = Names(lane.accountable)
            guard let second = names.second else { continue }
            review.find(
                "\(names.list) are both accountable for the steps of \(lane.name)", at: .lane(LaneID(index)), second.span,
                remedy: "split the scope of \(lane.name) between them, or name the one who decides",
                question: "When \(names.list) disagree about \(lane.name), who decides?")
        }
        for id in map.nodeIDs where map[id].detailIndex != nil {
            guard let named = map.said(of: id, \.accountable), named.count > 1 else { continue }
            let names = Names(named)
            guard let second = names.second else { continue }
            review.find(
                "\(names.list) are \(names.all.count == 2 ? "both" : "all") accountable for '\(map[id].name)'",
                at: .node(id), second.span,
                remedy: "split '\(map[id].name)' between them, or name the one who decides and consult the other",
                question: "When \(names.list) disagree about \(Wording.ending(map[id].name)), who decides?")
        }
    }
}

/// The different ones among the names, in the order written.
private struct Names {
    let all: [Text]
    var second: Text? { all.count > 1 ? all[1] : nil }
    var list: String { Wording.list(all.map(\.string)) }

    init(_ texts: [Text]) {
        var all: [Text] = []
        for text in texts where text.string != "?" && !all.contains(where: { Words.isSame($0.string, text.string) }) {
            all.append(text)
        }
        self.all = all
    }
}
