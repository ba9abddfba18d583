import ProcessAnalysis
import ProcessModel
import ProcessSyntax

/// The parts of a workshop, one after the other, each with what to ask and room for what is said.
extension WorkshopAgenda {
    /// More steps than these cannot be walked in one session.
    private static let mostSteps = 40

    func writePath(to flow: inout SheetFlow) {
        flow.section(title(.path), "Ask at each step: is it so? Who does it, really? What do you need to begin? What comes back?")
        var rows = path.prefix(Self.mostSteps).map { node in
            let facts = facts(of: node)
            return [SheetCell().signed(.tick), SheetCell(map[node].name, more: [source.doers(of: node)], isBold: true), SheetCell([.small(facts)]), SheetCell(ways(off: node).map { .small($0) }), .blank]
        }
        if path.count > Self.mostSteps {
            rows.append([SheetCell([.quiet("and \(path.count - Self.mostSteps) more steps: walk them on the map")]).over(5)])
        }
        flow.table(columns: [40, 290, 230, 270, 210], head: ["", "step, and who", "what the map says", "ways off the path", "what we heard"].map { .head($0) }, rows: rows, leastHeight: 40)
    }

    /// `work 5 min · takes 4 bh · right in 85%`, as written.
    private func facts(of node: NodeID) -> String {
        let details = map.details(of: node)
        func said(_ name: String, _ figure: Figure<Duration>?) -> String { figure.map { "\(name) \($0.value?.written ?? "?")" } ?? "" }
        let facts = [
            said("work", details.work), said("takes", details.takes), said("waits", details.wait),
            details.ok.map { "right \($0.value.map { Numerals.percent($0) } ?? "?")" } ?? "",
            details.criteria.isEmpty ? (map[node].kind == .decision ? "no criteria yet" : "") : "criteria: \(details.criteria.map(\.string).joined(separator: ", "))",
        ].filter { !$0.isEmpty }
        return facts.isEmpty ? "nothing yet" : facts.joined(separator: " · ")
    }

    /// Answers and exceptions that lead away from the main path.
    private func ways(off node: NodeID) -> [String] {
        let main = Set(source.metrics.mainPath?.flows ?? [])
        return source.inspection.graph.flows(from: node).filter { !main.contains($0) && (map[$0].kind == .answer || map[$0].kind == .exception) }.map { flow in
            let label = map[flow].label?.string ?? (map[flow].isOtherwise ? "otherwise" : "")
            // What sets off an exception, such as `error 10%`, says its share itself.
            let isSaid = map[flow].kind == .exception && !label.isEmpty
            let share = isSaid ? "" : map[flow].probability.map { $0.value.map { Numerals.percent($0) } ?? "?" } ?? ""
            let target = map[map[flow].to]
            return [label, share, target.name.isEmpty ? "" : "→ \(target.name)"].filter { !$0.isEmpty }.joined(separator: " ")
        }
    }

    func writeHandoffs(to flow: inout SheetFlow) {
        guard times.has(.handoffs) else { return }
        let all = questions.handoffs
        flow.section(title(.handoffs), "The worst first. Write down what both sides agree on: what is handed over, by when, what makes it complete, and how one hears that it came.")
        let rows = all.prefix(AgendaTimes.mostHandoffs).enumerated().map { index, handoff in
            [
                SheetCell("\(index + 1)", isBold: true).centered,
                SheetCell("\(map[handoff.from].name) → \(map[handoff.to].name)", more: ["\(map[handoff.handover.sender].name) → \(map[handoff.handover.receiver].name)", terms(of: handoff)], isBold: true),
                asked(about: handoff), .blank,
            ]
        }
        flow.table(columns: [44, 330, 416, 250], head: ["", "who to whom, and what", "ask them", "what both agree on"].map { .head($0) }, rows: rows, leastHeight: 56)
        if all.count > AgendaTimes.mostHandoffs {
            flow.paragraph([.quiet("and \(SheetSource.counted(all.count - AgendaTimes.mostHandoffs, "handoff")) more: see the handoff matrix, or ask the same there on another day")])
        }
    }

    private func terms(of handoff: AgendaQuestions.Handoff) -> String {
        guard let id = handoff.handover.terms else { return "nothing written down about it" }
        let terms = map[id]
        let facts = [
            terms.artifact.map { "'\($0.string)'" } ?? "", terms.via.map { "via \($0.string)" } ?? "",
            terms.within.map { "within \($0.value?.written ?? "?")" } ?? "no time limit",
        ].filter { !$0.isEmpty }
        return facts.joined(separator: ", ")
    }

    private func asked(about handoff: AgendaQuestions.Handoff) -> SheetCell {
        var questions: [String] = []
        for finding in handoff.findings where !questions.contains(finding.question) && questions.count < 3 { questions.append(finding.question) }
        guard let worst = handoff.findings.first else {
            return SheetCell([.init(text: "\(map[handoff.to].name), what is missing most often when it comes? \(map[handoff.from].name), how do you hear that it came?")])
        }
        var cell = SheetCell(questions.map { .init(text: source.sentence($0)) })
        cell.sign = (.severity(worst.severity), "!")
        return cell
    }

    func writeFigures(to flow: inout SheetFlow) {
        guard times.has(.figures) else { return }
        let all = questions.figures
        flow.section(title(.figures), "Without them nobody can say where the time goes.")
        let rows = all.prefix(AgendaTimes.mostFigures).map { [SheetCell($0.whom, isBold: true), SheetCell($0.question), .blank] }
        flow.table(columns: [240, 560, 240], head: ["ask", "what", "the answer"].map { .head($0) }, rows: rows, leastHeight: 34)
        if all.count > AgendaTimes.mostFigures { flow.paragraph([.quiet("and \(all.count - AgendaTimes.mostFigures) more: hand each function its own, to bring along next time")]) }
    }

    func writePains(to flow: inout SheetFlow) {
        guard times.has(.pains) else { return }
        let order = PainRegister.order(map)
        flow.section(title(.pains), map.pains.isEmpty ? "None is written down yet. Each function names two: where do you wait, ask again, do it twice?" : "Read each out, ask who feels it, and count the dots. The pain register on the wall has the rest.")
        var rows = order.prefix(AgendaTimes.mostPains).map { index in
            let pain = map.pains[index]
            let felt = pain.feltBy.isEmpty ? "" : "felt by \(pain.feltBy.map(\.string).joined(separator: ", "))"
            return [
                SheetCell().signed(.pain, Pains.letter(index + 1)), SheetCell(source.sentence(pain.text.string), more: [source.place(of: pain.about)], isBold: true),
                SheetCell([.small(felt)]), SheetCell(pain.votes.map { $0.value.map(Heading.number) ?? "?" } ?? "").centered, .blank,
            ]
        }
        rows += [[SheetCell]](repeating: [SheetCell](repeating: .blank, count: 5), count: 3)
        flow.table(columns: [44, 486, 210, 100, 200], head: ["", "what hurts", "who", "votes so far", "dots today"].map { .head($0) }, rows: rows, leastHeight: 40)
        let strengths = map.remarks.filter { $0.kind == .strength }
        if !strengths.isEmpty {
            flow.space(6)
            flow.paragraph([.bold("Works well, so leave it alone: ")] + strengths.prefix(6).map { .init(text: source.sentence($0.text.string)) })
        }
        if order.count > AgendaTimes.mostPains { flow.paragraph([.quiet("and \(order.count - AgendaTimes.mostPains) more in the pain register")]) }
    }

    func writeQuestions(to flow: inout SheetFlow) {
        guard times.has(.questions) else { return }
        flow.section(title(.questions), remarks.isEmpty ? "What the map itself leaves open." : "First what was asked in the room, then what the map itself leaves open.")
        var rows = remarks.map { remark in
            [SheetCell().signed(.unknown, "?"), SheetCell(source.sentence(remark.text.string), isBold: true), SheetCell(remark.addressee.map { $0.string } ?? ""), .blank]
        }
        rows += questions.matters.prefix(AgendaTimes.mostMatters).map { matter in
            [
                SheetCell().signed(.severity(matter.severity), "!"), SheetCell(source.sentence(matter.question), more: matter.places.map { source.sentence($0) }), .blank, .blank,
            ]
        }
        flow.table(columns: [44, 556, 160, 280], head: ["", "question", "for", "answer, or who finds out by when"].map { .head($0) }, rows: rows, leastHeight: 44)
        if questions.matters.count > AgendaTimes.mostMatters { flow.paragraph([.quiet("and \(SheetSource.counted(questions.matters.count - AgendaTimes.mostMatters, "more kind", "more kinds")): 'baton check' lists them")]) }
    }

    func writeActions(to flow: inout SheetFlow) {
        flow.section(title(.actions), map.actions.contains(where: \.isOpen) ? "First what is open from last time, then what is new." : "One owner each, in this room; a date; how one will see it.")
        let list = ActionList(source)
        var rows = ActionList.order(map).map { map.actions[$0] }.filter(\.isOpen).prefix(10).map { action in
            let due = action.due.map { $0.value?.written ?? "?" } ?? "no date"
            return [
                SheetCell().signed(.tick), SheetCell(source.sentence(action.text.string), isBold: true), SheetCell(action.owner?.string ?? "nobody yet"),
                list.isOverdue(action) ? SheetCell([.bold(due), .small("overdue")], sign: (.severity(.warning), "!")) : SheetCell(due),
                SheetCell(action.measure.map { source.sentence($0.string) } ?? ""),
            ]
        }
        rows += [[SheetCell]](repeating: [SheetCell().signed(.tick)] + [SheetCell](repeating: .blank, count: 4), count: 5)
        flow.table(columns: [40, 360, 170, 190, 280], head: ["", "what", "who", "by when", "how we will see it"].map { .head($0) }, rows: rows, leastHeight: 40)
    }

    func writeClosing(to flow: inout SheetFlow) {
        flow.section("\(Self.name(of: .close)) · \(times.minutes(of: .close)) min")
        let next = map.reviewEvery?.value.map { "The next look at this map (every \($0.written)): " } ?? "The next look at this map: "
        let items = [
            "Each owner has said yes to an action, aloud.", next + "________________",
            "Before tomorrow noon: photographs of the wall, the map and the actions to everybody, those who were missing too.",
            "What was said of persons stays in the room.",
        ]
        flow.table(columns: [40, 1000], head: [], rows: items.map { [SheetCell().signed(.tick), SheetCell($0)] })
    }
}
