import Foundation

/// Colors single lines as an editor does that reads TextMate grammars; as much of that as ours needs.
struct TextMate {
    struct Rule: Decodable {
        struct Name: Decodable { let name: String }

        let include: String?
        let name: String?
        let match: String?
        let begin: String?
        let end: String?
        let captures: [String: Name]?
        let beginCaptures: [String: Name]?
        let endCaptures: [String: Name]?
        let patterns: [Rule]?
    }

    struct File: Decodable {
        let name: String
        let scopeName: String
        let fileTypes: [String]
        let patterns: [Rule]
        let repository: [String: Rule]
    }

    let file: File

    init(_ file: File) { self.file = file }

    /// A run of text, and the most exact scope it has; "" for plain text.
    struct Token: Equatable {
        let text: String
        let scope: String
    }

    /// Rules with what they include put in their place.
    func flat(_ rules: [Rule]) -> [Rule] {
        rules.flatMap { rule -> [Rule] in
            let rule = rule.include.flatMap { file.repository[String($0.dropFirst())] } ?? rule
            return rule.match == nil && rule.begin == nil ? flat(rule.patterns ?? []) : [rule]
        }
    }

    private static func search(_ pattern: String, _ line: NSString, _ at: Int) throws -> NSTextCheckingResult? {
        try NSRegularExpression(pattern: pattern).firstMatch(
            in: line as String, options: [.withTransparentBounds, .withoutAnchoringBounds],
            range: NSRange(location: at, length: line.length - at))
    }

    func tokens(_ text: String) throws -> [Token] {
        let line = text as NSString
        var tokens: [Token] = []
        var open: [Rule] = []
        var at = 0
        func emit(_ from: Int, _ to: Int, _ scope: String?) {
            guard to > from else { return }
            let scope = scope ?? open.last { $0.name != nil }?.name ?? ""
            tokens.append(Token(text: line.substring(with: NSRange(location: from, length: to - from)), scope: scope))
        }
        func emit(_ found: NSTextCheckingResult, _ captures: [String: Rule.Name]?, _ name: String?) {
            var from = found.range.location
            for number in 1..<max(found.numberOfRanges, 1) {
                let range = found.range(at: number)
                guard range.location != NSNotFound, let capture = captures?[String(number)] else { continue }
                emit(from, range.location, name)
                emit(range.location, range.upperBound, capture.name)
                from = range.upperBound
            }
            emit(from, found.range.upperBound, captures?["0"]?.name ?? name)
        }
        while true {
            let rules = flat(open.last?.patterns ?? (open.isEmpty ? file.patterns : []))
            var best: (found: NSTextCheckingResult, rule: Rule?)?
            if let end = open.last?.end, let found = try Self.search(end, line, at) { best = (found, nil) }
            for rule in rules {
                guard let pattern = rule.match ?? rule.begin, let found = try Self.search(pattern, line, at), found.range.length > 0,
                    best.map({ found.range.location < $0.found.range.location }) ?? true
                else { continue }
                best = (found, rule)
            }
            guard let (found, rule) = best else {
                emit(at, line.length, nil)
                return tokens
            }
            emit(at, found.range.location, nil)
            at = found.range.upperBound
            guard let rule else {
                let closed = open.removeLast()
                emit(found, closed.endCaptures, closed.name)
                if open.isEmpty, at == line.length { return tokens }
                continue
            }
            emit(found, rule.begin == nil ? rule.captures : rule.beginCaptures, rule.name)
            if rule.begin != nil { open.append(rule) }
        }
    }
}
