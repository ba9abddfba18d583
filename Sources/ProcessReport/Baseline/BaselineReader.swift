import ProcessAnalysis
import ProcessModel
import ProcessSyntax

/// Reads what `BaselineText` writes, and nothing else: a baseline that is half understood would let half of the
/// findings through, or none.
public enum BaselineReader {
    /// Why a file is no baseline.
    public struct Trouble: Error, Sendable, Hashable {
        /// Counted from 1; nil where the whole file is meant.
        public let line: Int?
        public let message: String

        init(_ message: String, line: Int? = nil) {
            self.message = message
            self.line = line
        }
    }

    /// Whether a file is a baseline, and be it one of another form.
    public static func isBaseline(_ bytes: [UInt8]) -> Bool { bytes.starts(with: (BaselineText.heading + " ").utf8) }

    public static func read(_ bytes: [UInt8]) throws(Trouble) -> Baseline {
        guard String(validating: bytes, as: UTF8.self) != nil else { throw Trouble("it is not text in UTF-8") }
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
            line.last == UInt8(ascii: "\r") ? line.dropLast() : line
        }
        var heading = LineScanner(lines.first ?? [])
        guard heading.skip(BaselineText.heading + " "), let version = heading.whole(), heading.isAtEnd else {
            throw Trouble("it is not a baseline; 'baton baseline write' makes one")
        }
        guard version == BaselineText.version else {
            throw Trouble(
                "it is written in form \(version), and this version of Baton reads form \(BaselineText.version); use the Baton that wrote it, or write it anew with 'baton baseline write'")
        }
        var reading = Reading()
        for (index, line) in lines.enumerated().dropFirst() {
            var scanner = LineScanner(line)
            scanner.skipBlanks()
            if scanner.isAtEnd || scanner.starts(with: "#") { continue }
            do {
                try reading.take(&scanner)
            } catch {
                throw Trouble(error.message, line: index + 1)
            }
        }
        return reading.baseline()
    }
}

/// What has been read so far.
private struct Reading {
    typealias Trouble = BaselineReader.Trouble

    private struct Map {
        let id: String
        var minutesPerDay = 480.0
        var handoffs = 0
        var handoffsPerCase: Double?
        var lead: BaselineFigures.Figure?
        var rolledOK: BaselineFigures.Figure?
        var loads: [BaselineFigures.Load] = []
        var steps: [BaselineFigures.Step] = []
        var known: [KnownFinding] = []
        var gone: [KnownFinding] = []
    }

    private var agreements: [Baseline.Agreement] = []
    private var rules: [String] = []
    private var maps: [Map] = []
    private var ids = Set<String>()

    func baseline() -> Baseline {
        Baseline(
            agreements: agreements, rules: rules.sorted(),
            maps: maps.map {
                BaselineMap(
                    id: $0.id,
                    figures: BaselineFigures(
                        handoffs: $0.handoffs, handoffsPerCase: $0.handoffsPerCase, lead: $0.lead, rolledOK: $0.rolledOK, loads: $0.loads, steps: $0.steps, minutesPerDay: $0.minutesPerDay),
                    known: $0.known, gone: $0.gone)
            })
    }

    mutating func take(_ line: inout LineScanner) throws(Trouble) {
        if line.skip("agreed ") {
            guard let date = line.date() else { throw Self.unclear }
            let because = line.skip(" because ") ? line.rest() : nil
            guard line.isAtEnd else { throw Self.unclear }
            agreements.append(.init(date: date, because: because))
        } else if line.skip("rules ") {
            rules += line.words()
        } else if line.skip("map ") {
            let id = line.rest()
            guard ids.insert(id).inserted else { throw Trouble("the map '\(Printable.shown(id))' is there a second time; write the baseline anew") }
            maps.append(Map(id: id))
        } else {
            guard let last = maps.indices.last else { throw Self.unclear }
            try Self.take(&line, into: &maps[last])
        }
    }

    private static func take(_ line: inout LineScanner, into map: inout Map) throws(Trouble) {
        if line.skip("handoffs a case ") {
            guard let number = line.number(), line.isAtEnd else { throw unclear }
            map.handoffsPerCase = number
        } else if line.skip("handoffs ") {
            guard let number = line.whole(), line.isAtEnd else { throw unclear }
            map.handoffs = number
        } else if line.skip("day ") {
            guard let day = time(&line), line.isAtEnd else { throw unclear }
            map.minutesPerDay = day
        } else if line.skip("lead time ") {
            map.lead = try figure(&line, bound: "at least ", time)
        } else if line.skip("rolled ok ") {
            map.rolledOK = try figure(&line, bound: "at most ", percent)
        } else if line.skip("load ") {
            guard let lane = line.quoted(), line.skip(" "), let role = line.quoted(), line.skip(" ") else { throw unclear }
            map.loads.append(.init(lane: lane, role: role, share: try figure(&line, bound: "at least ", percent)))
        } else if line.skip("step ") {
            map.steps.append(try step(&line))
        } else if line.skip("gone ") {
            map.gone.append(try finding(&line))
        } else {
            map.known.append(try finding(&line))
        }
    }

    private static func step(_ line: inout LineScanner) throws(Trouble) -> BaselineFigures.Step {
        guard let name = line.quoted(), line.skip(" in "), let lane = line.quoted() else { throw unclear }
        func said<Value>(_ word: String, _ read: (inout LineScanner) -> Value?) throws(Trouble) -> Value? {
            guard line.skip(word) else { return nil }
            guard let value = read(&line) else { throw unclear }
            return value
        }
        let role = try said(" by ") { $0.quoted() }
        let lead = try said(" takes ", time)
        let ok = try said(" ok ", percent)
        guard line.isAtEnd else { throw unclear }
        return .init(name: name, lane: lane, role: role, lead: lead, ok: ok)
    }

    private static func time(_ line: inout LineScanner) -> Double? {
        guard let number = line.number() else { return nil }
        return line.skip(" bh") ? number * 60 : line.skip(" min") ? number : nil
    }

    private static func percent(_ line: inout LineScanner) -> Double? {
        guard let number = line.number(), line.skip("%") else { return nil }
        return number / 100
    }

    private static func figure(
        _ line: inout LineScanner, bound: String, _ amount: (inout LineScanner) -> Double?
    ) throws(Trouble) -> BaselineFigures.Figure {
        let isBound = line.skip(bound)
        guard let value = amount(&line) else { throw unclear }
        var silent: [String] = []
        if line.skip(" without ") {
            repeat {
                guard let name = line.quoted() else { throw unclear }
                silent.append(name)
            } while line.skip(", ")
        }
        guard line.isAtEnd else { throw unclear }
        return .init(value, isBound: isBound, silent: silent)
    }

    private static func finding(_ line: inout LineScanner) throws(Trouble) -> KnownFinding {
        guard let severity = line.word().flatMap(Severity.init(rawValue:)), line.skip(" "), let rule = line.word(), line.skip(" "),
            let kind = line.word(), line.skip(" "), let name = line.quoted(), line.skip(": ")
        else { throw unclear }
        return KnownFinding(rule: rule, severity: severity, kind: kind, name: name, message: line.rest())
    }

    private static let unclear = Trouble("no such line stands in a baseline; take the file back as it was, or write it anew with 'baton baseline write'")
}

/// Goes through the bytes of a line.
private struct LineScanner {
    private var bytes: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

    var isAtEnd: Bool { bytes.allSatisfy { $0 == UInt8(ascii: " ") } }

    mutating func skipBlanks() { bytes = bytes.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") } }

    func starts(with text: String) -> Bool { bytes.starts(with: text.utf8) }

    mutating func skip(_ text: String) -> Bool {
        guard starts(with: text) else { return false }
        bytes = bytes.dropFirst(text.utf8.count)
        return true
    }

    private mutating func take(while belongs: (UInt8) -> Bool) -> String? {
        let taken = bytes.prefix(while: belongs)
        bytes = bytes.dropFirst(taken.count)
        return taken.isEmpty ? nil : String(decoding: taken, as: UTF8.self)
    }

    mutating func word() -> String? { take { $0 != UInt8(ascii: " ") } }

    mutating func words() -> [String] {
        var words: [String] = []
        while true {
            skipBlanks()
            guard let word = word() else { return words }
            words.append(word)
        }
    }

    mutating func whole() -> Int? { take { (48...57).contains($0) }.flatMap { Int($0) } }

    mutating func number() -> Double? {
        take { (48...57).contains($0) || $0 == UInt8(ascii: ".") }.flatMap { Double($0) }.flatMap { $0.isFinite ? $0 : nil }
    }

    mutating func date() -> CalendarDate? {
        guard let year = whole(), skip("-"), let month = whole(), skip("-"), let day = whole() else { return nil }
        return CalendarDate(year: year, month: month, day: day)
    }

    /// A name in quotes.
    mutating func quoted() -> String? {
        guard skip("\"") else { return nil }
        var end = bytes.startIndex
        while end < bytes.endIndex, bytes[end] != UInt8(ascii: "\"") { end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1 }
        guard end < bytes.endIndex else { return nil }
        let name = Self.plain(bytes[bytes.startIndex..<end])
        bytes = bytes[(end + 1)...]
        return name
    }

    /// All that is left.
    mutating func rest() -> String {
        let text = Self.plain(bytes)
        bytes = []
        return text
    }

    /// Without what was written out.
    private static func plain(_ bytes: ArraySlice<UInt8>) -> String {
        guard bytes.contains(UInt8(ascii: "\\")) else { return String(decoding: bytes, as: UTF8.self) }
        var result: [UInt8] = []
        var rest = bytes
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\"), let next = rest.first else {
                result.append(byte)
                continue
            }
            let hex = rest.dropFirst(2).prefix { $0 != UInt8(ascii: "}") }
            if next == UInt8(ascii: "u"), rest.dropFirst().first == UInt8(ascii: "{"), hex.count <= 6,
                let scalar = UInt32(String(decoding: hex, as: UTF8.self), radix: 16).flatMap(Unicode.Scalar.init)
            {
                result += Array(String(scalar).utf8)
                rest = rest.dropFirst(hex.count + 3)
            } else {
                result.append(next)
                rest.removeFirst()
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
