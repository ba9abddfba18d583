/// A table in Markdown.
struct Table {
    private var rows: [[String]]

    init(_ head: [String]) { rows = [head, head.map { _ in "---" }] }

    mutating func add(_ row: [String]) { rows.append(row) }

    var text: String { rows.map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n") }
}

/// Puts the tables into the page, between its two marks, with the machine they were made on.
enum Report {
    static let begin = "<!-- tables: written by `make bench` -->"
    static let end = "<!-- end of tables -->"

    static func write(_ tables: String, to path: String) throws(Trouble) {
        let page = String(decoding: try Files.read(path), as: UTF8.self)
        let head = page.split(separator: begin, maxSplits: 1, omittingEmptySubsequences: false)
        guard head.count == 2 else { throw Trouble("\(path) lacks the line \(begin)") }
        let tail = head[1].split(separator: end, maxSplits: 1, omittingEmptySubsequences: false)
        guard tail.count == 2 else { throw Trouble("\(path) lacks the line \(end)") }
        try Files.write("\(head[0])\(begin)\n\n\(machine())\n\n\(tables)\n\n\(end)\(tail[1])", to: path)
    }

    /// What the figures were measured on, as the kernel names it.
    static func machine() -> String {
        let lines = ((try? Files.read("/proc/cpuinfo")).map { String(decoding: $0, as: UTF8.self) } ?? "").split(separator: "\n")
        let cores = lines.count { $0.hasPrefix("processor") }
        let model = lines.first { $0.hasPrefix("model name") }.flatMap { $0.split(separator: ":").last.map(String.init) }
        let name = (model ?? " an unknown processor").drop { $0 == " " }
        let load = (try? Files.read("/proc/loadavg")).map { String(decoding: $0.prefix { $0 != UInt8(ascii: " ") }, as: UTF8.self) }
        return "On \(cores) cores of \(name), Linux, with a load of \(load ?? "?") (the run itself makes about 1)."
    }
}
