import ProcessModel

/// How many cases are under way at any time. By Little's law (Little, "A proof for the queuing formula L = λW",
/// 1961) it is how many come in, times how long each is there.
public struct WorkInProgress: Sendable, Hashable {
    public let cases: Estimate
    /// True where it may be more: where some steps do not say their times, or more cases may come in.
    public let isLowerBound: Bool
    /// How many of them are at each node, by its index: those that the case does not wait for as well, so that
    /// cases on several paths of a parallel block count on each.
    public let atNode: [Estimate]
    /// The same for each lane, by its index.
    public let inLane: [Estimate]
}

extension Metrics {
    /// Nil where the volume or the lead time over all cases is not known.
    public func workInProgress(_ map: ProcessMap) -> WorkInProgress? {
        guard let volume, let pacing, let lead = allCases.lead.value else { return nil }
        var cases = Estimate.zero
        var inLane = [Estimate](repeating: .zero, count: map.lanes.count)
        var atNode = [Estimate](repeating: .zero, count: steps.count)
        for (index, step) in steps.enumerated() where step.leadAtLeast.high > 0 {
            // A lane that works fewer hours needs more of the month for the same time.
            let month = map.calendar(of: map.nodes[index].lane).minutesPerMonth
            guard month > 0 else { continue }
            cases += step.leadAtLeast * (pacing[index] * volume.perMonth / month)
            let lane = map.nodes[index].lane.index
            atNode[index] = step.leadAtLeast * ((visits[index] ?? 0) * volume.perMonth / month)
            if inLane.indices.contains(lane) { inLane[lane] += atNode[index] }
        }
        return WorkInProgress(cases: cases, isLowerBound: volume.isLowerBound || lead.isLowerBound, atNode: atNode, inLane: inLane)
    }
}

extension WorkCalendar {
    /// The worked minutes of a month of four weeks.
    var minutesPerMonth: Double { max(0, minutesPerDay * daysPerWeek * 4) }
}
