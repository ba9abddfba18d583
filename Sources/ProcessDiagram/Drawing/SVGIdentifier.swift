/// Ids that a style sheet can name, whatever the words they are made of.
enum SVGIdentifier {
    /// The ASCII letters, digits, `-` and `_` of a name; never empty, and never beginning with a digit or a hyphen.
    /// Where that is not the whole name, a number follows: two names that look alike once their other letters are
    /// gone must not share their ids on one page.
    static func made(of name: String) -> String {
        var kept = ""
        for scalar in name.unicodeScalars where scalar.isASCII {
            if scalar.properties.isAlphabetic || scalar == "-" || scalar == "_" || ("0"..."9").contains(scalar) { kept.unicodeScalars.append(scalar) }
        }
        if let first = kept.unicodeScalars.first, !first.properties.isAlphabetic { kept = "m" + kept }
        if kept.isEmpty { kept = "map" }
        return kept == name ? kept : "\(kept)-\(number(of: name))"
    }

    /// A number that hardly any two names share (FNV-1a), the same on every machine.
    private static func number(of name: String) -> String {
        String(name.utf8.reduce(0x811C_9DC5 as UInt32) { ($0 ^ UInt32($1)) &* 0x0100_0193 }, radix: 16)
    }
}
