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
                try checkClear(line, of: row.blocks)
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

    /// A line that ran through a function on its way would seem to come from there.
    private func checkClear(_ line: SheetPage.Line, of blocks: [SheetPage.Block]) throws(DrawingError) {
        let others = blocks.filter { $0.kind == .node && $0.from != line.from && $0.from != line.to }.map { $0.box.inset(by: 1) }
        guard !others.isEmpty else { return }
        for point in line.samples where others.contains(where: { $0.holds(Box(center: point, width: 0, height: 0), slack: 0) }) {
            throw DrawingError("on the sheet '\(page.kind.rawValue)' the line from '\(line.from)' to '\(line.to)' runs through another function")
        }
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

extension SheetPage.Line {
    /// Points along the curve, a few for each piece.
    var samples: [Point] {
        var out: [Point] = []
        var index = 0
        while index + 3 < points.count {
            let (a, b, c, d) = (points[index], points[index + 1], points[index + 2], points[index + 3])
            for step in 0..<8 {
                let t = Double(step) / 8
                let (u, v, w, z) = ((1 - t) * (1 - t) * (1 - t), 3 * t * (1 - t) * (1 - t), 3 * t * t * (1 - t), t * t * t)
                out.append(Point(u * a.x + v * b.x + w * c.x + z * d.x, u * a.y + v * b.y + w * c.y + z * d.y))
            }
            index += 3
        }
        return out
    }
}
