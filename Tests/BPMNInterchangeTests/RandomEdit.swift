import Foundation

/// Changes an export as somebody in a modeler might who does not know what they do: seeded, so that a fault can be seen again.
struct RandomEdit {
    private var state: UInt64
    private(set) var xml: String
    private(set) var done: [String] = []
    /// Whether something is put in that no map of Baton's has.
    let mayAddStrangers: Bool
    private var added = 0

    static let names = [
        "Look again", "Score lead", "yes", "no", "", " ", "otherwise", "40%", "no 40%", "end", "start: x", "a, b + c", "x -> y", "[one]", "\"q\"", "Map [one] \"x\"", "# none",
        "// none", "late 3 d", "?", "Really?", "in parallel", "path: x", "lane: x", "- x", "1. x", "(x)", ";", "Ä/Ö", "日本，語", "“curly”", "a  b", "on late 2 d", "phase: x",
    ]

    init(_ xml: String, seed: Int, mayAddStrangers: Bool) {
        self.xml = xml
        state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
        self.mayAddStrangers = mayAddStrangers
    }

    private mutating func number(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % max(limit, 1)
    }

    private mutating func pick<Item>(_ items: [Item]) -> Item? { items.isEmpty ? nil : items[number(items.count)] }

    private struct Element {
        let tag: String
        let id: String
        let range: Range<String.Index>
    }

    /// The opening tags of all elements with an id, in the process.
    private func elements(_ isMeant: (String) -> Bool) -> [Element] {
        xml.matches(of: /<bpmn:(\w+) id="([^"]+)"[^>]*>/).filter { isMeant(String($0.1)) }.map { Element(tag: String($0.1), id: String($0.2), range: $0.range) }
    }

    private static func isNode(_ tag: String) -> Bool { tag.hasSuffix("ask") || tag.hasSuffix("Gateway") || ["startEvent", "endEvent", "callActivity"].contains(tag) }

    mutating func edit(_ times: Int) {
        for _ in 0..<times { editOnce() }
    }

    private mutating func editOnce() {
        let flows = elements { $0 == "sequenceFlow" }
        let nodes = elements(Self.isNode)
        switch number(mayAddStrangers ? 10 : 9) {
        case 0, 1: rename(pick(elements { Self.isNode($0) || ["lane", "participant", "process", "sequenceFlow", "resource", "boundaryEvent", "dataObjectReference"].contains($0) }))
        case 2: if let flow = pick(flows) { delete(flow) }
        case 3:
            if let flow = pick(flows), let node = pick(nodes.filter { $0.tag != "startEvent" }), !xml[flow.range].contains("sourceRef=\"\(node.id)\"") { lead(flow, to: node.id) }
        case 4: insert("task", into: pick(flows))
        case 5: insert("exclusiveGateway", into: pick(flows))
        case 6: if let node = pick(nodes.filter { $0.tag != "startEvent" }) { delete(node: node) }
        case 7: if let node = pick(nodes), let lane = pick(elements { $0 == "lane" }) { move(node.id, to: lane.id) }
        case 8: if let from = pick(nodes.filter { $0.tag != "endEvent" }), let to = pick(nodes.filter { $0.tag != "startEvent" }) { connect(from.id, to.id) }
        default: insert(pick(["intermediateThrowEvent", "intermediateCatchEvent", "inclusiveGateway", "subProcess", "eventBasedGateway"]) ?? "", into: pick(flows))
        }
    }

    private mutating func rename(_ element: Element?) {
        // Now and then the name of something else.
        let others = elements { ["lane", "resource"].contains($0) || Self.isNode($0) }.compactMap { String(xml[$0.range]).firstMatch(of: /\ name="([^"]*)"/).map { String($0.1) } }
        guard let element, let name = number(4) == 0 ? pick(others) : pick(Self.names) else { return }
        let old = String(xml[element.range])
        let value = name.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
        let new = old.contains(/\ name="/) ? old.replacing(/\ name="[^"]*"/, with: " name=\"\(value)\"", maxReplacements: 1) : old.replacing("id=\"\(element.id)\"", with: "id=\"\(element.id)\" name=\"\(value)\"")
        xml.replaceSubrange(element.range, with: new)
        done.append("\(element.id) is called '\(name)'")
    }

    /// An element without what lies in it cannot be cut out by its tag alone.
    private func whole(_ element: Element) -> Range<String.Index> {
        guard !xml[element.range].hasSuffix("/>"), let end = xml[element.range.upperBound...].firstRange(of: "</bpmn:\(element.tag)>") else { return element.range }
        return element.range.lowerBound..<end.upperBound
    }

    private mutating func delete(_ flow: Element) {
        xml.removeSubrange(whole(flow))
        done.append("\(flow.id) is gone")
    }

    private mutating func lead(_ flow: Element, to node: String) {
        xml.replaceSubrange(flow.range, with: String(xml[flow.range]).replacing(/targetRef="[^"]*"/, with: "targetRef=\"\(node)\""))
        done.append("\(flow.id) leads to \(node)")
    }

    private mutating func insert(_ tag: String, into flow: Element?) {
        guard let flow, !tag.isEmpty, let target = String(xml[flow.range]).firstMatch(of: /targetRef="([^"]*)"/)?.1 else { return }
        added += 1
        let id = "New_\(added)"
        lead(flow, to: id)
        let inside = tag == "subProcess" ? "<bpmn:task id=\"\(id)_a\" name=\"Inside\"/>" : ""
        let end = xml.firstRange(of: "</bpmn:process>")?.lowerBound ?? xml.endIndex
        xml.insert(contentsOf: "<bpmn:\(tag) id=\"\(id)\">\(inside)</bpmn:\(tag)><bpmn:sequenceFlow id=\"\(id)_f\" sourceRef=\"\(id)\" targetRef=\"\(target)\"/>", at: end)
        done.append("\(id), a \(tag), stands before \(target)")
    }

    private mutating func delete(node: Element) {
        xml.removeSubrange(whole(node))
        xml.replace("<bpmn:flowNodeRef>\(node.id)</bpmn:flowNodeRef>", with: "")
        var gone = [node.id]
        for event in elements({ $0 == "boundaryEvent" }).reversed() where xml[event.range].contains("attachedToRef=\"\(node.id)\"") {
            xml.removeSubrange(whole(event))
            gone.append(event.id)
        }
        for flow in elements({ $0 == "sequenceFlow" }).reversed() where gone.contains(where: { xml[flow.range].contains("Ref=\"\($0)\"") }) { xml.removeSubrange(whole(flow)) }
        done.append("\(node.id) is gone")
    }

    private mutating func move(_ node: String, to lane: String) {
        xml.replace("<bpmn:flowNodeRef>\(node)</bpmn:flowNodeRef>", with: "")
        guard let place = elements({ $0 == "lane" }).first(where: { $0.id == lane }), !xml[place.range].hasSuffix("/>") else { return }
        let at = whole(place).upperBound
        let end = xml.index(at, offsetBy: -"</bpmn:lane>".count)
        xml.insert(contentsOf: "<bpmn:flowNodeRef>\(node)</bpmn:flowNodeRef>", at: end)
        done.append("\(node) lies in \(lane)")
    }

    private mutating func connect(_ from: String, _ to: String) {
        added += 1
        let end = xml.firstRange(of: "</bpmn:process>")?.lowerBound ?? xml.endIndex
        xml.insert(contentsOf: "<bpmn:sequenceFlow id=\"New_\(added)_f\" sourceRef=\"\(from)\" targetRef=\"\(to)\"/>", at: end)
        done.append("a flow from \(from) to \(to)")
    }
}
