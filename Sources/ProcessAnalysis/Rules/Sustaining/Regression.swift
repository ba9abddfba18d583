import ProcessModel
import ProcessSyntax

extension Rule {
    /// How much worse a figure may become.
    static let regressionTolerance = Setting(
        name: "tolerance", standard: 1, unit: "%", meaning: "how much worse a figure may become than it was, as a share of what it was; a handoff more on the map always counts †")

    static let regression = Rule(
        name: "regression", category: .sustaining, severity: .error, followsOthers: true, comparesBaseline: true,
        title: "The process has become worse than was agreed",
        triggers: """
            Against the baseline that `baton check --baseline` names, the map has more handoffs or a case is handed over more \
            often; the lead time over all cases is longer; fewer cases go through with nothing put right; a role is loaded \
            more by this map, and to more than 80% (below that there is room); or a finding is back that had gone. It runs only where a baseline is given, and compares a \
            figure only as far as the same steps say theirs.
            """,
        why: "What was won in one workshop is lost in a hundred small changes, none of which looks like a step back.",
        remedy: "Take out what made it worse, or write the baseline anew and say why.",
        question: "What has been added since the baseline was agreed, and is it worth it?",
        settings: [regressionTolerance],
        examples: [
            Example(
                "One more who wants to see it",
                before: [
                    """
                    process: Offers
                    lanes: Sales, Legal
                    flow:
                      Sales: Write offer [takes 2 bd]
                      Sales: Send offer
                    """
                ],
                """
                process: Offers
                lanes: Sales, Legal
                flow:
                  Sales: Write offer [takes 2 bd]
                  Legal: ↓Look at offer
                  Sales: Send offer
                """),
            Example(
                "It takes longer, and is right less often",
                before: [
                    """
                    process: Offers
                    lane: Sales
                    flow:
                      Sales: Write offer [takes 2 bd, ok 90%]
                    """
                ],
                """
                process: Offers
                lane: Sales
                flow:
                  Sales: ↓↓Write offer [takes 3 bd, ok 80%]
                """),
            Example(
                "Who had little time left has less of it",
                before: [
                    """
                    process: Leads
                      volume: 120 per month
                    lane: Sales
                      role: SDR [people 1]
                    flow:
                      SDR: Contact prospect [work 1 h]
                    """
                ],
                """
                process: Leads
                  volume: 150 per month
                lane: Sales
                  role: ↓SDR [people 1]
                flow:
                  SDR: Contact prospect [work 1 h]
                """),
            Example(
                "What had been put right is back",
                before: [
                    """
                    process: Offers
                    lanes: Sales, Legal
                    flow:
                      Sales: Write offer
                        handoff: offer [via ticket]
                      Legal: Check offer
                    """,
                    """
                    process: Offers
                    lanes: Sales, Legal
                    flow:
                      Sales: Write offer
                        handoff: offer [via ticket, within 1 bd]
                      Legal: Check offer
                    """,
                ],
                """
                process: Offers
                lanes: Sales, Legal
                flow:
                  Sales: Write offer
                    handoff: ↓offer [via ticket]
                  Legal: Check offer
                """),
            Example(
                "Nothing has become worse",
                before: [
                    """
                    process: Offers
                    lanes: Sales, Legal
                    flow:
                      Sales: Write offer [takes 2 bd]
                      Legal: Check offer [takes 3 bd]
                      Sales: Send offer [takes 1 bd]
                    """
                ],
                """
                process: Offers
                lanes: Sales, Legal
                flow:
                  Sales: Write offer [takes 2 bd]
                  Legal: Check offer [takes 2 bd]
                  Sales: Send offer [takes 1 bd]
                """),
            Example(
                "There is room, before and after",
                before: [
                    """
                    process: Leads
                      volume: 60 per month
                    lane: Sales
                      role: SDR [people 1]
                    flow:
                      SDR: Contact prospect [work 1 h]
                    """
                ],
                """
                process: Leads
                  volume: 120 per month
                lane: Sales
                  role: SDR [people 1]
                flow:
                  SDR: Contact prospect [work 1 h]
                """),
            Example(
                "A step says its time for the first time",
                before: [
                    """
                    process: Offers
                    lane: Sales
                    flow:
                      Sales: Write offer [takes 2 bd]
                      Sales: Send offer
                    """
                ],
                """
                process: Offers
                lane: Sales
                flow:
                  Sales: Write offer [takes 2 bd]
                  Sales: Send offer [takes 1 bd]
                """),
            Example(
                "The baseline does not know this map", notAssessable: true,
                """
                process: Offers
                lane: Sales
                flow:
                  Sales: Write offer
                """),
        ]
    ) { review in
        guard let before = review.facts.baseline else {
            review.cannotAssess("this map is not in the baseline: write it there with `baton baseline write --because \"…\"`")
            return
        }
        let map = review.map
        let owner = review.isSaid(map.owner) ? map.owner?.string : nil
        for change in FigureComparison(review.inspection, with: before.figures, tolerance: review[regressionTolerance] / 100).changes {
            switch change.outcome {
            case .better: continue
            case .unclear: review.lacks(change.words)
            case .worse:
                var (place, span) = (FindingPlace.process, map.name.span)
                var words = change.words + " when the baseline was agreed"
                var question = "\(owner.map { $0 + ", what" } ?? "What") has changed since then, and is it worth it?"
                // A role of a shared file is no business of that file: this map asks more of it.
                if case .load(let role) = change.subject {
                    if review.isAtHome(map[role].span) { (place, span) = (.role(role), map[role].span) }
                    question = "\(map[role].name), what has come on top since then, and what stays undone for it?"
                }
                if let culprit = Culprit.find(change.subject, review.inspection, since: before.figures) {
                    let step = map[culprit.node]
                    words += "; " + culprit.words
                    if review.isAtHome(step.span) { (place, span) = (.node(culprit.node), step.span) }
                    question = culprit.isNew
                        ? "What would be missing without \(Wording.ending(step.name)), and is it worth that?"
                        : "\(map[step.lane].name), what has changed at \(Wording.ending(step.name)) since then, and is it worth it?"
                }
                review.find(
                    words, at: place, span, remedy: "take out what made it worse, or agree to it: `baton baseline write --because \"…\"`", question: question)
            }
        }
        guard !before.gone.isEmpty else { return }
        let (gone, known) = (before.goneKeys, Set(before.known.map(\.key)))
        for finding in review.facts.found {
            let key = KnownFinding(finding, in: map).key
            guard gone.contains(key), !known.contains(key) else { continue }
            review.find(
                "\(finding.rule) had been put right here and is back: \(finding.message)", at: finding.place, finding.span,
                related: finding.related, remedy: finding.remedy, question: finding.question)
        }
    }
}
