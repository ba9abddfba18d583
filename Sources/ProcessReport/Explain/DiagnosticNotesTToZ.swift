extension DiagnosticNote {
    /// Errors whose names begin with T to Z.
    static let tToZ: [DiagnosticNote] = [
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
            "Lines are nested more than 64 levels deep, which is deeper than any map needs.",
            "Put a part of the process in a map of its own and 'call:' it."),
        DiagnosticNote(
            "too-many-files",
            "A folder holds more maps than are read at once: more than 10,000, or among more than 500,000 files.",
            "Name a folder further down, such as the one with the maps of one team."),
        DiagnosticNote(
            "too-many-items",
            "The brackets of one line hold more than 1,000 items.",
            "Write what belongs together on lines of its own below. Such a line usually comes from another program."),
        DiagnosticNote(
            "too-many-lines",
            "A file has more than a million lines.",
            "Split it into several maps; 'call:' makes one map a step of another."),
        DiagnosticNote(
            "too-many-mistakes",
            "A file has more mistakes than are kept: more than 100,000. The last one says how many are left out.",
            "Mend the first ones; they may cause the rest. Such a file is usually no map, or comes from another program."),
        DiagnosticNote(
            "too-many-steps",
            "A map has more than 100,000 steps.",
            "Put parts of the process in maps of their own and 'call:' them. Such a map usually comes from another program; let that write several files."),
        DiagnosticNote(
            "too-much-text",
            "The maps to be read hold more than 256 MB together.",
            "Name one folder after the other. The error names the first map that was not read."),
        DiagnosticNote(
            "two-ways",
            "An answer has both an arrow and steps below it.",
            "Keep the arrow, or the steps.",
            wrong: """
                  Marketing: Score lead
                  Sales: Worth a call?
                    yes
                    no -> Score lead
                      Marketing: Nurture
                """,
            right: """
                  Marketing: Score lead
                  Sales: Worth a call?
                    yes
                    no:
                      Marketing: Nurture
                      -> Score lead
                """),
        DiagnosticNote(
            "unclear-process",
            "The map that 'call:' or 'of:' names could be any of several: maps in different folders have the same id.",
            "A map in the folder of the one that names it comes first. Where there is none, its id must be the only one of all folders that are checked. Give the map that is meant an id of its own under 'process:', and name that."),
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
                process: Leads
                lanes: Marketing, Sales
                flow: leads
                  Sales: Call prospect
                """,
            right: """
                process: Leads
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
            "unknown-name",
            "A name is mentioned that all but equals a declared one.",
            "Write it as it is declared. A title that nobody declares, such as 'Head of Sales', may be mentioned freely.",
            wrong: """
                  Sales: Call prospect
                    informs: Marketting
                """,
            right: """
                  Sales: Call prospect
                    informs: Marketing
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
            "unknown-process",
            "'call:' or 'of:' names a map that is not there.",
            "A map is named by its file without folder and ending, so 'call: enrich-lead' is the map in 'enrich-lead.baton', or by the 'id:' it gives itself under 'process:'. It is looked for beside the map that names it, and then in all of the folder being checked: the one you named, or for a single file the nearest folder above it called Processes, else its own. A file without a process cannot be called."),
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
            "unquoted-name",
            "Somebody has a name that holds a colon, or is called like a word of the language.",
            "Who stands before the colon of a step could not be told. Write the name in quotes, where it is declared and where it acts, or choose another.",
            wrong: """
                lanes: Marketing, Sales
                lane: Sales: EMEA
                """,
            right: """
                lanes: Marketing, Sales
                lane: "Sales: EMEA"
                """),
        DiagnosticNote(
            "use-circle",
            "Files use each other in a circle.",
            "A shared file is built upon by maps and does not build on them. Take one of the 'use:' lines out, and put what both need in a third file.",
            wrong: """
                use: organization.baton
                lanes: Marketing, Sales
                """,
            right: """
                lanes: Marketing, Sales
                """,
            beside: ["organization.baton": "use: leads.baton\nlane: Marketing\n"]),
        DiagnosticNote(
            "use-itself",
            "A file uses itself.",
            "Take the line out.",
            wrong: """
                use: leads.baton
                lanes: Marketing, Sales
                """,
            right: """
                lanes: Marketing, Sales
                """),
        DiagnosticNote(
            "use-not-a-map",
            "'use:' names a file whose name does not end in .baton.",
            "Baton reads maps and nothing else. Correct the name.",
            wrong: """
                use: organization.xlsx
                lanes: Marketing, Sales
                """,
            right: """
                use: organization.baton
                """,
            beside: ["organization.baton": "lane: Marketing\nlane: Sales\n"]),
        DiagnosticNote(
            "use-not-found",
            "'use:' names a file that is not there.",
            "The path begins at the folder of the file that says 'use:'. Correct it, or write the file.",
            wrong: """
                use: organisation.baton
                lanes: Marketing, Sales
                """,
            right: """
                use: organization.baton
                """,
            beside: ["organization.baton": "lane: Marketing\nlane: Sales\n"]),
        DiagnosticNote(
            "use-outside",
            "'use:' leads out of the folder being checked.",
            "A map may come from anybody, so it reads only what lies in the folder that is checked: the one you named, or for a single file the nearest folder above it called Processes, else its own. Move the shared file into it, or check a folder that holds both.",
            wrong: """
                use: ../organization.baton
                lanes: Marketing, Sales
                """,
            right: """
                use: organization.baton
                """,
            beside: ["organization.baton": "lane: Marketing\nlane: Sales\n"]),
        DiagnosticNote(
            "use-too-many",
            "A file builds on more than 100 others, those counted that they use in turn.",
            "Put what maps share into a few files: one for the organization, perhaps one for each department."),
        DiagnosticNote(
            "use-unreadable",
            "A file that 'use:' names cannot be read.",
            "The message says why."),
        DiagnosticNote(
            "version-circle",
            "A map is said to be a version of itself, or maps are said to be versions of each other.",
            "'of:' stands in the map that is to be, and names the one that runs today. Leave it out of that one."),
        DiagnosticNote(
            "wrong-brackets",
            "What is said of a step stands in braces or parentheses, and would become part of its name.",
            "Write square brackets.",
            wrong: """
                  Sales: Call prospect {work 5 min}
                """,
            right: """
                  Sales: Call prospect [work 5 min]
                """),
    ]
}
