/// What attributes and parts of BPMN elements are about that nobody reads, in words for the list of what no map has.
///
/// What is not found here is listed too, by its own name. What says nothing has no words.
enum Unsaid {
    struct Attribute: Sendable {
        /// Nil where it is read, or says nothing.
        let words: String?
        /// The values that say no more than where the attribute is left out.
        let standard: [String]

        init(_ words: String?, _ standard: String...) { (self.words, self.standard) = (words, standard) }

        var isYesOrNo: Bool { standard.contains("true") || standard.contains("false") }
    }

    /// By the names of attributes: each has one meaning, whatever it stands at.
    static let attributes: [String: Attribute] = {
        var all: [String: Attribute] = [
            "startQuantity": .init("how many have to arrive before a step begins (startQuantity)", "1"),
            "completionQuantity": .init("how many go on when a step is done (completionQuantity)", "1"),
            "eventGatewayType": .init("that all of the events have to come, and not the first of them (eventGatewayType)", "Exclusive"),
            "parallelMultiple": .init("that all that an event waits for has to come, and not the first of it (parallelMultiple)", "false", "0"),
            "ordering": .init("that the steps of an ad-hoc sub-process are done one at a time (ordering)", "Parallel"),
            "cancelRemainingInstances": .init("that steps under way are still done when an ad-hoc sub-process is over (cancelRemainingInstances)", "true", "1"),
            "instantiate": .init("that a case begins here (instantiate)", "false", "0"),
            "behavior": .init("when a step that is done for several sets off events (behavior)", "All"),
            "waitForCompletion": .init("that what undoes a step is not waited for (waitForCompletion)", "true", "1"),
            "method": .init("how a transaction is undone (method)", "##Compensate"),
            "isClosed": .init("that nothing happens but what is drawn (isClosed)", "false", "0"),
            "processType": .init("that a process is shown to others (processType)", "None", "Private"),
            "isCollection": .init("that data are several of a kind (isCollection)", "false", "0"),
            "capacity": .init("how much a data store can hold (capacity)"),
            "operationRef": .init("which function of a program a step calls (operationRef)"),
            "implementation": .init("by which program or service a step is done (implementation)", "##WebService", "##unspecified", "WebService", "webService", "unspecified"),
            "scriptFormat": .init("in which language scripts are written (scriptFormat)"),
            "minimum": .init("how many of a pool there are at least (minimum)", "0"),
            "maximum": .init("how many of a pool there are at most (maximum)", "1"),
            "partitionElementRef": .init("what in another file a lane stands for (partitionElementRef)"),
        ]
        for name in read + sayingNothingAsAttributes { all[name] = .init(nil) }
        return all
    }()

    private static let read = [
        "id", "default", "attachedToRef", "cancelActivity", "isInterrupting", "triggeredByEvent", "calledElement", "isForCompensation", "processRef", "messageRef",
        "errorRef", "signalRef", "escalationRef", "activityRef", "dataObjectRef", "dataStoreRef", "associationDirection", "categoryValueRef", "value", "text", "errorCode",
        "escalationCode", "loopMaximum", "testBefore", "isSequential", "sourceRef", "targetRef",
    ]

    /// How the file is made, types for programs, and what the drawing says already.
    private static let sayingNothingAsAttributes = [
        "isExecutable", "gatewayDirection", "isImmediate", "isUnlimited", "itemSubjectRef", "itemRef", "structureRef", "textFormat", "language", "evaluatesToTypeRef", "targetNamespace",
        "expressionLanguage", "typeLanguage", "exporter", "exporterVersion", "definitionalCollaborationRef", "oneBehaviorEventRef", "noneBehaviorEventRef",
    ]

    /// Elements whose name nobody reads.
    static let nameless: Set<String> = [
        "laneSet", "childLaneSet", "association", "textAnnotation", "group", "category", "messageEventDefinition", "timerEventDefinition", "errorEventDefinition",
        "signalEventDefinition", "escalationEventDefinition", "conditionalEventDefinition", "compensateEventDefinition", "cancelEventDefinition", "terminateEventDefinition",
    ]

    /// By the names of elements.
    static let parts: [String: String] = [
        "property": "values that a process or a step keeps for itself (property)",
        "ioSpecification": "data that a step takes in and gives out (ioSpecification)",
        "ioBinding": "which data a program takes in and gives out (ioBinding)",
        "inputDataItem": "what each of the several is called that a step is done for (inputDataItem)",
        "outputDataItem": "what comes of each of the several that a step is done for (outputDataItem)",
        "loopDataInputRef": "the list that a step is done for (loopDataInputRef)",
        "loopDataOutputRef": "the list that comes of a step (loopDataOutputRef)",
        "complexBehaviorDefinition": "events that a step sets off when one of several is done (complexBehaviorDefinition)",
        "transformation": "how data are changed on the way to or from a step (transformation)",
        "assignment": "which values are put into data (assignment)",
        "operationRef": "which function of a program an event calls (operationRef)",
        "resourceParameterBinding": "what is said to whoever does a step (resourceParameterBinding)",
        "resourceParameter": "what is asked of whoever does a step (resourceParameter)",
        "auditing": "what is written down of a step while it runs (auditing)",
        "monitoring": "what is watched of a step while it runs (monitoring)",
        "categoryValueRef": "what kind an element is counted among (categoryValueRef)",
        "supports": "other processes that a process can stand for (supports)",
        "supportedInterfaceRef": "programs that a process is called by (supportedInterfaceRef)",
        "correlationSubscription": "how messages find their case (correlationSubscription)",
        "correlationProperty": "how messages find their case (correlationProperty)",
        "interface": "functions of programs (interface)",
        "interfaceRef": "programs that a pool is reached by (interfaceRef)",
        "endPoint": "addresses of programs (endPoint)",
        "endPointRef": "addresses of programs that a pool is reached by (endPointRef)",
        "import": "other files that it builds on (import)",
        "extension": "extensions that a tool has to know (extension)",
        "relationship": "relationships to what is outside of it (relationship)",
        "itemDefinition": "types of data (itemDefinition)",
        "partnerEntity": "companies that pools stand for (partnerEntity)",
        "partnerRole": "roles of partners that pools stand for (partnerRole)",
        "rootElement": "'rootElement', which is not read",
        "eventDefinition": "'eventDefinition', which is not read",
    ]

    /// Those that belong to the file as a whole.
    static let standAlone: Set<String> = ["interface", "endPoint", "import", "extension", "relationship", "itemDefinition", "correlationProperty", "partnerEntity", "partnerRole"]

    /// Elements that only say again what others do.
    static let sayingNothing: Set<String> = ["incoming", "outgoing", "inputSet", "outputSet", "participantRef", "extensionElements"]

    /// What nothing may use, by its element.
    static let declared: [(element: String, words: String)] = [
        ("message", "messages that nothing uses"), ("error", "errors that nothing uses"), ("escalation", "escalations that nothing uses"),
        ("signal", "signals that nothing uses"), ("resource", "people or things for work that no step names"), ("dataStore", "data stores that nothing uses"),
        ("categoryValue", "categories that no group shows"),
    ]
}
