import ProcessAnalysis
import ProcessModel
import ProcessSyntax

/// The functions and what passes between them, as a network: dot says where they stand, the rest is ours.
struct FunctionNetwork {
    private let source: SheetSource
    private let borders: [Border]
    /// The lanes that hand over or receive, in the order of the lanes.
    private let lanes: [LaneID]
    private let work: [LaneWork]

    /// Beyond these nobody can follow a line, and laying them out would take minutes.
    private static let mostFunctions = 60
    private static let mostLines = 120

    /// What a lane does of a case.
    private struct LaneWork {
        var steps = 0
        /// Minutes; nil where no step says.
        var minutes: Double?
        var isLowerBound = false
    }

    /// Words with the room they take.
    private struct Caption {
        var lines: [(text: String, size: Double, isBold: Bool, role: Diagram.Words.Role)]
        var width: Double
        var height: Double { lines.reduce(0) { $0 + SetCell.leading($1.size) } }
    }

    init(_ source: SheetSource) {
        self.source = source
        let map = source.map
        borders = Borders(source.inspection, findings: source.findings).all
        lanes = Set(borders.flatMap { [$0.from, $0.to] }).sorted()
        var work = [LaneWork](repeating: LaneWork(), count: map.lanes.count)
        for node in map.nodeIDs where map[node].isWork {
            let figures = source.metrics.steps[node.index]
            let lane = map[node].lane.index
            work[lane].steps += 1
            if figures.work != nil || figures.workAtLeast.expected > 0, let visits = source.metrics.visits[node.index] {
                work[lane].minutes = (work[lane].minutes ?? 0) + visits * figures.workAtLeast.expected
            }
            if figures.isAskedForWork, figures.work == nil || source.metrics.visits[node.index] == nil { work[lane].isLowerBound = true }
        }
        self.work = work
    }

    func content() throws(DrawingError) -> SheetContent {
        let (map, room) = (source.map, source.roomForFigure(of: .functions))
        guard lanes.count <= Self.mostFunctions, borders.count <= Self.mostLines else {
            throw DrawingError(
                "a network of \(lanes.count) functions with \(borders.count) lines between them could not be read; the handoff matrix (--sheet matrix) can",
                isAboutTheMap: true)
        }
        let silent = map.lanes.indices.filter { index in !lanes.contains(LaneID(index)) }.map { map.lanes[$0].name }
        // First with all that is to be said at the lines, then, where that is too wide or too dense, with numbers and a list.
        var candidates: [(layout: NetworkLayout, isKeyed: Bool, hidden: Int)] = []
        for isKeyed in [false, true] {
            let layouts = [false, true].compactMap { layout(down: $0, isKeyed: isKeyed) }
            guard !layouts.isEmpty else { throw DrawingError("Graphviz could not lay out the functions of this map") }
            candidates += layouts.filter { $0.width <= room.width && $0.height <= room.height ?? .infinity }
                // The lower one first, as pages and screens are wide.
                .sorted { $0.height < $1.height }
                .map { ($0, isKeyed, hiddenLines($0, isKeyed: isKeyed)) }
            if let clear = candidates.first(where: { $0.hidden == 0 }) { return content(clear.layout, isKeyed: clear.isKeyed, silent: silent) }
            guard isKeyed else { continue }
            if let least = candidates.min(by: { $0.hidden < $1.hidden }) { return content(least.layout, isKeyed: least.isKeyed, silent: silent) }
            guard options.paper == .screen, let narrowest = layouts.min(by: { $0.width < $1.width }) else {
                throw DrawingError(
                    "the network of \(lanes.count) functions does not fit on one page of \(options.paper.rawValue) with lettering that can be read; the handoff matrix (--sheet matrix) does",
                    isAboutTheMap: true)
            }
            return content(narrowest, isKeyed: true, silent: silent)
        }
        throw DrawingError("the functions of this map could not be laid out")
    }

    /// How many lines pass behind the label of another.
    private func hiddenLines(_ layout: NetworkLayout, isKeyed: Bool) -> Int {
        let row = figure(layout, isKeyed: isKeyed, left: 0)
        let labels = row.blocks.filter { $0.kind == .label }
        return row.lines.count { line in
            let samples = line.samples
            return labels.contains { label in
                (label.from != line.from || label.to != line.to)
                    && samples.contains { label.box.inset(by: 2).holds(Box(center: $0, width: 0, height: 0), slack: 0) }
            }
        }
    }

    private var options: ProcessSheet.Options { source.options }

    private func layout(down: Bool, isKeyed: Bool) -> NetworkLayout? {
        var position: [LaneID: Int] = [:]
        for (index, lane) in lanes.enumerated() { position[lane] = index }
        let edges = borders.enumerated().compactMap { index, border -> NetworkLayout.Edge? in
            guard let from = position[border.from], let to = position[border.to] else { return nil }
            let caption = caption(of: border, number: index + 1, isKeyed: isKeyed)
            return NetworkLayout.Edge(from: from, to: to, label: .init(width: Self.width(of: caption, border) + 10, height: Self.height(of: caption) + 8))
        }
        return NetworkLayout(nodes: lanes.map { size(of: caption(of: $0), $0) }, edges: edges, down: down)
    }

    private func content(_ layout: NetworkLayout, isKeyed: Bool, silent: [String]) -> SheetContent {
        let count = borders.reduce(0) { $0 + $1.flows.count }
        let lead = "\(SheetSource.counted(lanes.count, "function")) and \(SheetSource.counted(count, "handoff")) between them. A thick line is passed often; the bar in a box is the work on a case, beside that of the others."
        return SheetContent(name: "Network of functions", lead: lead, width: layout.width) { flow in
            flow.figure(height: layout.height + 16, figure(layout, isKeyed: isKeyed, left: flow.left + max(0, (flow.width - layout.width) / 2)))
            if isKeyed { writeList(to: &flow) }
            if !silent.isEmpty { flow.foot("Hand nothing over and receive nothing: \(silent.joined(separator: ", ")).") }
            let signs = source.findings.isEmpty || borders.allSatisfy(\.findings.isEmpty)
                ? "" : " The sign says how grave the worst finding at these handoffs is: octagon error, triangle warning, circle note."
            flow.foot("Per 100: how many times 100 cases pass there. Waits: of a case, at the steps that receive; ≥ where some of them do not say, ? where none does." + signs)
        }
    }

    // MARK: Words

    private func caption(of lane: LaneID) -> Caption {
        let own = work[lane.index]
        let name = Wording(source.map[lane].name, size: 14, isBold: true).evenLines(within: 150, most: 190).lines
        var lines = name.map { (text: $0, size: 14.0, isBold: true, role: Diagram.Words.Role.list) }
        lines.append((SheetSource.counted(own.steps, "step"), 12, false, .remedy))
        if let minutes = own.minutes {
            lines.append(("\(own.isLowerBound ? "≥ " : "")\(SheetSource.work(minutes)) of work a case", 12, false, .remedy))
        } else if own.isLowerBound {
            lines.append(("work not said", 12, false, .remedy))
        }
        return Caption(lines: lines, width: lines.map { TextWidth.of($0.text, size: $0.size, isBold: $0.isBold) }.max() ?? 0)
    }

    private func size(of caption: Caption, _ lane: LaneID) -> NetworkLayout.Size {
        let hasBar = work[lane.index].minutes ?? 0 > 0
        return .init(width: (max(110, caption.width) + 24).rounded(.up), height: (caption.height + 18 + (hasBar ? Self.barRoom : 0)).rounded(.up))
    }

    private static let barRoom = 12.0
    private static let signSide = 18.0

    private func caption(of border: Border, number: Int, isKeyed: Bool) -> Caption {
        var lines: [(text: String, size: Double, isBold: Bool, role: Diagram.Words.Role)] = []
        if isKeyed {
            lines.append(("\(number)", 13, true, .list))
        } else {
            let handoffs = border.flows.count > 1 || border.perCase == nil ? SheetSource.counted(border.flows.count, "handoff") : ""
            let often = border.perCase.map { "\(SheetSource.perHundred($0)) per 100" } ?? ""
            lines.append(([often, handoffs].filter { !$0.isEmpty }.joined(separator: " · "), 12, true, .list))
            let wait = SheetSource.wait(border.wait, isLowerBound: border.waitIsLowerBound)
            if !wait.isEmpty { lines.append((wait, 12, false, .list)) }
            // In words: a number in the sign would look like that of a finding on the map.
            if !border.findings.isEmpty { lines.append((SheetSource.counted(border.findings.count, "finding"), 12, false, .list)) }
        }
        return Caption(lines: lines, width: lines.map { TextWidth.of($0.text, size: $0.size, isBold: $0.isBold) }.max() ?? 0)
    }

    private static func width(of caption: Caption, _ border: Border) -> Double {
        caption.width + 8 + (border.findings.isEmpty ? 0 : signSide + 6)
    }

    private static func height(of caption: Caption) -> Double { max(caption.height, signSide) + 6 }

    // MARK: The picture

    private func figure(_ layout: NetworkLayout, isKeyed: Bool, left: Double) -> SheetPage.Row {
        let map = source.map
        let top = 8.0
        func placed(_ point: Point) -> Point { Point(point.x + left, point.y + top) }
        var row = SheetPage.Row()
        let most = borders.compactMap(\.perCase).max() ?? 0
        let boxes = zip(lanes, layout.centers).map { lane, center in
            let size = size(of: caption(of: lane), lane)
            return Box(center: center, width: size.width, height: size.height)
        }
        let labels = NetworkLabels.settled(layout, boxes: boxes, sizes: borders.enumerated().map { index, border in
            let caption = caption(of: border, number: index + 1, isKeyed: isKeyed)
            return .init(width: Self.width(of: caption, border), height: Self.height(of: caption))
        })
        for (index, border) in borders.enumerated() where layout.curves.indices.contains(index) && labels.indices.contains(index) {
            let curve = layout.curves[index]
            let (from, to) = (map[border.from].name, map[border.to].name)
            let share = most > 0 ? (border.perCase ?? 0) / most : 0
            row.lines.append(.init(
                from: from, to: to, points: curve.points.map(placed), tip: placed(curve.tip), width: 1.4 + 2.8 * share.squareRoot()))
            let caption = caption(of: border, number: index + 1, isKeyed: isKeyed)
            let box = Box(center: placed(labels[index]), width: Self.width(of: caption, border), height: Self.height(of: caption))
            var block = SheetPage.Block(kind: .label, box: box, words: [], from: from, to: to)
            var x = box.left + 4
            if let worst = border.findings.first {
                block.signs = [.init(
                    kind: .severity(worst.severity), mark: "!",
                    box: Box(x: x, y: box.center.y - Self.signSide / 2, width: Self.signSide, height: Self.signSide))]
                x += Self.signSide + 6
            }
            var y = box.center.y - caption.height / 2
            for line in caption.lines {
                y += SetCell.leading(line.size)
                block.words.append(Diagram.Words(
                    text: line.text, at: Point(x, y - SetCell.leading(line.size) * 0.28), size: line.size, isBold: line.isBold, anchor: .start, role: line.role))
            }
            row.blocks.append(block)
        }
        let mostWork = work.compactMap(\.minutes).max() ?? 0
        for (index, lane) in lanes.enumerated() where layout.centers.indices.contains(index) {
            let caption = caption(of: lane)
            let size = size(of: caption, lane)
            let box = Box(center: placed(layout.centers[index]), width: size.width, height: size.height)
            var block = SheetPage.Block(kind: .node, box: box, tint: tint(of: map[lane].kind), from: map[lane].name)
            var y = box.top + 8
            for line in caption.lines {
                y += SetCell.leading(line.size)
                block.words.append(Diagram.Words(
                    text: line.text, at: Point(box.center.x, y - SetCell.leading(line.size) * 0.28), size: line.size, isBold: line.isBold, anchor: .middle, role: line.role))
            }
            if let minutes = work[lane.index].minutes, minutes > 0, mostWork > 0 {
                let full = box.width - 24
                block.bar = Box(x: box.left + 12, y: box.bottom - 13, width: max(2, full * minutes / mostWork), height: 5)
            }
            row.blocks.append(block)
        }
        return row
    }

    private func tint(of kind: Lane.Kind) -> SheetPage.Tint {
        switch kind {
        case .customer: .customer
        case .partner, .agency: .outside
        case .internal, .system: .none
        }
    }

    /// What the numbers at the lines stand for, where there is no room to say it there.
    private func writeList(to flow: inout SheetFlow) {
        let map = source.map
        let rows = borders.enumerated().map { index, border in
            [
                SheetCell("\(index + 1)", isBold: true).centered, SheetCell(map[border.from].name), SheetCell(map[border.to].name),
                SheetCell(SheetSource.counted(border.flows.count, "handoff")), SheetCell(border.perCase.map { "\(SheetSource.perHundred($0)) per 100" } ?? "?"),
                SheetCell(SheetSource.wait(border.wait, isLowerBound: border.waitIsLowerBound)),
                SheetCell(border.findings.first.map { source.sentence($0.message) } ?? ""),
            ]
        }
        flow.space(10)
        flow.table(
            columns: [40, 140, 140, 90, 100, 110, 420],
            head: ["", "from", "to", "handoffs", "cases", "waiting", "the worst finding"].map { SheetCell.head($0) }, rows: rows)
    }
}
