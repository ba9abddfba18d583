import ProcessModel
import ProcessSyntax

/// The legend and the lists of a map, set anew in the room that the pages leave: columns, read down and
/// then to the right, as many pages as it takes. Nothing is made smaller.
struct ListFlow {
    private static let columnWidth = 350.0
    private static let widestColumn = 520.0
    private static let columnGap = 28.0
    private static let lineHeight = 15.0
    private static let headingHeight = 34.0

    /// What stands on one page.
    struct Part {
        var lists: [Diagram.List] = []
        /// How far down it reaches.
        var bottom: Double
    }

    /// An entry with its words set for a column; very long ones are continued in the next column.
    private struct Item {
        var list: Int
        var entry: Diagram.List.Entry
        var lines: [(text: String, isBold: Bool, role: Diagram.Words.Role)]
        var opensList: Bool
        var continues = false
        var height: Double { Double(lines.count) * ListFlow.lineHeight + 9 }
    }

    let lists: [Diagram.List]

    /// Sets the lists in `first`, and on whole pages after it. The first part is empty where `first` is too small.
    func parts(first: Box?, page: Box) -> [Part] {
        guard !lists.isEmpty else { return [] }
        var out: [Part] = []
        var rest: [Item] = []
        var set = 0.0
        var area = first ?? page
        if first == nil { out.append(Part(bottom: page.top)) }
        repeat {
            let count = max(1, Int((area.width + Self.columnGap) / (Self.columnWidth + Self.columnGap)))
            let width = min((area.width - Double(count - 1) * Self.columnGap) / Double(count), Self.widestColumn)
            if out.count <= 1 || width != set {
                // Set anew only where nothing was split yet: columns of all later pages are alike.
                if out.isEmpty || (out.count == 1 && out[0].lists.isEmpty) { rest = items(width: width) } else if width != set { rest = reset(rest, width: width) }
                set = width
            }
            out.append(fill(area, &rest, columns: count, width: width))
            area = page
            if out.count > 4000 { break }
        } while !rest.isEmpty
        return out
    }

    private func items(width: Double) -> [Item] {
        lists.enumerated().flatMap { number, list in
            list.entries.enumerated().map { place, entry in
                Item(list: number, entry: entry, lines: Self.lines(entry, width: width), opensList: place == 0)
            }
        }
    }

    private func reset(_ items: [Item], width: Double) -> [Item] {
        items.map { item in
            var item = item
            if !item.continues { item.lines = Self.lines(item.entry, width: width) }
            return item
        }
    }

    private static func lines(_ entry: Diagram.List.Entry, width: Double) -> [(text: String, isBold: Bool, role: Diagram.Words.Role)] {
        entry.paragraphs.flatMap { paragraph in
            Wording(paragraph.text, size: 12, isBold: paragraph.isBold).lines(within: width - 24).map { ($0, paragraph.isBold, paragraph.role) }
        }
    }

    private func fill(_ area: Box, _ rest: inout [Item], columns: Int, width: Double) -> Part {
        // As low as can be if all of it fits, so that columns are of even length; else to the foot of the page.
        var height = area.height
        if place(rest, area, columns: columns, width: width, height: height).left.isEmpty {
            var low = 0.0
            while height - low > 1 {
                let middle = (low + height) / 2
                if place(rest, area, columns: columns, width: width, height: middle).left.isEmpty { height = middle } else { low = middle }
            }
        }
        let placed = place(rest, area, columns: columns, width: width, height: height)
        rest = placed.left
        return placed.part
    }

    private func place(_ items: [Item], _ area: Box, columns: Int, width: Double, height: Double) -> (part: Part, left: [Item]) {
        var part = Part(bottom: area.top)
        var left = items[...]
        for column in 0..<columns {
            let x = area.left + Double(column) * (width + Self.columnGap)
            var y = area.top
            var isEmpty = true
            while var item = left.first {
                let heading = isEmpty || item.opensList ? Self.headingHeight : 0
                if y + heading + item.height > area.top + height {
                    // A long entry that no column could hold is split; others go to the next column.
                    let room = Int((area.top + height - y - heading - 9) / Self.lineHeight)
                    guard isEmpty, height >= area.height - 0.5, item.height + heading > area.height, room >= 1 else { break }
                    var head = item
                    head.lines = Array(item.lines.prefix(room))
                    item.lines = Array(item.lines.dropFirst(room))
                    item.continues = true
                    item.opensList = false
                    left[left.startIndex] = item
                    set(head, at: Point(x, y), heading: heading, width: width, in: &part)
                    y += heading + head.height
                    isEmpty = false
                    break
                }
                set(item, at: Point(x, y), heading: heading, width: width, in: &part)
                y += heading + item.height
                isEmpty = false
                left.removeFirst()
            }
            part.bottom = max(part.bottom, y)
        }
        return (part, Array(left))
    }

    private func set(_ item: Item, at origin: Point, heading: Double, width: Double, in part: inout Part) {
        let top = origin.y + heading
        if item.opensList || part.lists.isEmpty {
            part.lists.append(Diagram.List(
                heading: self.heading(of: item, at: Point(origin.x, origin.y + 20), width: width), entries: []))
        }
        let words = item.lines.enumerated().map { index, line in
            Diagram.Words(
                text: line.text, at: Point(origin.x + 24, top + 12 + Double(index) * Self.lineHeight), size: 12, isBold: line.isBold, anchor: .start,
                role: line.role)
        }
        var entry = item.entry
        let side = entry.box.width
        entry.box = Box(x: origin.x + 9 - side / 2, y: top + 9 - side / 2, width: side, height: side)
        entry.words = words
        part.lists[part.lists.count - 1].entries.append(entry)
    }

    /// The heading of a list, or of what is left of it; in a narrow column without what stands behind its first comma.
    private func heading(of item: Item, at: Point, width: Double) -> Diagram.Words {
        let whole = lists[item.list].heading.text
        let short = whole.split(separator: ",").first.map(String.init) ?? whole
        let end = item.opensList ? "" : ", continued"
        for (text, size) in [(whole + end, 14.0), (short + end, 14), (short + end, 12), (short, 12)] {
            if TextWidth.of(text, size: size, isBold: true) <= width {
                return Diagram.Words(text: text, at: at, size: size, isBold: true, anchor: .start, role: .title)
            }
        }
        let first = Wording(short, size: 12, isBold: true).lines(within: width).first ?? ""
        return Diagram.Words(text: first, at: at, size: 12, isBold: true, anchor: .start, role: .title)
    }

    // MARK: Legend

    /// The legend set anew in lines, and how high it is.
    ///
    /// `goesOn` where flows were cut, whose marks it then explains.
    static func legend(_ given: Diagram.Legend, goesOn: Bool, at origin: Point, width: Double) -> Diagram.Legend {
        var legend = given
        if goesOn {
            let words = Diagram.Words(
                text: "goes on at the same letter", at: Point(28, 12), size: 11, isBold: false, anchor: .start, role: .legend)
            legend.entries.append(Diagram.Legend.Entry(sign: .goesOn, box: Box(x: 0, y: 0, width: 22, height: 15), words: words))
        }
        var out = legend
        var (x, y) = (origin.x, origin.y)
        for index in out.entries.indices {
            let entry = legend.entries[index]
            let own = entry.words.at.x - entry.box.left
            // What is too long for the sheet runs on below.
            let lines = Wording(entry.words.text, size: entry.words.size).lines(within: width - own)
            let needed = own + (lines.map { TextWidth.of($0, size: entry.words.size) }.max() ?? 0)
            if x > origin.x, x + max(needed, scaleWidth(legend.entries, from: index)) > origin.x + width {
                x = origin.x
                y += 22
            }
            out.entries[index].box = Box(x: x, y: y + 8 - entry.box.height / 2, width: entry.box.width, height: entry.box.height)
            out.entries[index].words.at = Point(x + own, y + 12)
            if lines.count > 1 {
                out.entries[index].words.text = lines[0]
                out.entries[index].more = lines.dropFirst().enumerated().map { number, line in
                    var words = out.entries[index].words
                    words.text = line
                    words.at.y += Double(number + 1) * lineHeight
                    return words
                }
                y += Double(lines.count - 1) * lineHeight
            }
            x += needed + 20
        }
        out.box = Box(x: origin.x, y: origin.y, width: width, height: y + 16 - origin.y)
        return out
    }

    /// The classes of a scale stand in one row where they can: how wide they are together, from the first one.
    private static func scaleWidth(_ entries: [Diagram.Legend.Entry], from index: Int) -> Double {
        func isHeat(_ index: Int) -> Bool { entries.indices.contains(index) && Surroundings.heatSigns.contains(entries[index].sign) }
        guard isHeat(index), !isHeat(index - 1) else { return 0 }
        return entries[index...].prefix { Surroundings.heatSigns.contains($0.sign) }.reduce(-20) { sum, entry in
            sum + entry.words.at.x - entry.box.left + TextWidth.of(entry.words.text, size: entry.words.size) + 20
        }
    }
}
