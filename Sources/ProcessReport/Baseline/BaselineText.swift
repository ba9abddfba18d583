import ProcessAnalysis
import ProcessModel
import ProcessSyntax

/// A baseline as a file: a line a statement, sorted, so that a review sees what has changed and why.
/// `docs/baseline.md` describes it, `BaselineReader` reads it.
public struct BaselineText {
    /// It grows when an older Baton could not read the file any more.
    static let version = 1
    static let heading = "baton-baseline"

    let baseline: Baseline

    public init(_ baseline: Baseline) { self.baseline = baseline }

    public var text: String {
        var lines = [
            "\(Self.heading) \(Self.version)",
            "# What is known of these maps and lived with for now. 'baton baseline write' writes it, 'baton check --baseline' reads it.",
            "",
        ]
        for agreement in baseline.agreements {
            lines.append("agreed \(Self.date(agreement.date))" + (agreement.because.map { " because \(Self.escaped($0))" } ?? ""))
        }
        lines.append("")
        lines += Self.ruleLines(baseline.rules)
        for map in baseline.maps { lines += [""] + Self.lines(of: map) }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Rules with one first letter on a line.
    private static func ruleLines(_ rules: [String]) -> [String] {
        var lines: [String] = []
        var first: Character?
        for rule in rules {
            if rule.first == first, let last = lines.popLast() {
                lines.append(last + " " + rule)
            } else {
                lines.append("rules " + rule)
                first = rule.first
            }
        }
        return lines
    }

    private static func lines(of map: BaselineMap) -> [String] {
        var lines = ["map \(escaped(map.id))"]
        // Where nobody says otherwise, it has eight hours.
        if abs(map.figures.minutesPerDay - 480) > 0.01, let day = time(map.figures.minutesPerDay) { lines.append("  day \(day)") }
        lines.append("  handoffs \(map.figures.handoffs)")
        func add(_ name: String, _ amount: String?, _ figure: BaselineFigures.Figure? = nil, bound: String = "at least") {
            guard let amount else { return }
            let silent = figure?.silent ?? []
            lines.append(
                "  \(name) " + (figure?.isBound == true ? bound + " " : "") + amount
                    + (silent.isEmpty ? "" : " without " + silent.map(quoted).joined(separator: ", ")))
        }
        add("handoffs a case", map.figures.handoffsPerCase.flatMap(number))
        add("lead time", map.figures.lead.flatMap { time($0.value) }, map.figures.lead)
        add("rolled ok", map.figures.rolledOK.flatMap { percent($0.value) }, map.figures.rolledOK, bound: "at most")
        for load in map.figures.loads {
            add("load \(quoted(load.lane)) \(quoted(load.role))", percent(load.share.value), load.share)
        }
        lines += map.figures.steps.map { "  " + line(of: $0) }
        lines += map.known.map { "  " + line(of: $0) }
        lines += map.gone.map { "  gone " + line(of: $0) }
        return lines
    }

    static func line(of finding: KnownFinding) -> String {
        "\(finding.severity.rawValue) \(finding.rule) \(finding.kind) \(quoted(finding.name)): \(escaped(finding.message))"
    }

    private static func line(of step: BaselineFigures.Step) -> String {
        "step \(quoted(step.name)) in \(quoted(step.lane))" + (step.role.map { " by \(quoted($0))" } ?? "")
            + (step.lead.flatMap(time).map { " takes \($0)" } ?? "") + (step.ok.flatMap(percent).map { " ok \($0)" } ?? "")
    }

    static func date(_ date: CalendarDate) -> String {
        func digits(_ number: Int, _ count: Int) -> String {
            let text = String(number)
            return String(repeating: "0", count: max(0, count - text.count)) + text
        }
        return "\(digits(date.year, 4))-\(digits(date.month, 2))-\(digits(date.day, 2))"
    }

    private static func number(_ value: Double) -> String? { Numerals.digits(value, places: 4) }

    private static func time(_ minutes: Double) -> String? {
        minutes < 60 ? number(minutes).map { $0 + " min" } : number(minutes / 60).map { $0 + " bh" }
    }

    private static func percent(_ share: Double) -> String? { number(share * 100).map { $0 + "%" } }

    private static func quoted(_ name: String) -> String { "\"" + escaped(name, also: "\"") + "\"" }

    /// What would break a line, or what a terminal would obey, is written out.
    private static func escaped(_ text: String, also other: Unicode.Scalar = "\\") -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            if scalar == "\\" || scalar == other {
                result += "\\"
                result.unicodeScalars.append(scalar)
            } else if Printable.isControl(scalar) {
                result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
