import ProcessAnalysis
import ProcessSyntax

extension CheckReport {
    /// The report as commands that a step of GitHub Actions prints to have its findings shown beside the lines of a change.
    ///
    /// GitHub shows ten of each kind a step: the heaviest, and what there is besides is counted in the last.
    public func gitHubCommands(_ context: ReviewContext) -> String {
        let entries = Self.worstFirst(reviewGroups(context).flatMap(\.entries))
        let tally = entries.reduce(into: Tally()) { $0.add($1.severity) }
        let isCut = [tally.errors, tally.warnings, tally.infos].contains { $0 > Self.mostAnnotations }
        func room(_ severity: Severity) -> Int {
            // The last notice is the one that counts.
            severity == .info && isCut ? Self.mostAnnotations - 1 : Self.mostAnnotations
        }
        var shown: [Severity: Int] = [:]
        var text = ""
        for entry in entries where shown[entry.severity, default: 0] < room(entry.severity) {
            shown[entry.severity, default: 0] += 1
            text += Self.command(entry)
        }
        if isCut {
            let left = Tally(
                errors: max(0, tally.errors - room(.error)), warnings: max(0, tally.warnings - room(.warning)), infos: max(0, tally.infos - room(.info)))
            let words = "Not shown here: \(left.words). GitHub shows ten of each kind; a report in another format tells all of them."
            text += "::notice title=Baton::\(GitHubText.data(words))\n"
        }
        return text
    }

    static let mostAnnotations = 10

    private static func command(_ entry: ReviewEntry) -> String {
        let kind = switch entry.severity {
        case .error: "error"
        case .warning: "warning"
        case .info: "notice"
        }
        var properties: [String] = []
        // What came from standard input is in no file of the repository.
        if !entry.path.isEmpty, !entry.path.hasPrefix("<") {
            properties.append("file=\(GitHubText.property(entry.path))")
            if let region = entry.region {
                properties.append("line=\(region.start.line)")
                properties.append("endLine=\(region.end.line)")
                // Columns are taken within one line only.
                if region.start.line == region.end.line {
                    properties.append("col=\(region.start.column)")
                    properties.append("endColumn=\(region.end.column)")
                }
            }
        }
        properties.append("title=\(GitHubText.property(entry.name))")
        return "::\(kind) \(properties.joined(separator: ","))::\(entry.sentences.map(GitHubText.data).joined(separator: "%0A"))\n"
    }
}

/// The escapes of workflow commands. What a terminal would obey is written out first, so that no words of a map begin a line.
private enum GitHubText {
    static func data(_ text: String) -> String { escaped(text, "%") }

    static func property(_ text: String) -> String { escaped(text, "%:,") }

    private static func escaped(_ text: String, _ special: String) -> String {
        let text = Printable.shown(text)
        guard text.unicodeScalars.contains(where: special.unicodeScalars.contains) else { return text }
        var out = ""
        for scalar in text.unicodeScalars {
            if special.unicodeScalars.contains(scalar) {
                out += "%" + String(scalar.value, radix: 16, uppercase: true)
            } else {
                out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
