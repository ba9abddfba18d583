import CGraphviz

/// A network laid out by Graphviz dot: places of its boxes, of the labels of its edges, and the curves between them. Only
/// numbers go in and come out.
struct NetworkLayout: Sendable {
    struct Size: Sendable {
        var width: Double
        var height: Double
    }

    struct Edge: Sendable {
        let from: Int
        let to: Int
        /// Room for what is said of it.
        let label: Size
    }

    struct Curve: Sendable {
        /// A first point, then three for each cubic Bézier piece; the last is where the arrow begins.
        let points: [Point]
        let tip: Point
        /// The middle of the label.
        let label: Point
    }

    let width: Double
    let height: Double
    /// The middles of the boxes.
    let centers: [Point]
    /// One for each edge.
    let curves: [Curve]

    /// Nil where Graphviz fails. Lengths in px; y grows downwards. `from` and `to` of an edge differ.
    init?(nodes: [Size], edges: [Edge], down: Bool) {
        guard !nodes.isEmpty, nodes.count < 10_000, edges.count < 100_000,
            edges.allSatisfy({ nodes.indices.contains($0.from) && nodes.indices.contains($0.to) })
        else { return nil }
        let (widths, heights) = (nodes.map(\.width), nodes.map(\.height))
        let (from, to) = (edges.map { Int32($0.from) }, edges.map { Int32($0.to) })
        let (labelWidths, labelHeights) = (edges.map { $0.label.width.rounded(.up) }, edges.map { $0.label.height.rounded(.up) })
        let found = Ranks.lock.withLock { _ -> (Double, Double, [Point], [Curve])? in
            guard let network = baton_network_make(
                Int32(nodes.count), widths, heights, Int32(edges.count), from, to, labelWidths, labelHeights, down ? 1 : 0)
            else { return nil }
            defer { baton_network_free(network) }
            var (width, height) = (0.0, 0.0)
            baton_network_size(network, &width, &height)
            func turned(_ x: Double, _ y: Double) -> Point { Point(x, height - y) }
            let centers = nodes.indices.map { index in
                var (x, y) = (0.0, 0.0)
                baton_network_node(network, Int32(index), &x, &y)
                return turned(x, y)
            }
            var curves: [Curve] = []
            for index in edges.indices.lazy.map(Int32.init) {
                let count = baton_network_points(network, index)
                guard count >= 4 else { return nil }
                let points = (0..<count).map { number in
                    var (x, y) = (0.0, 0.0)
                    baton_network_point(network, index, number, &x, &y)
                    return turned(x, y)
                }
                var (x, y) = (0.0, 0.0)
                guard baton_network_label(network, index, &x, &y) != 0 else { return nil }
                let label = turned(x, y)
                guard baton_network_tip(network, index, &x, &y) != 0 else { return nil }
                curves.append(Curve(points: points, tip: turned(x, y), label: label))
            }
            return (width, height, centers, curves)
        }
        guard let found else { return nil }
        (width, height, centers, curves) = found
    }
}
