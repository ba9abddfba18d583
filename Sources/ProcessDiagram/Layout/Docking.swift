#if canImport(Glibc)
import Glibc
#endif

/// Where a flow meets the true outline of a shape.
enum Docking {
    /// The point on `side` of an outline, `offset` px from the middle of that side.
    static func point(on outline: Diagram.Outline, side: Way, offset: Double) -> Point {
        let box = outline.box
        let middle = box.center
        switch side {
        case .east: return Point(box.right - indent(outline, offset, isLevel: true), middle.y + offset)
        case .west: return Point(box.left + indent(outline, offset, isLevel: true), middle.y + offset)
        case .north: return Point(middle.x + offset, box.top + indent(outline, offset, isLevel: false))
        case .south: return Point(middle.x + offset, box.bottom - indent(outline, offset, isLevel: false))
        }
    }

    /// How far the outline lies inside its box at `offset` from the middle of a side.
    private static func indent(_ outline: Diagram.Outline, _ offset: Double, isLevel: Bool) -> Double {
        let box = outline.box
        switch outline {
        case .hexagon(_, let point):
            if isLevel { return box.height > 0 ? point * min(1, abs(offset) / (box.height / 2)) : 0 }
            let over = abs(offset) - (box.width / 2 - point)
            return over > 0 ? over * (box.height / 2) / max(point, 1) : 0
        case .box(_, let radius):
            let straight = (isLevel ? box.height : box.width) / 2 - radius
            let over = min(radius, abs(offset) - straight)
            return over > 0 ? radius - (radius * radius - over * over).squareRoot() : 0
        }
    }
}
