/// Works out `count` pieces of a report, the piece of each number, and gives them back in order. No
/// piece hangs on another, so a caller with several cores may share them out.
public typealias Workers = (_ count: Int, _ piece: @Sendable (Int) -> String) -> [String]

/// One piece after the other.
public func inTurn(_ count: Int, _ piece: @Sendable (Int) -> String) -> [String] {
    (0..<max(0, count)).map(piece)
}
