import ProcessModel

/// Sets the figures of a map beside those of a baseline. Like is compared with like: a time that has become longer only
/// because a step now says its own has not become worse.
struct FigureComparison {
    private let map: ProcessMap
    private let now: BaselineFigures
    private let was: BaselineFigures
    /// How much worse a figure may become, as a share of what it was.
    private let tolerance: Double
    private let stepNames: Set<String>
    private(set) var changes: [FigureChange] = []

    init(_ inspection: Inspection, with was: BaselineFigures, tolerance: Double) {
        map = inspection.map
        now = BaselineFigures(inspection)
        self.was = was
        self.tolerance = max(0, tolerance)
        stepNames = Set(map.nodes.map(\.name))
        compareHandoffs()
        compareLead(missing: inspection.metrics.allCases.lead.missing)
        compareRolledOK(missing: inspection.metrics.allCases.rolledOK.missing)
        compareLoads(inspection)
    }

    private mutating func add(_ subject: FigureChange.Subject, _ outcome: FigureChange.Outcome, _ words: String) {
        changes.append(FigureChange(subject: subject, outcome: outcome, words: words))
    }

    /// What a baseline keeps is rounded; a difference that small is none.
    private static let rounding = 1e-4

    private func isMore(_ a: Double, than b: Double) -> Bool { a > b * (1 + tolerance) + abs(b) * Self.rounding + 1e-9 }

    /// Up to this load there is room: where waiting begins to grow fast, as `FigureDifference` has it.
    static let room = 0.8

    private mutating func compareHandoffs() {
        var (isWorse, isBetter) = (now.handoffs > was.handoffs, now.handoffs < was.handoffs)
        var words = now.handoffs == was.handoffs ? "" : "the map has \(Wording.count(now.handoffs, "handoff")), and had \(was.handoffs)"
        switch (now.handoffsPerCase, was.handoffsPerCase) {
        case (let now?, let was?):
            let (more, less) = (isMore(now, than: was), isMore(was, than: now))
            isWorse = isWorse || more
            isBetter = isBetter || less
            if more || less {
                words += (words.isEmpty ? "" : "; ") + "a case is handed over \(Numerals.decimal(now)) times on average, and was \(Numerals.decimal(was))"
            }
        case (nil, _?):
            add(.handoffs, .unclear, "how often a case is handed over was known and is not any more: write the shares of the answers, as in `yes 60%`")
        default: break
        }
        if isWorse { add(.handoffs, .worse, words) } else if isBetter { add(.handoffs, .better, words) }
    }

    private mutating func compareLead(missing: [String]) {
        guard let pair = pair(now.lead, was.lead, .lead, "the lead time over all cases", missing) else { return }
        guard was.hasDays(of: map.calendar) else {
            func hours(_ figures: BaselineFigures) -> String { Numerals.decimal(figures.minutesPerDay / 60) + " h" }
            return add(.lead, .unclear, "the lead time cannot be compared with the baseline, as a business day has \(hours(now)) by the calendar and had \(hours(was)): write the baseline anew")
        }
        // In days of eight hours, as the tables of numbers write them whatever the calendar.
        func words(_ figure: BaselineFigures.Figure) -> String { (figure.isBound ? "at least " : "") + Numerals.businessTime(minutes: figure.value) }
        judge(
            .lead, pair.now, pair.was, isWorse: isMore(pair.now.value, than: pair.was.value), isBetter: isMore(pair.was.value, than: pair.now.value),
            "a case takes \(words(pair.now)) over all cases, and took \(words(pair.was))", "the lead time", "how long it takes")
    }

    private mutating func compareRolledOK(missing: [String]) {
        guard let pair = pair(now.rolledOK, was.rolledOK, .rolledOK, "how many cases need nothing put right", missing) else { return }
        func words(_ figure: BaselineFigures.Figure) -> String { (figure.isBound ? "at most " : "") + Numerals.percent(figure.value) }
        judge(
            .rolledOK, pair.now, pair.was, isWorse: isMore(pair.was.value, than: pair.now.value), isBetter: isMore(pair.now.value, than: pair.was.value),
            "\(words(pair.now)) of cases go through without anything put right, and \(words(pair.was)) did", "rolled ok", "how often it is right")
    }

    private mutating func compareLoads(_ inspection: Inspection) {
        struct Key: Hashable { let lane, role: String }
        let now = Dictionary(now.loads.map { (Key(lane: $0.lane, role: $0.role), $0.share) }, uniquingKeysWith: { first, _ in first })
        let was = Dictionary(was.loads.map { (Key(lane: $0.lane, role: $0.role), $0.share) }, uniquingKeysWith: { first, _ in first })
        guard !was.isEmpty else { return }
        for id in map.roles.indices.map(RoleID.init) {
            let key = Key(lane: map[map[id].lane].name, role: map[id].name)
            guard let was = was[key] else { continue }
            guard let now = now[key] else {
                // A role that has nothing to do any more is no load.
                guard inspection.metrics.loads.isEmpty || inspection.metrics.loads.contains(where: { $0.role == id }) else { continue }
                add(.load(id), .unclear, "how much \(key.role) is loaded was known and is not any more: write the `volume` of the process, its `people` and the `work` of its steps")
                continue
            }
            func words(_ figure: BaselineFigures.Figure) -> String { (figure.isBound ? "at least " : "") + Numerals.percent(figure.value, places: 0) }
            // Who has time left, before and after, is not worse off for having less of it, nor better for more.
            let isTold = max(now.value, was.value) > Self.room
            judge(
                .load(id), now, was, isWorse: isTold && isMore(now.value, than: was.value), isBetter: isTold && isMore(was.value, than: now.value),
                "\(key.role) is loaded to \(words(now)) by this map, and was to \(words(was))", "the load of \(key.role)", "how much work it is")
        }
    }

    /// Both figures; nil where one is not known, which is then said if it has been lost.
    private mutating func pair(
        _ now: BaselineFigures.Figure?, _ was: BaselineFigures.Figure?, _ subject: FigureChange.Subject, _ name: String, _ missing: [String]
    ) -> (now: BaselineFigures.Figure, was: BaselineFigures.Figure)? {
        guard let was else { return nil }
        guard let now else {
            add(subject, .unclear, "\(name) was known and is not any more" + (missing.first.map { ": \($0)" } ?? ""))
            return nil
        }
        return (now, was)
    }

    private mutating func judge(
        _ subject: FigureChange.Subject, _ now: BaselineFigures.Figure, _ was: BaselineFigures.Figure, isWorse: Bool, isBetter: Bool,
        _ words: String, _ name: String, _ what: String
    ) {
        let learned = was.silent.filter { stepNames.contains($0) && !now.silent.contains($0) }
        let silenced = now.silent.filter { !was.silent.contains($0) }
        let isLearned = !learned.isEmpty || was.isBound && was.silent.isEmpty && !now.isBound
        switch (isWorse, isBetter) {
        case (true, _) where !isLearned: add(subject, .worse, words)
        case (true, _):
            let who = learned.isEmpty ? "the baseline knows it only in part" : "\(Self.names(learned)) did not say \(what) then"
            add(subject, .unclear, "\(name) cannot be compared with the baseline, as \(who): write the baseline anew")
        case (_, _) where !silenced.isEmpty:
            add(subject, .unclear, "\(name) is known less than it was: \(Self.names(silenced)) \(silenced.count == 1 ? "does" : "do") not say \(what)")
        case (_, true) where !now.isBound || was.isBound: add(subject, .better, words)
        default: break
        }
    }

    private static func names(_ names: [String]) -> String { Wording.some(names.map { "'\($0)'" }) }
}
