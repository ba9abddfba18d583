/// The colours of what layers add; only of those that a drawing shows, in one piece or several.
///
/// Heat runs through one row of hues from light to dark, in even steps of lightness, so that readers with any colour
/// vision, and prints in grey, tell the classes apart; the lettering on each has a contrast of at least 4.5 to 1. A
/// figure says the same in words. They are redder than a customer's lane, on which
/// they may lie.
enum LayerPalette {
    static let lightHeat = ["#fde2cc", "#fccda6", "#f9b57c", "#f19a56", "#e8743b"]
    static let darkHeat = ["#402c20", "#57361d", "#70401a", "#8a4715", "#a34a0c"]
    private static let dashes = ";stroke-width:1.4;stroke-dasharray:7 4"

    static func rules(_ pieces: [Diagram], id: String) -> (light: [(String, String)], dark: [(String, String)]) {
        var light: [(String, String)] = []
        var dark: [(String, String)] = []
        func add(_ selector: String, _ day: String, _ night: String) {
            light.append((selector, day))
            dark.append((selector, night))
        }
        let signs = Set(pieces.flatMap { $0.legend?.entries.map(\.sign) ?? [] })
        func has(_ sign: Diagram.Legend.Sign, _ isDrawn: (Diagram) -> Bool) -> Bool { signs.contains(sign) || pieces.contains(where: isDrawn) }
        if has(.votes, { $0.pains.contains { $0.votes != nil } }) {
            add(".votes", "fill:#fbeef5;stroke:#7a2f58", "fill:#3b1f30;stroke:#cc79a7")
            add(".pain .count,.legend .count", "fill:#1f2937", "fill:#e5e9f0")
        }
        if signs.contains(.added) || signs.contains(.removed) || signs.contains(.changed)
            || pieces.contains(where: { $0.steps.contains { $0.change != nil } || $0.flows.contains { $0.change != nil } }) {
            // Heavy and whole, broken, and in between: told apart also where there is no colour.
            let styles = [
                (name: "added", line: "#009e73", style: ";stroke-width:3", words: "#00674b", lightWords: "#5fd3b0", fill: "#e6f6f0", darkFill: "#12352a"),
                (name: "removed", line: "#d55e00", style: ";stroke-width:1.6;stroke-dasharray:9 3 2 3", words: "#a04000", lightWords: "#f5a067", fill: "#fdf1ea", darkFill: "#3a2216"),
                (name: "changed", line: "#cc79a7", style: ";stroke-width:2.2;stroke-dasharray:5 2", words: "#7a2f58", lightWords: "#e3a9c8", fill: "#fbf1f6", darkFill: "#331d2b"),
            ]
            for style in styles {
                add(".\(style.name) .outline,.\(style.name) .pill", "fill:\(style.fill);stroke:\(style.line)\(style.style)", "fill:\(style.darkFill);stroke:\(style.line)")
                add(".\(style.name) .change", "fill:\(style.words)", "fill:\(style.lightWords)")
                // What passes may change; the way from step to step is there or not.
                guard style.name != "changed" else { continue }
                add(".flow.\(style.name)", "stroke:\(style.line)\(style.style)", "stroke:\(style.line)")
                add(".arrow.\(style.name)", "fill:\(style.line)", "fill:\(style.line)")
            }
            add(".removed .step,.removed .artifact,.removed .event", "fill:#566273;text-decoration:line-through", "fill:#a3afc0")
        }
        let hasDividers = has(.times) { $0.steps.contains { $0.divider != nil } }
        if hasDividers { add(".divider", "fill:none;stroke:#cbd5e1", "fill:none;stroke:#4a5568") }
        if has(.times, { $0.steps.contains { $0.words.contains { $0.role == .times } } || $0.labels.contains { $0.words.contains { $0.role == .times } } }) {
            add(".times", "fill:#566273", "fill:#a3afc0")
        }
        if has(.interaction, { !$0.interactions.isEmpty }) {
            add(".interaction .border,.legend .border", "fill:none;stroke:#1f2937" + dashes, "fill:none;stroke:#e5e9f0" + dashes)
        }
        if has(.touchpoint, { !$0.touchpoints.isEmpty }) {
            add(".touch", "fill:#ffffff;stroke:#1f2937;stroke-width:2", "fill:#12161d;stroke:#e5e9f0;stroke-width:2")
        }
        if has(.timeline, { $0.timeline != nil }) {
            add(".ladder-line", "fill:none;stroke:#1f2937;stroke-width:1.5", "fill:none;stroke:#e5e9f0;stroke-width:1.5")
        }
        let isHeated = signs.contains { $0.rawValue.hasPrefix("heat") } || pieces.contains { $0.steps.contains { $0.tint != nil } || $0.labels.contains { $0.tint != nil } }
        if isHeated {
            for level in 1...HeatScale.most {
                add(".heat-\(level) .outline,.heat-\(level) .pill,.legend .heat-\(level)", "fill:\(lightHeat[level - 1])", "fill:\(darkHeat[level - 1])")
            }
            add(
                ".heat-unknown .outline,.heat-unknown .pill,.legend .heat-unknown", "fill:url(#\(id)-hatch)", "fill:url(#\(id)-hatch)")
            add(".hatch-ground", "fill:#ffffff", "fill:#222a36")
            add(".hatch-line", "fill:none;stroke:#d5dde6;stroke-width:1", "fill:none;stroke:#465164;stroke-width:1")
            add(".legend .tint", "stroke:#475569;stroke-width:1", "stroke:#94a3b8;stroke-width:1")
            if hasDividers { add("[class*=heat-] .divider", "stroke:#1f2937;stroke-opacity:0.3", "stroke:#e5e9f0;stroke-opacity:0.3") }
            add("[class*=heat-] text", "fill:#1f2937", "fill:#e5e9f0")
        }
        return (light, dark)
    }

    /// The pattern of what nobody knows; nil where there is nothing of the kind.
    static func hatching(_ pieces: [Diagram], id: String) -> String? {
        let isUsed = pieces.contains { piece in
            piece.steps.contains { $0.tint.map { $0.level == nil } ?? false } || piece.labels.contains { $0.tint.map { $0.level == nil } ?? false }
                || piece.legend?.entries.contains { $0.sign == .heatUnknown } ?? false
        }
        guard isUsed else { return nil }
        return "<defs><pattern id=\"\(id)-hatch\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><rect class=\"hatch-ground\" width=\"8\" height=\"8\"/><path class=\"hatch-line\" d=\"M-2 2L2 -2M0 8L8 0M6 10L10 6\"/></pattern></defs>"
    }
}
