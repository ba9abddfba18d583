import ProcessAnalysis
import ProcessModel
import ProcessSyntax

extension CheckReport {
    /// All that is to be said of one file. A finding belongs to the file whose text it points at:
    /// what several maps show of a file they share is said once, there.
    struct Group {
        let source: SourceText
        /// The checked file; nil for a shared file that was only read because maps use it.
        let file: CheckedFile?
        /// The index of `file` in the report's files; 0 where there is none.
        var index = 0
        var diagnostics: [Diagnostic] = []
        var findings: [GroupedFinding] = []
        /// True where another file than its own has said something of it.
        var hasSeveralVoices = false

        /// A shared file is told of only where there is something to tell.
        var isTold: Bool { file?.isChecked ?? false || !diagnostics.isEmpty || !findings.isEmpty }

        var tally: Tally {
            var tally = Tally()
            for diagnostic in diagnostics { tally.add(diagnostic.severity) }
            for finding in findings { tally.add(finding.finding.severity) }
            return tally
        }
    }

    /// A finding with the maps that show it.
    struct GroupedFinding {
        let finding: Finding
        /// The first map that shows it; an index into the report's `files`.
        let first: Int
        /// The others, where it points into a file that maps share.
        var others: [Int] = []

        var shownBy: [Int] { [first] + others }
    }

    /// One group a file that was checked, in the report's order, then one for each other file that
    /// a finding points at, by path.
    func groups() -> [Group] {
        var groups: [Group] = []
        var groupOfFile: [Int32: Int] = [:]
        for (index, file) in files.enumerated() where sources.indices.contains(Int(file.file.index)) {
            groupOfFile[file.file.index] = groups.count
            groups.append(Group(source: sources[Int(file.file.index)], file: file, index: index))
        }
        let checkedCount = groups.count
        func group(of span: Span) -> Int? {
            let at = span.file.index
            if let known = groupOfFile[at] { return known }
            guard sources.indices.contains(Int(at)) else { return nil }
            groupOfFile[at] = groups.count
            groups.append(Group(source: sources[Int(at)], file: nil))
            return groups.count - 1
        }

        let strangers = Set(files.flatMap { file in file.diagnostics.map(\.span.file).filter { $0 != file.file } })
        // Only what points into a file that maps share can be found twice.
        func isShared(_ diagnostic: Diagnostic) -> Bool { strangers.contains(diagnostic.span.file) }
        var seen: [Finding: Int] = [:]
        /// What two shared files say against each other is found by every map that uses both.
        struct Place: Hashable {
            let name: String
            let span: Span
        }
        var told: Set<Place> = []
        for (index, file) in files.enumerated() {
            for diagnostic in file.diagnostics {
                guard let group = group(of: diagnostic.span) else { continue }
                if isShared(diagnostic), !told.insert(Place(name: diagnostic.name, span: diagnostic.span)).inserted { continue }
                groups[group].diagnostics.append(diagnostic)
            }
            for finding in file.verdict?.findings ?? [] {
                guard let group = group(of: finding.span) else { continue }
                if finding.span.file == file.file {
                    groups[group].findings.append(GroupedFinding(finding: finding, first: index))
                } else if let place = seen[finding] {
                    groups[group].findings[place].others.append(index)
                } else {
                    groups[group].hasSeveralVoices = true
                    seen[finding] = groups[group].findings.count
                    groups[group].findings.append(GroupedFinding(finding: finding, first: index))
                }
            }
        }
        for index in groups.indices {
            groups[index].diagnostics.sort { ($0.span, $0.name, $0.message) < ($1.span, $1.name, $1.message) }
            // Those of one map are in order.
            guard index >= checkedCount || groups[index].hasSeveralVoices else { continue }
            groups[index].findings.sort { a, b in
                (a.finding.span, a.finding.rule, a.finding.message) < (b.finding.span, b.finding.rule, b.finding.message)
            }
        }
        groups[checkedCount...].sort { $0.source.name < $1.source.name }
        return groups
    }
}
