import ProcessModel
import ProcessSyntax

/// Where it hurts: what the room complains of against what the numbers say, and the functions two by two.
///
/// Four answers, worst first: both say so; only the room does; only the numbers do; nobody has looked. What is not
/// known is never taken for well. `docs/heat.md` says how each is found.
public struct Heat: Sendable {
    public let limits: HeatLimits
    /// Steps, and whatever else has a pain or a role too much to do. Worst first.
    public let places: [HeatPlace]
    /// The lanes between which work passes or a pain lies, two by two. Worst first.
    public let pairs: [FunctionPair]

    /// - Parameters:
    ///   - findings: what the rules find in the map and nothing excuses.
    ///   - countsRatings: false where nothing may tell how functions rate each other, not even the order of the pairs.
    public init(_ inspection: Inspection, findings: [Finding], countsRatings: Bool = true) {
        let findings = findings.forDrawings(showingRatings: countsRatings)
        let map = inspection.map
        let limits = HeatLimits(of: map)
        let passings = Passings(map, inspection.graph)
        let scene = HeatScene(map, passings)
        // What rules say of a pain is about the pain, and no second voice beside it.
        let pains = Set(map.pains.map(\.text.span))
        let others = pains.isEmpty ? findings : findings.filter { !pains.contains($0.span) }
        let numbers = HeatNumbers(
            inspection, passings: passings, timeFindings: others.filter { $0.category == .time }, limits: limits)
        self.limits = limits
        places = PlaceFinder(inspection, scene: scene, numbers: numbers, findings: others, passings: passings, limits: limits).places()
        pairs = PairFinder(
            inspection, scene: scene, numbers: numbers, findings: others, passings: passings, limits: limits, countsRatings: countsRatings).pairs()
    }

    /// What a place is called.
    public static func name(of subject: Subject, in map: ProcessMap) -> String {
        switch subject {
        case .process: "the process as a whole"
        case .lane(let lane): map[lane].name
        case .role(let role): map[role].name
        case .node(let node): "'\(map[node].name)'"
        case .handoff(let terms): map[terms].artifact.map { "handoff of '\($0.string)'" } ?? "a handoff"
        case .relationship(let index): map.relationships[index].names
        case .term(let index): "the word '\(map.terms[index].name.string)'"
        case .system(let index): map.systems.indices.contains(index) ? map.systems[index].name.string : "a system"
        case .meeting(let index): map.meetings.indices.contains(index) ? map.meetings[index].name.string : "a meeting"
        }
    }
}

extension Finding {
    private static let categories = Dictionary(
        Catalogue.standard.rules.map { ($0.name, $0.category) }, uniquingKeysWith: { first, _ in first })

    /// The family of its rule; nil for one that the catalogue does not know.
    var category: Rule.Category? { Self.categories[rule] }
}

/// Puts pains, numbers and findings together, place by place.
private struct PlaceFinder {
    let inspection: Inspection
    let map: ProcessMap
    let scene: HeatScene
    let numbers: HeatNumbers
    let limits: HeatLimits
    private let allFindings: [Finding]
    private var findings: [Subject: [Finding]] = [:]

    init(
        _ inspection: Inspection, scene: HeatScene, numbers: HeatNumbers, findings: [Finding], passings: Passings, limits: HeatLimits
    ) {
        self.inspection = inspection
        map = inspection.map
        self.scene = scene
        self.numbers = numbers
        self.limits = limits
        allFindings = findings
        var passed: [FlowID: Passing] = [:]
        for passing in passings.all { passed[passing.flow] = passing }
        for finding in findings {
            for subject in Self.subjects(of: finding.place, passed) { self.findings[subject, default: []].append(finding) }
        }
    }

    /// A finding at a handoff is one at the step that receives, too.
    private static func subjects(of place: FindingPlace, _ passed: [FlowID: Passing]) -> [Subject] {
        switch place {
        case .process: [.process]
        case .lane(let lane): [.lane(lane)]
        case .role(let role): [.role(role)]
        case .node(let node): [.node(node)]
        case .flow(let flow):
            passed[flow].map { passing in [.node(passing.receiver)] + (passing.termsID.map { [.handoff($0)] } ?? []) } ?? []
        case .term(let term): [.term(term)]
        case .relationship(let index): [.relationship(index)]
        }
    }

    func places() -> [HeatPlace] {
        let complaints = complaints()
        let loudest = (
            score: complaints.compactMap(\.said.score).max() ?? 0, votes: complaints.compactMap(\.said.votes).max() ?? 0
        )
        func isLoud(_ said: Complaints) -> Bool {
            guard said.score != nil || said.votes != nil else { return true }
            return (said.score ?? 0) >= limits.loud * loudest.score && said.score != nil
                || (said.votes ?? 0) >= limits.loud * loudest.votes && said.votes != nil
        }
        var places: [HeatPlace] = []
        // What is told where the room complains need not be told again as seen by nobody.
        var told = Set<HeatSign>()
        for (subject, said) in complaints {
            let signs = signs(at: subject)
            told.formUnion(signs)
            places.append(complainedOf(subject, said, isLoud: isLoud(said), signs))
        }
        let withPains = Set(complaints.map(\.subject))
        for node in map.nodeIDs where map[node].isWork && !withPains.contains(.node(node)) {
            if let place = uncomplained(node, told) { places.append(place) }
        }
        for index in map.roles.indices {
            let role = RoleID(index)
            guard let sign = numbers.loaded[role], !told.contains(sign), !withPains.contains(.role(role)) else { continue }
            places.append(place(.role(role), .numbersOnly, [sign], words(of: [sign], at: .role(role))))
        }
        return places.enumerated().sorted { a, b in Self.isWorse(a.element, b.element) ?? (a.offset < b.offset) }.map(\.element)
    }

    /// By outcome, where both agree by the room's voice and the numbers together, then by what the room says, then by how
    /// much of the waiting lies there; nil for what is alike.
    private static func isWorse(_ a: HeatPlace, _ b: HeatPlace) -> Bool? {
        if a.outcome != b.outcome { return a.outcome < b.outcome }
        if a.outcome == .agree {
            // Who is blamed in an unclear set-up looks difficult: that is no place to begin.
            if a.isPersonal != b.isPersonal { return b.isPersonal }
            if a.heat != b.heat { return a.heat > b.heat }
        }
        let (x, y) = (a.complaints, b.complaints)
        if a.outcome != .numbersOnly {
            if x.score != y.score { return (x.score ?? 0) > (y.score ?? 0) }
            if x.votes != y.votes { return (x.votes ?? 0) > (y.votes ?? 0) }
        }
        if a.waitShare != b.waitShare { return a.waitShare > b.waitShare }
        return a.signs.count == b.signs.count ? nil : a.signs.count > b.signs.count
    }

    private func complaints() -> [(subject: Subject, said: Complaints)] {
        var complaints: [(subject: Subject, said: Complaints)] = []
        var places: [Subject: Int] = [:]
        for (index, pain) in map.pains.enumerated() {
            let at = places[pain.about] ?? complaints.count
            if at == complaints.count {
                places[pain.about] = at
                complaints.append((pain.about, Complaints()))
            }
            complaints[at].said.add(index, of: map)
        }
        return complaints
    }

    /// What is bad in the steps and roles that belong to a subject.
    private func signs(at subject: Subject) -> [HeatSign] {
        let steps = scene.steps(of: subject)
        var signs: [HeatSign] = []
        for step in steps {
            signs += numbers.signs[step.index].filter { sign in
                if case .ok = sign { return false }
                return true
            }
        }
        for step in scene.makers(of: subject) {
            signs += numbers.signs[step.index].filter { sign in
                if case .ok = sign { return true }
                return false
            }
        }
        var roles = Set(steps.flatMap { map[$0].performers.all.compactMap(\.role) })
        if case .role(let role) = subject { roles = [role] }
        if case .lane(let lane) = subject { roles.formUnion(map[lane].roles) }
        signs += roles.compactMap { numbers.loaded[$0] }
        return signs.sorted(by: HeatSign.worstFirst)
    }

    private func words(of signs: [HeatSign], at subject: Subject) -> String {
        let told = signs.prefix(3).map { $0.words(map, at: subject) }
        return (told + (signs.count > 3 ? ["\(signs.count - 3) more"] : [])).joined(separator: "; ")
    }

    private func place(
        _ subject: Subject, _ outcome: HeatPlace.Outcome, _ signs: [HeatSign], _ reason: String, _ said: Complaints = Complaints(),
        gaps: [HeatPlace.Gap] = []
    ) -> HeatPlace {
        HeatPlace(
            subject: subject, outcome: outcome, complaints: said, signs: signs, gaps: gaps,
            findings: FindingCount(findings[subject] ?? []), reason: reason,
            excess: signs.map { $0.excess(over: limits) }.max() ?? 0,
            isPersonal: !said.isEmpty && said.pains.allSatisfy { map.pains[$0].cause == .personality })
    }

    private func gaps(at subject: Subject) -> [HeatPlace.Gap] {
        let missing = Set(scene.steps(of: subject).flatMap { numbers.gaps(of: $0, inspection.graph) })
        return HeatPlace.Gap.allCases.filter(missing.contains)
    }

    private func complainedOf(_ subject: Subject, _ said: Complaints, isLoud: Bool, _ signs: [HeatSign]) -> HeatPlace {
        let gaps = gaps(at: subject)
        guard signs.isEmpty else {
            let words = words(of: signs, at: subject)
            return isLoud
                ? place(subject, .agree, signs, words, said, gaps: gaps)
                : place(subject, .numbersOnly, signs, words + "; the room has just a small pain there", said, gaps: gaps)
        }
        guard isLoud else { return place(subject, .quiet, [], "a small pain, and no number that is bad", said, gaps: gaps) }
        return place(subject, .roomOnly, [], silence(at: subject, said, gaps), said, gaps: gaps)
    }

    /// Why the numbers do not show what the room complains of, and what to do about that.
    private func silence(at subject: Subject, _ said: Complaints, _ gaps: [HeatPlace.Gap]) -> String {
        let causes = Set(said.pains.compactMap { map.pains[$0].cause })
        let unseen = Pain.Cause.allCases.filter { causes.contains($0) && $0 != .procedures && $0 != .resources }
        guard unseen.isEmpty else { return unmeasurable(unseen, at: subject) }
        let rules = FindingCount(findings[subject] ?? []).rules
        let words = unshown(at: subject, gaps, isExplained: !rules.isEmpty)
        return rules.isEmpty ? words : "the rules find \(Wording.some(rules)) there; \(words)"
    }

    /// What the numbers say of a place where they are not bad, and what would make them say more. Where the rules
    /// explain the pain, good numbers need not be measured again.
    private func unshown(at subject: Subject, _ gaps: [HeatPlace.Gap], isExplained: Bool) -> String {
        let steps = scene.steps(of: subject)
        if steps.isEmpty { return "no number stands for \(Heat.name(of: subject, in: map)): say at which step it hurts" }
        let calm = steps.count == 1 ? numbers.calm(steps[0], inspection.graph) : nil
        let missing = gaps.map { gap in
            switch gap {
            case .time: "how long it takes"
            case .ok: "how often it is right"
            case .visits: "how often it is done"
            }
        }
        if !missing.isEmpty { return "nobody has said \(Wording.list(missing, "or")): measure it\(calm.map { " (it \($0))" } ?? "")" }
        guard steps.contains(where: { numbers.isKnown($0, inspection.graph) }) else {
            return "no number is asked for there: ask those who feel it how long, and how often"
        }
        let good = calm.map { "it \($0), which is within the limits" } ?? "its steps are within the limits"
        return isExplained ? good : good + ": measure again with those who complain"
    }

    /// Roles, goals and personality show in no number; what the rules find of that kind says where to begin.
    private func unmeasurable(_ causes: [Pain.Cause], at subject: Subject) -> String {
        let names = Wording.list(causes.map(\.rawValue))
        // What is said of the process as a whole may lie anywhere in it.
        let near = subject == .process ? allFindings : findings[subject] ?? []
        let isPersonal = causes == [.personality]
        let fitting = near.filter { finding in
            finding.cause.map { isPersonal ? $0 != .resources : causes.contains($0) } ?? false
        }
        // In the order in which they are to be settled.
        let rules = Pain.Cause.allCases.flatMap { cause in FindingCount(fitting.filter { $0.cause == cause }).rules }
        guard !rules.isEmpty else { return "no number shows \(names): talk about \(isPersonal ? "it" : "them")" }
        return "no number shows \(names): \(isPersonal ? "settle first" : "begin with") what the rules find, \(Wording.some(rules))"
    }

    /// A step at which no pain stands; nil for one that nobody asks for numbers and that has none.
    private func uncomplained(_ node: NodeID, _ told: Set<HeatSign>) -> HeatPlace? {
        let own = numbers.signs[node.index].sorted(by: HeatSign.worstFirst)
        let signs = own.filter { !told.contains($0) }
        if !signs.isEmpty { return place(.node(node), .numbersOnly, signs, words(of: signs, at: .node(node)), gaps: numbers.gaps(of: node, inspection.graph)) }
        // Told of already, where the room complains.
        guard own.isEmpty else { return nil }
        let figures = inspection.metrics.steps[node.index]
        guard figures.isAskedForLead || figures.isAskedForWork || figures.isAskedForOK else { return nil }
        let gaps = numbers.gaps(of: node, inspection.graph)
        guard numbers.isKnown(node, inspection.graph) else {
            return place(.node(node), .neither, [], "no pain, and no number", gaps: gaps)
        }
        let calm = numbers.calm(node, inspection.graph) ?? "is within the limits"
        return place(.node(node), .quiet, [], "it \(calm)", gaps: gaps)
    }
}
