import ProcessAnalysis
import ProcessModel

/// What stands on a flow: an answer, what passes with the work, and the badges of its findings.
/// All of it is one block, set at one end of the flow.
struct FlowBlock: Sendable {
    static let lineHeight = 14.0
    static let badge = 20.0

    struct Line: Sendable {
        let text: String
        let role: Diagram.Words.Role
    }

    let isHandoff: Bool
    /// True where it stands above a level flow and on the right of an upright one, and not on it.
    let isBeside: Bool
    /// An answer must stand at the decision it answers.
    let staysAtSource: Bool
    let lines: [Line]
    /// The label's size; 0 where there are only badges.
    private(set) var width: Double
    private(set) var height: Double
    /// True where `width` and `height` are swapped, as the layout of a map that runs down wants them.
    private(set) var isTurned = false
    /// Which of the numbering's marks stand below the label.
    let badges: [Int]

    /// Rows of badges are of even length, and no wider than the label unless that is very narrow.
    var badgeRows: Int {
        let most = max(isTurned ? 2 : 4, Int(width / Self.badge))
        return (badges.count + most - 1) / most
    }
    var badgesPerRow: Int { badges.isEmpty ? 0 : (badges.count + badgeRows - 1) / badgeRows }
    /// The whole block; the flow runs through the middle of the label, or of the badges where there is none.
    var blockWidth: Double { max(width, Double(badgesPerRow) * Self.badge) }
    var blockHeight: Double { height + Double(badgeRows) * Self.badge + (height > 0 && !badges.isEmpty ? 2 : 0) }
    /// How far it reaches above and below the flow where that runs level.
    var up: Double { isBeside ? blockHeight + Self.lift : height > 0 ? height / 2 : blockHeight / 2 }
    var down: Double { isBeside ? 0 : blockHeight - up }
    /// How far a label that stands above its flow keeps from it.
    private static let lift = 5.0

    /// The same for a map that runs down: its badges stand on the right of the label.
    func turned() -> FlowBlock {
        var turned = self
        (turned.width, turned.height) = (height, width)
        turned.isTurned = true
        return turned
    }

    /// Nil where nothing stands on the flow.
    /// `times` also shows how often it arrives in order, and time limits inside a lane; `heat` is what it is tinted by.
    init?(_ id: FlowID, _ map: ProcessMap, badges: [Int], _ spacing: Spacing, times: Bool = false, heat: String? = nil, change: String? = nil) {
        let flow = map[id]
        isHandoff = map.isHandoff(id)
        let isForModeler = spacing.notation == .bpmn
        isBeside = isForModeler
        var lines: [Line] = []
        var widest = 0.0
        func add(_ text: String, _ role: Diagram.Words.Role, within limit: Double, bold: Bool = false) {
            let set = isForModeler ? Wording(text, size: 11).modelerLines() : Wording(text, size: 11, isBold: bold).evenLines(within: limit, most: 140)
            for line in set.lines { lines.append(Line(text: line, role: role)) }
            widest = max(widest, set.width)
        }
        let share = isForModeler ? nil : flow.probability.map { $0.value.map { Self.percent($0) } ?? "?%" }
        switch flow.kind {
        case .answer, .exception:
            // What sets an exception off names its share already.
            let words = [flow.label?.string ?? (flow.isOtherwise ? "otherwise" : ""), flow.kind == .answer ? share ?? "" : ""].filter { !$0.isEmpty }
            if !words.isEmpty {
                let answer = words.joined(separator: " ")
                // A long answer would only grow high where it is set narrow.
                let isShort = Wording(answer, size: 11, isBold: true).extent(within: spacing.answerWords).lines <= 2
                add(answer, .answer, within: isShort ? spacing.answerWords : 84, bold: true)
            }
        case .path:
            if let label = flow.label, !label.string.isEmpty { add(label.string, .path, within: 84) }
        case .next: break
        }
        staysAtSource = !lines.isEmpty || isForModeler
        // Inside a lane it stands on a level run and makes the map wider, so it is set narrow. Where the
        // same people go on, only what they go on with is worth the room.
        let (source, target) = (map[flow.from], map[flow.to])
        let changesHands = isHandoff || (source.isWork && target.isWork && source.performers.names != target.performers.names)
        let measure = isHandoff ? 96.0 : changesHands ? 72 : 58
        // Before a split the flow says what each of the paths says again.
        let isRepeated = !isHandoff && map[flow.to].isImplicit && map[flow.to].kind == .fork
        if !isRepeated, !isForModeler || lines.isEmpty, let terms = map.terms(of: id) {
            if let artifact = terms.artifact { add(artifact.string, .artifact, within: measure, bold: true) }
            if changesHands, !isForModeler, let via = terms.via { add("via " + via.string, .terms, within: measure) }
            if changesHands || times, !isForModeler, let within = terms.within { add("within " + (within.value?.written ?? "?"), .terms, within: measure) }
        }
        if times, !isRepeated, let ok = map.terms(of: id)?.ok { add(Figures.ok(ok), .times, within: measure) }
        if let heat { add(heat, .heat, within: measure, bold: true) }
        // A plain line says by its style what it is.
        if let change, isHandoff || !lines.isEmpty { add(change, .change, within: measure, bold: true) }
        guard !lines.isEmpty || !badges.isEmpty else { return nil }
        self.lines = lines
        self.badges = badges
        width = lines.isEmpty ? 0 : (widest + (isHandoff ? 14 : 2 * spacing.labelPadding)).rounded(.up)
        height = lines.isEmpty ? 0 : Double(lines.count) * Self.lineHeight + (isHandoff ? 6 : 2)
    }

    /// `60%`, `2.5%`: at most one decimal.
    static func percent(_ share: Double) -> String {
        guard share.isFinite, abs(share) < 1e6 else { return "?%" }
        let tenths = Int((share * 1000).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)%" : "\(tenths / 10).\(abs(tenths % 10))%"
    }
}

extension Performers {
    /// Who they are, without where each was written.
    fileprivate var names: [[Int]] { all.map { [$0.lane.index, $0.role?.index ?? -1] } }
}
