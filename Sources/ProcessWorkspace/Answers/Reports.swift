import ProcessAnalysis
import ProcessDiagram
import ProcessReport

extension Workspace {
    /// A page of HTML for every process that a person named, in order of path.
    ///
    /// - Parameter today: the date that dates in maps are compared with; nil leaves them out.
    public func reports(today: Day?) -> (pages: [DrawnFile], troubles: [DrawingTrouble]) {
        let inspections = inspections()
        let asked = reported.filter { library.files[$0].isAskedFor && resolutions[$0].map.isProcess }
        let results = concurrentMap(asked.count) { position -> Result<DrawnFile, DrawingTrouble> in
            let index = asked[position]
            let source = sourceName(of: index)
            guard let inspection = inspections[index] else {
                return .failure(DrawingTrouble(
                    message: "\(source): no report, as \(errorsOf(index)); 'baton check \(source)' shows what to mend", isOurs: false))
            }
            let findings = CrashWatch.watching(sourceName(of: index)) { beginning in
                Catalogue.standard.run(over: inspection, today: today?.date, beginning: beginning).findings
            }
            do throws(DrawingError) {
                let page = try ReportPage(inspection, findings: findings, path: source, date: today?.written)
                return .success(DrawnFile(name: library.files[index].nameBelowRoot + ".html", bytes: Array(page.html().utf8)))
            } catch {
                return .failure(DrawingTrouble(
                    message: error.isAboutTheMap
                        ? "\(source): no report, as its map cannot be drawn: \(error.message)"
                        : "\(source): no report, as its map would be drawn wrong: \(error.message). This is a mistake in Baton, not in the map; please report it",
                    isOurs: !error.isAboutTheMap))
            }
        }
        var pages: [DrawnFile] = []
        var troubles: [DrawingTrouble] = []
        var owner: [String: String] = [:]
        for (index, result) in zip(asked, results) {
            let source = sourceName(of: index)
            switch result {
            case .failure(let trouble): troubles.append(trouble)
            case .success(let page):
                if let first = owner[page.name] {
                    troubles.append(DrawingTrouble(
                        message: "\(source): its report would take the place of that of \(first); make them one by one, into two folders", isOurs: false))
                } else {
                    owner[page.name] = source
                    pages.append(page)
                }
            }
        }
        return (pages, troubles)
    }
}
