import Foundation
import ProcessModel
import ProcessSyntax

/// All that a map says, and nothing of where it says it: a new field of the model is covered by itself.
func meaning(of map: ProcessMap) -> String {
    var lines: [String] = []
    describe(map, as: "map", into: &lines)
    // A step without a name is called after its line.
    return lines.joined(separator: "\n").replacing(/step on line \d+/, with: "step without a name")
}

private func describe(_ value: Any, as name: String, into lines: inout [String]) {
    if value is Span { return }
    let mirror = Mirror(reflecting: value)
    if mirror.displayStyle == .optional {
        if let some = mirror.children.first { describe(some.value, as: name, into: &lines) } else { lines.append("\(name): nil") }
        return
    }
    if mirror.children.isEmpty || value is String {
        lines.append("\(name): \(value)")
        return
    }
    var parts: [[String]] = []
    for (index, child) in mirror.children.enumerated() {
        var part: [String] = []
        describe(child.value, as: "\(name).\(child.label ?? String(index))", into: &part)
        parts.append(part)
    }
    // Sets and dictionaries have no order of their own.
    if mirror.displayStyle == .set || mirror.displayStyle == .dictionary { parts.sort { $0.lexicographicallyPrecedes($1) } }
    lines += parts.joined()
}
