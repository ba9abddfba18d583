extension [LineDraft] {
    /// The lines of the old text that the new one does not say as it was meant to.
    ///
    /// - Parameters:
    ///   - new: the tree of the text that was written from these drafts.
    ///   - old: the tree that they were made from.
    func misread(in new: SyntaxTree, of old: SyntaxTree) -> Set<Int> {
        var misread: Set<Int> = []
        guard new.lines.count == count else {
            // A line that became two, or none: nothing can be compared.
            return Set(old.lines.indices)
        }
        for (draft, line) in zip(self, new.lines) where !draft.isRead(as: line, in: new, of: old) { misread.insert(draft.origin) }
        if new.diagnostics.map(\.name) != old.diagnostics.map(\.name) {
            let known = old.linesWithDiagnostics
            let told = Set(new.linesWithDiagnostics.compactMap { indices.contains($0) ? self[$0].origin : nil })
            misread.formUnion(told.subtracting(known))
            if misread.isEmpty { return Set(old.lines.indices) }
        }
        return misread
    }
}

extension LineDraft {
    fileprivate func isRead(as line: SyntaxTree.Line, in tree: SyntaxTree, of old: SyntaxTree) -> Bool {
        guard line.kind == kind else { return false }
        func isSame(_ said: ArraySlice<UInt8>?, _ span: Span?) -> Bool {
            guard let said, let span else { return (said == nil) == (span == nil) }
            return tree.bytes(span) == said
        }
        switch kind {
        case .blank: return true
        case .comment: return isSame(comment, line.comment)
        default: break
        }
        guard line.keyword == keyword, line.parent == parent else { return false }
        guard verbatim == nil else { return true }
        return isSame(head, line.head) && isSame(value, line.value) && isSame(target, line.target) && isSame(comment, line.comment)
            && line.hasColon == hasColon && items.count == line.attributes.count
            && zip(items, tree.attributes(of: line)).allSatisfy { $0 == tree.bytes($1) }
    }
}

extension SyntaxTree {
    /// The lines that a diagnostic points at.
    var linesWithDiagnostics: Set<Int> {
        var found: Set<Int> = []
        for diagnostic in diagnostics {
            let first = source.lineNumber(at: Int(diagnostic.span.start)) - 1
            let last = source.lineNumber(at: max(Int(diagnostic.span.start), Int(diagnostic.span.end) - 1)) - 1
            for line in first...max(first, last) where lines.indices.contains(line) { found.insert(line) }
        }
        return found
    }
}
