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
