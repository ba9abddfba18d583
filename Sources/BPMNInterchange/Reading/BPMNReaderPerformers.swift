/// Who does a step, as BPMN and other tools say it.
extension BPMNReader {
    mutating func readPerformer(_ element: XMLReader.Element, _ node: Int) throws(XMLTrouble) {
        var name = element.value("name") ?? ""
        var resource = ""
        var expression = ""
        try children { reader, child throws(XMLTrouble) in
            switch child.name {
            case "resourceRef": resource = reader.reference(try reader.xml.text())
            case "resourceAssignmentExpression": expression = Self.trimmed(try reader.xml.text())
            default: try reader.pass(child)
            }
        }
        // What the reference names may stand further down; it is looked up when all has been read.
        let isPlain = !expression.isEmpty && Self.isPlainName(expression)
        if !resource.isEmpty { name = "\u{0}" + resource } else if name.isEmpty || isPlain { name = expression.isEmpty ? name : expression }
        if !name.isEmpty { model.nodes[node].performers.append(name) }
    }

    /// Whom an attribute of Camunda or Flowable names, where that is one plain name.
    static func performer(_ attribute: (name: String, value: String)) -> String? {
        guard ["assignee", "candidateGroups", "candidateUsers"].contains(attribute.name) else { return nil }
        let name = trimmed(attribute.value)
        return !name.isEmpty && name.count <= 60 && !name.contains(",") && isPlainName(name) ? name : nil
    }

    private static func isPlainName(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || $0.properties.numericType != nil || " -_.,&".unicodeScalars.contains($0) }
    }
}
