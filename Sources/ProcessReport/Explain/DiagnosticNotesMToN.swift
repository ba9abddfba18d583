extension DiagnosticNote {
    /// Errors whose names begin with M and N.
    static let mToN: [DiagnosticNote] = [
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
            "missing-comma",
            "Two things in brackets, or two names of a list, have no comma between them.",
            "Put a comma between all that stands side by side.",
            wrong: """
                  Sales: Call prospect [work 5 min; ok 85%]
                """,
            right: """
                  Sales: Call prospect [work 5 min, ok 85%]
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
            "no-reason",
            "A finding is allowed, and nothing says why.",
            "Whoever reads the map in a year must see why the team lives with it: write 'because', and best of all 'until' as well.",
            wrong: """
                  Sales: Call prospect
                    allow: no-accountable
                """,
            right: """
                  Sales: Call prospect
                    allow: no-accountable [because "agreed in the review"]
                """),
        DiagnosticNote(
            "not-a-map",
            "Nothing in a file reads as a map.",
            "Perhaps it was written for another tool, or is a list that is still to become a map. A map begins with its process, then says who takes part, and then what they do.",
            wrong: """
                sequenceDiagram
                  Marketing->>Sales: lead
                """,
            right: """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                  Sales: Call prospect
                """),
        DiagnosticNote(
            "not-utf8",
            "A file is no text, or its letters are saved in another encoding than UTF-8.",
            "Open it in your editor and save it as UTF-8. In Notepad it is a choice at the foot of 'Save as'."),
    ]
}
