import ProcessAnalysis
import ProcessReport
import ProcessSyntax

/// How the answer to a check is written.
public enum CheckFormat: String, Sendable, CaseIterable {
    /// For people.
    case text
    /// For programs; docs/json.md.
    case json
    /// For code scanning services and editors.
    case sarif
    /// For build servers.
    case junit
    /// Commands for a step of GitHub Actions.
    case github
    /// The Code Quality of GitLab.
    case gitlab
    /// A comment on a pull or merge request.
    case markdown
}

/// What came of a check, to be written in one format or several.
public struct CheckAnswer: Sendable {
    /// How a run ends.
    public enum Outcome: Int, Sendable { case fine = 0, found = 1, wrong = 2 }

    /// Wrong where a file cannot be read or the text of a map has errors, whatever is to fail.
    public let outcome: Outcome
    private let report: CheckReport
    private let workspace: Workspace
    private let failing: FailureThreshold
    private let web: WebFolder?

    fileprivate init(_ report: CheckReport, of workspace: Workspace, failing: FailureThreshold, web: WebFolder?) {
        self.report = report
        self.workspace = workspace
        self.failing = failing
        self.web = web
        outcome = if !workspace.troubles.isEmpty || report.hasLanguageErrors {
            .wrong
        } else {
            report.heaviest.map(failing.isReached) ?? false ? .found : .fine
        }
    }

    /// The answer as it goes to standard output, where text may be coloured and wrapped.
    public func shown(as format: CheckFormat, withColour: Bool) -> String {
        format == .text ? report.text(Console.format(withColour: withColour), workers: Workspace.onAllCores) : written(as: format)
    }

    /// The answer as it stands in a file.
    public func written(as format: CheckFormat) -> String {
        switch format {
        case .text: report.text(workers: Workspace.onAllCores)
        case .json: report.json(workers: Workspace.onAllCores)
        // The formats of a review. What they need besides is not worked out for those above.
        case .sarif: report.sarif(context)
        case .junit: report.junit(context)
        case .github: report.gitHubCommands(context)
        case .gitlab: report.codeQuality(context)
        case .markdown: report.markdown(context)
        }
    }

    private var context: ReviewContext {
        let repository = RepositoryPaths()
        return ReviewContext(
            paths: workspace.library.files.map { file in
                // Standard input is no file.
                file.diskPath.map { repository.path(of: file.shownPath, realPath: $0) } ?? file.shownPath
            },
            failing: failing.least,
            unread: workspace.troubles.map { .init(name: $0.name ?? "not-read", path: repository.path(of: $0.path, realPath: nil), reason: $0.reason, remedy: $0.remedy) },
            exitCode: outcome.rawValue, web: web?.address)
    }
}

extension Workspace {
    /// Checks all files, for an answer in any format.
    ///
    /// - Parameters:
    ///   - profile: which weights are shown; nil for what each map says.
    ///   - today: the date that dates in maps are compared with; nil leaves them out.
    ///   - baseline: what is known already and not told again.
    ///   - failing: the lightest weight that makes the run fail.
    ///   - web: the page below which each file of the repository can be seen.
    public func checkAnswer(
        profile: CheckProfile?, today: Day?, baseline: BaselineFile? = nil, failing: FailureThreshold, web: WebFolder? = nil
    ) -> CheckAnswer {
        let report = check(profile: profile?.profile, today: today?.date, baseline: baseline)
        return CheckAnswer(report, of: self, failing: failing, web: web)
    }
}

extension FailureThreshold {
    /// The lightest weight that fails; nil where none does.
    fileprivate var least: Severity? {
        switch self {
        case .error: .error
        case .warning: .warning
        case .info: .info
        case .never: nil
        }
    }
}

/// A page of the web below which files can be seen: `https://github.com/acme/maps/blob/main`.
public struct WebFolder: Sendable {
    let address: String

    /// Nil where the text is no address that could stand in a link.
    public init?(_ text: String) {
        let isAddress = text.hasPrefix("https://") || text.hasPrefix("http://")
        let isPlain = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"\"'<>()[]\\`{}|^#?".utf8.contains($0) }
        guard isAddress, isPlain else { return nil }
        address = text
    }
}
