/// Numbers that a map says, with all their digits: two that differ are written differently, however little it is.
enum ExactNumerals {
    /// How many decimals are tried; each is enough for nearly all that needed more than the one before.
    private static let places = [2, 4, 6, 9, 12]

    static func decimal(_ value: Double) -> String {
        for places in places {
            if let text = Numerals.digits(value, places: places), Double(text) == value { return text }
        }
        return "\(value)"
    }

    /// As a percentage. What differs by less than any person would write comes from reckoning, and is the same.
    static func percent(_ share: Double) -> String {
        for places in places {
            if let text = Numerals.digits(share * 100, places: places), let percent = Double(text), abs(percent / 100 - share) <= 1e-14 { return text + "%" }
        }
        return "\(share * 100)%"
    }
}
