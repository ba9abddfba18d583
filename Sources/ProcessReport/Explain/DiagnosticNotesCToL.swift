extension DiagnosticNote {
    /// Errors whose names begin with C to L.
    static let cToL: [DiagnosticNote] = [
        DiagnosticNote(
            "control-character",
            "The text holds a character that cannot be seen.",
            "Such characters come from copying out of other programs. Delete it, and type the line again if need be.",
            wrong: """
                  Sales: Call\u{7} prospect
                """,
            right: """
                  Sales: Call prospect
                """),
        DiagnosticNote(
            "curly-quotes",
            "A name stands in curly quotes, as word processors write them.",
            "Write straight quotes, or none where the name holds no comma, colon or bracket.",
            wrong: """
                  Sales: “Call, then write”
                """,
            right: """
                  Sales: "Call, then write"
                """),
        DiagnosticNote(
            "duplicate-id",
            "Two steps have the same id.",
            "An id tells steps of the same text apart, so each needs its own.",
            wrong: """
                  Sales: Call prospect [id call]
                  Sales: Write notes [id call]
                """,
            right: """
                  Sales: Call prospect [id call]
                  Sales: Write notes [id notes]
                """),
        DiagnosticNote(
            "duplicate-lane",
            "A lane is described twice in one file.",
            "Put all that is said of it in one place.",
            wrong: """
                lane: Sales
                  measure: revenue
                lane: Sales
                  goal: more talks
                """,
            right: """
                lane: Sales
                  measure: revenue
                  goal: more talks
                """),
        DiagnosticNote(
            "duplicate-name",
            "A lane and a role have the same name.",
            "Then nobody can tell who is meant before a colon. Give one of them another name.",
            wrong: """
                lane: Sales
                  role: SDR
                lane: SDR
                """,
            right: """
                lane: Sales
                  role: SDR
                lane: Field Sales
                """),
        DiagnosticNote(
            "duplicate-process-id",
            "Two maps of one folder have the same id.",
            "Maps name each other by their ids, in 'call:' and 'of:'. A map without an 'id:' has the name of its file. Give one of the two another id, as in 'id: lead-to-opportunity-new' under 'process:', or take its 'id:' out.",
            wrong: """
                process: Leads
                  id: leads
                """,
            right: """
                process: Leads
                  id: new-leads
                """,
            beside: ["first.baton": "process: First leads\n  id: leads\nlanes: Sales\nflow:\n  Sales: Call prospect\n"]),
        DiagnosticNote(
            "duplicate-role",
            "A role is declared twice.",
            "A role belongs to one lane. Keep one of the two lines.",
            wrong: """
                lane: Sales
                  role: SDR
                  role: SDR
                """,
            right: """
                lane: Sales
                  role: SDR
                """),
        DiagnosticNote(
            "duplicate-step",
            "Two steps have the same text.",
            "A step is known by its text. To go back to the first one, jump to it with '->'; if it is another step, say so with an id.",
            wrong: """
                  Marketing: Score lead
                  Sales: Call prospect
                  Marketing: Score lead
                """,
            right: """
                  Marketing: Score lead
                  Sales: Call prospect
                  -> Score lead
                """),
        DiagnosticNote(
            "empty-block",
            "A parallel block has no paths.",
            "Under 'in parallel:' stand two or more 'path: name', each with its steps below.",
            wrong: """
                  Sales: Call prospect
                  in parallel:
                """,
            right: """
                  Sales: Call prospect
                  in parallel:
                    path: notes
                      Sales: Write notes
                    path: thanks
                      Marketing: Send thanks
                """),
        DiagnosticNote(
            "empty-file",
            "A file has nothing in it but blank lines or comments.",
            "Perhaps it was emptied by accident: look at its history. To write a map, start with the process, say who takes part, and then what they do. A file that nobody needs can be deleted.",
            right: """
                process: Lead to opportunity
                lanes: Marketing, Sales

                flow:
                  Marketing: Score lead
                  Sales: Call prospect
                  end: Opportunity open
                """),
        DiagnosticNote(
            "empty-quotes",
            "Quotes hold no words, so that something has no name that could be read or jumped to.",
            "Write the name or the words between them, or take the quotes out.",
            wrong: """
                  Sales: Complete?
                    yes
                    "" -> Call prospect
                  Sales: Call prospect
                """,
            right: """
                  Sales: Complete?
                    yes
                    no -> Call prospect
                  Sales: Call prospect
                """),
        DiagnosticNote(
            "extra-colon",
            "There is one colon too many between who and what.",
            "One is enough: 'Who: What'.",
            wrong: """
                  Sales:: Call prospect
                """,
            right: """
                  Sales: Call prospect
                """),
        DiagnosticNote(
            "file-too-large",
            "A file holds more than 16 MB.",
            "No map that people wrote comes near it. Split it into several maps; 'call:' makes one map a step of another."),
        DiagnosticNote(
            "folder-too-deep",
            "Folders are nested more than 64 deep.",
            "Name a folder further down, or put the maps less deep."),
        DiagnosticNote(
            "foreign-arrow",
            "A jump is written with the arrow of another tool.",
            "Write '->'.",
            wrong: """
                  Marketing: Score lead
                  Sales: Worth a call?
                    yes
                    no => Score lead
                """,
            right: """
                  Marketing: Score lead
                  Sales: Worth a call?
                    yes
                    no -> Score lead
                """),
        DiagnosticNote(
            "foreign-comment",
            "A comment begins with the sign of another language.",
            "Write '# ', at the start of a line or behind a blank.",
            wrong: """
                  Sales: Call prospect // by phone
                """,
            right: """
                  Sales: Call prospect # by phone
                """),
        DiagnosticNote(
            "foreign-word",
            "A line is written in the words of another tool.",
            "A map knows steps, questions with answers, and arrows. What another tool says with 'if' or 'goto' is said with these.",
            wrong: """
                  Marketing: Score lead
                  if good
                    Sales: Call prospect
                """,
            right: """
                  Marketing: Score lead
                  Marketing: Good enough?
                    yes:
                      Sales: Call prospect
                    no
                """),
        DiagnosticNote(
            "idle-arrow",
            "Nothing comes to an arrow, as the line above goes elsewhere already.",
            "A step goes on in one way. Keep one of the two arrows, or ask a question and put them under its answers.",
            wrong: """
                  Marketing: Score lead
                  Sales: Call prospect
                  -> Score lead
                  -> Call prospect
                """,
            right: """
                  Marketing: Score lead
                  Sales: Call prospect
                  Sales: Reached?
                    yes
                    no -> Call prospect
                """),
        DiagnosticNote(
            "lone-gateway",
            "A fork, a join or a parallel block has only one way.",
            "One way needs no fork and waits for nobody. Add the others, or take it out.",
            wrong: """
                  Sales: Call prospect
                  join: Both done
                  Sales: Write offer
                """,
            right: """
                  Sales: Call prospect
                  Sales: Write offer
                """),
    ]
}
