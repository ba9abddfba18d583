/// How many slips of the finger lie between two words.
enum EditDistance {
    /// The fewest letters to insert, drop, replace or swap with their neighbour to make one of the
    /// other (optimal string alignment: Damerau, "A technique for computer detection and correction
    /// of spelling errors", 1964).
    static func between<Letter: Equatable>(_ a: [Letter], _ b: [Letter]) -> Int {
        var before = [Int](repeating: 0, count: b.count + 1)
        var last = Array(0...b.count)
        for i in a.indices {
            var row = [i + 1]
            row.reserveCapacity(b.count + 1)
            for j in b.indices {
                var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, before[j - 1] + 1) }
                row.append(best)
            }
            (before, last) = (last, row)
        }
        return last[b.count]
    }
}
