import ProcessModel

/// The handoffs of a map of which less is said than a rule needs to find anything.
///
/// Who takes away what was agreed has kept no promise: a time that was too short, or a channel that nobody listens on, has
/// not been put right by not being named any more.
struct DroppedTerms {
    private struct Said {
        let isAtAll: Bool
        let namesWhat: Bool
        let limits: Bool
        let sends: Bool
        let accepts: Bool
    }

    /// By the names of the two ends of the flow. Only where work still passes.
    private var said: [String: Said] = [:]

    init(_ inspection: Inspection) {
        let map = inspection.map
        for passing in Passings(map, inspection.graph).all {
            let terms = passing.termsID.map { map[$0] }
            let expected = map.said(of: passing.receiver, \.expects) ?? []
            let made = map.said(of: passing.sender, \.makes) ?? []
            said[map.named(.flow(passing.flow)).name] = Said(
                isAtAll: terms != nil, namesWhat: terms?.artifact != nil || !expected.isEmpty || !made.isEmpty,
                limits: terms?.within?.value != nil || expected.contains { $0.within?.value != nil },
                sends: terms?.via != nil, accepts: terms?.acceptWhen.isEmpty == false)
        }
    }

    /// Whether the rule of a finding could not find it again, whatever is true of the handoff.
    func silence(_ finding: KnownFinding) -> Bool {
        guard finding.kind == "flow", let said = said[finding.name] else { return false }
        switch finding.rule {
        case Rule.slaUnmeetable.name: return !said.limits
        case Rule.handoffNoReceipt.name, Rule.channelMismatch.name: return !said.sends
        case Rule.handoffNoReturn.name: return !said.accepts
        case Rule.handoffNoAcceptance.name: return !said.namesWhat
        case Rule.expectationMismatch.name: return !said.isAtAll
        default: return false
        }
    }
}
