import ProcessModel
import ProcessSyntax
import Testing

@testable import BPMNInterchange

/// An export whose text was changed as another tool would change it, and what the import makes of that.
struct EditedExport {
    let imported: BPMNImport
    let text: String
    let map: ProcessMap

    /// - Parameter map: the text of the map that is exported.
    init(_ map: String, _ change: (inout String) -> Void) throws {
        let tree = SyntaxTree(parsing: SourceText(name: "map.baton", text: map))
        let resolution = Resolver.resolve(tree)
        try #require(!resolution.diagnostics.contains { $0.severity == .error })
        var xml = try BPMNExport(resolution.map, from: tree).text
        let before = xml
        change(&xml)
        try #require(xml != before)
        let library = try #require(BPMN.library)
        imported = try BPMNImport(Array(xml.utf8), file: "map.bpmn", library: library)
        text = try #require(imported.maps.first).text
        let back = Resolver.resolve(SyntaxTree(parsing: SourceText(name: "map.baton", text: text)))
        #expect(back.diagnostics.filter { $0.severity == .error }.map(\.message) == [])
        self.map = back.map
    }

    var losses: [String] { imported.losses.map(\.words) }

    /// The lines that the change added to the map, and those that it took away.
    func difference(to map: String) -> (added: [String], removed: [String]) {
        func lines(_ text: String) -> [String] { text.split(separator: "\n").map { $0.trimmingPrefix(while: { $0 == " " }) }.map(String.init) }
        let changes = lines(text).difference(from: lines(map))
        var (added, removed): ([String], [String]) = ([], [])
        for change in changes {
            switch change {
            case .insert(_, let line, _): added.append(line)
            case .remove(_, let line, _): removed.append(line)
            }
        }
        return (added, removed.reversed())
    }
}

extension String {
    /// Gives an element of BPMN another name.
    mutating func rename(_ tag: String, _ old: String, to new: String) {
        replace("<bpmn:\(tag) ", with: "<bpmn:\(tag)\u{0}")
        self = split(separator: "\u{0}", omittingEmptySubsequences: false).enumerated().map { index, part in
            guard index > 0, let place = part.firstRange(of: " name=\"\(old)\""), part.firstIndex(of: ">").map({ place.lowerBound < $0 }) ?? false else { return String(part) }
            return part.replacingCharacters(in: place, with: " name=\"\(new)\"")
        }.joined(separator: " ")
    }
}

extension Substring {
    fileprivate func replacingCharacters(in range: Range<Index>, with new: String) -> String { String(self[..<range.lowerBound]) + new + String(self[range.upperBound...]) }
}
