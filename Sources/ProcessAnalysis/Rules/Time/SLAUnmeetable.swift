import ProcessModel
import ProcessSyntax

extension Rule {
    static let slaUnmeetable = Rule(
        name: "sla-unmeetable", category: .time, severity: .error,
        title: "The agreed time is shorter than the wait",
        triggers: """
            What is handed over waits longer, by the receiving step's own expected time (`wait`, or `takes` less the \
            `work`), before its work begins, than the handoff grants (`within`) or than the receiver itself \
            `expects … [within …]`. How long the work then takes does not count. Where only the longest wait is too \
            long, that is a note.
            """,
        why: "A time that cannot be kept is broken every day, until nobody looks at it any more, also where it matters.",
        remedy: "Change the time to one that can be kept, or cut the wait before the step.",
        question: "What would have to be different for this time to be kept four times out of five?",
        examples: [
            Example(
                "To be looked at within an hour, and it takes two days",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    handoff: MQL [via CRM queue, within ↓1 bh]
                  Sales: Review lead [work 10 min, takes 16 bh]
                """),
            Example(
                "The receiver's own limit",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    handoff: MQL
                  Sales: Review lead [wait 5 bh, work 30 min]
                    expects: MQL with phone [within ↓4 bh]
                """),
            Example(
                "The wait alone is too long, however long the work is",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    handoff: MQL [within ↓1 bd]
                  Sales: Review lead [wait 2 bd, work ?]
                """),
            Example(
                "A range that is in time by its middle, and late at its end: a note",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    handoff: MQL [within ↓4 bh]
                  Sales: Review lead [work 30 min, takes 1-6 bh]
                """),
            Example(
                "Begun in time, however long the work is",
                """
                process: Campaign
                lanes: Sales, Marketing
                flow:
                  Sales: Send brief
                    handoff: brief [within 4 bh]
                  Marketing: Write copy [work 6 h, wait 1 bh]
                """),
            Example(
                "A whole day is granted, and it lies for just that",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    handoff: MQL [within 1 bd]
                  Sales: Review lead [wait 1 bd, work 15 min]
                """),
            Example(
                "A calendar day is more than a business day of eight hours",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    handoff: MQL [within 2 d]
                  Sales: Review lead [takes 1 bd]
                """),
            Example(
                "No handoff has a time", notAssessable: true,
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    handoff: MQL
                  Sales: Review lead [takes 8 bh]
                """),
            Example(
                "Nobody says how long the receiver takes", notAssessable: true,
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    handoff: MQL [within 4 bh]
                  Sales: Review lead
                """),
            Example(
                "It takes longer, and nobody says how much of that is work", notAssessable: true,
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    handoff: MQL [within 4 bh]
                  Sales: Review lead [takes 8 bh]
                """),
        ]
    ) { review in
        let map = review.map
        var receivers = Set<NodeID>()
        var silent = Set<NodeID>()
        var told = Set<Limit.Key>()
        for passing in review.passings.all {
            guard let limit = Limit.tightest(of: passing, review) else { continue }
            receivers.insert(passing.receiver)
            let step = review.inspection.metrics.steps[passing.receiver.index]
            let name = map[passing.receiver].name
            let calendar = map.calendar(of: passing.to)
            let waits: String
            var severity: Severity?
            switch review.wait(before: passing.receiver) {
            case let wait? where limit.isShorter(than: wait.expected): waits = "waits \(Wording.elapsed(wait.expected, by: calendar)) before '\(name)' begins"
            case let wait? where limit.isShorter(than: wait.high):
                waits = "may wait up to \(Wording.elapsed(wait.high, by: calendar)) before '\(name)' begins"
                severity = .info
            case nil:
                // Whatever part of it is work: it is begun before it is done.
                if let lead = step.lead, !limit.isShorter(than: lead.high) { continue }
                silent.insert(passing.receiver)
                continue
            default: continue
            }
            guard told.insert(Limit.Key(span: limit.span, receiver: passing.receiver)).inserted else { continue }
            let what = review.artifact(of: passing).map { "'\($0.string)'" } ?? "the work"
            review.find(
                "\(what) from \(map[passing.from].name) \(waits) in \(map[passing.to].name), and is to be taken up within \(limit.written)",
                at: .flow(passing.flow), limit.span, severity: severity,
                related: .init(span: map[passing.receiver].span, message: "here it waits longer"),
                remedy: "agree on a time that '\(name)' can keep, or cut the wait before it",
                question: "\(map[passing.to].name), what keeps you from taking up \(what) within \(limit.written)?")
        }
        let handed = review.passings.all.filter { review.canAgree($0.to) }
        if receivers.isEmpty {
            if !handed.isEmpty { review.cannotAssess("no handoff has a time limit: write it, as in `handoff: … [within 4 bh]`", .limit) }
        } else if !silent.isEmpty {
            let names = Wording.some(silent.sorted().map { "'\(map[$0].name)'" })
            let missing = "how long work waits before \(names) begin\(silent.count == 1 ? "s" : "") is not said: write it, as in `[wait 4 bh]`"
            if silent == receivers {
                review.cannotAssess(missing, .time)
            } else {
                review.lacks(missing, .time)
            }
        }
    }
}

extension Review {
    /// How long work lies before a step begins; nil where that is not said.
    fileprivate func wait(before node: NodeID) -> Estimate? {
        let said = map.said(of: node, \.wait) ?? nil
        if let wait = said?.value { return Estimate(passing: wait, by: map.calendar(of: map[node].lane)) }
        // The work of a call is spread over the map it stands for.
        return map[node].kind == .call ? nil : inspection.metrics.steps[node.index].wait
    }
}

/// A time by which a step is to have taken up what it is handed.
private struct Limit {
    struct Key: Hashable {
        let span: Span
        let receiver: NodeID
    }

    /// Business minutes.
    let minutes: Double
    let written: String
    let span: Span

    /// The shorter of what the handoff grants and what the receiver expects; nil where neither says.
    static func tightest(of passing: Passing, _ review: Review) -> Limit? {
        let calendar = review.map.calendar(of: passing.to)
        func limit(_ figure: Figure<Duration>?) -> Limit? {
            guard let figure, let duration = figure.value else { return nil }
            return Limit(
                minutes: Estimate(passing: duration, by: calendar).high, written: duration.written, span: figure.span)
        }
        let all = [limit(review.terms(of: passing)?.within)]
            + review.expectations(of: passing).map { limit($0.within) }
        return all.compactMap { $0 }.min { $0.minutes < $1.minutes }
    }

    /// With a hair of slack: 60 min and 1 h are one time.
    func isShorter(than other: Double) -> Bool { minutes < other * (1 - 1e-9) }
}
