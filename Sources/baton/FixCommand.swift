import ArgumentParser
import ProcessWorkspace

struct FixCommand: Answering {
    static let configuration = CommandConfiguration(
        commandName: "fix",
        abstract: "Mend the mistakes in the text of maps for which there is only one remedy.",
        discussion: """
            Tabs become spaces, a missing colon or bracket is put in, arrows and quotes of other programs become those of \
            Baton, '20 minutes' becomes '20 min', and so on. Where more than one thing can have been meant, the text stays as \
            it is and you are told. A change that would leave more wrong than before is never made.

            Examples:
              baton fix --diff                     what would change, and change nothing
              baton fix                            mend all maps in Processes
              baton fix --guesses lead.baton       also the likeliest guesses ('did you mean …?')
              cat draft.baton | baton fix - > lead.baton

            Exit codes: 0 nothing is wrong any more, 1 something is left for a person (with --diff also: something would \
            change), 2 a file cannot be read or written.
            """)

    @OptionGroup var maps: Paths

    @Flag(help: "Show what would change, in the form that 'patch -p0' and 'git apply -p0' read, and change nothing.")
    var diff = false

    @Flag(help: "For mistakes that can be mended in more than one way, write the likeliest.")
    var guesses = false

    @Flag(help: "Plain text, also on a terminal. Setting NO_COLOR does the same.")
    var noColor = false

    func answer() throws -> Status {
        guard let paths = maps.named else { return .wrong }
        var answer = MendAnswer(mending: paths, withGuesses: guesses, isPreview: diff)
        var status = complain(about: answer.troubles)
        guard !answer.isEmpty else { return status.or(.wrong) }
        if diff {
            try answer.writeDiff()
        } else {
            status = status.or(complain(about: try answer.save()))
        }
        try answer.tell(withColour: !noColor)
        let isDone = answer.isAllRight && !(diff && answer.changesSomething)
        return status.or(isDone ? .fine : .found)
    }
}
