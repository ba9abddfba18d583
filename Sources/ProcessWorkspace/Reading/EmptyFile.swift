import ProcessSyntax

extension SyntaxTree {
    /// What is wrong with a file in which nothing is said; nil for all others. A map that was emptied
    /// by accident must not pass for one in which all is well.
    var emptiness: Diagnostic? {
        guard children(of: -1).isEmpty else { return nil }
        let saysMore = lines.contains { $0.kind == .comment }
        return Diagnostic(
            "empty-file", saysMore ? "this file holds only comments" : "this file is empty",
            at: Span(file: source.id, start: 0, end: 0),
            fixes: [Fix("start with 'process: …', or delete the file")])
    }
}
