import ProcessModel
import ProcessSyntax
import Testing

@testable import ProcessAnalysis

/// The map that a text means; texts of these tests have no errors.
func resolved(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) -> ProcessMap {
    let resolution = Resolver.resolve(SyntaxTree(parsing: SourceText(name: "test.baton", text: text)), using: [])
    #expect(resolution.diagnostics.filter { $0.severity == .error }.map(\.message) == [], sourceLocation: sourceLocation)
    return resolution.map
}

/// The figures of a map as lines that a person can check by hand: times in minutes, visits of steps
/// that a case does not pass just once.
func summary(_ map: ProcessMap) -> String {
    let metrics = Inspection(map).metrics
    var lines: [String] = []
    func figure(_ value: Double) -> String {
        let thousandths = Int((value * 1000).rounded())
        var text = "\(thousandths / 1000)"
        if thousandths % 1000 != 0 {
            var digits = String(1000 + abs(thousandths % 1000)).dropFirst()
            while digits.last == "0" { digits.removeLast() }
            text += "." + digits
        }
        return text
    }
    func time(_ total: TotalTime) -> String {
        let estimate = total.time
        let range = estimate.isExact ? "" : " (\(figure(estimate.low)) to \(figure(estimate.high)))"
        let known = !total.coverage.isComplete ? " known for \(total.coverage.known) of \(total.coverage.steps)" : ""
        return (total.mayBeLonger ? "at least " : "") + figure(estimate.expected) + range + known
    }
    func ok(_ rolled: RolledOK) -> String {
        rolled.coverage.known == 0 ? "" : ", ok \(figure(rolled.share))" + (rolled.coverage.isComplete ? "" : " known for \(rolled.coverage.known) of \(rolled.coverage.steps)")
    }
    if let path = metrics.mainPath {
        lines.append("main path: lead \(time(path.lead)), work \(time(path.work))\(ok(path.rolledOK)), handoffs \(path.handoffs)")
    } else {
        lines.append("main path: none")
    }
    switch metrics.allCases.lead {
    case .value(let lead):
        let work = metrics.allCases.work.value.map(time) ?? "?"
        let rework = metrics.allCases.rework.value.map { $0 > 1e-9 ? ", rework \(figure($0))" : "" } ?? ""
        lines.append("all cases: lead \(time(lead)), work \(work)\(metrics.allCases.rolledOK.value.map(ok) ?? "")\(rework), handoffs \(metrics.handoffs.perCase.map(figure) ?? "?")")
    case .notAssessable(let missing):
        lines.append("all cases: " + missing.joined(separator: "; "))
    }
    for end in metrics.byEnd {
        let name = map[end.end].name
        guard let share = end.perCase else {
            lines.append("\(name): ?")
            continue
        }
        lines.append("\(name): \(figure(share))" + (end.figures.map { ", lead \(time($0.lead)), work \(time($0.work))\(ok($0.rolledOK))" } ?? ""))
    }
    for id in map.nodeIDs where map[id].isWork && !isClose(metrics.visits[id.index], 1) {
        lines.append("visits of \(map[id].name): \(metrics.visits[id.index].map(figure) ?? "?")")
    }
    for load in metrics.loads {
        lines.append("load of \(map[load.role].name): \(figure(load.minutes.expected))\(load.capacity.map { " of \(figure($0))" } ?? "")\(load.silent.isEmpty ? "" : " known for \(load.steps - load.silent.count) of \(load.steps)")")
    }
    for load in metrics.laneLoads { lines.append("load of lane \(map[load.lane].name): \(figure(load.minutes.expected))") }
    return lines.joined(separator: "\n")
}

/// A map and its figures.
func check(_ text: String, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(summary(resolved(text, sourceLocation: sourceLocation)) == expected, sourceLocation: sourceLocation)
}
