import ProcessModel

/// What one node looks like before it has a place: its form, its smallest size, its lettering.
struct NodeShape: Sendable {
    enum Form: Sendable { case box, hexagon, ring, bar, diamond }

    static let lineHeight = 15.0
    static let smallLineHeight = 13.0
    static let ringDiameter = 26.0
    static let hexagonPoint = 14.0
    /// The sizes of events and gateways in BPMN.
    static let eventDiameter = 36.0
    static let gatewaySide = 50.0
    /// How far from the middle of a call its events sit at least: the mark of a call stands there, on the lower border.
    static let besideCallMark = 32.0

    let form: Form
    /// The outline's size in px; it may grow to hold its ports and badges.
    var width: Double
    var height: Double
    /// The lines of the name: inside the outline, or below it for events.
    let lines: [String]
    /// Who does it; inside the outline, below the name.
    let performers: [String]
    /// Its times and what it is tinted by; below all else.
    let figures: [Figures.Line]
    /// How wide the lettering below an event is.
    let nameWidth: Double

    /// True where `width` and `height` are swapped, as the layout of a map that runs down wants them.
    private(set) var isTurned = false

    /// The room beyond the outline for an event's name: below it, or on its right where time runs down.
    var below: Double {
        if isTurned { return lines.isEmpty || (form != .ring && form != .bar) ? 0 : nameWidth + 8 }
        if holdsEvents { return Self.eventDiameter / 2 + 4 }
        return form == .ring && !lines.isEmpty ? Double(lines.count) * Self.smallLineHeight + 4 : 0
    }
    /// The room beyond the outline for a gateway's name, above it.
    var above: Double { form == .diamond && !lines.isEmpty ? Double(lines.count) * Self.smallLineHeight + 6 : 0 }
    /// True for a step on whose lower border events sit, as exceptions leave it through them.
    var holdsEvents = false
    /// What it needs and makes, where that is drawn.
    var data: DataBand?
    /// True where these must leave the middle of the border free.
    var keepsMiddleFree = false
    /// How far an event's name reaches along the lane.
    var nameExtent: Double { isTurned ? Double(lines.count) * Self.smallLineHeight : nameWidth }

    /// The same for a map that runs down.
    func turned() -> NodeShape {
        var turned = self
        // A bar lies across the flow, whichever way that runs.
        if form != .bar { (turned.width, turned.height) = (height, width) }
        turned.isTurned = true
        return turned
    }

    /// How high the lettering is inside a box or hexagon, without its figures.
    var nameHeight: Double { Self.nameHeight(lines.count, performers.count) }

    /// The room for figures, with what keeps them apart from the name.
    var figuresHeight: Double { Self.figuresHeight(figures.count, form) }

    private static func nameHeight(_ lines: Int, _ performers: Int) -> Double {
        Double(lines) * lineHeight + Double(performers) * smallLineHeight + (performers == 0 ? 0 : 2)
    }

    private static func figuresHeight(_ lines: Int, _ form: Form) -> Double {
        lines == 0 ? 0 : Double(lines) * smallLineHeight + (form == .box ? 12 : 3)
    }

    init(_ node: Node, _ map: ProcessMap, _ spacing: Spacing, figures given: Figures.OfStep = .none) {
        let isBPMN = spacing.notation == .bpmn
        switch node.kind {
        case .decision where isBPMN, .fork where isBPMN, .join where isBPMN:
            form = .diamond
            figures = []
            let set = Wording(node.isImplicit ? "" : node.name, size: 11).modelerLines()
            lines = set.lines
            nameWidth = set.width
            performers = []
            width = Self.gatewaySide
            height = Self.gatewaySide
        case .start, .end:
            form = .ring
            figures = []
            let set = isBPMN
                ? Wording(node.isImplicit ? "" : node.name, size: 11).modelerLines() : Wording(node.name, size: 11).evenLines(within: 88, most: 130)
            let sign = given.change.map { Wording($0, size: 11).evenLines(within: 88, most: 130) }
            lines = set.lines + (sign?.lines ?? [])
            nameWidth = max(set.width, sign?.width ?? 0)
            performers = []
            width = isBPMN ? Self.eventDiameter : Self.ringDiameter
            height = width
        case .fork, .join:
            let isNamed = !node.isImplicit && !node.name.isEmpty
            form = .bar
            figures = []
            let set = Wording(isNamed ? node.name : "", size: 11).evenLines(within: 88, most: 130)
            lines = set.lines
            nameWidth = set.width
            performers = []
            width = 9
            height = 40
        case .task, .call, .decision:
            form = node.kind == .decision ? .hexagon : .box
            let name = Wording(node.name, size: 12)
            let who = Wording(isBPMN ? "" : Self.performerNames(node, map), size: 11)
            // Where the names of roles make the shape wide anyway, the name need not be narrower.
            let least = min(who.extent(within: spacing.performerWords + 12).width, spacing.performerWords + 12)
            let measure = Self.bestMeasure(
                name, widest: node.kind == .decision ? spacing.widestQuestion : spacing.widestWords, least: least, spacing)
            let set = name.evenLines(within: measure)
            lines = set.lines
            nameWidth = set.width
            let whoSet = who.evenLines(within: max(set.width, spacing.performerWords), most: 150)
            performers = whoSet.lines
            let below = given.lines(within: max(set.width, whoSet.width, form == .box ? 76 : 64))
            figures = below.lines
            let inner = max(set.width, whoSet.width, below.width)
            let text = Self.nameHeight(lines.count, performers.count) + Self.figuresHeight(figures.count, form)
            if form == .hexagon {
                width = max(spacing.leastBox + 8, inner + 2 * Self.hexagonPoint + 2).rounded(.up)
                height = max(48, text + 18).rounded(.up)
            } else {
                let bars = node.kind == .call ? 10.0 : 0
                width = max(spacing.leastBox + bars, inner + spacing.boxPadding + bars).rounded(.up)
                height = max(isBPMN ? 80 : 44, text + (isBPMN ? 44 : 16)).rounded(.up)
            }
        }
    }

    /// The width to set a name in: narrow where that needs few lines, three lines at most unless
    /// the name is very long.
    private static func bestMeasure(_ name: Wording, widest: Double, least: Double, _ spacing: Spacing) -> Double {
        var best = (cost: Double.infinity, measure: widest)
        var measure = max(spacing.leastWords + 6, min(name.longest.rounded(.up), 160))
        while measure <= max(widest + 64, 161) {
            let extent = name.extent(within: measure)
            if extent.width <= measure + 0.01 {
                let cost = spacing.widthCost * max(extent.width, least, spacing.leastWords) + 11 * Double(extent.lines) + (extent.lines > 3 ? 90 * Double(extent.lines - 3) : 0)
                    + (measure > widest ? 60 + 2 * (measure - widest) : 0)
                if cost < best.cost - 0.01 { best = (cost, measure) }
            }
            measure += 6
        }
        return best.measure
    }

    /// The roles that do a step; empty where only its own lane is named.
    static func performerNames(_ node: Node, _ map: ProcessMap) -> String {
        let all = node.performers.all
        guard all.contains(where: { $0.role != nil || $0.lane != node.lane }) else { return "" }
        var names: [String] = []
        for performer in all {
            if let role = performer.role, role.index < map.roles.count {
                names.append(map[role].name)
            } else if performer.lane.index < map.lanes.count {
                names.append(map[performer.lane].name)
            }
        }
        return names.joined(separator: " + ")
    }
}
