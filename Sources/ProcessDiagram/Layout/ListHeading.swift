/// The heading of a list, as long as the room for it allows.
enum ListHeading {
    static let size = 14.0

    /// What a heading says at least: what stands before its first comma.
    static func stem(_ text: String) -> String { text.split(separator: ",").first.map(String.init) ?? text }

    static func width(_ text: String) -> Double { TextWidth.of(text, size: size, isBold: true) }

    /// The first of them that has room; else the last.
    static func fitting(_ choices: [String], within room: Double) -> String {
        choices.first { width($0) <= room } ?? choices.last ?? ""
    }
}
