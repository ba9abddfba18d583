import ProcessModel
import ProcessSyntax

/// What the signs of a map mean; only those that it uses.
extension Surroundings {
    func legend(of diagram: Diagram, at origin: Point, width: Double) -> Diagram.Legend? {
        var signs: [(Diagram.Legend.Sign, String)] = []
        let kinds = Set(diagram.steps.map(\.kind))
        if kinds.contains(.task) { signs.append((.step, "step")) }
        if diagram.steps.contains(where: \.isApproval) { signs.append((.approval, "approval")) }
        if kinds.contains(.decision) { signs.append((.decision, "decision")) }
        if kinds.contains(.call) { signs.append((.call, "another map")) }
        if kinds.contains(.start) { signs.append((.start, "start")) }
        if kinds.contains(.end) { signs.append((.end, "end")) }
        if kinds.contains(.fork) || kinds.contains(.join) { signs.append((.split, "in parallel: all ways are taken")) }
        if diagram.flows.contains(where: \.isHandoff) { signs.append((.handoff, "handoff between lanes")) }
        if diagram.flows.contains(where: \.isLoop) { signs.append((.loop, "goes back")) }
        if diagram.flows.contains(where: \.isException) { signs.append((.exception, "exception")) }
        if map.lanes.contains(where: { $0.kind == .customer }) { signs.append((.customer, "customer's lane")) }
        if map.lanes.contains(where: { $0.kind == .partner || $0.kind == .agency }) { signs.append((.outside, "outside lane")) }
        let severities = Set(diagram.badges.map(\.severity))
        if severities.contains(.error) { signs.append((.error, "error")) }
        if severities.contains(.warning) { signs.append((.warning, "warning")) }
        if severities.contains(.info) { signs.append((.info, "note")) }
        if !diagram.pains.isEmpty { signs.append((.pain, "pain")) }
        if !diagram.unknowns.isEmpty { signs.append((.unknown, "a figure nobody knew")) }
        signs += layerSigns(of: diagram)
        if options.showsStandIns { signs.append((.elsewhere, "step on another sheet, where the same letter stands")) }
        guard !signs.isEmpty else { return nil }

        var entries: [Diagram.Legend.Entry] = []
        var (x, y) = (origin.x, origin.y)
        for (sign, text) in signs {
            let own = Self.signWidth(sign)
            let needed = own + 6 + TextWidth.of(text, size: 11)
            if x > origin.x, x + max(needed, scaleWidth(from: sign, in: signs)) > origin.x + width {
                x = origin.x
                y += 22
            }
            entries.append(Diagram.Legend.Entry(
                sign: sign, box: Self.signBox(sign, x: x, y: y, width: own),
                words: Diagram.Words(text: text, at: Point(x + own + 6, y + 12), size: 11, isBold: false, anchor: .start, role: .legend)))
            x += needed + 20
        }
        return Diagram.Legend(box: Box(x: origin.x, y: origin.y, width: width, height: y + 16 - origin.y), entries: entries)
    }

    private static func signWidth(_ sign: Diagram.Legend.Sign) -> Double {
        switch sign {
        case .step, .elsewhere, .approval, .decision, .call, .handoff, .loop, .exception, .customer, .outside: 26
        case .split: 8
        case .error, .warning, .info: 18
        case .pain: 20
        case .votes: 22
        case .timeline, .interaction, .heat1, .heat2, .heat3, .heat4, .heat5, .heatUnknown, .times, .added, .removed, .changed: 26
        case .touchpoint: 10
        default: 16
        }
    }

    /// Signs that hold a number or a letter are as large as on the map.
    private static func signBox(_ sign: Diagram.Legend.Sign, x: Double, y: Double, width: Double) -> Box {
        let height = sign == .pain || sign == .error || sign == .warning || sign == .info ? width : 16
        return Box(x: x, y: y + 8 - height / 2, width: width, height: height)
    }
}
