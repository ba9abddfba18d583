/// What an event without a name is called: what it waits for, or what it does.
struct EventWords {
    let model: BPMNModel

    func name(of node: BPMNModel.Node) -> String {
        let given = MapWords.tidied(node.name)
        guard given.isEmpty else { return given }
        guard let definition = node.definitions.first else { return "" }
        let thing = thing(definition)
        let words = MapWords.tidied(definition.words)
        switch node.kind {
        case .startEvent:
            return switch definition.trigger {
            case .message: thing.isEmpty ? "A message arrives" : "\(thing) arrives"
            case .timer: words.isEmpty ? "At a set time" : "At \(words)"
            case .conditional: words.isEmpty ? "A condition holds" : "When \(words)"
            case .signal: thing.isEmpty ? "A signal comes" : "Signal \(thing) comes"
            case .error: thing.isEmpty ? "An error comes up" : "Error \(thing)"
            case .escalation: thing.isEmpty ? "It is escalated" : "Escalation \(thing)"
            case .compensate: "It is to be undone"
            default: ""
            }
        case .endEvent:
            return switch definition.trigger {
            case .message: thing.isEmpty ? "Message sent" : "\(thing) sent"
            case .error: thing.isEmpty ? "Error" : "Error \(thing)"
            case .signal: thing.isEmpty ? "Signal sent" : "Signal \(thing) sent"
            case .escalation: thing.isEmpty ? "Escalated" : "Escalated \(thing)"
            case .terminate: "All ends"
            case .cancel: "Cancelled"
            case .compensate: "Undone"
            default: ""
            }
        case .intermediateThrowEvent, .implicitThrowEvent:
            return switch definition.trigger {
            case .message: thing.isEmpty ? "Send a message" : "Send \(thing)"
            case .signal: thing.isEmpty ? "Send a signal" : "Send signal \(thing)"
            case .escalation: thing.isEmpty ? "Escalate" : "Escalate \(thing)"
            case .compensate: "Undo what was done"
            case .link: thing.isEmpty ? "Go on elsewhere" : "Go on at \(thing)"
            default: ""
            }
        default:
            return switch definition.trigger {
            case .message: thing.isEmpty ? "Wait for a message" : "Wait for \(thing)"
            case .timer: words.isEmpty ? "Wait for a set time" : "Wait for \(words)"
            case .conditional: words.isEmpty ? "Wait for a condition" : "Wait until \(words)"
            case .signal: thing.isEmpty ? "Wait for a signal" : "Wait for signal \(thing)"
            case .error: thing.isEmpty ? "Error" : "Error \(thing)"
            case .escalation: thing.isEmpty ? "Escalation" : "Escalation \(thing)"
            case .cancel: "Cancelled"
            case .link: thing
            default: ""
            }
        }
    }

    /// What the event is about: the message, the signal, the error.
    func thing(_ definition: BPMNModel.Node.Definition) -> String {
        if definition.trigger == .link { return MapWords.tidied(definition.reference) }
        return MapWords.tidied(model.names[definition.reference] ?? "")
    }

    /// What its own name leaves out, to be noted below it.
    func details(of node: BPMNModel.Node) -> [String] {
        guard !MapWords.tidied(node.name).isEmpty else { return [] }
        return node.definitions.compactMap { definition in
            let words = MapWords.tidied(definition.words)
            let thing = thing(definition)
            switch definition.trigger {
            case .timer: return words.isEmpty ? nil : "timer \(words)"
            case .conditional: return words.isEmpty ? nil : "condition \(words)"
            case .link, .terminate, .cancel: return nil
            case .message, .error, .escalation, .signal, .compensate:
                return thing.isEmpty || node.name.contains(thing) ? nil : "\(definition.trigger.rawValue) \(thing)"
            }
        }
    }

    /// The length of time that a timer waits, as the language writes it: `2 d` of `P2D`; nil for what is no plain length.
    static func duration(_ words: String) -> String? {
        var bytes = Array(MapWords.tidied(words).utf8)[...]
        guard bytes.popFirst() == UInt8(ascii: "P") else { return nil }
        let isTime = bytes.first == UInt8(ascii: "T")
        if isTime { bytes.removeFirst() }
        guard let unit = bytes.popLast(), !bytes.isEmpty, bytes.count < 5, bytes.allSatisfy({ (48...57).contains($0) }) else { return nil }
        let name: String? =
            switch (unit, isTime) {
            case (UInt8(ascii: "S"), true): "s"
            case (UInt8(ascii: "M"), true): "min"
            case (UInt8(ascii: "H"), true): "h"
            case (UInt8(ascii: "D"), false): "d"
            case (UInt8(ascii: "W"), false): "w"
            default: nil
            }
        return name.map { "\(String(decoding: bytes, as: UTF8.self)) \($0)" }
    }
}
