/// A point of a drawing.
struct Dot: Hashable {
    var x: Double
    var y: Double

    func distance(to other: Dot) -> Double { ((x - other.x) * (x - other.x) + (y - other.y) * (y - other.y)).squareRoot() }
}

/// Counts where lines cross, in our drawings and in those of Graphviz alike: each place where two different
/// lines go truly through each other, and not where they only meet at a step.
enum Crossings {
    private struct Piece {
        let a: Dot
        let b: Dot
        let line: Int
        var left: Double { min(a.x, b.x) }
        var right: Double { max(a.x, b.x) }
    }

    static func count(_ lines: [[Dot]]) -> Int {
        let pieces = lines.enumerated().flatMap { line, points in
            zip(points, points.dropFirst()).filter { $0 != $1 }.map { Piece(a: $0, b: $1, line: line) }
        }.sorted { $0.left < $1.left }
        var count = 0
        var open: [Piece] = []
        for piece in pieces {
            open.removeAll { $0.right < piece.left }
            count += open.count { $0.line != piece.line && cross($0, piece) }
            open.append(piece)
        }
        return count
    }

    private static func cross(_ p: Piece, _ q: Piece) -> Bool {
        func side(_ a: Dot, _ b: Dot, _ c: Dot) -> Double { (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) }
        return side(p.a, p.b, q.a) * side(p.a, p.b, q.b) < 0 && side(q.a, q.b, p.a) * side(q.a, q.b, p.b) < 0
    }

    /// The lines that `dot -Tplain` drew: each of its curves as twelve straight pieces.
    static func linesOfDot(_ plain: String) -> [[Dot]] {
        var lines: [[Dot]] = []
        for line in plain.split(separator: "\n") where line.hasPrefix("edge ") {
            let words = line.split(separator: " ")
            guard words.count > 3, let count = Int(words[3]), words.count >= 4 + 2 * count else { continue }
            let points = (0..<count).map { Dot(x: Double(words[4 + 2 * $0]) ?? 0, y: Double(words[5 + 2 * $0]) ?? 0) }
            lines.append(flattened(points))
        }
        return lines
    }

    private static func flattened(_ points: [Dot]) -> [Dot] {
        guard let first = points.first else { return [] }
        var out = [first]
        for start in stride(from: 0, to: points.count - 3, by: 3) {
            let (a, b, c, d) = (points[start], points[start + 1], points[start + 2], points[start + 3])
            for step in 1...12 {
                let t = Double(step) / 12
                let u = 1 - t
                let (p, q, r, s) = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
                out.append(Dot(x: p * a.x + q * b.x + r * c.x + s * d.x, y: p * a.y + q * b.y + r * c.y + s * d.y))
            }
        }
        return out
    }
}
