import ProcessSyntax

/// A map and what is wrong with the text it came from.
public struct Resolution: Sendable {
    public let map: ProcessMap
    /// Of the map's own file, from parsing and resolving together, in the order of the file.
    public let diagnostics: [Diagnostic]
}

/// Turns the lines of a file into a process whose names are resolved.
public enum Resolver {
    /// - Parameters:
    ///   - tree: the file of the map.
    ///   - shared: the files it uses, those that are built upon first. Their own errors are reported
    ///     when they are resolved themselves.
    /// - Returns: a map that is whole enough to analyse however wrong the text is.
    public static func resolve(_ tree: SyntaxTree, using shared: [SyntaxTree] = []) -> Resolution {
        let builder = tree.withLines { lines, bytes in
            var builder = MapBuilder(tree, lines, bytes)
            for file in shared {
                file.withLines { builder.declare(from: file, $0, $1) }
            }
            builder.declareOwn()
            builder.settleLanes()
            builder.resolveFlow()
            builder.resolveMentions()
            builder.checkMentions()
            builder.reportMisplacedLines()
            builder.reportUnreadLines()
            builder.reportNoFlow()
            return builder
        }
        // What a file says that is no text is not worth complaining of line by line.
        let found = tree.diagnostics.contains { $0.name == "not-utf8" } ? tree.diagnostics : tree.diagnostics + builder.diagnostics
        let diagnostics = found.sorted { a, b in
            (a.span, a.name) < (b.span, b.name)
        }
        return Resolution(map: builder.map, diagnostics: diagnostics)
    }

    /// What a file is called by others: its name without folder and ending.
    public static func id(ofFile name: String) -> String {
        let last = name.split(separator: "/").last.map(String.init) ?? name
        return last.hasSuffix(".baton") ? String(last.dropLast(6)) : last
    }
}

/// The map as it grows, and the names known so far.
struct MapBuilder {
    /// The file being read; that of the map itself, or one it uses.
    var tree: SyntaxTree
    /// Its lines and its text, which are looked at too often to be counted as shared each time. They
    /// hold only while `Resolver.resolve` runs.
    var lines: UnsafeBufferPointer<SyntaxTree.Line>
    var bytes: UnsafeBufferPointer<UInt8>
    let own: SyntaxTree
    let spellings = Keyword.spellings
    var map: ProcessMap
    var diagnostics: [Diagnostic] = []
    /// True while a shared file is read: its complaints are its own.
    var isQuiet = false

    enum Actor {
        case lane(LaneID)
        case role(RoleID)
    }

    /// Everybody who may stand before a colon.
    var actors: [String: Actor] = [:]
    /// Everybody declared in the files read, also those of lanes that this map leaves out.
    var allActors: Set<String> = []
    /// Lanes that the map's own file names, in that order.
    var ownLanes: [LaneID] = []
    /// Lanes that have had a `lane:` line in the file being read.
    var detailedLanes: Set<LaneID> = []
    var declaredRolesHere: Set<RoleID> = []
    var flowLines: [Int] = []
    /// For each line of the map's own file, whether it was understood, and whether its brackets were:
    /// what nobody read is reported, so that nothing is accepted and ignored.
    var isRead: [Bool]
    var areBracketsRead: [Bool]
    /// How many names have been looked for, and what was found for doers.
    var suggestions = 0
    /// How many steps have been looked for by how they read.
    var respelled = 0
    var nearestActors: [String: String?] = [:]
    var actorNames: [String] = []
    static let mostSuggestions = 100
    /// Steps whose misplaced answers have been told of.
    var toldAnswers: Set<Int32> = []
    /// The last word of a line that is still being typed.
    var halfTyped: Span?
    /// The process that has no steps, and where to say so.
    var noFlowAt: Span?
    /// Names of doers that have been complained of once.
    var unknownActors: Set<String> = []
    /// Lines at the top of the map's own file that make no sense there.
    var misplaced: [Int] = []

    /// Steps, events and gateways by their keys.
    var nodesByKey = NameIndex()
    /// `actors` for those that stand before a colon: lanes as they are counted, roles counted on from there.
    var doers = NameIndex()
    /// How often a name that was taken has been given out with a number behind it.
    var copies: [String: Int] = [:]
    var jumps: [Jump] = []
    /// Remarks that say with `at:` what they are about.
    var placedPains: [(pain: Int, at: Text)] = []
    var placedRemarks: [(remark: Int, at: Text)] = []
    var currentPhase: Int?
    /// Lanes of events and gateways, which stand where their neighbours do.
    static let unplaced = LaneID(-1)

    init(_ tree: SyntaxTree, _ lines: UnsafeBufferPointer<SyntaxTree.Line>, _ bytes: UnsafeBufferPointer<UInt8>) {
        self.tree = tree
        self.lines = lines
        self.bytes = bytes
        own = tree
        isRead = [Bool](repeating: false, count: tree.lines.count)
        areBracketsRead = isRead
        let start = Span(file: tree.source.id, start: 0, end: 0)
        let id = Resolver.id(ofFile: tree.source.name)
        map = ProcessMap(id: id, name: Text(id, at: start), isProcess: false)
    }

    // MARK: Complaints

    mutating func report(
        _ name: String, _ message: String, at span: Span, related: Diagnostic.Related? = nil, fix: String? = nil, edit: Fix.Edit? = nil
    ) {
        guard !isQuiet, halfTyped.map({ span.file == $0.file && span.start >= $0.start && span.end <= $0.end }) != true else { return }
        diagnostics.append(
            Diagnostic(name, message, at: span, related: related, fixes: fix.map { [Fix($0, edit: edit)] } ?? []))
    }

    /// "did you mean 'x'?" as a fix that can be applied, or the second best advice.
    mutating func reportUnknown(_ name: String, _ message: String, _ word: String, at span: Span, among known: [String], orElse fix: String) {
        suggestions += 1
        // Each search looks at every name; a file with thousands of unknown words is not worth them all.
        if suggestions <= Self.mostSuggestions, let nearest = NearestName.find(word, among: known) {
            report(name, message, at: span, fix: "did you mean '\(nearest)'?", edit: .init(span: span, text: quoted(nearest)))
        } else {
            report(name, message, at: span, fix: fix)
        }
    }

    private func quoted(_ name: String) -> String {
        let needs = name.contains { ":[]\"".contains($0) } || name.contains("->") || name.contains(" # ")
        return needs ? "\"\(name)\"" : name
    }

    mutating func markRead(_ line: Int) {
        if !isQuiet { isRead[line] = true }
    }

    mutating func markBracketsRead(_ line: Int) {
        if !isQuiet { areBracketsRead[line] = true }
    }

    // MARK: Words

    func text(_ span: Span) -> Text { Text(spoken(span).string, at: span) }

    /// The words of a span without the quotes around them, for those who need no string.
    func spoken(_ span: Span) -> QuantityReader.Words {
        let quote = UInt8(ascii: "\"")
        let start = Int(span.start)
        let end = Int(span.end)
        let isQuoted = end - start >= 2 && bytes[start] == quote && bytes[end - 1] == quote
        return .init(bytes: bytes, start: isQuoted ? start + 1 : start, end: isQuoted ? end - 1 : end)
    }

    /// The parts between commas, or between ` + ` where `people` may share. A plus without blanks
    /// parts too (`SDR+AE`), save in the name of somebody declared (`R+D`).
    func list(_ span: Span, plus: Bool = false) -> [Text] {
        var parts: [Text] = []
        func trimmed(_ from: Int, _ to: Int) -> Span {
            var (low, high) = (from, to)
            while low < high, bytes[low] == 0x20 { low += 1 }
            while high > low, bytes[high - 1] == 0x20 { high -= 1 }
            return Span(file: span.file, start: low, end: high)
        }
        func add(_ from: Int, _ to: Int) {
            let part = trimmed(from, to)
            guard plus, let first = bytes[part.range].first, first != UInt8(ascii: "\""), bytes[part.range].contains(UInt8(ascii: "+")),
                actors[tree.source.string(part.range)] == nil
            else {
                if !part.isEmpty { parts.append(text(part)) }
                return
            }
            for piece in bytes[part.range].split(separator: UInt8(ascii: "+")) {
                let name = trimmed(piece.startIndex, piece.endIndex)
                if !name.isEmpty { parts.append(text(name)) }
            }
        }
        var from = span.range.lowerBound
        var inQuote = false
        for i in span.range {
            switch bytes[i] {
            case UInt8(ascii: "\""): inQuote.toggle()
            case UInt8(ascii: ",") where !inQuote,
                UInt8(ascii: "+") where !inQuote && plus && i > span.range.lowerBound && bytes[i - 1] == 0x20:
                add(from, i)
                from = i + 1
            default: break
            }
        }
        add(from, span.range.upperBound)
        return parts
    }

    func isUnknown(_ span: Span) -> Bool { span.count == 1 && bytes[Int(span.start)] == UInt8(ascii: "?") }
}
