import ProcessSyntax

/// The small signs: an octagon, triangle or circle for how much a finding weighs, a star for a pain,
/// a ring for what nobody knew; each drawn to fill a box.
enum Signs {
    private static func n(_ value: Double) -> String { SVGText.number(value) }

    private static func polygon(_ kind: String, _ box: Box, _ points: [(Double, Double)]) -> String {
        let list = points.map { "\(n(box.x + $0.0 * box.width)),\(n(box.y + $0.1 * box.height))" }.joined(separator: " ")
        return "<polygon class=\"\(kind)\" points=\"\(list)\"/>"
    }

    static func severity(_ severity: Severity, _ box: Box) -> String {
        switch severity {
        case .error:
            let a = 0.29
            return polygon("sign", box, [(a, 0), (1 - a, 0), (1, a), (1, 1 - a), (1 - a, 1), (a, 1), (0, 1 - a), (0, a)])
        case .warning:
            // A triangle with its corners cut off: in a pointed one a number of two digits touches the sides.
            return polygon("sign", box, [(0.36, 0), (0.64, 0), (1.03, 0.78), (0.97, 1), (0.03, 1), (-0.03, 0.78)])
        case .info: return "<circle class=\"sign\" cx=\"\(n(box.center.x))\" cy=\"\(n(box.center.y))\" r=\"\(n(box.width / 2))\"/>"
        }
    }

    static func star(_ box: Box) -> String {
        // The corners of a pentagram on the unit circle, outer and inner in turn.
        let points: [(Double, Double)] = [
            (0.5, 0), (0.66, 0.32), (1, 0.37), (0.76, 0.62), (0.81, 0.97), (0.5, 0.81), (0.19, 0.97), (0.24, 0.62), (0, 0.37), (0.34, 0.32),
        ]
        return polygon("star", box, points)
    }

    /// A shape of a sheet that is no map of lanes.
    static func plain(_ plain: Diagram.Plain) -> String {
        let box = plain.box
        switch plain.kind {
        case .chevron:
            let x = min(12, box.width / 3) / max(box.width, 1)
            return polygon("chevron", box, [(0, 0), (1 - x, 0), (1, 0.5), (1 - x, 1), (0, 1), (x, 0.5)])
        case .cell: return "<rect class=\"cell\" x=\"\(n(box.x))\" y=\"\(n(box.y))\" width=\"\(n(box.width))\" height=\"\(n(box.height))\" rx=\"5\"/>"
        case .rule: return "<path class=\"hair\" d=\"M\(n(box.left)) \(n(box.top))H\(n(box.right))\"/>"
        }
    }

    /// A flag with a point, for a line that goes on elsewhere.
    static func pennant(_ box: Box, _ way: Way) -> String {
        let (x, y) = (pennantTip / max(box.width, 1), pennantTip / max(box.height, 1))
        return switch way {
        case .east: polygon("pennant", box, [(0, 0), (1 - x, 0), (1, 0.5), (1 - x, 1), (0, 1)])
        case .west: polygon("pennant", box, [(1, 0), (x, 0), (0, 0.5), (x, 1), (1, 1)])
        case .south: polygon("pennant", box, [(0, 0), (1, 0), (1, 1 - y), (0.5, 1), (0, 1 - y)])
        case .north: polygon("pennant", box, [(0, 1), (1, 1), (1, y), (0.5, 0), (0, y)])
        }
    }

    static let pennantTip = 5.0

    /// Where the letter of a pennant stands.
    static func pennantMiddle(_ box: Box, _ way: Way) -> Point {
        let by = pennantTip / 2
        return switch way {
        case .east: Point(box.center.x - by, box.center.y)
        case .west: Point(box.center.x + by, box.center.y)
        case .south: Point(box.center.x, box.center.y - by)
        case .north: Point(box.center.x, box.center.y + by)
        }
    }

    /// The letter of a pennant, and the page on which the line goes on, with their middles.
    static func pennantWords(_ mark: Diagram.Continuation) -> [(words: String, isBold: Bool, at: Point)] {
        let middle = pennantMiddle(mark.box, mark.way)
        guard let page = mark.page.map(FlagPages.words) else { return [(mark.letter, true, middle)] }
        if mark.way == .north || mark.way == .south {
            let by = FlagPages.lineHeight / 2
            return [(mark.letter, true, Point(middle.x, middle.y - by)), (page, false, Point(middle.x, middle.y + by))]
        }
        let (letter, rest) = (TextWidth.of(mark.letter, size: 11, isBold: true), TextWidth.of(page, size: 11))
        let left = middle.x - (letter + FlagPages.gap + rest) / 2
        return [(mark.letter, true, Point(left + letter / 2, middle.y)), (page, false, Point(left + letter + FlagPages.gap + rest / 2, middle.y))]
    }

    static func ring(_ box: Box) -> String {
        "<circle class=\"ring\" cx=\"\(n(box.center.x))\" cy=\"\(n(box.center.y))\" r=\"\(n(box.width / 2 - 0.6))\"/>"
    }

    /// A number in the middle of a sign; lower in those that are wider below.
    static func number(_ text: String, _ box: Box, lower: Bool) -> String {
        "<text x=\"\(n(box.center.x))\" y=\"\(n(box.center.y + (lower ? 5 : 4)))\" font-size=\"11\" font-weight=\"700\" text-anchor=\"middle\">\(SVGText.escaped(text))</text>"
    }

    /// A plain sign before what has no mark on the map.
    static func bullet(_ text: String, _ box: Box) -> String {
        "<text x=\"\(n(box.center.x))\" y=\"\(n(box.top + 12))\" font-size=\"14\" font-weight=\"700\" text-anchor=\"middle\">\(text)</text>"
    }

    static func legend(_ sign: Diagram.Legend.Sign, _ box: Box) -> String {
        let middle = n(box.center.y)
        func line(_ kind: String) -> String {
            "<path class=\"line \(kind)\" d=\"M\(n(box.left)) \(middle)L\(n(box.right - 6)) \(middle)\"/>"
                + "<path class=\"arrow \(kind)\" d=\"\(FlowPath.arrow([Point(box.left, box.center.y), Point(box.right, box.center.y)]))\"/>"
        }
        func rect(_ kind: String, inset: Double, radius: Double) -> String {
            let b = box.inset(by: inset)
            return "<rect class=\"\(kind)\" x=\"\(n(b.x))\" y=\"\(n(b.y))\" width=\"\(n(b.width))\" height=\"\(n(b.height))\" rx=\"\(n(radius))\"/>"
        }
        switch sign {
        case .step: return rect("outline", inset: 1, radius: 3)
        case .elsewhere: return "<g class=\"elsewhere\">" + rect("outline", inset: 1, radius: 3) + "</g>"
        case .goesOn: return pennant(box, .east) + number("A", Box(x: box.x - pennantTip / 2, y: box.y, width: box.width, height: box.height), lower: false)
        case .approval: return rect("outline", inset: 0, radius: 4) + rect("rail", inset: 3, radius: 2)
        case .call:
            return rect("outline", inset: 1, radius: 3)
                + "<path class=\"rail\" d=\"M\(n(box.left + 5)) \(n(box.top + 1))V\(n(box.bottom - 1))M\(n(box.right - 5)) \(n(box.top + 1))V\(n(box.bottom - 1))\"/>"
        case .decision:
            return "<g class=\"key\" data-kind=\"decision\">" + polygon("outline", box.inset(by: 1), [(0, 0.5), (0.2, 0), (0.8, 0), (1, 0.5), (0.8, 1), (0.2, 1)]) + "</g>"
        case .start: return "<g class=\"key\" data-kind=\"start\">" + rect("outline", inset: 2, radius: 6) + "</g>"
        case .end: return "<g class=\"key\" data-kind=\"end\">" + rect("outline", inset: 2.5, radius: 6) + "</g>"
        case .split: return "<g class=\"key\" data-kind=\"fork\">" + rect("outline", inset: 0.5, radius: 2) + "</g>"
        case .handoff: return line("handoff")
        case .loop: return line("loop")
        case .exception: return line("exception")
        case .customer: return "<g class=\"customer\">" + rect("head", inset: 1, radius: 0) + "</g>"
        case .outside: return "<g class=\"outside\">" + rect("head", inset: 1, radius: 0) + "</g>"
        case .error: return "<g class=\"mark\" data-severity=\"error\">" + severity(.error, box) + number("1", box, lower: false) + "</g>"
        case .warning: return "<g class=\"mark\" data-severity=\"warning\">" + severity(.warning, box) + number("1", box, lower: true) + "</g>"
        case .info: return "<g class=\"mark\" data-severity=\"info\">" + severity(.info, box) + number("1", box, lower: false) + "</g>"
        case .pain: return "<g class=\"pain-key\">" + star(box) + number("A", box, lower: true) + "</g>"
        case .unknown: return ring(box) + number("?", box, lower: false)
        case .note: return bullet("–", box)
        case .rating: return bullet("#", box)
        case .added, .removed, .changed, .votes, .times, .timeline, .interaction, .touchpoint, .heat1, .heat2, .heat3, .heat4, .heat5, .heatUnknown:
            return layer(sign, box)
        }
    }
}
