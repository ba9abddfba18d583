/// A flow's line as SVG path data, its corners rounded, and its arrowhead.
enum FlowPath {
    private static let radius = 7.0
    private static let arrowLength = 8.0
    private static let arrowHalf = 3.8
    /// The line ends this far before the border, so that its blunt end does not stand out beside the arrow's tip.
    private static let shortened = 1.2

    /// `endsInArrow` is false for a line that ends at a mark, up to which it runs.
    static func data(_ given: [Point], endsInArrow: Bool = true) -> String {
        var points = given
        guard points.count >= 2 else { return "" }
        if endsInArrow { points[points.count - 1] = moved(points[points.count - 1], towards: points[points.count - 2], by: shortened) }
        var out = "M\(n(points[0].x)) \(n(points[0].y))"
        for index in 1..<(points.count - 1) {
            let (before, corner, after) = (points[index - 1], points[index], points[index + 1])
            let bend = min(radius, distance(before, corner) / 2, distance(corner, after) / 2)
            let (a, b) = (moved(corner, towards: before, by: bend), moved(corner, towards: after, by: bend))
            out += "L\(n(a.x)) \(n(a.y))Q\(n(corner.x)) \(n(corner.y)) \(n(b.x)) \(n(b.y))"
        }
        let last = points[points.count - 1]
        return out + "L\(n(last.x)) \(n(last.y))"
    }

    static func arrow(_ points: [Point]) -> String {
        guard points.count >= 2 else { return "" }
        let tip = points[points.count - 1]
        let base = moved(tip, towards: points[points.count - 2], by: arrowLength)
        let (dx, dy) = (tip.x - base.x, tip.y - base.y)
        let (sx, sy) = (-dy / arrowLength * arrowHalf, dx / arrowLength * arrowHalf)
        return "M\(n(tip.x)) \(n(tip.y))L\(n(base.x + sx)) \(n(base.y + sy))L\(n(base.x - sx)) \(n(base.y - sy))Z"
    }

    private static func n(_ value: Double) -> String { SVGText.number(value) }

    private static func distance(_ a: Point, _ b: Point) -> Double { abs(a.x - b.x) + abs(a.y - b.y) }

    /// A point moved along the axis on which both lie.
    private static func moved(_ point: Point, towards other: Point, by length: Double) -> Point {
        let (dx, dy) = (other.x - point.x, other.y - point.y)
        let whole = abs(dx) + abs(dy)
        guard whole > 0 else { return point }
        return Point(point.x + dx / whole * length, point.y + dy / whole * length)
    }
}
