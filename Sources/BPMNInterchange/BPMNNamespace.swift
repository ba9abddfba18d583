/// The XML namespaces of BPMN 2.0. Elements are known by these, whatever prefix a file gives them.
public enum BPMNNamespace: String, Sendable, CaseIterable {
    /// Processes and what is in them.
    case model = "http://www.omg.org/spec/BPMN/20100524/MODEL"
    /// Which shape stands for which element.
    case diagram = "http://www.omg.org/spec/BPMN/20100524/DI"
    /// Bounds and fonts.
    case common = "http://www.omg.org/spec/DD/20100524/DC"
    /// Waypoints.
    case interchange = "http://www.omg.org/spec/DD/20100524/DI"
    /// What Baton says and BPMN has no word for.
    case baton = "urn:baton:bpmn:1"
}
