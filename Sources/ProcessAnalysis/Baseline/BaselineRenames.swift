import ProcessModel

/// What lanes, steps and roles that a baseline knows are called by now.
///
/// A baseline keeps names and no map, so this goes by what stands still: a lane by its steps, a step by the steps before and
/// after it in the same lane, a role by the steps that it does.
struct BaselineRenames {
    /// Where more names than these have changed at once it is another map; each is looked for in each message.
    private static let most = 200

    /// What they are called now, by what they were called; sorted by the latter.
    let names: [(was: String, now: String)]

    init(_ was: [BaselineFigures.Step], _ map: ProcessMap) {
        let now = BaselineFigures.steps(of: map)
        guard !was.isEmpty, !now.isEmpty else {
            names = []
            return
        }
        let (oldNames, newNames) = (Set(was.map(\.name)), Set(now.map(\.name)))
        let (oldLanes, laneNames, roleNames) = (Set(was.map(\.lane)), Set(map.lanes.map(\.name)), Set(map.roles.map(\.name)))
        let lanes = Self.moved(
            from: was.filter { newNames.contains($0.name) }.map { ($0.name, $0.lane) }, to: now.map { ($0.name, $0.lane) },
            isGone: { !laneNames.contains($0) }, isNew: { !oldLanes.contains($0) })
        let steps = Self.steps(was, now, oldNames, newNames, lanes)
        let oldRoles = Set(was.compactMap(\.role))
        let roles = Self.moved(
            from: was.compactMap { step in step.role.map { (steps[step.name] ?? step.name, $0) } }, to: now.compactMap { step in step.role.map { (step.name, $0) } },
            isGone: { !roleNames.contains($0) }, isNew: { !oldRoles.contains($0) })
        let taken = newNames.union(laneNames).union(roleNames)
        let all = lanes.merging(steps) { lane, _ in lane }.merging(roles) { other, _ in other }
        let found = all.filter { !taken.contains($0.key) }.map { (was: $0.key, now: $0.value) }.sorted { $0.was < $1.was }
        names = found.count <= Self.most ? found : []
    }

    /// For each holder that is gone the new one to which more than half of its steps have gone, if it is no other's.
    private static func moved(
        from was: [(step: String, holder: String)], to now: [(step: String, holder: String)], isGone: (String) -> Bool, isNew: (String) -> Bool
    ) -> [String: String] {
        let holders = Dictionary(now.map { ($0.step, $0.holder) }, uniquingKeysWith: { first, _ in first })
        var votes: [String: [String: Int]] = [:]
        var all: [String: Int] = [:]
        for (step, holder) in was {
            all[holder, default: 0] += 1
            if let new = holders[step], new != holder { votes[holder, default: [:]][new, default: 0] += 1 }
        }
        var found: [String: String] = [:]
        var taken = Set<String>()
        for (holder, count) in all.sorted(by: { $0.key < $1.key }) where isGone(holder) {
            guard let winner = (votes[holder] ?? [:]).max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), winner.value * 2 > count,
                isNew(winner.key), taken.insert(winner.key).inserted
            else { continue }
            found[holder] = winner.key
        }
        return found
    }

    /// Steps that are gone, and others that stand in their place: as many, between the same neighbours, in the same lanes.
    private static func steps(
        _ was: [BaselineFigures.Step], _ now: [BaselineFigures.Step], _ oldNames: Set<String>, _ newNames: Set<String>, _ lanes: [String: String]
    ) -> [String: String] {
        struct Gap: Hashable { let before, after: String? }
        func gaps(_ steps: [BaselineFigures.Step], _ isKept: (String) -> Bool) -> [Gap: [BaselineFigures.Step]] {
            var gaps: [Gap: [BaselineFigures.Step]] = [:]
            var before: String?
            var open: [BaselineFigures.Step] = []
            for step in steps {
                guard isKept(step.name) else {
                    open.append(step)
                    continue
                }
                if !open.isEmpty { gaps[Gap(before: before, after: step.name), default: []] += open }
                open = []
                before = step.name
            }
            // Where nothing has stayed, nothing is known again.
            if !open.isEmpty, before != nil { gaps[Gap(before: before, after: nil), default: []] += open }
            return gaps
        }
        let added = gaps(now) { oldNames.contains($0) }
        var found: [String: String] = [:]
        for (gap, removed) in gaps(was, { newNames.contains($0) }) {
            guard let others = added[gap], others.count == removed.count else { continue }
            let areAlike = zip(removed, others).allSatisfy { old, new in
                lanes[old.lane] ?? old.lane == new.lane && old.name.hasSuffix("?") == new.name.hasSuffix("?")
            }
            guard areAlike else { continue }
            for (old, new) in zip(removed, others) { found[old.name] = new.name }
        }
        return found
    }
}

extension BaselineMap {
    /// The same in the names that the map has by now, and which those are.
    public func renamed(like map: ProcessMap) -> BaselineMap {
        let renames = BaselineRenames(figures.steps, map)
        guard !renames.names.isEmpty else { return self }
        let names = Dictionary(renames.names.map { ($0.was, $0.now) }, uniquingKeysWith: { first, _ in first })
        // Long names first: one may be the beginning of another.
        let sorted = renames.names.sorted { ($1.was.count, $0.was) < ($0.was.count, $1.was) }
        func name(_ name: String) -> String { names[name] ?? name }
        func finding(_ finding: KnownFinding) -> KnownFinding {
            let separator = finding.kind == "flow" ? " -> " : finding.kind == "relationship" ? " and " : ""
            return KnownFinding(
                rule: finding.rule, severity: finding.severity, kind: finding.kind,
                name: finding.name.components(of: separator).map(name).joined(separator: separator),
                message: sorted.reduce(finding.message) { $0.replacing(word: $1.was, with: $1.now) })
        }
        func figure(_ figure: BaselineFigures.Figure) -> BaselineFigures.Figure {
            BaselineFigures.Figure(figure.value, isBound: figure.isBound, silent: figure.silent.map(name))
        }
        let changed = BaselineFigures(
            handoffs: figures.handoffs, handoffsPerCase: figures.handoffsPerCase, lead: figures.lead.map(figure), rolledOK: figures.rolledOK.map(figure),
            loads: figures.loads.map { .init(lane: name($0.lane), role: name($0.role), share: figure($0.share)) },
            steps: figures.steps.map { .init(name: name($0.name), lane: name($0.lane), role: $0.role.map(name), lead: $0.lead, ok: $0.ok) }, minutesPerDay: figures.minutesPerDay)
        return BaselineMap(
            id: id, figures: changed, known: known.map(finding), gone: gone.map(finding), renames: renames.names.map { Rename(was: $0.was, now: $0.now) })
    }

    /// What was known by one name and is taken for what has another by now.
    public struct Rename: Sendable, Hashable {
        public let was: String
        public let now: String
    }
}

extension String {
    fileprivate func components(of separator: String) -> [String] {
        guard !separator.isEmpty, contains(separator) else { return [self] }
        var parts: [String] = []
        var rest = self[...]
        while let range = rest.firstRange(of: separator) {
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return parts + [String(rest)]
    }

    /// With a name replaced wherever it stands as words of its own.
    fileprivate func replacing(word: String, with other: String) -> String {
        guard !word.isEmpty, contains(word) else { return self }
        var result = ""
        var rest = self[...]
        func isPart(_ character: Character?) -> Bool { character.map { $0.isLetter || $0.isNumber } ?? false }
        while let range = rest.firstRange(of: word) {
            let before = range.lowerBound == rest.startIndex ? result.last : rest[..<range.lowerBound].last
            let after = rest[range.upperBound...].first
            result += rest[..<range.lowerBound]
            result += isPart(before) || isPart(after) ? word : other
            rest = rest[range.upperBound...]
        }
        return result + rest
    }
}
