import ArgumentParser
import ProcessWorkspace

/// Reports of a check: formats with commas between them, each with the file it goes to.
struct ReportList {
    struct Report {
        let format: CheckFormat
        /// Nil for standard output.
        let file: ReportFile?
    }

    let reports: [Report]

    /// From text such as `text,sarif=baton.sarif`.
    init(_ argument: String) throws {
        reports = try argument.split(separator: ",", omittingEmptySubsequences: false).map { part in
            let parts = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = parts.first.map(String.init) ?? ""
            guard let format = CheckFormat(rawValue: name) else {
                let names = CheckFormat.allCases.map(\.rawValue)
                let way = Spelling.nearest(to: name, among: names).map { "did you mean '\($0)'?" } ?? "there are \(names.joined(separator: ", "))"
                throw ValidationError("'\(Console.printable(name))' is no format of a report; \(way)")
            }
            guard parts.count > 1 else { return Report(format: format, file: nil) }
            guard let path = parts.last, !path.isEmpty else {
                throw ValidationError("'\(name)=' names no file; write one, as in \(name)=build/baton.\(name)")
            }
            return Report(format: format, file: path == Paths.standardStream ? nil : ReportFile(String(path)))
        }
    }

    /// Why they cannot be written together; nil where they can.
    static func conflict(_ reports: [Report]) -> String? {
        let shown = reports.filter { $0.file == nil }.map(\.format.rawValue)
        if shown.count > 1 {
            let last = shown.last ?? ""
            return "only one report can go to standard output, and \(shown.joined(separator: " and ")) would; name a file, as in --format \(last)=baton-\(last).out"
        }
        let files = reports.compactMap(\.file)
        for (index, file) in files.enumerated() where files[..<index].contains(where: file.isSame) {
            return "two reports cannot go to one file, '\(file.path)'"
        }
        return nil
    }
}
