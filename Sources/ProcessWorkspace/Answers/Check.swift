import ProcessAnalysis
import ProcessModel
import ProcessReport
import ProcessSyntax

extension Workspace {
    /// Checks all files: their text, and by the rules those maps whose text has no errors.
    ///
    /// - Parameters:
    ///   - profile: which weights are shown; nil for what each map says.
    ///   - today: the date that dates in maps are compared with; nil leaves them out.
    ///   - baseline: what is known already and not told again.
    public func check(
        profile: RuleSettings.Profile? = nil, today: CalendarDate?, baseline: BaselineFile? = nil
    ) -> CheckReport {
        let keys = baseline.map(baselineKeys)
        let inspections = inspections()
        let places = concurrentMap(library.files.count) { index in library.files[index].origin.map { BPMNPlaces(library.files[index].tree.source, $0) } }
        let files = concurrentMap(reported.count) { position -> CheckedFile in
            let index = reported[position]
            let diagnostics = diagnostics(of: index)
            let isAskedFor = library.files[index].isAskedFor
            let known = baseline.map { file -> BaselineChoice in
                let before = file.baseline.map(keys?[index] ?? "")
                return .given(inspections[index].flatMap { inspection in before?.renamed(like: inspection.map) } ?? before)
            } ?? .none
            var verdict = (isAskedFor ? inspections[index] : nil).map { inspection in
                CrashWatch.watching(sourceName(of: index)) { beginning in
                    Catalogue.standard.run(over: inspection, profile: profile, today: today, comparing: known, beginning: beginning)
                }
            }
            var comparison: BaselineComparison?
            if case .given(let before?) = known, let inspection = inspections[index], let report = verdict {
                let compared = BaselineComparison(of: report, inspection, with: before, profile: profile)
                verdict = report.telling(only: compared.fresh)
                comparison = compared
            }
            let checked = CheckedFile(
                file: FileID(index), map: inspections[index]?.map ?? resolutions[index].map, isAskedFor: isAskedFor,
                diagnostics: diagnostics + (verdict?.diagnostics ?? []),
                verdict: verdict, comparison: comparison)
            return places[index]?.retelling(checked, among: places) ?? checked
        }
        return CheckReport(
            sources: library.files.map { file in
                file.origin.map { BPMNPlaces.source(of: $0.file, id: file.tree.source.id) } ?? file.tree.source
            }, files: files, baseline: baseline.map { summary(of: $0, keys: keys ?? [], comparisons: files.map(\.comparison)) })
    }
}
