import ProcessModel

/// The final sizes of outlines: each grows until its ports and badges have room.
enum NodeSizes {
    static func final(
        _ map: ProcessMap, shapes: [NodeShape], marks: [Sheet.Marks], runs: Runs, tracks: Tracks
    ) -> [(width: Double, height: Double)] {
        let n = map.nodes.count
        // How far from the middle the outermost port of each side lies.
        var level = [Double](repeating: 0, count: n)
        var upright = level
        var upperLeft = level
        var upperRight = level
        var hasUpper = [Bool](repeating: false, count: n)
        for (index, run) in runs.all.enumerated() {
            let ends = [(run.index == 0, map.flows[run.flow].from.index, run.goesUp),
                        (run.targetEnd.next == nil, map.flows[run.flow].to.index, !run.goesUp)]
            for (docks, node, isLowEnd) in ends where docks {
                if run.isLevel {
                    level[node] = max(level[node], abs(tracks.offset[index]))
                } else {
                    upright[node] = max(upright[node], abs(tracks.offset[index]))
                    if !isLowEnd {
                        hasUpper[node] = true
                        upperLeft[node] = min(upperLeft[node], tracks.offset[index])
                        upperRight[node] = max(upperRight[node], tracks.offset[index])
                    }
                }
            }
        }
        return (0..<n).map { node in
            var (width, height) = (shapes[node].width, shapes[node].height)
            switch shapes[node].form {
            case .box:
                width = max(width, 2 * upright[node] + 18)
                height = max(height, 2 * level[node] + 18)
            case .hexagon:
                width = max(width, 2 * upright[node] + 2 * NodeShape.hexagonPoint + 12)
                height = max(height, 2 * level[node] + 14)
            case .ring:
                if level[node] > 8.5 { height = max(height, 2 * level[node] + NodeShape.ringDiameter) }
                if upright[node] > 8.5 { width = max(width, 2 * upright[node] + NodeShape.ringDiameter) }
            case .bar:
                height = max(height, 2 * level[node] + 16)
            }
            if shapes[node].form == .box || shapes[node].form == .hexagon {
                let ports = hasUpper[node] ? max(-upperLeft[node], upperRight[node]) : nil
                width = max(width, Badges.width(for: marks[node].badges, ports: ports, isHexagon: shapes[node].form == .hexagon))
            }
            return ((width / 2).rounded(.up) * 2, (height / 2).rounded(.up) * 2)
        }
    }
}
