import ProcessAnalysis
import ProcessModel
import ProcessSyntax

/// Puts what was laid out into the drawing: steps, flows, labels and marks, each at its place.
struct Scene {
    let map: ProcessMap
    let graph: FlowGraph
    let grid: Grid
    let shapes: [NodeShape]
    let blocks: [FlowBlock?]
    let atSource: [Bool]
    let runs: Runs
    let tracks: Tracks
    let sheet: Sheet
    let numbering: Numbering
    let isMainFlow: [Bool]
    let options: SwimlaneMap.Options

    func middle(of node: Int) -> Point { Point(sheet.x[grid.upright(of: node)], sheet.y[grid.level[node]]) }

    /// Where a node stands before the drawing is turned.
    private func laidOutBox(of node: Int) -> Box {
        var middle = middle(of: node)
        middle.y += sheet.size[node].shift
        return Box(center: middle, width: sheet.size[node].width, height: sheet.size[node].height)
    }

    // Where time runs down, all was laid out as if it ran to the right, with every width and height
    // swapped; here each place is turned over the diagonal, and what is lettered stays level.
    private var isTurned: Bool { options.direction == .down }
    private func onPage(_ point: Point) -> Point { isTurned ? Point(point.y, point.x) : point }
    private func onPage(_ box: Box) -> Box { isTurned ? Box(x: box.y, y: box.x, width: box.height, height: box.width) : box }
    private func onPage(_ side: Way) -> Way {
        guard isTurned else { return side }
        return switch side {
        case .east: .south
        case .south: .east
        case .west: .north
        case .north: .west
        }
    }

    func outline(of node: Int) -> Diagram.Outline {
        let box = onPage(laidOutBox(of: node))
        switch shapes[node].form {
        case .box: return .box(box, radius: 6)
        case .hexagon: return .hexagon(box, point: NodeShape.hexagonPoint)
        case .diamond: return .hexagon(box, point: box.width / 2)
        case .ring: return .box(box, radius: (options.notation == .bpmn ? box.height : NodeShape.ringDiameter) / 2)
        case .bar: return .box(box, radius: 3)
        }
    }

    // MARK: Steps

    func drawSteps(into diagram: inout Diagram) {
        for (index, node) in map.nodes.enumerated() {
            diagram.steps.append(Diagram.Shape(
                node: NodeID(index), key: node.key, lane: node.lane, kind: node.kind, isImplicit: node.isImplicit,
                isAutomated: map.details(of: NodeID(index)).flags.contains(.automated),
                isApproval: map.details(of: NodeID(index)).flags.contains(.approval), outline: outline(of: index),
                words: words(of: index), divider: divider(of: index)))
        }
    }

    private func words(of node: Int) -> [Diagram.Words] {
        let shape = shapes[node]
        let box = outline(of: node).box
        var out: [Diagram.Words] = []
        /// Below an event stand its name, and last what has become of it.
        func role(_ index: Int) -> Diagram.Words.Role {
            index == shape.lines.count - 1 && options.difference?.words(ofNode: NodeID(node)) == shape.lines[index] ? .change : .event
        }
        if isTurned, shape.form == .ring || shape.form == .bar {
            let marked = options.badges && !numbering.ofNode[node].isEmpty
            let top = box.center.y - (marked ? 4 : Double(shape.lines.count) * NodeShape.smallLineHeight / 2)
            for (index, line) in shape.lines.enumerated() {
                let at = Point(box.right + 6, top + 10 + Double(index) * NodeShape.smallLineHeight)
                out.append(Diagram.Words(text: line, at: at, size: 11, isBold: role(index) == .change, anchor: .start, role: role(index)))
            }
            return out
        }
        if shape.form == .diamond { return gatewayName(of: node) }
        if shape.form == .ring || shape.form == .bar {
            for (index, line) in shape.lines.enumerated() {
                let y = box.bottom + 14 + Double(index) * NodeShape.smallLineHeight
                out.append(Diagram.Words(text: line, at: Point(box.center.x, y), size: 11, isBold: role(index) == .change, anchor: .middle, role: role(index)))
            }
            return out
        }
        var y = box.center.y - (shape.nameHeight + shape.figuresHeight) / 2
        // In a box the figures stand at its foot, so that those of one row are level.
        if let divider = divider(of: node) { y = (box.top + divider.y - shape.nameHeight) / 2 }
        for line in shape.lines {
            out.append(Diagram.Words(text: line, at: Point(box.center.x, y + 11.5), size: 12, isBold: false, anchor: .middle, role: .step))
            y += NodeShape.lineHeight
        }
        y += 2
        for line in shape.performers {
            out.append(Diagram.Words(text: line, at: Point(box.center.x, y + 10), size: 11, isBold: false, anchor: .middle, role: .performer))
            y += NodeShape.smallLineHeight
        }
        y = divider(of: node).map { $0.y + 3 } ?? y + 3
        for line in shape.figures {
            out.append(Diagram.Words(
                text: line.text, at: Point(box.center.x, y + 10), size: 11, isBold: line.role == .heat || line.role == .change, anchor: .middle, role: line.role))
            y += NodeShape.smallLineHeight
        }
        return out
    }

    /// A gateway's name stands above it, on the left of what docks there.
    private func gatewayName(of node: Int) -> [Diagram.Words] {
        let shape = shapes[node]
        let box = outline(of: node).box
        let leftmost = sheet.upperPort[node]
        let x = leftmost.map { box.center.x + $0 - 9 - shape.nameWidth / 2 } ?? box.center.x
        let top = box.top - shape.above + 1
        return shape.lines.enumerated().map { index, line in
            Diagram.Words(
                text: line, at: Point(x, top + 10 + Double(index) * NodeShape.smallLineHeight), size: 11, isBold: false, anchor: .middle, role: .event)
        }
    }

    private func divider(of node: Int) -> Diagram.Divider? {
        let shape = shapes[node]
        guard shape.form == .box, !shape.figures.isEmpty else { return nil }
        let box = outline(of: node).box
        return Diagram.Divider(left: box.left + 9, right: box.right - 9, y: box.bottom - shape.figuresHeight)
    }

    // MARK: Flows

    func drawFlows(into diagram: inout Diagram) {
        for (index, flow) in map.flows.enumerated() {
            let first = runs.firstOfFlow[index]
            let end = index + 1 < map.flows.count ? runs.firstOfFlow[index + 1] : runs.all.count
            guard first < end else { continue }
            let start = runs.all[first]
            let finish = runs.all[end - 1]
            var points = [dock(flow.from.index, run: first, side: leaving(start))]
            for run in first..<(end - 1) {
                let (a, b) = (sheet.place(run, runs, tracks, grid), sheet.place(run + 1, runs, tracks, grid))
                points.append(onPage(runs.all[run].isLevel ? Point(b, a) : Point(a, b)))
            }
            points.append(dock(flow.to.index, run: end - 1, side: entering(finish)))
            diagram.flows.append(Diagram.Line(
                flow: FlowID(index), from: flow.from, to: flow.to, isHandoff: map.isHandoff(FlowID(index)),
                isLoop: graph.isLoop[index] || flow.from == flow.to, isException: flow.kind == .exception, isMain: isMainFlow[index], points: points))
            if let block = blocks[index] {
                drawBlock(block, FlowID(index), run: atSource[index] ? first : end - 1, into: &diagram)
            }
        }
    }

    private func leaving(_ run: Runs.Run) -> Way { run.isLevel ? (run.goesUp ? .east : .west) : (run.goesUp ? .south : .north) }
    private func entering(_ run: Runs.Run) -> Way { leaving(run).opposite }

    private func dock(_ node: Int, run: Int, side: Way) -> Point {
        let shift = side == .east || side == .west ? sheet.size[node].shift : 0
        return Docking.point(on: outline(of: node), side: onPage(side), offset: tracks.offset[run] - shift)
    }

    /// The label and the badges of a flow, beside the node at which they stand.
    private func drawBlock(_ block: FlowBlock, _ id: FlowID, run index: Int, into diagram: inout Diagram) {
        let run = runs.all[index]
        let flow = map[id]
        let isSource = atSource[id.index]
        let node = isSource ? flow.from.index : flow.to.index
        let box = laidOutBox(of: node)
        let side = isSource ? leaving(run) : entering(run)
        let clear = sheet.clearance[id.index]
        let at = sheet.place(index, runs, tracks, grid)
        let middle: Point
        switch side {
        case .east: middle = Point(box.center.x + sheet.labelStart[node] + sheet.labelGap[id.index] + block.blockWidth / 2, at - block.up + block.blockHeight / 2)
        case .west: middle = Point(box.left - Sheet.arrowRoom - block.blockWidth / 2, at - block.up + block.blockHeight / 2)
        case .south: middle = Point(at + Sheet.leaning(tracks.lean[index], block), box.bottom + shapes[node].below + sheet.dataRoom(of: node, isAbove: false) + clear + block.blockHeight / 2)
        case .north: middle = Point(at + Sheet.leaning(tracks.lean[index], block), box.top - shapes[node].above - sheet.dataRoom(of: node, isAbove: true) - clear - block.blockHeight / 2)
        }
        let whole = Box(center: middle, width: block.blockWidth, height: block.blockHeight)
        if block.height > 0 {
            let label = onPage(Box(x: middle.x - block.width / 2, y: whole.top, width: block.width, height: block.height))
            var y = label.top + (label.height - Double(block.lines.count) * FlowBlock.lineHeight) / 2 + 10.5
            var words: [Diagram.Words] = []
            for line in block.lines {
                words.append(Diagram.Words(
                    text: line.text, at: Point(label.center.x, y), size: 11, isBold: line.role == .answer || line.role == .artifact || line.role == .heat || line.role == .change,
                    anchor: .middle, role: line.role))
                y += FlowBlock.lineHeight
            }
            diagram.labels.append(Diagram.Label(flow: id, from: flow.from, to: flow.to, isHandoff: block.isHandoff, lane: map.nodes[node].lane, box: label, words: words))
        }
        for (place, mark) in block.badges.enumerated() {
            let row = place / block.badgesPerRow
            let inRow = min(block.badgesPerRow, block.badges.count - row * block.badgesPerRow)
            let left = middle.x - Double(inRow) * FlowBlock.badge / 2 + 0.5
            let top = whole.top + block.height + (block.height > 0 ? 2 : 0) + Double(row) * FlowBlock.badge + 0.5
            var badge = badge(mark, onPage(Box(
                x: left + Double(place % block.badgesPerRow) * FlowBlock.badge, y: top, width: Badges.side, height: Badges.side)))
            badge.flow = id
            diagram.badges.append(badge)
        }
    }

    // MARK: Marks

    private func badge(_ index: Int, _ box: Box) -> Diagram.Badge {
        let mark = numbering.marks[index]
        return Diagram.Badge(number: mark.number, rule: mark.rule, severity: mark.severity, box: box, message: Wording.clean(mark.message))
    }

    func drawBadges(into diagram: inout Diagram, heads: LaneHeads, pains: Pains, votesAreBelow: [Bool]) {
        for lane in map.lanes.indices {
            let marks = heads.badges[lane]
            let count = marks.count + heads.pains[lane].count
            let head = diagram.lanes[lane].head
            let boxes = isTurned ? heads.markBoxes(count, inColumn: head) : heads.markBoxes(count, in: head)
            for (mark, box) in zip(marks, boxes) { diagram.badges.append(badge(mark, box)) }
            for (number, box) in zip(heads.pains[lane], boxes.dropFirst(marks.count)) { diagram.pains.append(star(number, box, pains)) }
            for index in diagram.badges.count - min(marks.count, boxes.count)..<diagram.badges.count { diagram.badges[index].lane = LaneID(lane) }
            for index in diagram.pains.count - min(heads.pains[lane].count, max(0, boxes.count - marks.count))..<diagram.pains.count { diagram.pains[index].lane = LaneID(lane) }
        }
        let portsAbove = self.portsAbove()
        for node in map.nodes.indices {
            let before = (badges: diagram.badges.count, pains: diagram.pains.count, unknowns: diagram.unknowns.count)
            defer {
                for index in before.badges..<diagram.badges.count { diagram.badges[index].step = NodeID(node) }
                for index in before.pains..<diagram.pains.count { diagram.pains[index].step = NodeID(node) }
                for index in before.unknowns..<diagram.unknowns.count { diagram.unknowns[index].step = NodeID(node) }
            }
            let outline = outline(of: node)
            let box = outline.box
            if options.badges {
                let marks = numbering.ofNode[node]
                let boxes = Badges.boxes(marks.count, on: outline, form: shapes[node].form, ports: portsAbove[node])
                for (mark, box) in zip(marks, boxes) { diagram.badges.append(badge(mark, box)) }
            }
            var left = box.left - 8
            for number in pains.ofNode(node) {
                let box = Box(x: left, y: box.bottom - 9, width: 21, height: 21)
                var mark = star(number, box, pains)
                mark.votes = pains.votes(number, at: box, isBelow: votesAreBelow[node])
                left = mark.whole.right
                diagram.pains.append(mark)
            }
            if options.unknowns, let unknown = Unknowns.of(NodeID(node), map) {
                let mark = Box(x: box.right - 11, y: box.bottom - 8, width: 17, height: 17)
                diagram.unknowns.append(Diagram.Mark(box: mark, text: "?", meaning: unknown))
            }
        }
    }

    private func star(_ number: Int, _ box: Box, _ pains: Pains) -> Diagram.Mark {
        Diagram.Mark(box: box, text: pains.letter(of: number), meaning: Wording.clean(pains.all[number - 1].text.string))
    }

    /// For each node, the x of the flows that dock on its upper edge.
    private func portsAbove() -> [[Double]] {
        var out = [[Double]](repeating: [], count: map.nodes.count)
        if isTurned {
            for (index, run) in runs.all.enumerated() where run.isLevel && grid.isRow[run.line] {
                let x = sheet.place(index, runs, tracks, grid)
                if run.index == 0, !run.goesUp { out[map.flows[run.flow].from.index].append(x) }
                if run.highEnd.next == nil, run.goesUp { out[map.flows[run.flow].to.index].append(x) }
            }
            return out
        }
        for (index, run) in runs.all.enumerated() where !run.isLevel && run.line % 2 == 1 {
            let x = sheet.place(index, runs, tracks, grid)
            if run.index == 0, !run.goesUp { out[map.flows[run.flow].from.index].append(x) }
            if run.highEnd.next == nil, run.goesUp { out[map.flows[run.flow].to.index].append(x) }
        }
        return out
    }
}
