/// The line of a ladder with its figures: of a whole map, or of a stretch of it between two cuts.
struct LadderLine: Sendable {
    static let title = "Timeline of the main path"
    private static let rise = 18.0
    private static let lineHeight = 14.0
    private static let gap = 8.0
    private static let beside = 6.0

    private(set) var points: [Point] = []
    /// With their words set.
    private(set) var rungs: [Diagram.Timeline.Rung]
    /// How far it reaches across, from `begin` on.
    private(set) var end: Double

    /// - Parameters:
    ///   - start: where the waiting before the first rung begins.
    ///   - finish: where the line ends that goes on elsewhere; nil where it ends with its last rung.
    ///   - begin: where its room begins, across the lanes.
    ///   - room: how far figures may reach along the lanes.
    init(_ given: [Diagram.Timeline.Rung], from start: Double, to finish: Double?, at begin: Double, room: Axes.Extent, _ axes: Axes) {
        rungs = given
        end = begin
        let starts = [start] + given.dropLast().map(\.high)
        let waits = zip(given, starts).map { ($0.waitText, ($1 + $0.low) / 2) }
        let works = given.map { ($0.workText, ($0.low + $0.high) / 2) }
        let waiting: Double
        let working: Double
        if axes.isDown {
            // Figures stand level on both sides of the line.
            waiting = begin + (given.map { TextWidth.of($0.waitText, size: 11) }.max() ?? 0).rounded(.up) + Self.beside
            working = waiting + Self.rise
            end = working + Self.beside + (given.map { TextWidth.of($0.workText, size: 11) }.max() ?? 0).rounded(.up)
            for index in rungs.indices {
                let width = TextWidth.of(waits[index].0, size: 11)
                add(waits[index].0, Point(waiting - Self.beside - width, waits[index].1 + 4), .start, to: index)
                add(works[index].0, Point(working + Self.beside, works[index].1 + 4), .start, to: index)
            }
        } else {
            let upperRows = Self.rows(waits, within: room)
            let lowerRows = Self.rows(works, within: room)
            waiting = begin + Double((upperRows.map(\.row).max() ?? 0) + 1) * Self.lineHeight
            working = waiting + Self.rise
            end = working + 8 + Double((lowerRows.map(\.row).max() ?? 0) + 1) * Self.lineHeight
            for index in rungs.indices {
                add(waits[index].0, Point(upperRows[index].x, waiting - 5 - Double(upperRows[index].row) * Self.lineHeight), .middle, to: index)
                add(works[index].0, Point(lowerRows[index].x, working + 13 + Double(lowerRows[index].row) * Self.lineHeight), .middle, to: index)
            }
        }
        points = [axes.point(along: start, across: waiting)]
        for rung in given {
            points += [(rung.low, waiting), (rung.low, working), (rung.high, working), (rung.high, waiting)].map { axes.point(along: $0.0, across: $0.1) }
        }
        if let finish { points.append(axes.point(along: finish, across: waiting)) }
    }

    private mutating func add(_ text: String, _ at: Point, _ anchor: Diagram.Words.Anchor, to rung: Int) {
        guard !text.isEmpty else { return }
        rungs[rung].words.append(Diagram.Words(text: text, at: at, size: 11, isBold: false, anchor: anchor, role: .ladder))
    }

    /// The middle and the row of each text, such that none runs into another: where one has no room in the first row,
    /// it stands one row further from the line.
    private static func rows(_ texts: [(text: String, x: Double)], within room: Axes.Extent) -> [(x: Double, row: Int)] {
        var ends: [Double] = []
        return texts.map { text, x in
            let half = TextWidth.of(text, size: 11) / 2
            guard half > 0 else { return (x, 0) }
            let middle = max(room.low + half, min(x, room.high - half))
            let row = ends.firstIndex { $0 + gap <= middle - half } ?? ends.count
            if row == ends.count { ends.append(0) }
            ends[row] = middle + half
            return (middle, row)
        }
    }

    /// The short heading of a ladder that stands beside the lanes.
    static func heading(at place: Point) -> Diagram.Words {
        Diagram.Words(text: "Timeline", at: place, size: 12, isBold: true, anchor: .start, role: .ladder)
    }
}
