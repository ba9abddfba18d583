import ProcessAnalysis
import ProcessModel
import ProcessSyntax

/// A finished drawing as plain values: where every shape, line and word stands. All lengths in px.
///
/// Everything in it is in a fixed order (lanes, nodes and flows in the map's order), so two drawings
/// of one map are equal.
public struct Diagram: Sendable {
    public var title: String
    /// A sentence that says what the map shows, for readers who can't see it.
    public var summary: String
    public var width: Double
    public var height: Double
    /// Which way time runs.
    public var direction = Direction.right
    /// The process's name and what is said of it, above the lanes.
    public var heading: [Words] = []
    public var phases: [Phase] = []
    public var lanes: [Band] = []
    /// One for each node; a node's id is its index.
    public var steps: [Shape] = []
    public var flows: [Line] = []
    public var labels: [Label] = []
    /// What steps need and make, where a modeler wants to see it.
    public var data: [DataSign] = []
    public var badges: [Badge] = []
    public var pains: [Mark] = []
    public var unknowns: [Mark] = []
    public var lists: [List] = []
    public var legend: Legend?
    public var timeline: Timeline?
    public var interactions: [InteractionLine] = []
    public var touchpoints: [Touchpoint] = []
    /// The rules that found something, in the order of their numbers; the first has number 1.
    public var numberedRules: [String] = []
    public var plain: [Plain] = []
    /// What is left here of flows that were cut, where this is a part of a map.
    public var flowParts: [FlowPart] = []
    public var continuations: [Continuation] = []
    /// How many marks found no clear place and are only in the lists; there should be none.
    public var marksTakenOff = 0

    /// One line of lettering.
    public struct Words: Sendable, Hashable {
        public enum Anchor: Sendable { case start, middle }
        /// What the words are, which decides their colour.
        public enum Role: String, Sendable {
            case title, subtitle, phase, lane, step, performer, event, answer, artifact, terms, list, remedy, legend, path, page
            case change
        case times, heat, ladder, total, interaction
        }

        public var text: String
        /// The point on the baseline that `anchor` speaks of.
        public var at: Point
        public var size: Double
        public var isBold: Bool
        public var anchor: Anchor
        public var role: Role
        /// True for words that read upwards, as in the head of a lane.
        public var isUpright: Bool = false
    }

    /// A stretch of the process: its name above a rule that spans its columns.
    public struct Phase: Sendable {
        public var name: String
        public var left: Double
        public var right: Double
        /// The height of the rule.
        public var y: Double
        public var words: [Words]
        /// True where time runs down: the rule is upright, at x = `y`, from y = `left` to y = `right`.
        public var isUpright = false
    }

    public struct Band: Sendable {
        public var lane: LaneID
        public var name: String
        public var kind: Lane.Kind
        /// The whole width of the map, the head included.
        public var box: Box
        public var head: Box
        public var words: [Words]
    }

    public enum Outline: Sendable, Hashable {
        /// A box with rounded corners.
        case box(Box, radius: Double)
        /// A flat hexagon whose points lie in the middle of its left and right sides, `point` px wide.
        case hexagon(Box, point: Double)

        public var box: Box {
            switch self {
            case .box(let box, _), .hexagon(let box, _): box
            }
        }

        /// The same form, `distance` px further in on all sides.
        func inset(by distance: Double) -> Outline {
            switch self {
            case .box(let box, let radius): .box(box.inset(by: distance), radius: max(0, radius - distance / 2))
            case .hexagon(let box, let point): .hexagon(Box(
                x: box.x + 1.25 * distance, y: box.y + distance, width: box.width - 2.5 * distance, height: box.height - 2 * distance), point: point)
            }
        }
    }

    /// Where a flow goes on that leaves the sheet; the step at its other end is drawn there.
    public struct Elsewhere: Sendable {
        public var letter: String
        public var goesOut: Bool
        public var from: NodeID
        public var to: NodeID
    }

    /// A shape of a sheet that is no map of lanes.
    public struct Plain: Sendable {
        public enum Kind: String, Sendable { case chevron, cell, rule }
        public var kind: Kind
        public var box: Box
        /// The colour of a cell is that of its lane.
        public var lane: Lane.Kind?
    }

    public struct Shape: Sendable {
        public var node: NodeID
        /// What the map calls it; scripts find it by this.
        public var key: String
        public var lane: LaneID
        public var kind: Node.Kind
        public var isImplicit: Bool
        public var isAutomated: Bool
        /// True where the step is somebody's consent, which is drawn with a second border.
        public var isApproval: Bool
        public var outline: Outline
        /// The lines of the name, then who does it, then its figures.
        public var words: [Words]
        /// The line above the figures; nil where there are none, or where the form has no room for one.
        public var divider: Divider? = nil
        public var tint: Tint? = nil
        /// Set for a step of another sheet, which stands here only to show where the work comes from or goes.
        public var elsewhere: Elsewhere? = nil
        /// What has become of it since another map.
        public var change: MapChange.Kind? = nil
    }

    public struct Line: Sendable {
        public var flow: FlowID
        public var from: NodeID
        public var to: NodeID
        public var isHandoff: Bool
        public var isLoop: Bool
        public var isException: Bool
        public var isMain: Bool
        /// From border to border; each run is along one axis.
        public var points: [Point]
        public var change: MapChange.Kind? = nil
    }

    /// The part of a flow that is drawn with one of its steps, up to the mark where it breaks off.
    public struct FlowPart: Sendable {
        public var line: Line
        /// True for the part that ends with an arrowhead at its target.
        public var reachesTarget: Bool
    }

    /// The mark of a flow that goes on elsewhere: two marks with the same letter belong together.
    public struct Continuation: Sendable {
        public var letter: String
        public var box: Box
        /// The way the flow goes, which the mark points.
        var way: Way
        public var from: NodeID
        public var to: NodeID
        /// True where the flow leaves this part of the map.
        public var goesOut: Bool
        public var meaning: String
        /// The page on which the other mark stands, where that is another than this one's and the mark has room to say so.
        public var page: Int? = nil
    }

    public struct Label: Sendable {
        public var flow: FlowID
        public var from: NodeID
        public var to: NodeID
        /// True for what passes between two lanes; false for an answer or the name of a path.
        public var isHandoff: Bool
        /// Where it stands, which decides the colour that keeps the line from running through its words.
        public var lane: LaneID
        public var box: Box
        public var words: [Words]
        public var tint: Tint? = nil
        /// True where its flow was cut, and is here only in part.
        public var isOnPart = false
        public var change: MapChange.Kind? = nil
    }

    /// The numbered mark of what one rule found in one place.
    public struct Badge: Sendable {
        /// One number for each rule.
        public var number: Int
        public var rule: String
        public var severity: Severity
        public var box: Box
        public var message: String
        /// The step it stands on; nil for a mark on a flow or a lane.
        public var step: NodeID? = nil
        /// The flow or the lane it stands on, where it stands on none of the steps.
        public var flow: FlowID? = nil
        public var lane: LaneID? = nil
    }

    /// A pain's star with its letter, or the ring of a figure that nobody knew.
    public struct Mark: Sendable {
        public var box: Box
        public var text: String
        public var meaning: String
        /// The step it stands on; nil for a mark on a lane.
        public var step: NodeID? = nil
        public var votes: Votes? = nil
        public var lane: LaneID? = nil
    }

    /// A list beside or below the lanes: of findings, of pains, of what else was said in the room.
    public struct List: Sendable {
        public enum Sign: Sendable {
            case finding(Severity, rule: String), pain, question, strength, action, fact
            case note, rating
            case change(MapChange.Kind)
        }


        public struct Entry: Sendable {
            public var sign: Sign
            /// The number of a finding, the letter of a pain; else empty.
            public var mark: String
            public var box: Box
            public var words: [Words]
            /// The words before they were set in lines.
            public var paragraphs: [Paragraph] = []
        }

        public struct Paragraph: Sendable, Hashable {
            public var text: String
            public var isBold: Bool
            public var role: Words.Role
        }

        public var heading: Words
        public var entries: [Entry]
    }

    /// What the signs of this map mean.
    public struct Legend: Sendable {
        public enum Sign: String, Sendable {
            case step, approval, decision, start, end, split, call, handoff, loop, exception, customer, outside
            case error, warning, info, pain, unknown, elsewhere, goesOn
            case note, rating
            case added, removed, changed
            case votes, times, timeline, interaction, touchpoint, heat1, heat2, heat3, heat4, heat5, heatUnknown
        }

        public struct Entry: Sendable {
            public var sign: Sign
            public var box: Box
            public var words: Words
            /// Further lines, where the sheet is too narrow for one.
            public var more: [Words] = []
        }

        public var box: Box
        public var entries: [Entry]
    }
}
