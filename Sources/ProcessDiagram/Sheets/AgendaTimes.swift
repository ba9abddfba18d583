/// How long each part of a workshop takes, from how much there is to talk about.
struct AgendaTimes {
    enum Part: Int, CaseIterable { case welcome, path, handoffs, figures, pause, pains, questions, actions, close }

    struct Slot {
        var part: Part
        var minutes: Int
    }

    let slots: [Slot]
    var total: Int { slots.reduce(0) { $0 + $1.minutes } }

    /// What is talked through one by one; more than these are for another day.
    static let mostHandoffs = 8
    static let mostFigures = 14
    static let mostMatters = 8
    static let mostPains = 12

    init(steps: Int, handoffs: Int, figures: Int, pains: Int, hasPains: Bool, questions: Int) {
        /// To five minutes, as nobody keeps to less.
        func minutes(_ each: Double, _ count: Int, least: Int, most: Int) -> Int {
            let exact = each * Double(min(count, 1000))
            return min(most, max(least, Int((exact / 5).rounded(.up)) * 5))
        }
        var slots = [Slot(part: .welcome, minutes: 10), Slot(part: .path, minutes: minutes(1.5, steps, least: 10, most: 40))]
        if handoffs > 0 { slots.append(Slot(part: .handoffs, minutes: minutes(6, min(handoffs, Self.mostHandoffs), least: 10, most: 45))) }
        if figures > 0 { slots.append(Slot(part: .figures, minutes: minutes(1, min(figures, Self.mostFigures), least: 5, most: 15))) }
        var after: [Slot] = []
        if hasPains { after.append(Slot(part: .pains, minutes: minutes(1.5, min(pains, Self.mostPains), least: 15, most: 25))) }
        if questions > 0 { after.append(Slot(part: .questions, minutes: minutes(4, questions, least: 10, most: 30))) }
        after.append(Slot(part: .actions, minutes: 20))
        after.append(Slot(part: .close, minutes: 10))
        let before = slots.reduce(0) { $0 + $1.minutes }
        if before + after.reduce(0, { $0 + $1.minutes }) > 90 { slots.append(Slot(part: .pause, minutes: 10)) }
        self.slots = slots + after
    }

    func minutes(of part: Part) -> Int { slots.first { $0.part == part }?.minutes ?? 0 }
    func has(_ part: Part) -> Bool { slots.contains { $0.part == part } }

    /// `2 h 20 min`.
    static func length(_ minutes: Int) -> String {
        [minutes >= 60 ? "\(minutes / 60) h" : "", minutes % 60 > 0 ? "\(minutes % 60) min" : ""].filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// `1:05`, from when it begins.
    static func clock(_ minutes: Int) -> String { "\(minutes / 60):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)" }
}
