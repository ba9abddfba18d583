/// How long a way takes at the least and at the most, by the answers taken on it; each step counts with its expected time.
struct TimeSpan: Sendable, Hashable {
    var low: Double
    var high: Double

    static let nothing = TimeSpan(low: 0, high: 0)

    private static let slack = 1e-6

    var varies: Bool { high > low + Self.slack }

    /// True where it hangs on the answers which of several ways takes longest: then the mean of the longest is more than
    /// the longest of the means. Where no two of them overlap, one is the longest whatever is answered.
    static func overlap(_ spans: [TimeSpan]) -> Bool {
        var longest: TimeSpan?
        for span in spans.sorted(by: { ($0.low, $0.high) < ($1.low, $1.high) }) {
            if let longest, span.low < longest.high - slack, span.high > longest.low + slack { return true }
            if span.high > longest?.high ?? -1 { longest = span }
        }
        return false
    }

    /// The spans from each of `count` nodes to where its ways end.
    ///
    /// - Parameters:
    ///   - times: what each node takes itself.
    ///   - arcs: the ways on.
    static func toTheEnd(_ times: [TimeSpan], _ arcs: [(from: Int32, to: Int32)]) -> [TimeSpan] {
        var before = [[Int32]](repeating: [], count: times.count)
        var waysOn = [Int](repeating: 0, count: times.count)
        for arc in arcs {
            before[Int(arc.to)].append(arc.from)
            waysOn[Int(arc.from)] += 1
        }
        var spans = [TimeSpan](repeating: TimeSpan(low: .infinity, high: 0), count: times.count)
        var open: [Int] = times.indices.filter { waysOn[$0] == 0 }
        for node in open { spans[node] = times[node] }
        var done = 0
        // Backwards, each node after all that follow it; those of loops are never come to.
        while done < open.count {
            let node = open[done]
            done += 1
            for source in before[node].lazy.map(Int.init) {
                spans[source].low = min(spans[source].low, times[source].low + spans[node].low)
                spans[source].high = max(spans[source].high, times[source].high + spans[node].high)
                waysOn[source] -= 1
                if waysOn[source] == 0 { open.append(source) }
            }
        }
        guard open.count < times.count else { return spans }
        // Through a loop there is no longest way. The shortest is found by looking again where one got shorter.
        for node in times.indices where waysOn[node] > 0 { spans[node].high = .infinity }
        var looks = 8 * times.count
        var next = 0
        open = times.indices.filter { waysOn[$0] > 0 && spans[$0].low < .infinity }
        while next < open.count, looks > 0 {
            let node = open[next]
            next += 1
            looks -= 1
            for source in before[node].lazy.map(Int.init) where times[source].low + spans[node].low < spans[source].low - slack {
                spans[source].low = times[source].low + spans[node].low
                open.append(source)
            }
        }
        // Not looked at to the end: what a node takes itself is certain.
        for node in times.indices where waysOn[node] > 0 && (next < open.count || spans[node].low == .infinity) {
            spans[node].low = times[node].low
        }
        return spans
    }
}
