import ProcessModel

/// Looks over a finished drawing before anybody sees it: a line that ends beside its step, or runs
/// through another, would tell a wrong story.
///
/// Every check is local, so shapes are first sorted into the squares of a coarse net and only
/// neighbours are compared.
struct SelfCheck {
    private let diagram: Diagram
    private var steps: Net
    private var labels: Net
    private var badges: Net

    init(_ diagram: Diagram) {
        self.diagram = diagram
        steps = Net(diagram.steps.map(\.outline.box))
        labels = Net(diagram.labels.map(\.box))
        badges = Net(diagram.badges.map(\.box))
    }

    /// Everything, the marks included.
    func run() throws(DrawingError) {
        try checkStory()
        try ListCheck(diagram).run()
        if let first = crowdedMarks().first { throw DrawingError(first.message) }
    }

    /// What the drawing says of the process: lanes, steps, lines and labels.
    func checkStory() throws(DrawingError) {
        try checkLanes()
        try checkSteps()
        for flow in diagram.flows { try checkFlow(flow) }
        try checkFlowsApart()
        try checkLabels()
        try LayerCheck(diagram).run()
    }

    private func checkLanes() throws(DrawingError) {
        for (above, below) in zip(diagram.lanes, diagram.lanes.dropFirst()) where above.box.overlaps(below.box, slack: 0.5) {
            throw DrawingError("the lanes '\(above.name)' and '\(below.name)' lie over each other")
        }
    }

    private func checkSteps() throws(DrawingError) {
        for (index, step) in diagram.steps.enumerated() {
            let box = step.outline.box
            guard step.lane.index < diagram.lanes.count else { throw DrawingError("the step \(name(index)) has no lane") }
            let band = diagram.lanes[step.lane.index].box
            guard box.left >= band.left, box.right <= band.right, box.top >= band.top, box.bottom <= band.bottom else {
                throw DrawingError("the step \(name(index)) does not lie in its lane")
            }
            for other in steps.near(box) where other > index && box.overlaps(diagram.steps[other].outline.box, slack: 0.5) {
                throw DrawingError("the steps \(name(index)) and \(name(other)) lie over each other")
            }
        }
    }

    private func checkFlow(_ flow: Diagram.Line) throws(DrawingError) {
        guard flow.points.count >= 2, flow.from.index < diagram.steps.count, flow.to.index < diagram.steps.count else {
            throw DrawingError("a flow has no line")
        }
        let words = "the line from \(name(flow.from.index)) to \(name(flow.to.index))"
        let ends = [(flow.points[0], flow.points[1], flow.from.index), (flow.points[flow.points.count - 1], flow.points[flow.points.count - 2], flow.to.index)]
        for (end, inner, node) in ends {
            guard isOnBorder(end, of: diagram.steps[node].outline) else { throw DrawingError("\(words) does not reach \(name(node))") }
            guard !contains(diagram.steps[node].outline.box, inner) else { throw DrawingError("\(words) runs inside \(name(node))") }
        }
        for (a, b) in zip(flow.points, flow.points.dropFirst()) {
            guard abs(a.x - b.x) < 0.05 || abs(a.y - b.y) < 0.05 else { throw DrawingError("\(words) runs askew") }
            let run = Self.box(a, b)
            for node in steps.near(run) where node != flow.from.index && node != flow.to.index {
                if Self.runs(run, through: diagram.steps[node].outline.box.inset(by: 1)) {
                    throw DrawingError("\(words) runs through \(name(node))")
                }
            }
            for index in labels.near(run) {
                let label = diagram.labels[index]
                if label.flow != flow.flow, Self.runs(run, through: label.box.inset(by: 0.5)) {
                    throw DrawingError("\(words) runs through the label of the line from \(name(label.from.index)) to \(name(label.to.index))")
                }
            }
        }
    }

    /// No two lines may lie on each other, or nobody could tell which way each goes.
    private func checkFlowsApart() throws(DrawingError) {
        struct Run {
            let at: Double
            let low: Double
            let high: Double
            let flow: Int
        }
        var level: [Run] = []
        var upright: [Run] = []
        for (index, flow) in diagram.flows.enumerated() {
            for (a, b) in zip(flow.points, flow.points.dropFirst()) {
                if abs(a.y - b.y) < 0.05 {
                    level.append(Run(at: a.y, low: min(a.x, b.x), high: max(a.x, b.x), flow: index))
                } else {
                    upright.append(Run(at: a.x, low: min(a.y, b.y), high: max(a.y, b.y), flow: index))
                }
            }
        }
        for runs in [level, upright] {
            let sorted = runs.sorted { ($0.at, $0.low, $0.flow) < ($1.at, $1.low, $1.flow) }
            // Runs at one height, from left to right: each may only meet those that begin before it ends.
            var first = 0
            while first < sorted.count {
                var last = first
                while last + 1 < sorted.count, sorted[last + 1].at - sorted[last].at < 2 { last += 1 }
                let row = sorted[first...last].sorted { ($0.low, $0.flow) < ($1.low, $1.flow) }
                var furthest = row[0]
                for run in row.dropFirst() {
                    if run.flow != furthest.flow, min(run.high, furthest.high) - run.low > 4, abs(run.at - furthest.at) < 2 {
                        let (a, b) = (diagram.flows[run.flow], diagram.flows[furthest.flow])
                        throw DrawingError("the lines from \(name(a.from.index)) to \(name(a.to.index)) and from \(name(b.from.index)) to \(name(b.to.index)) lie on each other")
                    }
                    if run.high > furthest.high { furthest = run }
                }
                first = last + 1
            }
        }
    }

    private func checkLabels() throws(DrawingError) {
        for (index, label) in diagram.labels.enumerated() {
            let words = "the label of the line from \(name(label.from.index)) to \(name(label.to.index))"
            for node in steps.near(label.box) where label.box.overlaps(diagram.steps[node].outline.box, slack: 1) {
                throw DrawingError("\(words) lies over \(name(node))")
            }
            for other in labels.near(label.box) where other > index && label.box.overlaps(diagram.labels[other].box, slack: 1) {
                throw DrawingError("\(words) lies over another label")
            }
        }
    }

    /// A mark that lies over a label, over another badge, or over a step on which it does not stand.
    struct CrowdedMark {
        enum Kind { case badge, pain, unknown }
        let kind: Kind
        /// Its place among the marks of its kind.
        let index: Int
        let message: String
    }

    /// The marks to take off so that those left are clear of everything, in order.
    func crowdedMarks() -> [CrowdedMark] {
        var out: [CrowdedMark] = []
        var isOff = [Bool](repeating: false, count: diagram.badges.count)
        for (index, badge) in diagram.badges.enumerated() {
            if let what = obstacle(badge.box, on: badge.step) {
                out.append(CrowdedMark(kind: .badge, index: index, message: "the mark \(badge.number) lies over \(what)"))
            } else if let other = badges.near(badge.box).first(where: {
                $0 < index && !isOff[$0] && badge.box.overlaps(diagram.badges[$0].box, slack: 1)
            }) {
                out.append(CrowdedMark(
                    kind: .badge, index: index, message: "the marks \(diagram.badges[other].number) and \(badge.number) lie over each other"))
            } else {
                continue
            }
            isOff[index] = true
        }
        for (kind, marks) in [(CrowdedMark.Kind.pain, diagram.pains), (.unknown, diagram.unknowns)] {
            for (index, mark) in marks.enumerated() {
                guard let what = obstacle(mark.whole, on: mark.step) else { continue }
                out.append(CrowdedMark(kind: kind, index: index, message: "the mark '\(mark.text)' lies over \(what)"))
            }
        }
        return out
    }

    private func obstacle(_ box: Box, on own: NodeID?) -> String? {
        if let label = labels.near(box).first(where: { box.overlaps(diagram.labels[$0].box, slack: 1) }) {
            return "the label of the line from \(name(diagram.labels[label].from.index)) to \(name(diagram.labels[label].to.index))"
        }
        if let step = steps.near(box).first(where: { $0 != own?.index && box.overlaps(diagram.steps[$0].outline.box, slack: 1) }) {
            return name(step)
        }
        return nil
    }

    // MARK: Geometry

    private func name(_ node: Int) -> String {
        let lines = diagram.steps[node].words.filter { $0.role == .step || $0.role == .event }.map(\.text)
        return lines.isEmpty ? "the \(diagram.steps[node].kind.rawValue)" : "'\(lines.joined(separator: " "))'"
    }

    private static func box(_ a: Point, _ b: Point) -> Box {
        Box(x: min(a.x, b.x), y: min(a.y, b.y), width: abs(a.x - b.x), height: abs(a.y - b.y))
    }

    private static func runs(_ run: Box, through box: Box) -> Bool {
        run.left < box.right && run.right > box.left && run.top < box.bottom && run.bottom > box.top
    }

    private func contains(_ box: Box, _ point: Point) -> Bool {
        point.x > box.left + 0.5 && point.x < box.right - 0.5 && point.y > box.top + 0.5 && point.y < box.bottom - 0.5
    }

    private func isOnBorder(_ point: Point, of outline: Diagram.Outline) -> Bool {
        let box = outline.box
        let sides: [(Way, Double, Bool)] = [
            (.east, point.y - box.center.y, abs(point.x - box.right) <= box.width / 2), (.west, point.y - box.center.y, abs(point.x - box.left) <= box.width / 2),
            (.north, point.x - box.center.x, abs(point.y - box.top) <= box.height / 2), (.south, point.x - box.center.x, abs(point.y - box.bottom) <= box.height / 2),
        ]
        return sides.contains { side, offset, isNear in
            guard isNear else { return false }
            let dock = Docking.point(on: outline, side: side, offset: offset)
            return abs(dock.x - point.x) + abs(dock.y - point.y) < 1
        }
    }
}

/// Boxes sorted into the squares of a coarse net, to find those near a place quickly.
private struct Net {
    private static let side = 160.0
    private let boxes: [Box]
    private var columns = 1
    private var rows = 1
    private var cells: [[Int]] = [[]]

    init(_ boxes: [Box]) {
        self.boxes = boxes
        let right = boxes.reduce(0) { max($0, $1.right) }
        let bottom = boxes.reduce(0) { max($0, $1.bottom) }
        columns = Self.cell(right) + 1
        rows = Self.cell(bottom) + 1
        cells = Array(repeating: [], count: columns * rows)
        for (index, box) in boxes.enumerated() {
            forEachCell(box) { cells[$0].append(index) }
        }
    }

    private static func cell(_ place: Double) -> Int { max(0, Int((min(max(place, 0), 1e7) / side).rounded(.down))) }

    private func forEachCell(_ box: Box, _ body: (Int) -> Void) {
        let (left, right) = (Self.cell(box.left), min(Self.cell(box.right), columns - 1))
        let (top, bottom) = (Self.cell(box.top), min(Self.cell(box.bottom), rows - 1))
        guard left <= right, top <= bottom else { return }
        for row in top...bottom { for column in left...right { body(row * columns + column) } }
    }

    /// The boxes that share a square with `box`, each once, in order.
    func near(_ box: Box) -> [Int] {
        var found: [Int] = []
        forEachCell(box) { found += cells[$0] }
        guard found.count > 1 else { return found }
        found.sort()
        var out: [Int] = []
        for index in found where out.last != index { out.append(index) }
        return out
    }
}
