/// The colours of what layers add; only of those that a map shows.
///
/// Heat runs through one row of hues from light to dark, in even steps of lightness, so that readers with any colour
/// vision, and prints in grey, tell the classes apart; the lettering on each has a contrast of at least 4.5 to 1. A
/// figure says the same in words.
enum LayerPalette {
    static let lightHeat = ["#fff4d9", "#fde2a4", "#fbc66e", "#f5a04e", "#e8743b"]
    static let darkHeat = ["#2f2a1f", "#4b3b1d", "#6a4a1a", "#884b14", "#a34a0c"]

    /// For the parts of one drawing, all of them: a page has a style sheet once, whatever stands on it.
    static func rules(_ parts: [Diagram], id: String) -> (light: [(String, String)], dark: [(String, String)]) {
        func legend(_ signs: [Diagram.Legend.Sign]) -> Bool {
            parts.contains { $0.legend?.entries.contains { signs.contains($0.sign) } ?? false }
        }
        var light: [(String, String)] = []
        var dark: [(String, String)] = []
        func add(_ selector: String, _ day: String, _ night: String?) {
            light.append((selector, day))
            if let night { dark.append((selector, night)) }
        }
        if legend([.votes]) || parts.contains(where: { $0.pains.contains { $0.votes != nil } }) {
            add(".votes", "fill:#fbeef5;stroke:#7a2f58", "fill:#3b1f30;stroke:#cc79a7")
            add(".pain .count,.legend .count", "fill:#1f2937", "fill:#e5e9f0")
        }
        let hasFigures = legend([.times]) || parts.contains { diagram in
            diagram.steps.contains { $0.divider != nil || $0.words.contains { $0.role == .times } } || diagram.labels.contains { $0.words.contains { $0.role == .times } }
        }
        if hasFigures {
            add(".divider", "fill:none;stroke:#cbd5e1", "fill:none;stroke:#4a5568")
            add(".times", "fill:#566273", "fill:#a3afc0")
        }
        if legend([.interaction]) || parts.contains(where: { !$0.interactions.isEmpty }) {
            add(".interaction .border", "fill:none;stroke:#1f2937;stroke-width:1.4;stroke-dasharray:7 4", "fill:none;stroke:#e5e9f0;stroke-width:1.4;stroke-dasharray:7 4")
            add(".legend .border", "fill:none;stroke:#1f2937;stroke-width:1.4;stroke-dasharray:7 4", "fill:none;stroke:#e5e9f0;stroke-width:1.4;stroke-dasharray:7 4")
        }
        if legend([.touchpoint]) || parts.contains(where: { !$0.touchpoints.isEmpty }) { add(".touch", "fill:#ffffff;stroke:#1f2937;stroke-width:2", "fill:#12161d;stroke:#e5e9f0;stroke-width:2") }
        if legend([.timeline]) || parts.contains(where: { $0.timeline != nil }) {
            add(".ladder-line", "fill:none;stroke:#1f2937;stroke-width:1.5", "fill:none;stroke:#e5e9f0;stroke-width:1.5")
        }
        if legend(heatSigns) || parts.contains(where: isHeated) {
            for level in 1...HeatScale.most {
                add(".heat-\(level) .outline,.heat-\(level) .pill,.legend .heat-\(level)", "fill:\(lightHeat[level - 1])", "fill:\(darkHeat[level - 1])")
            }
            add(
                ".heat-unknown .outline,.heat-unknown .pill,.legend .heat-unknown", "fill:url(#\(id)-hatch)", "fill:url(#\(id)-hatch)")
            add(".hatch-ground", "fill:#ffffff", "fill:#222a36")
            add(".hatch-line", "fill:none;stroke:#d5dde6;stroke-width:1", "fill:none;stroke:#465164;stroke-width:1")
            add(".legend .tint", "stroke:#475569;stroke-width:1", "stroke:#94a3b8;stroke-width:1")
            if hasFigures {
                add("[class*=heat-] .divider", "stroke:#1f2937;stroke-opacity:0.3", "stroke:#e5e9f0;stroke-opacity:0.3")
            }
            add("[class*=heat-] text", "fill:#1f2937", "fill:#e5e9f0")
        }
        return (light, dark)
    }

    static let heatSigns: [Diagram.Legend.Sign] = [.heat1, .heat2, .heat3, .heat4, .heat5, .heatUnknown]

    static func isHeated(_ diagram: Diagram) -> Bool {
        diagram.steps.contains { $0.tint != nil } || diagram.labels.contains { $0.tint != nil }
    }
}
