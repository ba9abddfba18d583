/// What a finding says of which step: by this it is known again in a map whose lines have moved and whose
/// numbers have changed.
///
/// Two findings of one map have one key where they say the same of the same place; how many there are counts then.
public struct FindingKey: Sendable, Hashable {
    public let rule: String
    /// Of what kind the place is, and what it is called, as `ProcessMap.named(_:)` tells it.
    public let kind: String
    public let name: String
    /// What is said, without numbers and without what goes into detail.
    public let gist: String

    public init(rule: String, kind: String, name: String, message: String) {
        self.rule = rule
        self.kind = kind
        // What a place of the whole map is called is the name of the map, which may be put better one day.
        self.name = kind == "process" ? "" : name
        gist = Gist(message).text
    }
}
