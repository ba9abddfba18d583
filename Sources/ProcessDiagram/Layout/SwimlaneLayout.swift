import ProcessAnalysis
import ProcessModel
import ProcessSyntax

/// From a map to its drawing: columns, rows, shapes, routes, tracks, sizes, and what stands around.
struct SwimlaneLayout {
    static let margin = 20.0
    /// More than this can't be read as one drawing by anybody.
    static let mostNodes = 20_000

    let map: ProcessMap
    let graph: FlowGraph
    let mainPath: MainPath
    let findings: [Finding]
    let options: SwimlaneMap.Options

    init(_ map: ProcessMap, graph: FlowGraph, mainPath: MainPath, findings: [Finding], options: SwimlaneMap.Options) {
        self.map = map
        self.graph = graph
        self.mainPath = mainPath
        self.findings = findings
        self.options = options
    }

    func diagram() throws(DrawingError) -> Diagram {
        guard map.nodes.count <= Self.mostNodes else {
            throw DrawingError(
                "the map has \(map.nodes.count) steps; at most \(Self.mostNodes) can be drawn. Move parts of it to maps of their own and name them here with 'call:'",
                isAboutTheMap: true)
        }
        guard map.nodes.allSatisfy({ map.lanes.indices.contains($0.lane.index) }) else {
            throw DrawingError("a step stands in no lane; declare at least one lane, as in 'lanes: Marketing, Sales'", isAboutTheMap: true)
        }
        guard map.flows.allSatisfy({ map.nodes.indices.contains($0.from.index) && map.nodes.indices.contains($0.to.index) }) else {
            throw DrawingError("a flow leads to or from a step that is not on the map")
        }
        let grid = try Grid.withClearDrops(map, graph: graph, mainPath: mainPath)
        let numbering = Numbering(map, grid: grid, findings: findings)
        let isTurned = options.direction == .down
        // Down the page there is room for as many columns as there are; on paper the map is cut in its gaps.
        let spacing = options.notation == .bpmn ? Spacing.modeler : isTurned || options.isForPaper ? Spacing.roomy : Spacing.fitting(map, grid: grid)
        let figures = Figures(map, options)
        var shapes = map.nodes.indices.map { node in
            let shape = NodeShape(map.nodes[node], map, spacing, figures: figures.ofNode(NodeID(node)))
            return isTurned ? shape.turned() : shape
        }
        if options.notation == .bpmn {
            for flow in map.flows where flow.kind == .exception && shapes[flow.from.index].form == .box {
                shapes[flow.from.index].holdsEvents = true
                shapes[flow.from.index].keepsMiddleFree = map[flow.from].kind == .call
            }
            for node in map.nodeIDs where shapes[node.index].form == .box { shapes[node.index].data = DataBand(map.details(of: node)) }
        }
        let blocks = map.flowIDs.map { flow -> FlowBlock? in
            let block = FlowBlock(
                flow, map, badges: options.badges ? numbering.ofFlow[flow.index] : [], spacing, times: options.times, heat: figures.heat(of: flow),
                change: options.difference?.words(ofFlow: flow))
            return isTurned ? block?.turned() : block
        }
        let pains = options.pains ? Pains(map, numbers: options.painNumbers) : Pains()
        let marks = map.nodes.indices.map { node in
            // The name of a small shape stands where its votes would be.
            let votesAreBelow = spacing == .close && (shapes[node].form == .box || shapes[node].form == .hexagon)
            return Sheet.Marks(
                badges: options.badges ? numbering.ofNode[node].count : 0,
                stars: pains.ofNode(node).count,
                lowerWidth: pains.markWidth(atNode: node, votesAreBelow: votesAreBelow),
                hasLower: !pains.ofNode(node).isEmpty || options.unknowns && Unknowns.of(NodeID(node), map) != nil,
                votesAreBelow: votesAreBelow,
                lowerReach: Sheet.markOverhang + (votesAreBelow ? pains.voteDepth(atNode: node) : 0))
        }

        let router = try Router(map, graph: graph, mainPath: mainPath, grid: grid, shapes: shapes, blocks: blocks)
        let runs = Runs(router.routes, grid: grid)
        var isMainFlow = [Bool](repeating: false, count: map.flows.count)
        for flow in mainPath.flows { isMainFlow[flow.index] = true }
        let reach = runs.all.map { run -> Tracks.Reach in
            var reach = Tracks.Reach()
            let ends = [run.index == 0 ? map.flows[run.flow].from.index : nil, run.targetEnd.next == nil ? map.flows[run.flow].to.index : nil]
            // Ports on a ring stand closer, as it is small.
            if ends.contains(where: { $0.map { shapes[$0].form == .ring || shapes[$0].form == .diamond } ?? false }) { reach.plain = 4 }
            if run.index == 0, map.flows[run.flow].kind == .exception, shapes[map.flows[run.flow].from.index].holdsEvents {
                reach.plain = NodeShape.eventDiameter / 2 + 2
                if shapes[map.flows[run.flow].from.index].keepsMiddleFree { reach.offMiddle = NodeShape.besideCallMark }
            }
            guard let block = Sheet.block(on: run, blocks, router.labelIsAtSource) else { return reach }
            reach.labelLower = run.isLevel ? block.up + 2 : block.blockWidth / 2 + 3
            reach.labelHigher = run.isLevel ? block.down + 2 : block.blockWidth / 2 + 3
            if block.isBeside {
                (reach.labelLower, reach.labelHigher) = run.isLevel ? (block.up + 2, 0) : (0, block.blockWidth + 7)
            }
            reach.labelIsLow = router.labelIsAtSource[run.flow] == run.goesUp
            return reach
        }
        let tracks = Tracks(runs, grid: grid, ends: map.flows.map { ($0.from.index, $0.to.index) }, reach: reach, isMain: runs.all.map { isMainFlow[$0.flow] })

        let heads = LaneHeads(map, numbering: options.badges ? numbering : nil, pains: pains)
        var sheet = Sheet(
            map, grid: grid, shapes: shapes, marks: marks, blocks: blocks, atSource: router.labelIsAtSource, runs: runs,
            tracks: tracks, spacing: spacing, left: Self.margin + heads.width, top: 0, laneNameHeights: heads.heights,
            gapsBelow: options.interaction ? InteractionDrawing.gaps(map) : [])
        var phases = isTurned ? PhaseStrip(turned: map, grid: grid, sheet: sheet) : PhaseStrip(map, grid: grid, sheet: sheet)
        let extent = isTurned ? phases.height + (sheet.laneBottom.last ?? 0) + Self.margin : sheet.right
        let width = max(extent + Self.margin, 640)
        let heading = Heading(map, width: width - 2 * Self.margin)
        if isTurned {
            phases.moveBeside(by: Self.margin, down: heading.height)
            sheet.moveAlong(by: heading.height)
            sheet.moveDown(by: Self.margin + phases.height)
        } else {
            phases.moveDown(by: heading.height + Self.margin)
            sheet.moveDown(by: heading.height + Self.margin + phases.height)
        }

        var diagram = Diagram(title: heading.title, summary: heading.summary, width: width, height: 0, direction: options.direction)
        diagram.heading = heading.words
        diagram.phases = phases.phases
        diagram.numberedRules = numbering.groups.map(\.rule)
        let scene = Scene(
            map: map, graph: graph, grid: grid, shapes: shapes, blocks: blocks, atSource: router.labelIsAtSource, runs: runs,
            tracks: tracks, sheet: sheet, numbering: numbering, isMainFlow: isMainFlow, options: options)
        diagram.lanes = isTurned
            ? heads.columns(sheet, top: heading.height + Self.margin, bottom: sheet.right) : heads.bands(sheet, right: width - Self.margin)
        scene.drawSteps(into: &diagram)
        scene.drawFlows(into: &diagram)
        scene.drawData(into: &diagram)
        scene.drawBadges(into: &diagram, heads: heads, pains: pains, votesAreBelow: marks.map(\.votesAreBelow))
        figures.tint(&diagram)
        if options.interaction { InteractionDrawing(map).draw(into: &diagram) }
        var bottom = isTurned ? sheet.right : sheet.laneBottom.last ?? (heading.height + Self.margin)
        if let ladder = options.timeline { bottom = TimelineBand(ladder).draw(into: &diagram, below: bottom) }
        Surroundings(map: map, numbering: numbering, pains: pains, options: options).add(to: &diagram, below: bottom)
        let check = SelfCheck(diagram)
        try check.checkStory()
        diagram.takeOff(check.crowdedMarks())
        try ListCheck(diagram).run()
        return diagram
    }
}
