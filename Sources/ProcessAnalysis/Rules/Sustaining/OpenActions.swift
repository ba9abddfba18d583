import ProcessModel

extension Action {
    /// The words of a `status` after which nothing more is to be done.
    private static let closing: Set<String> = [
        "done", "closed", "complete", "completed", "finished", "dropped", "cancelled", "canceled", "rejected",
    ]

    /// False where its status says that it is done, or will not be.
    public var isOpen: Bool {
        guard let status else { return true }
        return !Self.closing.contains(status.string.lowercased())
    }
}
