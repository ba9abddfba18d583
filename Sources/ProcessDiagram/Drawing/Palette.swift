/// The colours of a map, for paper and light screens, and for dark ones. Those that carry a meaning are
/// of Okabe and Ito's set, which readers with any colour vision can tell apart (2008); none is the only sign.
enum Palette {
    /// The style sheet, every rule bound to one drawing by its id.
    ///
    /// - Parameters:
    ///   - isPage: true for a page of a map, or a part of one, which has signs of its own.
    ///   - layers: further rules, for what only some maps show.
    static func style(id: String, isPage: Bool = false, adding layers: (light: [(String, String)], dark: [(String, String)]) = ([], [])) -> String {
        var out = "<style>\n"
        func add(_ rules: [(String, String)], indent: String) {
            for (selector, body) in rules {
                out += indent + selector.split(separator: ",").map { "#\(id) \($0)" }.joined(separator: ",") + "{\(body)}\n"
            }
        }
        out += "#\(id){font-family:Helvetica,Arial,'Liberation Sans',sans-serif}\n"
        add(light + (isPage ? pageLight : []) + layers.light, indent: "")
        out += "@media screen and (prefers-color-scheme:dark){\n"
        add(dark + (isPage ? pageDark : []) + layers.dark, indent: " ")
        out += "}\n</style>"
        return out
    }

    /// What only pages show: marks of lines that go on elsewhere.
    private static let pageLight: [(String, String)] = [
        (".line.main", "stroke:#1f2937;stroke-width:1.7"),
        (".line.main.handoff", "stroke:#0072b2;stroke-width:2"),
        (".pennant", "fill:#ffffff;stroke:#1f2937;stroke-width:1.2"),
        (".page", "fill:#566273"),
        (".elsewhere .outline", "fill:#ffffff;stroke:#64748b;stroke-dasharray:4 3"),
        (".elsewhere text", "fill:#475569"),
        (".chevron", "fill:#e8edf3;stroke:#94a3b8"),
        (".plain .cell", "fill:#eaf0f7;stroke:#94a3b8"),
        (".plain.customer .cell", "fill:#f6e3b4;stroke:#c9b26a"),
        (".plain.outside .cell", "fill:#dfe9d0;stroke:#a3b58c"),
        (".hair", "fill:none;stroke:#cbd5e1;stroke-width:1"),
        (".crop", "fill:none;stroke:#1f2937;stroke-width:0.6"),
        (".glue", "fill:none;stroke:#94a3b8;stroke-width:0.6"),
        (".key-plan .cell", "fill:#ffffff;stroke:#1f2937;stroke-width:0.5"),
        (".key-plan .here", "fill:#1f2937;stroke:#1f2937;stroke-width:0.5"),
    ]
    private static let pageDark: [(String, String)] = [
        (".line.main", "stroke:#e5e9f0"),
        (".line.main.handoff", "stroke:#56b4e9"),
        (".pennant", "fill:#222a36;stroke:#e5e9f0"),
        (".page", "fill:#a3afc0"),
        (".elsewhere .outline", "fill:#171c25;stroke:#94a3b8"),
        (".elsewhere text", "fill:#a3afc0"),
        (".chevron", "fill:#252d3a;stroke:#64748b"),
        (".plain .cell", "fill:#222a36;stroke:#64748b"),
        (".plain.customer .cell", "fill:#4a3d16;stroke:#8a7430"),
        (".plain.outside .cell", "fill:#2f3d24;stroke:#64784f"),
        (".hair", "stroke:#3a4454"),
    ]

    private static let light: [(String, String)] = [
        ("text", "fill:#1f2937"),
        (".sheet", "fill:#ffffff"),
        (".band", "fill:#ffffff;stroke:#cbd5e1"),
        (".odd .band", "fill:#f6f8fb"),
        (".lane.customer .band", "fill:#fdf6e3"),
        (".lane.outside .band", "fill:#f3f6ee"),
        (".head", "fill:#e8edf3;stroke:#cbd5e1"),
        (".customer .head", "fill:#f6e3b4;stroke:#cbd5e1"),
        (".outside .head", "fill:#dfe9d0;stroke:#cbd5e1"),
        (".outline", "fill:#ffffff;stroke:#475569;stroke-width:1.2"),
        ("[data-kind=decision] .outline", "fill:#eef4fb;stroke:#33658a"),
        ("[data-kind=end] .outline", "stroke:#1f2937;stroke-width:3.2"),
        ("[data-kind=start] .outline", "stroke:#1f2937;stroke-width:1.4"),
        ("[data-kind=fork] .outline,[data-kind=join] .outline", "fill:#475569;stroke:#475569"),
        (".rail", "fill:none;stroke:#475569;stroke-width:1.2"),
        (".approval .rail", "stroke-width:1"),
        (".flow,.line", "fill:none;stroke:#5b6676;stroke-width:1.3"),
        (".arrow", "fill:#5b6676"),
        (".flow.main", "stroke:#1f2937;stroke-width:1.7"),
        (".arrow.main", "fill:#1f2937"),
        (".flow.handoff,.line.handoff", "stroke:#0072b2;stroke-width:2"),
        (".arrow.handoff", "fill:#0072b2"),
        (".flow.loop,.line.loop", "stroke-dasharray:5 3"),
        (".flow.exception,.line.exception", "stroke:#b45309;stroke-dasharray:1.5 3"),
        (".arrow.exception", "fill:#b45309"),
        (".pill", "fill:#eaf4fb;stroke:#0072b2;stroke-width:1"),
        (".plate", "fill:#ffffff"),
        (".odd .plate", "fill:#f6f8fb"),
        (".customer .plate", "fill:#fdf6e3"),
        (".outside .plate", "fill:#f3f6ee"),
        (".phase .rule", "fill:none;stroke:#94a3b8;stroke-width:1.5"),
        (".performer,.subtitle,.phase text,.terms,.remedy,.legend text,.path,.count", "fill:#566273"),
        (".sign", "stroke:#ffffff;stroke-width:1"),
        ("[data-severity=error] .sign", "fill:#b3400a"),
        ("[data-severity=warning] .sign", "fill:#f0c030;stroke:#5c4400"),
        ("[data-severity=info] .sign", "fill:#d7ebf8;stroke:#0072b2"),
        ("[data-severity] text,.pain text,.pain-key text", "fill:#1f2937"),
        ("[data-severity=error] text", "fill:#ffffff"),
        (".star", "fill:#cc79a7;stroke:#7a2f58"),
        (".ring", "fill:#ffffff;stroke:#475569;stroke-width:1.2;stroke-dasharray:2.5 1.8"),
    ]

    private static let dark: [(String, String)] = [
        ("text", "fill:#e5e9f0"),
        (".sheet", "fill:#12161d"),
        (".band", "fill:#171c25;stroke:#3a4454"),
        (".odd .band", "fill:#1c222d"),
        (".lane.customer .band", "fill:#262114"),
        (".lane.outside .band", "fill:#1c2418"),
        (".head", "fill:#252d3a;stroke:#3a4454"),
        (".customer .head", "fill:#4a3d16;stroke:#3a4454"),
        (".outside .head", "fill:#2f3d24;stroke:#3a4454"),
        (".outline", "fill:#222a36;stroke:#94a3b8"),
        ("[data-kind=decision] .outline", "fill:#1f2f42;stroke:#7fb2dc"),
        ("[data-kind=end] .outline,[data-kind=start] .outline", "stroke:#e5e9f0"),
        ("[data-kind=fork] .outline,[data-kind=join] .outline", "fill:#94a3b8;stroke:#94a3b8"),
        (".rail", "stroke:#94a3b8"),
        (".flow,.line", "stroke:#9aa7b8"),
        (".arrow", "fill:#9aa7b8"),
        (".flow.main", "stroke:#e5e9f0"),
        (".arrow.main", "fill:#e5e9f0"),
        (".flow.handoff,.line.handoff", "stroke:#56b4e9"),
        (".arrow.handoff", "fill:#56b4e9"),
        (".flow.exception,.line.exception", "stroke:#e69f00"),
        (".arrow.exception", "fill:#e69f00"),
        (".pill", "fill:#14293a;stroke:#56b4e9"),
        (".plate", "fill:#171c25"),
        (".odd .plate", "fill:#1c222d"),
        (".customer .plate", "fill:#262114"),
        (".outside .plate", "fill:#1c2418"),
        (".phase .rule", "fill:none;stroke:#94a3b8;stroke-width:1.5"),
        (".performer,.subtitle,.phase text,.terms,.remedy,.legend text,.path,.count", "fill:#a3afc0"),
        (".sign", "stroke:#12161d"),
        ("[data-severity=error] text", "fill:#ffffff"),
        ("[data-severity=warning] text,.pain text,.pain-key text", "fill:#1f2937"),
        ("[data-severity=info] .sign", "fill:#1d3a52;stroke:#56b4e9"),
        ("[data-severity=info] text", "fill:#e5e9f0"),
        (".ring", "fill:#222a36;stroke:#94a3b8"),
    ]
}
