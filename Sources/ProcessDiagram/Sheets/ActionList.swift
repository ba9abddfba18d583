import ProcessAnalysis
import ProcessModel

/// What was agreed to be done: by whom, by when, what it fixes, and how one will see that it worked.
struct ActionList {
    private let source: SheetSource
    private var map: ProcessMap { source.map }
    private var today: CalendarDate? { source.options.today }

    init(_ source: SheetSource) { self.source = source }

    /// Open ones first, by date; those without a date after them, what is done last.
    static func order(_ map: ProcessMap) -> [Int] {
        func rank(_ action: Action) -> (Int, CalendarDate?) { (!action.isOpen ? 2 : action.due?.value == nil ? 1 : 0, action.due?.value) }
        return map.actions.indices.sorted { a, b in
            let (first, second) = (rank(map.actions[a]), rank(map.actions[b]))
            if first.0 != second.0 { return first.0 < second.0 }
            if let one = first.1, let other = second.1, one != other { return one < other }
            return a < b
        }
    }

    func isOverdue(_ action: Action) -> Bool {
        guard let today, let due = action.due?.value, action.isOpen else { return false }
        return due < today
    }

    func content() -> SheetContent {
        let open = map.actions.filter(\.isOpen)
        var lead: String
        if map.actions.isEmpty {
            lead = "Nothing is agreed yet. One action a row: somebody in the room owns it, it has a date, and you can say how you will see that it worked."
        } else {
            lead = "\(SheetSource.counted(open.count, "action is open", "actions are open")), the next one first."
            let late = open.filter(isOverdue).count
            if late > 0 { lead += " \(late == 1 ? "One of them is overdue." : "\(late) of them are overdue.")" }
            if let today, map.actions.contains(where: { $0.due?.value != nil }) { lead += " Looked at on \(today.written)." }
        }
        return SheetContent(name: "Actions", lead: lead, fill: fill)
    }

    private func fill(_ flow: inout SheetFlow) {
        let columns: [(String, Double)] = [
            ("", 44), ("what", 270), ("who", 130), ("by when", 118), ("fixes", 200), ("how we will see it", 190), ("done", 88),
        ]
        var rows = Self.order(map).enumerated().map { row(map.actions[$0.element], number: $0.offset + 1) }
        let blank = [SheetCell](repeating: .blank, count: columns.count - 1) + [SheetCell().signed(.tick)]
        let empty = map.actions.isEmpty ? PainRegister.emptyRows : PainRegister.roomForMore
        rows += [[SheetCell]](repeating: blank, count: empty)
        flow.table(columns: columns.map(\.1), head: columns.map { .head($0.0) }, rows: rows, leastHeight: 44, spareRows: empty)
        writeUnfixed(to: &flow)
        var foot = "The empty rows are for what is agreed in the room."
        if map.actions.contains(where: isOverdue) { foot += " Triangle: the date has passed." }
        flow.foot(foot)
    }

    private func row(_ action: Action, number: Int) -> [SheetCell] {
        var due = SheetCell(action.due.map { $0.value?.written ?? "?" } ?? "", isBold: isOverdue(action))
        if action.due?.value == nil, action.isOpen {
            due = SheetCell("no date yet").signed(.unknown)
        } else if isOverdue(action), let today, let day = action.due?.value {
            let days = today.dayNumber - day.dayNumber
            due = SheetCell([.bold(day.written), .small("\(SheetSource.counted(days, "day")) late")], sign: (.severity(.warning), "!"))
        }
        let isOwned = action.owner.map { $0.string != "?" } ?? false
        let owner = isOwned || !action.isOpen ? SheetCell(action.owner?.string ?? "") : SheetCell("nobody yet").signed(.unknown)
        let done = action.isOpen ? SheetCell(action.status.map { [.quiet($0.string)] } ?? []).signed(.tick) : SheetCell(action.status?.string ?? "done", isBold: true)
        return [
            SheetCell("\(number)", isBold: true).centered, SheetCell(source.sentence(action.text.string), isBold: true), owner, due,
            SheetCell(action.fixes.map { .init(text: $0.string) }), SheetCell(action.measure.map { source.sentence($0.string) } ?? ""), done,
        ]
    }

    /// Pains that no action is about: who named them waits for a word.
    private func writeUnfixed(to flow: inout SheetFlow) {
        guard source.options.pains else { return }
        let actions = PainActions(map)
        let unfixed = PainRegister.order(map).filter { actions.about(map.pains[$0]).isEmpty }
        guard !unfixed.isEmpty else { return }
        flow.section("Pains that no action is about", "Act on them, park them, or accept them, and tell those who feel them.")
        for index in unfixed.prefix(12) {
            let pain = map.pains[index]
            let felt = pain.feltBy.isEmpty ? "" : " · felt by \(pain.feltBy.map(\.string).joined(separator: ", "))"
            flow.paragraph([.init(text: source.sentence(pain.text.string)), .quiet(source.place(of: pain.about) + felt)], sign: (.pain, Pains.letter(index + 1)))
        }
        if unfixed.count > 12 { flow.paragraph([.quiet("and \(unfixed.count - 12) more, in the pain register")]) }
    }
}
