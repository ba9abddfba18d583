import ProcessAnalysis
import ProcessModel
import ProcessReport
import ProcessSyntax

extension Workspace {
    /// Checks all files: their text, and by the rules those maps whose text has no errors.
    ///
    /// - Parameters:
    ///   - profile: which weights are shown; nil for what each map says.
    ///   - today: the date on which `allow:` and reviews are judged; nil leaves dates out.
    public func check(profile: RuleSettings.Profile? = nil, today: CalendarDate?) -> CheckReport {
        let inspections = inspections()
        let files = concurrentMap(reported.count) { position -> CheckedFile in
            let index = reported[position]
            let diagnostics = diagnostics(of: index)
            let verdict = inspections[index].map { Catalogue.standard.run(over: $0, profile: profile, today: today) }
            return CheckedFile(
                file: FileID(index), map: resolutions[index].map, diagnostics: diagnostics + (verdict?.diagnostics ?? []),
                verdict: verdict)
        }
        return CheckReport(sources: sources, files: files)
    }

    /// For each file, what rules and drawings look at; nil for files that hold no process, or
    /// whose own text or that of a file they use has errors.
    func inspections() -> [Inspection?] {
        let hasErrors = resolutions.indices.map { index in
            diagnostics(of: index).contains { $0.severity == .error }
        }
        let isSound = resolutions.indices.map { index in
            resolutions[index].map.isProcess && !hasErrors[index] && !library.shared(by: index).contains { hasErrors[$0] }
        }
        return concurrentMap(resolutions.count) { index in
            isSound[index] ? Inspection(resolutions[index].map) : nil
        }
    }
}
