import ProcessSyntax

public struct FlowID: Hashable, Sendable, Comparable {
    @usableFromInline let number: Int32
    @inlinable public var index: Int { Int(number) }
    @inlinable public init(_ index: Int) { number = Int32(truncatingIfNeeded: index) }
    public static func < (a: FlowID, b: FlowID) -> Bool { a.index < b.index }
}

/// One step follows another.
public struct Flow: Sendable {
    public enum Kind: String, Sendable {
        /// The next line is the next step.
        case next
        /// An answer of a decision leads here.
        case answer
        /// A path of a parallel block, or a branch of a fork.
        case path
        /// `on late 1 bd -> Step`, `on error 5% -> Step`.
        case exception
    }

    public let from: NodeID
    public internal(set) var to: NodeID
    public let kind: Kind
    /// The answer, the path's name, or what sets the exception off (`late 1 bd`).
    public var label: Text? {
        get { said.isEmpty ? nil : said[0].label }
        set { if newValue != nil || !said.isEmpty { rest.label = newValue } }
    }
    /// The share of cases that go this way, 0...1; nil where nothing was said.
    public var probability: Figure<Double>? {
        get { said.isEmpty ? nil : said[0].probability }
        set { if newValue != nil || !said.isEmpty { rest.probability = newValue } }
    }
    /// True for the answer `otherwise`.
    public var isOtherwise = false
    /// For `on late`: after how long.
    public var after: Figure<Duration>? {
        get { said.isEmpty ? nil : said[0].after }
        set { if newValue != nil || !said.isEmpty { rest.after = newValue } }
    }
    /// What passes with the work; index into the map's handoff terms.
    public var terms: HandoffID?
    /// Where the flow was said: the line that leads here.
    public let span: Span
    /// What is said of few flows; a list of none or one, so that the others need not hold its room.
    private var said: [Said] = []

    private struct Said: Sendable {
        var label: Text?
        var probability: Figure<Double>?
        var after: Figure<Duration>?
    }

    /// The same as something to write into.
    private var rest: Said {
        get { said.isEmpty ? Said() : said[0] }
        set { said = [newValue] }
    }

    public init(from: NodeID, to: NodeID, kind: Kind, terms: HandoffID? = nil, span: Span) {
        self.from = from
        self.to = to
        self.kind = kind
        self.terms = terms
        self.span = span
    }

    /// Sets at once what is said of an answer or an exception.
    mutating func say(label: Text?, probability: Figure<Double>?, after: Figure<Duration>? = nil) {
        said = [Said(label: label, probability: probability, after: after)]
    }
}

public struct HandoffID: Hashable, Sendable {
    @usableFromInline let number: Int32
    @inlinable public var index: Int { Int(number) }
    @inlinable public init(_ index: Int) { number = Int32(truncatingIfNeeded: index) }
}

/// What was agreed about what passes: the properties of a `handoff:` line.
///
/// The terms may be said on a flow inside one lane; only where the flow's ends lie in different
/// lanes is it a handoff.
public struct HandoffTerms: Sendable {
    /// Nil where the line says `handoff:` and names nothing, or `?`.
    public var artifact: Text?
    public var via: Text?
    public var within: Figure<Duration>?
    public var acceptWhen: [Text] = []
    public var confirm: Text?
    public var fields: [Text] = []
    public var onReject: Text?
    /// How often it arrives complete and accurate, 0...1.
    public var ok: Figure<Double>?
    public let span: Span

    public init(span: Span) { self.span = span }
}
