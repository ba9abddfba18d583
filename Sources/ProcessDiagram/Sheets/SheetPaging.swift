/// Cuts what a sheet says into pages: one long one for a screen, or as many as a paper asks for. Rows stay whole, and a
/// table that goes on repeats its head.
struct SheetPaging {
    let kind: ProcessSheet.Kind
    let heading: SheetHeading
    let size: ProcessSheet.PageSize
    let flow: SheetFlow

    private static let top = 30.0
    private static let bottom = 26.0
    private static let pageMark = 22.0
    private static let shortHeading = 34.0

    /// How much of a page lies below its heading and above its page number.
    static func room(on size: ProcessSheet.PageSize, below heading: SheetHeading) -> Double? {
        size.height.map { max(160, $0 - top - bottom - pageMark - max(heading.height, shortHeading)) }
    }

    func pages() -> [SheetPage] {
        let pages = self.pages(of: flow.strips)
        let spare = flow.strips.indices.filter { flow.strips[$0].isSpare }
        guard pages.count > 1 else { return pages }
        // Rows to fill in by hand are no reason for one page more; one of them stays.
        for count in stride(from: 1, to: spare.count, by: 1) {
            let dropped = Set(spare.suffix(count))
            let fewer = self.pages(of: flow.strips.enumerated().filter { !dropped.contains($0.offset) }.map(\.element))
            if fewer.count < pages.count { return numbered(fewer) }
        }
        return numbered(pages)
    }

    /// A key that alone would come to stand on the last page takes the last row of its table with it.
    private static func withKeyKept(_ strips: [SheetFlow.Strip]) -> [SheetFlow.Strip] {
        var strips = strips
        func isKey(_ strip: SheetFlow.Strip) -> Bool { strip.kind == .foot || strip.row.blocks.isEmpty && strip.row.lines.isEmpty }
        guard let row = strips.lastIndex(where: { !isKey($0) }), strips[row].kind == .table, !strips[row].isHead else { return strips }
        for index in row..<strips.count - 1 { strips[index].keepsWithNext = true }
        return strips
    }

    private func pages(of all: [SheetFlow.Strip]) -> [SheetPage] {
        var pages: [SheetPage] = []
        var page = fresh()
        var y = Self.top + heading.height
        page.parts.append(heading.part(at: Self.top))
        let limit = size.height.map { $0 - Self.bottom - Self.pageMark }
        var lastPart = -1
        var head: (part: Int, strips: [SheetFlow.Strip]) = (-1, [])
        var opensPage = true

        func put(_ strip: SheetFlow.Strip) {
            if !strip.row.blocks.isEmpty || !strip.row.lines.isEmpty {
                if strip.part != lastPart || page.parts.count == 1 { page.parts.append(.init(kind: strip.kind)) }
                page.parts[page.parts.count - 1].rows.append(strip.row.moved(down: y))
                lastPart = strip.part
            }
            y += strip.height
        }

        let strips = Self.withKeyKept(all)
        for (index, strip) in strips.enumerated() {
            if strip.isHead { head = strip.part == head.part ? (head.part, head.strips + [strip]) : (strip.part, [strip]) }
            // A head stays with its first row, a heading with what it heads.
            var needed = strip.height
            var next = index
            while next + 1 < strips.count, strips[next].keepsWithNext || strips[next].isHead {
                next += 1
                needed += strips[next].height
            }
            if let limit, !opensPage, y + strip.height > limit + 0.01 || (y + needed > limit + 0.01 && needed <= flow.room ?? needed) {
                pages.append(page)
                page = fresh()
                page.parts.append(heading.shortPart(at: Self.top, height: Self.shortHeading))
                y = Self.top + Self.shortHeading
                lastPart = -1
                opensPage = true
                if strip.part == head.part, !strip.isHead { for again in head.strips { put(again) } }
            }
            // Nothing but space has no place at the top of a page.
            if opensPage, strip.row.blocks.isEmpty, strip.row.lines.isEmpty { continue }
            put(strip)
            opensPage = false
        }
        if size.height == nil { page.height = (y + Self.bottom).rounded(.up) }
        pages.append(page)
        return pages
    }

    private func fresh() -> SheetPage {
        SheetPage(
            kind: kind, title: heading.title, summary: heading.summary, width: flow.width + 2 * SheetFlow.margin,
            height: size.height ?? 0, paper: size.millimetres)
    }

    private func numbered(_ pages: [SheetPage]) -> [SheetPage] {
        guard pages.count > 1 else { return pages }
        return pages.enumerated().map { index, page in
            var page = page
            page.number = index + 1
            page.count = pages.count
            let text = "page \(index + 1) of \(pages.count)"
            let width = TextWidth.of(text, size: 11)
            let box = Box(x: page.width - SheetFlow.margin - width - 4, y: page.height - Self.bottom - 16, width: width + 4, height: 18)
            let words = Diagram.Words(text: text, at: Point(box.x + 2, box.y + 13), size: 11, isBold: false, anchor: .start, role: .subtitle)
            page.parts.append(.init(kind: .foot, rows: [.init(blocks: [.init(kind: .words, box: box, words: [words])])]))
            return page
        }
    }
}

extension SheetPage.Row {
    func moved(down distance: Double) -> Self {
        func moved(_ box: Box) -> Box { Box(x: box.x, y: box.y + distance, width: box.width, height: box.height) }
        func moved(_ point: Point) -> Point { Point(point.x, point.y + distance) }
        var row = self
        for index in row.blocks.indices {
            row.blocks[index].box = moved(row.blocks[index].box)
            row.blocks[index].bar = row.blocks[index].bar.map(moved)
            for word in row.blocks[index].words.indices { row.blocks[index].words[word].at = moved(row.blocks[index].words[word].at) }
            for sign in row.blocks[index].signs.indices { row.blocks[index].signs[sign].box = moved(row.blocks[index].signs[sign].box) }
        }
        for index in row.lines.indices {
            row.lines[index].points = row.lines[index].points.map(moved)
            row.lines[index].tip = moved(row.lines[index].tip)
        }
        return row
    }
}
