/// What a BPMN file says, as plain values: flat arrays, with indices for what lies in what and ids for what refers to what.
///
/// It holds what a person would find in the drawing and in its properties, and where each stands; how it is laid out is left aside.
public struct BPMNModel: Sendable {
    /// What a process or a sub-process holds.
    public struct Scope: Sendable {
        public enum Kind: Sendable { case process, subProcess }
        public let kind: Kind
        public let id: String
        public var name: String
        public let line: Int
        /// The sub-process as a flow node of the scope around it; nil for a process.
        public var node: Int?
        public var nodes: [Int] = []
        public var flows: [Int] = []
        public var documentation: [String] = []
    }

    /// A task, event, gateway, sub-process or call.
    public struct Node: Sendable {
        public enum Kind: String, Sendable {
            case task, sendTask, receiveTask, userTask, manualTask, serviceTask, scriptTask, businessRuleTask
            case startEvent, endEvent, intermediateCatchEvent, intermediateThrowEvent, boundaryEvent
            case exclusiveGateway, parallelGateway, inclusiveGateway, eventBasedGateway, complexGateway
            case subProcess, transaction, adHocSubProcess, callActivity
            case implicitThrowEvent, event

            public var isGateway: Bool {
                switch self {
                case .exclusiveGateway, .parallelGateway, .inclusiveGateway, .eventBasedGateway, .complexGateway: true
                default: false
                }
            }
            /// True for what is done and takes its time, which is where events can sit.
            public var isActivity: Bool {
                switch self {
                case .task, .sendTask, .receiveTask, .userTask, .manualTask, .serviceTask, .scriptTask, .businessRuleTask, .callActivity: true
                default: isSubProcess
                }
            }
            public var isSubProcess: Bool { self == .subProcess || self == .transaction || self == .adHocSubProcess }
        }

        /// What sets an event off, or what it does.
        public enum Trigger: String, Sendable {
            case message, timer, error, escalation, signal, conditional, link, terminate, cancel, compensate
        }

        public struct Definition: Sendable {
            public let trigger: Trigger
            public var id = ""
            /// Of a link, the ids of the definitions at its other end.
            public var otherEnds: [String] = []
            /// The id of the message, error, signal or escalation, or the name of the link.
            public var reference: String = ""
            /// When, for a timer; what must hold, for a condition.
            public var words: String = ""
        }

        public enum Repeat: Sendable { case loop, together, oneByOne }

        public let id: String
        public var name: String
        public let line: Int
        public let kind: Kind
        /// The scope it lies in.
        public let scope: Int
        /// What it holds; nil for all but sub-processes.
        public var inside: Int?
        public var definitions: [Definition] = []
        /// Of a boundary event, the id of what it sits on.
        public var attachedTo = ""
        public var isInterrupting = true
        public var isEventSubProcess = false
        public var defaultFlow = ""
        public var calledElement = ""
        /// Of a task that sends or receives, the id of its message.
        public var message = ""
        public var isForCompensation = false
        public var repeats: Repeat?
        public var documentation: [String] = []
        public var performers: [String] = []
        /// What other tools say of it that a note can say.
        public var notes: [String] = []
        public var reads: [String] = []
        public var writes: [String] = []
        /// What it takes in and gives out by a name of its own.
        public var slots: [Slot] = []

        public struct Slot: Sendable {
            public let id: String
            public let name: String
            public let line: Int
            public let isInput: Bool
            /// Whether data of the process are tied to it.
            public var isTied = false
        }
    }

    public struct Flow: Sendable {
        public let id: String
        public var name: String
        public let line: Int
        public let scope: Int
        public let source: String
        public let target: String
        public var condition: String?
        public var documentation: [String] = []
    }

    public struct Lane: Sendable {
        public let id: String
        public var name: String
        public let line: Int
        public let scope: Int
        /// The lane it lies in.
        public let outer: Int?
        public var nodes: [String] = []
        public var documentation: [String] = []
    }

    public struct Participant: Sendable {
        public let id: String
        public var name: String
        public let line: Int
        public let process: String
        public var documentation: [String] = []
        public var isMultiple = false
    }

    public struct MessageFlow: Sendable {
        public let id: String
        public var name: String
        public let line: Int
        public let source: String
        public let target: String
        public let message: String
        public var documentation: [String] = []
    }

    /// A data object, a reference to one, a data store, an input or output of a process.
    public struct DataItem: Sendable {
        public let id: String
        public var name: String
        public let line: Int
        /// What kind of element it is, as the file calls it.
        public let element: String
        /// The id of what it stands for.
        public let reference: String
        public var state = ""
        public var documentation: [String] = []
    }

    public struct Annotation: Sendable {
        public let id: String
        public let line: Int
        public var text: String
    }

    public struct Association: Sendable {
        public let id: String
        public let line: Int
        public let source: String
        public let target: String
        public let isDirected: Bool
    }

    public struct Group: Sendable {
        public let id: String
        public let line: Int
        public let category: String
        public var documentation: [String] = []
    }

    /// Something that Baton has no way to say at all.
    public struct Unread: Sendable {
        public let element: String
        public let id: String
        public let name: String
        public let line: Int
    }

    /// Something that an element says and that is only listed.
    public struct Dropped: Sendable {
        public let id: String
        public let line: Int
        /// What is summed up in one line; empty for what stands for itself.
        public let kind: String
        public let words: String
    }

    /// What another tool has added for itself: an attribute, or an element with all that is in it.
    public struct Foreign: Sendable {
        public let name: String
        /// Of an attribute.
        public let value: String
        /// The element that it says something of.
        public let id: String
        public let owner: String
        public let line: Int
    }

    public var name = ""
    /// The name of the collaboration, where the file has another one.
    public var otherName = ""
    public var documentation: [String] = []
    public var scopes: [Scope] = []
    public var nodes: [Node] = []
    public var flows: [Flow] = []
    public var lanes: [Lane] = []
    public var participants: [Participant] = []
    public var messageFlows: [MessageFlow] = []
    public var data: [DataItem] = []
    public var annotations: [Annotation] = []
    public var associations: [Association] = []
    public var groups: [Group] = []
    public var unread: [Unread] = []
    /// What elements say that no map has a word for.
    public var dropped: [Dropped] = []
    /// Messages, errors and the like, and event definitions that events share.
    public var declared: [Declared] = []
    /// The names of messages, errors, signals, escalations, resources and category values, by their ids.
    public var names: [String: String] = [:]
    /// What the file brings that belongs to other tools alone.
    public var foreign: [Foreign] = []
}
