import ProcessModel

/// The votes of a pain, beside its star, or below it where steps stand close: a step need then be no wider for them.
extension Pains {
    private static let height = 15.0
    /// Between them and the star, whose letter they must leave clear.
    private static let gap = 1.0
    /// From so many on they are no longer told one by one, which the list does.
    private static let many = 10_000.0

    private func count(_ number: Int) -> String? {
        guard all.indices.contains(number - 1), let votes = all[number - 1].votes?.value, votes > 0 else { return nil }
        return votes < Self.many ? "+" + Heading.number(votes) : "9999+"
    }

    private static func width(_ count: String) -> Double { (TextWidth.of(count, size: 11, isBold: true) + 8).rounded(.up) }

    /// Nil where nobody has voted. `star` is the box of the pain's star.
    func votes(_ number: Int, at star: Box, isBelow: Bool) -> Diagram.Votes? {
        count(number).map { count in
            Diagram.Votes(count: count, box: Box(
                x: isBelow ? star.left : star.right + Self.gap, y: isBelow ? star.bottom + Self.gap : star.bottom - Self.height + 1,
                width: Self.width(count), height: Self.height))
        }
    }

    /// How wide the stars of a node are, side by side, with their votes.
    func markWidth(atNode node: Int, votesAreBelow: Bool) -> Double {
        ofNode(node).reduce(0) { sum, number in
            guard let count = count(number) else { return sum + 21 }
            return sum + (votesAreBelow ? max(21, Self.width(count) + Self.gap) : 21 + Self.width(count) + Self.gap)
        }
    }

    /// How far the votes of a node stand out below its stars.
    func voteDepth(atNode node: Int) -> Double {
        ofNode(node).contains { count($0) != nil } ? Self.height + Self.gap : 0
    }
}
