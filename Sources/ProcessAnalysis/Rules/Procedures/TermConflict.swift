import ProcessModel
import ProcessSyntax

extension Rule {
    static let termConflict = Rule(
        name: "term-conflict", category: .procedures, severity: .error,
        title: "A word has more than one meaning",
        triggers: """
            A term has two or more different meanings and none is agreed. A term from a shared file is looked at \
            only in maps that use the word.
            """,
        why: "Both sides nod at the same word and mean different things, so what one hands over the other cannot use.",
        remedy: "Adopt one meaning: `agreed: …` under the term.",
        question: "Read both meanings aloud: which one do you both live by from now on?",
        examples: [
            Example(
                "MQL is a score to one and a budget to the other",
                """
                process: Leads
                lanes: Marketing, Sales
                term: ↓MQL
                  Marketing: a score of 65 or more
                  Sales: a prospect with a budget
                flow:
                  Marketing: Score lead
                    handoff: MQL
                  Sales: Review lead
                """),
            Example(
                "Two of three agree, which is not all",
                """
                process: Change request
                lanes: Marketing, IT, Sales
                term: ↓urgent
                  Marketing: today
                  IT: this sprint
                  Sales: today
                flow:
                  Marketing: Raise request
                """),
            Example(
                "One meaning is agreed",
                """
                process: Leads
                lanes: Marketing, Sales
                term: MQL
                  Marketing: a score of 65 or more
                  Sales: a prospect with a budget
                  agreed: a score of 65 or more and a phone number
                flow:
                  Marketing: Score lead
                """),
            Example(
                "Both say the same",
                """
                process: Leads
                lanes: Marketing, Sales
                term: MQL
                  Marketing: a score of 65 or more
                  Sales: A score of 65 or more
                flow:
                  Marketing: Score lead
                """),
            Example(
                "No term is declared", notAssessable: true,
                """
                process: Leads
                lanes: Marketing
                flow:
                  Marketing: Score lead
                """),
        ]
    ) { review in
        let map = review.map
        guard !map.terms.isEmpty else {
            review.cannotAssess("no term is declared: write `term: …` with a line for each lane that uses the word and what it means by it")
            return
        }
        for (index, term) in map.terms.enumerated() where term.agreed == nil || term.agreed?.string == "?" {
            var meanings: [(text: String, lanes: [String])] = []
            var places: [[UInt8]: Int] = [:]
            for meaning in term.meanings where meaning.text.string != "?" {
                let key = Words.key(meaning.text.string)
                if let same = places[key] {
                    meanings[same].lanes.append(meaning.who.string)
                } else {
                    places[key] = meanings.count
                    meanings.append((meaning.text.string, [meaning.who.string]))
                }
            }
            guard meanings.count > 1, isAtHome(term, map) || isUsed(term, map) else { continue }
            let said = meanings.map { "'\($0.text)' to \(Wording.list($0.lanes))" }
            review.find(
                "'\(term.name.string)' means \(said.joined(separator: ", ")), and no meaning is agreed", at: .term(index),
                term.name.span,
                remedy: "adopt one meaning and write it down, as in `agreed: …` under the term",
                question: "\(Wording.list(meanings.flatMap(\.lanes))), which meaning of '\(term.name.string)' do you all live by from now on?")
        }
    }
}

private func isAtHome(_ term: Term, _ map: ProcessMap) -> Bool { term.name.span.file == map.name.span.file }

/// Whether a map says a term, or one of its aliases, in a step or in what passes.
private func isUsed(_ term: Term, _ map: ProcessMap) -> Bool {
    let names = ([term.name] + term.aliases).map { Words.of($0.string) }.filter { !$0.isEmpty }
    func says(_ text: String) -> Bool {
        let words = Words.of(text)
        return names.contains { name in
            words.indices.contains { words[$0...].starts(with: name) }
        }
    }
    if map.nodes.contains(where: { $0.isWork && says($0.name) }) { return true }
    if map.handoffTerms.contains(where: { terms in
        ([terms.artifact].compactMap { $0 } + terms.acceptWhen + terms.fields).contains { says($0.string) }
    }) { return true }
    return map.details.contains { details in
        (details.needs + details.makes + details.criteria + details.expects.map(\.artifact)).contains { says($0.string) }
    }
}
