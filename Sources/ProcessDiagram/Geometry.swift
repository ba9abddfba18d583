/// A place on the sheet, in px; x grows to the right, y downwards.
public struct Point: Hashable, Sendable {
    public var x: Double
    public var y: Double

    public init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }
}

/// A rectangle whose sides lie along the axes, in px.
public struct Box: Hashable, Sendable {
    public var x: Double
    public var y: Double
    public var width: Double
    public var height: Double

    public init(x: Double, y: Double, width: Double, height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    public init(center: Point, width: Double, height: Double) {
        self.init(x: center.x - width / 2, y: center.y - height / 2, width: width, height: height)
    }

    public var left: Double { x }
    public var right: Double { x + width }
    public var top: Double { y }
    public var bottom: Double { y + height }
    public var center: Point { Point(x + width / 2, y + height / 2) }

    /// True where both share more than `slack` px in width and in height.
    func overlaps(_ other: Box, slack: Double = 0) -> Bool {
        min(right, other.right) - max(left, other.left) > slack && min(bottom, other.bottom) - max(top, other.top) > slack
    }

    func inset(by margin: Double) -> Box {
        Box(x: x + margin, y: y + margin, width: width - 2 * margin, height: height - 2 * margin)
    }

    func union(_ other: Box) -> Box {
        let (left, top) = (min(left, other.left), min(top, other.top))
        return Box(x: left, y: top, width: max(right, other.right) - left, height: max(bottom, other.bottom) - top)
    }
}
