import ArgumentParser
import ProcessWorkspace

/// What several options say together. One that would do nothing with what is asked for is an error, so that nobody
/// takes a drawing for what it is not.
extension RenderCommand {
    /// Those of all `--format`, each once.
    var formatList: [DrawingFormat] {
        guard !format.isEmpty else { return [.svg] }
        var formats: [DrawingFormat] = []
        for one in format.flatMap(\.formats) where !formats.contains(one) { formats.append(one) }
        return formats
    }

    /// What all `--sheet` name.
    func sheetChoice() throws -> SheetChoice {
        sheet.isEmpty ? SheetChoice() : try SheetChoice(sheet.joined(separator: ","))
    }

    /// True where the process itself is drawn, as a whole or by its phases, and not only what hangs beside it.
    func drawsMaps(_ choice: SheetChoice) -> Bool { choice.maps?.contains { $0 != .overview } ?? true }

    func checkThatOptionsMatter() throws {
        let choice = try sheetChoice()
        if let first = heat.first, let other = heat.first(where: { $0 != first }) {
            throw ValidationError("a map is tinted by one heat; '\(first)' and '\(other)' take two drawings")
        }
        if textPoints != nil, paper == .screen {
            throw ValidationError("'--text-points' is for paper; add --paper a4, a3 or a0")
        }
        if !formatList.contains(where: \.isDrawn), let idle = optionOfDrawings(choice) {
            throw ValidationError("'\(idle)' is for drawings, and DOT and Mermaid tell only who follows whom; leave it out, or add svg, png or pdf to --format")
        }
        if !drawsMaps(choice), direction == .down {
            throw ValidationError("'--direction down' turns maps, and none is drawn; leave it out, or add 'map' or 'phases' to --sheet")
        }
        if let maps = choice.maps, maps.isEmpty, let idle = isTiled ? "--tiled" : textPoints != nil ? "--text-points" : nil {
            throw ValidationError("'\(idle)' is for maps, and none is drawn; leave it out, or add 'map', 'overview' or 'phases' to --sheet")
        }
    }

    /// The first option that only drawings heed, where one is there.
    private func optionOfDrawings(_ choice: SheetChoice) -> String? {
        let isMapAlone = choice.names.isEmpty && choice.maps.map { $0 == [.map] } ?? true
        let options = [
            ("--sheet", !isMapAlone), ("--show", !show.isEmpty), ("--hide", !hide.isEmpty), ("--heat", !heat.isEmpty),
            ("--no-findings", withoutFindings), ("--no-pains", withoutPains), ("--no-legend", withoutLegend),
            ("--direction", direction == .down), ("--paper", paper != .screen),
        ]
        return options.first(where: \.1)?.0
    }
}
