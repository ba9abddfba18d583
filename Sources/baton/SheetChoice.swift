import ArgumentParser
import ProcessWorkspace

/// What `--sheet` names: the map, the sheets that hang beside it, or all of them.
struct SheetChoice {
    var hasMap = false
    var names: [SheetName] = []
    var isAll = false

    static let map = "map"
    static let all = "all"
    static let possible = [map] + SheetName.allCases.map(\.rawValue) + [all]

    static let onlyMap: SheetChoice = {
        var choice = SheetChoice()
        choice.hasMap = true
        return choice
    }()

    private init() {}

    /// From text such as `map,raci`.
    init(_ text: String) throws {
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let word = part.filter { $0 != " " }
            if word == Self.all {
                isAll = true
                hasMap = true
                names = SheetName.allCases
            } else if word == Self.map {
                hasMap = true
            } else if let name = SheetName(rawValue: word) {
                if !names.contains(name) { names.append(name) }
            } else {
                let way = Spelling.nearest(to: word, among: Self.possible).map { "did you mean '\($0)'?" } ?? "there are \(Self.possible.joined(separator: ", "))"
                throw ValidationError("there is no sheet '\(word)'; \(way)")
            }
        }
    }

    var request: SheetRequest { SheetRequest(names, isAll: isAll) }
}
