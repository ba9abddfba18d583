extension MapWords {
    /// An element of BPMN as people call it: `sub-process` for `subProcess`.
    static func kind(of element: String) -> String {
        switch element {
        case "subProcess", "transaction", "adHocSubProcess": "sub-process"
        case "callActivity": "call"
        case "messageFlow": "message"
        case "startEvent": "start"
        case "endEvent": "end"
        case "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent", "event", "implicitThrowEvent": "event"
        default: spaced(tidied(element))
        }
    }

    /// `inclusive gateway` for `inclusiveGateway`.
    private static func spaced(_ name: String) -> String {
        name.reduce(into: "") { $0 += $1.isUppercase && !$0.isEmpty ? " " + $1.lowercased() : String($1) }
    }
}
