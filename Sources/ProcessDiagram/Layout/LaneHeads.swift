import ProcessModel
import ProcessSyntax

/// The heads of the lanes: their names, set to read upwards, and the badges of lanes and roles.
struct LaneHeads: Sendable {
    static let lineHeight = 16.0
    private static let longestLine = 132.0

    let width: Double
    /// How high each lane must be for its head.
    let heights: [Double]
    private let map: ProcessMap
    private let names: [(lines: [String], width: Double)]
    let badges: [[Int]]
    let pains: [[Int]]

    init(_ map: ProcessMap, numbering: Numbering?, pains: Pains) {
        self.map = map
        names = map.lanes.map { Wording($0.name, size: 13, isBold: true).evenLines(within: Self.longestLine, most: 190) }
        let mostLines = names.map(\.lines.count).max() ?? 1
        width = max(28, 12 + Double(mostLines) * Self.lineHeight)
        badges = map.lanes.indices.map { numbering?.ofLane[$0] ?? [] }
        self.pains = map.lanes.indices.map { pains.ofLane($0) }
        let perRow = max(1, Int((width - 4) / FlowBlock.badge))
        heights = zip(names, zip(badges, self.pains)).map { name, marks in
            let rows = (marks.0.count + marks.1.count + perRow - 1) / perRow
            return name.width + 20 + (rows > 0 ? 2 * (Double(rows) * FlowBlock.badge + 4) : 0)
        }
    }

    /// The lanes of a map that runs down: columns from `top` to `bottom`, their names at the top.
    func columns(_ sheet: Sheet, top: Double, bottom: Double) -> [Diagram.Band] {
        map.lanes.indices.map { lane in
            let (left, right) = (sheet.laneTop[lane], sheet.laneBottom[lane])
            let box = Box(x: left, y: top, width: right - left, height: bottom - top)
            let head = Box(x: left, y: top, width: right - left, height: width)
            let first = head.center.y - Double(names[lane].lines.count - 1) * Self.lineHeight / 2 + 4.5
            let words = names[lane].lines.enumerated().map { index, text in
                Diagram.Words(
                    text: text, at: Point(head.center.x, first + Double(index) * Self.lineHeight), size: 13, isBold: true, anchor: .middle, role: .lane)
            }
            return Diagram.Band(lane: LaneID(lane), name: map.lanes[lane].name, kind: map.lanes[lane].kind, box: box, head: head, words: words)
        }
    }

    /// Places for marks in a head of a lane that runs down, from its left.
    func markBoxes(_ count: Int, inColumn head: Box) -> [Box] {
        let perColumn = max(1, Int((width - 4) / FlowBlock.badge))
        return (0..<count).map { index in
            let inColumn = min(perColumn, count - index / perColumn * perColumn)
            let top = head.center.y - Double(inColumn) * FlowBlock.badge / 2 + 0.5
            return Box(
                x: head.left + 5 + Double(index / perColumn) * FlowBlock.badge, y: top + Double(index % perColumn) * FlowBlock.badge,
                width: Badges.side, height: Badges.side)
        }
    }

    func bands(_ sheet: Sheet, right: Double) -> [Diagram.Band] {
        map.lanes.indices.map { lane in
            let (top, bottom) = (sheet.laneTop[lane], sheet.laneBottom[lane])
            let left = SwimlaneLayout.margin
            let box = Box(x: left, y: top, width: right - left, height: bottom - top)
            let head = Box(x: left, y: top, width: width, height: bottom - top)
            let middle = head.center
            let first = middle.x - Double(names[lane].lines.count - 1) * Self.lineHeight / 2 + 4.5
            let words = names[lane].lines.enumerated().map { index, text in
                Diagram.Words(
                    text: text, at: Point(first + Double(index) * Self.lineHeight, middle.y), size: 13, isBold: true,
                    anchor: .middle, role: .lane, isUpright: true)
            }
            return Diagram.Band(lane: LaneID(lane), name: map.lanes[lane].name, kind: map.lanes[lane].kind, box: box, head: head, words: words)
        }
    }

    /// Places for marks in a head, from its top.
    func markBoxes(_ count: Int, in head: Box) -> [Box] {
        let perRow = max(1, Int((width - 4) / FlowBlock.badge))
        return (0..<count).map { index in
            let inRow = min(perRow, count - index / perRow * perRow)
            let left = head.center.x - Double(inRow) * FlowBlock.badge / 2 + 0.5
            return Box(
                x: left + Double(index % perRow) * FlowBlock.badge, y: head.top + 5 + Double(index / perRow) * FlowBlock.badge,
                width: Badges.side, height: Badges.side)
        }
    }
}
