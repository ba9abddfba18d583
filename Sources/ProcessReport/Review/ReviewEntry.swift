import ProcessAnalysis
import ProcessModel
import ProcessSyntax

/// One thing that a review is told: a finding, or a mistake in the text of a map. All formats for reviews are written from
/// these, so that they tell the same.
struct ReviewEntry {
    enum Origin {
        /// The text of a map is wrong, or a file cannot be read: nothing else can be said before that is mended.
        case text
        case rule
    }

    let origin: Origin
    /// Of the rule or of the mistake, as `baton explain` takes it.
    let name: String
    let severity: Severity
    /// What is the matter. No full stop.
    let message: String
    /// The ways out.
    let remedies: [String]
    let question: String?
    /// From the top of the repository; empty where it is in no file.
    let path: String
    let region: ReviewRegion?
    let related: [Diagnostic.Related]
    let fixes: [Fix]
    /// What on the map it is about.
    let place: (kind: String, name: String)?
    /// The process whose map shows it.
    let process: String?
    /// The maps that show it, where it points into a file that they share.
    let maps: [String]
    /// The `allow:` that excuses it.
    let excuse: Diagnostic.Related?
    let isExcused: Bool
    let fingerprint: Fingerprint

    /// `Processes/lead.baton:12`; the path alone where no line is known.
    var at: String { region.map { "\(path):\($0.start.line)" } ?? path }

    /// Message, ways out and question as sentences.
    var sentences: [String] {
        [Self.sentence(message)] + remedies.map { "Fix: " + Self.sentence($0, capital: false) } + (question.map { ["Ask: " + $0] } ?? [])
            + (maps.isEmpty ? [] : ["Shown by: " + maps.joined(separator: ", ") + "."])
    }

    /// With a large letter in front and a full stop behind.
    static func sentence(_ text: String, capital: Bool = true) -> String {
        guard let first = text.first, let last = text.last else { return text }
        let begun = capital ? first.uppercased() + text.dropFirst() : text
        return ".?!".contains(last) ? begun : begun + "."
    }
}

/// All that is to be told of one file.
struct ReviewGroup {
    /// From the top of the repository.
    let path: String
    let process: String?
    let file: CheckedFile?
    /// By position, mistakes in the text first.
    var entries: [ReviewEntry]
    var excused: [ReviewEntry] = []

    var tally: Tally {
        var tally = Tally()
        for entry in entries { tally.add(entry.severity) }
        return tally
    }

    /// What it is called among the others.
    var title: String { process ?? (path.isEmpty ? "files that could not be read" : path) }

    /// What its rules lacked, as far as it is told. Who asks what is new has seen before what the others lack.
    var gaps: [RuleReport.Gap] {
        let gaps = file?.verdict?.gaps ?? []
        return file?.comparison == nil ? gaps : gaps.filter { $0.rule == BaselineSummary.rule }
    }
}

extension CheckReport {
    /// All that a review is told, a group a file, and first what could not be read.
    func reviewGroups(_ context: ReviewContext) -> [ReviewGroup] {
        var counts: [Fingerprint: Int] = [:]
        /// Of several that say the same of one place each has a fingerprint of its own.
        func numbered(_ make: (Int) -> Fingerprint) -> Fingerprint {
            let first = make(1)
            let count = (counts[first] ?? 0) + 1
            counts[first] = count
            return count == 1 ? first : make(count)
        }
        func entry(_ unread: ReviewContext.Unread) -> ReviewEntry {
            ReviewEntry(
                origin: .text, name: unread.name, severity: .error, message: unread.reason, remedies: unread.remedy.map { [$0] } ?? [], question: nil, path: unread.path,
                region: nil, related: [], fixes: [], place: nil, process: nil, maps: [], excuse: nil, isExcused: false,
                fingerprint: numbered { Fingerprint(mistake: unread.name, message: unread.reason, in: unread.path, occurrence: $0) })
        }
        func entry(_ diagnostic: Diagnostic, of process: String?) -> ReviewEntry {
            let path = context.path(of: diagnostic.span)
            return ReviewEntry(
                origin: .text, name: diagnostic.name, severity: diagnostic.severity, message: diagnostic.message,
                remedies: diagnostic.fixes.map(\.message), question: nil, path: path, region: region(of: diagnostic.span),
                related: diagnostic.related.map { [$0] } ?? [], fixes: diagnostic.fixes.filter(\.isCertain), place: nil, process: process,
                maps: [], excuse: nil, isExcused: false,
                fingerprint: numbered { Fingerprint(mistake: diagnostic.name, message: diagnostic.message, in: path, occurrence: $0) })
        }
        func entry(_ shown: GroupedFinding, excusedBy verdict: RuleReport? = nil) -> ReviewEntry {
            let finding = shown.finding
            let map = files[shown.first].map
            let path = context.path(of: finding.span)
            let key = KnownFinding(finding, in: map).key
            let place = map.named(finding.place)
            return ReviewEntry(
                origin: .rule, name: finding.rule, severity: finding.severity, message: finding.message, remedies: [finding.remedy],
                question: finding.question, path: path, region: region(of: finding.span),
                related: [finding.related, finding.lapsedExcuse].compactMap(\.self), fixes: [], place: place, process: map.name.string,
                maps: shown.shownBy.filter { files[$0].file != finding.span.file }.map { files[$0].map.name.string }, excuse: verdict?.excuses[finding], isExcused: verdict != nil,
                fingerprint: numbered { Fingerprint(key, in: path, occurrence: $0) })
        }
        var reviewed: [ReviewGroup] = []
        if !context.unread.isEmpty { reviewed.append(ReviewGroup(path: "", process: nil, file: nil, entries: context.unread.map(entry))) }
        for group in groups() where group.isTold {
            let process = group.file.flatMap { $0.map.isProcess ? $0.map.name.string : nil }
            let verdict = group.file?.verdict
            let index = Int(group.source.id.index)
            var review = ReviewGroup(
                path: context.paths.indices.contains(index) ? context.paths[index] : group.source.name, process: process, file: group.file,
                entries: group.diagnostics.map { entry($0, of: process) } + group.findings.map { entry($0) })
            review.excused = (verdict?.excused ?? []).map { entry(GroupedFinding(finding: $0, first: group.index), excusedBy: verdict) }
            reviewed.append(review)
        }
        return reviewed
    }

    func region(of span: Span) -> ReviewRegion? {
        let index = Int(span.file.index)
        guard sources.indices.contains(index) else { return nil }
        let source = sources[index]
        return ReviewRegion(start: source.position(at: Int(span.start)), end: source.position(at: Int(span.end)))
    }

    /// The heaviest first; of one weight, mistakes in the text first, then as they stand.
    static func worstFirst(_ entries: [ReviewEntry]) -> [ReviewEntry] {
        func rank(_ entry: ReviewEntry) -> Int { entry.origin == .text ? 0 : 1 }
        return entries.enumerated().sorted { a, b in
            if a.element.severity != b.element.severity { return a.element.severity > b.element.severity }
            return (rank(a.element), a.offset) < (rank(b.element), b.offset)
        }.map(\.element)
    }
}
