import ProcessAnalysis
import ProcessModel

/// Who does each step, who answers for it, who is asked and who is told.
struct RACIMatrix {
    /// One who takes part: a role, a lane that is named as a whole, or a title that no lane declares.
    private struct Party: Hashable {
        var name: String
        /// The lane it belongs to; nil for a title.
        var lane: LaneID?
    }

    /// How somebody takes part, in the order of the letters in a cell.
    private struct Part: OptionSet {
        let rawValue: UInt8
        static let responsible = Part(rawValue: 1)
        static let accountable = Part(rawValue: 2)
        static let consulted = Part(rawValue: 4)
        static let informed = Part(rawValue: 8)
        static let support = Part(rawValue: 16)

        static let letters: [(Part, String)] = [(.accountable, "A"), (.responsible, "R"), (.support, "S"), (.consulted, "C"), (.informed, "I")]

        static let meanings: [(Part, String)] = [
            (.responsible, "R responsible: does it."), (.accountable, "A accountable: answers for it, one for each step."),
            (.support, "S supports: lends a hand."), (.consulted, "C consulted: is asked before."), (.informed, "I informed: is told after."),
        ]

        var letters: String { Part.letters.filter { contains($0.0) }.map(\.1).joined(separator: " ") }
    }

    /// What a row lacks, and what to say of it.
    private struct Gap {
        var isError: Bool
        var words: String
    }

    private struct Column {
        var party: Party
        var width: Double
        /// How high its head is, where that reads upwards.
        var head: Double
    }

    private struct Row {
        var node: NodeID
        var parts: [Party: Part]
        var gaps: [Gap]
    }

    private let source: SheetSource
    private let rows: [Row]
    private let parties: [Party]

    init(_ source: SheetSource) {
        self.source = source
        let map = source.map
        var laneNamed: [String: LaneID] = [:]
        for index in map.lanes.indices where laneNamed[map.lanes[index].name] == nil { laneNamed[map.lanes[index].name] = LaneID(index) }
        var roleNamed: [String: RoleID] = [:]
        for index in map.roles.indices where roleNamed[map.roles[index].name] == nil { roleNamed[map.roles[index].name] = RoleID(index) }
        func party(_ name: String) -> Party {
            if let role = roleNamed[name] { return Party(name: name, lane: map[role].lane) }
            return Party(name: name, lane: laneNamed[name])
        }

        var rows: [Row] = []
        var titles: [Party] = []
        var known = Set<Party>()
        for node in map.nodeIDs where map[node].isWork {
            var parts: [Party: Part] = [:]
            let details = map.details(of: node)
            func add(_ name: String, _ part: Part) {
                guard name != "?" else { return }
                let party = party(name)
                if party.lane == nil, known.insert(party).inserted { titles.append(party) }
                parts[party, default: []].insert(part)
            }
            for performer in map[node].performers.all {
                let party = Party(name: performer.role.map { map[$0].name } ?? map[performer.lane].name, lane: performer.lane)
                parts[party, default: []].insert(.responsible)
            }
            for name in map.accountable(for: node) { add(name.string, .accountable) }
            for name in details.consulted { add(name.string, .consulted) }
            for name in details.informed { add(name.string, .informed) }
            for inform in details.informs { add(inform.who.string, .informed) }
            for name in details.support { add(name.string, .support) }
            rows.append(Row(node: node, parts: parts, gaps: Self.gaps(of: node, parts, source)))
        }
        self.rows = rows
        // Lanes in their order, each with its roles; the lane itself first where it is named as a whole.
        var parties: [Party] = []
        let named = Set(rows.flatMap { $0.parts.keys })
        for index in map.lanes.indices {
            let whole = Party(name: map.lanes[index].name, lane: LaneID(index))
            if named.contains(whole) { parties.append(whole) }
            for role in map.lanes[index].roles {
                let party = Party(name: map[role].name, lane: LaneID(index))
                if party != whole, named.contains(party) { parties.append(party) }
            }
        }
        self.parties = parties + titles
    }

    /// The same that the rules `no-accountable`, `partner-unowned`, `multiple-accountable` and `no-responsible` look for.
    private static func gaps(of node: NodeID, _ parts: [Party: Part], _ source: SheetSource) -> [Gap] {
        let map = source.map
        var gaps: [Gap] = []
        let accountable = parts.filter { $0.value.contains(.accountable) }.count
        let isAnswered = source.metrics.call(at: node)?.map.hasOwner == true
        if accountable == 0, map[map[node].lane].kind == .internal, !isAnswered {
            let isUnknown = map.accountable(for: node).contains { $0.string == "?" }
            gaps.append(Gap(isError: true, words: isUnknown ? "nobody knew who is accountable" : "nobody is accountable"))
        }
        let lane = map[map[node].lane]
        if lane.kind == .partner || lane.kind == .agency {
            // Who works for us from outside cannot answer for it to us.
            let own = Set(lane.roles.map { map[$0].name } + [lane.name])
            if !map.accountable(for: node).contains(where: { $0.string != "?" && !own.contains($0.string) }) {
                gaps.append(Gap(isError: false, words: "nobody of ours is accountable"))
            }
        }
        if accountable > 1 { gaps.append(Gap(isError: true, words: "\(accountable) are accountable: who decides?")) }
        let performers = map[node].performers.all
        let unnamed = performers.filter { $0.role == nil && !map[$0.lane].roles.isEmpty && map[$0.lane].kind != .customer && map[$0.lane].kind != .system }
        if let first = unnamed.first { gaps.append(Gap(isError: false, words: "no role of \(map[first.lane].name) is named")) }
        return gaps
    }

    /// Larger tables fill no wall, but the memory.
    private static let mostCells = 500_000

    func content() throws(DrawingError) -> SheetContent {
        guard rows.count * parties.count <= Self.mostCells else {
            throw DrawingError(
                "a table of \(rows.count) steps by \(parties.count) roles could not be read: move parts of the map to maps of their own and name them here with 'call:'",
                isAboutTheMap: true)
        }
        let unowned = rows.filter { $0.gaps.contains { $0.words.hasPrefix("nobody of ours") } }.count
        let none = rows.filter { $0.gaps.contains { $0.words.hasPrefix("nobody") } }.count - unowned
        let several = rows.filter { $0.gaps.contains { $0.words.contains("are accountable") } }.count
        var lead = "\(SheetSource.counted(rows.count, "step")), \(SheetSource.counted(parties.count, "role")). "
        var open: [String] = []
        func tell(_ count: Int, _ words: String) {
            if count > 0 { open.append("for \(open.isEmpty ? count == 1 ? "one step" : "\(count) steps" : "\(count)") \(words)") }
        }
        tell(none, "nobody is accountable")
        tell(unowned, "nobody of ours is")
        tell(several, "more than one")
        if open.isEmpty {
            let isEach = rows.allSatisfy { row in row.parts.values.contains { $0.contains(.accountable) } }
            lead += "Each step\(isEach ? "" : " of ours") has one who is accountable."
        } else {
            if none == 0 {
                // The first says it whole.
                open[0] = unowned > 0 ? open[0].replacing("of ours is", with: "of ours is accountable") : open[0] + " is accountable"
            }
            let all = open.count > 1 ? open.dropLast().joined(separator: ", ") + ", and " + (open.last ?? "") : open[0]
            lead += source.sentence(all) + "."
        }
        return SheetContent(name: "Who does what (RACI)", lead: lead, fill: fill)
    }

    private static let stepColumn = 250.0
    private static let gapColumn = 190.0
    private static let leastColumn = 30.0
    private static let mostHead = 230.0

    private func fill(_ flow: inout SheetFlow) {
        let hasGaps = rows.contains { !$0.gaps.isEmpty }
        let free = flow.width - Self.stepColumn - (hasGaps ? Self.gapColumn : 0)
        let even = max(Self.leastColumn, min(free / Double(max(parties.count, 1)), 130)).rounded(.down)
        // Across where no word of a name has to be cut for it, else upwards.
        let longest = parties.map { Wording($0.name, size: SheetCell.small, isBold: true).longest }.max() ?? 0
        let isWide = longest + 2 * SetCell.paddingX <= even
        let columns = parties.map { party in
            let size = isWide ? (width: even, height: 0) : SetCell.uprightSize(party.name, width: even, most: Self.mostHead)
            return Column(party: party, width: size.width, head: size.height)
        }
        // Where the roles are too many for one table, several that are about as wide, each with all steps.
        let all = columns.reduce(0) { $0 + $1.width }
        let tables = max(1, (all / free).rounded(.up))
        let limit = min(free, all / tables + Self.leastColumn)
        var groups: [[Column]] = [[]]
        var used = 0.0
        for column in columns {
            if used + column.width > limit, used > 0 {
                groups.append([])
                used = 0
            }
            groups[groups.count - 1].append(column)
            used += column.width
        }
        // Above the table: on paper it may go on over several pages, and is read from the first.
        let letters = rows.reduce(into: Part()) { all, row in for part in row.parts.values { all.formUnion(part) } }
        flow.foot(Part.meanings.filter { letters.contains($0.0) }.map(\.1).joined(separator: " "))
        flow.space(10)
        for (index, group) in groups.enumerated() {
            if index > 0 { flow.space(22) }
            write(group, isUpright: !isWide, withGaps: hasGaps && index == 0, to: &flow)
        }
    }

    private func write(_ group: [Column], isUpright: Bool, withGaps: Bool, to flow: inout SheetFlow) {
        let map = source.map
        var widths = [Self.stepColumn]
        var head = [SheetCell.head("Step")]
        for column in group {
            widths.append(column.width)
            var cell = SheetCell.head(column.party.name, side: .middle, isUpright: isUpright)
            // The roles of one lane stand on one ground, those of the next on another.
            if let lane = column.party.lane { cell.tint = lane.index % 2 == 0 ? .head : .group }
            head.append(cell)
        }
        if withGaps {
            widths.append(Self.gapColumn)
            head.append(.head("What is open"))
        }
        var cells: [[SheetCell]] = []
        var phase: Int?
        for row in rows {
            if let own = map[row.node].phase, own != phase, map.phases.indices.contains(own) {
                cells.append([SheetCell(map.phases[own].name.string, isBold: true).tinted(.group).over(widths.count)])
            }
            phase = map[row.node].phase ?? phase
            var line = [SheetCell.rowHead(map[row.node].name, more: [map[map[row.node].lane].name])]
            for column in group { line.append(cell(row.parts[column.party] ?? [], row)) }
            if withGaps {
                var cell = SheetCell(row.gaps.map { .small(source.sentence($0.words)) })
                if let first = row.gaps.first { cell.sign = (.severity(first.isError ? .error : .warning), "!") }
                line.append(cell)
            }
            cells.append(line)
        }
        flow.table(widths: widths, headHeight: group.map(\.head).max() ?? 0, head: head, rows: cells, leastHeight: 34)
    }

    private func cell(_ part: Part, _ row: Row) -> SheetCell {
        guard !part.isEmpty else { return .blank }
        var cell = SheetCell([.init(text: part.letters, size: 14, isBold: true)]).centered
        if part.contains(.accountable) { cell.tint = .strong } else if part.contains(.responsible) { cell.tint = .soft }
        return cell
    }
}
