import ProcessAnalysis
import ProcessDiagram
import ProcessModel
import ProcessSyntax

/// One process as a page of HTML that needs nothing else: its map, what was found and said, its numbers.
///
/// All of it is there without the script, which adds zooming, filters, and the way back and forth between map and lists.
public struct ReportPage: Sendable {
    let inspection: Inspection
    let findings: [Finding]
    let drawing: SwimlaneMap
    let path: String
    let date: String?
    let numbers: MetricsPage
    /// What is passed on, by name, and on which flow.
    let passing: FlowNames
    let flowOfTerms: [HandoffID: FlowID]

    var map: ProcessMap { inspection.map }
    var diagram: Diagram { drawing.diagram }

    /// What stands before all ids of the drawing; no other id of the page begins like this.
    static let idPrefix = "m"

    /// - Parameters:
    ///   - findings: what the rules found in the map; what tells ratings is left out.
    ///   - path: the file of the map, as its reader knows it.
    ///   - date: the day that dates were compared with, such as `2026-11-30`.
    /// Throws where the map can't be drawn.
    public init(_ inspection: Inspection, findings: [Finding], path: String, date: String?) throws(DrawingError) {
        self.inspection = inspection
        let findings = findings.forDrawings(showingRatings: false)
        self.findings = findings
        self.path = path
        self.date = date
        var numbers = MetricsPage(entry: MetricsReport.Entry(path: path, inspection: inspection))
        numbers.showsRatings = false
        self.numbers = numbers
        passing = FlowNames(inspection.map)
        flowOfTerms = Dictionary(
            inspection.map.flowIDs.compactMap { id in inspection.map[id].terms.map { ($0, id) } }, uniquingKeysWith: { first, _ in first })
        var options = SwimlaneMap.Options()
        options.findingsList = false
        options.saidLists = false
        options.idPrefix = Self.idPrefix
        drawing = try SwimlaneMap(
            inspection.map, graph: inspection.graph, mainPath: inspection.mainPath, findings: findings, options: options)
    }

    public func html() -> String {
        var out = HTMLText()
        writeHead(to: &out)
        out.line(isWide ? "<body class=\"is-wide\">" : "<body>")
        out.line("<a class=\"skip\" href=\"#findings\">Skip to the findings</a>")
        writeHeader(to: &out)
        out.line("<main>")
        writeMap(to: &out)
        out.line("<div class=\"side\">")
        let groups = groups
        writeFilter(groups, to: &out)
        writeFindings(groups, to: &out)
        writeSaid(to: &out)
        writeNumbers(to: &out)
        writeSteps(to: &out)
        out.line("</div>")
        out.line("</main>")
        writeFooter(to: &out)
        out.line("<script>\(Self.script)</script>")
        out.line("</body>\n</html>")
        return out.html
    }

    private func writeHead(to out: inout HTMLText) {
        out.line("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">")
        out.line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        out.line("<meta name=\"color-scheme\" content=\"light dark\">")
        // Nothing is fetched from anywhere, and no script runs but the one that Baton wrote.
        out.line("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-\(Self.scriptHash)'; base-uri 'none'; form-action 'none'\">")
        out.line("<meta name=\"generator\" content=\"Baton \(Baton.version)\">")
        out.line("<title>\(HTMLText.escaped(diagram.title)) · process report</title>")
        out.line("<style>\(Self.style)</style>\n</head>")
    }

    // MARK: Header

    private func writeHeader(to out: inout HTMLText) {
        out.line("<header class=\"top\">")
        let state = switch map.state {
        case .asIs: "Process report · as it is today"
        case .toBe: "Process report · as it should be"
        case nil: "Process report"
        }
        out.line("<p class=\"kind\">\(state)</p>")
        out.line("<h1>\(HTMLText.escaped(diagram.title))</h1>")
        var facts = numbers.about
        if let volume = map.volume { facts.append(("Volume", volume.value.map { "\(Numerals.decimal($0.count)) per \($0.period.rawValue)" } ?? "?")) }
        if let reviewed = map.reviewed?.value { facts.append(("Reviewed", reviewed.written)) }
        if !facts.isEmpty {
            out.line("<dl class=\"facts\">")
            for (label, words) in facts { out.line("<div><dt>\(HTMLText.escaped(label))</dt><dd>\(HTMLText.escaped(words))</dd></div>") }
            out.line("</dl>")
        }
        out.line("<ul class=\"cards\">")
        for card in numbers.cards + ownCards {
            out.line("<li><a href=\"#\(card.target)\"><b>\(HTMLText.escaped(card.figure))</b> <span>\(HTMLText.escaped(card.label))</span></a></li>")
        }
        out.line("</ul>")
        out.line("</header>")
    }

    private var ownCards: [ReportCard] {
        func count(_ severity: Severity) -> Int { findings.count { $0.severity == severity } }
        let parts = [(Severity.error, "error"), (.warning, "warning"), (.info, "note")].compactMap { severity, name in
            count(severity) > 0 ? Numerals.count(count(severity), name) : nil
        }
        var cards = [ReportCard(figure: "\(findings.count)", label: (findings.count == 1 ? "finding" : "findings") + (parts.isEmpty ? "" : ": " + parts.joined(separator: ", ")), target: "findings")]
        if !map.pains.isEmpty {
            let votes = map.pains.compactMap { $0.votes?.value }.reduce(0, +)
            cards.append(ReportCard(
                figure: "\(map.pains.count)",
                label: (map.pains.count == 1 ? "pain" : "pains") + (votes > 0 ? ", \(Numerals.decimal(votes)) votes" : ""), target: "said"))
        }
        return cards
    }

    // MARK: Map

    private func writeMap(to out: inout HTMLText) {
        out.line("<section class=\"map\" id=\"map\" aria-labelledby=\"map-heading\">")
        out.line("<div class=\"bar\"><h2 id=\"map-heading\">Map</h2>")
        out.line("<div class=\"tools scripted\" role=\"group\" aria-label=\"Size of the map\">")
        for (action, sign, words) in [("out", "−", "Smaller"), ("in", "+", "Larger")] {
            out.line("<button type=\"button\" data-zoom=\"\(action)\" aria-label=\"\(words)\" title=\"\(words) (key \(sign))\">\(sign)</button>")
        }
        out.line("<button type=\"button\" data-zoom=\"fit\" title=\"The whole map (key 0)\">Fit</button>")
        out.line("<button type=\"button\" data-zoom=\"one\" title=\"As drawn (key 1)\">1:1</button>")
        out.line("<output id=\"zoom-level\" aria-live=\"polite\">100%</output></div></div>")
        out.line("<div class=\"sheet-box\" id=\"sheet-box\" tabindex=\"0\" role=\"region\" aria-label=\"Map, larger than its window: scroll it, or move it with the arrow keys\">")
        out.raw(drawing.svgForPage())
        out.line("</div>")
        out.line("<p class=\"hint scripted\">Drag or arrow keys move the map; <kbd>+</kbd> <kbd>−</kbd> <kbd>0</kbd> or Ctrl and the wheel change its size. A mark leads to its entry, an entry to its mark; <kbd>Esc</kbd> leads back.</p>")
        out.line("</section>")
    }

    /// True where the map is larger on a sheet that lies than on one that stands.
    private var isWide: Bool {
        // What a sheet of A4 leaves for the map below the heading, in mm.
        min(275 / diagram.width, 148 / diagram.height) > min(188 / diagram.width, 205 / diagram.height)
    }

    private func writeFooter(to out: inout HTMLText) {
        let dates = date.map { ", dates compared with \($0)" } ?? ""
        out.line("<footer><p>Made by Baton \(Baton.version) from <code>\(HTMLText.escaped(path))</code>\(HTMLText.escaped(dates)). What was found are questions for the room: it knows more than the map.</p></footer>")
    }
}

/// A figure at the head of the page, with the part that tells more.
struct ReportCard {
    let figure: String
    let label: String
    let target: String
}

extension MetricsPage {
    /// The figures to see first: those of all cases, or of the main path where there are none.
    var cards: [ReportCard] {
        let (all, path) = (metrics.allCases, metrics.mainPath)
        let isAll = all.lead.value != nil
        var cards: [ReportCard] = []
        func add(_ figure: String?, _ label: String) {
            if let figure, figure != "?" { cards.append(ReportCard(figure: figure, label: label, target: "numbers")) }
        }
        let of = isAll ? "all cases" : "main path"
        add((all.lead.value ?? path?.lead).map { time($0, minutesPerDay: .infinity) }, "lead time, \(of)")
        // What is of the main path alone says so.
        func label(_ words: String, isOfAll: Bool) -> String { isOfAll ? words : words + ", main path" }
        add((isAll ? all.work.value : path?.work).map(work), label("work a case", isOfAll: isAll))
        add(isAll ? Self.share(all.activityRatio) : Self.share(path?.activityRatio), label("activity ratio", isOfAll: isAll))
        add((isAll ? all.rolledOK.value : path?.rolledOK).map(ok), label("rolled ok", isOfAll: isAll))
        let handoffs = metrics.handoffs.perCase
        add(handoffs.map { Numerals.decimal($0) } ?? path.map { "\($0.handoffs)" }, handoffs == nil ? "handoffs, main path" : "handoffs a case")
        return cards
    }
}
