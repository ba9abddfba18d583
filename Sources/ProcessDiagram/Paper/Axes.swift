/// A map seen along the way that time runs and across it, so that cutting needs to know only one direction.
struct Axes: Sendable {
    typealias Extent = (low: Double, high: Double)

    let isDown: Bool

    init(_ diagram: Diagram) { isDown = diagram.direction == .down }

    func along(_ point: Point) -> Double { isDown ? point.y : point.x }
    func across(_ point: Point) -> Double { isDown ? point.x : point.y }
    func along(_ box: Box) -> Extent { isDown ? (box.top, box.bottom) : (box.left, box.right) }
    func across(_ box: Box) -> Extent { isDown ? (box.left, box.right) : (box.top, box.bottom) }
    func point(along: Double, across: Double) -> Point { isDown ? Point(across, along) : Point(along, across) }

    func box(along: Extent, across: Extent) -> Box {
        let (a, b) = (along.high - along.low, across.high - across.low)
        return isDown
            ? Box(x: across.low, y: along.low, width: b, height: a) : Box(x: along.low, y: across.low, width: a, height: b)
    }
}

extension Diagram.Words {
    /// The room that the words take.
    public var box: Box {
        let length = TextWidth.of(text, size: size, isBold: isBold)
        let (rise, fall) = (0.78 * size, 0.24 * size)
        if isUpright { return Box(x: at.x - rise, y: at.y - length / 2, width: rise + fall, height: length) }
        return Box(x: anchor == .middle ? at.x - length / 2 : at.x, y: at.y - rise, width: length, height: rise + fall)
    }

    func moved(_ by: Point) -> Diagram.Words {
        var copy = self
        copy.at = at.moved(by)
        return copy
    }
}

extension Point {
    func moved(_ by: Point) -> Point { Point(x + by.x, y + by.y) }
}

extension Box {
    func moved(_ by: Point) -> Box { Box(x: x + by.x, y: y + by.y, width: width, height: height) }
}

extension Diagram.Outline {
    func moved(_ by: Point) -> Diagram.Outline {
        switch self {
        case .box(let box, let radius): .box(box.moved(by), radius: radius)
        case .hexagon(let box, let point): .hexagon(box.moved(by), point: point)
        }
    }
}
