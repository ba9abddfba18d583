import ProcessModel

/// What a lead time is made of, in business minutes: work, and waiting by what causes it. The parts add up to the
/// lead time; their low and high are counted along the same paths as what is expected.
public struct LeadParts: Sendable, Hashable {
    public private(set) var work = Estimate.zero
    /// Time of steps that say how long they take and not how much of it is work.
    public private(set) var undivided = Estimate.zero
    /// By the order of the causes; last the waiting of which no cause is said.
    private var waits = [Estimate](repeating: .zero, count: causes.count + 1)

    static let causes = StepDetails.Cause.allCases
    public static let zero = LeadParts()

    /// Waiting of one cause; with nil that of which none is said.
    public func wait(because cause: StepDetails.Cause?) -> Estimate { waits[Self.place(of: cause)] }

    /// All waiting.
    public var wait: Estimate { waits.reduce(.zero, +) }
    public var total: Estimate { waits.reduce(work + undivided, +) }

    /// The causes of which there is any waiting, the longest first; nil stands for none said.
    public var causesByTime: [StepDetails.Cause?] {
        let places = waits.indices.filter { waits[$0].high > 0 }
        return places.sorted { (-waits[$0].expected, $0) < (-waits[$1].expected, $1) }
            .map { $0 < Self.causes.count ? Self.causes[$0] : nil }
    }

    private static func place(of cause: StepDetails.Cause?) -> Int {
        cause.flatMap { causes.firstIndex(of: $0) } ?? causes.count
    }

    private init() {}

    /// The sum over all nodes, each as often as `pacing` says that a case waits for it.
    init(_ map: ProcessMap, steps: [StepFigures], calls: [Call], pacing: [Double]) {
        for (index, often) in pacing.enumerated() where often > 0 && steps[index].leadAtLeast.high > 0 {
            guard map.nodes[index].kind != .call else { continue }
            add(StepTime(index, map, steps[index]), often)
        }
        for call in calls where pacing.indices.contains(call.node.index) && pacing[call.node.index] > 0 {
            let step = steps[call.node.index]
            add(StepTime(call.node.index, map, step), pacing[call.node.index])
            guard step.borrowed.contains(.lead), let parts = call.map.parts else { continue }
            add(parts, pacing[call.node.index])
        }
        let told = Set(calls.map(\.node.index))
        for (index, often) in pacing.enumerated() where often > 0 && map.nodes[index].kind == .call && !told.contains(index) {
            add(StepTime(index, map, steps[index]), often)
        }
    }

    /// What one passing of one node is made of; `call` is what the map that it stands for says.
    init(at node: NodeID, _ map: ProcessMap, _ step: StepFigures, call: Call?) {
        add(StepTime(node.index, map, step), 1)
        if step.borrowed.contains(.lead), let parts = call?.map.parts { add(parts, 1) }
    }

    private mutating func add(_ time: StepTime, _ often: Double) {
        work += time.work * often
        undivided += time.undivided * often
        waits[Self.place(of: time.cause)] += time.wait * often
    }

    private mutating func add(_ parts: LeadParts, _ often: Double) {
        work += parts.work * often
        undivided += parts.undivided * often
        for place in waits.indices { waits[place] += parts.waits[place] * often }
    }
}

extension Metrics {
    /// What one passing of a node is made of, as in the parts of all lead times.
    public func leadParts(at node: NodeID, in map: ProcessMap) -> LeadParts { LeadParts(at: node, map, steps[node.index], call: call(at: node)) }
}

/// What the lead time of one step is made of. Of a call it is only what the call itself says; the rest is told by
/// the map that it stands for.
struct StepTime {
    var work = Estimate.zero
    var wait = Estimate.zero
    var cause: StepDetails.Cause?
    var undivided = Estimate.zero

    init(_ index: Int, _ map: ProcessMap, _ step: StepFigures) {
        guard step.leadAtLeast.high > 0 else { return }
        guard let detail = map.nodes[index].detailIndex.map(Int.init) else {
            // A call that says nothing itself.
            return
        }
        cause = map.details[detail].cause
        let saidWait = map.details[detail].wait?.value != nil
        let saidTakes = map.details[detail].takes?.value != nil
        if map.nodes[index].kind == .call {
            if saidTakes {
                let said = map.details[detail].work?.value.map(Estimate.init(working:))
                wait = said.map { step.leadAtLeast - $0 } ?? .zero
                if said == nil { undivided = step.leadAtLeast } else { work = step.leadAtLeast - wait }
            } else if step.borrowed.contains(.lead) {
                wait = saidWait ? StepFigures.wait(atCall: index, of: map) : .zero
            } else if saidWait {
                wait = StepFigures.wait(atCall: index, of: map)
                work = step.leadAtLeast - wait
            } else {
                work = step.leadAtLeast
            }
            return
        }
        // What customers take their time over is out of our hands.
        if cause == nil, map.lanes[map.nodes[index].lane.index].kind == .customer { cause = .external }
        if let known = step.work {
            wait = step.leadAtLeast - known
            work = step.leadAtLeast - wait
        } else if saidTakes && step.isAskedForWork {
            undivided = step.leadAtLeast
        } else {
            // Nobody works while it lies there, nor while a system runs by itself.
            wait = step.leadAtLeast
        }
    }
}
