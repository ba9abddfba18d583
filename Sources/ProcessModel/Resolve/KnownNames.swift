import ProcessSyntax

/// The names of a map in the orders that mistakes are looked up in, each made once when the first mistake
/// asks for it: a file may hold as many mistakes as names.
struct KnownNames {
    /// All that may stand before a colon, sorted.
    fileprivate(set) var actors: [String]?
    /// The same in small letters, each with the name itself.
    fileprivate var smallActors: [(small: String, name: String)]?
    /// Everybody declared in the files read, in small letters.
    fileprivate var allSmall: Set<String>?
    /// The texts of all lines that are steps.
    fileprivate var stepTexts: Set<String>?
    fileprivate var steps: KnownSteps?
    /// What was found for names that may be those of doers.
    fileprivate var nearest: [String: String?] = [:]
    /// How many more letters may be compared in search of what was meant.
    fileprivate var letters = 4_000_000
}

/// The steps of a map that jumps may mean.
struct KnownSteps {
    /// All that stand in the text.
    var keys: [String] = []
    var ends: [String] = []
    /// The first step of each lane that is work, and of each phase.
    var firstOfLane: [LaneID: String] = [:]
    var firstOfPhase: [Int: String] = [:]
    /// The first phase of each name.
    var phases: [String: Int] = [:]

    init(_ map: ProcessMap) {
        for node in map.nodes {
            if !node.isImplicit {
                keys.append(node.key)
                if node.kind == .end { ends.append(node.key) }
            }
            if node.isWork, firstOfLane[node.lane] == nil { firstOfLane[node.lane] = node.key }
            if let phase = node.phase, firstOfPhase[phase] == nil { firstOfPhase[phase] = node.key }
        }
        for (index, phase) in map.phases.enumerated() where phases[phase.name.string] == nil { phases[phase.name.string] = index }
    }
}

extension MapBuilder {
    /// Whether a word may still be compared with that many names: a search looks at every name, and a file in
    /// which nothing is right is not worth them all.
    mutating func maySearch(for word: String, among count: Int) -> Bool {
        // Names are compared by their first 80 letters.
        let cost = (min(word.utf8.count, 80) + 8) * count
        guard known.letters >= cost else { return false }
        known.letters -= cost
        return true
    }

    /// What a name means that may be that of a doer, for those who only look.
    mutating func nearestActorName(_ name: String) -> String? {
        if let told = nearestActors[name] ?? known.nearest[name] { return told }
        let names = sortedActors()
        guard known.nearest.count < Self.mostSuggestions, maySearch(for: name, among: names.count) else { return nil }
        let nearest = NearestName.find(name, among: names)
        known.nearest[name] = .some(nearest)
        return nearest
    }

    /// True where somebody is called so, but for small and capital letters.
    mutating func isSomebody(small: String) -> Bool {
        if known.allSmall == nil { known.allSmall = Set(allActors.map { $0.lowercased() }) }
        return known.allSmall?.contains(small) ?? false
    }

    /// The first role or lane whose name begins so.
    mutating func actor(beginningWith words: String) -> String? {
        let names = sortedActors()
        let place = names.firstPlace { $0 < words }
        guard place < names.count, names[place].hasPrefix(words) else { return nil }
        return names[place]
    }

    /// The role or lane whose first letters a line is, small and capital ones alike.
    mutating func actorBegun(_ words: String) -> String? {
        guard words.utf8.count > 1 else { return nil }
        let small = words.lowercased()
        if known.smallActors == nil {
            known.smallActors = actors.keys.map { ($0.lowercased(), $0) }.sorted { ($0.small, $0.name) < ($1.small, $1.name) }
        }
        let names = known.smallActors ?? []
        let place = names.firstPlace { $0.small < small }
        guard place < names.count, names[place].small.hasPrefix(small) else { return nil }
        return names[place].name
    }

    /// The longest role or lane that a line starts with.
    func leadingActor(_ head: Span) -> String? {
        let start = Int(head.start)
        var found: String?
        var ends = 0
        // No name has more words than that; a line of nothing but blanks may have.
        for end in head.range.dropFirst() where Self.endsName(bytes[end]) {
            ends += 1
            guard ends <= 32 else { break }
            if doers.find(UnsafeBufferPointer(rebasing: bytes[start..<end])) != nil { found = tree.source.string(start..<end) }
        }
        return found
    }

    private static func endsName(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, 0x09, UInt8(ascii: ";"), UInt8(ascii: "="), UInt8(ascii: "|"), 0xE2: true
        default: false
        }
    }

    /// True where a step of that text stands somewhere in the file.
    mutating func isTextOfStep(_ what: String) -> Bool {
        if known.stepTexts == nil {
            known.stepTexts = Set(lines.lazy.filter { $0.kind == .step || $0.kind == .decision || $0.kind == .element }.map { [tree] in tree.name($0.value) })
        }
        return known.stepTexts?.contains(what) ?? false
    }

    /// The steps that jumps may mean; to be asked for when all are known.
    mutating func knownSteps() -> KnownSteps {
        if let steps = known.steps { return steps }
        let steps = KnownSteps(map)
        known.steps = steps
        return steps
    }

    private mutating func sortedActors() -> [String] {
        if let names = known.actors { return names }
        let names = actors.keys.sorted()
        known.actors = names
        return names
    }
}

extension Array {
    /// The first place of a sorted array whose element does not come before what is looked for.
    fileprivate func firstPlace(where isBefore: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
