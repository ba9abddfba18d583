import ProcessModel
import Testing

@testable import ProcessDiagram

/// Where the votes of a pain stand: beside its star where there is room, and below it where steps stand close.
@Suite struct VotePlaceTests {
    private static func text(steps: Int) -> String {
        "process: P\nlanes: A\nflow:\n" + (1...steps).map { "  A: Publish the record \($0)\n    pain: It hurts [impact 4, weekly, votes 12]" }.joined(separator: "\n")
    }

    @Test func besideTheStarWhereThereIsRoom() throws {
        let diagram = try Drawing(Self.text(steps: 4)).diagram
        #expect(diagram.pains.count == 4)
        for pain in diagram.pains { #expect(try #require(pain.votes).box.left > pain.box.right) }
    }

    @Test func belowTheStarWhereStepsAreClose() throws {
        let diagram = try Drawing(Self.text(steps: 25)).diagram
        #expect(diagram.pains.count == 25)
        for pain in diagram.pains {
            let votes = try #require(pain.votes).box
            #expect(votes.top > pain.box.bottom && votes.left == pain.box.left)
            let step = diagram.steps[try #require(pain.step).index]
            let lane = diagram.lanes[step.lane.index].box
            #expect(votes.bottom < lane.bottom && !diagram.steps.contains { $0.outline.box.overlaps(votes) })
        }
    }

    /// Votes make no step of a close map wider.
    @Test func votesDoNotWidenACloseMap() throws {
        let with = try Drawing(Self.text(steps: 25)).diagram
        let without = try Drawing(Self.text(steps: 25).replacing(", votes 12", with: "")).diagram
        #expect(with.width == without.width)
    }
}
