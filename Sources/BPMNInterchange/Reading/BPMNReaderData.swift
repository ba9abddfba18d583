/// Data: what a process holds, and what a step takes in and gives out.
extension BPMNReader {
    mutating func readData(_ element: XMLReader.Element) throws(XMLTrouble) {
        var item = BPMNModel.DataItem(
            id: element.value("id") ?? "", name: element.value("name") ?? "", line: element.line, element: element.name,
            reference: reference(element.value("dataObjectRef") ?? element.value("dataStoreRef")))
        try children { reader, child throws(XMLTrouble) in
            switch child.name {
            case "documentation": item.documentation.append(try reader.xml.text())
            case "dataState":
                item.state = child.value("name") ?? ""
                try reader.pass()
            default: try reader.pass(child)
            }
        }
        model.data.append(item)
    }

    /// The inputs and outputs that a step has by a name of its own.
    mutating func readSlots(_ node: Int) throws(XMLTrouble) {
        try children { reader, child throws(XMLTrouble) in
            if child.name == "dataInput" || child.name == "dataOutput" { try reader.readSlot(child, node) } else { try reader.pass(child) }
        }
    }

    mutating func readSlot(_ element: XMLReader.Element, _ node: Int) throws(XMLTrouble) {
        let name = element.value("name") ?? ""
        if !name.isEmpty {
            model.nodes[node].slots.append(.init(id: element.value("id") ?? "", name: name, line: element.line, isInput: element.name == "dataInput"))
        }
        try pass()
    }

    mutating func readDataAssociation(_ node: Int, isInput: Bool) throws(XMLTrouble) {
        var sources: [String] = []
        var target = ""
        try children { reader, child throws(XMLTrouble) in
            switch child.name {
            case "sourceRef": sources.append(reader.reference(try reader.xml.text()))
            case "targetRef": target = reader.reference(try reader.xml.text())
            default: try reader.pass(child)
            }
        }
        if isInput { model.nodes[node].reads += sources } else if !target.isEmpty { model.nodes[node].writes.append(target) }
        let ends = isInput ? [target] : sources
        for slot in model.nodes[node].slots.indices where ends.contains(model.nodes[node].slots[slot].id) { model.nodes[node].slots[slot].isTied = true }
    }
}
