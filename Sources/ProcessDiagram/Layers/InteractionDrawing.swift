import ProcessModel

/// The customers' line of interaction, as in a service blueprint (Shostack, "Designing Services That Deliver", 1984):
/// a border between their lanes and the others, and where work passes over it.
struct InteractionDrawing {
    /// The room between two lanes for the line and its words.
    static let gap = 24.0
    static let dot = 9.0
    private static let clear = 9.0

    private let map: ProcessMap

    init(_ map: ProcessMap) { self.map = map }

    /// The room below each lane.
    static func gaps(_ map: ProcessMap) -> [Double] {
        map.lanes.indices.map { lane in
            guard lane + 1 < map.lanes.count else { return 0 }
            return isBorder(map.lanes[lane].kind, map.lanes[lane + 1].kind) ? gap : 0
        }
    }

    static func isBorder(_ first: Lane.Kind, _ second: Lane.Kind) -> Bool { (first == .customer) != (second == .customer) }

    private func isCustomers(_ node: NodeID) -> Bool { map[map[node].lane].kind == .customer }

    /// Draws it over the lanes and flows that stand.
    func draw(into diagram: inout Diagram) {
        let axes = Axes(diagram)
        let lanes = diagram.lanes
        let borders = lanes.indices.dropLast().filter { Self.isBorder(lanes[$0].kind, lanes[$0 + 1].kind) }
        guard !borders.isEmpty else { return }
        let places = borders.map { (axes.across(lanes[$0].box).high + axes.across(lanes[$0 + 1].box).low) / 2 }
        var handoffs = [Int](repeating: 0, count: borders.count)
        var walls = [[Axes.Extent]](repeating: [], count: borders.count)
        for flow in diagram.flows {
            let crossings = Self.crossings(of: flow, over: places, axes)
            for crossing in crossings { walls[crossing.border].append((crossing.along, crossing.along)) }
            guard flow.isHandoff, isCustomers(flow.from) != isCustomers(flow.to) else { continue }
            // Of several borders the one by the customer's own lane.
            guard let crossing = isCustomers(flow.from) ? crossings.first : crossings.last else { continue }
            handoffs[crossing.border] += 1
            diagram.touchpoints.append(Diagram.Touchpoint(
                place: .handoff(flow.flow, from: flow.from, to: flow.to),
                box: Self.ring(at: axes.point(along: crossing.along, across: places[crossing.border]))))
        }
        drawNoticed(into: &diagram)
        for (index, lane) in borders.enumerated() {
            diagram.interactions.append(Self.line(
                between: LaneID(lane), and: LaneID(lane + 1), at: places[index], from: axes.along(lanes[lane].box).low,
                head: axes.along(lanes[lane].head).high, to: axes.along(lanes[lane].box).high, handoffs: handoffs[index],
                texts: Self.texts(handoffs[index]), walls: walls[index], axes))
        }
    }

    static func ring(at place: Point) -> Box { Box(center: place, width: dot, height: dot) }

    /// The steps of ours that a customer notices: a ring at a corner where no other mark stands, the upper left one if
    /// it may be.
    private func drawNoticed(into diagram: inout Diagram) {
        let steps = diagram.steps.filter { map.details(of: $0.node).flags.contains(.touchpoint) && !isCustomers($0.node) }
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
            ].map { Self.ring(at: $0) }
            let free = corners.first { corner in !(marks[step.node] ?? []).contains { $0.overlaps(corner) } }
            diagram.touchpoints.append(Diagram.Touchpoint(place: .step(step.node), box: free ?? corners[0]))
        }
    }

    /// Where a flow passes over a border, from its source on.
    private static func crossings(of flow: Diagram.Line, over places: [Double], _ axes: Axes) -> [(border: Int, along: Double)] {
        var found: [(border: Int, along: Double)] = []
        for (a, b) in zip(flow.points, flow.points.dropFirst()) {
            let (from, to) = (axes.across(a), axes.across(b))
            let over = places.indices.filter { min(from, to) < places[$0] && places[$0] < max(from, to) }
            for border in from < to ? over : over.reversed() { found.append((border, axes.along(a))) }
        }
        return found
    }

    // MARK: The line

    /// What the line says, the longest first.
    static func texts(_ handoffs: Int) -> [String] {
        let told = handoffs == 0 ? "no handoff crosses it" : handoffs == 1 ? "1 handoff crosses it" : "\(handoffs) handoffs cross it"
        return ["line of interaction: \(told)", "line of interaction"]
    }

    /// A line at one place across the lanes, with the first of the texts that has room between what crosses it.
    ///
    /// - Parameters:
    ///   - head: where the heads of the lanes end; words stand behind it.
    ///   - walls: what lies on the line, along the lanes.
    static func line(
        between above: LaneID, and below: LaneID, at place: Double, from start: Double, head: Double, to end: Double, handoffs: Int,
        texts: [String], walls: [Axes.Extent], _ axes: Axes
    ) -> Diagram.InteractionLine {
        var line = Diagram.InteractionLine(
            above: above, below: below, y: place, stretches: [(left: start, right: end)], words: [], handoffs: handoffs, isUpright: axes.isDown)
        guard let label = label(texts, from: head + 10, to: end, walls) else { return line }
        line.stretches = [(start, label.low - 6), (label.high + 6, end)].filter { $0.1 > $0.0 }
        line.words = [
            axes.isDown
                ? Diagram.Words(
                    text: label.text, at: Point(place + 4, (label.low + label.high) / 2), size: 11, isBold: true, anchor: .middle, role: .interaction,
                    isUpright: true)
                : Diagram.Words(text: label.text, at: Point(label.low, place + 4), size: 11, isBold: true, anchor: .start, role: .interaction)
        ]
        return line
    }

    /// The first of the texts that has room between the walls, as far towards the heads as can be; nil where none has.
    private static func label(
        _ texts: [String], from low: Double, to high: Double, _ walls: [Axes.Extent]
    ) -> (text: String, low: Double, high: Double)? {
        let walls = walls.filter { $0.high > low - clear }.sorted { ($0.low, $0.high) < ($1.low, $1.high) }
        for text in texts {
            let width = TextWidth.of(text, size: 11, isBold: true)
            var at = low
            for wall in walls + [(high + clear, high + clear)] {
                if at + width + clear <= wall.low { return (text, at, at + width) }
                at = max(at, wall.high + clear + 6)
            }
        }
        return nil
    }
}
