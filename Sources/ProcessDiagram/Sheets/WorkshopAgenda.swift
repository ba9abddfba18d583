import ProcessAnalysis
import ProcessModel
import ProcessSyntax

/// What a facilitator holds in the hand: who must be there, how long each part takes, what to ask whom, and in which order.
struct WorkshopAgenda {
    let source: SheetSource
    let questions: AgendaQuestions
    let people: AgendaPeople
    let times: AgendaTimes
    /// The steps of the main path that somebody does, those of all parallel paths among them, in the order of the walk.
    let path: [NodeID]

    var map: ProcessMap { source.map }
    var remarks: [Remark] { map.remarks.filter { $0.kind == .question } }

    init(_ source: SheetSource) {
        self.source = source
        let map = source.map
        questions = AgendaQuestions(source)
        people = AgendaPeople(source)
        let along = (source.metrics.mainPath?.walked ?? []).filter { map[$0].isWork }
        path = along.isEmpty ? map.nodeIDs.filter { map[$0].isWork } : along
        times = AgendaTimes(
            steps: path.count, handoffs: questions.handoffs.count, figures: questions.figures.count, pains: map.pains.count,
            hasPains: source.options.pains, questions: map.remarks.filter { $0.kind == .question }.count + min(questions.matters.count, AgendaTimes.mostMatters))
    }

    func content() -> SheetContent {
        var lead = "For you who lead the session: \(AgendaTimes.length(times.total)), \(SheetSource.counted(people.functions, "function")) in the room."
        if let goal = map.goal { lead += " The goal of the process: \(goal.string)." }
        return SheetContent(name: "Workshop agenda", lead: lead, fill: fill)
    }

    private func fill(_ flow: inout SheetFlow) {
        writeGoals(to: &flow)
        writeTimetable(to: &flow)
        writePeople(to: &flow)
        writePreparation(to: &flow)
        writePath(to: &flow)
        writeHandoffs(to: &flow)
        writeFigures(to: &flow)
        writePains(to: &flow)
        writeQuestions(to: &flow)
        writeActions(to: &flow)
        writeClosing(to: &flow)
    }

    /// `2 · Handoff by handoff · 25 min`.
    func title(_ part: AgendaTimes.Part) -> String {
        let numbered = times.slots.map(\.part).filter { $0 != .welcome && $0 != .pause && $0 != .close }
        let number = numbered.firstIndex(of: part).map { "\($0 + 1) · " } ?? ""
        return "\(number)\(Self.name(of: part)) · \(times.minutes(of: part)) min"
    }

    static func name(of part: AgendaTimes.Part) -> String {
        switch part {
        case .welcome: "Welcome"
        case .path: "Walk the main path"
        case .handoffs: "Handoff by handoff"
        case .figures: "Figures nobody has said"
        case .pause: "Break"
        case .pains: "Where it hurts"
        case .questions: "Open questions"
        case .actions: "What we do about it"
        case .close: "Read back and close"
        }
    }

    // MARK: The first page

    private func writeGoals(to flow: inout SheetFlow) {
        flow.section("At the end we have")
        var goals = [map.state == .toBe ? "a map of how it should run that each function in the room says it can work by" : "a map of how it really runs today that everybody in the room calls right"]
        if !questions.handoffs.isEmpty { goals.append("for each bad handoff an agreement between the two sides: what, by when, and what makes it good") }
        if times.has(.questions) { goals.append("an answer, or a name and a date, for each open question") }
        if times.has(.pains) { goals.append("votes on what hurts, and a decision on the worst three") }
        goals.append("actions, each with one owner in the room, one date, and a way to see that it worked")
        flow.table(columns: [40, 1000], head: [], rows: goals.map { [SheetCell().signed(.tick), SheetCell(source.sentence($0))] })
    }

    private func writeTimetable(to flow: inout SheetFlow) {
        flow.section("Timetable", "Write your own clock beside it before they come. A time box that is over is over: what is left goes on the wall under 'parked'.")
        var begins = 0
        var rows: [[SheetCell]] = []
        for slot in times.slots {
            rows.append([
                SheetCell(AgendaTimes.clock(begins), isBold: true).centered, .blank, SheetCell("\(slot.minutes) min").centered,
                SheetCell(Self.name(of: slot.part), isBold: true), SheetCell(how(slot.part)),
            ])
            begins += slot.minutes
        }
        rows.append([SheetCell(AgendaTimes.clock(begins), isBold: true).centered, .blank, .blank, SheetCell("The end", isBold: true), .blank])
        flow.table(columns: [64, 90, 90, 200, 596], head: ["from", "clock", "for", "what", "how"].map { .head($0) }, rows: rows, leastHeight: 34)
    }

    private func how(_ part: AgendaTimes.Part) -> String {
        switch part {
        case .welcome:
            let opener = map.owner.map { $0.string != "?" ? "\($0.string) says why we are here" : "Say why we are here" } ?? "Say why we are here; no owner is named yet, so ask who it is"
            return "\(opener). Read out the goals. One rule: we talk about work, never about persons."
        case .path: return "One step after the other on the wall. Who does it tells it; the others say what they see. Nothing is solved yet."
        case .handoffs: return "The two sides stand at the map. The receiver speaks first: what do you need, what do you get?"
        case .figures: return "A guess of those who do it is enough, or a range. What nobody knows stays '?', with a name who finds out."
        case .pause: return "Run 'baton check' on what was typed, and look what is new."
        case .pains: return "Add what is missing, one sentence each. Then three dots a person, only on what they feel themselves."
        case .questions: return "Answer, or name who answers by when. Two minutes of dispute, then it is parked."
        case .actions: return "For the worst three pains: what, who in this room, by when, and how we will see it."
        case .close: return "Read every action aloud, its owner says yes. Date of the next look. One word from each on the way out."
        }
    }

    private func writePeople(to flow: inout SheetFlow) {
        flow.section("In the room", "Of each function one who does the work; a chief alone tells how it should be. Tick them off as they come.")
        let rows = people.seats.map { seat in
            [SheetCell().signed(.tick), SheetCell(seat.place, isBold: true), SheetCell(seat.who), SheetCell([.small(seat.why)]), .blank]
        }
        flow.table(columns: [40, 170, 330, 300, 200], head: ["", "function", "who", "why", "name"].map { .head($0) }, rows: rows, leastHeight: 30)
    }

    private func writePreparation(to flow: inout SheetFlow) {
        flow.section("Before they come")
        let wall = ["the map, large enough to read at two metres", times.has(.pains) ? "the pain register" : "", "the list of actions, with its empty rows"].filter { !$0.isEmpty }
        let items = [
            "On the wall: \(wall.joined(separator: "; ")).",
            "On the tables: pens, sticky notes in two colours, three dots a person, a sheet headed 'parked'.",
            "On the projector: the map as text, so that all see what is typed. One person types, another leads.",
            "A clock that everybody can see, and who watches it.",
            map.terms.contains { $0.agreed == nil && $0.meanings.count > 1 } ? "The glossary: some words mean different things here, so settle them when they come up." : "",
        ]
        flow.table(columns: [40, 1000], head: [], rows: items.filter { !$0.isEmpty }.map { [SheetCell().signed(.tick), SheetCell($0)] })
    }
}
