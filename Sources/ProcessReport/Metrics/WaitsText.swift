import ProcessAnalysis
import ProcessModel

/// Where the time goes, and what could be done about it.
extension MetricsPage {
    private static let mostRows = 5

    /// The parts of the lead time over all cases, with bars.
    func writeLeadParts(to page: inout Page) {
        guard let parts = metrics.allCases.parts.value, let lead = metrics.allCases.lead.value, parts.total.expected > 0 else { return }
        heading("Where the lead time goes", "over all cases" + (!lead.coverage.isComplete ? ", as far as the steps say" : ""), to: &page)
        var rows: [(String, Estimate)] = parts.work.high > 0 ? [("work", parts.work)] : []
        rows += parts.causesByTime.map { ("waiting: \($0?.rawValue ?? "no cause said")", parts.wait(because: $0)) }
        if parts.undivided.high > 0 { rows.append(("work and waiting, not told apart", parts.undivided)) }
        let total = parts.total.expected
        var table = Table([.left, .right, .left, .right])
        for (label, time) in rows {
            table.add([
                Table.Cell(label), Table.Cell(Self.time(time)), Table.Cell(Self.range(time), .quiet),
                Table.Cell(Numerals.percent(time.expected / total)),
            ])
        }
        let columns = barColumns(beside: table, in: page)
        table.addColumn(rows.map { Table.Cell(Bar.of($0.1.expected / total, columns: columns, longest: columns), .info) })
        table.write(to: &page, indent: 2)
        if let work = metrics.allCases.work.value, !metrics.blocks.blocks.isEmpty, parts.work.high > 0,
            work.time.expected > parts.work.expected * (1 + 1e-6)
        {
            note("work that the case waits for; that on other paths goes on meanwhile and counts in the activity ratio, too", to: &page)
        }
    }

    /// The waits that hold a case up most.
    func writeSavings(to page: inout Page) {
        guard let savings = entry.inspection.savings.value?.filter({ $0.saved.expected > 1e-6 }), !savings.isEmpty,
            let lead = metrics.allCases.lead.value, lead.time.expected > 0
        else { return }
        heading("Gain without a wait", "over all cases, each wait by itself", to: &page)
        let underWay = metrics.workInProgress(map)
        var table = Table([.left, .left, .right, .left, .right, .left, .right, .right])
        table.add(["step", "who", "wait", "because", "gain", "", "of lead time", underWay == nil ? "" : "cases there"], .quiet)
        for saving in savings.prefix(Self.mostRows) {
            table.add([
                Table.Cell(title(of: saving.node), node: saving.node), Table.Cell(map[saving.node].kind == .call ? "(call)" : performers(of: saving.node), .quiet),
                Table.Cell(Self.time(saving.wait)), Table.Cell(saving.cause?.rawValue ?? "?"), Table.Cell(Self.time(saving.saved)),
                Table.Cell(Self.range(saving.saved), .quiet),
                Table.Cell((lead.isLowerBound ? "≤ " : "") + Numerals.percent(saving.saved.expected / lead.time.expected)),
                Table.Cell(underWay.map { Numerals.decimal($0.atNode[saving.node.index].expected, places: 1) } ?? ""),
            ])
        }
        writeWide(table, to: &page)
        if savings.count > Self.mostRows { note("and \(Numerals.count(savings.count - Self.mostRows, "more wait")) that would gain less", to: &page) }
    }

    /// The loops that the map draws.
    func writeWaysBack(to page: inout Page) {
        let ways = entry.inspection.waysBack
        guard !ways.isEmpty else { return }
        heading("What is sent back", "by the map's own loops; what it adds to each case that comes in", to: &page)
        let volume = metrics.volume
        var table = Table([.left, .left, .left, .right, .right, .right])
        table.add(["at", "answer", "back to", volume == nil ? "times a case" : "times a month", "lead time", "work"], .quiet)
        for way in ways.prefix(Self.mostRows) {
            // At least nothing is no figure.
            func added(_ time: Estimate?, _ words: (Estimate) -> String) -> String {
                guard let time, !way.isLowerBound || time.high > 1e-6 else { return "?" }
                if time.expected < -1e-6 { return "-" + words(Estimate(-time.expected)) }
                return (way.isLowerBound ? "≥ " : "") + words(time)
            }
            table.add([
                Table.Cell(map[way.from].name, node: way.from), Table.Cell(way.answer.flatMap { map[$0].label?.string } ?? "", .quiet), Table.Cell(map[way.to].name),
                Table.Cell(Numerals.decimal(way.perCase * (volume?.perMonth ?? 1))),
                Table.Cell(added(way.lead) { Self.time($0) }), Table.Cell(added(way.work) { Numerals.work(minutes: $0.expected) }),
            ])
        }
        writeWide(table, to: &page)
        if ways.count > Self.mostRows { note("and \(Numerals.count(ways.count - Self.mostRows, "more way")) back", to: &page) }
        if ways.contains(where: { $0.lead.map { $0.expected < -1e-6 } ?? false }) {
            note("less than 0: the cases would take the other answers in place of it, and those take longer", to: &page)
        }
        if ways.count > 1 { note("each by itself, as if nobody took that answer, so that they need not add up", to: &page) }
    }

    /// What it costs to put right what is not ok, by the step that causes it.
    func writeReturnedRework(to page: inout Page) {
        guard let rework = entry.inspection.returnedRework?.value, !rework.sources.isEmpty else { return }
        heading("Rework at its source", "what is not ok, back at the step that caused it", to: &page)
        let volume = metrics.volume
        var table = Table([.left, .left, .right, .right, .right])
        table.add(["step", "who", "ok", volume == nil ? "back a case" : "back a month", volume == nil ? "work a case" : "work a month"], .quiet)
        let times = volume?.perMonth ?? 1
        for source in rework.sources.prefix(Self.mostRows) {
            let says = metrics.steps[source.node.index].work != nil
            table.add([
                Table.Cell(title(of: source.node), node: source.node), Table.Cell(map[source.node].kind == .call ? "(call)" : performers(of: source.node), .quiet),
                Table.Cell(Numerals.percent(source.ok)), Table.Cell(Numerals.decimal(source.returns * times)),
                Table.Cell(says ? Numerals.work(minutes: source.work.expected * times) : "?"),
            ])
        }
        writeWide(table, to: &page)
        if rework.sources.count > Self.mostRows {
            note("and \(Numerals.count(rework.sources.count - Self.mostRows, "more step")) with less work", to: &page)
        }
        if let lead = metrics.allCases.lead.value, let work = metrics.allCases.work.value {
            note("those who find it spend time as well, which is not counted", to: &page)
            note("with it a case takes \(time(rework.lead)) in place of \(time(lead)), and \(self.work(rework.work)) of work in place of \(self.work(work))", to: &page)
        }
        if !rework.drawn.isEmpty {
            let names = rework.drawn.map { "'\(map[$0].name)'" }.joined(separator: ", ")
            note("not counted: \(names), as the map itself leads back there", to: &page)
        }
    }

    /// What is certain of all cases although shares are missing; nil where nothing is.
    var whateverTheShares: [String] {
        guard let range = entry.inspection.shareRange, range.lead.low > 0 || range.work.low > 0 || range.lead.high ?? 0 > 0 else { return [] }
        let names = range.decisions.map { "'\(map[$0].name)'" }.joined(separator: ", ")
        func words(_ bounds: ShareRange.Bounds, _ time: (Double) -> String) -> String {
            guard let high = bounds.high else { return "at least \(time(bounds.low))" }
            return bounds.low < high ? "\(time(bounds.low)) to \(time(high))" : time(high)
        }
        let lead = words(range.lead) { Numerals.businessTime(minutes: $0) }
        let work = words(range.work) { Numerals.work(minutes: $0) }
        let round = range.mayGoRound ? "; there is no most, as cases may go back again and again" : ""
        return ["all cases, whatever the shares at \(names): lead time \(lead), work \(work)\(round)"]
    }

    /// How many cases are under way; nil where it is not known.
    var underWay: String? {
        guard let underWay = metrics.workInProgress(map), underWay.cases.expected > 0 else { return nil }
        func count(_ cases: Double) -> String { Numerals.decimal(cases, places: 1) }
        let cases = underWay.cases
        // As printed it would be 0, which is not so.
        if cases.high < 0.05 {
            return underWay.isLowerBound ? nil : "fewer than 0.1 cases are under way at any time"
        }
        let range = cases.isExact ? "" : " (\(count(cases.low)) to \(count(cases.high)))"
        let words = (underWay.isLowerBound ? "at least " : "about ") + count(cases.expected) + range
        let lanes = map.lanes.indices.filter { underWay.inLane[$0].expected >= 0.05 }
            .sorted { (-underWay.inLane[$0].expected, $0) < (-underWay.inLane[$1].expected, $1) }.prefix(3)
            .map { "\(map.lanes[$0].name) \(count(underWay.inLane[$0].expected))" }.joined(separator: ", ")
        return "\(words) cases are under way at any time" + (lanes.isEmpty ? "" : ", most with \(lanes)")
    }

    /// Nothing where it is one figure.
    private static func range(_ time: Estimate) -> String {
        guard !time.isExact else { return "" }
        // What is left of a time that varies can be less where all is at its most.
        return "\(Self.time(Estimate(min(time.low, time.high)))) to \(Self.time(Estimate(max(time.low, time.high))))"
    }

    private static func time(_ time: Estimate) -> String {
        Numerals.businessTime(minutes: time.expected, minutesPerDay: .infinity)
    }
}

// MARK: People

extension MetricsPage {
    /// The role whose time is used up first.
    func writeLimit(to page: inout Page) {
        let limits = entry.inspection.capacityLimits
        guard let first = limits.limits.first else { return }
        heading("What limits it", "the role whose time is used up first, work for other maps set aside", to: &page)
        page.add("  ")
        page.paragraph("\(map[first.role].name) has time for \(most(first)) cases a month" + (metrics.volume.map { volume in
            let come = (volume.isLowerBound ? "at least " : "") + Numerals.decimal(volume.perMonth)
            return ", and \(come) come in"
        } ?? ""), indent: 2, metrics.volume.map { $0.perMonth > first.casesPerMonth * (1 + 1e-9) } ?? false ? .error : .plain)
        if let more = first.withOneMore {
            let next = limits.limits.dropFirst().first
            let other = next.flatMap { $0.casesPerMonth < more ? "; then \(map[$0.role].name) limits it, at \(most($0))" : nil }
            note("with one more person it has time for \(Numerals.decimal(more))\(other ?? "")", to: &page)
        }
        if first.elsewhere > 0 { note("other maps ask \(Numerals.decimal(first.elsewhere / 60)) h a month of it", to: &page) }
        if !limits.unknown.isEmpty {
            note("not counted, as their people, their time or their work is not known: \(limits.unknown.map { map[$0].name }.joined(separator: ", "))", to: &page)
        }
    }

    private func most(_ limit: CapacityLimit) -> String {
        (limit.isUpperBound ? "at most " : "") + Numerals.decimal(limit.casesPerMonth)
    }

    /// Whose absence stops the work.
    func writeKeyPeople(to page: inout Page) {
        guard let key = keyPeople?.value, !key.people.isEmpty else { return }
        heading("Key people", "roles of one person for whom nobody stands in, and what stops while they are away", to: &page)
        var table = Table([.left, .left, .right, .right])
        table.add(["role", "lane", "cases that need it", "work that stops"], .quiet)
        for person in key.people {
            table.add([
                Table.Cell(map[person.role].name), Table.Cell(map[map[person.role].lane].name, .quiet),
                Table.Cell(person.cases.map { Numerals.percent($0, places: 0) } ?? "?"), Table.Cell(Numerals.percent(person.stopped, places: 0)),
            ])
        }
        writeWide(table, to: &page)
        let names = key.fewest.map { map[$0].name }
        if names.count > 1 {
            let all = names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
            let few = key.isFewest ? "the fewest whose absence stops half of the work" : "absent together they stop half of the work"
            note("\(all): \(few) (\(Numerals.percent(key.stopped, places: 0)))", to: &page)
        } else if names.isEmpty {
            note("even with all of them away, less than half of the work stops (\(Numerals.percent(key.stopped, places: 0)))", to: &page)
        }
        if key.notLookedAt > 0 {
            note("\(Numerals.count(key.notLookedAt, "more role")) of one person with less work not looked at, as the map is so long", to: &page)
        }
        if !key.coverage.isComplete { note("of the work that the steps say", to: &page) }
    }

    private func note(_ words: String, to page: inout Page) {
        page.add("  ")
        page.paragraph(words, indent: 2, .quiet)
    }

    private func writeWide(_ table: Table, to page: inout Page) {
        if table.width + 2 <= page.format.width ?? .max {
            table.write(to: &page, indent: 2)
        } else {
            table.writeBlocks(to: &page, indent: 2)
        }
    }
}
