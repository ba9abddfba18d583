import ProcessDiagram
import ProcessModel

/// Writes where everything stands: the diagram interchange of BPMN, taken from the drawing.
struct Interchange {
    private let graph: ExportGraph
    private let map: ProcessMap
    let names: ElementNames
    let drawing: Diagram
    private let shift: Point
    /// For each flow the words beside it.
    private let labels: [[Diagram.Words]]

    /// The strip at the left of the pool that holds its name.
    private static let poolHead = 30.0
    /// Where the pool begins, as modelers have it.
    private static let corner = Point(160, 80)
    private static let eventSide = 36.0

    init(_ graph: ExportGraph, names: ElementNames, drawing: Diagram) {
        self.graph = graph
        map = graph.map
        self.names = names
        self.drawing = drawing
        var labels = [[Diagram.Words]](repeating: [], count: graph.map.flows.count)
        for label in drawing.labels where labels.indices.contains(label.flow.index) { labels[label.flow.index] = label.words }
        self.labels = labels
        let first = drawing.lanes.first?.box ?? Box(x: 0, y: 0, width: 0, height: 0)
        shift = Point(Self.corner.x + Self.poolHead - first.left, Self.corner.y - first.top)
    }

    func write(to xml: inout XMLText) {
        xml.start("bpmndi:BPMNDiagram", ["id": "BPMNDiagram_1"])
        xml.start("bpmndi:BPMNPlane", ["id": "BPMNPlane_1", "bpmnElement": names.collaboration])
        writePool(to: &xml)
        for (index, step) in drawing.steps.enumerated() { write(step, index, to: &xml) }
        for line in drawing.flows { if let event = names.events[line.flow.index] { write(event: event, line, to: &xml) } }
        writeData(to: &xml)
        for line in drawing.flows { write(line, to: &xml) }
        xml.end()
        xml.end()
    }

    private func writePool(to xml: inout XMLText) {
        guard let first = drawing.lanes.first, let last = drawing.lanes.last else { return }
        let pool = Box(x: first.box.left - Self.poolHead, y: first.box.top, width: first.box.width + Self.poolHead, height: last.box.bottom - first.box.top)
        xml.start("bpmndi:BPMNShape", ["id": names.participant + ElementIDs.shape, "bpmnElement": names.participant, "isHorizontal": "true"])
        write(pool, to: &xml)
        xml.end()
        for lane in drawing.lanes {
            let id = names.lanes[lane.lane.index]
            xml.start("bpmndi:BPMNShape", ["id": id + ElementIDs.shape, "bpmnElement": id, "isHorizontal": "true"])
            write(lane.box, to: &xml)
            xml.end()
        }
    }

    private func write(_ step: Diagram.Shape, _ index: Int, to xml: inout XMLText) {
        let id = names.nodes[index]
        let isExclusive = ElementNames.tag(of: step.node, graph) == "exclusiveGateway"
        xml.start("bpmndi:BPMNShape", ["id": id + ElementIDs.shape, "bpmnElement": id, "isMarkerVisible": isExclusive ? "true" : nil])
        write(step.outline.box, to: &xml)
        if step.kind != .task, step.kind != .call { write(label: step.words, to: &xml) }
        xml.end()
    }

    /// An event sits where its flow leaves the step.
    private func write(event: String, _ line: Diagram.Line, to xml: inout XMLText) {
        guard let at = line.points.first else { return }
        xml.start("bpmndi:BPMNShape", ["id": event + ElementIDs.shape, "bpmnElement": event])
        write(Box(center: at, width: Self.eventSide, height: Self.eventSide), to: &xml)
        write(label: labels[line.flow.index], to: &xml)
        xml.end()
    }

    private func write(_ line: Diagram.Line, to xml: inout XMLText) {
        let id = names.flows[line.flow.index]
        xml.start("bpmndi:BPMNEdge", ["id": id + ElementIDs.shape, "bpmnElement": id])
        var points = line.points
        if names.events[line.flow.index] != nil, points.count > 1 {
            // From the lower border of the event, and not from its middle.
            points[0].y += Self.eventSide / 2
        }
        for point in points { write(point, to: &xml) }
        if names.events[line.flow.index] == nil { write(label: labels[line.flow.index], to: &xml) }
        xml.end()
    }

    func write(_ point: Point, to xml: inout XMLText) {
        xml.leaf("di:waypoint", ["x": Self.number(point.x + shift.x), "y": Self.number(point.y + shift.y)])
    }

    func write(label words: [Diagram.Words], to xml: inout XMLText) {
        guard let first = words.first else { return }
        let boxes = words.map(\.box)
        let left = boxes.reduce(first.box.left) { min($0, $1.left) }
        let right = boxes.reduce(first.box.right) { max($0, $1.right) }
        let bottom = boxes.reduce(first.box.bottom) { max($0, $1.bottom) }
        let box = Box(x: left, y: first.box.top, width: right - left, height: bottom - first.box.top)
        xml.start("bpmndi:BPMNLabel")
        write(box, to: &xml)
        xml.end()
    }

    func write(_ box: Box, to xml: inout XMLText) {
        xml.leaf("dc:Bounds", [
            "x": Self.number(box.x + shift.x), "y": Self.number(box.y + shift.y), "width": Self.number(box.width), "height": Self.number(box.height),
        ])
    }

    /// To a tenth of a px.
    private static func number(_ value: Double) -> String {
        guard value.isFinite else { return "0" }
        let tenths = Int((min(max(value, -1e9), 1e9) * 10).rounded())
        let whole = "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10)"
        return tenths % 10 == 0 ? whole : "\(whole).\(abs(tenths) % 10)"
    }
}
