import ProcessAnalysis
import ProcessModel

/// The time line along the foot, aligned with the columns of the steps: waiting on the upper step of the ladder, work
/// on the lower one, and what it comes to at the end. Where time runs down it stands on the right of the lanes.
struct TimelineBand {
    /// From the lanes to the band.
    static let gap = 10.0
    private static let totalHeight = 17.0

    private let ladder: TimeLadder

    init(_ ladder: TimeLadder) { self.ladder = ladder }

    /// Draws it below the lanes, or beside them. Returns where it ends.
    func draw(into diagram: inout Diagram, below bottom: Double) -> Double {
        let margin = SwimlaneLayout.margin
        let axes = Axes(diagram)
        let rungs = rungs(diagram, axes)
        guard let first = rungs.first, let last = rungs.last else {
            let top = bottom + Self.gap
            let paragraphs = ladder.path == nil || isBesidePath ? [] : paragraphs
            let totals = Self.totals(paragraphs, from: margin, to: diagram.width - margin, end: margin, top: top + 18)
            let end = top + 18 + Double(totals.count) * Self.totalHeight
            diagram.timeline = Diagram.Timeline(
                box: Box(x: margin, y: top, width: diagram.width - 2 * margin, height: end - top), heading: heading(at: Point(margin, top + 13)),
                points: [], rungs: [], totals: totals, paragraphs: paragraphs, isUpright: axes.isDown)
            return end
        }
        let head = diagram.lanes.first.map { axes.along($0.head).high } ?? margin
        // Where the waiting before the first column begins.
        let start = min(max(head + 6, first.low - 60), first.low - 4)
        if axes.isDown { return drawBeside(&diagram, rungs, from: start, below: bottom) }

        let top = bottom + Self.gap
        let line = LadderLine(rungs, from: start, to: nil, at: top + 22, room: (margin, diagram.width - margin), axes)
        let totals = Self.totals(paragraphs, from: margin, to: diagram.width - margin, end: last.high, top: line.end)
        let end = line.end + Double(totals.count) * Self.totalHeight + 2
        diagram.timeline = Diagram.Timeline(
            box: Box(x: margin, y: top, width: diagram.width - 2 * margin, height: end - top), heading: heading(at: Point(margin, top + 13)),
            points: line.points, rungs: line.rungs, totals: totals, paragraphs: paragraphs)
        return end
    }

    private func drawBeside(_ diagram: inout Diagram, _ rungs: [Diagram.Timeline.Rung], from start: Double, below bottom: Double) -> Double {
        let margin = SwimlaneLayout.margin
        let lanes = diagram.lanes.dropFirst().reduce(diagram.lanes.first?.box ?? Box(x: margin, y: 0, width: 0, height: 0)) { $0.union($1.box) }
        let left = lanes.right + Self.gap
        let line = LadderLine(rungs, from: start, to: nil, at: left, room: (lanes.top, lanes.bottom), Axes(diagram))
        let heading = LadderLine.heading(at: Point(left, lanes.top + 14))
        let right = max(line.end, heading.box.right + 2)
        diagram.width = max(diagram.width, right + margin)
        let totals = Self.totals(paragraphs, from: margin, to: diagram.width - margin, end: margin, top: bottom + Self.gap)
        diagram.timeline = Diagram.Timeline(
            box: Box(x: left, y: lanes.top, width: right - left, height: lanes.height), heading: heading, points: line.points, rungs: line.rungs,
            totals: totals, paragraphs: paragraphs, isUpright: true)
        return bottom + Self.gap + Double(totals.count) * Self.totalHeight
    }

    /// True for a phase through which the main path does not pass.
    private var isBesidePath: Bool { ladder.isPart && ladder.rungs.isEmpty }

    private func heading(at place: Point) -> Diagram.Words {
        let text = ladder.path == nil ? "Timeline: no end can be reached, so there is no main path to time"
            : isBesidePath ? "Timeline: no step of this phase counts for the lead time of the main path" : LadderLine.title
        return Diagram.Words(text: text, at: place, size: 12, isBold: true, anchor: .start, role: .ladder)
    }

    /// The columns of the main path, from the first on; steps of one column share a rung.
    private func rungs(_ diagram: Diagram, _ axes: Axes) -> [Diagram.Timeline.Rung] {
        struct Column {
            var extent: Axes.Extent
            var rungs: [TimeLadder.Rung]
        }
        let placed = ladder.rungs
            .filter { diagram.steps.indices.contains($0.node.index) }
            .map { (rung: $0, box: diagram.steps[$0.node.index].outline.box) }
            .sorted { (axes.along($0.box.center), axes.across($0.box).low, $0.rung.node) < (axes.along($1.box.center), axes.across($1.box).low, $1.rung.node) }
        var columns: [Column] = []
        for (rung, box) in placed {
            let own = axes.along(box)
            if let last = columns.indices.last, own.low < columns[last].extent.high {
                columns[last].extent = (min(columns[last].extent.low, own.low), max(columns[last].extent.high, own.high))
                columns[last].rungs.append(rung)
            } else {
                columns.append(Column(extent: own, rungs: [rung]))
            }
        }
        return columns.map { column in
            let sums = Sums(column.rungs)
            return Diagram.Timeline.Rung(
                steps: column.rungs.map(\.node), low: column.extent.low, high: column.extent.high, waitText: waitWords(column.rungs),
                workText: workWords(column.rungs), wait: sums.knowsWait && sums.undivided == .zero ? sums.wait.expected : nil,
                work: sums.knowsWork && sums.undivided == .zero ? sums.work.expected : nil, words: [])
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

    private func workWords(_ rungs: [TimeLadder.Rung], none: String = "") -> String {
        let sums = Sums(rungs)
        guard sums.hasWork else { return none }
        if sums.knowsWork { return TimeWords.span(sums.work, isWork: true) }
        return sums.work.high > 0 ? "≥ " + TimeWords.span(sums.work, isWork: true) : "?"
    }

    // MARK: Totals

    private var paragraphs: [Diagram.List.Paragraph] {
        func paragraph(_ text: String, _ isBold: Bool = false) -> Diagram.List.Paragraph { .init(text: text, isBold: isBold, role: .total) }
        let onLadder = ladder.rungs.reduce(Estimate.zero) { $0 + $1.work }
        guard ladder.isPart else {
            let path = ladder.path.map { [paragraph("Main path: " + TimeWords.totals($0, onLadder: onLadder), true)] } ?? []
            return path + [paragraph("All cases, expected: " + TimeWords.totals(ladder.allCases, onLadder: nil))]
        }
        let own = paragraph("This phase, on the main path: \(waitWords(ladder.rungs)) waiting · \(workWords(ladder.rungs, none: "no")) work", true)
        return [own] + (ladder.path.map { [paragraph("The whole main path: " + TimeWords.totals($0, onLadder: nil))] } ?? [])
    }

    /// What it comes to, set in lines: at `end` where each fits on a line of its own.
    static func totals(_ paragraphs: [Diagram.List.Paragraph], from left: Double, to right: Double, end: Double, top: Double) -> [Diagram.Words] {
        let lines = paragraphs.flatMap { paragraph in
            Wording(paragraph.text, size: 12, isBold: paragraph.isBold).lines(within: right - left).map { ($0, paragraph.isBold) }
        }
        // Lines that run on read better from the left.
        let fits = lines.count == paragraphs.count
        return lines.enumerated().map { index, line in
            let own = TextWidth.of(line.0, size: 12, isBold: line.1)
            return Diagram.Words(
                text: line.0, at: Point(fits ? max(left, min(end, right) - own) : left, top + 13 + Double(index) * totalHeight), size: 12,
                isBold: line.1, anchor: .start, role: .total)
        }
    }

    /// How high lines of totals are.
    static func height(ofTotals count: Int) -> Double { Double(count) * totalHeight }
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
