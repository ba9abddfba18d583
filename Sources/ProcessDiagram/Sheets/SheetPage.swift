import ProcessModel
import ProcessSyntax

/// One page of a sheet beside the map, as plain values: where every box, line, word and sign stands. All lengths in px.
///
/// Parts and their rows stand in reading order. Blocks never overlap, and all words of a block lie in it:
/// `SheetCheck` holds each finished page to that.
public struct SheetPage: Sendable {
    public var kind: ProcessSheet.Kind
    public var title: String
    /// A sentence that says what the sheet shows, for readers who can't see it.
    public var summary: String
    public var width: Double
    public var height: Double
    /// The size on paper in millimetres; nil on a screen.
    public var paper: (width: Double, height: Double)?
    /// From 1.
    public var number = 1
    public var count = 1
    public var parts: [Part] = []

    /// A heading, a table, a picture, a paragraph.
    public struct Part: Sendable {
        public enum Kind: String, Sendable { case heading, text, table, figure, foot }

        public var kind: Kind
        public var rows: [Row] = []
    }

    /// Blocks that stand side by side, or all of a picture.
    public struct Row: Sendable {
        public var blocks: [Block] = []
        public var lines: [Line] = []
    }

    /// A box with what stands in it.
    public struct Block: Sendable {
        public enum Kind: String, Sendable {
            /// Words without a border.
            case words
            case columnHead = "column-head"
            case rowHead = "row-head"
            case cell
            /// A function in a network.
            case node
            /// What is said of a line of a network.
            case label
            /// A shade beside what it stands for.
            case swatch
        }

        public var kind: Kind
        public var box: Box
        public var tint: Tint = .none
        public var words: [Diagram.Words] = []
        public var signs: [Sign] = []
        /// A bar whose length stands for a figure that is also written.
        public var bar: Box?
        /// What scripts find it by: a lane, or two.
        public var from: String?
        public var to: String?
    }

    /// The ground of a block. The shades go from little to much, and what they stand for is also written in the block.
    public enum Tint: String, Sendable, CaseIterable {
        case none, head, group, shade1, shade2, shade3, shade4, strong, soft, customer, outside, blank
    }

    public struct Sign: Sendable {
        public enum Kind: Sendable, Hashable {
            case severity(Severity)
            case pain
            case unknown
            /// An empty square to tick.
            case tick
        }

        public var kind: Kind
        /// What stands in it.
        public var mark: String
        public var box: Box
    }

    /// A curve from one function to another, as cubic Bézier pieces: a first point, then three for each piece.
    public struct Line: Sendable {
        public var from: String
        public var to: String
        public var points: [Point]
        /// Where its arrow ends.
        public var tip: Point
        public var width: Double
    }
}

extension Diagram.Words {
    /// The room the letters take, from the tops of capitals to the tails of `g`.
    var room: Box {
        let length = TextWidth.of(text, size: size, isBold: isBold)
        if isUpright { return Box(x: at.x - 0.76 * size, y: anchor == .middle ? at.y - length / 2 : at.y - length, width: 0.98 * size, height: length) }
        return Box(x: anchor == .middle ? at.x - length / 2 : at.x, y: at.y - 0.76 * size, width: length, height: 0.98 * size)
    }
}
