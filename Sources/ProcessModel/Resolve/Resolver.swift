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
        let marks = LineMarks(lines: tree.lines.count)
        defer { marks.deallocate() }
        let builder = tree.withLines { lines, bytes in
            var builder = MapBuilder(tree, Sheet(lines: lines, bytes: bytes), marks)
            for file in shared {
                file.withLines { builder.declare(from: file, Sheet(lines: $0, bytes: $1)) }
            }
            builder.declareOwn()
            builder.settleLanes()
            builder.resolveFlow()
            builder.resolveMentions()
            builder.checkMentions()
            builder.reportGatewayMistakes()
            builder.reportIfNoMap()
            builder.reportTopMistakes()
            builder.reportUnreadLines()
            builder.reportNoFlow()
            builder.mendRepeated()
            return builder
        }
        let isText = !tree.diagnostics.contains { $0.name == "not-utf8" }
        let found = (isText && builder.isNoMap ? [] : tree.diagnostics) + builder.diagnostics.filter(Self.isWorthTelling(beside: tree, builder.diagnostics))
        var diagnostics = found.sorted { a, b in
            (a.span, a.name) < (b.span, b.name)
        }
        let untold = tree.untoldMistakes + builder.untold
        if untold > 0, let last = diagnostics.last {
            diagnostics.append(
                Diagnostic(
                    "too-many-mistakes", "there is more wrong with this file: \(untold) \(untold == 1 ? "mistake is" : "mistakes are") not told", at: last.span,
                    fixes: [Fix("mend those above first, or begin anew with 'baton init'")]))
        }
        return Resolution(map: builder.map, diagnostics: diagnostics)
    }

    /// The most steps, events and gateways of a map. No person draws one of a hundredth of that.
    public static let mostSteps = 100_000

    /// What a file says that is no text is not worth complaining of line by line, nor what follows when a limit is passed.
    private static func isWorthTelling(beside tree: SyntaxTree, _ all: [Diagnostic]) -> (Diagnostic) -> Bool {
        if tree.diagnostics.contains(where: { $0.name == "not-utf8" }) { return { _ in false } }
        if all.contains(where: { $0.name == "too-many-steps" }) { return { $0.name == "too-many-steps" } }
        guard let deep = tree.diagnostics.first(where: { $0.name == "too-deep" }) else { return { _ in true } }
        return { $0.span.start < deep.span.start }
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
    /// The same for those who look at it on every line.
    var sheet: Sheet
    let own: SyntaxTree
    let spellings = Keyword.spellings
    var map: ProcessMap
    var diagnostics: [Diagnostic] = []
    /// How many more were found and not kept.
    var untold = 0
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
    /// The kind that was said of a lane last, and where.
    var laneKinds: [LaneID: (kind: Lane.Kind, span: Span)] = [:]
    /// Systems, meetings, terms and relationships: where the map keeps each, and the name of its last description.
    var facts: [String: (index: Int, name: Span)] = [:]
    var flowLines: [Int] = []
    /// For each line of the map's own file, whether it was understood, and whether its brackets were:
    /// what nobody read is reported, so that nothing is accepted and ignored.
    let isRead: UnsafeMutableBufferPointer<Bool>
    let areBracketsRead: UnsafeMutableBufferPointer<Bool>
    /// How many names have been looked for, and what was found for doers.
    var suggestions = 0
    /// How many steps have been looked for by how they read.
    var respelled = 0
    var nearestActors: [String: String?] = [:]
    /// What mistakes are looked up in.
    var known = KnownNames()
    var actorNames: [String] = []
    static let mostSuggestions = 100
    /// Lines that make no sense as a whole, and were told of: what stands below them is no mistake of its own.
    var dropped: Set<Int> = []
    /// By the number of a line the part of it that the parser told of, of which nothing more is to be said.
    private var muted: [Int: Span] = [:]
    /// The named forks and joins, to be looked at once all flows are known.
    var namedGateways: [(node: NodeID, line: Int)] = []
    /// True once paths outside a parallel block were told of.
    var arePathsTold = false
    /// The words of the answer whose brackets are read.
    var answerBeingRead: Span?
    /// Words of other notations that have been told of, by what to write for them.
    var toldWords: Set<String> = []
    /// True where nothing in the file reads as a map.
    var isNoMap = false
    /// True once it was told that nobody is declared who may act.
    var isNobodyTold = false
    /// Where the lines begin whose indentation the parser told of.
    let unevenLines: Set<Int32>
    /// What lines say that were meant as steps and told of: an arrow to one of them is no second mistake.
    var toldSteps: Set<String> = []
    /// Steps whose misplaced answers have been told of.
    var toldAnswers: Set<Int32> = []
    /// The process that has no steps, and where to say so.
    var noFlowAt: Span?
    /// Names of doers that have been complained of once, with the index of the diagnostic; -1 where another
    /// error says why they are not known.
    var unknownActors: [String: Int] = [:]
    /// Where else the word of a diagnostic, by its index, stands: told once, and mended everywhere.
    var repeated: [Int: [Span]] = [:]
    /// Lines at the top of the map's own file that make no sense there.
    var misplaced: [Int] = []

    /// Steps, events and gateways by their keys.
    var nodesByKey: NameIndex
    /// How many of the nodes stand in it.
    var keyed = 0
    var keyHashes: [UInt64] = []
    /// What nodes are called by the writer beside their names, in the order of the nodes, and how many of them were looked at.
    var givenIDs: [(node: Int, id: Text)] = []
    var nextID = 0
    /// The nodes whose names do not stand in the text, in order, and how many of them were looked at.
    var impliedNames: [Int] = []
    var nextImplied = 0
    /// `actors` for those that stand before a colon: lanes as they are counted, roles counted on from there.
    var doers: NameIndex
    /// Who was looked for last, and what was found: most steps are done by whom the one before was.
    var lastDoer: (head: Span, doer: Int)?
    /// The working week of each lane, from when lanes are settled.
    var weeks: [QuantityReader.WorkingWeek] = []
    /// How often a name that was taken has been given out with a number behind it.
    var copies: [String: Int] = [:]
    var jumps: [Jump] = []
    var mentions = Mentions()
    /// Remarks that say with `at:` what they are about.
    var placedPains: [(pain: Int, at: Text)] = []
    var placedRemarks: [(remark: Int, at: Text)] = []
    var currentPhase: Int?
    /// Lanes of events and gateways, which stand where their neighbours do.
    static let unplaced = LaneID(-1)

    init(_ tree: SyntaxTree, _ sheet: Sheet, _ marks: LineMarks) {
        self.tree = tree
        self.sheet = sheet
        nodesByKey = NameIndex(of: sheet.bytes)
        doers = nodesByKey
        own = tree
        isRead = marks.isRead
        unevenLines = Set(tree.diagnostics.lazy.filter { $0.name == "uneven-indent" }.map(\.span.start))
        areBracketsRead = marks.areBracketsRead
        let start = Span(file: tree.source.id, start: 0, end: 0)
        let id = Resolver.id(ofFile: tree.source.name)
        map = ProcessMap(id: id, name: Text(id, at: start), isProcess: false)
        for diagnostic in tree.diagnostics where Self.saysEnough.contains(diagnostic.name) {
            let number = tree.source.lineNumber(at: Int(diagnostic.span.start))
            var span = diagnostic.span
            // What the brackets hold is as unclear as what follows them.
            if diagnostic.name == "text-after-brackets", lines.indices.contains(number - 1), let brackets = lines[number - 1].brackets {
                span = brackets.joined(with: span)
            }
            muted[number] = muted[number]?.joined(with: span) ?? span
        }
    }

    // MARK: Complaints

    /// Errors of the parser after which what they mark is not judged further: what it says is not clear.
    private static let saysEnough: Set<String> = ["unclosed-bracket", "text-after-brackets", "missing-colon", "unknown-word"]

    private func isMuted(_ span: Span) -> Bool {
        guard !muted.isEmpty, span.file == own.source.id, let told = muted[own.source.lineNumber(at: Int(span.start))] else { return false }
        return span.start >= told.start && span.end <= told.end
    }

    mutating func report(
        _ name: String, _ message: String, at span: Span, related: Diagnostic.Related? = nil, fix: String? = nil,
        edits: [Fix.Edit] = [], isCertain: Bool = false, isBetweenFiles: Bool = false
    ) {
        // What two shared files say against each other is not seen when either is read alone.
        let isTold = !isQuiet || isBetweenFiles && related.map { $0.span.file != span.file } ?? false
        guard isTold, !isMuted(span) else { return }
        keep(
            Diagnostic(name, message, at: span, related: related, fixes: fix.map { [Fix($0, edits: edits, isCertain: isCertain)] } ?? []))
    }

    /// What is odd and hinders nothing.
    mutating func warn(_ name: String, _ message: String, at span: Span, fix: String, edits: [Fix.Edit] = []) {
        guard !isQuiet, !isMuted(span) else { return }
        keep(Diagnostic(name, severity: .warning, message, at: span, fixes: [Fix(fix, edits: edits, isCertain: false)]))
    }

    /// What is more than a person can read is counted.
    mutating func keep(_ diagnostic: Diagnostic) {
        if diagnostics.count < SyntaxTree.mostMistakes { diagnostics.append(diagnostic) } else { untold += 1 }
    }

    /// "did you mean 'x'?" as a fix that can be applied, or the second best advice.
    mutating func reportUnknown(_ name: String, _ message: String, _ word: String, at span: Span, among known: [String], orElse fix: String) {
        suggestions += 1
        // Each search looks at every name; a file with thousands of unknown words is not worth them all.
        if suggestions <= Self.mostSuggestions, maySearch(for: word, among: known.count), let nearest = NearestName.find(word, among: known) {
            if Self.looksAlike(word, nearest) {
                report(
                    "odd-blank", "'\(nearest)' is written here with a blank or a character that cannot be seen", at: span,
                    fix: "type it again, with plain spaces", edits: [.init(span: span, text: quoted(nearest))], isCertain: true)
                return
            }
            report(
                name, message, at: span, fix: "did you mean '\(nearest)'?", edits: [.init(span: span, text: quoted(nearest))],
                isCertain: NearestName.isCertain(nearest, for: word, among: known))
        } else {
            report(name, message, at: span, fix: fix)
        }
    }

    /// True where two names differ only by what nobody can see.
    static func looksAlike(_ a: String, _ b: String) -> Bool {
        func visible(_ name: String) -> [Unicode.Scalar] {
            name.unicodeScalars.filter { scalar in
                switch scalar {
                case " ", "\u{A0}", "\u{AD}", "\u{200B}"..."\u{200F}", "\u{2000}"..."\u{200A}", "\u{202F}", "\u{2060}", "\u{3000}", "\u{FEFF}": false
                default: true
                }
            }
        }
        let isPlain = a.unicodeScalars.allSatisfy(\.isASCII)
        return !isPlain && visible(a) == visible(b)
    }

    /// A word that is wrong in many places is one mistake, and its fix mends them all.
    mutating func mendRepeated() {
        var doers: Set<String>?
        for (index, places) in repeated where diagnostics.indices.contains(index) {
            let told = diagnostics[index]
            guard let fix = told.fixes.first, let edit = fix.edit, edit.span == told.span else { continue }
            // Said again and again, while nobody acts under the name that was declared: that one may be the slip.
            if told.name == "unknown-role", !fix.isCertain, places.count > 1, !isDoer(edit.text, &doers) {
                let way = "\(fix.message) If it is right here, write it so where '\(edit.text)' is declared"
                diagnostics[index] = Diagnostic(
                    told.name, severity: told.severity, told.message, at: told.span, related: told.related, fixes: [Fix(way)])
                continue
            }
            let edits = ([edit] + places.map { Fix.Edit(span: $0, text: edit.text) }).sorted { $0.span < $1.span }
            diagnostics[index] = Diagnostic(
                told.name, severity: told.severity, told.message, at: told.span, related: told.related,
                fixes: [Fix(fix.message, edits: edits, isCertain: fix.isCertain)] + told.fixes.dropFirst())
        }
    }

    /// Whether a step is done by somebody of that name as it is written.
    private func isDoer(_ name: String, _ doers: inout Set<String>?) -> Bool {
        if doers == nil {
            doers = []
            for line in lines where line.kind == .step || line.kind == .decision { doers?.insert(tree.name(line.head)) }
        }
        return doers?.contains(name) ?? false
    }

    func quoted(_ name: String) -> String {
        let needs = name.contains { ":[]\"".contains($0) } || name.contains("->") || name.contains(" # ")
        return needs ? "\"\(name)\"" : name
    }

    @inline(__always)
    func markRead(_ line: Int) {
        if !isQuiet, isRead.indices.contains(line) { isRead[line] = true }
    }

    @inline(__always)
    func markBracketsRead(_ line: Int) {
        if !isQuiet, areBracketsRead.indices.contains(line) { areBracketsRead[line] = true }
    }

    // MARK: Words

    // A method that only reads is given a copy of all that the builder holds, unless it is inlined.

    @inline(__always) var lines: UnsafeBufferPointer<SyntaxTree.Line> { sheet.lines }
    @inline(__always) var bytes: UnsafeBufferPointer<UInt8> { sheet.bytes }
    @inline(__always) func text(_ span: Span) -> Text { sheet.text(span) }
    /// The parts between commas, or of people who share (` + `).
    @inline(__always) func list(_ span: Span, plus: Bool = false) -> [Text] { plus ? sheet.people(span, actors) : sheet.list(span) }
    @inline(__always) func isUnknown(_ span: Span) -> Bool { sheet.isUnknown(span) }
}
