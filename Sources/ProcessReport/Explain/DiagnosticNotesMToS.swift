extension DiagnosticNote {
    /// Errors whose names begin with M to S.
    static let mToS: [DiagnosticNote] = [
        DiagnosticNote(
            "misplaced-arrow",
            "A step and a jump share a line.",
            "A line says one thing. Put the jump on the next line, indented below the step.",
            wrong: """
                  Marketing: Score lead
                  Sales: Call prospect -> Score lead
                """,
            right: """
                  Marketing: Score lead
                  Sales: Call prospect
                    -> Score lead
                """),
        DiagnosticNote(
            "misplaced-brackets",
            "Brackets stand after something that nothing can be said of.",
            "Remove them, or move them to the step they are about.",
            wrong: """
                  Marketing: Score lead
                  -> Score lead [work 5 min]
                """,
            right: """
                  Marketing: Score lead [work 5 min]
                  -> Score lead
                """),
        DiagnosticNote(
            "misplaced-word",
            "A word stands where it says nothing.",
            "The message says of what it can be said; move it there.",
            wrong: """
                  Sales: Call prospect
                    volume: 300 per month
                """,
            right: """
                process: Leads
                  volume: 300 per month
                """),
        DiagnosticNote(
            "missing-colon",
            "The colon is missing after a keyword or after who does a step.",
            "Write 'Who: What', or the keyword and a colon.",
            wrong: """
                  Sales Call prospect
                """,
            right: """
                  Sales: Call prospect
                """),
        DiagnosticNote(
            "missing-name",
            "Something is declared and not named.",
            "Write its name after the colon.",
            wrong: """
                lane:
                """,
            right: """
                lane: Sales
                """),
        DiagnosticNote(
            "missing-target",
            "A jump or an answer does not say where it leads.",
            "Write '-> ' and the text of a step of this map.",
            wrong: """
                  Sales: Call prospect
                  ->
                """,
            right: """
                  Sales: Call prospect
                  -> Call prospect
                """),
        DiagnosticNote(
            "missing-value",
            "A keyword is written and says nothing.",
            "Write its value, '?' if nobody in the room knows, or take the line out.",
            wrong: """
                process: Leads
                  owner:
                """,
            right: """
                process: Leads
                  owner: Head of Sales
                """),
        DiagnosticNote(
            "missing-who",
            "A step does not say who does it.",
            "Write 'Who: What'. Who is a role or a lane of the map.",
            wrong: """
                  Call prospect
                """,
            right: """
                  Sales: Call prospect
                """),
        DiagnosticNote(
            "no-flow",
            "A process has no steps yet.",
            "Write them below 'flow:', one a line, indented.",
            wrong: """
                process: Leads
                lanes: Marketing, Sales
                flow:
                """,
            right: """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Sales: Call prospect
                """),
        DiagnosticNote(
            "no-path",
            "A line of a parallel block belongs to none of its paths.",
            "Put 'path: name' above it and indent it below.",
            wrong: """
                  in parallel:
                    Sales: Write notes
                    path: thanks
                      Marketing: Send thanks
                """,
            right: """
                  in parallel:
                    path: notes
                      Sales: Write notes
                    path: thanks
                      Marketing: Send thanks
                """),
        DiagnosticNote(
            "no-process",
            "A file has a flow and does not say of which process.",
            "A map begins with 'process: Name'.",
            wrong: """
                lanes: Marketing, Sales
                flow:
                  Sales: Call prospect
                """,
            right: """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Sales: Call prospect
                """),
        DiagnosticNote(
            "not-utf8",
            "A file holds bytes that are no text as Baton reads it: a picture, a document of a word processor, or text in another encoding.",
            "Save it as plain text in UTF-8; editors offer that where they save. The message points at the first line that cannot be read."),
        DiagnosticNote(
            "said-twice",
            "Something that can have only one value is given two.",
            "Keep the one that is true.",
            wrong: """
                  Sales: Call prospect [work 5 min, work 9 min]
                """,
            right: """
                  Sales: Call prospect [work 5 min]
                """),
        DiagnosticNote(
            "second-process",
            "A file holds two processes.",
            "A file is one map. Put the second process in a file of its own; 'call:' makes it a step of the first.",
            wrong: """
                process: Leads
                process: Quotes
                """,
            right: """
                process: Leads
                """),
        DiagnosticNote(
            "step-below-step",
            "A step is indented below another.",
            "The next line is the next step, with the same indentation. Only answers and what is said of a step stand below it.",
            wrong: """
                  Marketing: Score lead
                    Sales: Call prospect
                """,
            right: """
                  Marketing: Score lead
                  Sales: Call prospect
                """),
        DiagnosticNote(
            "step-beside-answer",
            "An answer and what belongs on the line below, or before its colon, share a line.",
            "Put the step on the next line, indented; put the share before the colon.",
            wrong: """
                  Sales: Worth a call?
                    yes
                    no: Marketing: Nurture
                """,
            right: """
                  Sales: Worth a call?
                    yes
                    no:
                      Marketing: Nurture
                """),
        DiagnosticNote(
            "step-outside-flow",
            "A step stands outside 'flow:'.",
            "Put 'flow:' on a line above the steps, and indent them below it.",
            wrong: """
                lanes: Marketing, Sales
                Sales: Call prospect
                """,
            right: """
                lanes: Marketing, Sales
                flow:
                  Sales: Call prospect
                """),
        DiagnosticNote(
            "stray-bracket",
            "A bracket closes none that is open.",
            "Delete it, or quote the name that holds it.",
            wrong: """
                  Sales: Call prospect] again
                """,
            right: """
                  Sales: "Call prospect] again"
                """),
    ]
}
