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
            let isAskedFor = library.files[index].isAskedFor
            let verdict = (isAskedFor ? inspections[index] : nil).map { Catalogue.standard.run(over: $0, profile: profile, today: today) }
            return CheckedFile(
                file: FileID(index), map: resolutions[index].map, isAskedFor: isAskedFor,
                diagnostics: diagnostics + (verdict?.diagnostics ?? []),
                verdict: verdict)
        }
        return CheckReport(sources: sources, files: files)
    }
}
