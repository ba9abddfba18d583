import ProcessAnalysis
import ProcessSyntax

/// What the rules found, a line a rule: what a room looks at before it goes into any one finding.
extension CheckReport {
    /// Below this many rules the findings themselves are overview enough.
    private static let fewestRules = 4

    func writeTable(of groups: [Group], to page: inout Page) {
        let rows = rows(groups)
        guard rows.count >= Self.fewestRules else { return }
        let showsMaps = files.filter(\.isChecked).count > 1
        let room = page.format.width ?? .max
        // On a narrow screen the titles go first, as the names of the rules say it shorter.
        let tables = [true, false].map { withTitles in table(rows, showsMaps: showsMaps, withTitles: withTitles) }
        guard let table = tables.first(where: { $0.width + 2 <= room }) ?? tables.last else { return }
        page.endLine()
        page.line("What the rules found, heaviest first", .strong)
        table.write(to: &page, indent: 2)
    }

    private struct Row {
        let severity: Severity
        /// Where it stands in the catalogue.
        let order: Int
        let rule: String
        let title: String
        var places = 0
        var maps = Set<Int>()
        private var latest: Int?

        init(severity: Severity, order: Int, rule: String, title: String) {
            self.severity = severity
            self.order = order
            self.rule = rule
            self.title = title
        }

        mutating func add(_ finding: GroupedFinding) {
            places += 1
            // Most findings of a rule come map by map.
            if finding.first != latest { maps.insert(finding.first) }
            latest = finding.first
            if !finding.others.isEmpty { maps.formUnion(finding.others) }
        }
    }

    private func rows(_ groups: [Group]) -> [Row] {
        struct Key: Hashable {
            let rule: String
            let severity: Severity
        }
        let rules = Catalogue.standard.rules
        let order = Dictionary(rules.indices.map { (rules[$0].name, $0) }, uniquingKeysWith: { first, _ in first })
        var rows: [Row] = []
        var places: [Key: Int] = [:]
        for group in groups {
            for finding in group.findings {
                let key = Key(rule: finding.finding.rule, severity: finding.finding.severity)
                var place = rows.count
                if let known = places[key] {
                    place = known
                } else {
                    let at = order[key.rule]
                    places[key] = place
                    rows.append(Row(severity: key.severity, order: at ?? rules.count, rule: key.rule, title: at.map { rules[$0].title } ?? ""))
                }
                rows[place].add(finding)
            }
        }
        return rows.sorted { a, b in
            if a.severity != b.severity { return a.severity > b.severity }
            if a.places != b.places { return a.places > b.places }
            return (a.order, a.rule) < (b.order, b.rule)
        }
    }

    private func table(_ rows: [Row], showsMaps: Bool, withTitles: Bool) -> Table {
        var table = Table([.left, .left, .right, .right, .left])
        table.add(["", "rule", "places", showsMaps ? "maps" : "", withTitles ? "in short" : ""], .quiet)
        for row in rows {
            table.add([
                Table.Cell(row.severity.rawValue, Page.Style(row.severity)), Table.Cell(row.rule), Table.Cell("\(row.places)"),
                Table.Cell(showsMaps ? "\(row.maps.count)" : ""), Table.Cell(withTitles ? row.title : "", .quiet),
            ])
        }
        return table
    }
}
