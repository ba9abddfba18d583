/// What sheets need beside the colours of a map. The shades are of one hue, from light to dark, so that they stay in order
/// for any eye and on a grey printer; what they stand for is always written too.
enum SheetPalette {
    static func style(id: String) -> String {
        var out = "<style>\n"
        func add(_ rules: [(String, String)], indent: String) {
            for (selector, body) in rules {
                out += indent + selector.split(separator: ",").map { "#\(id) \($0)" }.joined(separator: ",") + "{\(body)}\n"
            }
        }
        add(light, indent: "")
        out += "@media screen and (prefers-color-scheme:dark){\n"
        add(dark, indent: " ")
        out += "}\n@media print{\n"
        add(print, indent: " ")
        out += "}\n</style>"
        return out
    }

    private static let light: [(String, String)] = [
        (".ground", "fill:#ffffff;stroke:#b6c1cf;stroke-width:1"),
        (".ground.head", "fill:#e8edf3"),
        (".ground.group", "fill:#f1f4f8"),
        (".ground.blank", "fill:#eef1f5"),
        (".ground.shade1", "fill:#fdf3e1"),
        (".ground.shade2", "fill:#fbe0b5"),
        (".ground.shade3", "fill:#f6c67c"),
        (".ground.shade4", "fill:#eda53f"),
        (".ground.strong", "fill:#334155"),
        (".strong-words text", "fill:#ffffff"),
        (".ground.soft", "fill:#d7ebf8"),
        (".ground.customer", "fill:#fdf6e3"),
        (".ground.outside", "fill:#f3f6ee"),
        (".node .ground", "stroke:#475569;stroke-width:1.2"),
        (".label .ground", "fill:#ffffff;stroke:none"),
        (".shaded text", "fill:#1f2937"),
        (".bar", "fill:#0072b2"),
        (".tick", "fill:#ffffff;stroke:#475569;stroke-width:1.2"),
        (".exchange", "fill:none;stroke:#0072b2"),
        (".tip", "fill:#0072b2"),
    ]

    private static let dark: [(String, String)] = [
        (".ground", "fill:#171c25;stroke:#3a4454"),
        (".ground.head", "fill:#252d3a"),
        (".ground.group", "fill:#1e2530"),
        (".ground.blank", "fill:#1e2530"),
        (".ground.shade1", "fill:#2b2417"),
        (".ground.shade2", "fill:#443317"),
        (".ground.shade3", "fill:#5f4415"),
        (".ground.shade4", "fill:#7b5510"),
        (".ground.strong", "fill:#cbd5e1"),
        (".strong-words text", "fill:#12161d"),
        (".ground.soft", "fill:#173450"),
        (".ground.customer", "fill:#262114"),
        (".ground.outside", "fill:#1c2418"),
        (".node .ground", "stroke:#94a3b8"),
        (".label .ground", "fill:#12161d;stroke:none"),
        (".shaded text", "fill:#f1f5f9"),
        (".bar", "fill:#56b4e9"),
        (".tick", "fill:#171c25;stroke:#94a3b8"),
        (".exchange", "stroke:#56b4e9"),
        (".tip", "fill:#56b4e9"),
    ]

    /// On paper all words are black.
    private static let print: [(String, String)] = [
        ("text,.remedy,.subtitle,.terms", "fill:#000000"),
        (".strong-words text,[data-severity=error] text", "fill:#ffffff"),
    ]
}
