import ProcessModel

extension ProcessMap {
    /// True once anything has been said of the process as a whole. A map that has only its flow so far
    /// is a sketch, which is not yet asked who answers for it and what it is for.
    var saysWhatItIs: Bool {
        owner != nil || sponsor != nil || goal != nil || !measures.isEmpty || state != nil || versionOf != nil || unit != nil
            || volume != nil || trigger != nil || scope != nil || reviewed != nil || !budgets.isEmpty
    }
}
