import ProcessModel

/// What a rule may look at beside a map and its numbers: worked out once for all rules of a run.
struct RunFacts {
    let passings: Passings
    /// The date that dates are compared with; nil leaves them out.
    let today: CalendarDate?
    /// What the rules that ran before have found and nothing excuses. Told to rules that follow others.
    var found: [Finding] = []
    /// The `allow:` lines that have excused nothing so far; indices into the map's allowances.
    var idleExcuses: [Int] = []

    init(_ inspection: Inspection, today: CalendarDate?) {
        passings = Passings(inspection.map, inspection.graph)
        self.today = today
    }
}
