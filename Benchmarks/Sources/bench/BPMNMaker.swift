/// A made-up process as a BPMN file: lanes, tasks, exclusive and parallel blocks, and where each is drawn.
/// The same arguments give the same bytes on every machine.
struct BPMNMaker {
    private var random: SplitMix
    private var nodes: [(id: String, lane: Int)] = []
    private var body = ""
    private var drawing = ""
    private var flows = 0
    private static let lanes = ["Sales", "Finance", "Delivery"]

    /// The file.
    private(set) var text = ""

    init(steps: Int, seed: UInt64) {
        random = SplitMix(state: seed)
        var last = add("startEvent", "Order comes in")
        var made = 0
        while made < steps {
            if random.below(10) < 3 {
                let kind = random.below(2) == 0 ? "exclusiveGateway" : "parallelGateway"
                let split = add(kind, kind == "exclusiveGateway" ? "Good \(made)?" : "")
                let join = add(kind, "")
                connect(last, split)
                for way in 0..<2 {
                    let task = add("task", "Do part \(way) of \(made)")
                    connect(split, task, kind == "exclusiveGateway" ? (way == 0 ? "yes" : "no") : "")
                    connect(task, join)
                }
                made += 2
                last = join
            } else {
                let task = add("task", "Do step \(made)")
                connect(last, task)
                made += 1
                last = task
            }
        }
        connect(last, add("endEvent", "Delivered"))
        text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" \
            xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" id="d" targetNamespace="urn:made-up">
              <bpmn:process id="p" name="Made-up process \(steps)-\(seed)">
                <bpmn:laneSet id="l">

            """
        for (lane, name) in Self.lanes.enumerated() {
            text += "      <bpmn:lane id=\"lane\(lane)\" name=\"\(name)\">\n"
            for node in nodes where node.lane == lane { text += "        <bpmn:flowNodeRef>\(node.id)</bpmn:flowNodeRef>\n" }
            text += "      </bpmn:lane>\n"
        }
        text += "    </bpmn:laneSet>\n\(body)  </bpmn:process>\n  <bpmndi:BPMNDiagram id=\"di\">\n    <bpmndi:BPMNPlane id=\"plane\" bpmnElement=\"p\">\n"
        text += "\(drawing)    </bpmndi:BPMNPlane>\n  </bpmndi:BPMNDiagram>\n</bpmn:definitions>\n"
    }

    private mutating func add(_ kind: String, _ name: String) -> String {
        let id = "n\(nodes.count)"
        nodes.append((id, random.below(Self.lanes.count)))
        body += "    <bpmn:\(kind) id=\"\(id)\"\(name.isEmpty ? "" : " name=\"\(name)\"") />\n"
        drawing += "      <bpmndi:BPMNShape id=\"\(id)_di\" bpmnElement=\"\(id)\">\n        <dc:Bounds x=\"\(nodes.count * 150)\" y=\"80\" width=\"100\" height=\"80\" />\n      </bpmndi:BPMNShape>\n"
        return id
    }

    private mutating func connect(_ from: String, _ to: String, _ name: String = "") {
        flows += 1
        body += "    <bpmn:sequenceFlow id=\"f\(flows)\"\(name.isEmpty ? "" : " name=\"\(name)\"") sourceRef=\"\(from)\" targetRef=\"\(to)\" />\n"
        drawing += "      <bpmndi:BPMNEdge id=\"f\(flows)_di\" bpmnElement=\"f\(flows)\">\n        <di:waypoint x=\"0\" y=\"120\" />\n        <di:waypoint x=\"150\" y=\"120\" />\n      </bpmndi:BPMNEdge>\n"
    }
}
