/// Where the badges of a node stand: on its upper edge from the right corner leftwards, past the
/// ports that are there.
enum Badges {
    static let side = 18.0
    private static let pitch = FlowBlock.badge
    private static let portRoom = 9.0
    /// How far the last badge stands out over the right border of a step, and how far the first one
    /// stands inside that of a small shape.
    private static let boxOverhang = 5.0
    private static let smallInset = 4.0

    /// How wide an outline must be to hold `count` badges beside ports that reach `ports` px from its middle.
    static func width(for count: Int, ports: Double?, isHexagon: Bool) -> Double {
        guard count > 0 else { return 0 }
        let slant = isHexagon ? NodeShape.hexagonPoint : 0
        guard let ports else { return Double(count) * pitch + 2 * slant }
        let eachSide = Double((count + 1) / 2) * pitch
        return 2 * (ports + portRoom + eachSide + slant)
    }

    /// How far `count` badges reach beyond the right border of a shape, in px.
    static func overhang(of count: Int, beside form: NodeShape.Form) -> Double {
        guard count > 0 else { return 0 }
        switch form {
        case .ring, .bar, .diamond: return Double(count - 1) * pitch + side - smallInset
        case .box: return boxOverhang
        case .hexagon: return 0
        }
    }

    /// The boxes of `count` badges on the upper edge of `outline`, from right to left. `ports` are
    /// the x of the flows that dock there.
    static func boxes(_ count: Int, on outline: Diagram.Outline, form: NodeShape.Form, ports: [Double]) -> [Box] {
        guard count > 0 else { return [] }
        let box = outline.box
        switch form {
        case .ring, .bar, .diamond:
            // Beside and above the small shape, from its corner to the right.
            return (0..<count).map { Box(x: box.right - smallInset + Double($0) * pitch, y: box.top - 12, width: side, height: side) }
        case .box, .hexagon:
            let slant = form == .hexagon ? NodeShape.hexagonPoint : 0
            let y = box.top - side + 6
            var out: [Box] = []
            var x = box.right - slant + boxOverhang - side
            let low = (ports.min() ?? 0) - portRoom
            let high = (ports.max() ?? 0) + portRoom
            while out.count < count {
                if !ports.isEmpty, x < high, x + side > low { x = low - side }
                out.append(Box(x: x, y: y, width: side, height: side))
                x -= pitch
            }
            return out
        }
    }
}
