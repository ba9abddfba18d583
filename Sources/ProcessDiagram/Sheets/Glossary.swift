import ProcessAnalysis
import ProcessModel
import ProcessSyntax

/// The words of a process: what each function means by them, whether that is agreed, and where they are used.
struct Glossary {
    private let source: SheetSource
    private let uses: [[String]]

    init(_ source: SheetSource) {
        self.source = source
        uses = TermUses(source.map, withPains: source.options.pains).all
    }

    private enum Standing {
        case agreed
        /// Functions mean different things by it, and nothing is agreed.
        case differs(Int)
        case onlyOne
        case unexplained

        /// True where it is not known whether all mean the same.
        var isOpen: Bool {
            switch self {
            case .onlyOne, .unexplained: true
            case .agreed, .differs: false
            }
        }

        init(_ term: Term) {
            if let agreed = term.agreed, agreed.string != "?" {
                self = .agreed
            } else {
                let meanings = Set(term.meanings.map { $0.text.string }.filter { $0 != "?" })
                self = meanings.count > 1 ? .differs(meanings.count) : meanings.isEmpty ? .unexplained : .onlyOne
            }
        }
    }

    func content() -> SheetContent {
        let standings = source.map.terms.map(Standing.init)
        let open = standings.filter { if case .differs = $0 { true } else { false } }.count
        var lead = "\(SheetSource.counted(source.map.terms.count, "word")). "
        lead += open == 0 ? "None of them means different things to different functions." : "\(open == 1 ? "One of them means" : "\(open) of them mean") different things to different functions: agree on one meaning, or use two words."
        return SheetContent(name: "Glossary", lead: lead, fill: fill)
    }

    private func fill(_ flow: inout SheetFlow) {
        let terms = source.map.terms
        // Words that only other maps use come last.
        func isOfUse(_ index: Int) -> Bool { !uses[index].isEmpty || terms[index].name.span.file == source.map.name.span.file }
        let order = terms.indices.filter(isOfUse) + terms.indices.filter { !isOfUse($0) }
        let rows = order.map { index in
            let term = terms[index]
            let aliases = term.aliases.isEmpty ? "" : "also: \(term.aliases.map(\.string).joined(separator: ", "))"
            var meanings = term.meanings.flatMap { meaning in
                [SheetCell.Paragraph.init(text: meaning.who.string, size: SheetCell.small, isBold: true), .init(text: source.sentence(meaning.text.string))]
            }
            if meanings.isEmpty { meanings = [.quiet("no function says its own")] }
            return [
                SheetCell.rowHead(term.name.string, more: [aliases]), SheetCell(meanings), standing(term),
                uses[index].isEmpty ? SheetCell([.quiet("nowhere on this map")]) : SheetCell(uses[index].map { .small($0) }),
            ]
        }
        flow.table(columns: [170, 370, 260, 240], head: ["word", "what each function means", "agreed", "where it is used"].map { .head($0) }, rows: rows, leastHeight: 44)
        let standings = terms.map(Standing.init)
        var notes: [String] = []
        if standings.contains(where: { if case .differs = $0 { true } else { false } }) { notes.append("Triangle: functions mean different things.") }
        if standings.contains(where: { $0.isOpen }) { notes.append("Ring: nobody has agreed on a meaning yet.") }
        if !notes.isEmpty { flow.foot(notes.joined(separator: " ")) }
    }

    private func standing(_ term: Term) -> SheetCell {
        switch Standing(term) {
        case .agreed: SheetCell([.bold("Agreed"), .init(text: source.sentence(term.agreed?.string ?? ""))])
        case .differs(let count): SheetCell([.bold("Not agreed"), .small("\(count) meanings for one word")], sign: (.severity(.warning), "!"))
        case .onlyOne: SheetCell([.bold("Not agreed"), .small("one function says what it means: ask the others")], sign: (.unknown, "?"))
        case .unexplained: SheetCell([.bold("Not explained"), .small("write down what each function means by it")], sign: (.unknown, "?"))
        }
    }
}

/// Where on the map the words of its glossary are used.
struct TermUses {
    /// For each term, the places in the order of the map; those beyond the first few are counted.
    let all: [[String]]

    private static let most = 6

    init(_ map: ProcessMap, withPains: Bool) {
        // Each name of a term by its first word, so that a text is gone through once for all of them.
        var byFirst: [String: [(words: [String], term: Int)]] = [:]
        for (index, term) in map.terms.enumerated() {
            for name in [term.name] + term.aliases {
                let words = Self.words(name.string)
                if let first = words.first { byFirst[first, default: []].append((words, index)) }
            }
        }
        var uses = [[String]](repeating: [], count: map.terms.count)
        /// All places of each, those that are only counted among them.
        var seen = [Set<String>](repeating: [], count: map.terms.count)
        func look(_ text: String, _ place: @autoclosure () -> String) {
            let words = Self.words(text)
            var found = Set<Int>()
            for index in words.indices {
                for name in byFirst[words[index]] ?? [] where words[index...].starts(with: name.words) { found.insert(name.term) }
            }
            for term in found.sorted() {
                let place = place()
                if seen[term].insert(place).inserted, uses[term].count < Self.most { uses[term].append(place) }
            }
        }
        guard !map.terms.isEmpty else {
            all = []
            return
        }
        if let goal = map.goal { look(goal.string, "the goal") }
        for measure in map.measures { look(measure.text.string, "the measure '\(measure.text.string)'") }
        for role in Set(map.nodes.flatMap { $0.performers.all.compactMap(\.role) }).sorted() { look(map[role].name, "the role \(map[role].name)") }
        for node in map.nodeIDs where map[node].isWork {
            let place = "'\(map[node].name)'"
            look(map[node].name, place)
            let details = map.details(of: node)
            for text in details.needs + details.makes + details.criteria + details.expects.map(\.artifact) { look(text.string, place) }
        }
        for terms in map.handoffTerms {
            if let artifact = terms.artifact { look(artifact.string, "handoff of '\(artifact.string)'") }
        }
        for pain in withPains ? map.pains : [] { look(pain.text.string, "the pain '\(pain.text.string)'") }
        for action in map.actions { look(action.text.string, "the action '\(action.text.string)'") }
        for index in uses.indices where seen[index].count > Self.most { uses[index].append("and \(seen[index].count - Self.most) more") }
        all = uses
    }

    /// In small letters; `MQLs` is `mql`.
    private static func words(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map { word in
            word.count > 3 && word.last == "s" && word.dropLast().last != "s" ? String(word.dropLast()) : String(word)
        }
    }
}
