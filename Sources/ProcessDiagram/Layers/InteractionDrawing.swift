import ProcessModel

/// The customers' line of interaction, as in a service blueprint (Shostack, "Designing Services That Deliver", 1984):
/// a border between their lanes and the others, and where work passes over it.
struct InteractionDrawing {
    /// The room between two lanes for the line and its words.
    private static let gap = 24.0
    private static let dot = 9.0
    private static let clear = 9.0

    private let map: ProcessMap

    init(_ map: ProcessMap) { self.map = map }

    /// The room below each lane.
    static func gaps(_ map: ProcessMap) -> [Double] {
        map.lanes.indices.map { lane in
            guard lane + 1 < map.lanes.count else { return 0 }
            return isCustomers(lane, map) == isCustomers(lane + 1, map) ? 0 : gap
        }
    }

    private static func isCustomers(_ lane: Int, _ map: ProcessMap) -> Bool { map.lanes[lane].kind == .customer }

    /// Draws it over the lanes and flows that stand.
    func draw(into diagram: inout Diagram) {
        let lanes = diagram.lanes
        let axes = Axes(diagram)
        let borders = lanes.indices.dropLast().filter { Self.isCustomers($0, map) != Self.isCustomers($0 + 1, map) }
        guard !borders.isEmpty else { return }
        let heights = borders.map { (axes.across(lanes[$0].box).high + axes.across(lanes[$0 + 1].box).low) / 2 }
        var handoffs = [Int](repeating: 0, count: borders.count)
        var crossings = [[Double]](repeating: [], count: borders.count)
        for flow in diagram.flows {
            let places = self.crossings(of: flow, over: heights, axes)
            for place in places { crossings[place.border].append(place.at) }
            let (from, to) = (map[flow.from].lane.index, map[flow.to].lane.index)
            guard flow.isHandoff, Self.isCustomers(from, map) != Self.isCustomers(to, map) else { continue }
            // Of several borders the one by the customer's own lane.
            guard let place = Self.isCustomers(from, map) ? places.first : places.last else { continue }
            handoffs[place.border] += 1
            diagram.touchpoints.append(Diagram.Touchpoint(
                place: .handoff(flow.flow, from: flow.from, to: flow.to),
                box: Box(center: axes.point(along: place.at, across: heights[place.border]), width: Self.dot, height: Self.dot)))
        }
        drawNoticed(into: &diagram)
        for (index, lane) in borders.enumerated() {
            let (left, right) = (axes.along(lanes[lane].head).high + 10, axes.along(lanes[lane].box).high)
            let count = handoffs[index]
            let told = count == 0 ? "no handoff crosses it" : count == 1 ? "1 handoff crosses it" : "\(count) handoffs cross it"
            let label = Self.label(["line of interaction: \(told)", "line of interaction"], from: left, to: right, crossings[index])
            let y = heights[index]
            let start = axes.along(lanes[lane].box).low
            var stretches = [(left: start, right: right)]
            var words: [Diagram.Words] = []
            if let label {
                stretches = [(start, label.left - 6), (label.right + 6, right)].filter { $0.1 > $0.0 }
                words = [axes.isDown
                    ? Diagram.Words(
                        text: label.text, at: Point(y + 4, (label.left + label.right) / 2), size: 11, isBold: true, anchor: .middle, role: .interaction, isUpright: true)
                    : Diagram.Words(text: label.text, at: Point(label.left, y + 4), size: 11, isBold: true, anchor: .start, role: .interaction)]
            }
            diagram.interactions.append(Diagram.InteractionLine(
                above: LaneID(lane), below: LaneID(lane + 1), y: y, stretches: stretches, words: words, isUpright: axes.isDown, handoffs: count))
        }
    }

    /// The steps of ours that a customer notices: a ring at a corner where no other mark stands, the upper left one if
    /// it may be.
    private func drawNoticed(into diagram: inout Diagram) {
        let steps = diagram.steps.filter { map.details(of: $0.node).flags.contains(.touchpoint) && !Self.isCustomers($0.lane.index, map) }
        guard !steps.isEmpty else { return }
        var marks: [NodeID: [Box]] = [:]
        for badge in diagram.badges { if let step = badge.step { marks[step, default: []].append(badge.box) } }
        for mark in diagram.pains + diagram.unknowns { if let step = mark.step { marks[step, default: []].append(mark.whole) } }
        for step in steps {
            let box = step.outline.box
            let slant = if case .hexagon(_, let point) = step.outline { point } else { 1.5 }
            let corners = [
                Point(box.left + slant, box.top + 1.5), Point(box.left + slant, box.bottom - 1.5), Point(box.right - slant, box.bottom - 1.5),
                Point(box.right - slant, box.top + 1.5),
            ].map { Box(center: $0, width: Self.dot, height: Self.dot) }
            let free = corners.first { corner in !(marks[step.node] ?? []).contains { $0.overlaps(corner) } }
            diagram.touchpoints.append(Diagram.Touchpoint(place: .step(step.node), box: free ?? corners[0]))
        }
    }

    /// Where a flow passes over a border, from its source on.
    private func crossings(of flow: Diagram.Line, over heights: [Double], _ axes: Axes) -> [(border: Int, at: Double)] {
        var found: [(border: Int, at: Double)] = []
        for (a, b) in zip(flow.points, flow.points.dropFirst()) {
            let (from, to) = (axes.across(a), axes.across(b))
            let over = heights.indices.filter { min(from, to) < heights[$0] && heights[$0] < max(from, to) }
            for border in from < to ? over : over.reversed() { found.append((border, axes.along(a))) }
        }
        return found
    }

    /// The first of the texts that has room between the flows that cross, as far left as can be; nil where none has.
    private static func label(
        _ texts: [String], from left: Double, to right: Double, _ crossings: [Double]
    ) -> (text: String, left: Double, right: Double)? {
        let walls = crossings.filter { $0 > left - clear }.sorted()
        for text in texts {
            let width = TextWidth.of(text, size: 11, isBold: true)
            var at = left
            for wall in walls + [right + clear] {
                if at + width + clear <= wall { return (text, at, at + width) }
                at = max(at, wall + clear + 6)
            }
        }
        return nil
    }
}
