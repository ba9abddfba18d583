extension DiagnosticNote {
    /// Errors whose names begin with O to S.
    static let oToS: [DiagnosticNote] = [
        DiagnosticNote(
            "odd-blank",
            "There is a blank that is no plain space, or a character that cannot be seen, where it matters.",
            "Word processors and web pages put such blanks between words and before lines. Delete them, and type spaces.",
            wrong: """
                \u{A0} Marketing: Score lead
                  Sales: Call prospect
                """,
            right: """
                  Marketing: Score lead
                  Sales: Call prospect
                """),
        DiagnosticNote(
            "path-outside-block",
            "A path stands where no parallel block is.",
            "Paths stand below 'in parallel:', which says that all of them run.",
            wrong: """
                  Marketing: Score lead
                  path: notes
                    Sales: Write notes
                """,
            right: """
                  Marketing: Score lead
                  in parallel:
                    path: notes
                      Sales: Write notes
                    path: thanks
                      Marketing: Send thanks
                """),
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
                process: Leads
                lanes: Marketing, Sales
                Sales: Call prospect
                """,
            right: """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Sales: Call prospect
                """),
        DiagnosticNote(
            "stray-brace",
            "Lines are put together with braces.",
            "Indentation says what belongs together. Leave the braces out.",
            wrong: """
                process: Leads
                lanes: Marketing, Sales
                flow: {
                  Sales: Call prospect
                }
                """,
            right: """
                process: Leads
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
        DiagnosticNote(
            "stray-mark",
            "Lines begin with a mark, as in a list or a quoted e-mail.",
            "Leave the marks out: each line says one thing, and the order of the lines is the order of the steps.",
            wrong: """
                  - Marketing: Score lead
                  - Sales: Call prospect
                """,
            right: """
                  Marketing: Score lead
                  Sales: Call prospect
                """),
    ]
}
