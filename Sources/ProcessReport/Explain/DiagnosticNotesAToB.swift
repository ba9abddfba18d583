extension DiagnosticNote {
    /// Errors whose names begin with A and B.
    static let aToB: [DiagnosticNote] = [
        DiagnosticNote(
            "answer-outside-decision",
            "An answer stands where no decision is.",
            "Answers belong under a decision, and a decision is a step whose text ends in '?'. End the step with '?', or indent the answer below it.",
            wrong: """
                  Sales: Call prospect
                    yes 60%
                    no 40%
                """,
            right: """
                  Sales: Interested?
                    yes 60%
                    no 40%
                """),
        DiagnosticNote(
            "bad-budget",
            "A budget names something that Baton does not count.",
            "A budget limits handoffs, lead time or load: 'handoffs at most 6', 'lead time at most 10 bd', 'load at most 85%'.",
            wrong: """
                process: Leads
                  budget: meetings at most 6
                """,
            right: """
                process: Leads
                  budget: handoffs at most 6
                """),
        DiagnosticNote(
            "bad-calendar",
            "A calendar does not say which days and hours are worked.",
            "Write the days, the hours and, if you like, the zone.",
            wrong: """
                lane: Sales
                  calendar: office hours
                """,
            right: """
                lane: Sales
                  calendar: Mon-Fri 09:00-17:00 Europe/Berlin
                """),
        DiagnosticNote(
            "bad-check",
            "A line under 'checks:' does not set a rule.",
            "Each line names a rule or the profile, and after a colon how it is to run.",
            wrong: """
                checks:
                  handoff-no-sla off
                """,
            right: """
                checks:
                  handoff-no-sla: off
                """),
        DiagnosticNote(
            "bad-choice",
            "A word is not one of those that can stand here.",
            "The message lists the words that can.",
            wrong: """
                process: Leads
                  state: asis
                """,
            right: """
                process: Leads
                  state: as-is
                """),
        DiagnosticNote(
            "bad-date",
            "A date is not one that the calendar has.",
            "Write year, month and day, as in 2027-01-31.",
            wrong: """
                process: Leads
                  reviewed: 31.1.2027
                """,
            right: """
                process: Leads
                  reviewed: 2027-01-31
                """),
        DiagnosticNote(
            "bad-duration",
            "A length of time cannot be read.",
            "Write a number and a unit: s, min, h, d, w for time that passes, bh, bd, bw for business time. A range is '3-8 min', three points are '3/5/12 min', and '?' says that nobody knows.",
            wrong: """
                  Sales: Call prospect [work 5 minutes]
                """,
            right: """
                  Sales: Call prospect [work 5 min]
                """),
        DiagnosticNote(
            "bad-exception",
            "What happens when a step is late or goes wrong is not written as an exception.",
            "There are two, each on a line below its step: 'on late 1 bd -> Step' and 'on error 5% -> Step'.",
            wrong: """
                  Marketing: Score lead
                    on failure -> Call prospect
                  Sales: Call prospect
                """,
            right: """
                  Marketing: Score lead
                    on error 5% -> Call prospect
                  Sales: Call prospect
                """),
        DiagnosticNote(
            "bad-impact",
            "The impact of a pain is not a number from 1 to 5.",
            "1 is a nuisance, 5 stops the work.",
            wrong: """
                  Sales: Call prospect
                    pain: Nobody answers [impact 9]
                """,
            right: """
                  Sales: Call prospect
                    pain: Nobody answers [impact 4]
                """),
        DiagnosticNote(
            "bad-number",
            "A number cannot be read.",
            "Write it in digits, with a point before the decimals, or '?' if nobody knows.",
            wrong: """
                lane: Sales
                  role: SDR [people one]
                """,
            right: """
                lane: Sales
                  role: SDR [people 1]
                """),
        DiagnosticNote(
            "bad-percent",
            "A percentage cannot be read, or is more than 100%.",
            "Write a share from 0% to 100%, or '?' if nobody knows.",
            wrong: """
                  Sales: Call prospect [ok 0.85]
                """,
            right: """
                  Sales: Call prospect [ok 85%]
                """),
        DiagnosticNote(
            "bad-period",
            "A time between two dates cannot be read.",
            "Write how often: 'every 2 weeks', 'every 3 months'.",
            wrong: """
                process: Leads
                  reviewed: 2026-11-02 [every now and then]
                """,
            right: """
                process: Leads
                  reviewed: 2026-11-02 [every 3 months]
                """),
        DiagnosticNote(
            "bad-rate",
            "It cannot be read how often something happens.",
            "Write a number and a period: '300 per month', '3 per week', or a word such as 'weekly'.",
            wrong: """
                process: Leads
                  volume: 300 monthly
                """,
            right: """
                process: Leads
                  volume: 300 per month
                """),
        DiagnosticNote(
            "bad-rating",
            "A rating does not say who gives how much, from 0 to 10.",
            "Write the lane and the number, one a side.",
            wrong: """
                relationship: Marketing and Sales
                  rating: Marketing 40
                """,
            right: """
                relationship: Marketing and Sales
                  rating: Marketing 4, Sales 7
                """),
        DiagnosticNote(
            "bad-relationship",
            "A relationship does not name two lanes.",
            "Write both names with 'and' between them.",
            wrong: """
                relationship: Marketing, Sales
                """,
            right: """
                relationship: Marketing and Sales
                """),
        DiagnosticNote(
            "bad-share",
            "The share of an answer cannot be read, and would become part of the answer.",
            "Write it last and with its sign.",
            wrong: """
                  Sales: Worth a call?
                    yes (60%)
                    no
                """,
            right: """
                  Sales: Worth a call?
                    yes 60%
                    no
                """),
        DiagnosticNote(
            "call-circle",
            "Maps call each other, or one calls itself, so that what they do would never end.",
            "The message tells the way round. Take one of its calls out. What two maps both need can stand in a third that both call; to do something again within a map, go back to a step with '->'."),
    ]
}
