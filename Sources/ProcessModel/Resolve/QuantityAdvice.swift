import ProcessSyntax

/// What was meant by a figure that is written as people say it: read generously, and offered in the way
/// that Baton reads it.
enum QuantityAdvice {
    typealias Complaint = QuantityReader.Complaint

    /// What people write for "nobody knows".
    static func isUnknown(_ text: String) -> Bool {
        ["??", "???", "unknown", "n/a", "na", "tbd", "tba", "not known", "no idea", "don't know", "dunno", "-", "–"].contains(text.lowercased())
    }

    static func unknown(_ text: String, _ name: String) -> Complaint {
        Complaint(name: name, message: "'\(text)' is not how to say that nobody knows", fix: "write '?'", meant: "?", isCertain: true)
    }

    // MARK: Times

    private static let units: [String: String] = [
        "s": "s", "sec": "s", "secs": "s", "second": "s", "seconds": "s", "min": "min", "m": "min", "mins": "min", "minute": "min", "minutes": "min",
        "h": "h", "hr": "h", "hrs": "h", "hour": "h", "hours": "h", "d": "d", "day": "d", "days": "d", "w": "w", "wk": "w", "wks": "w", "week": "w",
        "weeks": "w", "bh": "bh", "bd": "bd", "bw": "bw", "workday": "bd", "workdays": "bd", "wd": "bd", "wds": "bd",
    ]

    /// `2 business days` as `2 bd`, `3 to 8 min` as `3-8 min`, `1h 30min` as `90 min`; nil where it is none of these.
    static func duration(_ text: String) -> String? {
        var words = pieces(text)
        let fillers: Set<String> = ["about", "approx", "approx.", "circa", "ca.", "ca", "around", "roughly", "~", "up", "of", "a", "an", "per"]
        words.removeAll { fillers.contains($0) }
        var isBusiness = false
        words.removeAll {
            let isWord = ["business", "working", "work"].contains($0)
            isBusiness = isBusiness || isWord
            return isWord
        }
        var figures: [(value: Double, unit: String?)] = []
        var isRange = false
        for word in words {
            if let value = number(word) {
                figures.append((value, nil))
            } else if let clock = hoursAndMinutes(word) {
                figures.append((clock, "clock"))
            } else if ["to", "-", "–", "or"].contains(word) {
                isRange = true
            } else if let unit = units[word], let last = figures.indices.last, figures[last].unit == nil || figures[last].unit == "clock" {
                if figures[last].unit == "clock" { return isBusiness || figures.count > 1 ? nil : "\(shown(figures[last].value)) min" }
                figures[last].unit = unit
            } else {
                return nil
            }
        }
        guard let last = figures.last, let unit = last.unit, unit != "clock" else { return nil }
        let said = isBusiness ? (unit.hasPrefix("b") ? unit : "b" + unit) : unit
        guard ["s", "min", "h", "d", "w", "bh", "bd", "bw"].contains(said) else { return nil }
        switch figures.count {
        case 1: return "\(shown(last.value)) \(said)"
        case 2 where isRange && (figures[0].unit ?? unit) == unit: return "\(shown(figures[0].value))-\(shown(last.value)) \(said)"
        case 2 where !isRange && figures[0].unit == "h" && unit == "min": return "\(shown(figures[0].value * 60 + last.value)) min"
        default: return nil
        }
    }

    /// Words and numbers, each by itself, in small letters.
    private static func pieces(_ text: String) -> [String] {
        var found: [String] = []
        var current = ""
        var isNumber = false
        for character in text.lowercased() {
            let isDigit = character.isASCII && (character.isNumber || ".,:".contains(character))
            if character == " " || character == "\u{A0}" || character == "-" || character == "–" || character == "~" || isDigit != isNumber {
                if !current.isEmpty { found.append(current) }
                current = ""
            }
            if "-–~".contains(character) { found.append(String(character)) } else if character != " ", character != "\u{A0}" { current.append(character) }
            isNumber = isDigit
        }
        if !current.isEmpty { found.append(current) }
        return found
    }

    private static let numerals = [
        "half": 0.5, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
        "twenty": 20, "thirty": 30,
    ]

    /// `1,5` and `1.5`, `two`.
    static func number(_ word: String) -> Double? {
        if let numeral = numerals[word.lowercased()] { return numeral }
        guard let first = word.first, first.isASCII, first.isNumber, word.utf8.count <= 12, word.allSatisfy({ $0.isASCII && ($0.isNumber || ".,".contains($0)) }),
            word.count(where: { ".,".contains($0) }) <= 1
        else { return nil }
        return Double(word.replacing(",", with: "."))
    }

    /// `1:30` as 90 minutes.
    private static func hoursAndMinutes(_ word: String) -> Double? {
        let parts = word.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let hours = Int(parts[0]), let minutes = Int(parts[1]), (0..<1000).contains(hours), (0..<60).contains(minutes) else { return nil }
        return Double(hours * 60 + minutes)
    }

    /// Without a needless `.0`.
    static func shown(_ value: Double) -> String {
        value == value.rounded() && value < 1e12 ? String(Int(value)) : String(value)
    }

    // MARK: Shares, numbers, rates

    /// `85 percent`, `0.85`, `97,5%` and `85` as `85%`.
    static func share(_ text: String) -> String? {
        var word = text.lowercased()
        for ending in ["percent", "per cent", "pct", "%"] where word.hasSuffix(ending) { word = String(word.dropLast(ending.count)) }
        while word.last == " " || word.last == "\u{A0}" { word.removeLast() }
        let hadSign = word.count < text.count
        guard let value = number(word), value >= 0, value <= 100 else { return nil }
        // 0.85 without a sign is the share itself.
        if !hadSign, value < 1, value > 0 { return shown((value * 10_000).rounded() / 100) + "%" }
        return hadSign || value > 1 || value == 0 ? shown(value) + "%" : nil
    }

    /// `20 EUR`, `$5`, `two`, `3 people` as bare numbers.
    static func count(_ text: String) -> String? {
        if let value = numerals[text.lowercased()] { return shown(value) }
        // A comma before two digits begins the decimals.
        if text.contains(","), let value = number(text) { return shown(value) }
        let digits = text.drop { !$0.isASCII || !$0.isNumber }.prefix { $0.isASCII && ($0.isNumber || ".,".contains($0)) }
        let rest = text.filter { !digits.contains($0) && $0 != " " }
        guard !digits.isEmpty, !rest.isEmpty, rest.allSatisfy({ $0.isLetter || $0.isSymbol }), rest.count <= 8, let value = number(String(digits)) else { return nil }
        return shown(value)
    }

    /// `300 leads per month`, `300 monthly`, `every day`.
    static func rate(_ text: String) -> String? {
        let periods = [
            "hour": "hour", "hourly": "hour", "day": "day", "daily": "day", "days": "day", "week": "week", "weekly": "week", "month": "month", "monthly": "month",
            "quarter": "quarter", "quarterly": "quarter", "year": "year", "yearly": "year", "annually": "year",
        ]
        let words = text.lowercased().split { $0 == " " || $0 == "/" }.map(String.init)
        guard words.count <= 5, let last = words.last, let period = periods[last] else { return nil }
        if let first = words.first, let value = number(first) {
            return words.count > 1 ? "\(shown(value)) per \(period)" : nil
        }
        guard ["every", "each", "once", "per", "a"].contains(words[0]), words.count <= 3 else { return nil }
        switch period {
        case "day": return "daily"
        case "week": return "weekly"
        case "month": return "monthly"
        default: return "1 per \(period)"
        }
    }

    // MARK: Dates

    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

    /// `15/01/2027`, `15.1.2027`, `15 Jan 2027`, `2027-1-5` as year, month and day; nil where day and month
    /// could be either.
    static func date(_ text: String) -> String? {
        let words = text.split { " ./-,".contains($0) }.map(String.init)
        guard words.count == 3 else { return nil }
        var numbers: [Int] = []
        var month: Int?
        for word in words {
            let bare = word.filter(\.isNumber)
            if word.count <= 4, let number = Int(word) {
                numbers.append(number)
            } else if let named = months.firstIndex(of: String(word.lowercased().prefix(3))), word.allSatisfy(\.isLetter) {
                month = named + 1
            } else if ["st", "nd", "rd", "th"].contains(word.filter(\.isLetter)), let number = Int(bare) {
                numbers.append(number)
            } else {
                return nil
            }
        }
        guard let year = numbers.first(where: { $0 > 1000 }) else { return nil }
        let rest = numbers.filter { $0 <= 1000 }
        let isYearFirst = words[0].count == 4
        if let month { return rest.count == 1 ? written(year, month, rest[0]) : nil }
        guard rest.count == 2 else { return nil }
        // Dots are written by those who put the day first.
        if isYearFirst { return written(year, rest[0], rest[1]) }
        if rest[0] > 12 || text.contains(".") || rest[0] == rest[1] { return written(year, rest[1], rest[0]) }
        return rest[1] > 12 ? written(year, rest[0], rest[1]) : nil
    }

    private static func written(_ year: Int, _ month: Int, _ day: Int) -> String? {
        CalendarDate(year: year, month: month, day: day)?.written
    }

    /// `Mon-Fri 9-17` with its hours in full.
    static func calendar(_ text: String) -> String? {
        var words = text.split(separator: " ").map(String.init)
        guard words.count >= 2 else { return nil }
        let hours = words[1].split { $0 == "-" || $0 == "–" }.map { part -> String? in
            let bits = part.split { $0 == ":" || $0 == "." }.map { Int($0) }
            guard (1...2).contains(bits.count), let hour = bits[0], (0...24).contains(hour), let minute = bits.count == 2 ? bits[1] : 0, (0...59).contains(minute)
            else { return nil }
            return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
        }
        guard hours.count == 2, let from = hours[0], let to = hours[1] else { return nil }
        words[1] = "\(from)-\(to)"
        // `Mo-Fr`, and the same days in German.
        let short = ["mo": "Mon", "tu": "Tue", "we": "Wed", "th": "Thu", "fr": "Fri", "sa": "Sat", "su": "Sun", "di": "Tue", "mi": "Wed", "do": "Thu", "so": "Sun"]
        let days = words[0].split { $0 == "-" || $0 == "–" }.map { short[$0.lowercased()] ?? String($0) }
        words[0] = days.joined(separator: "-")
        return words.joined(separator: " ")
    }

    /// `handoffs < 6`, `lead time max 10 bd` with `at most`.
    static func budget(_ text: String) -> String? {
        for sign in ["<=", "<", "≤", "max.", "max", "maximum", "under", "below", "up to", "no more than", ":"] {
            guard let range = text.firstRange(of: " \(sign) ") ?? text.firstRange(of: sign + " ") else { continue }
            let what = text[..<range.lowerBound].trimming
            let limit = text[range.upperBound...].trimming
            guard ["handoffs", "lead time", "load"].contains(what), !limit.isEmpty else { continue }
            return "\(what) at most \(what == "load" ? share(limit) ?? limit : limit)"
        }
        return nil
    }
}
