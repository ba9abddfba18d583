import ProcessSyntax

/// Reads numbers with their units as people write them. Each reader returns what was meant, or a
/// complaint: what is wrong in the writer's words, and what to write.
struct QuantityReader {
    struct Complaint: Error {
        let name: String
        let message: String
        let fix: String
        /// What to write in place of the whole, where that is known.
        var meant: String?
        /// Whether nothing else can have been meant.
        var isCertain = false
    }

    /// What business days and weeks come to.
    struct WorkingWeek {
        let minutesPerDay: Double
        let daysPerWeek: Double

        init(_ calendar: WorkCalendar) {
            minutesPerDay = calendar.minutesPerDay
            daysPerWeek = calendar.daysPerWeek
        }
    }

    /// Reads words that do not stand in the text as they are.
    static func reading<Value>(_ text: String, _ reader: (Words) throws(Complaint) -> Value) throws(Complaint) -> Value {
        try Array(text.utf8).withUnsafeBufferPointer { bytes throws(Complaint) in
            try reader(Words(bytes: bytes, start: 0, end: bytes.count))
        }
    }

    let words: Words
    /// The next byte to read.
    private var at: Int

    private init(_ words: Words) {
        self.words = words
        at = words.start
    }

    // MARK: Durations

    /// `5 min`, `0.5 h`, `3-8 min`, `3/5/12 min`, `2 bd`. Business days and weeks are those of `week`.
    static func duration(_ words: Words, week: WorkingWeek) throws(Complaint) -> Duration {
        var reader = QuantityReader(words)
        guard let first = reader.number() else { throw reader.badDuration() }
        var middle: Double?
        var last = first
        var isPart = false
        if let mark = reader.skipRangeMark() {
            guard let second = reader.number() else { throw reader.badDuration() }
            last = second
            isPart = mark == UInt8(ascii: "/")
            if reader.skipRangeMark() != nil {
                isPart = false
                guard let third = reader.number() else { throw reader.badDuration() }
                (middle, last) = (second, third)
            }
        }
        let unit = reader.word()
        guard reader.isAtEnd else { throw reader.badDuration() }
        guard let (unit, minutes) = known(unit, week) else { throw unknownUnit(unit.string, in: words.string) }
        guard !isPart else { throw halfOrRange(first, last, unit.rawValue, in: words.string) }
        guard first <= middle ?? last, middle ?? first <= last else {
            throw Complaint(
                name: "bad-duration", message: "'\(words.string)' runs backwards", fix: "write the smaller number first")
        }
        let low = first * minutes
        let high = last * minutes
        guard high <= 100 * 365 * 1440 else {
            throw Complaint(name: "bad-duration", message: "'\(words.string)' is more than a century", fix: "check the number and its unit")
        }
        return Duration(
            low: low, likely: middle.map { $0 * minutes } ?? (low + high) / 2, high: high, unit: unit, minutesPerUnit: minutes)
    }

    // What nearly all figures are: a few digits, and a unit or a sign. There are more of them in a map than of
    // anything else; whatever is written otherwise is read with care by the others.

    /// `5 min`; nil for all that is not exactly such.
    static func plainDuration(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ week: WorkingWeek) -> Duration? {
        var at = start
        guard let number = plainDigits(bytes, &at, end), at + 1 < end, bytes[at] == 0x20,
            let (unit, minutes) = known(bytes, at + 1, end, week)
        else { return nil }
        let time = number * minutes
        // A century and more is told of elsewhere.
        guard time < 50_000_000 else { return nil }
        return Duration(low: time, likely: time, high: time, unit: unit, minutesPerUnit: minutes)
    }

    /// `85%` as 0.85; nil for all that is not exactly such, or more than 100%.
    static func plainShare(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Double? {
        var at = start
        guard let number = plainDigits(bytes, &at, end), at + 1 == end, bytes[at] == UInt8(ascii: "%"), number <= 100 else { return nil }
        return number / 100
    }

    @inline(__always)
    private static func plainDigits(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ end: Int) -> Double? {
        let start = at
        var value = 0
        while at < end, bytes[at].isDigit {
            value = value &* 10 &+ Int(bytes[at] &- UInt8(ascii: "0"))
            at += 1
        }
        return (1...9).contains(at - start) ? Double(value) : nil
    }

    /// A unit by its letters, and its minutes.
    private static func known(_ unit: Words, _ week: WorkingWeek) -> (Duration.Unit, Double)? {
        known(unit.bytes, unit.start, unit.end, week)
    }

    @inline(__always)
    private static func known(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ week: WorkingWeek) -> (Duration.Unit, Double)? {
        guard (1...3).contains(end - start) else { return nil }
        var letters: UInt32 = 0
        for i in start..<end { letters = letters << 8 | UInt32(bytes[i]) }
        return switch letters {
        case Letters.s: (.s, 1.0 / 60)
        case Letters.min: (.min, 1)
        case Letters.h: (.h, 60)
        case Letters.d: (.d, 1440)
        case Letters.w: (.w, 10080)
        case Letters.bh: (.bh, 60)
        case Letters.bd: (.bd, week.minutesPerDay)
        case Letters.bw: (.bw, week.minutesPerDay * week.daysPerWeek)
        default: nil
        }
    }

    /// The letters of the units as numbers.
    private enum Letters {
        static let s: UInt32 = 0x73
        static let min: UInt32 = 0x6D_69_6E
        static let h: UInt32 = 0x68
        static let d: UInt32 = 0x64
        static let w: UInt32 = 0x77
        static let bh: UInt32 = 0x62_68
        static let bd: UInt32 = 0x62_64
        static let bw: UInt32 = 0x62_77
    }

    /// `3 months`, `2 weeks`: the time from one occasion to the next, in elapsed minutes.
    static func period(_ words: Words) throws(Complaint) -> Duration {
        var reader = QuantityReader(words)
        let count = reader.number() ?? 1
        let unit: (Duration.Unit, days: Double)? =
            switch reader.word().string {
            case "d", "day", "days": (.day, 1)
            case "w", "week", "weeks": (.week, 7)
            case "month", "months": (.month, 365.25 / 12)
            case "quarter", "quarters": (.quarter, 365.25 / 4)
            case "year", "years": (.year, 365.25)
            default: nil
            }
        guard let (unit, days) = unit, reader.isAtEnd, count > 0, count * days < 40_000 else {
            throw Complaint(name: "bad-period", message: "'\(words.string)' does not say how often", fix: "write it like '2 weeks' or '3 months'")
        }
        let minutes = count * days * 1440
        return Duration(low: minutes, likely: minutes, high: minutes, unit: unit, minutesPerUnit: days * 1440)
    }

    // MARK: Shares, counts, rates, dates

    /// `85%` as 0.85.
    static func share(_ words: Words) throws(Complaint) -> Double {
        var reader = QuantityReader(words)
        guard let number = reader.number(), reader.skipPercent(), reader.isAtEnd else {
            let text = words.string
            if QuantityAdvice.isUnknown(text) { throw QuantityAdvice.unknown(text, "bad-percent") }
            if text.hasPrefix("-"), QuantityAdvice.share(String(text.dropFirst())) != nil {
                throw Complaint(name: "bad-percent", message: "\(text) is less than nothing", fix: "give a share between 0% and 100%")
            }
            if let meant = QuantityAdvice.share(text) {
                throw Complaint(
                    name: "bad-percent", message: "'\(text)' is not a percentage", fix: "write '\(meant)'", meant: meant,
                    isCertain: text.lowercased().contains("p") || text.contains("%") || Int(text) != nil)
            }
            let isBare = text.utf8.count <= 3 && text.utf8.allSatisfy(\.isDigit) && (Int(text) ?? 0) > 1
            throw Complaint(
                name: "bad-percent", message: "'\(text)' is not a percentage", fix: "write it like '85%', or '?' if nobody knows",
                meant: isBare ? text + "%" : nil, isCertain: (Int(text) ?? 101) <= 100)
        }
        guard number <= 100 else {
            throw Complaint(name: "bad-percent", message: "\(words.string) is more than 100%", fix: "give a share between 0% and 100%")
        }
        return number / 100
    }

    static func count(_ words: Words) throws(Complaint) -> Double {
        var reader = QuantityReader(words)
        guard let number = reader.number(), reader.isAtEnd else {
            let text = words.string
            if QuantityAdvice.isUnknown(text) { throw QuantityAdvice.unknown(text, "bad-number") }
            if let meant = QuantityAdvice.count(text) {
                throw Complaint(name: "bad-number", message: "'\(text)' is not a bare number", fix: "write '\(meant)'", meant: meant, isCertain: true)
            }
            throw Complaint(name: "bad-number", message: "'\(words.string)' is not a number", fix: "write a number, or '?' if nobody knows")
        }
        return number
    }

    /// `300 per month`, `3 per week`, `daily`.
    static func rate(_ words: Words) throws(Complaint) -> Rate {
        switch words.string {
        case "daily": return Rate(count: 1, period: .day)
        case "weekly": return Rate(count: 1, period: .week)
        case "monthly": return Rate(count: 1, period: .month)
        default: break
        }
        var reader = QuantityReader(words)
        if let number = reader.number(), reader.skip("per") || reader.skip("/") || reader.skip("a"),
            let period = Rate.Period(rawValue: reader.word().string), reader.isAtEnd
        {
            return Rate(count: number, period: period)
        }
        let text = words.string
        if QuantityAdvice.isUnknown(text) { throw QuantityAdvice.unknown(text, "bad-rate") }
        if let meant = QuantityAdvice.rate(text) {
            throw Complaint(
                name: "bad-rate", message: "'\(text)' is not how to say how often", fix: "write '\(meant)'", meant: meant, isCertain: true)
        }
        if !text.isEmpty, text.utf8.allSatisfy(\.isDigit) {
            throw Complaint(
                name: "bad-rate", message: "'\(text)' does not say in what time", fix: "add it, as in '\(text) per month'")
        }
        throw Complaint(name: "bad-rate", message: "'\(words.string)' does not say how often", fix: "write it like '300 per month', 'weekly', or '?' if nobody knows")
    }

    static func date(_ words: Words) throws(Complaint) -> CalendarDate {
        let text = words.string
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        if parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2, parts[2].utf8.count == 2,
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            let date = CalendarDate(year: year, month: month, day: day)
        {
            return date
        }
        if QuantityAdvice.isUnknown(text) { throw QuantityAdvice.unknown(text, "bad-date") }
        if let meant = QuantityAdvice.date(text) {
            throw Complaint(
                name: "bad-date", message: "'\(text)' is not how a date is written", fix: "write '\(meant)'", meant: meant, isCertain: true)
        }
        if parts.count == 3, let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), (1...9999).contains(year), (1...12).contains(month),
            (29...31).contains(day)
        {
            throw Complaint(name: "bad-date", message: "the month of '\(text)' has no day \(day)", fix: "name a day that it has")
        }
        throw Complaint(name: "bad-date", message: "'\(text)' is not a date", fix: "write it as year-month-day, like '2027-01-31'")
    }

    /// `Mon-Fri 09:00-17:00 Europe/Berlin`.
    static func calendar(_ said: Words) throws(Complaint) -> WorkCalendar {
        if let calendar = fullCalendar(said) { return calendar }
        let text = said.string
        if let meant = QuantityAdvice.calendar(text), meant != text,
            Array(meant.utf8).withUnsafeBufferPointer({ fullCalendar(Words(bytes: $0, start: 0, end: $0.count)) }) != nil
        {
            throw Complaint(
                name: "bad-calendar", message: "'\(text)' does not say the hours in full", fix: "write '\(meant)'", meant: meant, isCertain: true)
        }
        throw Complaint(name: "bad-calendar", message: "'\(text)' is not a week of working hours", fix: "write it like 'Mon-Fri 09:00-17:00 Europe/Berlin'")
    }

    private static func fullCalendar(_ said: Words) -> WorkCalendar? {
        let text = said.string
        let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        let words = text.split(separator: " ")
        if (2...3).contains(words.count) {
            let named = words[0].lowercased().split { $0 == "-" || $0 == "–" }.map { days.firstIndex(of: String($0.prefix(3))) }
            let hours = words[1].split { $0 == "-" || $0 == "–" }.map(minuteOfDay)
            if (1...2).contains(named.count), let first = named[0], let last = named[named.count - 1], last >= first,
                hours.count == 2, let from = hours[0], let to = hours[1], to > from
            {
                return WorkCalendar(
                    minutesPerDay: to - from, daysPerWeek: Double(last - first + 1), firstDay: Double(first), opensAt: from, written: text)
            }
        }
        return nil
    }

    private static func minuteOfDay(_ text: Substring) -> Double? {
        let parts = text.split(separator: ":")
        guard parts.count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]),
            (0...24).contains(hour), (0...59).contains(minute), hour * 60 + minute <= 1440
        else { return nil }
        return Double(hour * 60 + minute)
    }

    // MARK: Reading

    // Byte by byte: a map holds more numbers than anything else, and they are nearly all ASCII.

    private var next: UInt8? { at == words.end ? nil : words.bytes[at] }

    private var isAtEnd: Bool { at == words.end }

    /// The no-break space, U+00A0, and its narrow brother, U+202F, which word processors put before units.
    private var isAtNoBreakSpace: Bool { isNext(0xC2, 0xA0) || isNext(0xE2, 0x80, 0xAF) }

    private var isAtEnDash: Bool { isNext(0xE2, 0x80, 0x93) }

    private func isNext(_ first: UInt8, _ second: UInt8, _ third: UInt8? = nil) -> Bool {
        guard words.end - at >= (third == nil ? 2 : 3), words.bytes[at] == first, words.bytes[at + 1] == second else { return false }
        return third.map { words.bytes[at + 2] == $0 } ?? true
    }

    @inline(__always)
    private mutating func skipBlanks() {
        while at < words.end, words.bytes[at] == 0x20 { at += 1 }
        if at < words.end, words.bytes[at] >= 0x80 { skipOtherBlanks() }
    }

    private mutating func skipOtherBlanks() {
        while let byte = next {
            switch byte {
            case UInt8(ascii: " "): at += 1
            case 0xC2 where isAtNoBreakSpace: at += 2
            case 0xE2 where isAtNoBreakSpace: at += 3
            default: return
            }
        }
    }

    /// A number without a sign, of 15 digits at most; `1,500` may group its thousands.
    private mutating func number() -> Double? {
        skipBlanks()
        var digits = 0
        var value = 0
        var divisor = 1
        var sawPoint = false
        while let byte = next {
            if byte.isDigit {
                digits += 1
                guard digits <= 15 else { return nil }
                value = value * 10 + Int(byte - UInt8(ascii: "0"))
                if sawPoint { divisor *= 10 }
            } else if byte == UInt8(ascii: "."), !sawPoint, digits > 0 {
                sawPoint = true
            } else if byte == UInt8(ascii: ","), !sawPoint, digits > 0, hasThousands() {
                // Dropped: the three digits that follow belong to the same number.
            } else {
                break
            }
            at += 1
        }
        guard digits > 0 else { return nil }
        skipBlanks()
        // Both are whole numbers below 2^53, so that the quotient is rounded once, as it should be.
        return Double(value) / Double(divisor)
    }

    /// Whether three digits, and no fourth, stand after the comma that is next.
    private func hasThousands() -> Bool {
        guard at + 4 <= words.end else { return false }
        for i in at + 1..<at + 4 where !words.bytes[i].isDigit { return false }
        return at + 4 == words.end || !words.bytes[at + 4].isDigit
    }

    /// - Returns: the first byte of the mark that was passed.
    private mutating func skipRangeMark() -> UInt8? {
        guard let mark = next, "-/".utf8.contains(mark) || isAtEnDash else { return nil }
        at += isAtEnDash ? 3 : 1
        return mark
    }

    private mutating func skipPercent() -> Bool {
        guard next == UInt8(ascii: "%") else { return false }
        at += 1
        skipBlanks()
        return true
    }

    private mutating func skip(_ word: String) -> Bool {
        let bytes = word.utf8
        guard words.end - at >= bytes.count, zip(bytes, at..<words.end).allSatisfy({ words.bytes[$1] == $0 }) else { return false }
        at += bytes.count
        skipBlanks()
        return true
    }

    /// Letters, up to whatever is none; characters beyond ASCII count as letters, blanks excepted.
    private mutating func word() -> Words {
        let start = at
        while let byte = next, byte.isLetter || byte >= 0x80 && !isAtNoBreakSpace { at += 1 }
        let word = Words(bytes: words.bytes, start: start, end: at)
        skipBlanks()
        return word
    }
}

extension UInt8 {
    var isDigit: Bool { self &- 48 <= 9 }
    fileprivate var isLetter: Bool { (self | 0x20) &- 97 <= 25 }
}
