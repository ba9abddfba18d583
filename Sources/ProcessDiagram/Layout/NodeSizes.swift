import ProcessModel

/// The final sizes of outlines: each grows until its ports and badges have room.
enum NodeSizes {
    struct Size: Sendable {
        var width: Double
        var height: Double
        /// How far the middle of the outline lies below the middle of its row. Only bars are moved, so
        /// that they reach just as far up and down as their ports do.
        var shift = 0.0
    }

    static func final(
        _ map: ProcessMap, grid: Grid, shapes: [NodeShape], marks: [Sheet.Marks], runs: Runs, tracks: Tracks
    ) -> [Size] {
        var size = own(map, shapes: shapes, marks: marks, runs: runs, tracks: tracks)
        // Steps of one column are equally wide and those of one row equally high: it takes no more
        // room and calms the eye. A very large one does not swell the others.
        var width = [Double](repeating: 0, count: grid.columnCount)
        var height = [Double](repeating: 0, count: grid.levelCount)
        // A decision has no figures as a rule, and would be drawn out to a spindle beside those that do.
        var heightOfNames = height
        let isTurned = shapes.first?.isTurned ?? false
        for node in size.indices where (shapes[node].form == .box || isTurned && shapes[node].form == .hexagon) && size[node].width <= (isTurned ? 110 : 170) {
            width[grid.column[node]] = max(width[grid.column[node]], size[node].width)
        }
        for node in size.indices where (shapes[node].form == .box || !isTurned && shapes[node].form == .hexagon) && size[node].height <= (isTurned ? 170 : 110) {
            height[grid.level[node]] = max(height[grid.level[node]], size[node].height)
            heightOfNames[grid.level[node]] = max(
                heightOfNames[grid.level[node]], ((size[node].height - shapes[node].figuresHeight) / 2).rounded(.up) * 2)
        }
        for node in size.indices where shapes[node].form == .box || shapes[node].form == .hexagon {
            if shapes[node].form == .box || isTurned { size[node].width = max(size[node].width, width[grid.column[node]]) }
            let row = shapes[node].form == .box ? height : heightOfNames
            if shapes[node].form == .box || !isTurned { size[node].height = max(size[node].height, row[grid.level[node]]) }
        }
        return size
    }

    private static func own(
        _ map: ProcessMap, shapes: [NodeShape], marks: [Sheet.Marks], runs: Runs, tracks: Tracks
    ) -> [Size] {
        let n = map.nodes.count
        // How far from the middle the outermost port of each side lies.
        var level = [Double](repeating: 0, count: n)
        var highest = level
        var lowest = level
        var upright = level
        var upperLeft = level
        var upperRight = level
        var lowerLeft = level
        var lower = level
        var hasUpper = [Bool](repeating: false, count: n)
        var hasLower = hasUpper
        // The ports on the side where time comes in, which is the upper one where it runs down.
        var incoming = [Double?](repeating: nil, count: n)
        for (index, run) in runs.all.enumerated() {
            let ends = [(run.index == 0, map.flows[run.flow].from.index, run.goesUp),
                        (run.targetEnd.next == nil, map.flows[run.flow].to.index, !run.goesUp)]
            for (docks, node, isLowEnd) in ends where docks {
                if run.isLevel {
                    level[node] = max(level[node], abs(tracks.offset[index]))
                    highest[node] = min(highest[node], tracks.offset[index])
                    lowest[node] = max(lowest[node], tracks.offset[index])
                    if isLowEnd, shapes[node].isTurned {
                        hasLower[node] = true
                        lowerLeft[node] = min(lowerLeft[node], tracks.offset[index])
                    }
                    if !isLowEnd { incoming[node] = max(incoming[node] ?? 0, abs(tracks.offset[index])) }
                } else {
                    upright[node] = max(upright[node], abs(tracks.offset[index]))
                    if !isLowEnd {
                        hasUpper[node] = true
                        upperLeft[node] = min(upperLeft[node], tracks.offset[index])
                        upperRight[node] = max(upperRight[node], tracks.offset[index])
                    } else if !shapes[node].isTurned {
                        hasLower[node] = true
                        lowerLeft[node] = min(lowerLeft[node], tracks.offset[index])
                        lower[node] = max(lower[node], abs(tracks.offset[index]))
                    }
                }
            }
        }
        // The stars; their votes stand further in, and must keep clear of the flows that leave below.
        func starWidth(_ node: Int) -> Double {
            let plain = Double(marks[node].stars) * 21
            let own = marks[node].stars > 1 ? marks[node].lowerWidth + 4 : 0
            return hasLower[node] && marks[node].lowerWidth > plain ? max(own, 2 * (marks[node].lowerWidth - lowerLeft[node])) : own
        }
        return (0..<n).map { node in
            var (width, height) = (shapes[node].width, shapes[node].height)
            switch shapes[node].form {
            case .box:
                width = max(width, 2 * upright[node] + 18)
                // Events, all that docks below where there are some, stay clear of the corners.
                if shapes[node].holdsEvents { width = max(width, 2 * lower[node] + NodeShape.eventDiameter + 16) }
                height = max(height, 2 * level[node] + 18)
            case .hexagon:
                let slants = 2 * NodeShape.hexagonPoint - 2
                width = max(width, 2 * upright[node] + 14 + (shapes[node].isTurned ? 0 : slants))
                height = max(height, 2 * level[node] + 14 + (shapes[node].isTurned ? slants : 0))
            case .ring where shapes[node].width == NodeShape.eventDiameter:
                // It stays round, as modelers draw nothing else.
                width = max(width, 2 * max(level[node], upright[node]) / 0.85)
                height = width
            case .ring:
                if level[node] > 8.5 { height = max(height, 2 * level[node] + NodeShape.ringDiameter) }
                if upright[node] > 8.5 { width = max(width, 2 * upright[node] + NodeShape.ringDiameter) }
            case .diamond:
                width = max(width, 2 * upright[node] + 6)
                height = max(height, 2 * level[node] + 6)
            case .bar:
                height = max(height, lowest[node] - highest[node] + 24)
                let tall = (height / 2).rounded(.up) * 2
                return Size(width: (width / 2).rounded(.up) * 2, height: tall, shift: (highest[node] + lowest[node]) / 2)
            }
            if shapes[node].isTurned, shapes[node].form == .box || shapes[node].form == .hexagon {
                height = max(height, Badges.width(for: marks[node].badges, ports: incoming[node], isHexagon: shapes[node].form == .hexagon))
                height = max(height, starWidth(node))
            } else if shapes[node].form == .box || shapes[node].form == .hexagon {
                let ports = hasUpper[node] ? max(-upperLeft[node], upperRight[node]) : nil
                width = max(width, Badges.width(for: marks[node].badges, ports: ports, isHexagon: shapes[node].form == .hexagon))
                // The stars, and the ring of an unknown figure at the other end.
                width = max(width, starWidth(node))
            }
            return Size(width: (width / 2).rounded(.up) * 2, height: (height / 2).rounded(.up) * 2)
        }
    }
}
