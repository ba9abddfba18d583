import ProcessAnalysis

extension Numerals {
    /// A load as a percentage, in whole numbers: hours a month are never known better. `125%`.
    static func loadPercent(_ share: Double) -> String { percent(share, places: 0) }

    /// `1 error`, `2 errors`.
    static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
        number == 1 ? "1 \(one)" : "\(number) \(many ?? one + "s")"
    }
}
