import ProcessAnalysis
import ProcessModel
import ProcessSyntax

/// The figures that stand in steps and on handoffs: times as they are written, and what a heat map reads.
struct Figures: Sendable {
    struct Line: Sendable {
        let text: String
        let role: Diagram.Words.Role
    }

    /// The figures of one step, each whole.
    struct OfStep: Sendable {
        var heat: String?
        var times: [String] = []
        /// What has become of the step since another map.
        var change: String?

        static let none = OfStep()

        /// Set in lines of that width where they can be; a figure is only broken where it is very long.
        func lines(within measure: Double) -> (lines: [Line], width: Double) {
            guard heat != nil || !times.isEmpty || change != nil else { return ([], 0) }
            var lines: [Line] = []
            var widest = 0.0
            func add(_ text: String, _ role: Diagram.Words.Role) {
                let set = Wording(text, size: 11, isBold: role == .heat || role == .change).evenLines(within: max(measure, 96), most: 150)
                lines += set.lines.map { Line(text: $0, role: role) }
                widest = max(widest, set.width)
            }
            if let change { add(change, .change) }
            if let heat { add(heat, .heat) }
            // Work and ok are short and may share a line; of two orders the one that takes fewer lines.
            let inOrder = Self.rows(times, within: max(measure, 80))
            let shortFirst = Self.rows(times.filter { !Self.isSpan($0) } + times.filter(Self.isSpan), within: max(measure, 80))
            for row in shortFirst.count < inOrder.count ? shortFirst : inOrder { add(row, .times) }
            return (lines, widest)
        }

        private static func isSpan(_ time: String) -> Bool { time.hasPrefix("waits ") || time.hasPrefix("takes ") }

        private static func rows(_ times: [String], within measure: Double) -> [String] {
            var rows: [String] = []
            for time in times {
                if let last = rows.last, TextWidth.of(last + " · " + time, size: 11) <= measure {
                    rows[rows.count - 1] = last + " · " + time
                } else {
                    rows.append(time)
                }
            }
            return rows
        }
    }

    private let map: ProcessMap
    private let showsTimes: Bool
    private let scale: HeatScale?
    private let difference: DifferenceMarks?

    init(_ map: ProcessMap, _ options: SwimlaneMap.Options) {
        self.map = map
        showsTimes = options.times
        scale = options.heat.map(HeatScale.init)
        difference = options.difference
    }

    func ofNode(_ node: NodeID) -> OfStep {
        let change = difference?.words(ofNode: node)
        guard showsTimes || scale != nil, map[node].isWork else { return change == nil ? .none : OfStep(change: change) }
        return OfStep(
            heat: scale.flatMap { scale in scale.readings.ofNode.indices.contains(node.index) ? scale.figure(scale.readings.ofNode[node.index]) : nil },
            times: showsTimes ? times(of: node) : [], change: change)
    }

    private func times(of node: NodeID) -> [String] {
        guard map[node].detailIndex != nil else { return [] }
        let details = map.details(of: node)
        var times: [String] = []
        if let work = details.work { times.append(work.value.map(\.written) ?? "work ?") }
        if let wait = details.wait { times.append("waits " + (wait.value?.written ?? "?")) }
        if let takes = details.takes { times.append("takes " + (takes.value?.written ?? "?")) }
        if let ok = details.ok { times.append(Self.ok(ok)) }
        return times
    }

    /// `80% ok`, `ok ?`.
    static func ok(_ figure: Figure<Double>) -> String { figure.value.map { FlowBlock.percent($0) + " ok" } ?? "ok ?" }

    /// The figure on a handoff; nil where there is none.
    func heat(of flow: FlowID) -> String? {
        guard let scale, scale.readings.ofFlow.indices.contains(flow.index) else { return nil }
        return scale.figure(scale.readings.ofFlow[flow.index])
    }

    /// Tints what has a reading, and marks what has changed.
    func tint(_ diagram: inout Diagram) {
        difference?.mark(&diagram)
        guard let scale else { return }
        for index in diagram.steps.indices where scale.readings.ofNode.indices.contains(diagram.steps[index].node.index) {
            diagram.steps[index].tint = scale.tint(scale.readings.ofNode[diagram.steps[index].node.index])
        }
        for index in diagram.labels.indices where diagram.labels[index].isHandoff {
            let flow = diagram.labels[index].flow.index
            if scale.readings.ofFlow.indices.contains(flow) { diagram.labels[index].tint = scale.tint(scale.readings.ofFlow[flow]) }
        }
    }
}
