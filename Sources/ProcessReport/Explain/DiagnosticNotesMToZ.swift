extension DiagnosticNote {
    /// Errors whose names begin with M to Z.
    static let mToZ: [DiagnosticNote] = [
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
        DiagnosticNote(
            "tab-indent",
            "A line is indented with a tab.",
            "Editors show tabs in different widths, so nesting could not be seen. Use spaces, two for each level.",
            wrong: """
                  Marketing: Score lead
                \tSales: Call prospect
                """,
            right: """
                  Marketing: Score lead
                  Sales: Call prospect
                """),
        DiagnosticNote(
            "takes-and-wait",
            "A step says both 'takes' and 'wait'.",
            "'takes' is the time from when the work arrives until it is done, the work included; 'wait' is the part before the work begins. Keep one of them.",
            wrong: """
                  Sales: Call prospect [work 5 min, takes 4 bh, wait 3 bh]
                """,
            right: """
                  Sales: Call prospect [work 5 min, takes 4 bh]
                """),
        DiagnosticNote(
            "text-after-brackets",
            "There is text after the brackets of a line.",
            "Brackets come last. Move the text before them, or quote a name that holds a bracket.",
            wrong: """
                  Sales: Call [work 5 min] prospect
                """,
            right: """
                  Sales: Call prospect [work 5 min]
                """),
        DiagnosticNote(
            "too-deep",
            "Lines are nested deeper than any map needs.",
            "Put a part of the process in a map of its own and 'call:' it."),
        DiagnosticNote(
            "unclosed-bracket",
            "A bracket is opened and never closed.",
            "Close it at the end of the line. A line is read on its own, so brackets do not go on below.",
            wrong: """
                  Sales: Call prospect [work 5 min
                """,
            right: """
                  Sales: Call prospect [work 5 min]
                """),
        DiagnosticNote(
            "unclosed-quote",
            "A quote is opened and never closed.",
            "Close it, or leave it out.",
            wrong: """
                  Sales: "Call prospect
                """,
            right: """
                  Sales: "Call prospect"
                """),
        DiagnosticNote(
            "uneven-indent",
            "A line is indented neither like the lines above it nor like those they belong to.",
            "Give all lines of one block the same indentation, two spaces a level.",
            wrong: """
                  Marketing: Score lead
                    note: by hand
                   Sales: Call prospect
                """,
            right: """
                  Marketing: Score lead
                    note: by hand
                  Sales: Call prospect
                """),
        DiagnosticNote(
            "unexpected-value",
            "Something follows a word that takes nothing.",
            "Take it out.",
            wrong: """
                lanes: Marketing, Sales
                flow: leads
                  Sales: Call prospect
                """,
            right: """
                lanes: Marketing, Sales
                flow:
                  Sales: Call prospect
                """),
        DiagnosticNote(
            "unknown-attribute",
            "A word in brackets does not say anything about what it stands after.",
            "The message offers the word that was probably meant.",
            wrong: """
                  Sales: Call prospect [wrok 5 min]
                """,
            right: """
                  Sales: Call prospect [work 5 min]
                """),
        DiagnosticNote(
            "unknown-check",
            "A line under 'checks:' does not say how a rule is to run.",
            "Write 'off', 'info', 'warn' or 'error', and for a rule with a threshold 'warn at' and the figure.",
            wrong: """
                checks:
                  handoff-no-sla: sometimes
                """,
            right: """
                checks:
                  handoff-no-sla: info
                """),
        DiagnosticNote(
            "unknown-place",
            "'at:' names nothing on the map.",
            "Name a step, lane, role or handoff as the map does.",
            wrong: """
                lanes: Marketing, Sales
                pain: Nobody answers
                  at: Call the prospects
                """,
            right: """
                lanes: Marketing, Sales
                pain: Nobody answers
                  at: Sales
                """),
        DiagnosticNote(
            "unknown-profile",
            "There is no such profile of checks.",
            "'workshop' shows errors only, 'standard' warnings too, 'strict' everything.",
            wrong: """
                checks:
                  profile: severe
                """,
            right: """
                checks:
                  profile: strict
                """),
        DiagnosticNote(
            "unknown-role",
            "Somebody acts who is no role or lane of the map.",
            "Who may act is declared, so that a slip of the pen never makes a new lane. Correct the name, or declare it with 'lane:' or 'role:'.",
            wrong: """
                  Saels: Call prospect
                """,
            right: """
                  Sales: Call prospect
                """),
        DiagnosticNote(
            "unknown-rule",
            "There is no such rule.",
            "'baton explain' lists them all.",
            wrong: """
                checks:
                  handoff-no-sal: off
                """,
            right: """
                checks:
                  handoff-no-sla: off
                """),
        DiagnosticNote(
            "unknown-step",
            "A jump leads to a step that the map does not have.",
            "A step is known by its text; write it as it stands on its own line.",
            wrong: """
                  Marketing: Score lead
                  -> Score leads
                """,
            right: """
                  Marketing: Score lead
                  -> Score lead
                """),
        DiagnosticNote(
            "unknown-word",
            "A line begins with a word that a map cannot say there.",
            "The message offers the word that was probably meant. Free text belongs after 'note:'.",
            wrong: """
                lanes: Marketing, Sales
                meetng: Stand-up
                """,
            right: """
                lanes: Marketing, Sales
                meeting: Stand-up
                """),
        DiagnosticNote(
            "use-circle",
            "Files use each other in a circle.",
            "A shared file is built upon by maps and does not build on them. Take one of the 'use:' lines out, and put what both need in a third file."),
        DiagnosticNote(
            "use-itself",
            "A file uses itself.",
            "Take the line out."),
        DiagnosticNote(
            "use-not-a-map",
            "'use:' names a file whose name does not end in .baton.",
            "Baton reads maps and nothing else. Correct the name."),
        DiagnosticNote(
            "use-not-found",
            "'use:' names a file that is not there.",
            "The path begins at the folder of the file that says 'use:'. Correct it, or write the file."),
        DiagnosticNote(
            "use-outside",
            "'use:' leads out of the folder being checked.",
            "A map may come from anybody, so it reads only what lies in the folder that is checked: the one you named, or for a single file the nearest folder above it called Processes, else its own. Move the shared file into it, or check a folder that holds both."),
        DiagnosticNote(
            "use-unreadable",
            "A file that 'use:' names cannot be read.",
            "The message says why."),
    ]
}
