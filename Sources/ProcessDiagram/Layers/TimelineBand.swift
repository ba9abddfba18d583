import ProcessAnalysis
import ProcessModel

/// The time line along the foot, aligned with the columns of the steps: waiting on the upper step of the ladder, work
/// on the lower one, and what it comes to at the end.
struct TimelineBand {
    private static let rise = 18.0
    private static let lineHeight = 14.0
    private static let totalHeight = 17.0
    private static let gap = 8.0

    private let ladder: TimeLadder

    init(_ ladder: TimeLadder) { self.ladder = ladder }

    /// Steps of one column; what waits and is worked there is one rung.
    private struct Column {
        var left: Double
        var right: Double
        var rungs: [TimeLadder.Rung]
    }

    /// Draws it below the lanes. Returns where it ends.
    func draw(into diagram: inout Diagram, below bottom: Double) -> Double {
        let margin = SwimlaneLayout.margin
        let axes = Axes(diagram)
        if axes.isDown, ladder.path != nil, !ladder.rungs.isEmpty { return drawBeside(&diagram, below: bottom) }
        let top = bottom + 10
        let heading = Diagram.Words(
            text: ladder.path == nil ? "Timeline: no end can be reached, so there is no main path to time" : "Timeline of the main path",
            at: Point(margin, top + 13), size: 12, isBold: true, anchor: .start, role: .ladder)
        let columns = columns(diagram, axes)
        guard let first = columns.first, let last = columns.last else {
            let totals = ladder.path == nil ? [] : totals(of: diagram, end: margin, top: top + 18)
            let end = top + 18 + Double(totals.count) * Self.totalHeight
            diagram.timeline = Diagram.Timeline(
                box: Box(x: margin, y: top, width: diagram.width - 2 * margin, height: end - top), heading: heading, points: [], rungs: [], totals: totals)
            return end
        }

        // Where the waiting before each column begins.
        let start = max((diagram.lanes.first?.head.right ?? margin) + 6, first.left - 60)
        let starts = [min(start, first.left - 4)] + columns.dropLast().map(\.right)
        let waits = zip(columns, starts).map { column, start in (waitWords(column.rungs), (start + column.left) / 2) }
        let works = columns.map { (workWords($0.rungs), ($0.left + $0.right) / 2) }
        let room = margin...(diagram.width - margin)
        let upperRows = Self.rows(waits, within: room)
        let lowerRows = Self.rows(works, within: room)

        let upper = top + 22 + Double((upperRows.map(\.row).max() ?? 0) + 1) * Self.lineHeight
        let lower = upper + Self.rise
        var points = [Point(starts[0], upper)]
        for column in columns {
            points += [Point(column.left, upper), Point(column.left, lower), Point(column.right, lower), Point(column.right, upper)]
        }
        let rungs = columns.indices.map { index -> Diagram.Timeline.Rung in
            var words: [Diagram.Words] = []
            func add(_ text: String, _ place: (x: Double, row: Int), _ y: Double) {
                guard !text.isEmpty else { return }
                words.append(Diagram.Words(text: text, at: Point(place.x, y), size: 11, isBold: false, anchor: .middle, role: .ladder))
            }
            add(waits[index].0, upperRows[index], upper - 5 - Double(upperRows[index].row) * Self.lineHeight)
            add(works[index].0, lowerRows[index], lower + 13 + Double(lowerRows[index].row) * Self.lineHeight)
            return rung(of: columns[index], words)
        }
        let foot = lower + 8 + Double((lowerRows.map(\.row).max() ?? 0) + 1) * Self.lineHeight
        let totals = totals(of: diagram, end: last.right, top: foot)
        let end = foot + Double(totals.count) * Self.totalHeight + 2
        diagram.timeline = Diagram.Timeline(
            box: Box(x: margin, y: top, width: diagram.width - 2 * margin, height: end - top), heading: heading, points: points, rungs: rungs, totals: totals)
        return end
    }

    /// Where time runs down, these are the rows of the page, from top to bottom.
    private func columns(_ diagram: Diagram, _ axes: Axes) -> [Column] {
        let placed = ladder.rungs
            .filter { diagram.steps.indices.contains($0.node.index) }
            .map { rung -> (rung: TimeLadder.Rung, along: Axes.Extent, across: Double) in
                let box = diagram.steps[rung.node.index].outline.box
                return (rung, axes.along(box), axes.across(box).low)
            }
            .sorted { ($0.along.low + $0.along.high, $0.across, $0.rung.node) < ($1.along.low + $1.along.high, $1.across, $1.rung.node) }
        var columns: [Column] = []
        for (rung, along, _) in placed {
            if let last = columns.indices.last, along.low < columns[last].right {
                columns[last].right = max(columns[last].right, along.high)
                columns[last].left = min(columns[last].left, along.low)
                columns[last].rungs.append(rung)
            } else {
                columns.append(Column(left: along.low, right: along.high, rungs: [rung]))
            }
        }
        return columns
    }

    /// The same where time runs down: the line stands on the right of the lanes, the totals below them.
    private func drawBeside(_ diagram: inout Diagram, below bottom: Double) -> Double {
        let margin = SwimlaneLayout.margin
        let columns = columns(diagram, Axes(diagram))
        guard let first = columns.first, let last = columns.last else { return bottom }
        let lanesRight = diagram.lanes.reduce(0) { max($0, $1.box.right) }
        func width(_ texts: [String]) -> Double { texts.reduce(0) { max($0, TextWidth.of($1, size: 11)) } }
        let waits = columns.map { waitWords($0.rungs) }
        let works = columns.map { workWords($0.rungs) }
        let left = lanesRight + 16
        let wait = (left + width(waits) + 6).rounded(.up)
        let work = wait + Self.rise
        let right = (work + 6 + width(works)).rounded(.up)
        let start = max((diagram.lanes.first?.head.bottom ?? 0) + 4, first.left - 40)
        let starts = [min(start, first.left - 4)] + columns.dropLast().map(\.right)
        var points = [Point(wait, starts[0])]
        var rungs: [Diagram.Timeline.Rung] = []
        for (index, column) in columns.enumerated() {
            points += [Point(wait, column.left), Point(work, column.left), Point(work, column.right), Point(wait, column.right)]
            var words: [Diagram.Words] = []
            func add(_ text: String, _ x: Double, _ y: Double) {
                if !text.isEmpty { words.append(Diagram.Words(text: text, at: Point(x, y + 4), size: 11, isBold: false, anchor: .start, role: .ladder)) }
            }
            add(waits[index], wait - 6 - TextWidth.of(waits[index], size: 11), (starts[index] + column.left) / 2)
            add(works[index], work + 6, (column.left + column.right) / 2)
            rungs.append(rung(of: column, words))
        }
        diagram.width = max(diagram.width, right + margin)
        let heading = Diagram.Words(
            text: "Timeline of the main path", at: Point(margin, bottom + 23), size: 12, isBold: true, anchor: .start, role: .ladder)
        let totals = totals(of: diagram, end: margin, top: bottom + 28)
        diagram.timeline = Diagram.Timeline(
            box: Box(x: left, y: starts[0], width: right - left, height: last.right - starts[0]), heading: heading, points: points, rungs: rungs,
            totals: totals)
        return bottom + 30 + Double(totals.count) * Self.totalHeight
    }

    private func rung(of column: Column, _ words: [Diagram.Words]) -> Diagram.Timeline.Rung {
        let sums = Sums(column.rungs)
        return Diagram.Timeline.Rung(
            steps: column.rungs.map(\.node), wait: sums.knowsWait && sums.undivided == .zero ? sums.wait.expected : nil,
            work: sums.knowsWork && sums.undivided == .zero ? sums.work.expected : nil, words: words)
    }

    /// The middle and the row of each text, such that none runs into another: where one has no room in the first row,
    /// it stands one row further from the line.
    private static func rows(_ texts: [(text: String, x: Double)], within room: ClosedRange<Double>) -> [(x: Double, row: Int)] {
        var ends: [Double] = []
        return texts.map { text, x in
            let half = TextWidth.of(text, size: 11) / 2
            guard half > 0 else { return (x, 0) }
            let middle = max(room.lowerBound + half, min(x, room.upperBound - half))
            let row = ends.firstIndex { $0 + gap <= middle - half } ?? ends.count
            if row == ends.count { ends.append(0) }
            ends[row] = middle + half
            return (middle, row)
        }
    }

    // MARK: Words

    private struct Sums {
        var wait = Estimate.zero
        var work = Estimate.zero
        var undivided = Estimate.zero
        var knowsWait = true
        var knowsWork = true
        var hasWork = false

        init(_ rungs: [TimeLadder.Rung]) {
            for rung in rungs {
                wait += rung.wait
                work += rung.work
                undivided += rung.undivided
                knowsWait = knowsWait && rung.knowsWait
                knowsWork = knowsWork && (rung.knowsWork || !rung.hasWork)
                hasWork = hasWork || rung.hasWork
            }
        }
    }

    /// Time of which nobody says how much is work may all be waiting: then that is the most it can be.
    private func waitWords(_ rungs: [TimeLadder.Rung]) -> String {
        let sums = Sums(rungs)
        if !sums.knowsWait { return sums.wait.high > 0 ? "≥ " + TimeWords.span(sums.wait) : "?" }
        return sums.undivided.high > 0 ? "≤ " + TimeWords.span(sums.wait + sums.undivided) : TimeWords.span(sums.wait)
    }

    private func workWords(_ rungs: [TimeLadder.Rung]) -> String {
        let sums = Sums(rungs)
        guard sums.hasWork else { return "" }
        if sums.knowsWork { return TimeWords.span(sums.work, isWork: true) }
        return sums.work.high > 0 ? "≥ " + TimeWords.span(sums.work, isWork: true) : "?"
    }

    /// What it comes to, at the end of the line where there is room.
    private func totals(of diagram: Diagram, end: Double, top: Double) -> [Diagram.Words] {
        let margin = SwimlaneLayout.margin
        let width = diagram.width - 2 * margin
        let onLadder = ladder.rungs.reduce(Estimate.zero) { $0 + $1.work }
        var paragraphs: [(text: String, isBold: Bool)] = []
        if let path = ladder.path { paragraphs.append(("Main path: " + TimeWords.totals(path, onLadder: onLadder), true)) }
        paragraphs.append(("All cases, expected: " + TimeWords.totals(ladder.allCases, onLadder: nil), false))
        let lines = paragraphs.flatMap { text, isBold in
            Wording(text, size: 12, isBold: isBold).lines(within: width).map { ($0, isBold) }
        }
        // Lines that run on read better from the left.
        let fits = lines.count == paragraphs.count
        return lines.enumerated().map { index, line in
            let own = TextWidth.of(line.0, size: 12, isBold: line.1)
            return Diagram.Words(
                text: line.0, at: Point(fits ? max(margin, min(end, margin + width) - own) : margin, top + 13 + Double(index) * Self.totalHeight), size: 12,
                isBold: line.1, anchor: .start, role: .total)
        }
    }
}

/// Times of a value stream as words; the same figures as in the numbers of the map.
enum TimeWords {
    /// `15.83 bh`, `10 min`; ranges as such: `4-6 bh`.
    static func span(_ time: Estimate, isWork: Bool = false) -> String {
        if time.isExact { return one(time.expected, isWork) }
        guard time.high >= 59.95 else { return "\(Numerals.decimal(time.low, places: 1))-\(Numerals.decimal(time.high, places: 1)) min" }
        return "\(Numerals.decimal(time.low / 60))-\(Numerals.decimal(time.high / 60)) \(isWork ? "h" : "bh")"
    }

    private static func one(_ minutes: Double, _ isWork: Bool) -> String {
        isWork ? Numerals.work(minutes: minutes) : Numerals.businessTime(minutes: minutes, minutesPerDay: .infinity)
    }

    /// `lead time 102 bh (12.75 bd) · work 2.33 h · flow efficiency 2.3%`.
    static func totals(_ totals: TimeLadder.Totals, onLadder: Estimate?) -> String {
        let lead = totals.lead.flatMap { known($0, isWork: false) } ?? "?"
        var work = totals.work.flatMap { known($0, isWork: true) } ?? "?"
        if let onLadder, let all = totals.work?.time, all.expected - onLadder.expected > 0.5 {
            work += " (\(Numerals.work(minutes: all.expected - onLadder.expected)) of it beside the ladder, on paths that run at the same time)"
        }
        var efficiency = totals.flowEfficiency.map(Numerals.percent) ?? "?"
        if totals.lead?.isLowerBound ?? true || totals.work?.isLowerBound ?? true, efficiency != "?" { efficiency += ", of what is known" }
        return "lead time \(lead) · work \(work) · flow efficiency \(efficiency)"
    }

    private static func known(_ total: TotalTime, isWork: Bool) -> String? {
        guard total.time.high > 0 || total.coverage.known > 0 else { return nil }
        let minutes = total.time.expected
        var words = (total.isLowerBound ? "≥ " : "") + (isWork ? Numerals.work(minutes: minutes) : Numerals.businessTime(minutes: minutes))
        guard !total.time.isExact else { return words }
        // The range joins the days, where there are some.
        let range = span(total.time, isWork: isWork) + ")"
        if words.last == ")" { words = words.dropLast() + ", " + range } else { words += " (" + range }
        return words
    }
}
