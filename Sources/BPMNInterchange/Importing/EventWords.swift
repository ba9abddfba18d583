/// What an event without a name is called: what it waits for, or what it does.
struct EventWords {
    let model: BPMNModel

    func name(of node: BPMNModel.Node) -> String {
        let given = MapWords.tidied(node.name)
        guard given.isEmpty else { return given }
        guard let definition = node.definitions.first else { return "" }
        let thing = thing(definition)
        let time = definition.trigger == .timer ? TimeWords(definition.words) : nil
        let words = Self.condition(definition.words)
        switch node.kind {
        case .boundaryEvent:
            // What has happened is not waited for.
            return switch definition.trigger {
            case .message: thing.isEmpty ? "A message comes in" : "\(thing) comes in"
            case .timer: time?.name(ofStart: false) ?? "A set time comes"
            case .conditional: words.isEmpty ? "A condition holds" : "When \(words)"
            case .signal: thing.isEmpty ? "A signal comes" : "Signal \(thing) comes"
            case .error: thing.isEmpty ? "Error" : "Error \(thing)"
            case .escalation: thing.isEmpty ? "Escalation" : "Escalation \(thing)"
            case .cancel: "Cancelled"
            case .link: thing
            default: ""
            }
        case .startEvent:
            return switch definition.trigger {
            case .message: thing.isEmpty ? "A message arrives" : "\(thing) arrives"
            case .timer: time?.name(ofStart: true) ?? "At a set time"
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
            case .timer: time?.waiting ?? "Wait for a set time"
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
        let name = MapWords.tidied(node.name)
        let isCause = node.kind == .startEvent || node.kind == .boundaryEvent
        var notes: [String] = []
        if name.isEmpty, let first = node.definitions.first, first.trigger == .timer, let time = TimeWords(first.words), case .coded = time { notes = [time.note(isCause: isCause)] }
        // One without a name is called after the first.
        return notes + node.definitions.dropFirst(name.isEmpty ? 1 : 0).compactMap { definition in
            let words = Self.condition(definition.words)
            let thing = thing(definition)
            switch definition.trigger {
            case .timer: return TimeWords.repeats(name, definition.words) || words == name ? nil : TimeWords(definition.words)?.note(isCause: isCause)
            case .conditional: return words.isEmpty || words == name ? nil : "condition \(words)"
            case .link, .terminate, .cancel: return nil
            case .message, .error, .escalation, .signal, .compensate:
                return thing.isEmpty || node.name.contains(thing) ? nil : Self.happening(definition.trigger, thing, at: node.kind)
            }
        }
    }

    /// What an event does with a thing, or has to do with it: who sends a signal and who waits for it do not look alike.
    private static func happening(_ trigger: BPMNModel.Node.Trigger, _ thing: String, at kind: BPMNModel.Node.Kind) -> String {
        let what = trigger == .message ? thing : "\(trigger.rawValue) \(thing)"
        switch kind {
        case .startEvent, .boundaryEvent: return "set off by \(trigger.rawValue) \(thing)"
        case .endEvent, .intermediateThrowEvent, .implicitThrowEvent:
            return switch trigger {
            case .error: "ends with \(what)"
            case .escalation: "escalates: \(thing)"
            default: "sends \(what)"
            }
        default: return "waits for \(what)"
        }
    }

    /// What a named event is that says no more: `Invoice` may be sent or waited for.
    func kind(of node: BPMNModel.Node) -> String? {
        guard let definition = node.definitions.first else { return nil }
        if MapWords.tidied(node.name).isEmpty {
            // At the border `on error` leads to it, be it an error or not.
            let isOther = [.message, .signal, .conditional, .escalation].contains(definition.trigger)
            return node.kind == .boundaryEvent && isOther ? cause(definition.trigger, isStart: false) : nil
        }
        guard details(of: node).isEmpty else { return nil }
        // At the border `on late` says it as well.
        if node.kind == .boundaryEvent, TimeWords.repeats(MapWords.tidied(node.name), definition.words) { return nil }
        switch node.kind {
        case .startEvent, .boundaryEvent: return cause(definition.trigger, isStart: node.kind == .startEvent)
        case .endEvent:
            switch definition.trigger {
            case .message: return "sends a message"
            case .signal: return "sends a signal"
            case .escalation: return "escalates"
            case .error: return "ends with an error"
            case .cancel: return "cancels what was done"
            case .compensate: return "undoes what was done"
            case .link, .terminate, .timer, .conditional: return nil
            }
        case .intermediateThrowEvent, .intermediateCatchEvent: break
        default: return nil
        }
        let isThrown = node.kind == .intermediateThrowEvent
        switch definition.trigger {
        case .message: return isThrown ? "sends a message" : "waits for a message"
        case .signal: return isThrown ? "sends a signal" : "waits for a signal"
        case .escalation: return isThrown ? "escalates" : "waits for an escalation"
        case .timer: return "waits for a time"
        case .conditional: return "waits until a condition holds"
        case .compensate: return "undoes what was done"
        case .link, .terminate, .cancel, .error: return nil
        }
    }

    /// What sets off a start, or what happens at the border of a step.
    private func cause(_ trigger: BPMNModel.Node.Trigger, isStart: Bool) -> String? {
        let words: String
        switch trigger {
        case .message: words = "a message"
        case .signal: words = "a signal"
        case .timer: words = "a set time"
        case .conditional: words = "a condition that holds"
        case .escalation: words = "an escalation"
        // At the border `on error` says it.
        case .error: return isStart ? "set off by an error" : nil
        case .compensate: return isStart ? "begins when what was done is to be undone" : nil
        case .link, .terminate, .cancel: return nil
        }
        return "set off by \(words)"
    }

    /// A condition without the marks of its language: `approved` of `${approved}` and of `=approved`.
    static func condition(_ words: String) -> String {
        var plain = MapWords.tidied(words)
        if plain.hasPrefix("${") || plain.hasPrefix("#{"), plain.hasSuffix("}"), !plain.dropFirst(2).dropLast().utf8.contains(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") }) {
            plain = MapWords.tidied(String(plain.dropFirst(2).dropLast()))
        } else if plain.hasPrefix("="), !plain.hasPrefix("==") {
            plain = MapWords.tidied(String(plain.dropFirst()))
        }
        return plain.isEmpty ? MapWords.tidied(words) : plain
    }

    /// The length of time that a timer waits, as the language writes it: `2 d` of `P2D`; nil for what is no plain length.
    static func duration(_ words: String) -> String? {
        guard let parts = parts(words), let least = parts.min(by: { $0.unit.seconds ?? 0 < $1.unit.seconds ?? 0 }), let unit = least.unit.seconds,
            let short = least.unit.short
        else { return nil }
        var sum = 0
        for part in parts {
            guard let seconds = part.unit.seconds else { return nil }
            sum += part.number * (seconds / unit)
        }
        // A map takes no more than a hundred years.
        guard sum * unit < 100 * 365 * 86_400 else { return nil }
        return "\(sum) \(short)"
    }

    /// How many seconds it is, with months of 30 days and years of 365; nil for what is no length.
    static func seconds(_ words: String) -> Int? {
        parts(words).map { $0.reduce(0) { $0 + $1.number * ($1.unit.seconds ?? ($1.unit == .year ? 365 : 30) * 86_400) } }
    }

    /// The same as people say it: `2 days` of `P2D`, `1 hour 30 minutes` of `PT1H30M`.
    static func length(_ words: String) -> String? {
        parts(words).map { $0.map { "\($0.number) \($0.unit.rawValue)\($0.number == 1 ? "" : "s")" }.joined(separator: " ") }
    }

    private enum Unit: String {
        case year, month, week, day, hour, minute, second

        /// Nil for those that are not always equally long.
        var seconds: Int? {
            switch self {
            case .year, .month: nil
            case .week: 604_800
            case .day: 86_400
            case .hour: 3600
            case .minute: 60
            case .second: 1
            }
        }

        var short: String? {
            switch self {
            case .year, .month: nil
            case .week: "w"
            case .day: "d"
            case .hour: "h"
            case .minute: "min"
            case .second: "s"
            }
        }
    }

    /// What a length of time of ISO 8601 is made of, the largest first; nil for what is none, or none of whole numbers.
    private static func parts(_ words: String) -> [(number: Int, unit: Unit)]? {
        let bytes = MapWords.tidied(words).utf8
        guard bytes.first == UInt8(ascii: "P") else { return nil }
        var parts: [(number: Int, unit: Unit)] = []
        var isTime = false
        var digits = ""
        for byte in bytes.dropFirst() {
            let unit: Unit
            switch (byte, isTime) {
            case (UInt8(ascii: "0")...UInt8(ascii: "9"), _):
                digits.unicodeScalars.append(Unicode.Scalar(byte))
                continue
            case (UInt8(ascii: "T"), false) where digits.isEmpty:
                isTime = true
                continue
            case (UInt8(ascii: "Y"), false): unit = .year
            case (UInt8(ascii: "M"), false): unit = .month
            case (UInt8(ascii: "W"), false): unit = .week
            case (UInt8(ascii: "D"), false): unit = .day
            case (UInt8(ascii: "H"), true): unit = .hour
            case (UInt8(ascii: "M"), true): unit = .minute
            case (UInt8(ascii: "S"), true): unit = .second
            default: return nil
            }
            guard digits.utf8.count < 5, let number = Int(digits) else { return nil }
            if number > 0 { parts.append((number, unit)) }
            digits = ""
        }
        return parts.isEmpty || parts.count > 7 || !digits.isEmpty ? nil : parts
    }
}
