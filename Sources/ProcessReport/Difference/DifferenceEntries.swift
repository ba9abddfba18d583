import ProcessAnalysis
import ProcessDiagram

extension DifferenceReport.Pair {
    /// More than these are counted: nobody reads a longer list below a map.
    private static let mostEntries = 80

    /// What the list below a drawing of both maps says of each change.
    public var entries: [DifferenceMarks.Entry] {
        let all = changes.flatMap { change -> [DifferenceMarks.Entry] in
            guard change.subject != .process else {
                return change.facts.map { DifferenceMarks.Entry(.changed, text: "Process: " + DifferenceWords.words($0), more: "") }
            }
            var parts = DifferenceWords.parts(change)
            if change.kind != .changed {
                let (place, facts) = DifferenceWords.told(change)
                parts = (place.isEmpty ? [] : [place]) + facts.prefix(6)
            }
            let subject = change.subject == .step ? "" : change.subject.rawValue.prefix(1).uppercased() + change.subject.rawValue.dropFirst() + ": "
            return [DifferenceMarks.Entry(change.kind, text: subject + DifferenceWords.title(change), more: parts.joined(separator: " · "))]
        }
        guard all.count > Self.mostEntries + 1 else { return all }
        return all.prefix(Self.mostEntries) + [DifferenceMarks.Entry(.changed, text: "and \(all.count - Self.mostEntries) more", more: "")]
    }

    /// What it does to the figures, for the list above that.
    public var figureEntries: [DifferenceMarks.Entry] {
        figures.map { figure in
            let values = DifferenceWords.values(figure)
            let change = [DifferenceWords.change(figure), DifferenceWords.share(figure), DifferenceWords.outcome(figure)].filter { !$0.isEmpty }
            return DifferenceMarks.Entry(
                .changed, text: "\(DifferenceWords.name(figure.subject)): \(values.old) → \(values.new)", more: change.joined(separator: " · "))
        }
    }
}
