import ProcessDiagram

extension Interchange {
    /// The signs of what steps need and make. Where the drawing has none of a step, its data objects are in the model alone.
    func writeData(to xml: inout XMLText) {
        for sign in drawing.data {
            let uses = sign.isMade ? names.data.makes : names.data.needs
            guard uses.indices.contains(sign.step.index), uses[sign.step.index].indices.contains(sign.place) else { continue }
            let use = uses[sign.step.index][sign.place]
            xml.start("bpmndi:BPMNShape", ["id": use.reference + ElementIDs.shape, "bpmnElement": use.reference])
            write(sign.box, to: &xml)
            write(label: sign.words, to: &xml)
            xml.end()
            xml.start("bpmndi:BPMNEdge", ["id": use.tie + ElementIDs.shape, "bpmnElement": use.tie])
            for point in sign.points { write(point, to: &xml) }
            xml.end()
        }
    }
}
