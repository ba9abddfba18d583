import ProcessAnalysis
import ProcessDiagram
import ProcessModel
import ProcessSyntax

/// One map as a BPMN 2.0 file, laid out.
///
/// What BPMN has an element for stands in that element. All that the map says is kept besides, word by word and beside what
/// it is said of, in a namespace of Baton's own, so that an import gives the same map again, also after somebody renamed or
/// moved things elsewhere. [docs/bpmn-export.md](docs/bpmn-export.md) has the table.
public struct BPMNExport: Sendable {
    public let text: String

    /// - Parameter tree: the file that the map was read from.
    public init(_ map: ProcessMap, from tree: SyntaxTree) throws(DrawingError) {
        let graph = ExportGraph(map, FlowGraph(map))
        let flows = FlowGraph(graph.map)
        var options = SwimlaneMap.Options()
        options.notation = .bpmn
        (options.badges, options.pains, options.findingsList, options.saidLists, options.legend, options.unknowns) = (false, false, false, false, false, false)
        let drawing = try SwimlaneMap(graph.map, graph: flows, mainPath: MainPath(graph.map, flows), options: options)
        let names = ElementNames(graph)
        let sayings = MapSayings(map, in: tree)
        var xml = XMLText()
        xml.start("bpmn:definitions", [
            "xmlns:bpmn": BPMNNamespace.model.rawValue, "xmlns:bpmndi": BPMNNamespace.diagram.rawValue, "xmlns:dc": BPMNNamespace.common.rawValue,
            "xmlns:di": BPMNNamespace.interchange.rawValue, "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            "xmlns:baton": BPMNNamespace.baton.rawValue, "id": "Definitions_1", "name": map.name.string,
            "targetNamespace": BPMNNamespace.baton.rawValue, "exporter": "Baton",
        ])
        ProcessElements(graph, names: names, sayings: sayings, drawing: drawing.diagram).write(to: &xml)
        Interchange(graph, names: names, drawing: drawing.diagram).write(to: &xml)
        xml.end()
        text = xml.text + ExportSum.line(of: xml.text)
    }
}
