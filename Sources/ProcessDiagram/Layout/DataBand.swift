import ProcessModel

/// What a step needs and makes, as a modeler draws it: signs of paper beside each other, below the step or above it, with their
/// names. They take their room from the step's own cell, so that no shape, line or label of others can lie there.
struct DataBand: Sendable {
    struct Item: Sendable {
        let isMade: Bool
        /// Its place among what the step needs, or makes.
        let place: Int
        let lines: [String]
        let nameWidth: Double
        /// How far right of the step's middle its own lies.
        fileprivate(set) var offset = 0.0
        /// The same for the end of the line that ties it to the step.
        fileprivate(set) var tie = 0.0

        var width: Double { max(DataBand.signWidth, nameWidth) }
    }

    static let signWidth = 36.0
    static let signHeight = 50.0
    /// Between the step and the signs; the lines that tie them to it lie there.
    static let gap = 26.0
    private static let between = 12.0
    private static let clearOfFlows = 10.0
    /// What needs or makes more is not hung about with paper, nor is what has names that are texts.
    private static let most = 4
    private static let mostLines = 5

    private(set) var items: [Item]
    /// True where flows leave below and the upper border is free, or events sit on the lower one.
    private(set) var isAbove = false

    /// How far it reaches to both sides of the step's middle.
    var reach: Double { items.reduce(0) { max($0, abs($1.offset) + $1.width / 2) } }
    /// How far it reaches from the step's border.
    var height: Double { Self.gap + Self.signHeight + 9 + Double(items.reduce(0) { max($0, $1.lines.count) }) * NodeShape.smallLineHeight }

    /// Nil where there is nothing to draw.
    init?(_ details: StepDetails) {
        let names = details.needs.enumerated().map { ($0.offset, false, $0.element.string) } + details.makes.enumerated().map { ($0.offset, true, $0.element.string) }
        guard !names.isEmpty, names.count <= Self.most else { return nil }
        items = names.map { place, isMade, name in
            let set = Wording(name, size: 11).modelerLines()
            return Item(isMade: isMade, place: place, lines: set.lines, nameWidth: set.width)
        }
        guard items.allSatisfy({ $0.lines.count <= Self.mostLines }) else { return nil }
    }

    /// Finds a place for each, beside what docks there.
    ///
    /// - Parameters:
    ///   - upper: where flows dock on the upper border of the step, in px from its middle; `lower` likewise.
    ///   - width: the step's own.
    mutating func settle(upper: [Double], lower: [Double], holdsEvents: Bool, width: Double) {
        isAbove = holdsEvents || !lower.isEmpty && upper.isEmpty
        let flows = isAbove ? upper : lower
        let border = width / 2 - 10
        guard let first = flows.min(), let last = flows.max() else {
            let all = items.reduce(-Self.between) { $0 + $1.width + Self.between }
            place(items.indices, from: -all / 2, ties: -border...max(border, -border))
            return
        }
        let split = items.count == 1 ? (items[0].isMade ? 0 : 1) : (items.count + 1) / 2
        let left = items[..<split].reduce(-Self.between) { $0 + $1.width + Self.between }
        place(0..<split, from: first - Self.clearOfFlows - left, ties: -border...max(-border, first - 8))
        place(split..<items.count, from: last + Self.clearOfFlows, ties: min(border, last + 8)...border)
    }

    private mutating func place(_ some: Range<Int>, from left: Double, ties: ClosedRange<Double>) {
        var left = left
        for index in some {
            items[index].offset = (left + items[index].width / 2).rounded()
            items[index].tie = min(max(items[index].offset, ties.lowerBound), ties.upperBound)
            left += items[index].width + Self.between
        }
    }
}

extension Diagram {
    /// One thing that a step needs or makes.
    public struct DataSign: Sendable {
        public var step: NodeID
        /// False for what it needs.
        public var isMade: Bool
        /// Its place among what the step needs, or makes.
        public var place: Int
        public var box: Box
        public var words: [Words]
        /// The line that ties it to its step, the way the thing goes.
        public var points: [Point]
    }
}

extension Scene {
    func drawData(into diagram: inout Diagram) {
        for node in map.nodes.indices {
            guard let band = sheet.data[node] else { continue }
            let step = outline(of: node).box
            for item in band.items {
                let x = step.center.x + item.offset
                let nearest = band.isAbove ? step.top - DataBand.gap : step.bottom + DataBand.gap
                let box = Box(x: x - DataBand.signWidth / 2, y: band.isAbove ? nearest - DataBand.signHeight : nearest, width: DataBand.signWidth, height: DataBand.signHeight)
                let top = band.isAbove ? box.top - 7 - Double(item.lines.count) * NodeShape.smallLineHeight : box.bottom + 4
                let words = item.lines.enumerated().map { index, line in
                    Diagram.Words(
                        text: line, at: Point(x, top + 10 + Double(index) * NodeShape.smallLineHeight), size: 11, isBold: false, anchor: .middle, role: .artifact)
                }
                let line = [Point(x, nearest), Point(step.center.x + item.tie, band.isAbove ? step.top : step.bottom)]
                diagram.data.append(Diagram.DataSign(
                    step: NodeID(node), isMade: item.isMade, place: item.place, box: box, words: words, points: item.isMade ? line.reversed() : line))
            }
        }
    }
}
