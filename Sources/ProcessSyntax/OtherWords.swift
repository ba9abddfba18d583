/// Words that people bring from meetings and from other tools, and what Baton calls the same.
public enum OtherWords {
    /// At the left edge of a file.
    static let atTheTop: [String: Keyword] = [
        "title": .process, "name": .process, "steps": .flow, "activities": .flow, "tasks": .flow, "workflow": .flow, "process flow": .flow,
        "swimlanes": .lanes, "participants": .lanes, "actors": .lanes, "departments": .lanes, "teams": .lanes, "functions": .lanes,
        "swimlane": .lane, "team": .lane, "department": .lane, "include": .use, "import": .use, "uses": .use, "tool": .system,
        "rules": .checks, "definition": .term, "glossary": .term, "issue": .pain, "problem": .pain, "remark": .note, "comment": .note,
        "todo": .action, "task": .action,
    ]

    /// In a flow, before a block.
    static let inAFlow: [String: Keyword] = [
        "parallel": .inParallel, "in paralell": .inParallel, "at the same time": .inParallel, "simultaneously": .inParallel,
    ]

    /// Below a step or in its brackets.
    static let ofAStep: [String: Keyword] = [
        "system": .in, "tool": .in, "using": .in, "input": .needs, "inputs": .needs, "output": .makes, "outputs": .makes, "delivers": .makes,
        "owner": .accountable, "quality": .ok, "waits": .wait, "delay": .wait, "decided by": .criteria, "document": .doc, "link": .doc,
        "issue": .pain, "problem": .pain, "remark": .note, "comment": .note, "hands over": .handoff, "passes": .handoff, "sends": .handoff,
        "informs to": .informs, "deadline": .promise, "sla": .promise,
    ]

    /// Below a handoff or in its brackets.
    static let ofAHandoff: [String: Keyword] = [
        "sla": .within, "deadline": .within, "in": .within, "by": .via, "through": .via, "with": .via, "channel": .via, "on": .via,
        "accepted when": .acceptWhen, "accept if": .acceptWhen, "criteria": .acceptWhen, "receipt": .confirm,
    ]

    /// What Baton calls what is said with this word of an owner.
    public static func meant(by word: String, of owner: Owner) -> Keyword? {
        let table: [String: Keyword] =
            switch owner {
            case .file: atTheTop
            case .step, .decision: ofAStep
            case .handoff: ofAHandoff
            default: [:]
            }
        return table[word.lowercased()].flatMap { owner.allows($0) ? $0 : nil }
    }

    /// The keyword a writer meant: another word for it, a slip of the pen, or one half typed.
    public static func nearest(to word: String, among keywords: [Keyword]) -> Keyword? {
        if let nearest = NearestName.find(word, among: keywords.map(\.rawValue)) { return Keyword(rawValue: nearest) }
        guard word.utf8.count >= 3 else { return nil }
        return keywords.first { $0.rawValue.hasPrefix(word.lowercased()) }
    }

    /// The sign with which a comment of another notation begins; nil where the line begins with none.
    public static func commentSign(of line: String) -> String? {
        ["//", "/*", "--", "%%", "<!--", "REM "].first { line.hasPrefix($0) && line != $0 && !line.hasPrefix("-->") && !line.hasPrefix("---") }
    }

    /// How what a line of another notation says is said here; nil where the word is of none.
    public static func advice(on line: String) -> (word: String, advice: String)? {
        let words = line.lowercased().split { $0 == " " || $0 == ":" || $0 == "(" }.map(String.init)
        guard let first = words.first else { return nil }
        let two = words.prefix(2).joined(separator: " ")
        switch first {
        case "if", "else", "elseif", "elif", "endif", "then", "switch", "case", "alt", "opt", "unless":
            return (first, "ask a question instead: 'Who: Is it good?', with the answers below it, as in 'yes' and 'no -> Step'")
        case "loop", "repeat", "while", "until", "endwhile":
            return (first, "to go round again, write '-> ' and the step to go back to")
        case "goto", "jump":
            return (first, "to go to a step, write '-> ' and its text")
        case "participant", "actor", "subgraph", "swimlane":
            return (first, "say who takes part at the top: 'lanes: Marketing, Sales'")
        case "who", "what":
            return (first, "write who acts before the colon and what they do behind it: 'Marketing: Score lead'")
        case "stop", "endif;", "@enduml", "@startuml":
            return (first, "where the process ends, write 'end: ' and what has come of it")
        default: break
        }
        if ["go to", "go back", "back to", "return to", "jump to"].contains(two) {
            return (two, "to go to a step, write '-> ' and its text")
        }
        return two == "end if" ? (two, "ask a question instead: 'Who: Is it good?', with the answers below it, as in 'yes' and 'no -> Step'") : nil
    }
}
