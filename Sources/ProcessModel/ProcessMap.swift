import ProcessSyntax

/// One process, resolved: every name is an id, every flow has two ends.
///
/// A map is always whole enough to analyse: where the text was wrong, the resolver says so in
/// diagnostics and leaves out only what it could not place.
public struct ProcessMap: Sendable {
    public enum State: String, Sendable { case asIs = "as-is", toBe = "to-be" }

    /// A stretch of the process: `phase: Qualify`.
    public struct Phase: Sendable {
        public let name: Text
        public init(name: Text) { self.name = name }
    }

    /// What a process may cost before somebody must act: `budget: handoffs at most 6`.
    public struct Budget: Sendable {
        public enum Kind: String, Sendable, CaseIterable { case handoffs, leadTime = "lead time", load }
        public let kind: Kind
        /// A count for handoffs, a share 0... for load; nil for lead time, and where the map says `?`.
        public let limit: Double?
        /// The limit of lead time; nil where the map says `?`.
        public let time: Duration?
        public let span: Span

        public init(kind: Kind, limit: Double?, time: Duration?, span: Span) {
            self.kind = kind
            self.limit = limit
            self.time = time
            self.span = span
        }
    }

    /// How a map or shared file sets the rules: `over-capacity: warn at 80%`.
    public struct CheckSetting: Sendable {
        /// `profile` or a rule's name.
        public let name: Text
        public let value: Text

        public init(name: Text, value: Text) {
            self.name = name
            self.value = value
        }
    }

    /// Short, from the file's name unless given; what `call:` and `of:` name.
    public var id: String
    public var name: Text
    /// False for a file without a `process:` line, which only declares what others use.
    public var isProcess: Bool
    public var state: State?
    /// The id of the map this is a version of.
    public var versionOf: Text?
    public var owner: Text?
    public var sponsor: Text?
    public var goal: Text?
    /// Who agrees to the goal and who does not.
    public var goalAgreements: [GoalAgreement] = []
    public var measures: [Measure] = []
    public var unit: Text?
    public var volume: Figure<Rate>?
    public var trigger: Text?
    public var scope: Text?
    public var reviewed: Figure<CalendarDate>?
    public var reviewEvery: Figure<Duration>?
    public var budgets: [Budget] = []
    public var calendar: WorkCalendar?

    /// The bands of the map, top to bottom, in declared order.
    public var lanes: [Lane] = []
    public var roles: [Role] = []
    public var systems: [System] = []
    public var meetings: [Meeting] = []
    public var terms: [Term] = []
    public var relationships: [Relationship] = []
    public var phases: [Phase] = []

    /// In the order written; a node's id is its index.
    public var nodes: [Node] = []
    /// In the order written; a flow's id is its index.
    public var flows: [Flow] = []
    public var handoffTerms: [HandoffTerms] = []
    public var details: [StepDetails] = []
    /// Where cases come in: the starts, or the first step where no start is declared.
    public var entries: [NodeID] = []

    public var pains: [Pain] = []
    public var remarks: [Remark] = []
    public var actions: [Action] = []
    public var allowances: [Allowance] = []
    public var checks: [CheckSetting] = []

    public init(id: String, name: Text, isProcess: Bool) {
        self.id = id
        self.name = name
        self.isProcess = isProcess
    }
}

extension ProcessMap {
    /// True for a map that came from BPMN and says so, with `notation: BPMN` below `checks:`: its joins and merges
    /// are those of BPMN, and it says only what BPMN has words for.
    public var readsAsBPMN: Bool { checks.contains { $0.name.string == "notation" && $0.value.string == "BPMN" } }
}

// Inlined where they are used: else each look at a node or lane would copy all of it.
extension ProcessMap {
    @inlinable public subscript(_ id: NodeID) -> Node { nodes[id.index] }
    @inlinable public subscript(_ id: FlowID) -> Flow { flows[id.index] }
    @inlinable public subscript(_ id: LaneID) -> Lane { lanes[id.index] }
    @inlinable public subscript(_ id: RoleID) -> Role { roles[id.index] }
    @inlinable public subscript(_ id: HandoffID) -> HandoffTerms { handoffTerms[id.index] }

    @inlinable public var nodeIDs: [NodeID] { nodes.indices.map(NodeID.init) }
    @inlinable public var flowIDs: [FlowID] { flows.indices.map(FlowID.init) }

    public func details(of id: NodeID) -> StepDetails {
        guard let index = nodes[id.index].detailIndex else { return .none }
        return details[Int(index)]
    }

    /// Gives calls the names of the processes they stand for. What jumps name them by stays.
    public mutating func nameCalls(_ names: [(call: NodeID, name: String)]) {
        for (call, name) in names where nodes.indices.contains(call.index) { nodes[call.index].name = name }
    }

    /// What was agreed about what passes on a flow; nil where nothing was said.
    public func terms(of id: FlowID) -> HandoffTerms? {
        flows[id.index].terms.map { handoffTerms[$0.index] }
    }

    /// True where the flow's two ends lie in different lanes, work comes before it, and work follows. An end takes no
    /// work in: it is drawn in the lane of one of the steps that lead to it, and those of other lanes hand nothing over;
    /// nor do they to a join after which nothing but an end comes, or a fork before which there was nothing but the start.
    @inlinable public func isHandoff(_ id: FlowID) -> Bool {
        let source = flows[id.index].from.index
        let target = flows[id.index].to.index
        return nodes[source].lane != nodes[target].lane && nodes[target].kind != .end
            && nodes[source].followsWork && nodes[target].leadsToWork
    }

    /// Who is accountable for a step: whom it names, else its lane's default.
    public func accountable(for id: NodeID) -> [Text] {
        let own = details(of: id).accountable
        return own.isEmpty ? lanes[nodes[id.index].lane.index].accountable : own
    }

    /// The calendar that a lane's business hours follow: its own, the process's, or the assumed one.
    public func calendar(of lane: LaneID) -> WorkCalendar {
        lanes[lane.index].calendar ?? calendar ?? .assumed
    }
}
