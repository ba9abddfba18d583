import ProcessModel

extension Review {
    /// The expected lead time to the end that the process is for: the mean of the cases that come out
    /// there, going back included, or where shares are missing the time along the likeliest way.
    func timeToTheEnd() -> TotalTime? {
        guard let path = inspection.metrics.mainPath else { return nil }
        let end = inspection.mainPath.nodes.last
        return inspection.metrics.byEnd.first { $0.end == end }?.figures?.lead ?? path.lead
    }

    /// ` to 'Opportunity open'`: the end that the process is for; empty where the map has none of its own.
    var toMainEnd: String {
        guard let end = inspection.mainPath.nodes.last, map[end].kind == .end, !map[end].isImplicit else { return "" }
        return " to '\(map[end].name)'"
    }

    /// What is missing to tell a time that is known in part.
    func silence(about time: TotalTime) -> String {
        let silent = time.coverage.silent
        if silent.isEmpty {
            return "it is known what a case takes at least: the answers inside parallel paths decide which of them takes longest; `baton simulate` plays it"
        }
        let names = Wording.some(silent.map { "'\(map[$0].name)'" })
        return "how long \(names) take\(silent.count == 1 ? "s" : "") is not said: write it, as in `[takes 4 bh]`"
    }
}
