import ProcessModel
import ProcessSyntax

/// A drawing as SVG text, in the structure that docs/drawing.md fixes.
struct SVGDrawing {
    let diagram: Diagram
    let id: String
    /// What each step is called, also those that are not in this part of the map.
    private let keys: [String]
    /// The steps of other sheets.
    private let elsewhere: Set<Int>
    var out = SVGText()
    /// What is otherwise inside an HTML page; nil in a file of its own.
    private let page: PageLinks?

    init(_ diagram: Diagram, idPrefix: String, keys: [String]? = nil, page: PageLinks? = nil) {
        self.diagram = diagram
        self.keys = keys ?? diagram.steps.map(\.key)
        self.page = page
        id = SVGIdentifier.made(of: idPrefix)
        elsewhere = Set(diagram.steps.filter { $0.elsewhere != nil }.map(\.node.index))
    }

    func text() -> String {
        var copy = self
        copy.draw()
        return copy.out.text
    }

    private mutating func draw() {
        if let page { return drawPart(page) }
        let (w, h) = (n(diagram.width), n(diagram.height))
        out.line("<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"\(id)\" class=\"baton-map\" role=\"img\" width=\"\(w)\" height=\"\(h)\" viewBox=\"0 0 \(w) \(h)\" font-size=\"12\" aria-labelledby=\"\(id)-title \(id)-desc\">")
        out.line("<title id=\"\(id)-title\">\(e(diagram.title))</title>")
        out.line("<desc id=\"\(id)-desc\">\(e(diagram.summary))</desc>")
        out.line(Palette.style(
            id: id, isPage: !elsewhere.isEmpty || !diagram.plain.isEmpty, adding: LayerPalette.rules([diagram], id: id)))
        LayerPalette.hatching([diagram], id: id).map { out.line($0) }
        out.line("<rect class=\"sheet\" width=\"\(w)\" height=\"\(h)\"/>")
        writeContents()
        out.line("</svg>")
    }

    /// The elements of a drawing without what makes it a file of its own.
    func contents() -> String {
        var copy = self
        copy.writeContents()
        return copy.out.text
    }

    private mutating func writeContents() {
        for plain in diagram.plain { writePlain(plain) }
        for words in diagram.heading { letter(words) }
        drawMap()
    }

    /// As a part of a page, which has a heading of its own: without the room above the lanes, and with links to the lists.
    private mutating func drawPart(_ page: PageLinks) {
        let top = max(0, page.top(of: diagram))
        let (w, h) = (n(diagram.width), n(diagram.height - top))
        out.line("<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"\(id)\" class=\"baton-map\" role=\"group\" width=\"\(w)\" height=\"\(h)\" viewBox=\"0 \(n(top)) \(w) \(h)\" font-size=\"12\" aria-labelledby=\"\(id)-title \(id)-desc\">")
        out.line("<title id=\"\(id)-title\">\(e(diagram.title))</title>")
        out.line("<desc id=\"\(id)-desc\">\(e(diagram.summary))</desc>")
        out.line(Palette.style(id: id, adding: LayerPalette.rules([diagram], id: id)))
        LayerPalette.hatching([diagram], id: id).map { out.line($0) }
        out.line("<rect class=\"sheet\" y=\"\(n(top))\" width=\"\(w)\" height=\"\(h)\"/>")
        drawMap()
        out.line("</svg>")
    }

    private mutating func drawMap() {
        for phase in diagram.phases { writePhase(phase) }
        writeLanes()
        writeInteractions()
        for flow in diagram.flows where !flow.isMain { writeFlow(flow) }
        for flow in diagram.flows where flow.isMain { writeFlow(flow) }
        for part in diagram.flowParts { writePart(part) }
        for mark in diagram.continuations { writeContinuation(mark) }
        for label in diagram.labels { writeLabel(label) }
        for step in diagram.steps { writeStep(step) }
        writeTouchpoints()
        for (index, badge) in diagram.badges.enumerated() { link(page?.opening(badge, index, id: id, diagram)) { $0.writeBadge(badge) } }
        for (index, pain) in diagram.pains.enumerated() { link(page?.opening(pain, index, id: id, diagram)) { $0.writePain(pain) } }
        for (index, unknown) in diagram.unknowns.enumerated() { link(page?.opening(unknown: unknown, index, id: id, diagram)) { $0.writeUnknown(unknown) } }
        if let timeline = diagram.timeline { writeTimeline(timeline) }
        if let legend = diagram.legend { writeLegend(legend) }
        for list in diagram.lists { writeList(list) }
    }

    /// Writes a mark inside a link where the page has one for it.
    private mutating func link(_ opening: String?, _ write: (inout SVGDrawing) -> Void) {
        if let opening { out.line(opening) }
        write(&self)
        if opening != nil { out.line("</a>") }
    }

    func n(_ value: Double) -> String { SVGText.number(value) }
    func e(_ text: String) -> String { SVGText.escaped(text) }

    mutating func letter(_ words: Diagram.Words) {
        let (x, y) = (n(words.at.x), n(words.at.y))
        let anchor = words.anchor == .middle ? " text-anchor=\"middle\"" : ""
        let weight = words.isBold ? " font-weight=\"700\"" : ""
        let size = words.size == 12 ? "" : " font-size=\"\(n(words.size))\""
        let turn = words.isUpright ? " transform=\"rotate(-90 \(x) \(y))\"" : ""
        out.line("<text class=\"\(words.role.rawValue)\" x=\"\(x)\" y=\"\(y)\"\(size)\(weight)\(anchor)\(turn)>\(e(words.text))</text>")
    }

    func rect(_ kind: String, _ box: Box, radius: Double = 0) -> String {
        let corner = radius > 0 ? " rx=\"\(n(radius))\"" : ""
        return "<rect class=\"\(kind)\" x=\"\(n(box.x))\" y=\"\(n(box.y))\" width=\"\(n(box.width))\" height=\"\(n(box.height))\"\(corner)/>"
    }

    private mutating func writePhase(_ phase: Diagram.Phase) {
        out.line("<g class=\"phase\" data-phase=\"\(e(phase.name))\">")
        out.line(phase.isUpright
            ? "<path class=\"rule\" d=\"M\(n(phase.y)) \(n(phase.left))V\(n(phase.right))\"/>"
            : "<path class=\"rule\" d=\"M\(n(phase.left)) \(n(phase.y))H\(n(phase.right))\"/>")
        for words in phase.words { letter(words) }
        out.line("</g>")
    }

    private mutating func writeLanes() {
        for (index, lane) in diagram.lanes.enumerated() where lane.box.height > 0 {
            out.line("<g class=\"lane\(ground(index))\"\(page == nil ? "" : " id=\"\(id)-l\(index)\"") data-lane=\"\(e(lane.name))\" data-lane-kind=\"\(lane.kind.rawValue)\">")
            out.line(rect("band", lane.box))
            out.line(rect("head", lane.head))
            for words in lane.words { letter(words) }
            out.line("</g>")
        }
    }

    /// The classes that give a lane its colour.
    private func ground(_ lane: Int) -> String {
        guard diagram.lanes.indices.contains(lane) else { return "" }
        let kind = switch diagram.lanes[lane].kind {
        case .customer: " customer"
        case .partner, .agency: " outside"
        case .internal, .system: ""
        }
        return (lane % 2 == 1 ? " odd" : "") + kind
    }

    // MARK: Steps

    private func shape(_ outline: Diagram.Outline, kind: String) -> String {
        switch outline {
        case .box(let box, let radius) where box.width == box.height && radius * 2 >= box.width:
            return "<circle class=\"\(kind)\" cx=\"\(n(box.center.x))\" cy=\"\(n(box.center.y))\" r=\"\(n(radius))\"/>"
        case .box(let box, let radius): return rect(kind, box, radius: min(radius, min(box.width, box.height) / 2))
        case .hexagon(let box, let point):
            let middle = n(box.center.y)
            let points = "\(n(box.left)),\(middle) \(n(box.left + point)),\(n(box.top)) \(n(box.right - point)),\(n(box.top)) \(n(box.right)),\(middle) \(n(box.right - point)),\(n(box.bottom)) \(n(box.left + point)),\(n(box.bottom))"
            return "<polygon class=\"\(kind)\" points=\"\(points)\"/>"
        }
    }

    /// The id of a node in the drawing: a step's name is unique, but may hold anything.
    /// The step's name as an attribute's value.
    func name(_ node: NodeID) -> String {
        keys.indices.contains(node.index) ? e(keys[node.index]) : ""
    }

    private mutating func writePlain(_ plain: Diagram.Plain) {
        let ground = switch plain.lane {
        case .customer: " customer"
        case .partner, .agency: " outside"
        default: ""
        }
        out.line("<g class=\"plain\(ground)\">" + Signs.plain(plain) + "</g>")
    }

    /// A step of another sheet.
    private mutating func writeElsewhere(_ step: Diagram.Shape, _ mark: Diagram.Elsewhere) {
        out.line("<g class=\"continuation elsewhere\" id=\"\(id)-n\(step.node.index)\" data-letter=\"\(e(mark.letter))\" data-side=\"\(mark.goesOut ? "out" : "in")\" data-from=\"\(name(mark.from))\" data-to=\"\(name(mark.to))\">")
        out.line(shape(step.outline, kind: "outline"))
        for words in step.words { letter(words) }
        out.line("</g>")
    }

    private mutating func writeStep(_ step: Diagram.Shape) {
        if let mark = step.elsewhere { return writeElsewhere(step, mark) }
        let lane = step.lane.index < diagram.lanes.count ? diagram.lanes[step.lane.index].name : ""
        out.line("<g class=\"step\(step.isAutomated ? " automated" : "")\(step.isApproval ? " approval" : "")\(heat(step.tint))\(change(step.change))\" id=\"\(id)-n\(step.node.index)\"\(page?.role(of: step, lane: lane) ?? "") data-step=\"\(name(step.node))\" data-lane=\"\(e(lane))\" data-kind=\"\(step.kind.rawValue)\"\(heatValue(step.tint))>")
        out.line(shape(step.outline, kind: "outline"))
        let box = step.outline.box
        if step.kind == .call {
            for x in [box.left + 5, box.right - 5] {
                out.line("<line class=\"rail\" x1=\"\(n(x))\" y1=\"\(n(box.top))\" x2=\"\(n(x))\" y2=\"\(n(box.bottom))\"/>")
            }
        }
        if step.isApproval { out.line(shape(step.outline.inset(by: 3), kind: "rail")) }
        if let divider = step.divider { out.line("<path class=\"divider\" d=\"M\(n(divider.left)) \(n(divider.y))H\(n(divider.right))\"/>") }
        for words in step.words { letter(words) }
        out.line("</g>")
    }

    // MARK: Flows

    private mutating func writeFlow(_ flow: Diagram.Line) {
        if elsewhere.contains(flow.from.index) || elsewhere.contains(flow.to.index) {
            return writePart(Diagram.FlowPart(line: flow, reachesTarget: true))
        }
        let kind = Self.kind(flow)
        out.line("<path class=\"flow\(kind)\"\(page == nil ? "" : " id=\"\(id)-f\(flow.flow.index)\"") data-from=\"\(name(flow.from))\" data-to=\"\(name(flow.to))\" data-handoff=\"\(flow.isHandoff)\" d=\"\(FlowPath.data(flow.points))\"/>")
        out.line("<path class=\"arrow\(kind)\" d=\"\(FlowPath.arrow(flow.points))\"/>")
    }

    private static func kind(_ flow: Diagram.Line) -> String {
        (flow.isMain ? " main" : "") + (flow.isHandoff ? " handoff" : "") + (flow.isLoop ? " loop" : "") + (flow.isException ? " exception" : "")
            + (flow.change.map { " \($0.rawValue)" } ?? "")
    }

    private mutating func writePart(_ part: Diagram.FlowPart) {
        let (flow, kind) = (part.line, Self.kind(part.line))
        out.line("<path class=\"flow-part line\(kind)\" data-from=\"\(name(flow.from))\" data-to=\"\(name(flow.to))\" data-handoff=\"\(flow.isHandoff)\" d=\"\(FlowPath.data(flow.points, endsInArrow: part.reachesTarget))\"/>")
        if part.reachesTarget { out.line("<path class=\"arrow\(kind)\" d=\"\(FlowPath.arrow(flow.points))\"/>") }
    }

    private mutating func writeContinuation(_ mark: Diagram.Continuation) {
        out.line("<g class=\"continuation\" data-letter=\"\(e(mark.letter))\" data-side=\"\(mark.goesOut ? "out" : "in")\" data-from=\"\(name(mark.from))\" data-to=\"\(name(mark.to))\">")
        out.line(Signs.pennant(mark.box, mark.way))
        for (words, isBold, at) in Signs.pennantWords(mark) {
            out.line("<text x=\"\(n(at.x))\" y=\"\(n(at.y + 4))\" font-size=\"11\"\(isBold ? " font-weight=\"700\"" : "") text-anchor=\"middle\">\(e(words))</text>")
        }
        out.line("<title>\(e(mark.meaning))</title></g>")
    }

    private mutating func writeLabel(_ label: Diagram.Label) {
        out.line("<g class=\"\(label.isOnPart ? "flow-part-label" : "flow-label")\(label.isHandoff ? " handoff" : ground(label.lane.index))\(heat(label.tint))\(change(label.change))\" data-from=\"\(name(label.from))\" data-to=\"\(name(label.to))\"\(heatValue(label.tint))>")
        out.line(label.isHandoff ? rect("pill", label.box, radius: 5) : rect("plate", label.box, radius: 3))
        for words in label.words { letter(words) }
        out.line("</g>")
    }

    // MARK: Marks

    private mutating func writeBadge(_ badge: Diagram.Badge) {
        out.line("<g class=\"badge\" data-rule=\"\(e(badge.rule))\" data-severity=\"\(badge.severity.rawValue)\">")
        out.line(Signs.severity(badge.severity, badge.box))
        out.line(Signs.number("\(badge.number)", badge.box, lower: badge.severity == .warning))
        out.line("<title>\(e(badge.message))</title></g>")
    }

    private mutating func writePain(_ mark: Diagram.Mark) {
        out.line("<g class=\"pain\">\(Signs.star(mark.box))\(Signs.number(mark.text, mark.box, lower: true))\(votes(mark.votes))<title>\(e(mark.meaning))</title></g>")
    }

    private mutating func writeUnknown(_ mark: Diagram.Mark) {
        out.line("<g class=\"unknown\">\(Signs.ring(mark.box))\(Signs.number(mark.text, mark.box, lower: false))<title>\(e(mark.meaning))</title></g>")
    }

    private mutating func writeList(_ list: Diagram.List) {
        out.line("<g class=\"list\">")
        letter(list.heading)
        for entry in list.entries {
            switch entry.sign {
            case .finding(let severity, _):
                out.line("<g class=\"badge-key\" data-severity=\"\(severity.rawValue)\">")
                out.line(Signs.severity(severity, entry.box) + Signs.number(entry.mark, entry.box, lower: severity == .warning))
                out.line("</g>")
            case .pain:
                out.line("<g class=\"pain-key\">\(Signs.star(entry.box))\(Signs.number(entry.mark, entry.box, lower: true))</g>")
            case .question: out.line("<g class=\"said\">" + Signs.bullet("?", entry.box) + "</g>")
            case .strength: out.line("<g class=\"said\">" + Signs.bullet("+", entry.box) + "</g>")
            case .note: out.line("<g class=\"said\">" + Signs.bullet("–", entry.box) + "</g>")
            case .change(let kind): out.line("<g class=\"said\">" + Signs.bullet(DifferenceMarks.sign(kind), entry.box) + "</g>")
            case .rating: out.line("<g class=\"said\">" + Signs.bullet("#", entry.box) + "</g>")
            case .fact: out.line("<g class=\"said\">" + Signs.bullet("·", entry.box) + "</g>")
            case .action: out.line("<g class=\"said\">" + Signs.bullet("→", entry.box) + "</g>")
            }
            for words in entry.words { letter(words) }
        }
        out.line("</g>")
    }

    private mutating func writeLegend(_ legend: Diagram.Legend) {
        out.line("<g class=\"legend\">")
        for entry in legend.entries {
            out.line(Signs.legend(entry.sign, entry.box))
            letter(entry.words)
            for words in entry.more { letter(words) }
        }
        out.line("</g>")
    }
}
