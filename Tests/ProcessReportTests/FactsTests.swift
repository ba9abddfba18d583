import Foundation
import ProcessModel
import ProcessSyntax
import Testing

@testable import ProcessAnalysis
@testable import ProcessReport

/// Whatever a map says in words reaches a reader: each word `w…` of this map, in which every property
/// that takes words has its own, stands in the JSON of `baton metrics`.
@Suite struct FactsTests {
    private let map = """
        process: w01
          owner: w02
          sponsor: w03
          goal: w04
          measure: w05 [now w06, target w07]
          unit: w08
          trigger: w09
          scope: w10
          of: w11

        lane: w12
          listens on: w13
          goal: w14
          measure: w15 [now w16, target w17]
          accountable: w18
          charter: w19
          ally: w20
          policy: w21 [owner w22]
          role: w23 [backup w24]
            duty: w25
            seen as: w26 [by w27]
        lane: w28

        flow:
          w23: w29 [in w30]
            needs: w31
            makes: w32
            accountable: w33
            consulted: w34
            informed: w35
            support: w36
            at: w37
            doc: w38
            variant: w39 [doc w40]
            promise: w41
            informs: w42 [what w43, via w44]
            expects: w45 with w46
              fields: w47
            handoff: w48 [via w49]
              accept when: w50
              confirm: w51
              fields: w52
              on reject: w53
          w28: w54?
            criteria: w55
            yes
            no -> w29
          w28: w84

        system: w56
          record of: w57
          seen by: w58

        meeting: w59
          needs: w60

        term: w61
          also: w62
          w63: w64
          agreed: w65

        relationship: w66 and w67
          rating: w68 4
          needs: w69
          shared goal: w70
          escalation: w71
          charter: w72

        pain: w73 [felt by w74]
          evidence: w75
        strength: w76
        question: w77 [for w78]
        note: w79
        action: w80 [owner w81, status w82, fixes w29, measure w83]

        """

    @Test func nothingThatIsSaidIsKeptFromTheReader() {
        let resolution = Resolver.resolve(SyntaxTree(parsing: SourceText(name: "lead.baton", text: map)))
        // The names are all alike, which is no slip here.
        #expect(resolution.diagnostics.allSatisfy { $0.name == "unknown-name" })
        let json = MetricsReport(entries: [.init(path: "lead.baton", inspection: Inspection(resolution.map))]).json()
        let words = (1...84).map { $0 < 10 ? "w0\($0)" : "w\($0)" }
        #expect(words.filter { !map.contains($0) } == [])
        #expect(words.filter { !json.contains($0) } == [])
    }
}
