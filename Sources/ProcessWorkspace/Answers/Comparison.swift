import ProcessAnalysis
import ProcessDiagram
import ProcessModel
import ProcessReport
import ProcessSyntax

/// How a comparison is written.
public enum ComparisonFormat: String, Sendable, CaseIterable { case text, markdown, json }

/// What of a comparison is to be a failure.
public enum ComparisonFailure: String, Sendable, CaseIterable {
    case never
    /// Any difference.
    case change
    /// A figure that has become worse.
    case worse
    /// A new finding that weighs at least so much.
    case error, warning, info
}

/// Maps set beside what they were: two files, two folders, two revisions, or maps beside those of which they are versions.
public struct Comparison: Sendable {
    let report: DifferenceReport
    /// What could not be compared, each in words.
    public private(set) var troubles: [String]
    /// Of each pair of the report, where its drawing belongs, and its maps.
    let inspections: [(name: String, old: Inspection, new: Inspection)]
    /// The files that were read, as they stand on the disk: nothing is written in their place.
    let sources: [String]
    let today: Day?

    /// - Parameters:
    ///   - names: as on the command line: files, folders, revisions.
    ///   - isStaged: whether the new side is what is to be in the next commit.
    ///   - today: the date that dates in maps are compared with; nil leaves them out.
    ///   - web: the page below which each file of the new side can be seen.
    public init(of names: [String], isStaged: Bool = false, today: Day?, web: WebFolder? = nil) throws(ComparisonTrouble) {
        switch try ComparedSides(names, isStaged: isStaged) {
        case .versions(let paths): try self.init(versionsIn: Workspace(reading: paths), paths, today: today, web: web)
        case .paths(let old, let new):
            let isFolder = FileReading.kind(of: old) == .folder
            self.init(
                Side(name: old, source: .disk, workspace: Workspace(reading: [old]), paths: [old]),
                Side(name: new, source: .disk, workspace: Workspace(reading: [new]), paths: [new]),
                pairing: isFolder ? .folders : .files, today: today, web: web)
        case .revisions(let old, let new, let paths):
            func side(_ side: ComparedSides.Side) -> Side {
                let there = paths.filter { side.source.kind(of: $0) != nil }
                let request = Library.Request(paths: there, withNeighbours: true, source: side.source)
                return Side(name: side.name, source: side.source, workspace: Workspace(request), paths: there)
            }
            self.init(side(old), side(new), pairing: .revisions, today: today, web: web)
        }
    }

    /// One of the two, read.
    private struct Side {
        let name: String
        let source: FileSource
        let workspace: Workspace
        let paths: [String]
        /// The maps a person named, in order of path.
        let maps: [Int]
        let inspections: [Inspection?]

        init(name: String, source: FileSource, workspace: Workspace, paths: [String]) {
            self.name = name
            self.source = source
            self.workspace = workspace
            self.paths = paths
            maps = workspace.reported.filter { workspace.library.files[$0].isAskedFor && workspace.resolutions[$0].map.isProcess }
            inspections = workspace.inspections()
        }

        func map(_ index: Int) -> ProcessMap { workspace.resolutions[index].map }
        func path(_ index: Int) -> String { workspace.sourceName(of: index) }
        func lone(_ index: Int) -> DifferenceReport.Lone {
            DifferenceReport.Lone(path: path(index), name: map(index).name.string, id: map(index).id)
        }

        /// The path without the revision it is of.
        func bare(_ index: Int) -> String { String(path(index).dropFirst(source.prefix.count)) }

        /// Where a finding stands, as messages show it, and the path alone.
        func spot(_ finding: Finding, web: (folder: WebFolder, paths: RepositoryPaths)?) -> FindingSpot {
            let (index, files) = (Int(finding.span.file.index), workspace.library.files)
            guard files.indices.contains(index) else { return FindingSpot(at: "", link: nil) }
            let (source, shown) = (files[index].tree.source, files[index].shownPath)
            let line = files[index].origin.map { BPMNPlaces(source, $0).line(of: finding) } ?? source.position(at: Int(finding.span.start)).line
            let path = String(shown.dropFirst(shown.hasPrefix(self.source.prefix) ? self.source.prefix.count : 0))
            let fromTop = web.map { $0.paths.path(of: path, realPath: files[index].diskPath) } ?? ""
            return FindingSpot(path: path, line: line, web: web?.folder.address, fromTop: fromTop)
        }

        /// A folder that is empty on one side has maps that are new, or gone.
        func troubles(besides other: Side) -> [String] {
            let nothing = Set(paths.map { MapFinder.nothing(in: Path.tidied($0)) })
            return workspace.troubles.filter { !nothing.contains($0) || other.maps.isEmpty }.map { source.prefix + $0.message }
        }

        func trouble(_ index: Int) -> String {
            let path = path(index)
            let way = switch source {
            case .disk: "'baton check \(ShellWord.quoted(path))' shows what to mend"
            case .snapshot(let snapshot):
                "to see what was wrong: git show \(ShellWord.quoted(snapshot.objectName(of: String(path.dropFirst(source.prefix.count))))) | baton check -"
            }
            return "\(path): \(workspace.errorsOf(index)), so it cannot be compared; \(way)"
        }
    }

    private enum Pairing {
        /// Each side is one file, whatever its id.
        case files
        case folders, revisions
    }

    private init(_ old: Side, _ new: Side, pairing: Pairing, today: Day?, web: WebFolder?) {
        var troubles = old.troubles(besides: new) + new.troubles(besides: old)
        var pairs: [(old: Int, new: Int)] = []
        var (removed, added): ([Int], [Int]) = ([], [])
        if pairing == .files {
            for side in [old, new] where side.maps.isEmpty && side.workspace.troubles.isEmpty {
                troubles.append("\(side.paths.joined(separator: ", ")): there is no process in it; a map begins with 'process: Name'")
            }
            if let a = old.maps.first, let b = new.maps.first { pairs = [(a, b)] }
        } else {
            (pairs, removed, added) = Self.pairs(old, new)
        }
        /// Two files have other names anyway; in folders and revisions a name that is another was given on purpose.
        func file(_ a: Int, _ b: Int) -> MapChange.Move? {
            let names = switch pairing {
            case .files: ("", "")
            case .folders: (old.workspace.library.files[a].nameBelowRoot, new.workspace.library.files[b].nameBelowRoot)
            case .revisions: (old.bare(a), new.bare(b))
            }
            func shown(_ name: String) -> String { name.hasSuffix(MapFinder.fileEnding) || pairing == .revisions ? name : name + MapFinder.fileEnding }
            return names.0 == names.1 ? nil : MapChange.Move(from: shown(names.0), to: shown(names.1))
        }
        self.init(
            old: old.name, new: new.name,
            pairs: pairs.map { (Place(side: old, index: $0.old), Place(side: new, index: $0.new), file($0.old, $0.new)) },
            removed: removed.map(old.lone), added: added.map { Place(side: new, index: $0) }, troubles: troubles, sides: [old, new], today: today, web: web)
    }

    private init(versionsIn workspace: Workspace, _ paths: [String], today: Day?, web: WebFolder?) throws(ComparisonTrouble) {
        let side = Side(name: paths.joined(separator: ", "), source: .disk, workspace: workspace, paths: paths)
        let originals = workspace.links.links.originals
        let pairs = side.maps.compactMap { index in originals[index].map { (Place(side: side, index: $0), Place(side: side, index: index), MapChange.Move?.none) } }
        let named = side.maps.filter { side.map($0).versionOf != nil && originals[$0] == nil }
        guard !pairs.isEmpty || !named.isEmpty || !workspace.troubles.isEmpty else {
            let what = side.maps.count == 1 ? "\(side.path(side.maps[0])) does not say" : "no map in \(side.name) says"
            throw ComparisonTrouble(message: "\(what) which map it is a version of, as 'of: lead-to-opportunity' does; name the map or the revision to compare with, as in: baton diff old.baton new.baton")
        }
        let one = pairs.count == 1 ? pairs.first : nil
        self.init(
            old: one.map { $0.0.side.path($0.0.index) } ?? "as-is", new: one.map { $0.1.side.path($0.1.index) } ?? "to-be", pairs: pairs,
            removed: [], added: [], troubles: workspace.troubles.map(\.message) + named.map(side.trouble), sides: [side], today: today, web: web)
    }

    private struct Place {
        let side: Side
        let index: Int
        var inspection: Inspection? { side.inspections[index] }
    }

    private init(
        old: String, new: String, pairs: [(Place, Place, file: MapChange.Move?)], removed: [DifferenceReport.Lone], added: [Place],
        troubles: [String], sides: [Side], today: Day?, web: WebFolder?
    ) {
        var troubles = troubles
        var sound: [(path: (String, String), name: String, old: Inspection, new: Inspection, side: Side, file: MapChange.Move?)] = []
        for (a, b, file) in pairs {
            for place in [a, b] where place.inspection == nil { troubles.append(place.side.trouble(place.index)) }
            guard let was = a.inspection, let now = b.inspection else { continue }
            sound.append(((a.side.path(a.index), b.side.path(b.index)), b.side.workspace.library.files[b.index].nameBelowRoot, was, now, b.side, file))
        }
        for place in added where place.inspection == nil { troubles.append(place.side.trouble(place.index)) }
        let web = web.map { (folder: $0, paths: RepositoryPaths()) }
        @Sendable func report(_ inspection: Inspection, _ path: String) -> RuleReport {
            CrashWatch.watching(path) { beginning in Catalogue.standard.run(over: inspection, today: today?.date, beginning: beginning) }
        }
        let compared = concurrentMap(sound.count) { [sound] index in
            let (path, _, was, now, side, file) = sound[index]
            let comparison = ProcessComparison(was, now, reports: (report(was, path.0), report(now, path.1)), file: file)
            let told = comparison.findings.fresh + comparison.findings.graver
            return DifferenceReport.Pair(oldPath: path.0, newPath: path.1, comparison: comparison, spots: told.map { side.spot($0, web: web) })
        }
        // All that a new map has is new.
        let lone = concurrentMap(added.count) { [added] index -> DifferenceReport.Lone in
            let place = added[index]
            let lone = place.side.lone(place.index)
            guard let inspection = place.inspection else { return lone }
            let findings = report(inspection, lone.path).findings
            return .init(
                path: lone.path, name: lone.name, id: lone.id, figures: FigureDifference.all(ofNew: inspection), findings: findings,
                spots: findings.map { place.side.spot($0, web: web) })
        }
        self.report = DifferenceReport(old: old, new: new, pairs: compared, removed: removed, added: lone, notCompared: troubles)
        inspections = sound.map { ($0.name, $0.old, $0.new) }
        sources = sides.flatMap { $0.workspace.library.files.compactMap(\.diskPath) }
        self.troubles = troubles
        self.today = today
    }

    // MARK: Which map is which

    /// By id in the same folder, by id, by path, and at last by name: a file may be called otherwise.
    private static func pairs(_ old: Side, _ new: Side) -> (pairs: [(old: Int, new: Int)], removed: [Int], added: [Int]) {
        var (olds, news) = (old.maps, new.maps)
        var pairs: [(old: Int, new: Int)] = []
        func pair(_ key: (Side, Int) -> String) {
            var place: [String: [Int]] = [:]
            for index in news { place[key(new, index), default: []].append(index) }
            var count: [String: Int] = [:]
            for index in olds { count[key(old, index), default: 0] += 1 }
            var gone: Set<Int> = []
            var found: Set<Int> = []
            for index in olds {
                let name = key(old, index)
                guard count[name] == 1, let others = place[name], others.count == 1, let other = others.first else { continue }
                pairs.append((index, other))
                gone.insert(index)
                found.insert(other)
            }
            olds.removeAll { gone.contains($0) }
            news.removeAll { found.contains($0) }
        }
        pair { side, index in Path.folder(of: side.workspace.library.files[index].nameBelowRoot) + "\n" + side.map(index).id }
        pair { side, index in side.map(index).id }
        pair { side, index in side.workspace.library.files[index].nameBelowRoot }
        pair { side, index in side.map(index).name.string + "\n" + (side.map(index).state?.rawValue ?? "") }
        pairs.sort { (new.path($0.new), $0.new) < (new.path($1.new), $1.new) }
        return (pairs, olds, news)
    }

    // MARK: Answers

    /// True where there was nothing to compare.
    public var isIdle: Bool { report.pairs.isEmpty && report.added.isEmpty && report.removed.isEmpty }

    public func text(as format: ComparisonFormat, withColour: Bool) -> String {
        switch format {
        case .text: report.text(Console.format(withColour: withColour))
        case .markdown: report.markdown()
        case .json: report.json()
        }
    }

    public func fails(at failure: ComparisonFailure) -> Bool {
        switch failure {
        case .never: false
        case .change: !report.isEmpty
        case .worse: report.isWorse
        case .error: report.heaviestNewFinding.map { $0 >= .error } ?? false
        case .warning: report.heaviestNewFinding.map { $0 >= .warning } ?? false
        case .info: report.heaviestNewFinding != nil
        }
    }
}
