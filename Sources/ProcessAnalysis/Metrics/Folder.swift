import ProcessModel

/// Maps that are looked at together: cases go from those that call to those that are called, and their roles
/// are loaded by all of them.
///
/// A map that says its volume keeps it: it counts all its cases, whoever sends them. One that does not gets those
/// of the maps that call it, each as often as their cases pass the call.
public struct Folder: Sendable {
    /// One map with the numbers that it has by itself, its calls included.
    public struct Entry: Sendable {
        public let map: ProcessMap
        public let graph: FlowGraph
        public let mainPath: MainPath
        public let metrics: Metrics

        public init(_ map: ProcessMap, calls: [Call] = []) {
            self.map = map
            graph = FlowGraph(map)
            mainPath = MainPath(map, graph)
            metrics = Metrics(map, graph: graph, mainPath: mainPath, calls: calls)
        }

        fileprivate func metrics(with volume: CaseVolume?) -> Metrics {
            guard let volume, metrics.volume == nil else { return metrics }
            return metrics.receiving(volume, map, graph: graph, mainPath: mainPath)
        }
    }

    /// Nil for a map whose text has errors.
    private let entries: [Entry?]
    private let links: MapLinks
    private let scopes: [Int]
    private let isRunToday: [Bool]
    private let metrics: [Metrics?]
    private let loads: FolderLoad

    /// - Parameters:
    ///   - entries: nil for a map that there are no numbers of.
    ///   - scopes: for each file, by its id, what parts it off: roles of one name are the same where their
    ///     declarations stand in files of one scope. Files not listed are all of one.
    public init(_ entries: [Entry?], links: MapLinks, scopes: [Int] = []) {
        self.entries = entries
        self.links = links
        self.scopes = scopes
        let isRunToday = entries.map { $0.map { $0.map.isProcess && $0.map.state != .toBe } ?? false }
        self.isRunToday = isRunToday
        let metrics = Self.metrics(of: entries, links, isRun: isRunToday)
        self.metrics = metrics
        loads = Self.loads(entries, metrics, isRunToday, links, scopes)
    }

    /// All that rules and reports may look at; nil where there are no numbers.
    public func inspection(of index: Int) -> Inspection? {
        guard let entry = entries[index] else { return nil }
        var metrics = metrics
        var loads = loads
        if entry.map.state == .toBe, let isRun = future(of: index) {
            metrics = Self.metrics(of: entries, links, isRun: isRun)
            loads = Self.loads(entries, metrics, isRun, links, scopes)
        }
        guard let own = metrics[index] else { return nil }
        return Inspection(entry.map, graph: entry.graph, mainPath: entry.mainPath, metrics: own, folder: loads, callers: callers(of: index))
    }

    /// What a case may bring along from the maps that call one; nil where none does, or where it asks for nothing.
    private func callers(of index: Int) -> CallerThings? {
        guard let details = entries[index]?.map.details, details.contains(where: { !$0.needs.isEmpty || !$0.expects.isEmpty }) else { return nil }
        let callers = links.callers[index].compactMap { caller in entries[caller.map].map { (entry: $0, node: caller.node) } }
        guard !callers.isEmpty else { return nil }
        var isKnown = Set(links.callers[index].map(\.map) + [index])
        var open = Set(links.callers[index].map(\.map)).sorted()
        var further: [Entry] = []
        while let map = open.popLast() {
            for (caller, _) in links.callers[map] where isKnown.insert(caller).inserted {
                open.append(caller)
                if let entry = entries[caller] { further.append(entry) }
            }
        }
        return CallerThings(callers, further: further)
    }

    private static func loads(
        _ entries: [Entry?], _ metrics: [Metrics?], _ isRun: [Bool], _ links: MapLinks, _ scopes: [Int]
    ) -> FolderLoad {
        var maps: [FolderLoad.Member] = []
        for (index, entry) in entries.enumerated() {
            guard let entry, let metrics = metrics[index] else { continue }
            let replaced = links.replaced(by: index).compactMap { original in
                entries[original].map { FolderLoad.MapName($0.map) }
            }
            maps.append(.init(map: entry.map, metrics: metrics, isRun: isRun[index], replaced: replaced))
        }
        return FolderLoad(maps, scopes: scopes)
    }

    // MARK: Cases

    /// The numbers of each map with the cases that come into it when the maps that `isRun` says are run.
    private static func metrics(of entries: [Entry?], _ links: MapLinks, isRun: [Bool]) -> [Metrics?] {
        var metrics = entries.map { $0?.metrics }
        // Those that call come before those that they call.
        for level in links.levels.reversed() {
            for index in level where !links.callers[index].isEmpty {
                guard let entry = entries[index], entry.metrics.volume == nil else { continue }
                metrics[index] = entry.metrics(with: volume(of: index, entry.map, links, entries, metrics, isRun))
            }
        }
        return metrics
    }

    private static func volume(
        of index: Int, _ map: ProcessMap, _ links: MapLinks, _ entries: [Entry?], _ metrics: [Metrics?], _ isRun: [Bool]
    ) -> CaseVolume? {
        var sum = 0.0
        // `?` says that more may come than the maps tell of.
        var isLowerBound = map.volume != nil
        var senders: [String] = []
        for (caller, node) in links.callers[index] {
            guard let entry = entries[caller], let metrics = metrics[caller] else {
                isLowerBound = true
                continue
            }
            guard isRun[caller] else { continue }
            let visits = metrics.visits.indices.contains(node.index) ? metrics.visits[node.index] : nil
            if visits == 0 { continue }
            guard let volume = metrics.volume else {
                isLowerBound = true
                continue
            }
            if visits == nil || volume.isLowerBound { isLowerBound = true }
            sum += volume.perMonth * (visits ?? metrics.visitsAtLeast[node.index])
            if senders.last != entry.map.id { senders.append(entry.map.id) }
        }
        return senders.isEmpty ? nil : CaseVolume(perMonth: sum, isLowerBound: isLowerBound, senders: senders)
    }

    // MARK: To-be maps

    /// Which maps are run once a to-be map is: it comes with the to-be maps that call it and those they call, and
    /// takes the place of what they are versions of. Nil where that changes nothing for other maps.
    private func future(of index: Int) -> [Bool]? {
        var new: Set<Int> = [index]
        func add(from starts: [Int], _ next: (Int) -> [Int]) {
            var open = starts
            while let map = open.popLast() {
                for other in next(map) where entries[other]?.map.state == .toBe && new.insert(other).inserted { open.append(other) }
            }
        }
        add(from: [index]) { map in links.callers[map].map(\.map) }
        add(from: new.sorted()) { map in links.calls[map].map(\.map) }
        let replaced = new.sorted().flatMap(links.replaced)
        let changes = new.count > 1 || !links.calls[index].isEmpty || replaced.contains { !links.calls[$0].isEmpty }
        guard changes else { return nil }
        var isRun = isRunToday
        for map in replaced { isRun[map] = false }
        for map in new { isRun[map] = true }
        return isRun
    }
}
