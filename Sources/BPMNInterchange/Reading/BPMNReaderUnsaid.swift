/// What the reader does not read of an element is noted by itself, so that nothing can be dropped without a word.
extension BPMNReader {
    /// Notes what an element says in attributes that nobody reads. Called at each element, so that the attributes which
    /// nearly all have are passed over first.
    mutating func noteUnread(_ element: XMLReader.Element) {
        for attribute in element.attributes where attribute.namespace == nil || attribute.namespace == .model {
            let name = attribute.name
            switch name.utf8.count {
            case 2 where name == "id": continue
            case 4 where name == "name" && !Unsaid.nameless.contains(element.name): continue
            case 9 where name == "sourceRef" || name == "targetRef": continue
            default: note(attribute: name, attribute.value, of: element)
            }
        }
    }

    private mutating func note(attribute name: String, _ value: String, of element: XMLReader.Element) {
        guard Unsaid.parts[element.name] == nil, !Unsaid.sayingNothing.contains(element.name) else { return }
        let value = MapWords.tidied(value)
        guard !value.isEmpty else { return }
        if name == "name" { return note("names that no map has (\(element.name))", "'\(Self.shortened(value))'", element) }
        let rule = Unsaid.attributes[name] ?? .init("what '\(MapWords.tidied(name))' says of \(MapWords.tidied(element.name))")
        guard let words = rule.words, !rule.standard.contains(value) else { return }
        let owner = said(owner)
        // A yes or no is in the words, and an id says nothing to a person.
        note(words, rule.isYesOrNo || name.hasSuffix("Ref") ? owner : Self.example(owner, value), element)
    }

    /// Passes over an element that nobody reads, and notes it unless it says nothing.
    mutating func pass(_ element: XMLReader.Element) throws(XMLTrouble) {
        guard !Unsaid.sayingNothing.contains(element.name) else { return try pass() }
        let owner = said(around)
        switch element.name {
        case "documentation":
            let words = Self.shortened(try xml.text())
            if !words.isEmpty { note("documentation of what no map has", Self.example(owner, words), element) }
        // Modelers tie data to a step by a property that stands for nothing.
        case "property" where element.value("name") == "__targetRef_placeholder": try pass()
        case "loopDataInputRef", "loopDataOutputRef": note(Unsaid.parts[element.name] ?? "", Self.example(owner, reference(try xml.text())), element)
        default:
            let name = MapWords.tidied(element.value("name") ?? "")
            let words = Unsaid.parts[element.name] ?? "'\(MapWords.tidied(element.name))', which is not read"
            let around = Unsaid.standAlone.contains(element.name) ? Self.shortened(element.value("location") ?? "") : owner
            note(words, name.isEmpty ? around : Self.example("'\(Self.shortened(name))'", around), element)
            try pass()
        }
    }

    mutating func note(_ words: String, _ example: String, _ element: XMLReader.Element) {
        drop(element.value("id") ?? "", element.line, words, example)
    }

    private static func example(_ owner: String, _ value: String) -> String {
        let value = shortened(value)
        return owner.isEmpty ? value : value.isEmpty ? owner : "\(owner) (\(value))"
    }

    /// As a person would find it: by its name, else by its id.
    func said(_ owner: Owner) -> String {
        let name = Self.shortened(owner.name)
        return name.isEmpty ? Self.shortened(owner.id) : "'\(name)'"
    }
}

extension BPMNModel {
    /// Something that stands beside the processes, for elements in them to refer to.
    public struct Declared: Sendable {
        public let element: String
        public let id: String
        public let name: String
        public let line: Int
    }
}
