import ProcessDiagram
import ProcessModel

/// A sheet that can be drawn of a process.
public enum SheetKind: String, Sendable, CaseIterable {
    /// All of the process as one map.
    case map
    /// Its phases side by side.
    case overview
    /// Each phase as a map of its own.
    case phases

    static func noPhases(_ map: ProcessMap) -> DrawingError {
        let why = map.phases.count == 1 ? "the map has only one phase" : "the map has no phases"
        return DrawingError(
            "\(why), and an overview needs two at least; write 'phase: Name' in the flow before the first step of each", isAboutTheMap: true)
    }
}

extension DrawingContent {
    /// The sheets that were asked for. A large map on paper is better read phase by phase, where it has phases.
    func kinds(for map: ProcessMap) -> [SheetKind] {
        if let sheets { return sheets }
        return paper != nil && PhaseSheets.suit(map) ? [.overview, .phases] : [.map]
    }
}

extension PhaseSheets {
    /// `lead.overview.svg`, `lead.phases-1.svg`; on paper `lead.overview.a3.svg`, `lead.phases-1.a3-1.svg`.
    func drawings(_ kind: SheetKind, on choice: PaperChoice?, name: String, idPrefix: String) throws(DrawingError) -> [ProcessDrawing] {
        switch (kind, choice) {
        case (.map, _): return []
        case (.overview, let choice?):
            return choice.drawings(try overviewPages(on: choice.paper), name: name + ".overview", idPrefix: idPrefix + "-overview")
        case (.overview, nil):
            return [ProcessDrawing(name: name + ".overview.svg", svg: overviewSVG(idPrefix: idPrefix + "-overview"))]
        case (.phases, let choice?):
            return try phasePages(on: choice.paper).enumerated().flatMap { phase, pages in
                choice.drawings(pages, name: "\(name).phases-\(phase + 1)", idPrefix: "\(idPrefix)-phase\(phase + 1)")
            }
        case (.phases, nil):
            return try (0..<phaseCount).map { phase throws(DrawingError) in
                ProcessDrawing(
                    name: "\(name).phases-\(phase + 1).svg", svg: try phaseSVG(phase, idPrefix: "\(idPrefix)-phase\(phase + 1)"))
            }
        }
    }
}
