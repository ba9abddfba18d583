import BPMNInterchange
import Foundation
import ProcessAnalysis
import ProcessModel
import ProcessSyntax
import Testing

/// What is exported and imported again is the same map.
@Suite(.enabled(if: BPMN.library != nil, "it needs libxml2, which is not here"))
struct ExportRoundTripTests {
    /// Tries some maps; those that have errors are none.
    /// - Returns: how many there were.
    private func expectKept(_ maps: [(name: String, text: String)]) throws -> Int {
        var count = 0
        for map in maps {
            let shared = ExportedMaps.shared(map.text)
            let trip: RoundTrip
            do { trip = try RoundTrip(map.text, using: shared) } catch is RoundTrip.Failure { continue }
            let flaw = try trip.flaw(using: shared)
            #expect(flaw == nil, "\(map.name)")
            count += 1
        }
        return count
    }

    @Test func mapsOfTheRepositoryComeBack() throws {
        let count = try expectKept(ExportedMaps.all)
        #expect(count > 250)
    }

    @Test(.enabled(if: ExportedMaps.hasGenerator, "it needs python3 and ../shared/tools/gen-map.py, and one of them is not here"))
    func generatedMapsComeBack() throws {
        let count = try expectKept((1...ExportedMaps.rounds(40)).map { ("seed \($0)", try ExportedMaps.generated($0)) })
        #expect(count > 30)
    }

    @Test(arguments: [
        // Parallel blocks whose paths leave, end, and hold decisions and blocks.
        """
          A: One
          in parallel:
            path: a
              A: Good?
                yes:
                  B: Go on
                no -> Nothing
                maybe
            path: b
              handoff: form [via mail]
              in parallel:
                path: c
                  B: Deep
                path:
                  A: Deeper
                  -> One
              B: After
          B: Two
            -> Four
          end: Done
          end: Nothing
          A: Four
          end: Done
        """,
        // Answers that go nowhere, `[any]`, `otherwise`, exceptions of steps and of decisions.
        """
          A: What?
            any:
            id: first
            on late 3 bd -> One
            on error ? -> One
            this 30%:
              handoff: paper
              -> One
            that ?
            otherwise 5%:
              start: Out of the blue
              B: Two
          B: Three
            on late 1-2 bd -> One
            on error -> first
          A: What [id One]
          call: other [id call it, work 5 min]
            on error 2% -> Three
          A: Last?
            yes
            no
        """,
        // Several starts, joins of all kinds, phases, names that look like the language.
        """
          start: In
          phase: "phase: one"
          "A": "note: to self, [any] -> x"
          start: Also in
            note: "said: so"
          fork: Split
            -> a
            -> b
          A: Left [id a]
            -> c
          B + A: Right [id b]
          phase: Two
          join: Meet [any, id c]
            question: Why? [for B]
          join: Each [one]
          A: “Quoted” & <b>bold</b> "said" twice
            pain: It hurts [impact 3, 3 per week, felt by A + B]
              evidence: seen
            note: 漢字 ‏עברית 🎈 e\u{301}
          end: Out?
          phase: Empty
        """,
    ])
    func oddShapesComeBack(_ flow: String) throws {
        let text = "process: Odd\n  goal: get there\n    agreed: A yes, B no\nlane: A\n  accountable: Boss\n  role: R [people 2, backup B]\n    duty: works\nlane: B [system]\nchecks:\n  profile: strict\n  heat: at wait 15%\nterm: form\n  A: a paper\n  agreed: ?\npain: Early\nflow:\n\(flow)\npain: Late [impact 2]\naction: Mend it [owner Boss, due 2027-01-31]\n  measure: it works\n"
        let tree = SyntaxTree(parsing: SourceText(name: "map.baton", text: text))
        #expect(Resolver.resolve(tree).diagnostics.filter { $0.severity == .error }.map(\.message) == [])
        let flaw = try RoundTrip(text).flaw()
        #expect(flaw == nil)
    }

    /// A map that came from another tool goes out and comes back as well.
    @Test(.enabled(if: BPMN.corpora != nil, "it needs ../shared/corpora, which is not here"))
    func importedMapsComeBack() throws {
        let library = try #require(BPMN.library)
        var count = 0
        for folder in ["miwg", "sevensv", "bpmnlint"] {
            for file in try BPMN.files(in: folder) {
                guard let imported = try? BPMNImport(try BPMN.bytes(file), file: "map.bpmn", library: library) else { continue }
                for map in imported.maps { count += try expectKept([(file, map.text)]) }
            }
        }
        #expect(count > 100)
    }
}
