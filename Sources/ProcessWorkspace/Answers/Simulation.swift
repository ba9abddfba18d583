import ProcessAnalysis
import ProcessReport

/// How times vary from case to case when a map is played.
public enum TimeVariation: String, Sendable, CaseIterable {
    /// As far as the map says.
    case stated
    /// As chance events do, whatever the map says.
    case exponential

    var variation: Simulation.Variation {
        switch self {
        case .stated: .asStated
        case .exponential: .exponential
        }
    }
}

/// How maps are to be played.
public struct PlaySettings: Sendable {
    let settings: Simulation.Settings

    public static let usualCases = Simulation.usualCases
    public static let possibleCases = Simulation.fewestCases...Simulation.mostCases

    public init(cases: Int, seed: UInt64, times: TimeVariation) {
        settings = Simulation.Settings(seed: seed, cases: cases, variation: times.variation)
    }
}

extension Workspace {
    /// Plays every process that a person named, in order of path. The text is nil where there is none; troubles
    /// say why some were not played.
    public func simulate(
        _ settings: PlaySettings, as format: AnswerFormat, withColour: Bool
    ) -> (text: String?, troubles: [String]) {
        let (report, troubles) = simulate(settings)
        guard !report.entries.isEmpty else { return (nil, troubles) }
        return switch format {
        case .text: (report.text(Console.format(withColour: withColour)), troubles)
        case .json: (report.json(), troubles)
        }
    }

    func simulate(_ settings: PlaySettings) -> (report: SimulationReport, troubles: [String]) {
        let (metrics, troubles) = metrics()
        // One map after the other: the runs of one fill all cores.
        let entries = metrics.entries.map { entry in
            let outcome: Assessed<SimulationOutcome>
            switch Simulation.prepare(entry.inspection, settings.settings) {
            case .notAssessable(let missing): outcome = .notAssessable(missing)
            case .value(let simulation): outcome = simulation.outcome(of: concurrentMap(Simulation.runCount, simulation.run))
            }
            return SimulationReport.Entry(path: entry.path, map: entry.inspection.map, outcome: outcome)
        }
        return (SimulationReport(entries: entries), troubles)
    }
}
