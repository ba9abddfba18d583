import ProcessAnalysis
import ProcessModel
import ProcessSyntax

/// The phases of a process on one sheet: how many steps each has, in which lanes, what it hands on to which
/// other phase, what takes how long.
struct PhaseOverview: Sendable {
    struct Cell: Sendable {
        var lines: [(text: String, isBold: Bool)] = []
        /// A filled cell, in the colour of a lane.
        var lane: Lane.Kind?
    }

    struct Row: Sendable {
        var name: String
        /// One for each phase.
        var cells: [Cell]
        var isLane = false
    }

    let title: String
    let subtitle: String
    let summary: String
    private(set) var phases: [String] = []
    private(set) var rows: [Row] = []
    private(set) var lists: [Diagram.List] = []

    init(_ map: ProcessMap, parts: PhaseParts, metrics: Metrics?, findings: [Finding], options: SwimlaneMap.Options) {
        let heading = Heading(map, width: 10_000)
        let name = heading.title
        title = name
        subtitle = heading.words.filter { $0.role == .subtitle }.map(\.text).joined(separator: " ")
        summary = "Overview of \(Heading.counted(parts.phases.count, "phase")). " + heading.summary
        let count = parts.phases.count
        phases = parts.phases.enumerated().map { "\($0.offset + 1) " + Wording.clean(map.phases[$0.element].name.string) }
        let names = phases
        let members = (0..<count).map { phase in map.nodes.indices.filter { parts.ofNode[$0] == phase && map.nodes[$0].isWork } }

        rows.append(Row(name: "Steps", cells: members.map { nodes in
            let decisions = nodes.filter { map.nodes[$0].kind == .decision }.count
            return Cell(lines: [("\(nodes.count)", true)] + (decisions > 0 ? [(Heading.counted(decisions, "decision") + " among them", false)] : []))
        }))
        for (index, lane) in map.lanes.enumerated() {
            let cells = members.map { nodes -> Cell in
                let own = nodes.filter { map.nodes[$0].lane.index == index }.count
                return own == 0 ? Cell() : Cell(lines: [(Heading.counted(own, "step"), false)], lane: lane.kind)
            }
            rows.append(Row(name: Wording.clean(lane.name), cells: cells, isLane: true))
        }
        rows.append(Row(name: "Handoffs inside", cells: (0..<count).map { phase in
            let own = map.flowIDs.filter { id in
                map.isHandoff(id) && parts.ofNode[map[id].from.index] == phase && parts.ofNode[map[id].to.index] == phase
            }
            return Cell(lines: [("\(own.count)", false)])
        }))
        rows.append(Row(name: "Goes on to", cells: (0..<count).map { phase in
            var cell = Cell()
            for other in 0..<count {
                let flows = parts.crossings.filter { $0.from == phase && $0.to == other }
                guard !flows.isEmpty else { continue }
                let handoffs = flows.filter { map.isHandoff($0.flow) }.count
                let letters = flows.count > 6 ? flows.prefix(5).map(\.letter).joined(separator: " ") + " …" : flows.map(\.letter).joined(separator: " ")
                cell.lines.append(((other < phase ? "back to " : "") + names[other], true))
                let kind = handoffs == 0 ? Heading.counted(flows.count, "way") : handoffs == flows.count
                    ? Heading.counted(handoffs, "handoff") : "\(Heading.counted(flows.count, "way")), \(handoffs) of them \(handoffs == 1 ? "a handoff" : "handoffs")"
                cell.lines.append(("\(kind): \(letters)", false))
            }
            return cell
        }))
        if let metrics { addTimes(map, members, metrics) }
        if options.badges { addFindings(map, parts, findings) }
        if options.pains, !map.pains.isEmpty { addPains(map, parts) }
        let said = Self.lists(map, findings: options.findingsList ? findings : [], options)
        lists = said
    }

    // MARK: Times

    /// What a case takes in each phase on the average. What nobody said is never made up.
    private mutating func addTimes(_ map: ProcessMap, _ members: [[Int]], _ metrics: Metrics) {
        /// `minutes` of a case at a node, nil where nobody knows; `isWhole` where that is all there is.
        func row(_ name: String, written: (Double) -> String, minutes: (Int) -> Double?, isWhole: (Int) -> Bool) -> Row? {
            var isAnyKnown = false
            let cells = members.map { nodes -> Cell in
                let known = nodes.compactMap(minutes).filter { $0 > 0 }
                if !known.isEmpty { isAnyKnown = true }
                let isAll = nodes.allSatisfy(isWhole)
                let text = known.isEmpty ? (isAll ? written(0) : "?") : (isAll ? "" : "at least ") + written(known.reduce(0, +))
                return Cell(lines: [(text, false)])
            }
            return isAnyKnown ? Row(name: name, cells: cells) : nil
        }
        let (steps, visits) = (metrics.steps, metrics.visits)
        let work = row(
            "Work a case", written: { Numerals.work(minutes: $0) },
            minutes: { node in visits[node].flatMap { often in steps[node].work.map { often * $0.expected } } },
            isWhole: { !steps[$0].isAskedForWork || visits[$0] == 0 || visits[$0] != nil && steps[$0].work != nil })
        let parts = map.nodeIDs.map { metrics.leadParts(at: $0, in: map) }
        // Customers' time and that of systems is waiting as well. What a step does not divide may be work or waiting.
        let wait = row(
            "Waiting at steps", written: { Numerals.businessTime(minutes: $0) },
            minutes: { node in visits[node].map { $0 * parts[node].wait.expected } },
            isWhole: { node in
                let (step, said) = (steps[node], map.details(of: NodeID(node)).wait?.value)
                if visits[node] == 0 { return true }
                if visits[node] == nil { return !step.isAskedForLead && step.leadAtLeast.high == 0 }
                guard parts[node].undivided.high == 0 else { return false }
                return !step.isAskedForLead || step.lead != nil || said != nil && map.nodes[node].kind != .call
            })
        rows += [work, wait].compactMap { $0 }
    }

    // MARK: Findings and pains

    private mutating func addFindings(_ map: ProcessMap, _ parts: PhaseParts, _ findings: [Finding]) {
        guard !findings.isEmpty else { return }
        var counts = [Int](repeating: 0, count: parts.phases.count)
        for finding in findings {
            switch finding.place {
            case .node(let node) where parts.ofNode.indices.contains(node.index): counts[parts.ofNode[node.index]] += 1
            case .flow(let flow) where map.flows.indices.contains(flow.index): counts[parts.ofNode[map[flow].from.index]] += 1
            default: break
            }
        }
        rows.append(Row(name: "Findings", cells: counts.map { Cell(lines: [("\($0)", false)]) }))
    }

    private mutating func addPains(_ map: ProcessMap, _ parts: PhaseParts) {
        var counts = [Int](repeating: 0, count: parts.phases.count)
        for pain in map.pains {
            switch pain.about {
            case .node(let node) where parts.ofNode.indices.contains(node.index): counts[parts.ofNode[node.index]] += 1
            case .handoff(let terms):
                if let flow = map.flows.first(where: { $0.terms == terms }) { counts[parts.ofNode[flow.to.index]] += 1 }
            default: break
            }
        }
        rows.append(Row(name: "Pains", cells: counts.map { Cell(lines: [("\($0)", false)]) }))
    }

    /// What is about no step and no handoff, and so on no sheet of a phase.
    private static func lists(_ map: ProcessMap, findings: [Finding], _ options: SwimlaneMap.Options) -> [Diagram.List] {
        func entry(_ sign: Diagram.List.Sign, _ mark: String, _ text: String, _ more: String) -> Diagram.List.Entry {
            let side = if case .pain = sign { 20.0 } else { Badges.side }
            let paragraphs = [(text, Diagram.Words.Role.list), (more, .remedy)].filter { !$0.0.isEmpty }
            return Diagram.List.Entry(
                sign: sign, mark: mark, box: Box(x: 0, y: 0, width: side, height: side), words: [],
                paragraphs: paragraphs.map { Diagram.List.Paragraph(text: ListContents.sentence($0.0), isBold: false, role: $0.1) })
        }
        func list(_ heading: String, _ entries: [Diagram.List.Entry]) -> Diagram.List? {
            entries.isEmpty ? nil : Diagram.List(
                heading: Diagram.Words(text: heading, at: Point(0, 0), size: 14, isBold: true, anchor: .start, role: .title), entries: entries)
        }
        let general = findings.filter { finding in
            switch finding.place {
            case .node, .flow: false
            case .process, .lane, .role, .term, .relationship: true
            }
        }
        var out: [Diagram.List?] = []
        out.append(list("Findings about lanes, roles and the whole", general.enumerated().map { number, finding in
            entry(.finding(finding.severity, rule: finding.rule), "\(number + 1)", finding.message, finding.remedy)
        }))
        let inConfidence = PrivateLists(map, options).lists().map { told in
            list(told.heading, told.items.map { entry($0.sign, "", $0.text, $0.more) })
        }
        guard options.pains else { return (out + inConfidence).compactMap { $0 } }
        let hurts = map.pains.enumerated().filter { _, pain in
            switch pain.about {
            case .node, .handoff: false
            case .process, .lane, .role, .relationship, .term, .system, .meeting: true
            }
        }
        out.append(list("Where it hurts as a whole", hurts.map { index, pain in
            entry(.pain, Pains.letter(index + 1), pain.text.string, ListContents.facts(of: pain))
        }))
        out.append(list("Open questions", map.remarks.filter { $0.kind == .question }.map { remark in
            entry(.question, "", remark.text.string, remark.addressee.map { "For \($0.string)" } ?? "")
        }))
        out.append(list("What works well", map.remarks.filter { $0.kind == .strength }.map { entry(.strength, "", $0.text.string, "") }))
        out.append(list("What was agreed", map.actions.map { action in
            let facts = [action.owner?.string ?? "", action.due.map { $0.value.map { "by \($0.written)" } ?? "by ?" } ?? ""]
            return entry(.action, "", action.text.string, facts.filter { !$0.isEmpty }.joined(separator: ", "))
        }))
        return (out + inConfidence).compactMap { $0 }
    }
}
