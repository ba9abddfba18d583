import ProcessModel
import ProcessSyntax
import Testing

@testable import ProcessAnalysis

/// Following 64 things at once must tell the same as following each by itself.
@Suite struct LackingNeedsTests {
    private static func map(seed: Int) -> ProcessMap {
        var map = MetricsAnyMapTests.map(seed: seed)
        var random = SplitMix(seed: UInt64(seed))
        // More than 64, so that there is more than one block of them.
        let names = (0..<90).map { Text("thing \($0)", at: .nowhere) }
        for index in map.details.indices {
            for name in names {
                switch Int.random(in: 0..<60, using: &random) {
                case 0...2: map.details[index].makes.append(name)
                case 3...6: map.details[index].needs.append(name)
                default: break
                }
            }
        }
        return map
    }

    @Test(arguments: 0..<10) func agreesWithOneByOne(_ part: Int) {
        var lackingCount = 0
        for seed in part * 30..<(part + 1) * 30 {
            let map = Self.map(seed: seed)
            let graph = FlowGraph(map)
            let waited = WaitedPaths(map, graph, ParallelBlocks(map, graph))
            let things = ArtifactFlow(map).artifacts
            let giver = map.nodeIDs.prefix(seed % 3).suffix(1)
            let together = LackingNeeds(map, graph, PathOrder(graph), waited)
            let lacking = together.of(things, givers: Array(giver)).map { $0.map(\.node) }
            let alone = things.map { thing in
                let ways = MissingWays(thing, map, graph, waited, givers: Array(giver))
                return thing.needs.map(\.node).filter { ways.isMissing[$0.index] }
            }
            #expect(lacking == alone, "seed \(seed)")
            lackingCount += alone.reduce(0) { $0 + $1.count }
            let atEnds = together.isThereAtEveryEnd(things)
            let oneByOne = things.map { thing in
                let ways = MissingWays(thing.withoutNeeds, map, graph, waited)
                return !graph.ends.contains { ways.isMissing[$0.index] && !thing.makers.contains($0) }
            }
            #expect(atEnds == oneByOne, "seed \(seed)")
        }
        #expect(lackingCount > 0)
    }

    /// One finding for each of many things, and an answer at all.
    @Test func manyThingsOnALongMapAreFollowed() {
        let steps = (0..<1_000).map { "  Sales: Do \($0) [makes a\($0), needs a\(($0 * 7 + 1) % 1_000)]\n" }.joined()
        let map = sound("process: P\nlanes: Sales\nflow:\n" + steps, #_sourceLocation).map
        let assessment = Rule.artifactNotProduced.assess(Inspection(map))
        // Each step needs what one other step makes: what lies before it is there, what is its own or later is not.
        let late = (0..<1_000).count { ($0 * 7 + 1) % 1_000 >= $0 }
        #expect(assessment.isAssessed)
        #expect(assessment.findings.count == late)
    }
}

@Suite struct CalledThingsTests {
    private func called(_ text: String) -> CalledMap {
        let map = sound(text, #_sourceLocation).map
        return CalledMap(map, Inspection(map).metrics)
    }

    private func says(_ rule: Rule, _ text: String, calling map: CalledMap, _ location: SourceLocation = #_sourceLocation) throws -> [String] {
        let caller = sound(text, location).map
        let call = try #require(caller.nodeIDs.first { caller[$0].kind == .call }, sourceLocation: location)
        let graph = FlowGraph(caller)
        let path = MainPath(caller, graph)
        let metrics = Metrics(caller, graph: graph, mainPath: path, calls: [Call(call, map)])
        let assessment = rule.assess(Inspection(caller, graph: graph, mainPath: path, metrics: metrics, folder: .none))
        return assessment.findings.map(\.message) + assessment.missing
    }

    private let order = """
        process: Orders
        lanes: Sales
        flow:
          Sales: Take order [makes order note]
          call: packing
          Sales: Ship [needs parcel]
        """

    @Test func whatTheCalledMapAlwaysMakesIsThere() throws {
        let packing = called("""
            process: Packing
            lanes: Store
            flow:
              Store: Large?
                yes:
                  Store: Pack crate [makes parcel]
                no:
                  Store: Pack box [makes the Parcel]
            """)
        #expect(try says(.artifactNotProduced, order, calling: packing) == [])
    }

    @Test func whatItMakesOnSomeWaysIsNot() throws {
        let packing = called("""
            process: Packing
            lanes: Store
            flow:
              Store: In stock?
                yes:
                  Store: Pack box [makes parcel]
                no:
                  end: Sold out
              end: Packed
            """)
        #expect(try says(.artifactNotProduced, order, calling: packing) == [
            "'Ship' needs 'parcel', and 'packing' brings it only on some of its ways: Take order → packing → Ship"
        ])
    }

    /// It says what it makes, and a parcel is not among that.
    @Test func whatItDoesNotMakeIsMissing() throws {
        let packing = called("process: Packing\nlanes: Store\nflow:\n  Store: Pack [makes bill]")
        #expect(try says(.artifactNotProduced, order, calling: packing).count == 1)
    }

    @Test func aCalledMapThatSpeaksOfNothingMayMakeAnything() throws {
        let packing = called("process: Packing\nlanes: Store\nflow:\n  Store: Pack")
        #expect(try says(.artifactNotProduced, order, calling: packing) == [
            "what the call of 'packing' makes is not said, and 'parcel' may come from there: write it below the call, as in `makes: parcel`"
        ])
    }

    @Test func whatTheCalledMapNeedsIsUsed() throws {
        let uses = called("process: Packing\nlanes: Store\nflow:\n  Store: Pack [needs order note, makes parcel]")
        #expect(try says(.artifactUnused, order, calling: uses) == [])
        let usesNone = called("process: Packing\nlanes: Store\nflow:\n  Store: Pack [needs box, makes parcel]")
        #expect(try says(.artifactUnused, order, calling: usesNone) == ["'order note' is made at 'Take order', and no step that follows needs it"])
        let silent = called("process: Packing\nlanes: Store\nflow:\n  Store: Pack [makes parcel]")
        #expect(try says(.artifactUnused, order, calling: silent) == [
            "what the call of 'packing' needs is not said, and 'order note' may be used there: write it below the call, as in `needs: order note`"
        ])
    }
}
