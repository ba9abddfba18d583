/// Brings what is said of a line nearer to it. Graphviz keeps a place for each label from which the line may lie
/// far off, and the reader then wonders of which line it speaks.
enum NetworkLabels {
    /// Between a label and its line.
    private static let air = 2.0
    /// Between a label and all else.
    private static let clear = 5.0
    /// With more lines than these labels are numbers, and near enough.
    private static let most = 120

    /// The middles of the labels, moved straight up or down towards their lines as far as nothing stands in the way.
    static func settled(_ layout: NetworkLayout, boxes: [Box], sizes: [NetworkLayout.Size]) -> [Point] {
        var labels = zip(layout.curves, sizes).map { Box(center: $0.label, width: $1.width, height: $1.height) }
        guard labels.count == layout.curves.count, labels.count <= most else { return layout.curves.map(\.label) }
        let lines = layout.curves.map(samples)
        for (index, line) in lines.enumerated() {
            let way = distance(from: labels[index], to: line)
            for part in [1, 0.75, 0.5, 0.25] where abs(way * part) >= 2 {
                let moved = labels[index].moved(Point(0, way * part))
                let room = moved.inset(by: -clear)
                let isFree = !boxes.contains { room.overlaps($0) }
                    && !labels.indices.contains { $0 != index && room.overlaps(labels[$0]) }
                    && !lines.indices.contains { other in
                        lines[other].contains { (other == index ? moved : room).holds($0) }
                    }
                guard isFree else { continue }
                labels[index] = moved
                break
            }
        }
        return labels.map(\.center)
    }

    /// How far down (or up, if negative) a label may go to lie just beside its line; 0 where the line passes at its height.
    private static func distance(from label: Box, to line: [Point]) -> Double {
        let beside = line.filter { $0.x >= label.left && $0.x <= label.right }.map(\.y)
        guard let highest = beside.min(), let lowest = beside.max() else { return 0 }
        if label.bottom + air < highest { return highest - air - label.bottom }
        if label.top - air > lowest { return lowest + air - label.top }
        return 0
    }

    /// Points along a curve, close together, to the tip of its arrow.
    private static func samples(_ curve: NetworkLayout.Curve) -> [Point] {
        var out = curve.points.first.map { [$0] } ?? []
        for first in stride(from: 0, to: curve.points.count - 3, by: 3) {
            let (a, b, c, d) = (curve.points[first], curve.points[first + 1], curve.points[first + 2], curve.points[first + 3])
            for step in 1...24 {
                let t = Double(step) / 24
                let (p, q, r, s) = ((1 - t) * (1 - t) * (1 - t), 3 * t * (1 - t) * (1 - t), 3 * t * t * (1 - t), t * t * t)
                out.append(Point(p * a.x + q * b.x + r * c.x + s * d.x, p * a.y + q * b.y + r * c.y + s * d.y))
            }
        }
        return out + [curve.tip]
    }
}

extension Box {
    fileprivate func holds(_ point: Point) -> Bool { point.x > left && point.x < right && point.y > top && point.y < bottom }
}
