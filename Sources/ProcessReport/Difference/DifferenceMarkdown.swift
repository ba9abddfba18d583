import ProcessAnalysis
import ProcessModel
import ProcessSyntax

extension DifferenceReport {
    /// The most characters that a comment on GitHub takes is 65,536; GitLab takes more.
    static let mostMarkdown = 65_000

    /// For a comment on a pull request: what became worse first, the details folded away, and never too long for one.
    public func markdown() -> String {
        guard !isEmpty || !notCompared.isEmpty else { return "### Baton: nothing has changed\n" }
        var text = head
        text += list("Not compared", notCompared.map { "⚠️ " + MarkdownWords.escaped($0) }, after: text)
        let shared = shared()
        let known = Set(shared.map(\.change))
        let told = changedPairs.filter { $0.saysSomething(besides: known) }
        var left = 0
        for pair in told {
            let part = DifferenceComment(pair: pair, shared: known, heading: pair.heading(among: told))
            let room = Self.mostMarkdown - text.utf8.count - 400
            // One map has its details open to the eye, of several the figures and findings are enough.
            guard let written = part.text(isOpen: told.count == 1, within: room) else {
                left += 1
                continue
            }
            text += written
        }
        text += list("In several maps", shared.map { DifferenceComment.line($0.change) + " *(\($0.maps.count) maps)*" }, after: text)
        text += newMaps(after: text)
        text += list("Maps that are gone", removed.map { "➖ **\(MarkdownWords.escaped($0.name))** " + MarkdownWords.code($0.path) }, after: text)
        if left > 0 { text += "\n*\(Numerals.count(left, "more changed map")) did not fit into this comment; `baton diff` tells them.*\n" }
        return text
    }

    private var head: String {
        "### Baton: \(summary)\n\n\(Self.side(old)) → \(Self.side(new))\n"
    }

    /// A name that git or the disk knows is code, and our own words for a side are words.
    private static func side(_ name: String) -> String { Self.ownWords.contains(name) ? name : MarkdownWords.code(name) }
    private static let ownWords: Set<String> = ["the working tree", "what is staged"]

    /// All that is found in a new map is new.
    private func newMaps(after text: String) -> String {
        guard !added.isEmpty else { return "" }
        var out = "\n#### New maps\n\n"
        for (index, map) in added.enumerated() {
            var part = "- ➕ **\(MarkdownWords.escaped(map.name))** \(MarkdownWords.code(map.path))\n"
            if !map.figures.isEmpty { part += "  - \(MarkdownWords.escaped(map.figures.map(DifferenceWords.plain).joined(separator: ", ")))\n" }
            for severity in [Severity.error, .warning, .info] {
                let count = map.findings.count { $0.severity == severity }
                if count > 0 { part += "  - \(DifferenceComment.sign(severity)): \(count) new\n" }
            }
            let room = Self.mostMarkdown - text.utf8.count - out.utf8.count - part.utf8.count - 600
            guard room > 0 else { return out + "- and \(added.count - index) more\n" }
            out += part
            let lines = zip(map.findings.indices, map.findings).map { DifferenceComment.line($1, map.spots.indices.contains($0) ? map.spots[$0] : nil) }
            // The list inside a fold stands apart from the list of maps.
            out += MarkdownWords.folded("\(Numerals.count(lines.count, "new finding")) in \(MarkdownWords.escaped(map.name))", lines, isOpen: added.count == 1, within: room)
            if !lines.isEmpty { out += "\n" }
        }
        return out
    }

    private func list(_ heading: String, _ lines: [String], after text: String) -> String {
        guard !lines.isEmpty else { return "" }
        var out = "\n#### \(heading)\n\n"
        var left = 0
        for line in lines {
            guard text.utf8.count + out.utf8.count + line.utf8.count < Self.mostMarkdown - 200 else {
                left += 1
                continue
            }
            out += "- \(line)\n"
        }
        return left > 0 ? out + "- and \(left) more\n" : out
    }
}

/// What has changed in one map, as a part of a comment.
private struct DifferenceComment {
    let pair: DifferenceReport.Pair
    let shared: Set<MapChange>
    let heading: String

    /// Nil where not even the figures fit; where the details do not, they are counted.
    func text(isOpen: Bool, within room: Int) -> String? {
        let head = "\n#### \(MarkdownWords.escaped(heading))\n\n" + paths + figures
        guard head.utf8.count < room else { return nil }
        var text = head
        for part in [findings(isOpen: true, room - text.utf8.count), changes(isOpen: isOpen, room - text.utf8.count)] where text.utf8.count + part.utf8.count < room {
            text += part
        }
        return text
    }

    private var paths: String {
        MarkdownWords.code(pair.oldPath) + (pair.oldPath == pair.newPath ? "" : " → " + MarkdownWords.code(pair.newPath)) + "\n"
    }

    private var figures: String {
        let told = pair.figures
        guard !told.isEmpty else { return "\nNo figure has changed.\n" }
        var text = "\n| | \(pair.columns.old) | \(pair.columns.new) | change | |\n|---|--:|--:|--:|---|\n"
        // What became worse is what a reviewer looks for.
        for figure in told.filter({ $0.outcome == .worse }) + told.filter({ $0.outcome != .worse }) {
            let change = [DifferenceWords.change(figure), DifferenceWords.share(figure)].filter { !$0.isEmpty }
            let sign = switch figure.outcome {
            case .better: "🟢 better"
            case .worse: "🔴 **worse**"
            case .unclear: "⚪ " + DifferenceWords.outcome(figure)
            case .same, .other: ""
            }
            let values = DifferenceWords.values(figure)
            text += "| " + [
                MarkdownWords.cell(DifferenceWords.name(figure.subject)), values.old, values.new, change.joined(separator: ", "), sign,
            ].joined(separator: " | ") + " |\n"
        }
        for note in DifferenceWords.notes(told) { text += "\n*\(MarkdownWords.escaped(note))*\n" }
        return text
    }

    private func findings(isOpen: Bool, _ room: Int) -> String {
        let findings = pair.comparison.findings
        guard !findings.isEmpty else { return "" }
        var text = "\n**Findings:** \(DifferenceWords.counts(findings))\n"
        var told = (findings.fresh + findings.graver).enumerated().map { Self.line($1, pair.spots.indices.contains($0) ? pair.spots[$0] : nil) }
        told += DifferenceWords.silenced(findings, old: pair.old, new: pair.new).map {
            "- 🔕 \(MarkdownWords.escaped($0.why)): \(Self.sign($0.severity)) `\($0.rule)`\(MarkdownWords.escaped($0.words))"
        }
        text += MarkdownWords.list(told, within: room / 2)
        func lines(_ some: [Finding], _ map: ProcessMap, _ sign: String) -> [String] {
            DifferenceWords.groups(some, map).map { "- \(sign) `\($0.rule)`\(MarkdownWords.escaped($0.words))" }
        }
        let gone = lines(findings.gone, pair.old, "✅") + lines(findings.lighter, pair.new, "lighter:")
        let summary = "\(findings.gone.count) gone" + (findings.lighter.isEmpty ? "" : ", \(findings.lighter.count) lighter")
        return text + MarkdownWords.folded(summary, gone, isOpen: false, within: room / 3)
    }

    /// A finding that is new: where it is, what to do, and what to ask.
    static func line(_ finding: Finding, _ spot: FindingSpot?) -> String {
        var place = ""
        if let spot, !spot.at.isEmpty {
            let code = MarkdownWords.code(spot.at)
            place = " " + (spot.link.map { "[\(code)](\($0))" } ?? code)
        }
        return "- \(sign(finding.severity)) `\(finding.rule)`\(place) \(MarkdownText.inline(finding.message))"
            + "\n  - Fix: \(MarkdownText.inline(finding.remedy))\n  - Ask: \(MarkdownText.inline(finding.question))"
    }

    static func sign(_ severity: Severity) -> String {
        switch severity {
        case .error: "🛑 error"
        case .warning: "⚠️ warning"
        case .info: "ℹ️ note"
        }
    }

    private func changes(isOpen: Bool, _ room: Int) -> String {
        let all = pair.changes.filter { !shared.contains($0) }
        guard !all.isEmpty else { return "" }
        var text = ""
        var left = 0
        for subject in MapChange.Subject.allCases {
            let some = all.filter { $0.subject == subject }
            let own = room - 240 - text.utf8.count
            guard !some.isEmpty else { continue }
            guard own > 200 else {
                left += some.count
                continue
            }
            text += "\n**\(DifferenceWords.heading(subject))**\n" + MarkdownWords.list(some.map { "- " + Self.line($0) }, within: own)
        }
        if left > 0 { text += "\nand \(left) more\n" }
        return MarkdownWords.folded("What has changed: \(DifferenceWords.counts(all))", text, isOpen: isOpen)
    }

    static func line(_ change: MapChange) -> String {
        let sign = switch change.kind {
        case .added: "➕ "
        case .removed: "➖ "
        case .changed: "✏️ "
        }
        var parts = DifferenceWords.parts(change)
        if change.kind != .changed {
            let (place, facts) = DifferenceWords.told(change)
            parts = (place.isEmpty ? [] : [place]) + facts
        }
        let name = change.subject == .process ? "" : "**\(MarkdownWords.escaped(DifferenceWords.title(change)))**"
        return sign + name + (parts.isEmpty ? "" : (name.isEmpty ? "" : ": ") + MarkdownWords.escaped(parts.joined(separator: "; "), to: MarkdownWords.mostLettersOfLine))
    }
}

/// Words from maps where they land in a comment: none is so long that it leaves no room for others.
private enum MarkdownWords {
    /// How many letters of a name or a message are shown, and of all that is said of one thing.
    private static let mostLetters = 500
    static let mostLettersOfLine = 2000

    static func escaped(_ text: String, to most: Int = mostLetters) -> String { MarkdownText.escaped(shortened(text, to: most)) }
    static func cell(_ text: String) -> String { escaped(text) }
    static func code(_ text: String) -> String { MarkdownText.code(shortened(text, to: mostLetters)) }

    private static func shortened(_ text: String, to most: Int) -> String {
        guard text.utf8.count > most, text.unicodeScalars.count > most else { return text }
        // A letter may be made of many code points, so they are what is counted.
        var short = ""
        short.unicodeScalars.append(contentsOf: text.unicodeScalars.prefix(most - 1))
        return short + "…"
    }

    /// What does not fit is counted; a shorter line behind it is told all the same.
    static func list(_ lines: [String], within room: Int) -> String {
        var text = lines.isEmpty ? "" : "\n"
        var left = 0
        for line in lines {
            guard text.utf8.count + line.utf8.count < room - 40 else {
                left += 1
                continue
            }
            text += line + "\n"
        }
        return left > 0 ? text + "- and \(left) more\n" : text
    }

    /// Folded away under a line, where there is anything.
    static func folded(_ summary: String, _ lines: [String], isOpen: Bool, within room: Int) -> String {
        guard !lines.isEmpty else { return "" }
        return folded(summary, list(lines, within: room - 120), isOpen: isOpen)
    }

    static func folded(_ summary: String, _ body: String, isOpen: Bool) -> String {
        "\n<details\(isOpen ? " open" : "")><summary>\(summary)</summary>\n\(body)\n</details>\n"
    }
}
