import ProcessModel

extension Rule {
    static let handoffNoReceipt = Rule(
        name: "handoff-no-receipt", category: .handoffs, severity: .warning,
        title: "Nobody would notice if it never arrived",
        triggers: """
            Work passes by a channel on which the two sides do not talk (mail, queue, ticket, file), nothing \
            confirms that it arrived, and the receiver's first step is not a check of it: no decision, no approval, \
            no name with check, review, triage or the like. Customers and systems need not confirm.
            """,
        why: "What is dropped on the way is missed by nobody: the sender thinks it is done, the receiver never knew of it.",
        remedy: "Let the receiver confirm it: `confirm: ticket status \"accepted\"`.",
        question: "How does the sender know that it has arrived?",
        examples: [
            Example(
                "A list goes out by email, and nobody says that it came",
                """
                process: Event
                lanes: Marketing, Sales
                flow:
                  Marketing: Collect badges
                    handoff: attendee list [via ↓email]
                  Sales: Call attendees
                """),
            Example(
                "A queue is no receipt",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    handoff: MQL [via ↓CRM queue, within 4 bh]
                  Sales: Contact prospect
                """),
            Example(
                "A personal mail is still a mail",
                """
                process: Event
                lanes: Marketing, Sales
                flow:
                  Marketing: Collect badges
                    handoff: attendee list [via ↓personal email]
                  Sales: Call attendees
                """),
            Example(
                "The handoff says how it is confirmed",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    handoff: MQL [via CRM queue]
                      confirm: CRM status "accepted"
                  Sales: Contact prospect
                """),
            Example(
                "The receiver begins by checking what came",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    handoff: MQL [via CRM queue]
                  Sales: Review lead
                """),
            Example(
                "The two talk",
                """
                process: Leads
                lanes: SDR, Sales
                flow:
                  SDR: Qualify
                    handoff: notes [via handover call]
                  Sales: Run discovery
                """),
            Example(
                "Nobody says how it is passed", notAssessable: true,
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    handoff: MQL
                  Sales: Contact prospect
                """),
        ]
    ) { review in
        let map = review.map
        var told = Set<Passing.Line>()
        var silent = 0
        let asked = review.passings.all.filter { review.canAgree($0.to) }
        for passing in asked where !Receipt.isKnown(passing, review) {
            guard let via = review.terms(of: passing)?.via else {
                silent += 1
                continue
            }
            guard !Receipt.isTalk(via.string), told.insert(passing.line).inserted else { continue }
            review.find(
                review.telling(passing) + " by \(via.string) and nothing confirms that it arrived",
                at: .flow(passing.flow), via.span,
                remedy: "say how \(map[passing.to].name) confirms it, as in `confirm: status \"accepted\"`",
                question: "\(map[passing.from].name), how do you know that \(map[passing.to].name) has it, and when do you notice that it does not?")
        }
        guard silent > 0 else { return }
        let missing = "write it, as in `handoff: … [via email]`"
        if silent == asked.count {
            review.cannotAssess("no handoff says by which channel it passes: \(missing)")
        } else {
            review.lacks("\(silent) of \(Wording.count(asked.count, "handoff")) without a channel: \(missing)")
        }
    }
}

/// Whether the sender can know that work has arrived.
enum Receipt {
    /// Channels on which the two sides speak to each other.
    static let talk = Set(Words.stems(
        "meeting", "meetings", "call", "calls", "phone", "telephone", "talk", "talks", "conversation", "workshop", "person",
        "huddle", "standup", "stand"))
    /// Words for a step that looks at what arrived.
    ///
    /// Whole words, since 'Checkout', 'Screenshot' and 'Confirmation email' look at nothing.
    static let checks = Set(Words.stems(
        "check", "checks", "checked", "checking", "recheck", "rechecks", "rechecked", "rechecking", "doublecheck",
        "review", "reviews", "reviewed", "reviewing", "verify", "verifies", "verified", "verifying", "verification",
        "validate", "validates", "validated", "validating", "validation", "triage", "triages", "triaged", "triaging",
        "accept", "accepts", "accepted", "accepting", "acceptance", "inspect", "inspects", "inspected", "inspecting",
        "inspection", "audit", "audits", "audited", "auditing", "approve", "approves", "approved", "approving", "approval",
        "confirm", "confirms", "confirmed", "confirming", "assess", "assesses", "assessed", "assessing", "assessment",
        "screen", "screens", "screened", "screening", "proofread", "proofreads", "proofreading", "test"))

    static func isTalk(_ channel: String) -> Bool { Words.of(channel).contains(where: talk.contains) }

    /// True where the two sides speak to each other when it passes.
    static func isLive(_ passing: Passing, _ review: Review) -> Bool {
        if let via = review.terms(of: passing)?.via, isTalk(via.string) { return true }
        return isFaceToFace(passing, review.map)
    }

    /// At a meeting, or in a step done together, one gives it to the other.
    private static func isFaceToFace(_ passing: Passing, _ map: ProcessMap) -> Bool {
        for node in [passing.sender, passing.receiver] where map.said(of: node, \.flags)?.contains(.meeting) ?? false { return true }
        return map[passing.sender].performers.all.contains { $0.lane == passing.to }
            || map[passing.receiver].performers.all.contains { $0.lane == passing.from }
    }

    /// True where it is confirmed, checked at once, or handed over face to face, whatever the channel.
    static func isKnown(_ passing: Passing, _ review: Review) -> Bool {
        let map = review.map
        if let confirm = review.terms(of: passing)?.confirm, confirm.string != "?" { return true }
        let receiver = map[passing.receiver]
        let flags = map.said(of: passing.receiver, \.flags) ?? []
        if receiver.kind == .decision || flags.contains(.approval) { return true }
        if Words.of(receiver.name).contains(where: checks.contains) { return true }
        return isFaceToFace(passing, map)
    }
}
