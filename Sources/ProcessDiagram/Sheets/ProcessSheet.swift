import ProcessAnalysis
import ProcessModel

/// A sheet that hangs beside the map of a process, made from the same map: a network, a matrix, a register, an agenda.
public struct ProcessSheet: Sendable {
    public enum Kind: String, Sendable, CaseIterable { case functions, matrix, raci, pairs, pains, actions, glossary, agenda }

    /// What the sheet is laid out for. On paper 1 px is a 96th of an inch, so that the lettering of 13 px is 9.8 pt.
    public enum Paper: String, Sendable, CaseIterable {
        /// One page as long as it needs to be.
        case screen
        case a4
        case a3

    }

    /// The page of a sheet on a paper: A4 across, but for what is held in the hand, and A3 upright.
    struct PageSize: Sendable {
        let width: Double
        /// Nil where there is one page as long as it needs to be.
        let height: Double?
        let millimetres: (width: Double, height: Double)?

        init(_ kind: Kind, on paper: Paper) {
            switch paper {
            case .screen: (width, height, millimetres) = (1120, nil, nil)
            case .a4 where kind == .agenda: (width, height, millimetres) = (794, 1123, (210, 297))
            case .a4: (width, height, millimetres) = (1120, 792, (297, 210))
            case .a3: (width, height, millimetres) = (1120, 1584, (297, 420))
            }
        }
    }

    public struct Options: Sendable {
        /// What the rules found.
        public var findings = true
        /// The pains of the room.
        public var pains = true
        /// How functions rate each other and what the rules find in that, which is theirs and not for every wall.
        public var ratings = false
        public var paper = Paper.screen
        /// The date that dates in the map are compared with; nil leaves out what is late.
        public var today: CalendarDate?
        /// Stands before every id in the SVG.
        public var idPrefix = "map"

        public init() {}
    }

    private static let mostLanes = 200

    public let kind: Kind
    public let pages: [SheetPage]
    private let idPrefix: String

    /// Lays out a sheet. `findings` may come from the map or be empty. One for which the map says nothing is laid out with
    /// empty rows; ask `lack` before.
    ///
    /// Throws where the finished page fails its own check, or cannot be laid out on its paper.
    public init(_ kind: Kind, of inspection: Inspection, findings: [Finding], options: Options = Options()) throws(DrawingError) {
        let map = inspection.map
        guard map.nodes.count <= SwimlaneLayout.mostNodes, map.lanes.count <= Self.mostLanes else {
            throw DrawingError(
                "this map has more than \(SwimlaneLayout.mostNodes) steps or \(Self.mostLanes) lanes, which no sheet can show: move parts of it to maps of their own and name them here with 'call:'",
                isAboutTheMap: true)
        }
        self.kind = kind
        idPrefix = options.idPrefix
        pages = try SheetSource(inspection, findings: findings, options: options).pages(of: kind)
        for page in pages { try SheetCheck(page: page).run() }
    }

    /// One text a page; docs/sheets.md describes its structure.
    public func svgs() -> [String] { pages.map { SheetDrawing($0, idPrefix: idPrefix).text() } }

    /// What a sheet would need that the map does not say, with what to write; nil where there is something to show.
    public static func lack(of kind: Kind, in map: ProcessMap, options: Options = Options()) -> String? {
        switch kind {
        case .functions, .matrix, .pairs:
            return map.flowIDs.contains { map.isHandoff($0) } ? nil : "no work passes from one function to another in this map; give a step to another lane"
        case .raci: return map.nodes.contains(where: \.isWork) ? nil : "there is no step in this map; write one below 'flow:', as in 'Sales: Call prospect'"
        case .pains:
            if !options.pains { return "pains were asked to be left out" }
            return map.pains.isEmpty ? "no pain is written down; write one below the step where it is felt, as in 'pain: Nobody calls back [impact 4, weekly, votes 5]'" : nil
        case .actions: return map.actions.isEmpty ? "no action is written down; write one at the end of the map, as in 'action: Agree what a lead is [owner Head of Sales, due 2027-01-15]'" : nil
        case .glossary: return map.terms.isEmpty ? "no word is explained in this map; write one, as in 'term: MQL', with what each function means by it on the lines below" : nil
        case .agenda: return map.nodes.contains(where: \.isWork) ? nil : "there is no step in this map to talk about; write one below 'flow:'"
        }
    }

    /// True for a sheet that is of use also where nothing is written down yet: it has rows to fill in by hand.
    public static func isUsefulBlank(_ kind: Kind) -> Bool { kind == .pains || kind == .actions }
}
