import ProcessAnalysis
import ProcessModel
import ProcessSyntax

/// What one sheet is to say, ready to be laid out.
struct SheetContent {
    /// What the sheet is called, after the name of the process.
    let name: String
    /// How it is to be read, or what stands out in it: a sentence or two below the heading.
    let lead: String
    /// Where it needs more width than a page has; only a screen grants it.
    var width = 0.0
    let fill: (inout SheetFlow) -> Void
}

/// A map with all that its sheets may show.
struct SheetSource {
    let inspection: Inspection
    let findings: [Finding]
    let options: ProcessSheet.Options

    var map: ProcessMap { inspection.map }
    var metrics: Metrics { inspection.metrics }

    init(_ inspection: Inspection, findings: [Finding], options: ProcessSheet.Options) {
        self.inspection = inspection
        self.options = options
        self.findings = options.findings ? findings.forDrawings(showingRatings: options.ratings) : []
    }

    func pages(of kind: ProcessSheet.Kind) throws(DrawingError) -> [SheetPage] {
        let content = try content(of: kind)
        let size = ProcessSheet.PageSize(kind, on: options.paper)
        let least = size.width - 2 * SheetFlow.margin
        let width = options.paper == .screen ? max(least, content.width) : least
        let heading = SheetHeading(map, sheet: content.name, facts: facts(), lead: content.lead, width: width)
        var flow = SheetFlow(width: width, room: SheetPaging.room(on: size, below: heading))
        content.fill(&flow)
        return SheetPaging(kind: kind, heading: heading, size: size, flow: flow).pages()
    }

    private func content(of kind: ProcessSheet.Kind) throws(DrawingError) -> SheetContent {
        switch kind {
        case .functions: try FunctionNetwork(self).content()
        case .matrix: HandoffMatrix(self).content()
        case .raci: try RACIMatrix(self).content()
        case .pairs: PairHeatMap(self).content()
        case .pains: PainRegister(self).content()
        case .actions: ActionList(self).content()
        case .glossary: Glossary(self).content()
        case .agenda: WorkshopAgenda(self).content()
        }
    }

    /// What is said of the process as a whole, quietly below its name.
    private func facts() -> [String] {
        var facts: [String] = []
        if let state = map.state { facts.append(state == .asIs ? "As it is today" : "As it should be") }
        if let owner = map.owner { facts.append("Owner: \(owner.string)") }
        if let volume = map.volume?.value { facts.append("\(Heading.number(volume.count)) per \(volume.period.rawValue)") }
        if let reviewed = map.reviewed?.value { facts.append("Reviewed \(reviewed.written)") }
        return facts
    }

    /// The room that a page has below its heading, for what cannot be cut; no height where there is no end to it.
    func roomForFigure(of kind: ProcessSheet.Kind) -> (width: Double, height: Double?) {
        let size = ProcessSheet.PageSize(kind, on: options.paper)
        // A heading of two lines and a foot are reckoned with.
        return (size.width - 2 * SheetFlow.margin, size.height.map { $0 - 210 })
    }

    // MARK: Names

    /// A gateway has no name of its own, so the steps around it speak for it.
    func name(_ node: NodeID) -> String { map[node].name }

    func name(of subject: Subject) -> String {
        switch subject {
        case .node(let node): map[node].name
        case .process: "Whole process"
        default: sentence(Heat.name(of: subject, in: map))
        }
    }

    /// The step and its lane, or whatever else it is.
    func place(of subject: Subject) -> String {
        if case .node(let node) = subject { return "\(map[node].name) · \(map[map[node].lane].name)" }
        return name(of: subject)
    }

    /// Who does a step: its roles, else its lane.
    func doers(of node: NodeID) -> String {
        map[node].performers.all.map { performer in performer.role.map { map[$0].name } ?? map[performer.lane].name }.joined(separator: " + ")
    }

    /// As the lists of the map put it: with its first letter large, and words of the language in quotes.
    func sentence(_ text: String) -> String { ListContents.sentence(text) }

    // MARK: Figures

    /// `15.8 bh`, `12 min`.
    static func time(_ minutes: Double) -> String {
        if minutes < 59.5 { return Numerals.decimal(minutes, places: 0) + " min" }
        return Numerals.decimal(minutes / 60, places: minutes < 5970 ? 1 : 0) + " bh"
    }

    /// The same of work, which is the same by any clock.
    static func work(_ minutes: Double) -> String {
        minutes < 59.5 ? Numerals.decimal(minutes, places: 0) + " min" : Numerals.decimal(minutes / 60, places: 1) + " h"
    }

    /// `60`: of a hundred cases.
    static func perHundred(_ perCase: Double) -> String { Numerals.decimal(perCase * 100, places: perCase < 0.0995 ? 1 : 0) }

    static func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String { "\(count) \(count == 1 ? one : many ?? one + "s")" }

    /// `waits 15.8 bh`, with `≥` where it is more; empty where nobody knows.
    static func wait(_ minutes: Double?, isLowerBound: Bool) -> String {
        guard let minutes else { return isLowerBound ? "waits ?" : "" }
        return "waits \(isLowerBound ? "≥ " : "")\(time(minutes))"
    }

    /// How dark a share of all is: from 40%, 20%, 10%, and what is left.
    static func shade(_ share: Double) -> SheetPage.Tint {
        if share >= 0.4 - 1e-9 { return .shade4 }
        if share >= 0.2 - 1e-9 { return .shade3 }
        if share >= 0.1 - 1e-9 { return .shade2 }
        return share > 0 ? .shade1 : .none
    }

    static let shadesOfShares: [(SheetPage.Tint, String)] = [
        (.shade1, "less than 10%"), (.shade2, "from 10%"), (.shade3, "from 20%"), (.shade4, "from 40%"),
    ]
}
