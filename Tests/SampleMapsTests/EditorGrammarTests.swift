import Foundation
import ProcessModel
import ProcessSyntax
import Testing

/// The grammar for editors knows every keyword, and colors lines as the parser reads them.
@Suite struct EditorGrammarTests {
    static let folder = SampleMaps.package.appending(path: "editors/vscode")

    static func grammar() throws -> TextMate {
        TextMate(try JSONDecoder().decode(TextMate.File.self, from: Data(contentsOf: folder.appending(path: "syntaxes/baton.tmLanguage.json"))))
    }

    /// The words that a rule's pattern chooses from: its first group of nothing but words.
    static func words(of rule: String, in grammar: TextMate) throws -> [String] {
        let rule = try #require(grammar.file.repository[rule])
        let pattern = try #require(rule.begin ?? rule.match)
        let group = try #require(pattern.split { $0 == "(" || $0 == ")" }.first { part in
            part.allSatisfy { $0 == "|" || $0 == "-" || $0 == " " || $0.isLowercase } && part.contains { $0.isLetter }
        })
        return group.split(separator: "|").map(String.init)
    }

    @Test func everyKeywordHasItsKind() throws {
        let grammar = try Self.grammar()
        func words(_ rules: String...) throws -> Set<String> { Set(try rules.flatMap { try Self.words(of: $0, in: grammar) }) }
        func spelled(_ keywords: some Sequence<Keyword>) -> Set<String> { Set(keywords.map(\.rawValue)) }
        let remarks: Set<Keyword> = [.pain, .strength, .question, .note, .allow, .action]
        #expect(try words("declaration", "lanes", "use") == spelled(Set(Owner.file.keywords).subtracting(remarks).union([.role])))
        #expect(try words("element") == spelled(Keyword.flowElements))
        #expect(try words("remark") == spelled(remarks))
        #expect(try words("exception") == spelled([.onLate, .onError]))
        let all = try ["declaration", "lanes", "use", "element", "remark", "exception", "artifact", "property"].flatMap {
            try Self.words(of: $0, in: grammar)
        }
        #expect(all.sorted() == spelled(Keyword.allCases).sorted(), "each is of one kind")
        #expect(try words("attribute") == spelled(Owner.allCases.filter { $0 != .file }.flatMap(\.keywords)))
        #expect(try words("flag").isSubset(of: words("attribute")))
        #expect(try Self.words(of: "because", in: grammar) == ["because"])
        let causes = StepDetails.Cause.allCases.map(\.rawValue).joined(separator: "|")
        #expect(grammar.file.repository["because"]?.match?.contains("(\(causes))") == true)
        let periods = Rate.Period.allCases.map(\.rawValue).joined(separator: "|")
        #expect(grammar.file.repository["rate"]?.match?.contains("(\(periods))") == true)
    }

    /// Of `on` and `on reject` the longer must be tried first.
    @Test(arguments: ["declaration", "element", "remark", "artifact", "property", "attribute", "flag"])
    func noWordHidesALongerOne(rule: String) throws {
        let words = try Self.words(of: rule, in: Self.grammar())
        for (index, word) in words.enumerated() {
            #expect(words[(index + 1)...].filter { $0.hasPrefix(word) } == [])
        }
    }

    @Test func everyRuleIsThere() throws {
        let grammar = try Self.grammar()
        #expect(grammar.file.scopeName == "source.baton")
        #expect(grammar.file.fileTypes == ["baton"])
        func check(_ rules: [TextMate.Rule]) throws {
            for rule in rules {
                if let include = rule.include { #expect(grammar.file.repository[String(include.dropFirst())] != nil, "\(include)") }
                for pattern in [rule.match, rule.begin, rule.end].compactMap(\.self) { _ = try NSRegularExpression(pattern: pattern) }
                #expect((rule.begin == nil) == (rule.end == nil))
                try check(rule.patterns ?? [])
            }
        }
        try check(grammar.file.patterns + grammar.file.repository.sorted { $0.key < $1.key }.map(\.value))
    }

    @Test func theExtensionNamesItsFiles() throws {
        func read(_ name: String) throws -> [String: Any] {
            try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: Self.folder.appending(path: name))) as? [String: Any])
        }
        let contributes = try #require(try read("package.json")["contributes"] as? [String: Any])
        let languages = try #require(contributes["languages"] as? [[String: Any]])
        let grammars = try #require(contributes["grammars"] as? [[String: Any]])
        #expect(languages.map { $0["extensions"] as? [String] } == [[".baton"]])
        #expect(grammars.map { $0["scopeName"] as? String } == ["source.baton"])
        for path in [languages[0]["configuration"], grammars[0]["path"]] {
            let path = try #require(path as? String)
            #expect(FileManager.default.fileExists(atPath: Self.folder.appending(path: path).path))
        }
        let configuration = try read("language-configuration.json")
        #expect((configuration["comments"] as? [String: String])?["lineComment"] == "#")
        let rules = try #require(configuration["indentationRules"] as? [String: String])
        let deeper = try NSRegularExpression(pattern: try #require(rules["increaseIndentPattern"]))
        func opens(_ line: String) -> Bool { deeper.firstMatch(in: line, range: NSRange(location: 0, length: (line as NSString).length)) != nil }
        for line in ["flow:", "  in parallel:", "    path: one", "  A: Good?", "  A: Good? [in CRM]", "    no 40%:", "term: MQL", "    path: one # both"] {
            #expect(opens(line), "\(line)")
        }
        for line in ["  A: Do it", "    yes 60%", "  end: Done", "  -> Do it", "# why?", "lanes: A, B", "process: P"] { #expect(!opens(line), "\(line)") }
    }

    /// The tokens of a line that are not plain, as `text=scope` without the ends of the scopes.
    static func colors(_ line: String) throws -> String {
        try grammar().tokens(line).filter { token in
            !token.scope.isEmpty && !token.scope.hasPrefix("punctuation") && !token.scope.hasPrefix("meta")
        }.map { token in
            "\(token.text.trimmingCharacters(in: .whitespaces))=\(token.scope.hasSuffix(".baton") ? String(token.scope.dropLast(6)) : token.scope)"
        }.joined(separator: " | ")
    }

    @Test(arguments: [
        ("# a comment", "# a comment=comment.line.number-sign"),
        ("process: Lead to call", "process=keyword.declaration | Lead to call=entity.name.type"),
        ("lanes: Prospect [customer], \"Sales, North\" # who",
            "lanes=keyword.declaration | Prospect=entity.name.type.lane | customer=storage.modifier | \"Sales, North\"=string.quoted.double | # who=comment.line.number-sign"),
        ("use: organization.baton", "use=keyword.declaration | organization.baton=string.unquoted.path"),
        ("lanes : A [customer]", "lanes=keyword.declaration | A=entity.name.type.lane | customer=storage.modifier"),
        ("  role: AE [people 4]", "role=keyword.declaration | AE=entity.name.type | people=support.type.property-name | 4=constant.numeric"),
        ("  volume: 1,500 per month", "volume=support.type.property-name | 1,500=constant.numeric.rate | per=keyword.other.unit | month=keyword.other.unit"),
        ("  reviewed: 2026-11-02", "reviewed=support.type.property-name | 2026-11-02=constant.numeric.date"),
        ("  SDR: Score Ticket #42", "SDR=entity.name.type.role"),
        ("  SDR + AE: Talk [work 3-8 min, touchpoint]",
            "SDR + AE=entity.name.type.role | work=support.type.property-name | 3-8=constant.numeric.duration | min=keyword.other.unit | touchpoint=storage.modifier"),
        ("  Sales: Ok? [takes ? because batching, ok 85%]",
            "Sales=entity.name.type.role | ?=keyword.operator.decision | takes=support.type.property-name | ?=constant.language.unknown | because=support.type.property-name | batching=constant.language.cause | ok=support.type.property-name | 85%=constant.numeric.percent"),
        ("    yes 60%", "yes=entity.name.tag.answer | 60%=constant.numeric.percent"),
        ("    not yet -> Score lead # again",
            "not yet=entity.name.tag.answer | ->=keyword.operator.jump | Score lead=entity.name.label | # again=comment.line.number-sign"),
        ("    otherwise:", "otherwise=keyword.control.otherwise"),
        ("      -> \"A: b\"", "->=keyword.operator.jump | \"A: b\"=entity.name.label"),
        ("  in parallel:", "in parallel=keyword.control.flow"),
        ("  phase: Qualify", "phase=keyword.control.flow | Qualify=entity.name.section"),
        ("    on late 1 bd -> Escalate",
            "on late=keyword.control.exception | 1=constant.numeric.duration | bd=keyword.other.unit | ->=keyword.operator.jump | Escalate=entity.name.label"),
        ("    handoff: rejected lead [via CRM status]", "handoff=support.type.property-name | rejected lead=string.unquoted.artifact | via=support.type.property-name"),
        ("    handoff: ?", "handoff=support.type.property-name | ?=constant.language.unknown"),
        ("    pain: Half have 30% [impact 4, weekly]",
            "pain=keyword.other.remark | impact=support.type.property-name | 4=constant.numeric | weekly=constant.language.frequency"),
        ("      on reject: send it back", "on reject=support.type.property-name"),
        ("  handoff-no-sla: off", "handoff-no-sla=support.constant.rule | off=constant.language"),
        ("\tSales: Call", "\t=invalid.illegal.tab | Sales=entity.name.type.role"),
        ("  Sales: Call --> Wait", "Sales=entity.name.type.role | -->=invalid.illegal.arrow"),
        ("  Sales: \"Call", "Sales=entity.name.type.role | \"Call=invalid.illegal.quote"),
        ("営業：電話する", "営業=entity.name.type.role"),
    ])
    func aLineHasItsColors(line: String, expected: String) throws {
        #expect(try Self.colors(line) == expected.replacing("\t=", with: "="))
    }

    /// What a line of a map is to the parser shows in the first color it has.
    @Test func theColorsAgreeWithTheParser() throws {
        let grammar = try Self.grammar()
        let page = try String(contentsOf: LanguageReferenceTests.page, encoding: .utf8)
        let examples = LanguageReferenceTests.examples(in: page).map { LanguageReferenceTests.whole($0.text) }
        var trees = examples.map { SyntaxTree(parsing: SourceText(name: "map.baton", text: $0)) }
        trees += try (SampleMaps.processes + ["organization"]).map { try SampleMaps.tree($0) }
        var seen: Set<String> = []
        for tree in trees {
            for line in tree.lines where line.kind != .blank && line.kind != .entry {
                let whole = tree.source.string(line.whole.range).trimmingCharacters(in: .newlines)
                let first = try grammar.tokens(whole).first { !$0.scope.isEmpty }?.scope ?? ""
                let expected: [String] =
                    switch line.kind {
                    case .comment: ["comment"]
                    case .step, .decision: ["entity.name.type.role"]
                    case .answer: ["entity.name.tag.answer", "keyword.control.otherwise"]
                    case .jump: ["keyword.operator.jump"]
                    case .element: ["keyword.control.flow"]
                    case .exception: ["keyword.control.exception"]
                    default: ["keyword.declaration", "keyword.other.remark", "support.type.property-name"]
                    }
                #expect(expected.contains { first.hasPrefix($0) }, "\(whole): \(first)")
                seen.insert("\(line.kind)")
            }
        }
        #expect(seen.count == 8)
    }
}
