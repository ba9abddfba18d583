import ProcessModel
import ProcessSyntax

extension Rule {
    static let measureConflict = Rule(
        name: "measure-conflict", category: .goals, severity: .warning, readsWords: true,
        title: "What is good for one lane's figures is bad for another's",
        triggers: """
            The sending lane is measured by how much it hands over (`MQLs per month`, `number of tickets`), and the \
            lane that receives it by how good it is (`revenue per lead`, `error rate`, `win rate`); or both name one \
            measure, and one wants it up and the other down.
            """,
        why: "Each side does what it is paid for, the border between them pays, and both are right.",
        remedy: "Give both a measure of how good the handoff is, such as the share that the receiver accepts.",
        question: "What would each of you do differently if you had the other's figure?",
        examples: [
            Example(
                "Marketing is paid for many, Sales for good ones",
                """
                process: Leads
                lane: Marketing
                  measure: ↓MQLs per month [up]
                lane: Sales
                  measure: revenue per lead [up]
                flow:
                  Marketing: Score lead
                    handoff: MQL
                  Sales: Review lead
                """),
            Example(
                "One wants it up, the other down",
                """
                process: Orders
                lane: Sales
                  measure: ↓discount granted [up]
                lane: Finance
                  measure: discount granted [down]
                flow:
                  Sales: Write offer
                    handoff: offer
                  Finance: Approve offer
                """),
            Example(
                "Both by the same figure",
                """
                process: Leads
                lane: Marketing
                  measure: pipeline from accepted leads [up]
                lane: Sales
                  measure: pipeline from accepted leads [up]
                flow:
                  Marketing: Score lead
                    handoff: MQL
                  Sales: Review lead
                """),
            Example(
                "It counts something that it does not hand over",
                """
                process: Leads
                lane: Marketing
                  measure: number of events [up]
                lane: Sales
                  measure: win rate [up]
                flow:
                  Marketing: Score lead
                    handoff: MQL
                  Sales: Review lead
                """),
            Example(
                "Only one of them says its measure", notAssessable: true,
                """
                process: Leads
                lane: Marketing
                  measure: MQLs per month [up]
                lane: Sales
                flow:
                  Marketing: Score lead
                    handoff: MQL
                  Sales: Review lead
                """),
        ]
    ) { review in
        let map = review.map
        var isAsked = false
        var isAssessed = false
        for pair in review.passings.pairs where review.canAgree(pair.first) && review.canAgree(pair.second) {
            isAsked = true
            guard !map[pair.first].measures.isEmpty, !map[pair.second].measures.isEmpty else { continue }
            isAssessed = true
            guard let conflict = review.opposed(pair) ?? review.muchAgainstGood(pair) else { continue }
            review.find(
                conflict.words, at: .lane(conflict.from), conflict.measure.span,
                related: .init(span: conflict.other.span, message: "what \(map[conflict.to].name) is measured by"),
                remedy: "give \(map[conflict.from].name) and \(map[conflict.to].name) one measure of how good the handoff is, such as the share that is accepted",
                question: "\(map[conflict.from].name) and \(map[conflict.to].name), what would each of you do differently with the other's figure?")
        }
        if isAsked, !isAssessed {
            review.cannotAssess("no two lanes that hand work to each other both say what they are measured by: write `measure: …` under each")
        }
    }
}

/// A guard against maps made to keep us busy: of a longer list the first are looked at.
private let mostMeasures = 20

private struct Conflict {
    let from: LaneID
    let to: LaneID
    let measure: Text
    let other: Text
    let words: String
}

extension Review {
    /// One figure that one lane wants up and the other down.
    fileprivate func opposed(_ pair: Exchange) -> Conflict? {
        for mine in map[pair.first].measures.prefix(mostMeasures) {
            guard let up = mine.direction else { continue }
            for yours in map[pair.second].measures.prefix(mostMeasures) {
                guard let other = yours.direction, other != up, Words.isSame(mine.text.string, yours.text.string) else { continue }
                return Conflict(
                    from: pair.first, to: pair.second, measure: mine.text, other: yours.text,
                    words: "\(map[pair.first].name) wants '\(mine.text.string)' \(up.rawValue) and \(map[pair.second].name) wants it \(other.rawValue)")
            }
        }
        return nil
    }

    /// Much of what is handed over on one side, and only the good of it on the other.
    fileprivate func muchAgainstGood(_ pair: Exchange) -> Conflict? {
        for (from, to) in [(pair.first, pair.second), (pair.second, pair.first)] {
            guard let good = map[to].measures.prefix(mostMeasures).first(where: { MeasureWords($0.text.string).isOfQuality }) else { continue }
            let quality = MeasureWords(good.text.string)
            let passed = pair.passings.filter { $0.from == from }.compactMap { artifact(of: $0)?.string }
            for much in map[from].measures.prefix(mostMeasures) {
                let volume = MeasureWords(much.text.string)
                guard volume.isOfVolume else { continue }
                guard passed.contains(where: { volume.names($0) }) || (!passed.isEmpty && volume.shares(quality)) else { continue }
                return Conflict(
                    from: from, to: to, measure: much.text, other: good.text,
                    words: "\(map[from].name) is measured by how much it hands over ('\(much.text.string)'), \(map[to].name) by how good it is ('\(good.text.string)')")
            }
        }
        return nil
    }
}

/// What the words of a measure say of it. Words can mislead, which is why the rule never weighs
/// more than a warning.
private struct MeasureWords {
    private let words: [String]

    init(_ text: String) {
        words = Words.of(text).map { Self.singular(String(decoding: $0, as: UTF8.self)) }
    }

    private static let periods: Set<String> = ["hour", "day", "week", "month", "quarter", "year"]
    private static let counting: Set<String> = ["number", "count", "volume", "amount", "quantity"]
    private static let judging: Set<String> = [
        "rate", "ratio", "quality", "conversion", "acceptance", "accepted", "rejection", "reject", "rejected", "defect", "error", "complaint",
        "satisfaction", "win", "rework", "accuracy", "accurate", "share",
    ]
    /// Words that any measure may have; two measures that share only these are about different things.
    private static let common: Set<String> = periods.union(counting).union(judging).union(["per", "of", "the", "a", "an", "to", "in", "for", "and", "new"])

    var isOfQuality: Bool {
        if words.contains(where: Self.judging.contains) { return true }
        // `revenue per lead` is worth by piece; `leads per month` is not.
        return zip(words, words.dropFirst()).contains { $0 == "per" && !Self.periods.contains($1) }
    }

    var isOfVolume: Bool {
        guard !isOfQuality else { return false }
        if words.contains(where: Self.counting.contains) { return true }
        return zip(words, words.dropFirst()).contains { $0 == "per" && Self.periods.contains($1) }
    }

    /// True where the measure counts what is handed over under that name.
    func names(_ artifact: String) -> Bool {
        let named = Words.of(artifact).map { Self.singular(String(decoding: $0, as: UTF8.self)) }
        return named.contains { words.contains($0) && !Self.common.contains($0) }
    }

    func shares(_ other: MeasureWords) -> Bool { words.contains { other.words.contains($0) && !Self.common.contains($0) } }

    private static func singular(_ word: String) -> String {
        word.count > 2 && word.hasSuffix("s") && !word.hasSuffix("ss") ? String(word.dropLast()) : word
    }
}
