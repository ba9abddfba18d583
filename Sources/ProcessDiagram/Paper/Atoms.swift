import ProcessModel

/// What no cut may part: each step with its name, its marks, and the labels that stand at it.
struct Atoms: Sendable {
    /// From a step's border to a cut: room for an arrowhead and the beginning of a line.
    private static let apart = 13.0

    /// For each step, the room that it and all that belongs to it take.
    private(set) var boxes: [Box]
    /// For each label, badge, pain and unknown of the drawing, the step it goes with; nil for marks in the head of a lane.
    private(set) var ofLabel: [Int] = []
    private(set) var ofBadge: [Int?] = []
    private(set) var ofPain: [Int?] = []
    private(set) var ofUnknown: [Int?] = []

    init(_ diagram: Diagram) {
        boxes = diagram.steps.map { step in
            step.words.reduce(step.outline.box.inset(by: -Self.apart)) { $0.union($1.box.inset(by: -3)) }
        }
        let outlines = diagram.steps.map(\.outline.box)
        func nearest(_ box: Box, _ from: Int, _ to: Int) -> Int {
            Self.distance(box, outlines[to]) < Self.distance(box, outlines[from]) ? to : from
        }
        var labelStep: [Int: Int] = [:]
        for label in diagram.labels {
            let step = nearest(label.box, label.from.index, label.to.index)
            ofLabel.append(step)
            labelStep[label.flow.index] = step
            boxes[step] = boxes[step].union(label.box.inset(by: -5))
        }
        func take(_ box: Box, _ step: Int?) -> Int? {
            if let step { boxes[step] = boxes[step].union(box.inset(by: -4)) }
            return step
        }
        for badge in diagram.badges {
            var step = badge.step?.index
            if let flow = badge.flow, diagram.flows.indices.contains(flow.index) {
                step = labelStep[flow.index] ?? nearest(badge.box, diagram.flows[flow.index].from.index, diagram.flows[flow.index].to.index)
            }
            ofBadge.append(take(badge.box, step))
        }
        ofPain = diagram.pains.map { mark in mark.step.map(\.index) }
        ofUnknown = diagram.unknowns.map { mark in mark.step.map(\.index) }
        for (mark, step) in zip(diagram.pains, ofPain) { _ = take(mark.whole, step) }
        for (mark, step) in zip(diagram.unknowns, ofUnknown) { _ = take(mark.box, step) }
    }

    private static func distance(_ a: Box, _ b: Box) -> Double {
        max(0, max(a.left - b.right, b.left - a.right)) + max(0, max(a.top - b.bottom, b.top - a.bottom))
    }
}
