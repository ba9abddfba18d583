import ProcessModel
import ProcessSyntax
import Testing

@testable import ProcessAnalysis
@testable import ProcessWorkspace

/// A rule that crashes fails the run, and is named. Each test is a process of its own that ends.
@Suite struct CrashTests {
    /// A rule with a mistake that the compiler cannot see.
    static func crashing() -> Catalogue {
        Catalogue(rules: [
            .unreachable,
            Rule(
                name: "crashing-rule", category: .flow, severity: .error, title: "It crashes", triggers: "Always.", why: "It is wrong.",
                remedy: "None.", question: "None?", examples: []
            ) { review in
                let none: [Int] = []
                _ = none[review.map.nodes.count]
            },
        ])
    }

    static func inspection() -> Inspection {
        let source = SourceText(name: "lead.baton", text: "process: P\nlanes: A\nflow:\n  A: Start\n")
        return Inspection(Resolver.resolve(SyntaxTree(parsing: source)).map)
    }

    @Test func aCrashEndsTheRunWith70AndNamesRuleAndMap() async throws {
        let end = try #require(
            await #expect(processExitsWith: .exitCode(70), observing: [\.standardErrorContent, \.standardOutputContent]) {
                CrashWatch.start()
                _ = CrashWatch.watching("Processes/lead\u{1B}.baton") { beginning in
                    CrashTests.crashing().run(over: CrashTests.inspection(), beginning: beginning)
                }
            })
        let said = String(decoding: end.standardErrorContent, as: UTF8.self)
        #expect(said.contains("error: a mistake in Baton itself: the rule 'crashing-rule' crashed on Processes/lead"))
        #expect(!said.contains("\u{1B}"))
        #expect(!String(decoding: end.standardOutputContent, as: UTF8.self).contains("lead"))
    }

    /// On all cores, where another thread than the first meets it.
    @Test func aCrashOnAnotherThreadIsToldAsWell() async throws {
        let end = try #require(
            await #expect(processExitsWith: .exitCode(70), observing: [\.standardErrorContent]) {
                CrashWatch.start()
                _ = concurrentMap(64) { index in
                    CrashWatch.watching("map-\(index).baton") { beginning in
                        let catalogue = index == 63 ? CrashTests.crashing() : Catalogue(rules: [.unreachable])
                        return catalogue.run(over: CrashTests.inspection(), beginning: beginning).ruleCount
                    }
                }
            })
        #expect(String(decoding: end.standardErrorContent, as: UTF8.self).contains("the rule 'crashing-rule' crashed on map-63.baton"))
    }

    @Test func whatGoesWellIsLeftAlone() async {
        await #expect(processExitsWith: .exitCode(0)) {
            CrashWatch.start()
            _ = CrashWatch.watching("lead.baton") { beginning in
                Catalogue.standard.run(over: CrashTests.inspection(), beginning: beginning)
            }
        }
    }
}
