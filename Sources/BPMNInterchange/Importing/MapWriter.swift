/// Writes a draft as the text of a map: what it is, who takes part, how it flows, and what could not be said.
struct MapWriter {
    static func write(_ draft: MapDraft, losses: [ImportLoss], from file: String) -> MapLines {
        var lines = MapLines()
        for saying in draft.kept?.shared ?? [] { lines.add(saying, 0) }
        lines.add(0, "process: \(MapWords.quoted(draft.name, .name))", draft.origins)
        for saying in draft.kept?.ofProcess ?? [] { lines.add(saying, 1, draft.origins) }
        for note in draft.notes { lines.add(1, "note: \(note.text)", note.origins) }
        writeLanes(draft, to: &lines)
        for saying in draft.kept?.besides ?? [] {
            lines.blank()
            lines.add(saying, 0)
        }
        lines.blank()
        lines.add(0, "# What BPMN has no words for is not asked for, and joins and gateways are those of BPMN.")
        lines.add(0, "checks:")
        lines.add(1, "notation: BPMN")
        for check in draft.kept?.checks ?? [] { lines.add(check, 1) }
        if draft.mayEndBeforeDeadlock {
            lines.add(1, "# An end that ends all else keeps paths from waiting for each other, which a map cannot say.")
            lines.add(1, "deadlock: off")
        }
        lines.blank()
        lines.add(0, "flow:")
        var writer = FlowWriter(draft, into: lines)
        writer.writeAll()
        lines = writer.lines
        guard !losses.isEmpty else { return lines }
        lines.blank()
        lines.add(0, "# What \(MapWords.tidied(file)) says and this map does not:")
        for loss in losses {
            lines.add(0, "#   line \(loss.line)\(loss.id.isEmpty ? "" : ", \(MapWords.tidied(loss.id))"): \(MapWords.tidied(loss.words))", [.init(id: loss.id, line: loss.line)] + loss.others)
        }
        return lines
    }

    /// A list of names is no place for a semicolon or half a pair of brackets, not even between quotes.
    static func mayBeListed(_ name: String) -> Bool {
        !name.unicodeScalars.contains(where: ";；，、".unicodeScalars.contains) && (!name.utf8.contains(UInt8(ascii: "(")) || name.utf8.contains(UInt8(ascii: ")")))
    }

    private static func writeLanes(_ draft: MapDraft, to lines: inout MapLines) {
        let isPlain = draft.lanes.allSatisfy { $0.roles.isEmpty && $0.notes.isEmpty && $0.sayings.isEmpty && mayBeListed($0.name) }
        lines.blank()
        if isPlain, !draft.lanes.isEmpty {
            let names = draft.lanes.map { MapWords.quoted($0.name, .party) + ($0.kind.isEmpty ? "" : " [\($0.kind)]") }
            lines.add(0, "lanes: " + names.joined(separator: ", "), draft.lanes.flatMap(\.origins))
            return
        }
        for lane in draft.lanes {
            lines.add(0, "lane: \(MapWords.quoted(lane.name, .party))" + (lane.kind.isEmpty ? "" : " [\(lane.kind)]"), lane.origins)
            for note in lane.notes { lines.add(1, "note: " + MapWords.value(note), lane.origins) }
            for saying in lane.sayings { lines.add(saying, 1, lane.origins) }
            for role in lane.roles { lines.add(1, "role: \(MapWords.quoted(role, .party))", lane.origins) }
        }
    }
}
