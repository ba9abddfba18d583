import ProcessAnalysis
import ProcessModel

/// The numbers, as `baton metrics` tells them: the same words, set as tables.
extension ReportPage {
    func writeNumbers(to out: inout HTMLText) {
        var page = Page(keeping: PageOutline())
        numbers.writeNumbers(to: &page)
        out.line("<section class=\"numbers\" id=\"numbers\" tabindex=\"-1\" aria-labelledby=\"numbers-heading\">")
        out.line("<h2 id=\"numbers-heading\">Numbers</h2>")
        var heading = ""
        var isInList = false
        for piece in page.outline?.pieces ?? [] {
            if case .item = piece {} else if isInList {
                out.line("</ul>")
                isInList = false
            }
            switch piece {
            case .heading(let words, let more):
                heading = words
                out.line("<h3>\(HTMLText.escaped(words))</h3>" + (more.isEmpty ? "" : "<p class=\"do\">\(HTMLText.coded(more))</p>"))
            case .table(let table): write(table, called: heading, to: &out)
            case .item(let words):
                if !isInList { out.line("<ul>") }
                isInList = true
                out.line("<li>\(HTMLText.coded(words))</li>")
            case .line(let indent, let runs): write(runs, indent: indent, to: &out)
            }
        }
        if isInList { out.line("</ul>") }
        out.line("</section>")
    }

    private func write(_ runs: [PageOutline.Run], indent: Int, to out: inout HTMLText) {
        let isQuiet = runs.allSatisfy { $0.style == .quiet }
        let words = runs.map { run -> String in
            switch run.style {
            case .strong: "<b>\(HTMLText.coded(run.words))</b>"
            case .quiet where !isQuiet: "<span class=\"do\">\(HTMLText.coded(run.words))</span>"
            default: HTMLText.coded(run.words)
            }
        }.joined()
        out.line("<p class=\"\(isQuiet ? "do " : "")in-\(min(indent / 2, 3))\">\(words)</p>")
    }

    // MARK: Tables

    private func write(_ table: Table, called name: String, to out: inout HTMLText) {
        let rows = table.cells
        let columns = rows.map(\.count).max() ?? 0
        let used = (0..<columns).filter { column in rows.contains { $0.indices.contains(column) && !$0[column].text.isEmpty } }
        guard let first = rows.first, !used.isEmpty else { return }
        let hasHead = rows.count > 1 && first.allSatisfy { $0.style == .quiet || $0.text.isEmpty } && first.contains { !$0.text.isEmpty }
        // A row is named by its first words that are not said quietly.
        let namer = used.first { column in
            rows.dropFirst(hasHead ? 1 : 0).contains { $0.indices.contains(column) && $0[column].style != .quiet && !$0[column].text.isEmpty }
        } ?? used[0]
        // A table may be wider than a small screen: then it scrolls by itself, also by keys.
        out.line("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Table: \(HTMLText.escaped(name))\"><table>")
        out.line("<caption>\(HTMLText.escaped(name))</caption>")
        if hasHead {
            out.raw("<thead><tr>")
            for column in used {
                let cell = first.indices.contains(column) ? first[column].text : ""
                out.raw(cell.isEmpty ? "<td></td>" : "<th scope=\"col\"\(Self.side(column, table))>\(HTMLText.escaped(cell))</th>")
            }
            out.line("</tr></thead>")
        }
        out.line("<tbody>")
        for (number, row) in rows.enumerated().dropFirst(hasHead ? 1 : 0) {
            out.raw("<tr>")
            for column in used {
                let cell = row.indices.contains(column) ? row[column] : Table.Cell("")
                if column == namer {
                    out.raw("<th scope=\"row\">\(link(cell))</th>")
                } else if let bar = Self.bar(cell) {
                    out.raw("<td class=\"chart\">\(bar)</td>")
                } else {
                    let isGrave = cell.style == .error
                    out.raw("<td\(Self.side(column, table))\(isGrave ? " data-grave" : "")>\(HTMLText.escaped(cell.text))</td>")
                }
            }
            out.line("</tr>")
            if let note = table.note(below: number) {
                out.line("<tr class=\"note\"><td colspan=\"\(used.count)\">\(HTMLText.coded(note))</td></tr>")
            }
        }
        out.line("</tbody></table></div>")
    }

    /// The name of a step is a link to it.
    private func link(_ cell: Table.Cell) -> String {
        guard let node = cell.node, map.nodes.indices.contains(node.index) else { return HTMLText.escaped(cell.text) }
        return "<a href=\"#\(Self.idPrefix)-n\(node.index)\">\(HTMLText.escaped(cell.text))</a>"
    }

    private static func side(_ column: Int, _ table: Table) -> String {
        column < table.sides.count && table.sides[column] == .right ? " class=\"n\"" : ""
    }

    /// A bar of blocks as one that the page draws; nil for other cells. What goes beyond 100% has a colour of its own.
    private static func bar(_ cell: Table.Cell) -> String? {
        let blocks: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]
        guard !cell.text.isEmpty, cell.text.allSatisfy({ $0 == "|" || blocks.contains($0) }) else { return nil }
        let parts = cell.text.split(separator: "|", omittingEmptySubsequences: false).map { part in
            part.reduce(0) { $0 + (blocks.firstIndex(of: $1) ?? 0) + 1 }
        }
        return parts.enumerated().map { index, eighths in
            eighths == 0 ? "" : "<i\(index > 0 ? " class=\"over\"" : "") style=\"width:\(eighths)px\"></i>"
        }.joined()
    }
}
