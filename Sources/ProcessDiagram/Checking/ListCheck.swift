/// Looks over the headings of the lists: one that runs off the page or into the next column cannot be read.
struct ListCheck {
    private let diagram: Diagram

    init(_ diagram: Diagram) { self.diagram = diagram }

    func run() throws(DrawingError) {
        for list in diagram.lists {
            let box = list.heading.box
            guard box.left >= 0, box.right <= diagram.width else { throw DrawingError("the heading '\(list.heading.text)' runs off the page") }
            for other in diagram.lists {
                if other.heading.at != list.heading.at, other.heading.box.overlaps(box) {
                    throw DrawingError("the headings '\(list.heading.text)' and '\(other.heading.text)' lie over each other")
                }
                for words in other.entries.lazy.flatMap(\.words) where words.box.overlaps(box) {
                    throw DrawingError("the heading '\(list.heading.text)' lies over '\(words.text)'")
                }
            }
        }
    }
}
