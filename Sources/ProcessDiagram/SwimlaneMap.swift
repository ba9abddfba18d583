import ProcessAnalysis
import ProcessModel

/// Why a map can't be drawn. Baton draws no line that would tell a wrong story: where the finished
/// drawing fails its own check, there is this instead of a drawing.
public struct DrawingError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong and where, in plain words.
    public let message: String

    /// True where the map asks for more than a drawing can hold, or lacks what one needs; false where
    /// Baton is at fault.
    public let isAboutTheMap: Bool

    public init(_ message: String, isAboutTheMap: Bool = false) {
        self.message = message
        self.isAboutTheMap = isAboutTheMap
    }

    /// For a map whose steps or flows are so many and so mixed that no drawing of it could be read.
    static let tangled = DrawingError(
        "this map is too tangled to draw well: too many lines cross each other. Move parts of it to maps of their own and name them here with 'call:'",
        isAboutTheMap: true)

    public var description: String { message }
}

/// Which way time runs: to the right with lanes one above the other, or down with lanes side by side.
public enum Direction: String, Sendable, Hashable, CaseIterable { case right, down }

/// Whose signs a map is laid out for: those of Baton's own drawings, or those of BPMN modelers, in which gateways are diamonds
/// with their name above, exceptions leave through an event on the lower border, and labels stand beside their lines.
public enum Notation: String, Sendable, Hashable { case baton, bpmn }

/// One process as a swimlane map: lanes as bands, time from left to right or from top to bottom.
public struct SwimlaneMap: Sendable {
    /// What is drawn besides the process itself.
    public struct Options: Sendable, Hashable {
        /// The numbered marks of findings, where they are.
        public var badges = true
        /// What people said: the lettered stars of pains with their list, open questions, what works well.
        public var pains = true
        /// The numbered list of findings below the map.
        public var findingsList = true
        /// The lists of pains, open questions, strengths and actions below the map.
        public var saidLists = true
        /// What the signs mean; only of those that the map uses.
        public var legend = true
        /// The ring with `?` at steps with a figure that nobody knew.
        public var unknowns = true
        /// Work, wait and ok in the steps, as they are written.
        public var times = false
        /// The customers' line of interaction, and where work passes over it.
        public var interaction = false
        /// The notes of the room, in a list.
        public var notes = false
        /// How the functions rate each other, in a list, and what the rules find in that.
        public var ratings = false
        /// Waiting and work along the foot; the figures must be of this map.
        public var timeline: TimeLadder?
        /// What to tint steps and handoffs by; the readings must be of this map.
        public var heat: HeatReadings?
        /// What is new, gone and changed since another map; the map must be the union of both.
        public var difference: DifferenceMarks?
        /// Which way time runs.
        public var direction = Direction.right
        /// In whose signs it is laid out.
        public var notation = Notation.baton
        /// For paper: set with room, also where that is wider than a projector shows, as a map is cut in the gaps between its steps.
        public var isForPaper = false
        /// Stands before every id in the SVG, so that several maps can share a page. Only ASCII
        /// letters, digits, `-` and `_` of it are kept.
        public var idPrefix = "map"

        /// Whether steps of other sheets stand on it, which the legend then explains.
        var showsStandIns = false
        /// For each pain of a part of a map, which one it is on the whole, from 1: it keeps its letter. Nil on the whole map.
        var painNumbers: [Int]?

        public init() {}
    }

    public let diagram: Diagram
    let idPrefix: String

    /// Lays out a map. `graph` and `mainPath` must be of this map; `findings` may come from it or be
    /// empty, and are numbered in the order in which a reader meets them.
    ///
    /// Throws where the finished drawing fails its own check.
    public init(
        _ map: ProcessMap, graph: FlowGraph, mainPath: MainPath, findings: [Finding] = [], options: Options = Options()
    ) throws(DrawingError) {
        diagram = try SwimlaneLayout(
            map, graph: graph, mainPath: mainPath, findings: findings.forDrawings(showingRatings: options.ratings), options: options).diagram()
        idPrefix = options.idPrefix
    }

    /// The drawing as SVG; docs/drawing.md describes its structure.
    public func svg() -> String { SVGDrawing(diagram, idPrefix: idPrefix).text() }

    /// The letter of a pain on the map: `A` for the first that is written down, which has the number 1.
    public static func letter(ofPain number: Int) -> String { Pains.letter(number) }
}
