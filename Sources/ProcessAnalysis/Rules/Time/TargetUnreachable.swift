import ProcessModel
import ProcessSyntax

extension Rule {
    static let targetUnreachable = Rule(
        name: "target-unreachable", category: .time, severity: .error,
        title: "The target is shorter than the way to it",
        triggers: """
            A measure of the process is its lead time (`measure: lead time … [target 10 bd]`), and the expected lead \
            time to the end that the process is for is longer than the target. Measures of other times, such as the \
            time to first contact, are about a part of the way and are left alone.
            """,
        why: "A target that the way itself does not allow is missed every month, and people are asked to hurry instead of the way being changed.",
        remedy: "Cut the longest wait on the way, or set a target that the way allows.",
        question: "Which wait would have to go for the target to be kept?",
        examples: [
            Example(
                "Ten days are wanted, and the steps take twelve",
                """
                process: Offers
                  measure: lead time [target ↓10 bd]
                lanes: Sales, Legal
                flow:
                  Sales: Write offer [takes 4 bd]
                  Legal: Check offer [takes 8 bd]
                """),
            Example(
                "What is known is too long already",
                """
                process: Offers
                  measure: lead time from request to offer [now 15 bd, target ↓5 bd]
                lanes: Sales, Legal
                flow:
                  Sales: Write offer
                  Legal: Check offer [takes 8 bd]
                """),
            Example(
                "The way is short enough",
                """
                process: Offers
                  measure: lead time [target 15 bd]
                lanes: Sales, Legal
                flow:
                  Sales: Write offer [takes 4 bd]
                  Legal: Check offer [takes 8 bd]
                """),
            Example(
                "Another time is measured",
                """
                process: Offers
                  measure: time to first answer [target 1 bd]
                  measure: lead time [target 3 bw]
                lanes: Sales, Legal
                flow:
                  Sales: Write offer [takes 4 bd]
                  Legal: Check offer [takes 8 bd]
                """),
            Example(
                "How long the steps take is not said", notAssessable: true,
                """
                process: Offers
                  measure: lead time [target 10 bd]
                lanes: Sales, Legal
                flow:
                  Sales: Write offer
                  Legal: Check offer
                """),
            Example(
                "The target is no time that can be compared", notAssessable: true,
                """
                process: Offers
                  measure: lead time [target 10 days]
                lanes: Sales, Legal
                flow:
                  Sales: Write offer [takes 4 bd]
                  Legal: Check offer [takes 8 bd]
                """),
            Example(
                "No lead time is aimed at", notAssessable: true,
                """
                process: Offers
                lanes: Sales, Legal
                flow:
                  Sales: Write offer [takes 4 bd]
                  Legal: Check offer [takes 8 bd]
                """),
        ]
    ) { review in
        let map = review.map
        guard map.isProcess else { return }
        let calendar = map.calendar ?? .assumed
        let targets = map.measures.compactMap { measure -> (measure: Measure, target: Text)? in
            guard measure.text.string.lowercased().contains("lead time"), review.isSaid(measure.target), let target = measure.target else { return nil }
            return (measure, target)
        }
        let aims = targets.compactMap { aim in aim.measure.targetTime.map { (measure: aim.measure, target: aim.target, time: $0) } }
        // A target may be said in any words; only a length of time can be compared.
        let unread = targets.filter { $0.measure.targetTime == nil }.map {
            "'\($0.target.string)', the target of '\($0.measure.text.string)', is no length of time that can be compared: write it like `target 10 bd` (working days) or `target 2 d` (clock time)"
        }
        for (index, words) in unread.enumerated() {
            if index == 0, aims.isEmpty { review.cannotAssess(words) } else { review.lacks(words) }
        }
        guard unread.isEmpty || !aims.isEmpty else { return }
        guard !aims.isEmpty else {
            return review.cannotAssess("no target is set for the lead time: write it under the process, as in `measure: lead time [now 12 bd, target 10 bd]`")
        }
        guard let lead = review.timeToTheEnd() else {
            return review.cannotAssess("no path leads to an end, so the lead time cannot be added up: add an `end:`")
        }
        var isTold = false
        for (measure, target, time) in aims {
            guard lead.time.expected > Estimate(passing: time, by: calendar).high * (1 + 1e-9) else { continue }
            isTold = true
            let least = lead.isLowerBound ? "at least " : ""
            let now = measure.now.map { " (you measure \($0.string) now)" } ?? ""
            let longest = review.longestWait()
            review.find(
                "a case takes \(least)\(Wording.elapsed(lead.time.expected, by: calendar))\(review.toMainEnd)\(now), and the target is \(target.string)",
                at: .process, target.span,
                related: longest.map { .init(span: map[$0.step].span, message: "the longest stretch: \(Wording.elapsed($0.minutes, by: calendar))\(review.cause(of: $0.step))") },
                remedy: longest.map { "cut the wait at '\(map[$0.step].name)', the longest on the way, or set a target that the way allows" }
                    ?? "cut the longest wait on the way, or set a target that the way allows",
                question: "Which wait would have to go for \(target.string) to be kept?")
        }
        if lead.isLowerBound, !isTold {
            let missing = review.silence(about: lead)
            if lead.coverage.known == 0 { review.cannotAssess(missing, .time) } else { review.lacks(missing, .time) }
        }
    }
}

extension Review {
    /// The step of the main path that takes longest.
    fileprivate func longestWait() -> (step: NodeID, minutes: Double)? {
        var longest: (step: NodeID, minutes: Double)?
        for node in inspection.metrics.mainPath?.nodes ?? [] {
            let minutes = inspection.metrics.steps[node.index].leadAtLeast.expected
            if minutes > longest?.minutes ?? 0 { longest = (node, minutes) }
        }
        return longest
    }

    /// ` because of batching`; empty where the step does not say why it waits.
    fileprivate func cause(of step: NodeID) -> String { (map.said(of: step, \.cause) ?? nil).map { " because of \($0.rawValue)" } ?? "" }
}
