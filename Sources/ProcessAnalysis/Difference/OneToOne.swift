/// Which of some old things is which of some new ones: each has one partner at most.
struct OneToOne: Sendable, Hashable {
    /// For each old thing the new one; nil where it is gone.
    private(set) var newOf: [Int?]
    /// For each new thing the old one; nil where it was not there.
    private(set) var oldOf: [Int?]

    init(old: Int, new: Int) {
        newOf = Array(repeating: nil, count: old)
        oldOf = Array(repeating: nil, count: new)
    }

    /// Pairs two that are both free; else nothing happens.
    mutating func pair(_ old: Int, _ new: Int) {
        guard isFree(old: old), isFree(new: new) else { return }
        newOf[old] = new
        oldOf[new] = old
    }

    func isFree(old: Int) -> Bool { newOf.indices.contains(old) && newOf[old] == nil }
    func isFree(new: Int) -> Bool { oldOf.indices.contains(new) && oldOf[new] == nil }

    var freeOld: [Int] { newOf.indices.filter { newOf[$0] == nil } }
    var freeNew: [Int] { oldOf.indices.filter { oldOf[$0] == nil } }

    /// Pairs those that have one name, which no other has on either side.
    mutating func pairByName(_ old: [String], _ new: [String]) {
        let olds = Self.only(freeOld, old)
        let news = Self.only(freeNew, new)
        for index in freeOld {
            guard olds[old[index]] == .some(index), let other = news[old[index]].flatMap(\.self) else { continue }
            pair(index, other)
        }
    }

    /// For each name its one place; nil where there are several.
    private static func only(_ places: [Int], _ names: [String]) -> [String: Int?] {
        var found: [String: Int?] = [:]
        for place in places { found[names[place]] = found[names[place]] == nil ? .some(place) : .some(nil) }
        return found
    }

    /// Pairs those left over that most of what is inside one of them moved together to: lanes by their steps, roles by what they do.
    ///
    /// - Parameter votes: where the parts of an old thing are found now, a pair for each part.
    mutating func pairByParts(_ votes: [(old: Int, new: Int)]) {
        struct Pair: Hashable { let old, new: Int }
        var counts: [Pair: Int] = [:]
        var all: [Int: Int] = [:]
        for (old, new) in votes where isFree(old: old) {
            all[old, default: 0] += 1
            if isFree(new: new) { counts[Pair(old: old, new: new), default: 0] += 1 }
        }
        let sorted = counts.filter { $0.value * 2 > all[$0.key.old] ?? 0 }
            .sorted { ($1.value, $0.key.old, $0.key.new) < ($0.value, $1.key.old, $1.key.new) }
        for (couple, _) in sorted { pair(couple.old, couple.new) }
    }

    /// Pairs those left over whose words are much alike, the most alike first.
    mutating func pairByWords(_ old: [WordLikeness], _ new: [WordLikeness], atLeast least: Double) {
        // Everything is compared with everything: of very long lists only the beginnings.
        let (olds, news) = (freeOld.prefix(100), freeNew.prefix(100))
        var found: [(likeness: Double, old: Int, new: Int)] = []
        for a in olds {
            for b in news {
                let likeness = old[a].likeness(to: new[b])
                if likeness >= least { found.append((likeness, a, b)) }
            }
        }
        found.sort { ($1.likeness, $0.old, $0.new) < ($0.likeness, $1.old, $1.new) }
        for (_, a, b) in found { pair(a, b) }
    }
}
