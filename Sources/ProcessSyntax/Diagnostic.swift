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

/// The way out of a diagnostic: words for a person, and where it can be applied as it stands, the
/// edits that do it.
public struct Fix: Hashable, Sendable {
    public let message: String
    /// Made together or not at all; in the order of the file, none over another. Empty where only a
    /// person can do what the message says.
    public let edits: [Edit]
    /// True where the writer can have meant only one thing, and these edits write it. False where
    /// they are the likeliest of several; a person should look.
    public let isCertain: Bool

    /// The edit, where there is one and no more.
    public var edit: Edit? { edits.count == 1 ? edits.first : nil }

    /// Text to put in place of a span; in front of it where the span is empty.
    public struct Edit: Hashable, Sendable {
        public let span: Span
        public let text: String

        public init(span: Span, text: String) {
            self.span = span
            self.text = text
        }
    }

    /// - Parameter isCertain: whether nothing else can have been meant; a guess unless said.
    public init(_ message: String, edit: Edit? = nil, isCertain: Bool = false) {
        self.init(message, edits: edit.map { [$0] } ?? [], isCertain: isCertain)
    }

    /// - Parameter edits: in the order of the file, none over another.
    public init(_ message: String, edits: [Edit], isCertain: Bool) {
        self.message = message
        self.edits = edits
        self.isCertain = isCertain && !edits.isEmpty
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
