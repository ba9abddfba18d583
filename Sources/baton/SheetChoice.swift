import ArgumentParser
import ProcessWorkspace

/// What `--sheet` names: the map, in one or by its phases, the sheets that hang beside it, or all of them.
struct SheetChoice {
    /// How the map is to be drawn; nil for what suits it.
    private(set) var maps: [MapSheet]?
    private(set) var names: [SheetName] = []
    private var isAll = false

    static let all = "all"
    static let possible = MapSheet.allCases.map(\.rawValue) + SheetName.allCases.map(\.rawValue) + [all]
    /// Above so many steps a map on paper is read phase by phase.
    static let manySteps = MapSheet.manySteps

    /// Nothing is named.
    init() {}

    /// From text such as `map,raci`.
    init(_ text: String) throws {
        var maps: [MapSheet] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let word = part.filter { $0 != " " }
            if word == Self.all {
                isAll = true
                names = SheetName.allCases
            } else if let map = MapSheet(rawValue: word) {
                if !maps.contains(map) { maps.append(map) }
            } else if let name = SheetName(rawValue: word) {
                if !names.contains(name) { names.append(name) }
            } else {
                let way = Spelling.nearest(to: word, among: Self.possible).map { "did you mean '\($0)'?" } ?? "there are \(Self.possible.joined(separator: ", "))"
                throw ValidationError("there is no sheet '\(word)'; \(way)")
            }
        }
        // With all there is, the map comes as it suits, and whatever else was named of it.
        self.maps = !isAll ? maps : maps.isEmpty ? nil : [.map] + maps.filter { $0 != .map }
    }

    var request: SheetRequest { SheetRequest(names, isAll: isAll) }
}
