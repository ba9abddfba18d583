import Glibc

/// Draws many maps and scores each by the rules of docs/drawing.md.
///
/// The maps and the count of defects are those of two programs that are shared with other tools and lie in a folder of
/// their own. Where that is missing the maps are MapMaker's and defects are not counted.
struct Score {
    let baton: String
    /// Where gen-map.py and audit-map.py are.
    let tools: String
    let count: Int
    /// Where maps and drawings are put, to look at them afterwards.
    let folder: String

    /// One drawing, scored.
    private struct Row {
        let name: String
        var values: [String: Double] = [:]
    }

    private var hasTools: Bool { access("\(tools)/gen-map.py", R_OK) == 0 && access("\(tools)/audit-map.py", R_OK) == 0 }

    /// The table, and whether all bars are met.
    func report() throws(Trouble) -> (text: String, isMet: Bool) {
        for name in ["maps", "more", "small"] { Files.makeFolder("\(folder)/\(name)") }
        if !hasTools { Files.tell("score: no gen-map.py and audit-map.py in \(tools): maps of our own, and no defects counted") }
        Files.tell("score: \(count) maps, each drawn twice")
        // 10 to 120 steps, three to nine lanes, every second map with times, handoffs and pains.
        let orders = (1...max(1, count)).map {
            Order(kind: "maps", name: "m\($0)", steps: 10 + ($0 * 37) % 111, lanes: 3 + ($0 * 5) % 7, seed: $0)
        }
        try make(orders + (1...30).map { Order(kind: "small", name: "p\($0)", steps: 20, lanes: 5, seed: $0) })
        for order in orders {
            let text = String(decoding: try Files.read("\(folder)/maps/\(order.name).baton"), as: UTF8.self)
            let names = text.split(separator: "\n").first { $0.hasPrefix("lanes: ") }?.dropFirst(7).split(separator: ",") ?? []
            let changed = OneMoreStep.added(to: text, lanes: names.map { String($0.drop { $0 == " " }) }, seed: order.seed)
            try Files.write(changed ?? text, to: "\(folder)/more/\(order.name).baton")
        }
        var rows = orders.map { Row(name: $0.name) }
        for name in ["maps", "more", "small"] { try draw(name) }
        Files.tell("score: dot, audit")
        for index in rows.indices { try measure(&rows[index]) }
        rows += try ownMaps()
        if hasTools { try audit(&rows) }
        let small = try (1...30).map { seed throws(Trouble) in DrawnMap(svg: try Files.read("\(folder)/small-drawn/p\(seed).svg")) }
        return table(rows, small)
    }

    private struct Order {
        let kind: String
        let name: String
        let steps: Int
        let lanes: Int
        let seed: Int
        var isFull: Bool { seed.isMultiple(of: 2) }
    }

    /// Runs gen-map.py for each line of orders, in one process: to start it a thousand times takes minutes.
    private static let maker = """
        import contextlib, io, runpy, sys
        for order in open(sys.argv[2]).read().splitlines():
            path, *arguments = order.split("|")
            for ending, more in (("baton", []), ("dot", ["--dot"])):
                out, kept = io.StringIO(), sys.argv
                sys.argv = [kept[1]] + arguments + more
                with contextlib.redirect_stdout(out):
                    runpy.run_path(kept[1], run_name="__main__")
                sys.argv = kept
                open(path + "." + ending, "w").write(out.getvalue())
        """

    private func make(_ orders: [Order]) throws(Trouble) {
        guard hasTools else {
            for order in orders {
                let map = MapMaker(steps: order.steps, lanes: order.lanes, seed: UInt64(order.seed))
                try Files.write(map.text, to: "\(folder)/\(order.kind)/\(order.name).baton")
                try Files.write(map.dot, to: "\(folder)/\(order.kind)/\(order.name).dot")
            }
            return
        }
        let lines = orders.map {
            "\(folder)/\($0.kind)/\($0.name)|--steps|\($0.steps)|--lanes|\($0.lanes)|--seed|\($0.seed)|--detail|\($0.isFull ? "full" : "plain")"
        }
        try Files.write(lines.joined(separator: "\n"), to: "\(folder)/orders.txt")
        try Files.write(Self.maker, to: "\(folder)/make.py")
        try shell("python3 '\(folder)/make.py' '\(tools)/gen-map.py' '\(folder)/orders.txt'")
    }

    private func draw(_ kind: String) throws(Trouble) {
        try shell("'\(baton)' render '\(folder)/\(kind)' --output '\(folder)/\(kind)-drawn'")
    }

    private func shell(_ command: String, codes: ClosedRange<Int32> = 0...0) throws(Trouble) {
        guard let run = ChildRun(["sh", "-c", command]), codes.contains(run.exitCode) else { throw Trouble("this failed: \(command)") }
    }

    private func measure(_ row: inout Row) throws(Trouble) {
        let map = DrawnMap(svg: try Files.read("\(folder)/maps-drawn/\(row.name).svg"))
        let more = DrawnMap(svg: try Files.read("\(folder)/more-drawn/\(row.name).svg"))
        row.values["swaps"] = Double(OneMoreStep.swaps(from: map, to: more))
        try measure(map, dot: "\(folder)/maps/\(row.name)", &row)
    }

    /// The maps of this repository: some real ones among those made at random.
    private func ownMaps() throws(Trouble) -> [Row] {
        try shell("'\(baton)' render Processes --output '\(folder)/own-drawn' && ls '\(folder)/own-drawn' > '\(folder)/own.txt'")
        var rows: [Row] = []
        for file in String(decoding: try Files.read("\(folder)/own.txt"), as: UTF8.self).split(separator: "\n") where file.hasSuffix(".svg") {
            var row = Row(name: String(file.dropLast(4)))
            let map = DrawnMap(svg: try Files.read("\(folder)/own-drawn/\(file)"))
            try Files.write(map.dot, to: "\(folder)/\(row.name).dot")
            try measure(map, dot: "\(folder)/\(row.name)", &row)
            rows.append(row)
        }
        return rows
    }

    private func measure(_ map: DrawnMap, dot: String, _ row: inout Row) throws(Trouble) {
        let flows = Double(max(1, map.flows.count))
        let lengths = map.flows.map { zip($0.line, $0.line.dropFirst()).reduce(0) { $0 + $1.0.distance(to: $1.1) } }
        let detours = zip(map.flows, lengths).map { flow, length -> Double in
            guard let a = flow.line.first, let b = flow.line.last else { return 0 }
            return length - abs(a.x - b.x) - abs(a.y - b.y)
        }
        // Each rounded corner is three points.
        let bends = map.flows.reduce(0) { $0 + max(0, ($1.line.count - 2) / 3) }
        row.values["crossings"] = Double(Crossings.count(map.flows.map(\.line)))
        row.values["bends"] = Double(bends) / flows
        row.values["crooked"] = Double(map.crookedFlows)
        row.values["width"] = map.body.right + map.body.left
        row.values["height"] = map.body.bottom
        row.values["length"] = lengths.reduce(0, +) / flows
        row.values["detour"] = detours.max() ?? 0
        try shell("dot -Tplain '\(dot).dot' -o '\(dot).plain'")
        row.values["dot"] = Double(Crossings.count(Crossings.linesOfDot(String(decoding: try Files.read("\(dot).plain"), as: UTF8.self))))
    }

    /// `path: 0 defects; lanes 3, …` a drawing.
    private func audit(_ rows: inout [Row]) throws(Trouble) {
        let out = "\(folder)/audit.txt"
        try shell("python3 '\(tools)/audit-map.py' '\(folder)/maps-drawn/'*.svg '\(folder)/own-drawn/'*.svg > '\(out)'", codes: 0...1)
        var found: [String: Double] = [:]
        for line in String(decoding: try Files.read(out), as: UTF8.self).split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, let file = parts[0].split(separator: "/").last, file.hasSuffix(".svg"),
                let number = Double(parts[1].drop { $0 == " " }.prefix { $0.isNumber })
            else { continue }
            found[String(file.dropLast(4))] = number
        }
        for index in rows.indices {
            guard let defects = found[rows[index].name] else { throw Trouble("audit-map.py said nothing of \(rows[index].name); see \(out)") }
            rows[index].values["defects"] = defects
        }
    }

    // MARK: The table

    private func table(_ rows: [Row], _ small: [DrawnMap]) -> (text: String, isMet: Bool) {
        var isMet = true
        var table = Table(["of each map", "median", "90 %", "worst", "which", "bar", ""])
        func values(_ key: String) -> [(value: Double, name: String)] {
            rows.compactMap { row in row.values[key].map { ($0, row.name) } }.sorted { $0.0 < $1.0 }
        }
        func add(_ what: String, _ key: String, _ places: Int = 0, bar: String = "", holds: ((_ sorted: [Double]) -> Bool)? = nil) {
            let sorted = values(key)
            guard let worst = sorted.last else { return }
            let isHeld = holds?(sorted.map(\.value))
            if isHeld == false { isMet = false }
            table.add([
                what, decimals(sorted[sorted.count / 2].value, places), decimals(sorted[min(sorted.count - 1, sorted.count * 9 / 10)].value, places),
                decimals(worst.value, places), worst.value > 0 ? worst.name : "", bar, isHeld.map { $0 ? "met" : "**not met**" } ?? "",
            ])
        }
        func isNone(_ sorted: [Double]) -> Bool { sorted.last == 0 }
        let dots = values("dot").map(\.value)
        let middleOfDot = dots.isEmpty ? 0 : dots[dots.count / 2]
        add("defects (audit-map.py)", "defects", bar: "0", holds: isNone)
        add("crossings", "crossings", bar: "median ≤ dot's") { $0[$0.count / 2] <= middleOfDot }
        add("crossings that dot draws", "dot")
        add("bends per flow", "bends", 2, bar: "< 2") { ($0.last ?? 0) < 2 }
        add("bent flows of the main path in a lane", "crooked", bar: "0", holds: isNone)
        add("pairs that change places when a step is added", "swaps", bar: "0", holds: isNone)
        add("width, px", "width")
        add("height of the lanes with the heading, px", "height")
        add("length of a flow, px", "length")
        add("longest way round, px", "detour")
        let fitting = small.count { $0.body.left + $0.body.right <= 1_920 && $0.body.bottom + 20 <= 1_080 && $0.smallestLetters >= 11 }
        let (ours, theirs) = (values("crossings").reduce(0) { $0 + $1.value }, dots.reduce(0, +))
        let text = """
            \(table.text)

            \(grouped(rows.count)) maps, \(decimals(ours, 0)) crossings in all; dot draws \(decimals(theirs, 0)).
            \(fitting) of \(small.count) maps of 20 steps in five lanes go on 1,920 x 1,080 with letters of 11 px and more.
            Maps and drawings: \(folder)
            """
        return (text, isMet)
    }
}
