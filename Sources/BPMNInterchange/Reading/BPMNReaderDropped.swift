/// What elements say that no map has a word for: it is kept, to be listed.
extension BPMNReader {
    /// How often and until when steps are repeated.
    static let repeating = "how often and until when steps are repeated"

    mutating func drop(_ element: XMLReader.Element, _ words: String) { drop(element.value("id") ?? "", element.line, "", words) }

    mutating func drop(_ id: String, _ line: Int, _ kind: String, _ words: String) { model.dropped.append(.init(id: id, line: line, kind: kind, words: words)) }

    /// Lists what a node says, with its name, among all of that kind.
    mutating func drop(_ node: Int, _ line: Int, _ kind: String, _ words: String) {
        let name = MapWords.tidied(model.nodes[node].name)
        drop(model.nodes[node].id, line, kind, name.isEmpty ? words : "'\(name)' \(words)")
    }

    static func shortened(_ text: String) -> String {
        let text = MapWords.tidied(text)
        return text.count > 80 ? "\(text.prefix(80))…" : text
    }

    /// What a marker of repetition says of how often.
    mutating func readRepeat(_ node: Int) throws(XMLTrouble) {
        try children { reader, child throws(XMLTrouble) in
            switch child.name {
            case "loopCondition": try reader.dropText(child, Self.repeating, "as long as ", of: node)
            case "loopCardinality": try reader.dropText(child, Self.repeating, "this often: ", of: node)
            case "completionCondition": try reader.dropText(child, Self.repeating, "over when ", of: node)
            default: try reader.pass(child)
            }
        }
    }

    mutating func dropText(_ element: XMLReader.Element, _ kind: String, _ words: String, of node: Int) throws(XMLTrouble) {
        let text = Self.shortened(try xml.text())
        if !text.isEmpty { drop(node, element.line, kind, "\(words)\(text)") }
    }
}
