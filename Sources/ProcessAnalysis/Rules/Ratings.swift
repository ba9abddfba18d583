extension [Finding] {
    private static let tellingRatings = Set(Catalogue.standard.rules.filter(\.tellsRatings).map(\.name))

    /// Those that may hang on every wall: without what says how one function rates another, unless ratings are shown.
    /// All that is drawn or goes into a report passes here; `baton check` and the numbers tell them all.
    public func forDrawings(showingRatings: Bool) -> [Finding] {
        showingRatings ? self : filter { !Self.tellingRatings.contains($0.rule) }
    }
}
