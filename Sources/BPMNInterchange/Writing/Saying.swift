import ProcessSyntax

/// One thing that a map says of something, with what it says of that: `handoff: MQL [via CRM queue]`.
///
/// Whatever the language can say, it can be kept in this form in a file of another tool, and comes back from there.
struct Saying: Equatable {
    enum Kind: Equatable {
        /// A word of the language and its value: `work: 5 min`.
        case property
        /// A name and its value, where there is no such word: what a lane means by a term.
        case entry
    }

    let kind: Kind
    var name: String
    /// As it is written, quotes included; empty where the word says all.
    var value: String
    var sayings: [Saying] = []

    /// True for what gives a step another name than its words.
    var isID: Bool { kind == .property && name == Keyword.id.rawValue }
}

extension Saying {
    // What the documentation of other tools begins with.
    static let asked = "Question: "
    static let decided = "Decided by: "

    /// A value without its quotes.
    static func spoken(_ value: String) -> String {
        value.utf8.count >= 2 && value.hasPrefix("\"") && value.hasSuffix("\"") ? String(value.dropFirst().dropLast()) : value
    }

    /// What people say of something, which is documentation to other tools too.
    static func documentation(of sayings: [Saying]) -> [String] {
        sayings.compactMap { saying in
            guard saying.kind == .property, !saying.value.isEmpty else { return nil }
            switch saying.name {
            case Keyword.note.rawValue, Keyword.doc.rawValue: return spoken(saying.value)
            case Keyword.question.rawValue: return asked + spoken(saying.value)
            case Keyword.criteria.rawValue: return decided + spoken(saying.value)
            default: return nil
            }
        }
    }

    /// What a line says of its own subject, in its brackets and on the lines below.
    static func all(of line: Int, in tree: SyntaxTree) -> [Saying] {
        let inBrackets = tree.attributes(of: tree.lines[line]).map { saying(item: tree.source.string($0)) }
        return inBrackets + tree.children(of: line).compactMap { saying(line: $0, in: tree) }
    }

    /// What a line itself says; nil for one that belongs to the flow.
    static func saying(line index: Int, in tree: SyntaxTree) -> Saying? {
        let line = tree.lines[index]
        let value = tree.source.string(line.value)
        switch line.kind {
        case .property:
            guard let keyword = line.keyword else { return nil }
            return Saying(kind: .property, name: keyword.rawValue, value: value, sayings: all(of: index, in: tree))
        case .entry:
            return Saying(kind: .entry, name: tree.source.string(line.head), value: value, sayings: all(of: index, in: tree))
        default: return nil
        }
    }

    /// An item in brackets: the longest word of the language that it begins with, and the rest. A rate by itself says how often.
    private static func saying(item: String) -> Saying {
        let bytes = Array(item.utf8)
        let ends = bytes.indices.filter { bytes[$0] == 0x20 || bytes[$0] == UInt8(ascii: ":") }.prefix(2) + [bytes.count]
        for end in ends.prefix(2).reversed() {
            guard let keyword = Keyword(bytes[..<end]), !keyword.isFlowElement || ends.first == end else { continue }
            let rest = bytes[end...].drop { $0 == 0x20 || $0 == UInt8(ascii: ":") }
            return Saying(kind: .property, name: keyword.rawValue, value: String(decoding: rest, as: UTF8.self))
        }
        return Saying(kind: .property, name: Keyword.frequency.rawValue, value: item)
    }
}
