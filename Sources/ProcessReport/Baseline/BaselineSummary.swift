import ProcessAnalysis
import ProcessModel
import ProcessSyntax

/// What a check says of the baseline it was given, beside what is new.
public struct BaselineSummary: Sendable {
    /// The rule that compares with it.
    static let rule = "regression"

    /// Where it stands, as it was named.
    public let path: String
    /// When it was last agreed, and why; nil where the file does not say.
    public let agreed: Baseline.Agreement?
    /// Maps that were checked and that it does not know, as they are named in it.
    public let newMaps: [String]
    /// Maps that it knows and that are not there any more.
    public let lostMaps: [String]
    /// Rules that it does not know: what they find is new without anybody's doing.
    public let newRules: [String]
    /// Rules that it knows and that are not there any more.
    public let lostRules: [String]

    public init(
        path: String, agreed: Baseline.Agreement?, newMaps: [String], lostMaps: [String], newRules: [String], lostRules: [String]
    ) {
        self.path = path
        self.agreed = agreed
        self.newMaps = newMaps
        self.lostMaps = lostMaps
        self.newRules = newRules
        self.lostRules = lostRules
    }

    /// Why it should be written anew, each a sentence without a full stop; empty where it is up to date.
    var staleness: [String] {
        func named(_ names: [String]) -> String { names.map { "'\($0)'" }.joined(separator: ", ") }
        var reasons: [String] = []
        if !newMaps.isEmpty {
            reasons.append("\(named(newMaps)) \(newMaps.count == 1 ? "is" : "are") not in it, so all that is found there is new")
        }
        if !lostMaps.isEmpty {
            reasons.append("\(named(lostMaps)) \(lostMaps.count == 1 ? "is" : "are") in it and not among the maps any more")
        }
        if !newRules.isEmpty {
            reasons.append("it was written before there \(newRules.count == 1 ? "was the rule" : "were the rules") \(newRules.joined(separator: ", "))")
        }
        if !lostRules.isEmpty {
            reasons.append("it was written when there \(lostRules.count == 1 ? "was the rule" : "were the rules") \(lostRules.joined(separator: ", ")), of which this version of Baton knows nothing")
        }
        return reasons
    }
}

extension CheckReport {
    /// How many findings of the baseline there are still, and are not shown.
    var knownCount: Int { files.reduce(0) { $0 + ($1.comparison?.knownCount ?? 0) } }

    /// How many findings it does not know.
    var freshCount: Int { files.reduce(0) { $0 + ($1.verdict?.findings.count ?? 0) } }

    /// How many findings of it nobody could look for.
    var unseenCount: Int { files.reduce(0) { $0 + ($1.comparison?.unseenCount ?? 0) } }

    /// How many of those that it knows are clearly worse than they were.
    var worseCount: Int { files.reduce(0) { $0 + ($1.comparison?.worse.count ?? 0) } }

    /// How it stands beside the baseline: what is not shown, what has become better, what to do about the baseline itself.
    func write(_ baseline: BaselineSummary, to page: inout Page) {
        let compared = files.filter { $0.comparison != nil }
        let gone = compared.reduce(0) { $0 + ($1.comparison?.gone.count ?? 0) }
        page.add("Against the baseline", .strong)
        if let agreed = baseline.agreed { page.add(" of \(BaselineText.date(agreed.date))") }
        page.space(2)
        page.line(baseline.path, .quiet)
        var parts = ["\(freshCount == 0 ? "nothing" : "\(freshCount)") new", "\(knownCount) known and not shown"]
        if worseCount > 0 { parts[1] += " (\(worseCount) of them worse by now)" }
        parts.append("\(gone) gone")
        if unseenCount > 0 { parts.append("\(unseenCount) that nobody could look for, as the map no longer says what their rules need") }
        page.space(2)
        page.paragraph(parts.joined(separator: ", ") + ".", indent: 2)
        writeWorse(compared, to: &page)
        writeBetter(compared, to: &page)
        writeRenames(compared, to: &page)
        if !baseline.staleness.isEmpty {
            page.line("The baseline is out of date", .warning)
            for reason in baseline.staleness {
                page.space(2)
                page.paragraph(reason + ".", indent: 2)
            }
        }
        if gone > 0 || worseCount > 0 || !baseline.staleness.isEmpty || compared.contains(where: { $0.comparison?.renames.isEmpty == false }) {
            page.line("To agree to how things are now: baton baseline write --because \"…\"", .quiet)
        }
    }

    private func writeWorse(_ compared: [CheckedFile], to page: inout Page) {
        guard worseCount > 0 else { return }
        page.line("Known, and worse than in the baseline", .warning)
        for file in compared {
            guard let worse = file.comparison?.worse, !worse.isEmpty else { continue }
            page.space(2)
            page.line(file.map.name.string)
            for change in worse {
                page.space(4)
                page.add("\(change.finding.rule)  ", .quiet)
                page.paragraph(change.words, indent: 6)
            }
        }
    }

    private func writeRenames(_ compared: [CheckedFile], to page: inout Page) {
        let renamed = compared.filter { $0.comparison?.renames.isEmpty == false }
        guard !renamed.isEmpty else { return }
        page.line("Taken for renamed since the baseline")
        for file in renamed {
            page.space(2)
            page.line(file.map.name.string)
            for rename in file.comparison?.renames ?? [] {
                page.space(4)
                page.paragraph(rename.words, indent: 6)
            }
        }
    }

    private func writeBetter(_ compared: [CheckedFile], to page: inout Page) {
        let better = compared.filter { !($0.comparison?.gone.isEmpty ?? true) || !($0.comparison?.better.isEmpty ?? true) }
        guard !better.isEmpty else { return }
        page.line("Gone or better than in the baseline", .good)
        for file in better {
            page.space(2)
            page.line(file.map.name.string)
            for change in file.comparison?.better ?? [] {
                page.space(4)
                page.paragraph(change.words, indent: 6)
            }
            for finding in file.comparison?.gone ?? [] {
                page.space(4)
                page.add("gone: \(finding.rule)  ", .quiet)
                page.paragraph(finding.message, indent: 6)
            }
        }
    }
}

extension WorseFinding {
    /// What is found, and how much it was. No full stop.
    var words: String { "\(finding.message); then it was \(was)" }
}

extension BaselineMap.Rename {
    var words: String { "'\(was)' is '\(now)' now" }
}
