import ProcessDiagram
import ProcessModel

/// How a map can be drawn.
public enum MapSheet: String, Sendable, CaseIterable {
    /// All of the process as one map.
    case map
    /// Its phases side by side.
    case overview
    /// Each phase as a map of its own.
    case phases

    /// Above so many steps a map on paper is read phase by phase, where it has phases.
    public static let manySteps = PhaseSheets.manySteps

    /// Says why some of them are missing, for `isAlone` where nothing else is drawn.
    static func trouble(_ missing: [MapSheet], _ error: DrawingError, isAlone: Bool) -> DrawingTrouble {
        let names = missing.map(\.rawValue).joined(separator: " and ")
        let head = isAlone ? "not drawn" : missing == [.map] ? "the map is missing from what is drawn" : "\(names) not drawn"
        return DrawingTrouble(
            message: error.isAboutTheMap ? "\(head): \(error.message)"
                : "\(head), as the drawing would be wrong: \(error.message). This is a mistake in Baton, not in the map; please report it",
            isOurs: !error.isAboutTheMap)
    }

    static func noPhases(_ map: ProcessMap) -> DrawingError {
        let why = map.phases.count == 1 ? "the map has only one phase" : "the map has no phases"
        return DrawingError(
            "\(why), and an overview needs two at least; write 'phase: Name' in the flow before the first step of each", isAboutTheMap: true)
    }
}

extension DrawingRequest {
    /// How the map is to be drawn: as was asked for, else as suits it. With all sheets a large map comes phase by phase, too.
    func mapSheets(for map: ProcessMap) -> [MapSheet] {
        let suiting: [MapSheet] = if maps != nil && !sheets.isAll || !PhaseSheets.suit(map) { [.map] }
            else if paper != nil { [.overview, .phases] } else { sheets.isAll ? MapSheet.allCases : [.map] }
        guard let maps else { return suiting }
        return sheets.isAll ? MapSheet.allCases.filter { suiting.contains($0) || maps.contains($0) } : maps
    }
}

extension PhaseSheets {
    /// Pages named `overview`, `phases-1`; on paper `overview.a3`, `phases-1.a3-1`.
    func pages(_ kind: MapSheet, on choice: PaperChoice?, idPrefix: String) throws(DrawingError) -> [DrawnPage] {
        switch (kind, choice) {
        case (.map, _): return []
        case (.overview, let choice?): return choice.drawn(try overviewPages(on: choice.paper), stem: "overview", idPrefix: idPrefix + "-overview")
        case (.overview, nil): return [DrawnPage(name: "overview", svg: overviewSVG(idPrefix: idPrefix + "-overview"))]
        case (.phases, let choice?):
            return try phasePages(on: choice.paper).enumerated().flatMap { phase, pages in
                choice.drawn(pages, stem: "phases-\(phase + 1)", idPrefix: "\(idPrefix)-phase\(phase + 1)")
            }
        case (.phases, nil):
            return try (0..<phaseCount).map { phase throws(DrawingError) in
                DrawnPage(name: "phases-\(phase + 1)", svg: try phaseSVG(phase, idPrefix: "\(idPrefix)-phase\(phase + 1)"))
            }
        }
    }
}
