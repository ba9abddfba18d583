/// How much a diagnostic or a finding weighs. An error makes `baton check` fail by default.
public enum Severity: String, Sendable, Hashable, Comparable, CaseIterable {
    case info, warning, error

    public static func < (a: Severity, b: Severity) -> Bool { a.weight < b.weight }

    private var weight: Int {
        switch self {
        case .info: 0
        case .warning: 1
        case .error: 2
        }
    }
}

/// The way out of a diagnostic: words for a person, and where it is certain, the edit that does it.
public struct Fix: Hashable, Sendable {
    public let message: String
    /// Text to put in place of `edit`'s span, when the fix can be applied as it stands.
    public let edit: Edit?

    public struct Edit: Hashable, Sendable {
        public let span: Span
        public let text: String

        public init(span: Span, text: String) {
            self.span = span
            self.text = text
        }
    }

    public init(_ message: String, edit: Edit? = nil) {
        self.message = message
        self.edit = edit
    }
}

/// What is wrong with the text of a map, where, and the way out.
///
/// `name` is stable: it is what `baton explain` takes and what tools may match on.
public struct Diagnostic: Hashable, Sendable {
    public let name: String
    public let severity: Severity
    public let message: String
    public let span: Span
    /// A second place that belongs to the matter, such as where a step was first said.
    public let related: Related?
    public let fixes: [Fix]

    public struct Related: Hashable, Sendable {
        public let span: Span
        public let message: String

        public init(span: Span, message: String) {
            self.span = span
            self.message = message
        }
    }

    public init(
        _ name: String, severity: Severity = .error, _ message: String, at span: Span,
        related: Related? = nil, fixes: [Fix] = []
    ) {
        self.name = name
        self.severity = severity
        self.message = message
        self.span = span
        self.related = related
        self.fixes = fixes
    }
}
