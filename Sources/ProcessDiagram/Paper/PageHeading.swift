/// What stands at the head of each page: the process's name, on the first what is said of it as a whole,
/// and which page of how many it is.
struct PageHeading {
    private let title: [String]
    private let subtitle: [String]
    /// The room that it takes on the first page, and on all others.
    let firstHeight: Double
    let otherHeight: Double
    /// What is said of the process, as a list, where the page is too small to say it in the heading.
    let facts: [Diagram.List]
    private let sheet: BlankSheet
    private let size: Double

    init(_ diagram: Diagram, sheet: BlankSheet) {
        self.sheet = sheet
        let isSmall = sheet.innerHeight < 640
        size = isSmall ? 15 : 20
        title = Wording(diagram.title, size: size, isBold: true).lines(within: max(sheet.innerWidth - 110, 80))
        let said = diagram.heading.filter { $0.role == .subtitle }.map(\.text).joined(separator: " ")
        let lines = said.isEmpty ? [] : Wording(said, size: 12).lines(within: sheet.innerWidth)
        let titleHeight = Double(title.count) * (size + 5)
        let fits = titleHeight + Double(lines.count) * 17 < 0.12 * sheet.innerHeight
        subtitle = fits ? lines : []
        otherHeight = titleHeight + (isSmall ? 8 : 14)
        firstHeight = otherHeight + Double(subtitle.count) * 17
        if fits || said.isEmpty {
            facts = []
        } else {
            let items = said.split(separator: "·").map { part in
                let text = String(part.drop { $0 == " " })
                return Diagram.List.Entry(
                    sign: .fact, mark: "", box: Box(x: 0, y: 0, width: Badges.side, height: Badges.side), words: [],
                    paragraphs: [Diagram.List.Paragraph(text: text, isBold: false, role: .list)])
            }
            facts = [Diagram.List(
                heading: Diagram.Words(text: "About this process", at: Point(0, 0), size: 14, isBold: true, anchor: .start, role: .title), entries: items)]
        }
    }

    /// Writes the heading on every page.
    func number(_ pages: inout [PaperPage]) {
        let (left, top, right) = (sheet.margin, sheet.margin, sheet.margin + sheet.innerWidth)
        for index in pages.indices {
            pages[index].count = pages.count
            var y = top
            for line in title {
                pages[index].words.append(Diagram.Words(text: line, at: Point(left, y + 0.9 * size), size: size, isBold: true, anchor: .start, role: .title))
                y += size + 5
            }
            if index == 0 {
                for line in subtitle {
                    pages[index].words.append(Diagram.Words(text: line, at: Point(left, y + 12), size: 12, isBold: false, anchor: .start, role: .subtitle))
                    y += 17
                }
            }
            if pages.count > 1 {
                let text = "page \(index + 1) of \(pages.count)"
                let width = TextWidth.of(text, size: 12)
                pages[index].words.append(Diagram.Words(text: text, at: Point(right - width, top + 0.9 * size), size: 12, isBold: false, anchor: .start, role: .page))
            }
        }
    }
}
