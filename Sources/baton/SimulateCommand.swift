import ArgumentParser
import ProcessWorkspace

struct SimulateCommand: Answering {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Play a map case by case: how long half, 85% and 95% of them take, and whom they wait for.",
        discussion: """
            Lets cases come in at random and go through the map: times vary within their ranges, lanes close at night, \
            parallel paths wait for each other, and work waits for people of whom there are only so many ('people 2' at a \
            role). Tells the spread of lead times and the waits for each role, each with a 95% confidence interval. What the \
            map does not say is not made up: the report names it. docs/simulation.md tells what is played and how.

            Examples:
              baton simulate                                       all maps
              baton simulate Processes/lead-to-opportunity.baton   one map
              baton simulate --cases 100000                        more cases, narrower intervals
              baton simulate --seed 2                              other random numbers
              baton simulate --times exponential                   let all times vary widely, as queueing theory does
              baton simulate --what-if "SDR people 2"              what one more person would change
              baton simulate --format json > simulation.json       for programs (docs/json.md)
            """)

    @OptionGroup var maps: Paths

    @Option(parsing: .unconditional, help: ArgumentHelp(
        "How many cases count, from \(PlaySettings.possibleCases.lowerBound) to \(PlaySettings.possibleCases.upperBound).",
        valueName: "number"))
    var cases = PlaySettings.usualCases

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Where the random numbers begin: the same seed gives the same figures.", valueName: "number"),
        transform: { text in
            guard let seed = UInt64(text) else { throw ValidationError("a seed is a whole number from 0 to \(UInt64.max)") }
            return seed
        })
    var seed: UInt64 = 1

    @Option(help: "How times vary: stated (within the ranges that the map gives), exponential (each around its mean).")
    var times = TimeVariation.stated

    @Option(help: "Where waits for people come from: stated (the map, or the queue where it is longer), queues (the queue alone, where the map blames contention or nothing).")
    var waits = WaitSource.stated

    @Option(help: ArgumentHelp(
        "What is to be otherwise than the maps say, to compare: 'SDR people 2', 'SDR available 50%', 'volume 400 per month'. Can be given several times.",
        valueName: "change"), transform: SimulateCommand.change)
    var whatIf: [WhatIf] = []

    @Option(help: "How to write the figures.")
    var format = AnswerFormat.text

    @Flag(help: "Plain text, also on a terminal. Setting NO_COLOR does the same.")
    var noColor = false

    private static func change(_ text: String) throws -> WhatIf {
        do {
            return try WhatIf(text)
        } catch {
            throw ValidationError(error.description)
        }
    }

    func validate() throws {
        guard PlaySettings.possibleCases.contains(cases) else {
            throw ValidationError(
                "--cases is \(cases); it can be from \(PlaySettings.possibleCases.lowerBound) to \(PlaySettings.possibleCases.upperBound)")
        }
    }

    func answer() throws -> Status {
        var (workspace, status) = maps.workspace()
        guard !workspace.isEmpty else { return status.or(.wrong) }
        let settings = PlaySettings(cases: cases, seed: seed, times: times, waits: waits, changes: whatIf)
        let (text, troubles) = workspace.simulate(settings, as: format, withColour: !noColor)
        for trouble in troubles { status = status.or(complain(trouble)) }
        guard let text else {
            return status == .fine ? complain("there is no process in these files; a map begins with 'process: Name'") : status
        }
        try Console.write(text)
        return status
    }
}

extension WaitSource: ExpressibleByArgument {}
extension TimeVariation: ExpressibleByArgument {}
