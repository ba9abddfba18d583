import ProcessAnalysis
import ProcessSyntax

extension CheckReport {
    /// The report in the XML of JUnit, which build servers show as tests: a suite a map, a case a rule.
    ///
    /// A case fails where its findings make the run fail; mistakes in the text are errors. A rule that lacks what it
    /// needs is skipped. No case has a time, as none is measured.
    public func junit(_ context: ReviewContext) -> String {
        var suites = ""
        var total = JUnitTally()
        for group in reviewGroups(context) {
            var tally = JUnitTally()
            let cases = Self.cases(of: group, context).map { one -> String in
                tally.add(one.outcome)
                return one.xml(path: group.path)
            }
            guard !cases.isEmpty else { continue }
            suites += "  <testsuite name=\"\(XMLText.escaped(group.title))\"\(tally.attributes)>\n" + cases.joined() + "  </testsuite>\n"
            total = total + tally
        }
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"baton check\"\(total.attributes)>\n" + suites + "</testsuites>\n"
    }

    private static func cases(of group: ReviewGroup, _ context: ReviewContext) -> [JUnitCase] {
        var order: [String] = []
        var entries: [String: [ReviewEntry]] = [:]
        for entry in group.entries {
            if entries[entry.name] == nil { order.append(entry.name) }
            entries[entry.name, default: []].append(entry)
        }
        let rules = group.file?.verdict?.askedRules ?? []
        let excused = Dictionary(grouping: group.excused, by: \.name)
        // A case that looked at nothing has not passed, whatever else is told.
        let gaps = Dictionary(grouping: group.file?.verdict?.gaps ?? [], by: \.rule)
        let known = Set(rules)
        var cases = order.filter { !known.contains($0) }.map { JUnitCase(name: $0, entries[$0] ?? [], context) }
        if group.file?.isChecked == true, group.file?.verdict == nil {
            let whose = group.file?.hasErrors == true ? "the errors" : "the errors of the file it uses"
            cases.append(JUnitCase(name: "rules", outcome: .skipped, message: "The rules were not run: mend \(whose) first.", line: nil))
        }
        for rule in rules {
            var one = JUnitCase(name: rule, entries[rule] ?? [], context)
            for excuse in excused[rule] ?? [] {
                let why = excuse.excuse.map(\.message).flatMap { $0.isEmpty ? nil : ": \($0)" } ?? ""
                one.said.append("excused by 'allow:'\(why)\n\(excuse.at): \(ReviewEntry.sentence(excuse.message))")
            }
            for gap in gaps[rule] ?? [] {
                if gap.isPartial || one.outcome != .passed {
                    one.said.append("assessed in part: \(ReviewEntry.sentence(gap.missing, capital: false))")
                } else {
                    one.outcome = .skipped
                    one.message = "Not assessable: \(ReviewEntry.sentence(gap.missing, capital: false))"
                }
            }
            cases.append(one)
        }
        return cases
    }
}

/// One rule, or one kind of mistake, in one map.
private struct JUnitCase {
    enum Outcome { case passed, failed, error, skipped }

    let name: String
    var outcome: Outcome
    var message: String
    /// Where the first of its findings is.
    let line: Int?
    var weight = ""
    /// What it says, a finding a part.
    var body: [String] = []
    /// What it says besides, without failing.
    var said: [String] = []

    init(name: String, outcome: Outcome, message: String, line: Int?) {
        self.name = name
        self.outcome = outcome
        self.message = message
        self.line = line
    }

    init(name: String, _ entries: [ReviewEntry], _ context: ReviewContext) {
        func isFailing(_ entry: ReviewEntry) -> Bool { entry.origin == .text && entry.severity == .error || context.fails(entry.severity) }
        let failing = entries.filter(isFailing)
        let isError = failing.contains { $0.origin == .text && $0.severity == .error }
        self.init(
            name: name, outcome: isError ? .error : failing.isEmpty ? .passed : .failed,
            message: failing.first.map { ReviewEntry.sentence($0.message) + (failing.count > 1 ? " And \(failing.count - 1) more." : "") } ?? "",
            line: (failing.first ?? entries.first)?.region?.start.line)
        weight = failing.map(\.severity).max()?.rawValue ?? ""
        func told(_ entry: ReviewEntry) -> String { (["\(entry.at)\(entry.at.isEmpty ? "" : ": ")\(entry.severity.rawValue)"] + entry.sentences).joined(separator: "\n") }
        body = failing.map(told)
        said = entries.filter { !isFailing($0) }.map(told)
    }

    func xml(path: String) -> String {
        var text = "    <testcase classname=\"\(XMLText.escaped(path))\" name=\"\(XMLText.escaped(name))\""
        if !path.isEmpty { text += " file=\"\(XMLText.escaped(path))\"" }
        if let line { text += " line=\"\(line)\"" }
        var inside = ""
        let words = XMLText.escaped(message)
        switch outcome {
        case .passed: break
        case .skipped: inside += "      <skipped message=\"\(words)\"/>\n"
        case .failed, .error:
            let element = outcome == .error ? "error" : "failure"
            inside += "      <\(element) message=\"\(words)\" type=\"\(weight)\">\(XMLText.content(body.joined(separator: "\n\n")))</\(element)>\n"
        }
        if !said.isEmpty { inside += "      <system-out>\(XMLText.content(said.joined(separator: "\n\n")))</system-out>\n" }
        return text + (inside.isEmpty ? "/>\n" : ">\n\(inside)    </testcase>\n")
    }
}

private struct JUnitTally {
    var tests = 0
    var failures = 0
    var errors = 0
    var skipped = 0

    mutating func add(_ outcome: JUnitCase.Outcome) {
        tests += 1
        switch outcome {
        case .passed: break
        case .failed: failures += 1
        case .error: errors += 1
        case .skipped: skipped += 1
        }
    }

    static func + (a: JUnitTally, b: JUnitTally) -> JUnitTally {
        JUnitTally(tests: a.tests + b.tests, failures: a.failures + b.failures, errors: a.errors + b.errors, skipped: a.skipped + b.skipped)
    }

    var attributes: String { " tests=\"\(tests)\" failures=\"\(failures)\" errors=\"\(errors)\" skipped=\"\(skipped)\"" }
}

/// Text in XML: what may not stand there is left out, as by `HTMLText`.
enum XMLText {
    /// For values of attributes.
    static func escaped(_ text: String) -> String { HTMLText.escaped(allowed(text)) }

    /// For what stands between tags; lines stay lines.
    static func content(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { escaped(String($0)) }.joined(separator: "\n")
    }

    /// No XML may hold these two, and no program that reads it would go on.
    private static func allowed(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0.value & 0xFFFE == 0xFFFE }) else { return text }
        var out = ""
        for scalar in text.unicodeScalars where scalar.value != 0xFFFE && scalar.value != 0xFFFF { out.unicodeScalars.append(scalar) }
        return out
    }
}
