import ProcessModel

/// What a rule may look at beside a map and its numbers: worked out once for all rules of a run, which share it
/// by reference. Only the run itself writes to it, between two rules.
final class RunFacts {
    let passings: Passings
    /// The nodes from the start on, ways back left out.
    let order: PathOrder
    /// What the steps need, make and hand over.
    let artifacts: ArtifactFlow
    /// Whether parallel paths come together as they part.
    let soundness: Soundness
    /// The date that dates are compared with; nil leaves them out.
    let today: CalendarDate?
    /// For each pair of names, either way round, the relationship that speaks of them; an index into the map's.
    let relationships: [[String]: Int]
    /// The first flow that each handoff's terms speak of. Empty where nothing is said of handoffs but their terms.
    let flowOfTerms: [HandoffID: FlowID]
    /// What the rules that ran before have found and nothing excuses. Told to rules that follow others.
    var found: [Finding] = []
    /// The `allow:` lines that have excused nothing so far; indices into the map's allowances.
    var idleExcuses: [Int] = []
    /// What was known of the map, where it is compared with a baseline.
    var baseline: BaselineMap?

    init(_ inspection: Inspection, today: CalendarDate?) {
        passings = Passings(inspection.map, inspection.graph)
        order = PathOrder(inspection.graph)
        artifacts = ArtifactFlow(inspection.map, calls: inspection.metrics.calls, callers: inspection.callers)
        soundness = Soundness(inspection.map, inspection.graph)
        self.today = today
        let map = inspection.map
        var relationships: [[String]: Int] = [:]
        for (index, pair) in map.relationships.enumerated() {
            let (first, second) = (pair.first.string, pair.second.string)
            for names in [[first, second], [second, first]] where relationships[names] == nil { relationships[names] = index }
        }
        self.relationships = relationships
        var flowOfTerms: [HandoffID: FlowID] = [:]
        if !map.pains.isEmpty || !map.allowances.isEmpty {
            for (index, flow) in map.flows.enumerated() {
                if let terms = flow.terms, flowOfTerms[terms] == nil { flowOfTerms[terms] = FlowID(index) }
            }
        }
        self.flowOfTerms = flowOfTerms
    }
}
