import ProcessAnalysis
import ProcessSyntax

extension CheckReport {
    /// The report as a comment on a pull or merge request, in Markdown.
    public func markdown(_ context: ReviewContext) -> String { MarkdownComment(self, context).text }
}

/// Writes a report that is never longer than a comment may be: the heaviest first, and what does not fit is counted.
struct MarkdownComment {
    /// GitHub takes 65,536 characters. Bytes are counted here, which are never fewer, and some are left for what others add.
    static let mostBytes = 64_000
    /// One rule with a thousand places is not to push out all others.
    private static let mostPlaces = 8
    private static let mostMaps = 40
    /// How long a single message may be.
    private static let mostLetters = 500
    /// And a name in the table, of which each letter may take ten bytes once it is escaped.
    private static let mostLettersOfName = 80
    /// Room for what stands below the findings.
    private static let footRoom = 12_000

    private let context: ReviewContext
    private let report: CheckReport
    private let groups: [ReviewGroup]
    private var out = ""
    private var leftOut = Tally()

    init(_ report: CheckReport, _ context: ReviewContext) {
        self.report = report
        self.context = context
        groups = report.reviewGroups(context)
        write()
    }

    var text: String { out }

    private mutating func write() {
        let entries = CheckReport.worstFirst(groups.flatMap(\.entries))
        writeHead(entries)
        if entries.count > 1 { writeTable() }
        var isFirst = true
        for severity in [Severity.error, .warning, .info] {
            let own = entries.filter { $0.severity == severity }
            guard !own.isEmpty else { continue }
            write(own, severity, isOpen: isFirst)
            isFirst = false
        }
        if leftOut.total > 0 { out += "\n**Not shown here: \(leftOut.words).** `baton check` tells them all.\n" }
        writeFoot(hasFindings: entries.contains { $0.origin == .rule })
    }

    // MARK: Head

    private func writtenHead(_ entries: [ReviewEntry]) -> String {
        let tally = entries.reduce(into: Tally()) { $0.add($1.severity) }
        let count = report.files.filter(\.isChecked).count
        let found = groups.count { !$0.entries.isEmpty && $0.file?.isChecked == true }
        let strangers = groups.contains { !$0.entries.isEmpty && $0.file?.isChecked != true }
        let maps = (tally.total > 0 && !strangers && found < count ? "\(found) of " : "") + Numerals.count(count, "map")
        guard tally.total > 0 else { return "nothing \(report.baseline == nil ? "found" : "new") in \(maps)" }
        // Mistakes in the text are no news, they are mistakes.
        let isNew = report.baseline != nil && entries.allSatisfy { $0.origin == .rule }
        return tally.words + (isNew ? ", new" : "") + " in \(maps)"
    }

    private mutating func writeHead(_ entries: [ReviewEntry]) {
        out += "### Baton: \(writtenHead(entries))\n"
        guard let baseline = report.baseline else { return }
        let gone = report.files.reduce(0) { $0 + ($1.comparison?.gone.count ?? 0) }
        let date = baseline.agreed.map { " of \(BaselineText.date($0.date))" } ?? ""
        out += "\nAgainst the baseline\(date), \(MarkdownText.code(shortened(baseline.path))): \(report.freshCount == 0 ? "nothing" : "\(report.freshCount)") new, "
            + "\(report.knownCount) known and not shown\(report.worseCount > 0 ? " (\(report.worseCount) of them worse by now)" : ""), \(gone) gone.\n"
    }

    private mutating func writeTable() {
        let told = groups.filter { !$0.entries.isEmpty }
        guard told.count > 1 else { return }
        let sorted = told.enumerated().sorted { a, b in
            let (x, y) = (a.element.tally, b.element.tally)
            return (y.errors, y.warnings, y.infos, a.offset) < (x.errors, x.warnings, x.infos, b.offset)
        }.map(\.element)
        out += "\n| map | errors | warnings | info |\n|---|--:|--:|--:|\n"
        for group in sorted.prefix(Self.mostMaps) {
            func cell(_ count: Int) -> String { count == 0 ? "" : "\(count)" }
            let name = group.process == nil && !group.path.isEmpty ? "" : MarkdownText.escaped(shortened(group.title, to: Self.mostLettersOfName)) + " "
            let tally = group.tally
            out += "| \(name)\(group.path.isEmpty ? "" : MarkdownText.code(shortened(group.path, to: Self.mostLettersOfName), inTable: true)) | \(cell(tally.errors)) | \(cell(tally.warnings)) | \(cell(tally.infos)) |\n"
        }
        if sorted.count > Self.mostMaps { out += "\nand \(sorted.count - Self.mostMaps) more maps with less.\n" }
    }

    // MARK: Findings

    /// What is of one weight. Only the heaviest is open; the rest opens with a click.
    private mutating func write(_ entries: [ReviewEntry], _ severity: Severity, isOpen: Bool) {
        let room = Self.mostBytes - Self.footRoom
        let title = switch severity {
        case .error: Numerals.count(entries.count, "error")
        case .warning: Numerals.count(entries.count, "warning")
        case .info: Numerals.count(entries.count, "note")
        }
        let head = isOpen ? "\n#### \(ReviewEntry.sentence(title).dropLast())\n" : "\n<details><summary>\(title)</summary>\n"
        let foot = isOpen ? "" : "\n</details>\n"
        var body = ""
        var map: String?
        let told = groups.filter { !$0.entries.isEmpty }
        let showsMaps = told.count > 1
        let names = Dictionary(told.map { ($0.path, $0.process ?? $0.path) }, uniquingKeysWith: { first, _ in first })
        for block in Self.blocks(entries) {
            guard let first = block.first else { continue }
            var text = ""
            let name = names[first.path] ?? first.path
            let isNext = showsMaps && map != name
            if isNext, !name.isEmpty { text += "\n**\(MarkdownText.escaped(shortened(name)))**\n" }
            if isNext || body.isEmpty { text += "\n" }
            text += written(first)
            guard out.utf8.count + head.utf8.count + body.utf8.count + text.utf8.count + foot.utf8.count <= room else {
                for entry in block { leftOut.add(entry.severity) }
                continue
            }
            map = name
            body += text
            body += further(block.dropFirst(), room: room - out.utf8.count - head.utf8.count - body.utf8.count - foot.utf8.count)
        }
        if !body.isEmpty { out += head + body + foot }
    }

    /// What one rule says in one file, in the order of the first of each.
    private static func blocks(_ entries: [ReviewEntry]) -> [[ReviewEntry]] {
        struct Key: Hashable { let path, name: String }
        var places: [Key: Int] = [:]
        var blocks: [[ReviewEntry]] = []
        for entry in entries {
            let key = Key(path: entry.path, name: entry.name)
            if let place = places[key] {
                blocks[place].append(entry)
            } else {
                places[key] = blocks.count
                blocks.append([entry])
            }
        }
        return blocks
    }

    private func written(_ entry: ReviewEntry) -> String {
        var text = "- \(place(entry))\(inline(ReviewEntry.sentence(entry.message))) `\(entry.name)`\n"
        for remedy in entry.remedies { text += "  - Fix: \(inline(ReviewEntry.sentence(remedy, capital: false)))\n" }
        if let question = entry.question { text += "  - Ask: \(inline(question))\n" }
        if !entry.maps.isEmpty { text += "  - Shown by: \(inline(entry.maps.joined(separator: ", ")))\n" }
        return text
    }

    /// The other places where the same rule fires, closed. On one line, and so in HTML: blank lines would set the whole list
    /// apart.
    private mutating func further(_ entries: ArraySlice<ReviewEntry>, room: Int) -> String {
        guard !entries.isEmpty else { return "" }
        let head = "  - <details><summary>\(Numerals.count(entries.count, "more place"))</summary><ul>"
        let foot = "</ul></details>\n"
        var body = ""
        var shown = 0
        for entry in entries {
            let code = "<code>\(MarkdownText.html(shortened(entry.at)))</code>"
            let place = entry.at.isEmpty ? "" : (context.link(to: entry.path, entry.region).map { "<a href=\"\(HTMLText.escaped($0))\">\(code)</a>" } ?? code) + " "
            let line = "<li>\(place)\(MarkdownText.html(shortened(ReviewEntry.sentence(entry.message))))</li>"
            guard shown < Self.mostPlaces, head.utf8.count + body.utf8.count + line.utf8.count + foot.utf8.count + 40 <= room else { break }
            body += line
            shown += 1
        }
        for entry in entries.dropFirst(shown) { leftOut.add(entry.severity) }
        if shown == 0 { return "" }
        if shown < entries.count { body += "<li>and \(entries.count - shown) more</li>" }
        return head + body + foot
    }

    private func place(_ entry: ReviewEntry) -> String {
        guard !entry.at.isEmpty else { return "" }
        let code = MarkdownText.code(shortened(entry.at))
        return (context.link(to: entry.path, entry.region).map { "[\(code)](\($0))" } ?? code) + " "
    }

    private func inline(_ text: String) -> String { MarkdownText.inline(shortened(text)) }

    private func shortened(_ text: String, to most: Int = MarkdownComment.mostLetters) -> String {
        guard text.utf8.count > most else { return text }
        // A letter may be made of many code points, so they are what is counted.
        var short = ""
        short.unicodeScalars.append(contentsOf: text.unicodeScalars.prefix(most - 1))
        return short.unicodeScalars.count < text.unicodeScalars.count ? short + "…" : text
    }

    // MARK: Foot

    private mutating func writeFoot(hasFindings: Bool) {
        writeAgainstBaseline()
        if let baseline = report.baseline, !baseline.staleness.isEmpty {
            out += "\nThe baseline is out of date: \(inline(baseline.staleness.joined(separator: "; "))).\n"
        }
        var notes: [String] = []
        let excused = groups.reduce(0) { $0 + $1.excused.count }
        if excused > 0 { notes.append("\(Numerals.count(excused, "finding")) excused by `allow:`.") }
        let blind = groups.reduce(0) { $0 + Set($1.gaps.filter { !$0.isPartial }.map(\.rule)).count }
        if blind > 0 { notes.append("\(Numerals.count(blind, "time")) a rule could not be assessed, as the map does not say what it needs: `baton check` tells what.") }
        if hasFindings { notes.append("More on a rule: `baton explain RULE`.") }
        if !notes.isEmpty { out += "\n" + notes.joined(separator: " ") + "\n" }
    }

    /// What the baseline knows and is worse, what is better, and what has another name.
    private mutating func writeAgainstBaseline() {
        func lines(_ tell: (BaselineComparison) -> [String]) -> [String] {
            report.files.flatMap { file in
                file.comparison.map(tell)?.map { "- \(MarkdownText.escaped(shortened(file.map.name.string))): \($0)\n" } ?? []
            }
        }
        func told(_ words: String) -> String { inline(ReviewEntry.sentence(words, capital: false)) }
        let worse = lines { $0.worse.map { "\(told($0.words)) `\($0.finding.rule)`" } }
        let better = lines { comparison in comparison.better.map { told($0.words) } + comparison.gone.map { "gone: \(told($0.message)) `\($0.rule)`" } }
        let renamed = lines { $0.renames.map { told($0.words) } }
        write(worse, "Known, and worse than in the baseline", "\(worse.count) known, and worse than in the baseline")
        write(better, "Better than in the baseline", "\(better.count) better than in the baseline")
        write(renamed, "Taken for renamed", "\(renamed.count) taken for renamed")
    }

    /// A list below the findings; a long one is closed.
    private mutating func write(_ lines: [String], _ title: String, _ summary: String) {
        guard !lines.isEmpty else { return }
        let isOpen = lines.count <= 5
        out += isOpen ? "\n#### \(title)\n\n" : "\n<details><summary>\(summary)</summary>\n\n"
        var used = 0
        var shown = 0
        for line in lines where used + line.utf8.count < Self.footRoom / 4 {
            out += line
            used += line.utf8.count
            shown += 1
        }
        if shown < lines.count { out += "- and \(lines.count - shown) more\n" }
        if !isOpen { out += "\n</details>\n" }
    }
}
