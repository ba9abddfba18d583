import ProcessAnalysis
import ProcessModel
import ProcessSyntax

/// What came of checking one file: what is wrong with its text, and what the rules found.
public struct CheckedFile: Sendable {
    public let file: FileID
    public let map: ProcessMap
    /// What is wrong with its text, its `use:` lines, and its `checks:` and `allow:` lines.
    public let diagnostics: [Diagnostic]
    /// Nil where the rules were not run: the file holds no process that was asked for, or its text or
    /// that of a file it uses has errors, and a rule would speak of a map that nobody wrote.
    public let verdict: RuleReport?

    /// False for a file that was only read because others use it: its text is told of, no more.
    public let isAskedFor: Bool

    /// How it stands beside the baseline, of which the verdict then tells only what is new; nil where there is none
    /// or the map is not in it.
    public let comparison: BaselineComparison?

    public init(
        file: FileID, map: ProcessMap, isAskedFor: Bool = true, diagnostics: [Diagnostic], verdict: RuleReport?,
        comparison: BaselineComparison? = nil
    ) {
        self.file = file
        self.map = map
        self.isAskedFor = isAskedFor
        self.diagnostics = diagnostics
        self.verdict = verdict
        self.comparison = comparison
    }

    /// The same, told of another text: that of the file that the map was made of.
    public func retold(diagnostics: [Diagnostic], verdict: RuleReport?) -> CheckedFile {
        CheckedFile(file: file, map: map, isAskedFor: isAskedFor, diagnostics: diagnostics, verdict: verdict, comparison: comparison)
    }

    /// True for a process that somebody wants to know about.
    var isChecked: Bool { isAskedFor && map.isProcess }

    public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

/// What came of one run of `baton check`: all files, what they hold, and what was found.
public struct CheckReport: Sendable {
    /// All texts that were read; a file's id is its index.
    public let sources: [SourceText]
    /// In the order in which they are to be reported.
    public let files: [CheckedFile]
    /// What is to be said of the baseline; nil where none was given.
    public let baseline: BaselineSummary?

    public init(sources: [SourceText], files: [CheckedFile], baseline: BaselineSummary? = nil) {
        self.sources = sources
        self.files = files
        self.baseline = baseline
    }

    /// The weight of the heaviest thing that is reported; nil where there is nothing.
    public var heaviest: Severity? {
        var heaviest: Severity?
        func weigh(_ severity: Severity) { heaviest = heaviest.map { max($0, severity) } ?? severity }
        for file in files {
            for diagnostic in file.diagnostics { weigh(diagnostic.severity) }
            for finding in file.verdict?.findings ?? [] { weigh(finding.severity) }
        }
        return heaviest
    }

    public var hasLanguageErrors: Bool { files.contains(where: \.hasErrors) }
}

/// How many of each severity.
struct Tally: Sendable {
    var errors = 0
    var warnings = 0
    var infos = 0

    mutating func add(_ severity: Severity) {
        switch severity {
        case .error: errors += 1
        case .warning: warnings += 1
        case .info: infos += 1
        }
    }

    static func + (a: Tally, b: Tally) -> Tally {
        Tally(errors: a.errors + b.errors, warnings: a.warnings + b.warnings, infos: a.infos + b.infos)
    }

    var total: Int { errors + warnings + infos }

    /// `2 errors, 1 warning, 3 info`; what there is none of is left out.
    var words: String {
        guard total > 0 else { return "Nothing found" }
        var parts: [String] = []
        if errors > 0 { parts.append(Numerals.count(errors, "error")) }
        if warnings > 0 { parts.append(Numerals.count(warnings, "warning")) }
        if infos > 0 { parts.append(Numerals.count(infos, "info", "info")) }
        return parts.joined(separator: ", ")
    }
}
