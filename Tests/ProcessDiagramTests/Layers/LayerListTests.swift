import ProcessModel
import Testing

@testable import ProcessDiagram

/// Votes and unknown figures are seen at once; notes and ratings only when they are asked for.
@Suite struct LayerListTests {
    @Test func votesStandBesideTheStar() throws {
        let drawing = try LayeredDrawing(LayeredDrawing.inquiry, [])
        #expect(drawing.diagram.pains.map { $0.votes?.count } == ["+4", "+7"])
        #expect(drawing.svg.contains("class=\"votes\""))
        #expect(drawing.diagram.legend?.entries.contains { $0.sign == .votes } == true)
        for pain in drawing.diagram.pains {
            let votes = try #require(pain.votes)
            // Beside the star, whose letter stays clear.
            #expect(votes.box.left >= pain.box.right && TextWidth.of(votes.count, size: 11, isBold: true) < votes.box.width)
        }
        let none = try LayeredDrawing("process: P\nlanes: A\nflow:\n  A: One\n    pain: It hurts [impact 3]\n", [])
        #expect(none.diagram.pains.map { $0.votes == nil } == [true] && !none.svg.contains("votes"))
    }

    @Test func manyVotesAreNoFalseNumber() throws {
        for (votes, told) in [("9999", "+9999"), ("10000", "9999+"), ("1234567", "9999+")] {
            let drawing = try LayeredDrawing("process: P\nlanes: A\nflow:\n  A: One\n    pain: It hurts [votes \(votes)]\n", [])
            #expect(drawing.diagram.pains.map { $0.votes?.count } == [told])
        }
    }

    /// Many stars with votes, and flows that leave below: nothing runs through a mark.
    @Test func votesKeepClearOfFlows() throws {
        let drawing = try LayeredDrawing("""
            process: P
            lanes: A, B, C
            flow:
              A: One
                pain: It hurts [votes 12]
                pain: It hurts more [votes 123]
              B: Two?
                pain: It is unclear [votes 3]
                yes -> Three
                no -> Four
              C: Three
                -> Done
              C: Four
              end: Done
            """, [])
        #expect(drawing.diagram.marksTakenOff == 0 && drawing.diagram.pains.count == 3)
        for pain in drawing.diagram.pains {
            for flow in drawing.diagram.flows {
                for (a, b) in zip(flow.points, flow.points.dropFirst()) {
                    let run = Box(x: min(a.x, b.x), y: min(a.y, b.y), width: abs(a.x - b.x), height: abs(a.y - b.y))
                    let votes = try #require(pain.votes).box
                    #expect(!(run.left < votes.right && run.right > votes.left && run.top < votes.bottom && run.bottom > votes.top))
                }
            }
        }
    }

    @Test func unknownFiguresCanBeHidden() throws {
        #expect(try LayeredDrawing(LayeredDrawing.inquiry, []).diagram.unknowns.count == 2)
        let hidden = try LayeredDrawing(LayeredDrawing.inquiry, []) { $0.unknowns = false }
        #expect(hidden.diagram.unknowns.isEmpty && hidden.diagram.legend?.entries.contains { $0.sign == .unknown } == false)
    }

    @Test func notesAndRatingsAreAskedFor() throws {
        let plain = try LayeredDrawing(LayeredDrawing.inquiry, [])
        #expect(!plain.svg.contains("The form on the website") && !plain.svg.contains("of 10"))
        let notes = try LayeredDrawing(LayeredDrawing.inquiry, [.notes])
        #expect(notes.diagram.lists.last?.heading.text == "Notes" && !notes.svg.contains("of 10"))
        let ratings = try LayeredDrawing(LayeredDrawing.inquiry, [.ratings])
        let entry = try #require(ratings.diagram.lists.last?.entries.first)
        #expect(entry.words.map(\.text).joined(separator: " ") == "Sales gives Legal 4 of 10, Legal gives Sales 7 of 10 On 2026-10-01")
        #expect(!ratings.svg.contains("The form on the website"))
        // They are asked for by themselves, also where pains are not.
        let alone = try LayeredDrawing(LayeredDrawing.inquiry, [.notes, .ratings]) { $0.pains = false }
        #expect(alone.diagram.lists.map(\.heading.text) == ["Notes", "How the functions rate each other"])
    }
}
