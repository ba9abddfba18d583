/// Finds the name a writer most likely meant.
public enum NearestName {
    /// The candidate closest to `name` by edits (insert, delete, replace, swap), letter case aside;
    /// nil where even the closest is another word. Of equally close ones the first is taken.
    public static func find(_ name: String, among candidates: some Sequence<String>) -> String? {
        let wanted = compared(name)
        guard !wanted.isEmpty else { return nil }
        var best: (distance: Int, name: String)?
        for candidate in candidates {
            let letters = compared(candidate)
            // A third of a word may differ; of two letters none, or any two would be alike.
            let allowed = min(wanted.count, letters.count) / 3
            guard abs(letters.count - wanted.count) <= allowed else { continue }
            let found = distance(wanted, letters)
            if found <= allowed, found < best?.distance ?? .max { best = (found, candidate) }
        }
        return best?.name
    }

    /// True where `nearest` is `name` but for small and capital letters, and no other candidate is:
    /// then it is what was meant.
    public static func isCertain(_ nearest: String, for name: String, among candidates: some Sequence<String>) -> Bool {
        let wanted = name.lowercased()
        guard nearest.lowercased() == wanted else { return false }
        return !candidates.contains { $0 != nearest && $0.lowercased() == wanted }
    }

    /// Names longer than this are compared by their beginnings; the cost of a hostile name stays small.
    private static let longest = 80

    /// The letters of a name that are compared.
    public static func compared(_ name: String) -> [Unicode.Scalar] {
        Array(String(name.unicodeScalars.prefix(longest)).lowercased().unicodeScalars.prefix(longest))
    }

    /// Optimal string alignment distance (Damerau 1964, restricted): the least number of single-letter
    /// insertions, deletions, replacements and swaps of neighbours.
    public static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
        var beforeLast = [Int](repeating: 0, count: b.count + 1)
        var last = Array(0...b.count)
        var row = last
        for i in 1...a.count {
            row[0] = i
            for j in 1...b.count {
                let replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
                row[j] = min(replaced, last[j] + 1, row[j - 1] + 1)
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    row[j] = min(row[j], beforeLast[j - 2] + 1)
                }
            }
            (beforeLast, last, row) = (last, row, beforeLast)
        }
        return last[b.count]
    }
}
