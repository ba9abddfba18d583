import ProcessModel
import ProcessSyntax
import Testing

@testable import ProcessAnalysis

/// Differences that are easily lost, or told twice.
struct SmallDifferenceTests {
    private static func read(_ text: String) -> ProcessMap {
        let resolution = Resolver.resolve(SyntaxTree(parsing: SourceText(name: "map.baton", bytes: Array(text.utf8))))
        #expect(resolution.diagnostics.filter { $0.severity == .error }.map(\.message) == [])
        return resolution.map
    }

    /// A line a change: what it is, and its facts.
    private static func differences(_ old: String, _ new: String) -> [String] {
        MapDifference(read(old), read(new)).changes.map { change in
            (["\(change.kind.rawValue) \(change.subject.rawValue) \(change.name)"] + (change.oldName.map { ["was called \($0)"] } ?? [])
                + (change.kind == .changed ? change.facts.map { "\($0.label) \($0.old.joined(separator: "/")) -> \($0.new.joined(separator: "/"))" } : [])).joined(separator: "; ")
        }
    }

    private static let map = """
        process: Leads
        lane: Sales
          role: Rep [people 2, available 50%]
        lane: IT
        flow:
          Rep: write
          IT: score [ok 85.1%]
            on error 5% -> call
          Rep: Good?
            yes 30.1%
            no 69.9% -> write
          Rep: call
          end: Done

        """

    private func differs(_ old: String, _ new: String, _ expected: [String], sourceLocation: SourceLocation = #_sourceLocation) {
        let changed = Self.map.replacing(old, with: new)
        #expect(changed != Self.map, sourceLocation: sourceLocation)
        #expect(Self.differences(Self.map, changed) == expected, sourceLocation: sourceLocation)
        #expect(Self.differences(changed, Self.map).count == expected.count, "the other way round", sourceLocation: sourceLocation)
    }

    @Test(arguments: ["score", "score-lead", "lead", "score 2"])
    func anIDHoldsWhateverItIs(_ id: String) {
        let old = Self.map.replacing("score [ok", with: "score [id \(id), ok")
        #expect(Self.differences(old, old.replacing("IT: score", with: "IT: Zebra crossing")) == ["changed step Zebra crossing; was called score"])
    }

    @Test func whatDiffersByLittleDiffers() {
        differs("85.1%", "85.14%", ["changed step score; ok 85.1% -> 85.14%"])
        differs("people 2", "people 2.0004", ["changed role Rep; people 2 -> 2.0004"])
        differs("available 50%", "available 50.0001%", ["changed role Rep; available 50% -> 50.0001%"])
        let finer = Self.map.replacing("30.1%", with: "30.12%").replacing("69.9%", with: "69.88%")
        #expect(Self.differences(Self.map, finer) == ["changed step Good?; answer yes 30.1% -> 30.12%; answer no 69.9% -> 69.88%"])
    }

    @Test func numbersWrittenOtherwiseAreTheSame() {
        differs("85.1%", "85.10%", [])
        differs("people 2,", "people 2.0,", [])
        differs("on error 5%", "on error 5.0%", [])
    }

    @Test(arguments: [0.0, 0.5, 2.0004, 1.0 / 3, 1e-20, 123_456_789.25, 4e9, 1e300])
    func exactNumbersTellNeighboursApart(_ value: Double) {
        #expect(ExactNumerals.decimal(value) != ExactNumerals.decimal(value.nextUp))
        #expect(Double(ExactNumerals.decimal(value)) == value)
    }

    @Test(arguments: [(0.851, "85.1%"), (0.8514, "85.14%"), (1, "100%"), (0.0712, "7.12%"), (0.29, "29%"), (1.15, "115%")])
    func exactSharesAreWrittenAsPeopleDo(_ share: Double, _ words: String) {
        #expect(ExactNumerals.percent(share) == words)
    }

    @Test func anotherShareOfAnExceptionIsToldOnce() {
        differs("on error 5%", "on error 9%", ["changed step score; on error 5% -> error 9%"])
        differs("on error 5%", "on error", ["changed step score; on error 5% -> error"])
        let late = Self.map.replacing("on error 5%", with: "on late 60 min")
        #expect(Self.differences(late, late.replacing("60 min", with: "1 h")) == [])
        #expect(Self.differences(late, late.replacing("60 min", with: "2 h")) == ["changed step score; on late 60 min -> late 2 h"])
    }

    @Test func theOnlyEndMayBeCalledOtherwise() {
        differs("end: Done", "end: Finished", ["changed step Finished; was called Done"])
        // Where there are several, another name is another end.
        let two = Self.map.replacing("no 69.9% -> write", with: "no 69.9%\n      end: Lost")
        #expect(Self.differences(two, two.replacing("end: Done", with: "end: Moon landing")).count == 2)
    }

    @Test func theOrderOfLanesIsTold() {
        let old = "process: A\nlanes: Sales, IT, Legal\nflow:\n  Sales: One\n  IT: Two\n  Legal: Three\n  end: Done\n"
        #expect(Self.differences(old, old.replacing("Sales, IT, Legal", with: "Sales, Legal, IT")) == [
            "changed process A; order of lanes Sales, IT, Legal -> Sales, Legal, IT"
        ])
        // A lane that is put in between makes no other order.
        #expect(Self.differences(old, old.replacing("Sales, IT", with: "Sales, Finance, IT")) == ["added lane Finance"])
    }
}
