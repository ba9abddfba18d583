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

    /// Whom an attribute of Camunda, Zeebe or Flowable names, where that is one plain name.
    static func performer(_ attribute: (name: String, value: String)) -> String? {
        guard ["assignee", "candidateGroups", "candidateUsers"].contains(attribute.name) else { return nil }
        let name = trimmed(attribute.value)
        return !name.isEmpty && name.count <= 60 && !name.contains(",") && isPlainName(name) ? name : nil
    }

    /// Takes from an attribute of another tool what a step can say of itself.
    /// - Returns: false where it can only be listed.
    @discardableResult static func addSaid(_ attribute: (name: String, value: String), to node: inout BPMNModel.Node) -> Bool {
        if let name = performer(attribute) {
            node.performers.append(name)
        } else if let note = note(attribute) {
            node.notes.append(note)
        } else {
            return false
        }
        return true
    }

    /// Whether a step can say of itself what an attribute of another tool says.
    static func isSaid(_ attribute: (name: String, value: String)) -> Bool { performer(attribute) != nil || note(attribute) != nil }

    /// Several who may do a step, and when it is due.
    private static func note(_ attribute: (name: String, value: String)) -> String? {
        switch attribute.name {
        case "candidateGroups", "candidateUsers":
            let names = attribute.value.split(separator: ",").map { trimmed(String($0)) }
            guard names.count > 1, names.count <= 20, names.allSatisfy({ !$0.isEmpty && $0.count <= 60 && isPlainName($0) }) else { return nil }
            return "done by one of \(names.joined(separator: ", "))"
        case "dueDate", "followUpDate":
            guard let length = EventWords.length(attribute.value) else { return nil }
            return attribute.name == "dueDate" ? "due after \(length)" : "to be followed up after \(length)"
        default: return nil
        }
    }

    private static func isPlainName(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || $0.properties.numericType != nil || " -_.,&".unicodeScalars.contains($0) }
    }
}
