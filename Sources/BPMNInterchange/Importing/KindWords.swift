extension BPMNModel.Node.Kind {
    /// What people call it who know the drawing but not the file.
    var words: String {
        switch self {
        case .startEvent: "the start"
        case .endEvent: "the end"
        case .intermediateCatchEvent, .intermediateThrowEvent, .implicitThrowEvent, .event: "the event"
        case .boundaryEvent: "the event at the border of a step"
        case .exclusiveGateway, .parallelGateway, .inclusiveGateway, .eventBasedGateway, .complexGateway: "the gateway"
        case .subProcess, .transaction, .adHocSubProcess: "the sub-process"
        case .callActivity: "the call"
        default: "the task"
        }
    }

    /// The name of an element in words: `choreography task` of `choreographyTask`.
    static func spaced(_ element: String) -> String {
        var words = ""
        for character in element {
            if character.isUppercase, !words.isEmpty { words += " " }
            words += character.lowercased()
        }
        return words
    }
}

extension MapWords {
    /// An element of BPMN as people call it: `sub-process` for `subProcess`, `inclusive gateway` for `inclusiveGateway`.
    static func kind(of element: String) -> String {
        switch element {
        case "subProcess", "transaction", "adHocSubProcess": "sub-process"
        case "callActivity": "call"
        case "messageFlow": "message"
        case "startEvent": "start"
        case "endEvent": "end"
        case "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent", "event", "implicitThrowEvent": "event"
        default: BPMNModel.Node.Kind.spaced(tidied(element))
        }
    }
}
