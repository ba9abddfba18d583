/// Looks a finished page over: nothing beyond its edges, all words and signs in their blocks, no two blocks and no two
/// lines of words over each other.
struct SheetCheck {
    let page: SheetPage

    private static let slack = 0.6

    /// Throws the first defect.
    func run() throws(DrawingError) {
        let sheet = Box(x: 0, y: 0, width: page.width, height: page.height)
        var blocks: [SheetPage.Block] = []
        for row in page.parts.flatMap(\.rows) {
            blocks += row.blocks
            for line in row.lines {
                guard (line.points + [line.tip]).allSatisfy({ sheet.holds(Box(center: $0, width: 0, height: 0), slack: Self.slack) }) else {
                    throw DrawingError("on the sheet '\(page.kind.rawValue)' the line from '\(line.from)' to '\(line.to)' runs off the page")
                }
            }
        }
        for block in blocks {
            guard sheet.holds(block.box, slack: Self.slack) else { throw complaint(block, "lies beyond the edge of the page") }
            for words in block.words {
                guard words.size >= 11 else { throw complaint(block, "has words that are too small") }
                guard block.box.holds(words.room, slack: Self.slack) else { throw complaint(block, "has words that stand out: '\(words.text)'") }
            }
            for sign in block.signs {
                guard block.box.holds(sign.box, slack: Self.slack) else { throw complaint(block, "has a sign that stands out") }
                guard !block.words.contains(where: { $0.room.overlaps(sign.box, slack: Self.slack) }) else {
                    throw complaint(block, "has words over a sign")
                }
            }
            for (index, words) in block.words.enumerated() {
                // Lines follow each other; to look at all pairs would take too long where there are many.
                if index > 0, block.words[index - 1].room.overlaps(words.room, slack: Self.slack) {
                    throw complaint(block, "has words over others: '\(words.text)'")
                }
                if let bar = block.bar, words.room.overlaps(bar, slack: Self.slack) { throw complaint(block, "has words over a bar") }
            }
        }
        try checkApart(blocks)
    }

    /// From top to bottom, each block beside those that have not ended yet.
    private func checkApart(_ blocks: [SheetPage.Block]) throws(DrawingError) {
        let order = blocks.indices.sorted { (blocks[$0].box.top, $0) < (blocks[$1].box.top, $1) }
        var open: [Int] = []
        for index in order {
            open.removeAll { blocks[$0].box.bottom <= blocks[index].box.top + Self.slack }
            for other in open where blocks[other].box.overlaps(blocks[index].box, slack: Self.slack) {
                throw complaint(blocks[index], "lies over another")
            }
            open.append(index)
        }
    }

    private func complaint(_ block: SheetPage.Block, _ what: String) -> DrawingError {
        let name = block.words.first.map { "the box '\($0.text)'" } ?? "a box"
        return DrawingError("on the sheet '\(page.kind.rawValue)' \(name) \(what)")
    }
}

extension Box {
    func holds(_ other: Box, slack: Double) -> Bool {
        other.left >= left - slack && other.right <= right + slack && other.top >= top - slack && other.bottom <= bottom + slack
    }
}
