/// One of the four ways on the grid. Also names the side of a shape: a flow that leaves by the east
/// side runs east, one that runs east enters by the west side.
enum Way: Int, Sendable {
    case east, south, west, north

    var isLevel: Bool { self == .east || self == .west }
    var opposite: Way {
        switch self {
        case .east: .west
        case .west: .east
        case .north: .south
        case .south: .north
        }
    }
}

/// A crossing of the grid.
struct GridPoint: Hashable, Sendable {
    var upright: Int
    var level: Int
}

/// The way of one flow over the grid: its source's place, each corner, its target's place.
struct Route: Sendable {
    var points: [GridPoint]

    func way(_ index: Int) -> Way {
        let (a, b) = (points[index], points[index + 1])
        if a.level == b.level { return b.upright > a.upright ? .east : .west }
        return b.level > a.level ? .south : .north
    }

    /// The side by which it leaves its source and the side by which it enters its target.
    var leaves: Way { way(0) }
    var enters: Way { way(points.count - 2).opposite }
}
