/// What BPMN says and the map does not, with the element that says it.
public struct ImportLoss: Hashable, Sendable {
    public let id: String
    public let line: Int
    public let words: String
    /// What is told once for all elements of which it is true; empty for what stands for itself.
    let kind: String
    /// What is true of this one: its name, and what it says.
    let item: String
    /// Further elements that say the same.
    private(set) var others: [BPMNImport.Origin] = []

    init(id: String, line: Int, words: String) {
        (self.id, self.line, self.words) = (id, line, words)
        (kind, item) = ("", "")
    }

    /// - Parameter item: empty for what has no name; then it is counted.
    init(id: String, line: Int, kind: String, item: String) {
        (self.id, self.line, self.kind, self.item) = (id, line, kind, item)
        words = item.isEmpty ? kind : "\(kind): \(item)"
    }

    private init(_ same: [ImportLoss], _ first: ImportLoss) {
        (id, line, kind, item) = ("", first.line, first.kind, first.item)
        var seen: Set<String> = []
        let named = same.map(\.item).filter { !$0.isEmpty && seen.insert($0).inserted }
        let unnamed = same.count { $0.item.isEmpty }
        let shown = named.prefix(Self.mostItems)
        var parts = Array(shown)
        if named.count > shown.count { parts.append("and \(named.count - shown.count) more") }
        if unnamed > 0 { parts.append(named.isEmpty ? "\(unnamed) without a name" : "and \(unnamed) without a name") }
        words = "\(kind): \(parts.joined(separator: ", "))"
        others = same.map { .init(id: $0.id, line: $0.line) }
    }

    private static let mostItems = 20

    /// In the order of the file, with one line for all of one kind.
    static func summedUp(_ losses: [ImportLoss]) -> [ImportLoss] {
        let sorted = losses.sorted(by: isBefore)
        var ofKind: [String: [ImportLoss]] = [:]
        for loss in sorted where !loss.kind.isEmpty { ofKind[loss.kind, default: []].append(loss) }
        var isTold: Set<String> = []
        return sorted.compactMap { loss in
            // What has a name needs no id, which people seldom see.
            guard let same = ofKind[loss.kind], same.count > 1 || !loss.item.isEmpty else { return loss }
            return isTold.insert(loss.kind).inserted ? ImportLoss(same, loss) : nil
        }
    }

    func isAbout(_ id: String) -> Bool { self.id == id || others.contains { $0.id == id } }

    static func isBefore(_ a: ImportLoss, _ b: ImportLoss) -> Bool { (a.line, a.id, a.words) < (b.line, b.id, b.words) }
}
