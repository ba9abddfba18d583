import ProcessAnalysis
import ProcessModel
import ProcessSyntax

/// What the maps of a run say of each other: `call: other-map`, `of: other-map`.
///
/// A name is looked for among the maps of the caller's own folder first, then among all maps of the folder being
/// checked. A map is found although its text has errors: those are told where they are.
struct ProcessLinks: Sendable {
    /// Each file by its index; calls that lead round in a circle are left out.
    let links: MapLinks
    /// For each file, what is wrong with its calls and with what it is a version of.
    let diagnostics: [[Diagnostic]]
    /// For each file, its calls that lead round in a circle.
    let endless: [[MapLinks.Call]]
    /// The folders in which a name was looked for in vain; sorted.
    let rootsOfUnknown: [String]
    /// Of these, the ones in which a BPMN file looked.
    let rootsOfUnknownInBPMN: [String]
    /// The folders in which any name was looked for; sorted.
    let roots: [String]

    private static let mostSuggestions = 100

    init(_ resolutions: [Resolution], in library: Library) {
        let count = resolutions.count
        let naming = resolutions.indices.filter { index in
            let map = resolutions[index].map
            return map.isProcess && (map.versionOf != nil || map.nodes.contains { $0.kind == .call })
        }
        guard !naming.isEmpty else {
            links = MapLinks(count: count)
            diagnostics = [[Diagnostic]](repeating: [], count: count)
            endless = [[MapLinks.Call]](repeating: [], count: count)
            (rootsOfUnknown, rootsOfUnknownInBPMN, roots) = ([], [], [])
            return
        }
        let directory = ProcessDirectory(resolutions, in: library)
        var diagnostics = [[Diagnostic]](repeating: [], count: count)
        var calls = [[MapLinks.Call]](repeating: [], count: count)
        var originals = [Int?](repeating: nil, count: count)
        var (unknown, unknownInBPMN): (Set<String>, Set<String>) = ([], [])
        var suggestions = 0
        for index in naming {
            let map = resolutions[index].map
            // One wrong name is told once, where it is first said, however often the map says it.
            var wrong: [(found: ProcessDirectory.Found, places: [Text])] = []
            var place: [String: Int] = [:]
            func look(for name: Text) -> Int? {
                if let known = place[name.string] {
                    wrong[known].places.append(name)
                    return nil
                }
                let found = directory.find(name.string, from: index)
                if case .map(let map) = found { return map }
                place[name.string] = wrong.count
                wrong.append((found, [name]))
                return nil
            }
            originals[index] = map.versionOf.flatMap(look)
            for node in map.nodeIDs where map[node].kind == .call {
                guard let name = map.called(by: node), let found = look(for: name) else { continue }
                calls[index].append(.init(node: node, map: found))
            }
            for (found, places) in wrong {
                if case .several(let maps) = found {
                    diagnostics[index].append(directory.unclear(places[0], maps))
                    continue
                }
                unknown.insert(library.files[index].root)
                if library.files[index].origin != nil { unknownInBPMN.insert(library.files[index].root) }
                // To find what was meant, all maps are gone through; hundreds of wrong names are not worth that each.
                diagnostics[index].append(directory.unknown(places, from: index, suggests: suggestions < Self.mostSuggestions))
                suggestions += 1
            }
        }

        let files = library.files
        let comesBefore = { (a: Int, b: Int) in
            files[a].isAskedFor == files[b].isAskedFor ? files[a].tree.source.name < files[b].tree.source.name : files[a].isAskedFor
        }
        let called = calls.map { $0.map(\.map) }
        for circle in Circles.find(called, comesBefore: comesBefore) {
            let next = circle[circle.count > 1 ? 1 : 0]
            let map = resolutions[circle[0]].map
            guard let call = calls[circle[0]].first(where: { $0.map == next }), let name = map.called(by: call.node) else { continue }
            diagnostics[circle[0]].append(Self.circle(name, circle.map { resolutions[$0].map.id }))
        }
        let versions = originals.map { $0.map { [$0] } ?? [] }
        for circle in Circles.find(versions, comesBefore: comesBefore) {
            guard let name = resolutions[circle[0]].map.versionOf else { continue }
            diagnostics[circle[0]].append(Self.versionCircle(name, circle.map { resolutions[$0].map.id }))
        }
        let group = Circles.groupNumbers(called)
        endless = calls.indices.map { map in calls[map].filter { group[$0.map] == group[map] } }
        links = MapLinks(
            calls: calls.indices.map { map in calls[map].filter { group[$0.map] != group[map] } }, originals: originals)
        self.diagnostics = diagnostics
        (rootsOfUnknown, rootsOfUnknownInBPMN) = (unknown.sorted(), unknownInBPMN.sorted())
        roots = Set(naming.map { library.files[$0].root }).sorted()
    }

    private static func circle(_ name: Text, _ ids: [String]) -> Diagnostic {
        guard ids.count > 1 else {
            return Diagnostic(
                "call-circle", "this map calls itself, so it would never end", at: name.span,
                fixes: [Fix("to do the same again, go back to a step with '->'; to call a part of it, give that part a map of its own")])
        }
        return Diagnostic(
            "call-circle", "these maps call each other in a circle and would never end: \(Circles.words(ids, "calls"))", at: name.span,
            fixes: [Fix("take one of these calls out, or put what both need in a map of its own")])
    }

    private static func versionCircle(_ name: Text, _ ids: [String]) -> Diagnostic {
        guard ids.count > 1 else {
            return Diagnostic(
                "version-circle", "a map cannot be a version of itself", at: name.span,
                fixes: [Fix("name the map that runs today, or take the line out")])
        }
        return Diagnostic(
            "version-circle", "these maps are versions of each other in a circle: \(Circles.words(ids, "is of"))", at: name.span,
            fixes: [Fix("leave the 'of:' of the map that runs today out")])
    }
}

/// All maps that were read, by id.
private struct ProcessDirectory {
    enum Found {
        case none
        case map(Int)
        /// None in the folder of who asks, and more than one elsewhere.
        case several([Int])
    }

    private let resolutions: [Resolution]
    private let files: [Library.File]
    private var byID: [String: [Int]] = [:]

    init(_ resolutions: [Resolution], in library: Library) {
        self.resolutions = resolutions
        files = library.files
        for index in resolutions.indices where resolutions[index].map.isProcess {
            byID[resolutions[index].map.id, default: []].append(index)
        }
    }

    func find(_ name: String, from index: Int) -> Found {
        let all = (byID[name] ?? []).filter { isSeen($0, from: index) }
        let own = all.filter { files[$0].folder == files[index].folder }
        let nearest = own.map { (place: $0, distance: distance(to: $0, from: index)) }
            .min { ($0.distance, files[$0.place].tree.source.name) < ($1.distance, files[$1.place].tree.source.name) }
        if let nearest { return .map(nearest.place) }
        let maps = all.filter { files[$0].origin == nil }
        let found = maps.isEmpty ? all : maps
        return found.isEmpty ? .none : found.count == 1 ? .map(found[0]) : .several(found)
    }

    /// In one folder: of what a BPMN file calls, its own processes come first, then maps, then the processes of other BPMN files.
    private func distance(to other: Int, from index: Int) -> Int {
        guard let origin = files[other].origin else { return 1 }
        return origin.realPath == files[index].origin?.realPath ? 0 : 2
    }

    /// What lies outside the folder being checked is not there, although it may have been read for another map. Maps see no BPMN
    /// files; those see each other.
    private func isSeen(_ other: Int, from index: Int) -> Bool {
        guard let path = files[other].realPath, files[other].origin == nil || files[index].origin != nil else { return other == index }
        return Path.isInside(path, files[index].root)
    }

    func unclear(_ name: Text, _ found: [Int]) -> Diagnostic {
        let paths = found.map { files[$0].shownPath }.sorted()
        let first = found.min { files[$0].tree.source.name < files[$1].tree.source.name }.map { resolutions[$0].map.name.span }
        let shown = paths.prefix(3).joined(separator: ", ") + (paths.count > 3 ? " and \(paths.count - 3) more" : "")
        return Diagnostic(
            "unclear-process", "'\(name.string)' could be any of \(paths.count) maps: \(shown)", at: name.span,
            related: first.map { .init(span: $0, message: "this is one of them") },
            fixes: [Fix("give the map that is meant an id of its own, as in 'id: \(name.string)-2' under 'process:', and name that")])
    }

    /// - Parameter places: where the name stands, in the order of the file; not empty.
    func unknown(_ places: [Text], from index: Int, suggests: Bool) -> Diagnostic {
        let name = places[0]
        func diagnostic(_ fix: Fix) -> Diagnostic {
            Diagnostic("unknown-process", "there is no map '\(name.string)' in the folder being checked", at: name.span, fixes: [fix])
        }
        guard suggests else { return diagnostic(Fix("maps are named by their file without its ending, or by their 'id:'")) }
        let seen = resolutions.indices.filter { $0 != index && resolutions[$0].map.isProcess && isSeen($0, from: index) }
        let ids = seen.map { resolutions[$0].map.id }.sorted()
        if let (meant, isCertain) = meant(name.string, seen, ids) {
            return diagnostic(Fix(
                "did you mean '\(meant)'?", edits: places.map { .init(span: $0.span, text: meant) }, isCertain: isCertain))
        }
        let holdsNoProcess = resolutions.indices.contains { other in
            !resolutions[other].map.isProcess && isSeen(other, from: index) && Path.stem(of: files[other].tree.source.name) == name.string
        }
        if holdsNoProcess { return diagnostic(Fix("that file holds no process, so it cannot be a step; name a map that does")) }
        if ids.isEmpty { return diagnostic(Fix("write that map first, in a file '\(name.string)\(MapFinder.fileEnding)' beside this one")) }
        let nearest = Self.nearestFirst(ids, to: name.string)
        let some = nearest.prefix(5).map { "'\($0)'" }.joined(separator: ", ") + (nearest.count > 5 ? " and \(nearest.count - 5) more" : "")
        return diagnostic(Fix("maps are named by their file without its ending, or by their 'id:'; there \(nearest.count == 1 ? "is" : "are") \(some)"))
    }

    /// Each id once, those most like the word first; in a large folder, and of long names, only a part is compared.
    private static func nearestFirst(_ ids: [String], to word: String) -> [String] {
        let each = Set(ids).sorted()
        let start = Array(word.lowercased().unicodeScalars.prefix(40))
        return each.prefix(1000)
            .map { (distance: NearestName.distance(start, Array($0.lowercased().unicodeScalars.prefix(40))), id: $0) }
            .sorted { ($0.distance, $0.id) < ($1.distance, $1.id) }
            .map(\.id) + each.dropFirst(1000)
    }

    /// The id that was meant: that of the file or of the process named, or the nearest; and whether no other can be.
    private func meant(_ word: String, _ seen: [Int], _ ids: [String]) -> (id: String, isCertain: Bool)? {
        let stem = Path.stem(of: word)
        let lowered = word.lowercased()
        let byOtherName = Set(seen.filter { other in
            let map = resolutions[other].map
            return map.id == stem || map.id.lowercased() == lowered || map.name.string.lowercased() == lowered
                || Path.stem(of: files[other].tree.source.name) == stem
        }.map { resolutions[$0].map.id })
        if let id = byOtherName.min() { return (id, byOtherName.count == 1) }
        if let near = NearestName.find(stem, among: ids) { return (near, NearestName.isCertain(near, for: stem, among: ids)) }
        let names = seen.map { resolutions[$0].map.name.string }.sorted()
        return NearestName.find(word, among: names).flatMap { near in
            seen.first { resolutions[$0].map.name.string == near }.map { (resolutions[$0].map.id, false) }
        }
    }
}

extension ProcessMap {
    /// The map that a node stands for, as it is named there; nil for a node that is no call.
    fileprivate func called(by node: NodeID) -> Text? {
        nodes[node.index].detailIndex.flatMap { details[Int($0)].called }
    }
}
