/// A text after the fixes that could be applied to it, and what they were.
public struct Mending: Sendable {
    /// Which fixes are applied.
    public enum Boldness: Sendable {
        /// Those that write the only thing that can have been meant.
        case certain
        /// For each mistake the likeliest guess as well.
        case guesses
    }

    /// A mistake that is gone.
    public struct Repair: Sendable {
        public let diagnostic: Diagnostic
        public let fix: Fix
        /// Where the line that was mended begins in the mended text.
        public internal(set) var offset: Int
        /// How many lines were mended with the same fix.
        public let lineCount: Int
        /// The first of these lines as it was.
        public let before: String
        /// How many lines it became: more than one where it was parted.
        public let parts: Int
    }

    public let source: SourceText
    /// In the order of the mended text.
    public let repairs: [Repair]

    /// Applies fixes and looks again, until nothing more can be applied.
    ///
    /// A fix stays only where its mistake is gone and no other has come for it. How often the text is
    /// looked at is bounded by its size, so that the time for a hostile text is bounded too.
    ///
    /// - Parameter diagnose: what is wrong with a text. It is asked about versions of `source`.
    public init(of source: SourceText, _ boldness: Boldness, diagnose: (SourceText) -> [Diagnostic]) {
        var mender = Mender(source, boldness)
        var diagnostics = diagnose(source)
        while let better = mender.round(diagnostics, diagnose) ?? mender.pair(diagnostics, diagnose) { diagnostics = better }
        self.source = mender.source
        // What was mended first in a line comes first: its line is the one that was written.
        repairs = mender.repairs.enumerated().sorted { ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset) }.map(\.element)
    }
}

/// A text that is being mended, round by round. In a round all fixes are worked out on one text.
private struct Mender {
    var source: SourceText
    var repairs: [Mending.Repair] = []
    private let boldness: Mending.Boldness
    /// What did not help, so that it is not tried again.
    private var refused: Set<Refusal> = []
    private var refusedPairs: Set<Refusal> = []
    /// How many more bytes may be looked at.
    private var work: Int

    private struct Refusal: Hashable {
        let name: String
        let line: String
        let text: String
    }

    /// One fix of one mistake.
    struct Choice {
        let diagnostic: Diagnostic
        let fix: Fix
    }

    /// A text with how much is wrong with it.
    private struct Trial {
        let source: SourceText
        let diagnostics: [Diagnostic]
    }

    /// The most mistakes mended in one round.
    private static let mostAtOnce = 5_000
    private static let mostWork = 16 << 20

    init(_ source: SourceText, _ boldness: Mending.Boldness) {
        self.source = source
        self.boldness = boldness
        work = max(Self.mostWork, 8 * source.bytes.count)
    }

    /// Applies what helps.
    /// - Returns: what is still wrong; nil where nothing could be applied.
    mutating func round(_ diagnostics: [Diagnostic], _ diagnose: (SourceText) -> [Diagnostic]) -> [Diagnostic]? {
        let choices = choices(among: diagnostics, without: refused)
        guard !choices.isEmpty, let first = attempt(choices, diagnose) else { return nil }
        if isBetter(first.diagnostics, by: choices, than: diagnostics) {
            take(choices, first)
            return first.diagnostics
        }
        // Those whose lines are no better are left out. Where the rest does not help either, something
        // depends on something else: then halves are tried.
        let places = TextEdits(choices.flatMap(\.fix.edits)).places
        var helpful: [Choice] = []
        for choice in choices {
            if first.diagnostics.begin(in: places.range(of: source.line(of: choice.diagnostic))) < wrong(on: choice, diagnostics) {
                helpful.append(choice)
            } else {
                refused.insert(refusal(choice))
            }
        }
        var kept: [Choice] = []
        var best: Trial?
        var waiting = helpful.isEmpty ? [] : [helpful[...]]
        while let some = waiting.popLast() {
            let all = kept + some
            guard let trial = attempt(all, diagnose) else { break }
            if isBetter(trial.diagnostics, by: all, than: diagnostics) {
                kept = all
                best = trial
            } else if some.count == 1, let refusal = some.first.map(refusal) {
                refused.insert(refusal)
            } else {
                let middle = (some.startIndex + some.endIndex) / 2
                waiting.append(some[middle...])
                waiting.append(some[..<middle])
            }
        }
        guard let best else { return nil }
        take(kept, best)
        return best.diagnostics
    }

    /// A fix may bring out another mistake of the same line, as in `Sales Call {work 5 min}`: where
    /// that one can be mended as well, both are.
    mutating func pair(_ diagnostics: [Diagnostic], _ diagnose: (SourceText) -> [Diagnostic]) -> [Diagnostic]? {
        let all = choices(among: diagnostics, without: refusedPairs)
        for choice in all { refusedPairs.insert(refusal(choice)) }
        var firsts = all
        // The second time only with those that the first time showed to be good for something.
        for _ in 0..<2 where !firsts.isEmpty {
            guard let first = attempt(firsts, diagnose) else { return nil }
            var next = self
            next.take(firsts, first)
            let places = TextEdits(firsts.flatMap(\.fix.edits)).places
            let lines = Set(firsts.map { next.source.lineNumber(at: places.place(of: Int(source.line(of: $0.diagnostic).start))) })
            let seconds = next.choices(among: first.diagnostics, without: []).filter {
                lines.contains(next.source.lineNumber(at: Int($0.diagnostic.span.start)))
            }
            guard !seconds.isEmpty, let second = next.attempt(seconds, diagnose) else {
                work = next.work
                return nil
            }
            work = next.work
            if isBetter(second.diagnostics, by: firsts, than: diagnostics) {
                next.take(seconds, second)
                self = next
                return second.diagnostics
            }
            let secondPlaces = TextEdits(seconds.flatMap(\.fix.edits)).places
            firsts = firsts.filter { choice in
                let range = secondPlaces.range(of: places.range(of: source.line(of: choice.diagnostic)))
                return second.diagnostics.begin(in: range) < wrong(on: choice, diagnostics)
            }
        }
        return nil
    }

    /// Each line that is changed must have cost a mistake.
    private func isBetter(_ now: [Diagnostic], by choices: [Choice], than before: [Diagnostic]) -> Bool {
        let lines = Set(choices.map { source.lineNumber(at: Int($0.diagnostic.span.start)) })
        return now.count <= before.count - lines.count && Self.errors(now) <= Self.errors(before)
    }

    /// How much is wrong with the line of a mistake.
    private func wrong(on choice: Choice, _ diagnostics: [Diagnostic]) -> Int {
        let line = source.line(of: choice.diagnostic)
        return diagnostics.begin(in: Int(line.start)..<Int(line.end) + 1)
    }

    /// What the text would be; nil where it has been looked at often enough.
    private mutating func attempt(_ choices: [Choice], _ diagnose: (SourceText) -> [Diagnostic]) -> Trial? {
        guard work > 0 else { return nil }
        work -= source.bytes.count + 4096
        let text = TextEdits(choices.flatMap(\.fix.edits)).applied(to: source)
        return Trial(source: text, diagnostics: diagnose(text))
    }

    private mutating func take(_ choices: [Choice], _ trial: Trial) {
        record(choices)
        source = trial.source
    }

    private static func errors(_ diagnostics: [Diagnostic]) -> Int { diagnostics.count { $0.severity == .error } }

    /// For each mistake the fix to try, none over another.
    private func choices(among diagnostics: [Diagnostic], without refused: Set<Refusal>) -> [Choice] {
        var chosen: [Choice] = []
        var taken = TextEdits([])
        for diagnostic in diagnostics where chosen.count < Self.mostAtOnce {
            let fix = diagnostic.fixes.first(where: \.isCertain)
                ?? (boldness == .guesses ? diagnostic.fixes.first { !$0.edits.isEmpty } : nil)
            guard let fix else { continue }
            let choice = Choice(diagnostic: diagnostic, fix: fix)
            guard !refused.contains(refusal(choice)), fix.edits.allSatisfy({ $0.fits(source) }), taken.insert(fix.edits) else { continue }
            chosen.append(choice)
        }
        return chosen
    }

    private func refusal(_ choice: Choice) -> Refusal {
        let line = source.line(of: choice.diagnostic)
        return Refusal(name: choice.diagnostic.name, line: source.string(line), text: choice.fix.edits.first?.text ?? "")
    }

    private mutating func record(_ choices: [Choice]) {
        let places = TextEdits(choices.flatMap(\.fix.edits)).places
        for index in repairs.indices { repairs[index].offset = places.place(of: repairs[index].offset) }
        for choice in choices {
            guard let first = choice.fix.edits.first else { continue }
            let line = source.line(source.lineNumber(at: Int(first.span.start)))
            let lines = Set(choice.fix.edits.map { source.lineNumber(at: Int($0.span.start)) }).count
            repairs.append(
                .init(
                    diagnostic: choice.diagnostic, fix: choice.fix, offset: places.place(of: Int(line.start)), lineCount: lines,
                    before: source.string(line), parts: first.text.utf8.count { $0 == 0x0A } + 1))
        }
    }
}

extension SourceText {
    /// The line that a mistake begins on.
    fileprivate func line(of diagnostic: Diagnostic) -> Span { line(lineNumber(at: Int(diagnostic.span.start))) }
}

extension [Diagnostic] {
    /// How many begin within a stretch of the text; they are in its order.
    fileprivate func begin(in range: Range<Int>) -> Int {
        func first(from offset: Int) -> Int {
            var low = 0
            var high = count
            while low < high {
                let middle = (low + high) / 2
                if Int(self[middle].span.start) < offset { low = middle + 1 } else { high = middle }
            }
            return low
        }
        return first(from: range.upperBound) - first(from: range.lowerBound)
    }
}
