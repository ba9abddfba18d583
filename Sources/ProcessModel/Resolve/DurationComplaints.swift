/// What to say of a length of time that cannot be read.
extension QuantityReader {
    private static let otherNames = [
        "sec": "s", "secs": "s", "second": "s", "seconds": "s", "m": "min", "mins": "min", "minute": "min", "minutes": "min",
        "hr": "h", "hrs": "h", "hour": "h", "hours": "h", "day": "d", "days": "d", "week": "w", "weeks": "w", "wk": "w",
    ]

    static func unknownUnit(_ unit: String, in text: String) -> Complaint {
        let units = "s, min, h, d, w, or bh, bd, bw for business time"
        if unit.isEmpty {
            return Complaint(name: "bad-duration", message: "'\(text)' has no unit", fix: "add one of \(units)")
        }
        if ["month", "months"].contains(unit.lowercased()) {
            return Complaint(
                name: "bad-duration", message: "'\(unit)' is not a unit of time here: months differ in length",
                fix: "write it in weeks or days, as in '4 bw' or '20 bd' for working time, '30 d' for time by the clock")
        }
        if let meant = QuantityAdvice.duration(text), otherNames[unit.lowercased()] == nil || text.contains("usiness") || text.contains("orking") {
            return Complaint(name: "bad-duration", message: "'\(text)' is not how a length of time is written", fix: "write '\(meant)'", meant: meant)
        }
        if QuantityAdvice.isUnknown(text) { return QuantityAdvice.unknown(text, "bad-duration") }
        if let complaint = workingOrNot(QuantityAdvice.duration(text), text) { return complaint }
        if let name = otherNames[unit.lowercased()] {
            return Complaint(
                name: "bad-duration", message: "'\(unit)' is not a unit of time here", fix: "write '\(name)' instead of '\(unit)'",
                // `5 m` may be five months.
                meant: Self.replacing(unit, by: name, in: text), isCertain: unit.utf8.count > 1)
        }
        return Complaint(name: "bad-duration", message: "'\(unit)' is not a unit of time", fix: "use one of \(units)")
    }

    /// "1 day" of work is eight hours to most and twenty-four by the clock: which of the two only a person knows.
    private static func workingOrNot(_ meant: String?, _ text: String) -> Complaint? {
        guard let meant, text.lowercased().contains("day") || text.lowercased().contains("w"), let unit = meant.last, unit == "d" || unit == "w",
            meant.dropLast().last == " "
        else { return nil }
        return Complaint(
            name: "bad-duration", message: "'\(text)' may be working time or time by the clock",
            fix: "write '\(meant.dropLast())b\(unit)' for working time, '\(meant)' for time by the clock, nights included")
    }

    /// `1/2 h`: half an hour, or one to two?
    static func halfOrRange(_ first: Double, _ last: Double, _ unit: String, in text: String) -> Complaint {
        let range = "'\(QuantityAdvice.shown(first))-\(QuantityAdvice.shown(last)) \(unit)'"
        let part = first / last
        let isExact = last > 0 && first < last && (part * 1000).rounded() == part * 1000
        return Complaint(
            name: "bad-duration", message: "'\(text)' may be a part of one or a range",
            fix: isExact ? "write '\(QuantityAdvice.shown(part)) \(unit)' for the part, \(range) for the range" : "write \(range) for the range")
    }

    /// The unit stands last, so that `hours` of `2 hours` becomes `h`.
    private static func replacing(_ unit: String, by name: String, in text: String) -> String? {
        guard text.hasSuffix(unit) else { return nil }
        return text.dropLast(unit.count) + name
    }

    func badDuration() -> Complaint {
        let whole = words.string
        let bytes = Array(whole.utf8)
        let comma = bytes.indices.first { i in
            bytes[i] == UInt8(ascii: ",") && i > 0 && i + 1 < bytes.count && (48...57).contains(bytes[i - 1]) && (48...57).contains(bytes[i + 1])
        }
        if comma != nil {
            let pointed = String(decoding: bytes.map { $0 == UInt8(ascii: ",") ? UInt8(ascii: ".") : $0 }, as: UTF8.self)
            return Complaint(
                name: "bad-duration", message: "'\(whole)' has a comma where its decimals begin",
                fix: "write a point: '\(pointed)'", meant: pointed, isCertain: true)
        }
        if QuantityAdvice.isUnknown(whole) { return QuantityAdvice.unknown(whole, "bad-duration") }
        if bytes.prefix(while: \.isDigit).count > 15 {
            return Complaint(name: "bad-duration", message: "'\(whole)' is more than a century", fix: "check the number and its unit")
        }
        if bytes.first == UInt8(ascii: "-") {
            return Complaint(name: "bad-duration", message: "'\(whole)' is less than nothing", fix: "write it without the minus, or '?' if nobody knows")
        }
        if let complaint = Self.workingOrNot(QuantityAdvice.duration(whole), whole) { return complaint }
        if let meant = QuantityAdvice.duration(whole) {
            return Complaint(name: "bad-duration", message: "'\(whole)' is not how a length of time is written", fix: "write '\(meant)'", meant: meant)
        }
        return Complaint(name: "bad-duration", message: "'\(whole)' is not a length of time", fix: "write it like '20 min', '3-8 h', '2 bd', or '?' if nobody knows")
    }
}
