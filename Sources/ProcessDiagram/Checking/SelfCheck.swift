/// Looks over a finished drawing before anybody sees it.
struct SelfCheck {
    let diagram: Diagram
    init(_ diagram: Diagram) { self.diagram = diagram }
    func run() throws(DrawingError) {}
}
