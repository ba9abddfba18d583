import ProcessModel
import ProcessSyntax

/// What on the map a finding is about; drawings put its badge there.
public enum FindingPlace: Sendable, Hashable {
    case process
    case lane(LaneID)
    case role(RoleID)
    case node(NodeID)
    case flow(FlowID)
    case term(Int)
    case relationship(Int)
}

/// A question for the room: what the rules found, where, and what to do about it.
///
/// A value that never changes. It is a class because findings are large and handed on often: what is copied
/// is one reference, not ten.
public final class Finding: Sendable, Hashable {
    /// The name of the rule, such as `handoff-no-sla`.
    public let rule: String
    public let severity: Severity
    /// What is the matter here, naming the steps and roles as the map does. One sentence, no full stop.
    public let message: String
    public let place: FindingPlace
    /// The text it points at.
    public let span: Span
    /// A second place that belongs to the matter.
    public let related: Diagnostic.Related?
    /// What to do about it here. One clause, starting with a verb.
    public let remedy: String
    /// What to ask the people who do the work.
    public let question: String
    /// The `allow:` that excused it until its date passed, with that date; nil where there is none.
    public let lapsedExcuse: Diagnostic.Related?

    public init(
        rule: String, severity: Severity, message: String, place: FindingPlace, span: Span,
        related: Diagnostic.Related? = nil, remedy: String, question: String, lapsedExcuse: Diagnostic.Related? = nil
    ) {
        self.rule = rule
        self.severity = severity
        self.message = message
        self.place = place
        self.span = span
        self.related = related
        self.remedy = remedy
        self.question = question
        self.lapsedExcuse = lapsedExcuse
    }

    /// The same, with the excuse that has run out.
    func with(lapsedExcuse excuse: Diagnostic.Related) -> Finding {
        Finding(
            rule: rule, severity: severity, message: message, place: place, span: span, related: related,
            remedy: remedy, question: question, lapsedExcuse: excuse)
    }

    /// The same, told at another place of another text: where what it speaks of came from.
    public func told(at span: Span, related: Diagnostic.Related?, message: String, remedy: String) -> Finding {
        Finding(
            rule: rule, severity: severity, message: message, place: place, span: span, related: related,
            remedy: remedy, question: question, lapsedExcuse: lapsedExcuse)
    }

    public static func == (a: Finding, b: Finding) -> Bool {
        a === b
            || a.span == b.span && a.place == b.place && a.severity == b.severity && a.rule == b.rule && a.message == b.message
                && a.related == b.related && a.remedy == b.remedy && a.question == b.question && a.lapsedExcuse == b.lapsedExcuse
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(rule)
        hasher.combine(span)
        hasher.combine(message)
    }
}

extension ProcessMap {
    /// What a place is called and of what kind it is: `("flow", "Score lead -> Review lead")`.
    public func named(_ place: FindingPlace) -> (kind: String, name: String) {
        switch place {
        case .process: ("process", name.string)
        case .lane(let id): ("lane", lanes.indices.contains(id.index) ? self[id].name : "")
        case .role(let id): ("role", roles.indices.contains(id.index) ? self[id].name : "")
        case .node(let id): ("step", nodes.indices.contains(id.index) ? self[id].name : "")
        case .flow(let id):
            flows.indices.contains(id.index)
                ? ("flow", self[self[id].from].name + " -> " + self[self[id].to].name) : ("flow", "")
        case .term(let index): ("term", terms.indices.contains(index) ? terms[index].name.string : "")
        case .relationship(let index):
            relationships.indices.contains(index)
                ? ("relationship", relationships[index].first.string + " and " + relationships[index].second.string)
                : ("relationship", "")
        }
    }
}
