import ProcessModel

extension Rule {
    private static let words = Setting(
        name: "words", standard: 3, unit: "words", meaning: "up to how many words a name is asked for a verb; 0 asks none")

    static let vagueLabel = Rule(
        name: "vague-label", category: .flow, severity: .info, readsWords: true,
        title: "A step that does not say what is done",
        triggers: """
            A step's name begins with handle, process, manage, do, deal with or take care of; or it is all nouns: three \
            words or fewer, the last of them an English noun for a doing, such as clarification, handling or \
            management, and no verb before it.
            """,
        why: "Nobody can say when 'Handle request' is done, so nobody can say how long it takes, or what the next one may rely on.",
        remedy: "Name what is done to what, so that one sees when it is done: 'Answer request', 'Refund order'.",
        question: "How do you see that this step is done?",
        settings: [words],
        examples: [
            Example(
                "Words that say nothing",
                """
                process: Complaints
                lanes: Service, Finance
                flow:
                  Service: ↓Handle complaint
                  Finance: ↓Process refund
                  Service: ↓Deal with the rest
                """),
            Example(
                "All nouns",
                """
                process: Complaints
                lanes: Service, Sales
                flow:
                  Service: ↓Internal clarification
                  Service: ↓Complaint handling
                  Sales: ↓Qualification
                """),
            Example(
                "It says what is done",
                """
                process: Complaints
                lanes: Service, Finance
                flow:
                  Service: Answer complaint
                  Finance: Pay refund
                  Service: Close ticket
                """),
            Example(
                "A verb stands before the noun",
                """
                process: Complaints
                lanes: Service
                flow:
                  Service: Send confirmation
                  Service: Check documentation
                  Service: Qualify lead for action
                """),
        ]
    ) { review in
        let map = review.map
        let limit = review[words]
        for id in map.nodeIDs where map[id].kind == .task && review.canAgree(map[id].lane) {
            let name = map[id].name
            let parts = Words.of(name)
            if let vague = Labels.vague(parts) {
                review.find(
                    "'\(name)' does not say what is done: '\(vague)' can be anything", at: .node(id), map[id].span,
                    remedy: "name what is done to what, so that one sees when it is done",
                    question: "How do you see that '\(name)' is done?")
            } else if Double(parts.count) <= limit, let noun = Labels.verbless(parts) {
                review.find(
                    "'\(name)' names a thing and no verb: '\(noun)' does not say what is done", at: .node(id), map[id].span,
                    remedy: "begin with a verb, so that one sees when it is done",
                    question: "How do you see that '\(name)' is done?")
            }
        }
    }
}

/// What a step's name says, by its words in small letters. English only; other languages are left alone.
private enum Labels {
    private static let vagueVerbs = table(["handle", "process", "manage", "do"])
    private static let vaguePairs: [[[UInt8]]] = [["deal", "with"], ["take", "care"]].map { $0.map { Array($0.utf8) } }
    private static let vagueNouns = table(["handling", "processing", "management", "administration"])
    /// Verbs that are the name of a thing as often: `Order processing` does not order anything.
    private static let things = table([
        "order", "change", "report", "request", "offer", "issue", "release", "record", "document", "file", "invoice", "quote", "refund",
        "call", "mail", "email", "return", "project", "contract",
    ])
    private static let endings = ["tion", "sion", "ment", "ance", "ence"].map { Array($0.utf8) }
    /// Verbs that end like such nouns.
    private static let exceptions = table(["mention", "question", "comment", "implement", "document", "complement", "supplement", "finance",
        "balance", "enhance", "advance", "reference", "station", "segment", "auction", "sanction", "ration", "cement", "experience", "influence"])
    /// Words with which a step's name may begin and be a sentence that tells one what to do.
    private static let verbs = table([
        "accept", "activate", "add", "adjust", "agree", "align", "allocate", "analyse", "analyze", "announce", "answer", "apply", "approve",
        "archive", "arrange", "ask", "assess", "assign", "attach", "audit", "await", "begin", "book", "brief", "build", "buy", "calculate",
        "call", "cancel", "capture", "change", "chase", "check", "choose", "clarify", "clear", "close", "collect", "compare", "complete",
        "compute", "conduct", "configure", "confirm", "contact", "control", "convert", "copy", "correct", "count", "create", "decide",
        "decline", "define", "deliver", "deploy", "describe", "design", "determine", "develop", "discuss", "dispatch", "distribute",
        "document", "download", "draft", "draw", "drop", "edit", "email", "enable", "end", "enrich", "enter", "escalate", "estimate",
        "evaluate", "examine", "execute", "explain", "export", "extract", "file", "fill", "filter", "find", "finish", "fix", "follow",
        "forward", "fulfil", "fulfill", "gather", "generate", "get", "give", "grant", "hand", "hold", "identify", "implement", "import",
        "inform", "inspect", "install", "invite", "invoice", "issue", "keep", "launch", "list", "load", "log", "look", "mail", "make",
        "mark", "match", "measure", "meet", "merge", "monitor", "move", "name", "negotiate", "note", "notify", "obtain", "offer", "open",
        "order", "organise", "organize", "pack", "pass", "pay", "perform", "pick", "plan", "post", "prepare", "present", "print",
        "prioritise", "prioritize", "produce", "propose", "provide", "publish", "put", "qualify", "quote", "raise", "rank", "rate", "read",
        "receive", "recheck", "record", "recruit", "refund", "register", "reject", "release", "remind", "remove", "renew", "reply", "report",
        "request", "resolve", "respond", "return", "review", "revise", "rework", "route", "run", "save", "schedule", "scope", "score",
        "search", "select", "sell", "send", "set", "settle", "share", "ship", "show", "sign", "sort", "source", "split", "start", "state",
        "stop", "store", "submit", "suggest", "summarise", "summarize", "supply", "survey", "take", "talk", "tell", "test", "track",
        "train", "transfer", "translate", "triage", "type", "update", "upload", "use", "validate", "verify", "visit", "wait", "warn",
        "weigh", "work", "write",
    ])

    private static func table(_ words: [String]) -> Set<[UInt8]> { Set(words.map { Array($0.utf8) }) }

    /// The verb that can mean anything with which a name begins.
    static func vague(_ words: [[UInt8]]) -> String? {
        guard let first = words.first else { return nil }
        if vagueVerbs.contains(first) { return String(decoding: first, as: UTF8.self) }
        return vaguePairs.first { words.starts(with: $0) }.map { pair in pair.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ") }
    }

    /// The noun for a doing in which a name without a verb ends.
    static func verbless(_ words: [[UInt8]]) -> String? {
        guard let last = words.last else { return nil }
        let isNoun = vagueNouns.contains(last)
            || (last.count > 6 && !exceptions.contains(last) && endings.contains { last.suffix($0.count).elementsEqual($0) })
        guard isNoun else { return nil }
        let isThing = words.count == 2 && vagueNouns.contains(last) && things.contains(words[0])
        guard isThing || !words.dropLast().contains(where: { verbs.contains($0) || isInflected($0) }) else { return nil }
        return String(decoding: last, as: UTF8.self)
    }

    /// `Reviewing` and `reviews` hold a verb too.
    private static func isInflected(_ word: [UInt8]) -> Bool {
        for ending in ["ing", "s"] where word.count > ending.utf8.count && word.suffix(ending.utf8.count).elementsEqual(ending.utf8) {
            let stem = Array(word.dropLast(ending.utf8.count))
            if verbs.contains(stem) || verbs.contains(stem + [UInt8(ascii: "e")]) { return true }
        }
        return false
    }
}
