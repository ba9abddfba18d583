/// What elements say that no map has a word for: it is kept, to be listed.
extension BPMNReader {
    mutating func drop(_ element: XMLReader.Element, _ words: String) { drop(element.value("id") ?? "", element.line, words) }

    mutating func drop(_ id: String, _ line: Int, _ words: String) { model.dropped.append(.init(id: id, line: line, words: words)) }

    /// Lists what another tool says of an element, but for whom it names, who becomes a role.
    mutating func dropForeign(_ element: XMLReader.Element) {
        let rest = element.foreign.filter { Self.performer($0) == nil }.map { "\($0.name) '\(Self.shortened($0.value))'" }
        if !rest.isEmpty { drop(element, "what another tool has added for itself: \(rest.joined(separator: ", "))") }
    }

    static func shortened(_ text: String) -> String {
        let text = MapWords.tidied(text)
        return text.count > 80 ? "\(text.prefix(80))…" : text
    }

    /// What a marker of repetition says of how often.
    mutating func readRepeat(_ node: Int) throws(XMLTrouble) {
        let id = model.nodes[node].id
        try children { reader, child throws(XMLTrouble) in
            switch child.name {
            case "loopCondition": try reader.dropText(child, "it is repeated as long as", of: id)
            case "loopCardinality": try reader.dropText(child, "how often it is done:", of: id)
            case "completionCondition": try reader.dropText(child, "it is over when", of: id)
            default: try reader.pass(child)
            }
        }
    }

    mutating func dropText(_ element: XMLReader.Element, _ words: String, of id: String) throws(XMLTrouble) {
        let text = Self.shortened(try xml.text())
        if !text.isEmpty { drop(id, element.line, "\(words) \(text)") }
    }
}
