import Testing

@testable import ProcessDiagram

/// All lettering of a map can be read: its contrast with each ground it may stand on is that of WCAG 2.2, level AA.
@Suite struct PaletteTests {
    /// The colours of one theme: what a selector fills with, the last one said.
    private static func fills(dark: Bool) throws -> [String: String] {
        let style = Palette.style(id: "x")
        let parts = style.components(separatedBy: "@media screen")
        var fills: [String: String] = [:]
        for part in dark ? parts : [parts[0]] {
            for match in part.matches(of: /(#x [^{]*)\{([^}]*)\}/) {
                guard let fill = match.2.firstMatch(of: /fill:(#[0-9a-f]{6})/) else { continue }
                for selector in match.1.split(separator: ",") { fills[String(selector.dropFirst(3))] = String(fill.1) }
            }
        }
        return fills
    }

    private static func luminance(_ colour: String) throws -> Double {
        let value = try #require(Int(colour.dropFirst(), radix: 16))
        func channel(_ shift: Int) -> Double {
            let share = Double(value >> shift & 255) / 255
            return share <= 0.04045 ? share / 12.92 : power((share + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
    }

    /// A share to a power, by halving the exponent: no library of C is needed for a test.
    private static func power(_ base: Double, _ exponent: Double) -> Double {
        // 2.4 = 2 + 2/5; the fifth root by Newton's method.
        let square = base * base
        var root = 1.0
        for _ in 0..<60 { root -= (root * root * root * root * root - square) / (5 * root * root * root * root) }
        return exponent == 2.4 ? square * root : .nan
    }

    private static let grounds = [".sheet", ".band", ".odd .band", ".lane.customer .band", ".lane.outside .band"]
    private static let heads = [".head", ".customer .head", ".outside .head"]
    private static let pairs: [(text: String, grounds: [String])] = [
        ("text", grounds + heads + [".outline", "[data-kind=decision] .outline", ".pill", ".plate", ".odd .plate", ".customer .plate", ".outside .plate", ".ring"]),
        (".performer", [".outline", "[data-kind=decision] .outline"]), (".terms", grounds + [".pill", ".plate", ".odd .plate", ".customer .plate", ".outside .plate"]),
        (".subtitle", [".sheet"]), (".phase text", [".sheet"]), (".remedy", [".sheet"]), (".legend text", [".sheet"]), (".path", grounds + [".plate"]),
        ("[data-severity=error] text", ["[data-severity=error] .sign"]), (".pain text", [".star"]), (".pain-key text", [".star"]),
    ]

    @Test(arguments: [false, true]) func letteringCanBeRead(dark: Bool) throws {
        let fills = try Self.fills(dark: dark)
        var checked = 0
        func check(_ text: String, on ground: String) throws {
            let (ink, paper) = (try #require(fills[text], "\(text)"), try #require(fills[ground], "\(ground)"))
            let shades = [try Self.luminance(ink), try Self.luminance(paper)].sorted()
            #expect((shades[1] + 0.05) / (shades[0] + 0.05) >= 4.5, "\(text) \(ink) on \(ground) \(paper)")
            checked += 1
        }
        for (text, grounds) in Self.pairs { for ground in grounds { try check(text, on: ground) } }
        for severity in ["warning", "info"] {
            let own = "[data-severity=\(severity)] text"
            try check(fills[own] == nil ? "[data-severity] text" : own, on: "[data-severity=\(severity)] .sign")
        }
        #expect(checked > 30)
    }
}
