import ProcessModel

// What layers add to a drawing.
extension Diagram {
    /// How hot a step or a handoff is.
    public struct Tint: Sendable, Hashable {
        /// 1, the lightest, to 5; nil where nobody knows, which is hatched.
        public var level: Int?
        /// What was read; nil where nobody knows.
        public var value: Double?
    }

    /// A level line inside a step.
    public struct Divider: Sendable {
        public var left: Double
        public var right: Double
        public var y: Double
    }

    /// How many votes a pain has, in a small box beside its star.
    public struct Votes: Sendable {
        public var count: String
        public var box: Box
    }

    /// The time line along the foot: a line that runs high while a case waits and low while it is worked on. Where time
    /// runs down it stands on the right of the lanes, and runs on its left while a case waits.
    public struct Timeline: Sendable {
        /// One column of the main path, with the steps that stand in it.
        public struct Rung: Sendable {
            public var steps: [NodeID]
            /// Where the column begins and ends, along the lanes.
            public var low: Double
            public var high: Double
            public var waitText: String
            public var workText: String
            /// Business minutes, expected; nil where not all is known.
            public var wait: Double?
            public var work: Double?
            public var words: [Words]
        }

        public var box: Box
        public var heading: Words?
        /// The line; empty where there is no main path.
        public var points: [Point]
        public var rungs: [Rung]
        public var totals: [Words]
        /// The totals before they were set in lines.
        public var paragraphs: [List.Paragraph] = []
        public var isUpright = false
    }

    /// A border between customers' lanes and others.
    public struct InteractionLine: Sendable {
        public var above: LaneID
        public var below: LaneID
        public var y: Double
        /// The stretches that are drawn, from left to right; the words stand between them.
        public var stretches: [(left: Double, right: Double)]
        public var words: [Words]
        /// How many handoffs cross it on their way from or to a customer.
        public var handoffs: Int
        /// True where time runs down: the line is upright, at x = `y`, and its stretches go from one y to another.
        public var isUpright = false
    }

    /// Where the customer meets us: a handoff that crosses the line of interaction, or a step that they notice.
    public struct Touchpoint: Sendable {
        public enum Place: Sendable {
            case handoff(FlowID, from: NodeID, to: NodeID)
            case step(NodeID)
        }

        public var place: Place
        public var box: Box
    }
}

extension Diagram.Mark {
    /// With the votes beside it.
    var whole: Box { votes.map { box.union($0.box) } ?? box }

    /// With its votes at another place.
    func moved(to place: Box) -> Diagram.Mark {
        var copy = self
        let by = Point(place.x - box.x, place.y - box.y)
        copy.box = place
        if let votes { copy.votes = Diagram.Votes(count: votes.count, box: votes.box.moved(by)) }
        return copy
    }
}
