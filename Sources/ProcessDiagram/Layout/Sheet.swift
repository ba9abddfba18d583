import ProcessModel

/// The widths of gaps and columns, the heights of aisles and rows, and with them where every grid
/// line and every node stands. Each is just as large as what lies in it.
///
/// A gap holds, from left to right, the labels of the column before, its tracks, and room for the
/// arrowheads of the column after; an aisle likewise from top to bottom, with labels on both sides.
/// No track lies where a label may stand, so no line can run over one.
struct Sheet: Sendable {
    /// From a step's border to a label, past the marks that stand out over its corners.
    static let clearOfMarks = 7.0
    static let arrowRoom = 15.0
    /// From a border to a line that passes beside it.
    static let passing = 16.0
    /// How far a badge or a star stands out over a node's border.
    static let markOverhang = 12.0

    /// For each flow with a block on a level end at its source: how far the block stands from the node.
    private(set) var labelGap: [Double]
    /// The final size of each node's outline.
    private(set) var size: [NodeSizes.Size]
    /// For each gap (even upright) the place of its first track, for each column its middle; in px.
    private(set) var x: [Double]
    /// For each aisle the place of its first track, for each row its middle; in px.
    private(set) var y: [Double]
    /// For each lane, its upper and lower border.
    private(set) var laneTop: [Double] = []
    private(set) var laneBottom: [Double] = []
    /// For each column, half its width.
    private(set) var columnHalf: [Double]
    private(set) var left: Double
    private(set) var right: Double
    /// For each node, how far right of its middle a label may begin: past its outline and, for the small
    /// shapes, past the name and the badges around it.
    private(set) var labelStart: [Double]
    /// For each flow with a block on an upright end: how far the block stands from the node's border, past
    /// arrowheads, badges, stars, and the blocks beside the node that reach round its corner.
    private(set) var clearance: [Double]

    /// For each gateway with a name above it, how far from its middle the leftmost flow docks there; nil where none does.
    private(set) var upperPort: [Double?]

    /// For each node, where what it needs and makes is drawn; nil where nothing is.
    private(set) var data: [DataBand?]

    struct Marks: Sendable {
        /// How many badges stand on a node's upper edge.
        var badges = 0
        /// How many stars stand on its lower edge.
        var stars = 0
        /// How wide they are, with their votes.
        var lowerWidth = 0.0
        /// Whether a star or a `?` stands on its lower edge.
        var hasLower = false
        /// Whether the votes of a star stand below it.
        var votesAreBelow = false
        /// How far the stars and their votes stand out below its lower edge.
        var lowerReach = Sheet.markOverhang
    }

    init(
        _ map: ProcessMap, grid: Grid, shapes: [NodeShape], marks: [Marks], blocks: [FlowBlock?], atSource: [Bool],
        runs: Runs, tracks: Tracks, spacing: Spacing, left: Double, top: Double, laneNameHeights: [Double], gapsBelow: [Double] = []
    ) {
        let n = map.nodes.count
        let size = NodeSizes.final(map, grid: grid, shapes: shapes, marks: marks, runs: runs, tracks: tracks)
        self.size = size
        var upperPort = [Double?](repeating: nil, count: n)
        var highestBlock = [Double](repeating: 0, count: n)
        for (index, run) in runs.all.enumerated() {
            let ends = [(run.index == 0, map.flows[run.flow].from.index, run.goesUp), (run.targetEnd.next == nil, map.flows[run.flow].to.index, !run.goesUp)]
            for (docks, node, isLowEnd) in ends where docks && shapes[node].above > 0 {
                if !run.isLevel, !isLowEnd { upperPort[node] = min(upperPort[node] ?? .infinity, tracks.offset[index]) }
                if run.isLevel, let block = Self.block(on: run, blocks, atSource) { highestBlock[node] = max(highestBlock[node], block.up - tracks.offset[index]) }
            }
        }
        self.upperPort = upperPort
        let data = Self.data(map, shapes: shapes, size: size, runs: runs, tracks: tracks)
        self.data = data
        // How far each node's cell reaches from its middle.
        var halfWidth = [Double](repeating: 0, count: n)
        var up = halfWidth
        var down = halfWidth
        for node in 0..<n {
            halfWidth[node] = max(size[node].width / 2, shapes[node].form == .ring || shapes[node].form == .bar ? shapes[node].nameExtent / 2 : 0)
            if shapes[node].above > 0 {
                halfWidth[node] = max(halfWidth[node], upperPort[node].map { shapes[node].nameExtent + 12 - $0 } ?? shapes[node].nameExtent / 2)
            }
            if shapes[node].isTurned {
                // Its name stands below its badges, and both on its right.
                if shapes[node].form == .ring, marks[node].badges > 0 { halfWidth[node] = max(halfWidth[node], shapes[node].nameExtent - 5) }
            } else if shapes[node].form == .ring || shapes[node].form == .bar {
                halfWidth[node] = max(halfWidth[node], size[node].width / 2 + Double(max(0, marks[node].badges - 1)) * FlowBlock.badge + 6)
            }
            up[node] = size[node].height / 2 - size[node].shift + shapes[node].above
            down[node] = size[node].height / 2 + size[node].shift + (shapes[node].below > 0 ? shapes[node].below + 2 : 0)
            if let band = data[node] {
                halfWidth[node] = max(halfWidth[node], band.reach)
                if band.isAbove { up[node] += band.height } else { down[node] += band.height }
            }
            if shapes[node].isTurned {
                down[node] = max(down[node], size[node].height / 2 + size[node].shift + Badges.overhang(of: marks[node].badges, beside: shapes[node].form))
            }
        }

        labelStart = (0..<n).map { node in
            if shapes[node].isTurned { return halfWidth[node] + (marks[node].hasLower ? Self.markOverhang - 3 : 0) }
            if shapes[node].form == .diamond { return highestBlock[node] > size[node].height / 2 ? halfWidth[node] : size[node].width / 2 }
            guard shapes[node].form == .ring || shapes[node].form == .bar else { return size[node].width / 2 }
            let badges = Badges.overhang(of: marks[node].badges, beside: shapes[node].form)
            return max(halfWidth[node], badges > 0 ? size[node].width / 2 + badges : 0)
        }
        var columnHalf = [Double](repeating: 5, count: grid.columnCount)
        for node in 0..<n { columnHalf[grid.column[node]] = max(columnHalf[grid.column[node]], halfWidth[node]) }
        var rowUp = [Double](repeating: 0, count: grid.levelCount)
        var rowDown = rowUp
        for node in 0..<n {
            rowUp[grid.level[node]] = max(rowUp[grid.level[node]], up[node])
            rowDown[grid.level[node]] = max(rowDown[grid.level[node]], down[node])
        }
        for lane in grid.lanes where lane.rowCount == 1 && rowUp[lane.firstLine + 1] == 0 {
            rowUp[lane.firstLine + 1] = 8
            rowDown[lane.firstLine + 1] = 8
        }
        for (index, run) in runs.all.enumerated() {
            let offset = tracks.offset[index]
            let block = Self.block(on: run, blocks, atSource)
            if run.isLevel, grid.isRow[run.line] {
                rowUp[run.line] = max(rowUp[run.line], -offset + (block?.up ?? 2) + 3)
                rowDown[run.line] = max(rowDown[run.line], offset + (block?.down ?? 2) + 3)
            } else if !run.isLevel, run.line % 2 == 1 {
                let column = run.line / 2
                let middle = offset + (block.map { Self.leaning(tracks.lean[index], $0) } ?? 0)
                columnHalf[column] = max(columnHalf[column], abs(offset) + 5, abs(middle) + (block.map { $0.blockWidth / 2 } ?? 2) + 3)
            }
        }

        self.columnHalf = columnHalf

        // What labels and arrowheads need beyond the borders of columns and rows.
        // Lines that pass keep their distance from borders that are not theirs.
        var east = tracks.uprightTracks.map { $0 > 0 ? Self.passing : spacing.leaving }
        var west = tracks.uprightTracks.map { $0 > 0 ? Self.passing : spacing.entering }
        var south = tracks.levelTracks.map { $0 > 0 ? Self.passing : 11 }
        var north = tracks.levelTracks.map { $0 > 0 ? Self.passing : Self.arrowRoom }
        for lane in grid.lanes {
            let isEmpty = lane.rowCount == 1 && rowUp[lane.firstLine + 1] <= 8
            south[lane.firstLine] = isEmpty ? 6 : 9
            north[lane.lastLine] = isEmpty ? 6 : 9
            if isEmpty {
                north[lane.firstLine] = 6
                south[lane.lastLine] = 6
            }
        }
        for node in 0..<n {
            let level = grid.level[node]
            if shapes[node].isTurned {
                let (upright, spare) = (grid.upright(of: node), halfWidth[node] - columnHalf[grid.column[node]])
                if marks[node].badges > 0 { west[upright - 1] = max(west[upright - 1], spare + Self.markOverhang + 9) }
                if marks[node].hasLower { east[upright + 1] = max(east[upright + 1], spare + Self.markOverhang + 7) }
                continue
            }
            if marks[node].badges > 0 { north[level - 1] = max(north[level - 1], up[node] - rowUp[level] + Self.markOverhang + 9) }
            if marks[node].hasLower { south[level + 1] = max(south[level + 1], down[node] - rowDown[level] + marks[node].lowerReach + 7) }
        }
        let beside = BesideNode(map, runs: runs, tracks: tracks, blocks: blocks, atSource: atSource)
        clearance = Array(repeating: 0, count: map.flows.count)
        labelGap = Array(repeating: spacing.labelGap, count: map.flows.count)
        for (index, run) in runs.all.enumerated() {
            guard let block = Self.block(on: run, blocks, atSource) else { continue }
            let isSource = atSource[run.flow]
            let node = isSource ? map.flows[run.flow].from.index : map.flows[run.flow].to.index
            // The block stands at the end of the run that docks on that node.
            let docksLow = isSource == run.goesUp
            var clear = Self.clearance(isSource: isSource, isUpper: !docksLow, marks[node])
            if shapes[node].isTurned {
                // Marks reach over the left and right borders a little.
                clear = max(isSource ? Self.clearOfMarks : Self.arrowRoom, marks[node].badges > 0 || marks[node].hasLower ? Self.markOverhang : 0)
            }
            if !run.isLevel {
                let middle = tracks.offset[index] + Self.leaning(tracks.lean[index], block)
                let border = docksLow ? down[node] : up[node]
                let reach = beside.reach(
                    of: node, isUpper: !docksLow, from: middle - block.blockWidth / 2, to: middle + block.blockWidth / 2,
                    labelStart: labelStart[node])
                if let reach { clear = max(clear, reach + 4 - border) }
                clearance[run.flow] = clear
            }
            if run.isLevel {
                // A high block reaches up to the badges on the node's corners, or down to its marks.
                let (above, below) = (block.up - tracks.offset[index], block.down + tracks.offset[index])
                if above > up[node] - 8 || below > down[node] - 10 { labelGap[run.flow] = max(spacing.labelGap, Self.clearOfMarks) }
                let need = block.blockWidth + 2 * labelGap[run.flow] - (columnHalf[grid.column[node]] - labelStart[node])
                if docksLow { east[run.low + 1] = max(east[run.low + 1], need) } else { west[run.high - 1] = max(west[run.high - 1], need + 8) }
            } else if docksLow {
                south[run.low + 1] = max(south[run.low + 1], block.blockHeight + clear + Self.clearOfMarks - (rowDown[grid.level[node]] - down[node]))
            } else {
                north[run.high - 1] = max(north[run.high - 1], block.blockHeight + clear + Self.clearOfMarks - (rowUp[grid.level[node]] - up[node]))
            }
        }

        // Left to right.
        self.left = left
        x = Array(repeating: 0, count: grid.uprightCount)
        var at = left
        for line in 0..<grid.uprightCount {
            if line % 2 == 1 {
                at += columnHalf[line / 2].rounded(.up)
                x[line] = at
                at += columnHalf[line / 2].rounded(.up)
                continue
            }
            let tracks = Double(max(0, tracks.uprightTracks[line] - 1)) * Tracks.pitch
            let before = line == 0 ? 12 : east[line].rounded(.up)
            let after = line == grid.uprightCount - 1 ? 14 : west[line].rounded(.up)
            x[line] = at + before
            at += before + tracks + after
        }
        right = at

        // Top to bottom.
        y = Array(repeating: 0, count: grid.levelCount)
        at = top
        for (index, lane) in grid.lanes.enumerated() {
            let height = (lane.firstLine...lane.lastLine).reduce(0.0) { sum, line in
                sum + (grid.isRow[line] ? rowUp[line].rounded(.up) + rowDown[line].rounded(.up)
                    : south[line].rounded(.up) + north[line].rounded(.up) + Double(max(0, tracks.levelTracks[line] - 1)) * Tracks.pitch)
            }
            let spare = max(0, (laneNameHeights[index] - height) / 2).rounded(.up)
            laneTop.append(at)
            at += spare
            for line in lane.firstLine...lane.lastLine {
                if grid.isRow[line] {
                    at += rowUp[line].rounded(.up)
                    y[line] = at
                    at += rowDown[line].rounded(.up)
                } else {
                    y[line] = at + south[line].rounded(.up)
                    at += south[line].rounded(.up) + Double(max(0, tracks.levelTracks[line] - 1)) * Tracks.pitch + north[line].rounded(.up)
                }
            }
            at += spare
            laneBottom.append(at)
            if gapsBelow.indices.contains(index) { at += gapsBelow[index] }
        }
    }

    /// What steps need and make, each put beside the flows that dock where it is drawn.
    private static func data(_ map: ProcessMap, shapes: [NodeShape], size: [NodeSizes.Size], runs: Runs, tracks: Tracks) -> [DataBand?] {
        var bands = shapes.map(\.data)
        guard bands.contains(where: { $0 != nil }) else { return bands }
        var upper = [[Double]](repeating: [], count: bands.count)
        var lower = upper
        for (index, run) in runs.all.enumerated() where !run.isLevel {
            let ends = [(run.index == 0, map.flows[run.flow].from.index, run.goesUp), (run.targetEnd.next == nil, map.flows[run.flow].to.index, !run.goesUp)]
            for (docks, node, isLowEnd) in ends where docks {
                if isLowEnd { lower[node].append(tracks.offset[index]) } else { upper[node].append(tracks.offset[index]) }
            }
        }
        for node in bands.indices {
            bands[node]?.settle(upper: upper[node], lower: lower[node], holdsEvents: shapes[node].holdsEvents, width: size[node].width)
        }
        return bands
    }

    /// What a node's label keeps clear of besides: what the node needs and makes, on that side.
    func dataRoom(of node: Int, isAbove: Bool) -> Double {
        guard let band = data[node], band.isAbove == isAbove else { return 0 }
        return band.height
    }

    /// The block that stands on a run: that of its flow, where it is the flow's first run and the
    /// block stands at the source, or its last and the block stands at the target.
    static func block(on run: Runs.Run, _ blocks: [FlowBlock?], _ atSource: [Bool]) -> FlowBlock? {
        guard let block = blocks[run.flow] else { return nil }
        if atSource[run.flow] { return run.index == 0 ? block : nil }
        return run.targetEnd.next == nil ? block : nil
    }

    /// How far to the side of its run the middle of a leaning block stands.
    static func leaning(_ lean: Int, _ block: FlowBlock) -> Double {
        block.isBeside ? block.blockWidth / 2 + 4 : Double(lean) * max(0, block.blockWidth / 2 - Tracks.leanRest)
    }

    /// From a node's border to the block on a flow that docks there: past an arrowhead, a badge or a star.
    static func clearance(isSource: Bool, isUpper: Bool, _ marks: Marks) -> Double {
        let mark = isUpper ? (marks.badges > 0 ? markOverhang + 3 : 0) : (marks.hasLower ? marks.lowerReach + 3 : 0)
        return max(isSource ? clearOfMarks : arrowRoom, mark)
    }

    /// Where a run lies, in px: its y where it is level, its x where it is upright.
    func place(_ index: Int, _ runs: Runs, _ tracks: Tracks, _ grid: Grid) -> Double {
        let run = runs.all[index]
        if run.isLevel {
            return y[run.line] + (grid.isRow[run.line] ? tracks.offset[index] : Double(tracks.track[index]) * Tracks.pitch)
        }
        return x[run.line] + (run.line % 2 == 1 ? tracks.offset[index] : Double(tracks.track[index]) * Tracks.pitch)
    }
}

extension Sheet {
    /// Moves all of it to the right, or down the page where time runs down.
    mutating func moveAlong(by distance: Double) {
        for index in x.indices { x[index] += distance }
        left += distance
        right += distance
    }

    /// Moves all of it down, to make room for the heading.
    mutating func moveDown(by distance: Double) {
        for index in y.indices { y[index] += distance }
        for index in laneTop.indices {
            laneTop[index] += distance
            laneBottom[index] += distance
        }
    }
}
