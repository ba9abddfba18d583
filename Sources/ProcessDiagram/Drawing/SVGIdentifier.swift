/// Ids that a style sheet can name, whatever the words they are made of.
enum SVGIdentifier {
    /// The ASCII letters, digits, `-` and `_` of a prefix; never empty, and never beginning with a digit or a hyphen.
    static func made(of prefix: String) -> String {
        var kept = ""
        for scalar in prefix.unicodeScalars where scalar.isASCII {
            if scalar.properties.isAlphabetic || scalar == "-" || scalar == "_" || ("0"..."9").contains(scalar) { kept.unicodeScalars.append(scalar) }
        }
        if let first = kept.unicodeScalars.first, !first.properties.isAlphabetic { kept = "m" + kept }
        return kept.isEmpty ? "map" : kept
    }
}
