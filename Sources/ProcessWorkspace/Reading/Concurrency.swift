import Dispatch

/// The results of `body` for 0, 1, … `count - 1`, in that order, worked out on all cores.
///
/// `body` must depend on its argument alone: then the result is the same however the work falls.
func concurrentMap<Result: Sendable>(_ count: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
    // Waking a thread costs more than a small map.
    guard count > 3 else { return (0..<max(0, count)).map(body) }
    let results = [Result?](unsafeUninitializedCapacity: count) { buffer, initialized in
        buffer.initialize(repeating: nil)
        nonisolated(unsafe) let slots = buffer
        // Pieces small enough to even out between cores, large enough to be worth handing out.
        let pieces = min(count, 64)
        DispatchQueue.concurrentPerform(iterations: pieces) { piece in
            for index in (count * piece / pieces)..<(count * (piece + 1) / pieces) {
                slots[index] = body(index)
            }
        }
        initialized = count
    }
    return results.compactMap { $0 }
}

extension Workspace {
    /// Shares the pieces of a report out to all cores.
    static func onAllCores(_ count: Int, _ piece: @Sendable (Int) -> String) -> [String] {
        concurrentMap(count, piece)
    }
}
