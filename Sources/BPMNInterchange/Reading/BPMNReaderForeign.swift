/// What other tools have added: what it says of a step is read, and the rest is kept, to be listed.
extension BPMNReader {
    /// What is being read, as people know it.
    struct Owner {
        var id = ""
        var name = ""
        var node: Int?

        init() {}

        init(_ element: XMLReader.Element) {
            id = element.value("id") ?? ""
            name = element.value("name") ?? ""
        }

        /// Parts without a name of their own belong to what is around them.
        static func isNamed(_ element: XMLReader.Element) -> Bool {
            if element.value("name") != nil || BPMNModel.Node.Kind(rawValue: element.name) != nil { return true }
            switch element.name {
            case "process", "participant", "lane", "sequenceFlow", "messageFlow", "dataObject", "dataObjectReference", "dataStoreReference", "textAnnotation", "association", "group": return true
            default: return false
            }
        }
    }

    /// Passes over the rest of an element, but for what other tools have put into it.
    mutating func pass() throws(XMLTrouble) {
        let before = isPassing
        isPassing = true
        try children { reader, _ throws(XMLTrouble) in try reader.pass() }
        isPassing = before
    }

    mutating func addForeign(_ name: String, _ value: String, _ line: Int) {
        model.foreign.append(.init(name: MapWords.tidied(name), value: Self.shortened(value), id: owner.id, owner: MapWords.tidied(owner.name), line: line))
    }

    /// Reads an element of another tool, its end included.
    mutating func readForeign(_ element: XMLReader.Element) throws(XMLTrouble) {
        let node = owner.node
        switch element.name {
        case "calledElement":
            let called = xml.attributesOfForeign().first { $0.name == "processId" }.map { Self.trimmed($0.value) } ?? ""
            if let node, model.nodes[node].kind == .callActivity, model.nodes[node].calledElement.isEmpty, !called.isEmpty {
                model.nodes[node].calledElement = called
            } else if node.map({ model.nodes[$0].calledElement != called }) ?? true {
                addForeign(element.name, called, element.line)
            }
        case "assignmentDefinition", "taskSchedule":
            for attribute in xml.attributesOfForeign() {
                let isSaid = node.map { Self.addSaid(attribute, to: &model.nodes[$0]) } ?? false
                if !isSaid { addForeign(attribute.name, attribute.value, element.line) }
            }
        default: addForeign(element.name, "", element.line)
        }
        try xml.skip()
    }
}
