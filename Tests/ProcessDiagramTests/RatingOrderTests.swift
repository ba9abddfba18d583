import ProcessAnalysis
import Testing

@testable import ProcessDiagram

/// Whoever hangs up the pairs of functions does not hang up how they rate each other.
@Suite struct RatingOrderTests {
    private static func chain(_ rating: String) -> String {
        "process: P\n" + ["A", "B", "C", "D"].map { "lane: \($0)\n  accountable: Head of \($0)\n  role: Role \($0)\n" }.joined()
            + "relationship: C and D\n  needs: C needs an answer\n\(rating)flow:\n"
            + "  Role A: One\n    handoff: first [via email]\n  Role B: Two\n    handoff: second [via email]\n  Role C: Three\n    handoff: third [via email]\n  Role D: Four\n  end: Done\n"
    }

    @Test func ratingsDoNotSteerThePairs() throws {
        let (rated, plain) = (SheetTests.Ground(Self.chain("  rating: C 2, D 9\n")), SheetTests.Ground(Self.chain("")))
        #expect(rated.findings.contains { $0.rule == "low-rating" } && rated.findings.contains { $0.rule == "rating-gap" })
        #expect(try rated.sheet(.pairs).svgs() == plain.sheet(.pairs).svgs())
        #expect(try rated.sheet(.pairs) { $0.ratings = true }.svgs() != rated.sheet(.pairs).svgs())
        let (open, closed) = (Heat(rated.inspection, findings: rated.findings), Heat(rated.inspection, findings: rated.findings, countsRatings: false))
        #expect(open.pairs.first?.badSides.contains(.ratings) == true && !closed.pairs.contains { $0.badSides.contains(.ratings) })
    }

    @Test func onlyWhatTellsRatingsIsLeftOut() {
        #expect(Catalogue.standard.rules.filter(\.tellsRatings).map(\.name) == ["low-rating", "rating-gap"])
        let findings = SheetTests.Ground(Self.chain("  rating: C 2, D 9\n")).findings
        let left = findings.forDrawings(showingRatings: false)
        #expect(left.map(\.rule) == findings.map(\.rule).filter { $0 != "low-rating" && $0 != "rating-gap" } && left.count < findings.count)
        #expect(findings.forDrawings(showingRatings: true).count == findings.count)
    }
}
