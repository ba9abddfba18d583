import ProcessAnalysis
import ProcessModel

/// What layers add to the SVG.
extension SVGDrawing {
    /// The class of what has changed, after a blank.
    func change(_ kind: MapChange.Kind?) -> String { kind.map { " \($0.rawValue)" } ?? "" }

    // MARK: Heat

    /// The class of what is tinted, after a blank.
    func heat(_ tint: Diagram.Tint?) -> String { tint.map { " heat-" + ($0.level.map { "\($0)" } ?? "unknown") } ?? "" }

    /// The attribute that says what was read: a share, a score or a number of votes.
    func heatValue(_ tint: Diagram.Tint?) -> String {
        guard let tint else { return "" }
        guard let value = tint.value else { return " data-heat=\"unknown\"" }
        return " data-heat=\"\(value.isInfinite ? "infinite" : Self.precise(value))\""
    }

    /// With four decimals, as shares need.
    private static func precise(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e11 else { return "0" }
        let parts = Int((value * 10_000).rounded())
        let rest = String(String(10_000 + abs(parts) % 10_000).dropFirst())
        return "\(parts / 10_000)" + (abs(parts) % 10_000 == 0 ? "" : "." + rest)
    }

    // MARK: Votes

    func votes(_ votes: Diagram.Votes?) -> String { votes.map { Signs.votes($0.count, $0.box) } ?? "" }

    // MARK: Interaction

    mutating func writeInteractions() {
        for line in diagram.interactions {
            let (above, below) = (lane(line.above), lane(line.below))
            out.line("<g class=\"interaction\" data-above=\"\(above)\" data-below=\"\(below)\" data-handoffs=\"\(line.handoffs)\">")
            let path = line.stretches.map { line.isUpright ? "M\(n(line.y)) \(n($0.left))V\(n($0.right))" : "M\(n($0.left)) \(n(line.y))H\(n($0.right))" }.joined()
            out.line("<path class=\"border\" d=\"\(path)\"/>")
            for words in line.words { letter(words) }
            out.line("</g>")
        }
    }

    private func lane(_ lane: LaneID) -> String {
        diagram.lanes.indices.contains(lane.index) ? e(diagram.lanes[lane.index].name) : ""
    }

    mutating func writeTouchpoints() {
        for touchpoint in diagram.touchpoints {
            let place = switch touchpoint.place {
            case .handoff(_, let from, let to): "data-from=\"\(name(from))\" data-to=\"\(name(to))\""
            case .step(let step): "data-step=\"\(name(step))\""
            }
            out.line("<g class=\"touchpoint\" \(place)>\(Signs.touchpoint(touchpoint.box))<title>touchpoint</title></g>")
        }
    }

    // MARK: Timeline

    mutating func writeTimeline(_ timeline: Diagram.Timeline) {
        out.line("<g class=\"timeline\">")
        if let heading = timeline.heading { letter(heading) }
        if let first = timeline.points.first {
            let path = timeline.points.dropFirst().map { "L\(n($0.x)) \(n($0.y))" }.joined()
            out.line("<path class=\"ladder-line\" d=\"M\(n(first.x)) \(n(first.y))\(path)\"/>")
        }
        for rung in timeline.rungs {
            let figures = (rung.wait.map { " data-wait=\"\(n($0))\"" } ?? "") + (rung.work.map { " data-work=\"\(n($0))\"" } ?? "")
            out.line("<g class=\"rung\"\(figures)>")
            for words in rung.words { letter(words) }
            out.line("<title>\(rung.steps.map { name($0) }.joined(separator: "; "))</title></g>")
        }
        for words in timeline.totals { letter(words) }
        out.line("</g>")
    }
}

extension Signs {
    static func votes(_ count: String, _ box: Box) -> String {
        rect("votes", box, radius: 4)
            + "<text class=\"count\" x=\"\(SVGText.number(box.center.x))\" y=\"\(SVGText.number(box.center.y + 4))\" font-size=\"11\" font-weight=\"700\" text-anchor=\"middle\">\(SVGText.escaped(count))</text>"
    }

    static func touchpoint(_ box: Box) -> String {
        "<circle class=\"touch\" cx=\"\(SVGText.number(box.center.x))\" cy=\"\(SVGText.number(box.center.y))\" r=\"\(SVGText.number(box.width / 2 - 0.5))\"/>"
    }

    private static func rect(_ kind: String, _ box: Box, radius: Double) -> String {
        "<rect class=\"\(kind)\" x=\"\(SVGText.number(box.x))\" y=\"\(SVGText.number(box.y))\" width=\"\(SVGText.number(box.width))\" height=\"\(SVGText.number(box.height))\" rx=\"\(SVGText.number(radius))\"/>"
    }

    /// The signs of layers in the legend.
    static func layer(_ sign: Diagram.Legend.Sign, _ box: Box) -> String {
        func n(_ value: Double) -> String { SVGText.number(value) }
        func path(_ kind: String, _ data: String) -> String { "<path class=\"\(kind)\" d=\"\(data)\"/>" }
        switch sign {
        case .added, .removed, .changed:
            let word = sign == .added ? "+" : sign == .removed ? "−" : "~"
            return "<g class=\"\(sign.rawValue)\">" + rect("outline", box.inset(by: 1.5), radius: 3)
                + "<text class=\"change\" x=\"\(n(box.center.x))\" y=\"\(n(box.center.y + 4))\" font-size=\"12\" font-weight=\"700\" text-anchor=\"middle\">\(word)</text></g>"
        case .votes: return votes("+3", Box(center: box.center, width: box.width, height: 15))
        case .times:
            // With a figure in it, as an empty box is a step.
            return rect("outline", box.inset(by: 0.5), radius: 3)
                + "<text class=\"times\" x=\"\(n(box.center.x))\" y=\"\(n(box.center.y + 4))\" font-size=\"11\" text-anchor=\"middle\">1 h</text>"
        case .interaction: return path("border", "M\(n(box.left)) \(n(box.center.y))H\(n(box.right))")
        case .touchpoint: return touchpoint(Box(center: box.center, width: 9, height: 9))
        case .timeline:
            let (upper, lower, step) = (n(box.top + 3), n(box.bottom - 3), box.width / 4)
            return path("ladder-line", "M\(n(box.left)) \(upper)H\(n(box.left + step))V\(lower)H\(n(box.left + 2 * step))V\(upper)H\(n(box.left + 3 * step))V\(lower)H\(n(box.right))")
        case .heat1, .heat2, .heat3, .heat4, .heat5, .heatUnknown:
            let kind = switch sign {
            case .heat1: "heat-1"
            case .heat2: "heat-2"
            case .heat3: "heat-3"
            case .heat4: "heat-4"
            case .heat5: "heat-5"
            default: "heat-unknown"
            }
            return rect("tint \(kind)", box.inset(by: 1), radius: 3)
        default: return ""
        }
    }
}
