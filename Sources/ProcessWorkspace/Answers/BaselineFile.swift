import ProcessAnalysis
import ProcessModel
import ProcessReport
import ProcessSyntax

/// A baseline, read from its file.
public struct BaselineFile: Sendable {
    public let path: String
    let baseline: Baseline

    public static let name = "baseline.txt"

    /// Where the baseline of some maps stands unless it is said: beside them. Nil where they lie in several
    /// folders, or come from standard input.
    public static func place(besides paths: [String]) -> String? {
        let folders = Set(paths.map { path -> String? in
            if path == Library.standardInput { return nil }
            let path = Path.tidied(path)
            return FileReading.kind(of: path) == .folder ? path : Path.folder(of: path)
        })
        guard folders.count == 1, let folder = folders.first.flatMap(\.self) else { return nil }
        return Path.join(folder, name)
    }

    public init(reading path: String) throws(FileTrouble) {
        self.path = path
        let bytes: [UInt8]
        do throws(FileTrouble) {
            bytes = try FileReading.bytes(of: path)
        } catch {
            guard !FileReading.exists(path) else { throw error }
            throw FileTrouble(path, "there is no such file", remedy: "'baton baseline write' writes a baseline")
        }
        do throws(BaselineReader.Trouble) {
            baseline = try BaselineReader.read(bytes)
        } catch {
            throw FileTrouble(path + (error.line.map { ":\($0)" } ?? ""), error.message)
        }
    }

    /// The same; nil where there is no such file.
    public init?(ifThere path: String) throws(FileTrouble) {
        guard FileReading.exists(path) else { return nil }
        try self.init(reading: path)
    }

    /// What a person reads of it.
    public func text(withColour: Bool) -> String {
        BaselinePage(baseline, path: path).text(Console.format(withColour: withColour))
    }

    /// Its folder, without links.
    fileprivate var folder: String { Self.realFolder(of: path) }

    fileprivate static func realFolder(of path: String) -> String {
        FileReading.realPath(Path.folder(of: path)) ?? Path.normalised(Path.folder(of: path))
    }
}

/// A baseline that is to be written.
public struct NewBaseline: Sendable {
    /// The maps whose state it keeps, and those that it takes over from the one before.
    public let mapCount: Int
    public let keptCount: Int
    public let findingCount: Int
    /// How many of them are notes, which a check shows only where it is asked to.
    public let noteCount: Int
    public let text: String

    /// Puts it into its file, as a whole or not at all.
    public func save(at path: String) throws(FileTrouble) -> FileWriting.Outcome {
        guard text.utf8.count <= FileReading.mostBytes else {
            throw FileTrouble(
                path, "the baseline of so many maps would hold more than \(FileReading.mostBytes >> 20) MB",
                remedy: "write one for each folder, as in: baton baseline write Processes/sales")
        }
        return try FileWriting.write(Array(text.utf8), to: path)
    }
}

extension Workspace {
    /// What is known of the maps today, to be written as their baseline.
    ///
    /// - Parameters:
    ///   - path: where it is to stand; maps are known again by where they lie from there.
    ///   - old: what stands there so far. What that says and is found no more has gone, and is not to come back unseen.
    ///   - keepsOthers: whether the maps that were not named stay as the old one has them.
    /// - Returns: the baseline, or why there is none.
    public func newBaseline(
        at path: String, after old: BaselineFile?, keepsOthers: Bool, today: Day, because: String?
    ) -> (baseline: NewBaseline?, troubles: [String]) {
        let inspections = inspections()
        let keys = baselineKeys(from: BaselineFile.realFolder(of: path))
        let wanted = reported.filter { library.files[$0].isAskedFor && resolutions[$0].map.isProcess }
        var troubles: [String] = []
        for index in wanted where inspections[index] == nil {
            let path = sourceName(of: index)
            troubles.append("\(path): \(errorsOf(index)), so nothing is known of it; 'baton check \(path)' shows what to mend, and no baseline was written")
        }
        var holder: [String: Int] = [:]
        for index in wanted {
            guard let other = holder.updateValue(index, forKey: keys[index]) else { continue }
            let names = [other, index].map(sourceName)
            troubles.append("\(names[0]) and \(names[1]) have one id, '\(keys[index])', so that a baseline could not tell them apart; give one of them another, as in 'id: \(resolutions[index].map.id)-2'")
        }
        guard troubles.isEmpty else { return (nil, troubles) }
        let written = concurrentMap(wanted.count) { position -> BaselineMap? in
            let index = wanted[position]
            guard let inspection = inspections[index] else { return nil }
            let report = CrashWatch.watching(sourceName(of: index)) { beginning in
                Catalogue.standard.run(over: inspection, profile: .strict, today: today.date, beginning: beginning)
            }
            return BaselineMap(id: keys[index], inspection, report, after: old?.baseline.map(keys[index]))
        }.compactMap(\.self)
        let ids = Set(written.map(\.id))
        let kept = keepsOthers ? (old?.baseline.maps ?? []).filter { !ids.contains($0.id) } : []
        var agreements = old?.baseline.agreements ?? []
        let agreement = Baseline.Agreement(date: today.date, because: because)
        if agreements.last != agreement { agreements.append(agreement) }
        let rules = Catalogue.standard.rules.filter { !$0.comparesBaseline }.map(\.name).sorted()
        let baseline = Baseline(agreements: agreements, rules: rules, maps: written + kept)
        return (
            NewBaseline(
                mapCount: written.count, keptCount: kept.count, findingCount: written.reduce(0) { $0 + $1.known.count },
                noteCount: written.reduce(0) { $0 + $1.known.count { $0.severity == .info } },
                text: BaselineText(baseline).text), []
        )
    }

    /// For each file, by what a baseline knows it again.
    func baselineKeys(_ file: BaselineFile) -> [String] { baselineKeys(from: file.folder) }

    /// The id of a map, behind the way to its folder from the folder of the baseline: `sales/lead`.
    private func baselineKeys(from folder: String) -> [String] {
        resolutions.indices.map { index in
            let id = resolutions[index].map.id
            guard let path = library.files[index].realPath else { return id }
            return Path.join(Path.relative(Path.folder(of: path), to: folder), id)
        }
    }

    /// What is to be said of a baseline beside what is new.
    func summary(of file: BaselineFile, keys: [String], comparisons: [BaselineComparison?]) -> BaselineSummary {
        let baseline = file.baseline
        let all = Set(keys.indices.filter { resolutions[$0].map.isProcess }.map { keys[$0] })
        // Who names single files has not said that there are no others.
        let lost = isOfFolders ? baseline.maps.map(\.id).filter { !all.contains($0) } : []
        let new = reported.filter { library.files[$0].isAskedFor && resolutions[$0].map.isProcess }.map { keys[$0] }
            .filter { baseline.map($0) == nil }.sorted()
        return BaselineSummary(
            path: file.path, agreed: baseline.agreements.last, newMaps: new, lostMaps: lost,
            newRules: baseline.newRules(in: .standard), lostRules: baseline.lostRules(in: .standard))
    }
}
