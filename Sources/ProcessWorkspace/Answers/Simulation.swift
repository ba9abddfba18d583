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

/// Where the time that work lies at a role comes from when a map is played.
public enum WaitSource: String, Sendable, CaseIterable {
    /// From the map; the queue for people counts where it is longer.
    case stated
    /// From the queue for people alone, where the map blames them or nothing.
    case queues

    var waits: Simulation.Waits {
        switch self {
        case .stated: .stated
        case .queues: .queues
        }
    }
}

/// How maps are to be played.
public struct PlaySettings: Sendable {
    let settings: Simulation.Settings
    /// What is to be otherwise than the maps say, beside what they do.
    let changes: [WhatIf]

    public static let usualCases = Simulation.usualCases
    public static let possibleCases = Simulation.fewestCases...Simulation.mostCases

    public init(cases: Int, seed: UInt64, times: TimeVariation, waits: WaitSource = .stated, changes: [WhatIf] = []) {
        self.changes = changes
        settings = Simulation.Settings(seed: seed, cases: cases, variation: times.variation, waits: waits.waits)
    }
}

extension Workspace {
    /// Plays every process that a person named, in order of path. The text is nil where there is none; troubles
    /// say why some were not played.
    public func simulate(
        _ settings: PlaySettings, as format: AnswerFormat, withColour: Bool
    ) -> (text: String?, troubles: [String]) {
        let unknown = unknownRoles(in: settings.changes)
        guard unknown.isEmpty else { return (nil, unknown) }
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
        var entries = metrics.entries.map { entry in
            SimulationReport.Entry(path: entry.path, map: entry.inspection.map, outcome: play(entry.inspection, settings))
        }
        guard !settings.changes.isEmpty else { return (SimulationReport(entries: entries), troubles) }
        let words = settings.changes.map(\.text)
        let changed = inspections(with: settings.changes)
        for (index, file) in library.files.enumerated() where file.isAskedFor {
            guard let inspection = changed[index], let position = entries.firstIndex(where: { $0.path == file.shownPath && $0.map.id == inspection.map.id })
            else { continue }
            entries[position].whatIf = .init(changes: words, outcome: play(inspection, settings))
        }
        return (SimulationReport(entries: entries), troubles)
    }

    private func play(_ inspection: Inspection, _ settings: PlaySettings) -> Assessed<SimulationOutcome> {
        switch Simulation.prepare(inspection, settings.settings) {
        case .notAssessable(let missing): .notAssessable(missing)
        case .value(let simulation):
            simulation.outcome { playing in concurrentMap(Simulation.runCount) { playing.run($0) } }
        }
    }

    /// What changes name and no map that was asked for declares.
    private func unknownRoles(in changes: [WhatIf]) -> [String] {
        let asked = library.files.indices.filter { library.files[$0].isAskedFor }
        let names = asked.flatMap { resolutions[$0].map.roles.map(\.name) }
        return changes.compactMap(\.role).filter { !names.contains($0) }.map { role in
            let all = Set(names).sorted().map { "'\($0)'" }
            let list = all.isEmpty ? "they have none" : "they have " + all.prefix(12).joined(separator: ", ") + (all.count > 12 ? " and \(all.count - 12) more" : "")
            let way = Spelling.nearest(to: role, among: names).map { "did you mean '\($0)'?" } ?? list
            return "--what-if: none of these maps has a role '\(role)'; \(way)"
        }
    }
}
