import Glibc

/// Everything that is measured, in one run on one machine.
struct Comparison {
    let baton: String
    /// Where maps and drawings are put.
    let folder: String
    /// How often the quick ones run; slow ones run less.
    let rounds: Int

    func tables() throws(Trouble) -> String {
        // Programs first, parsing last: see ChildRun.
        let sections = [try startUp(), try checking(), try rendering(), try parsing(), controlFlow()]
        return sections.joined(separator: "\n\n")
    }

    private func note(_ words: String) { Files.tell("bench: \(words)") }

    private func startUp() throws(Trouble) -> String {
        note("start-up")
        let results = try Series.medians(of: [["true"], [baton, "--version"], ["dot", "-V"]], rounds: rounds * 3)
        var table = Table(["start-up", "wall", "peak memory", "bar", ""])
        table.add(["`true` (what starting any program costs here)", ms(results[0].wall), memory(results[0]), "", ""])
        table.add(["`baton --version`", ms(results[1].wall), memory(results[1]), "≤ 5 ms", holds(results[1].wall <= 5)])
        table.add(["`dot -V`", ms(results[2].wall), memory(results[2]), "", ""])
        return table.text
    }

    private func checking() throws(Trouble) -> String {
        note("check")
        let one = "\(folder)/one"
        let many = "\(folder)/many"
        Files.makeFolder(one)
        Files.makeFolder(many)
        try Files.write(MapMaker(steps: 20).text, to: "\(one)/map.baton")
        let count = 1_000
        for seed in 1...count {
            try Files.write(MapMaker(steps: 30, seed: UInt64(seed)).text, to: "\(many)/map-\(seed).baton")
        }
        let single = try Series.medians(of: [check("\(one)/map.baton")], rounds: rounds * 3)[0]
        let all = try Series.medians(of: [check(many)], rounds: min(rounds, 5))[0]
        let rate = Double(count) / all.wall * 1000
        var table = Table(["check, whole process, findings written as text", "wall", "peak memory", "bar", ""])
        table.add(["one map of 20 steps", ms(single.wall), memory(single), "≤ 8 ms", holds(single.wall <= 8)])
        table.add([
            "1,000 maps of 30 steps: \(whole(rate)) maps/s", ms(all.wall), memory(all), "≥ 2,000 maps/s", holds(rate >= 2_000),
        ])
        let foreign = "\(folder)/bpmn"
        Files.makeFolder(foreign)
        for seed in 1...count { try Files.write(BPMNMaker(steps: 30, seed: UInt64(seed)).text, to: "\(foreign)/model-\(seed).bpmn") }
        let read = try Series.medians(of: [check(foreign)], rounds: min(rounds, 5))[0]
        let pace = Double(count) / read.wall * 1000
        table.add([
            "1,000 BPMN files of 30 steps: \(whole(pace)) files/s", ms(read.wall), memory(read), "≥ 500 files/s", holds(pace >= 500),
        ])
        return table.text
    }

    private func check(_ path: String) -> [String] { [baton, "check", path, "--fail-on", "never"] }

    private func rendering() throws(Trouble) -> String {
        var table = Table(["steps", "baton", "dot", "ratio", "baton memory", "dot memory", "bar", ""])
        let bars: [(steps: Int, ratio: Double?, rounds: Int)] = [
            (20, nil, rounds), (100, 1, rounds), (1_000, 0.3, min(rounds, 5)), (3_000, 0.15, min(rounds, 3)),
        ]
        for (steps, bar, rounds) in bars {
            note("render \(steps) steps")
            let map = MapMaker(steps: steps)
            let source = "\(folder)/map-\(steps).baton"
            try Files.write(map.text, to: source)
            try Files.write(map.dot, to: "\(folder)/map-\(steps).dot")
            let output = "\(folder)/drawn-\(steps)"
            // Nothing is written where the drawing is there already, so each round draws into a new place.
            let results = try Series.medians(
                of: [
                    ["sh", "-c", "rm -rf '\(output)'; exec '\(baton)' render '\(source)' --output '\(output)'"],
                    ["sh", "-c", "rm -f '\(output).svg'; exec dot -Tsvg '\(folder)/map-\(steps).dot' -o '\(output).svg'"],
                ], rounds: rounds)
            let ratio = results[0].wall / results[1].wall
            table.add([
                grouped(steps), ms(results[0].wall), ms(results[1].wall), decimals(ratio, 2) + " ×", memory(results[0]),
                memory(results[1]), bar.map { "≤ \(decimals($0, $0 == 1 ? 0 : 2)) ×" } ?? "", bar.map { holds(ratio <= $0) } ?? "",
            ])
        }
        return "`baton render` beside `dot -Tsvg` with the lanes as clusters, on the same graph; whole processes:\n\n" + table.text
    }

    private func parsing() throws(Trouble) -> String {
        var table = Table(["parse + resolve, in memory", "text", "time", "speed", "bar", "", "memory by text", "bar", ""])
        for steps in [700, 7_000, 70_000] {
            note("parse \(steps) steps")
            let text = MapMaker(steps: steps, lanes: 8).text
            let path = "\(folder)/text-\(steps).baton"
            try Files.write(text, to: path)
            let lines = text.utf8.count { $0 == UInt8(ascii: "\n") }
            table.add(
                try parsed("one map of \(grouped(lines)) lines", [path], size: text.utf8.count, rounds: steps > 10_000 ? 11 : 41, hasBar: true))
        }
        note("parse 1,000 maps")
        let paths = (1...1_000).map { "\(folder)/many/map-\($0).baton" }
        var size = 0
        for path in paths { size += try Files.read(path).count }
        table.add(try parsed("1,000 maps of 30 steps, on all cores", paths, size: size, rounds: 11, hasBar: false))
        return table.text
    }

    private func controlFlow() -> String {
        note("control flow")
        return ControlFlow.table()
    }

    private func parsed(_ what: String, _ paths: [String], size: Int, rounds: Int, hasBar: Bool) throws(Trouble) -> [String] {
        let result = try Parsing.measured(paths, rounds: rounds)
        let speed = Double(size) / 1e6 / result.milliseconds * 1000
        // Of a small text the memory is that of the program itself.
        let hasMemoryBar = hasBar && size > 1_000_000
        return [
            what, decimals(Double(size) / 1e6, 2) + " MB", ms(result.milliseconds), decimals(speed, 0) + " MB/s",
            hasBar ? "≥ 100 MB/s" : "", hasBar ? holds(speed >= 100) : "",
            hasMemoryBar ? decimals(result.memoryByText, 1) + " ×" : "", hasMemoryBar ? "≤ 20 ×" : "", hasMemoryBar ? holds(result.memoryByText <= 20) : "",
        ]
    }

    private func ms(_ value: Double) -> String { (value < 100 ? decimals(value, 1) : whole(value)) + " ms" }
    private func memory(_ result: Series.Result) -> String {
        result.peakMemory > result.leastMemory
            ? decimals(result.peakMemory, result.peakMemory < 100 ? 1 : 0) + " MB" : "under \(decimals(result.leastMemory.rounded(.up), 0)) MB"
    }
    private func holds(_ yes: Bool) -> String { yes ? "met" : "**not met**" }
    private func whole(_ value: Double) -> String { grouped(Int(value.rounded())) }
}

/// A number with a fixed count of decimals.
func decimals(_ value: Double, _ places: Int) -> String {
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let scaled = Int((value * scale).rounded())
    guard places > 0 else { return grouped(scaled) }
    let digits = String(abs(scaled))
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    return (scaled < 0 ? "-" : "") + padded.dropLast(places) + "." + padded.suffix(places)
}

/// A whole number with its thousands set apart.
func grouped(_ value: Int) -> String {
    var out = ""
    for (i, digit) in String(abs(value)).reversed().enumerated() {
        if i > 0, i.isMultiple(of: 3) { out.append(",") }
        out.append(digit)
    }
    return (value < 0 ? "-" : "") + String(out.reversed())
}
