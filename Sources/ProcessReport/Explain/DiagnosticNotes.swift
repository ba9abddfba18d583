extension DiagnosticNote {
    /// All errors there are, by name.
    public static let all: [DiagnosticNote] = []
}
