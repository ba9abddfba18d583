@testable import BPMNInterchange

/// Plays a BPMN process token by token, in every order, straight from its elements: what the import is held against.
///
/// It knows starts, ends, tasks, and exclusive, parallel and inclusive gateways, as the standard defines them. A flow holds
/// no more than two tokens, as two are a fault already.
struct BPMNTokenGame {
    /// Elements to which two tokens can come at once, none of which waits for the other.
    private(set) var doubled: Set<String> = []
    /// Gateways at which a token can wait for ever.
    private(set) var stuck: Set<String> = []
    /// False where there are too many situations to see them all.
    private(set) var isComplete = true

    private let model: BPMNModel
    private let out: [[Int]]
    private let into: [[Int]]
    /// For each node, the flows from which it can be come to without passing it.
    private var reaching: [[Bool]] = []

    init(_ model: BPMNModel, most: Int = 30_000) {
        self.model = model
        let index = ElementIndex(model)
        out = index.outgoing
        into = index.incoming
        for node in model.nodes.indices { reaching.append(waysTo(node)) }
        play(most: most)
    }

    var isSound: Bool { doubled.isEmpty && stuck.isEmpty }

    private func source(_ flow: Int) -> Int { model.nodes.firstIndex { $0.id == model.flows[flow].source } ?? 0 }
    private func target(_ flow: Int) -> Int { model.nodes.firstIndex { $0.id == model.flows[flow].target } ?? 0 }

    private func waysTo(_ node: Int) -> [Bool] {
        var reached = [Bool](repeating: false, count: model.flows.count)
        var open = into[node]
        for flow in open { reached[flow] = true }
        while let flow = open.popLast() {
            let from = source(flow)
            guard from != node else { continue }
            for before in into[from] where !reached[before] {
                reached[before] = true
                open.append(before)
            }
        }
        return reached
    }

    private func waits(_ node: Int) -> Bool {
        let kind = model.nodes[node].kind
        return into[node].count > 1 && (kind == .parallelGateway || kind == .inclusiveGateway)
    }

    private mutating func play(most: Int) {
        let targets = model.flows.indices.map(target)
        var seen: Set<[UInt8]> = []
        var open: [[UInt8]] = []
        func add(_ state: [UInt8]) { if seen.insert(state).inserted { open.append(state) } }
        let none = [UInt8](repeating: 0, count: model.flows.count)
        for node in model.nodes.indices where model.nodes[node].kind == .startEvent {
            var state = none
            for flow in out[node] { state[flow] = 1 }
            add(state)
        }
        while let state = open.popLast() {
            guard seen.count < most else {
                isComplete = false
                return
            }
            var moved = false
            for node in model.nodes.indices {
                let full = into[node].filter { state[$0] > 0 }
                guard !full.isEmpty else { continue }
                let kind = model.nodes[node].kind
                if !waits(node), kind != .endEvent, full.reduce(0, { $0 + Int(state[$1]) }) > 1 { doubled.insert(model.nodes[node].id) }
                if waits(node) {
                    if kind == .parallelGateway, full.count < into[node].count { continue }
                    if kind == .inclusiveGateway, full.count < into[node].count {
                        // It goes on when nothing that is elsewhere can still come to it.
                        let mayCome = state.indices.contains { state[$0] > 0 && targets[$0] != node && reaching[node][$0] }
                        if mayCome { continue }
                    }
                    moved = true
                    var next = state
                    for flow in full { next[flow] -= 1 }
                    for choice in choices(node) { add(put(next, choice)) }
                } else {
                    for flow in full {
                        moved = true
                        var next = state
                        next[flow] -= 1
                        for choice in choices(node) { add(put(next, choice)) }
                    }
                }
            }
            if !moved { for flow in state.indices where state[flow] > 0 { stuck.insert(model.nodes[targets[flow]].id) } }
        }
    }

    private func put(_ state: [UInt8], _ flows: [Int]) -> [UInt8] {
        var state = state
        for flow in flows { state[flow] = min(2, state[flow] + 1) }
        return state
    }

    private func choices(_ node: Int) -> [[Int]] {
        let flows = out[node]
        guard flows.count > 1 else { return [flows] }
        switch model.nodes[node].kind {
        case .exclusiveGateway: return flows.map { [$0] }
        case .inclusiveGateway: return (1..<(1 << flows.count)).map { bits in flows.indices.filter { bits >> $0 & 1 == 1 }.map { flows[$0] } }
        default: return [flows]
        }
    }
}
