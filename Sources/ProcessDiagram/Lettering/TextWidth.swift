/// How wide words are, without looking at any font: the advance widths of Helvetica, which Arial and
/// Liberation Sans share (Adobe Font Metrics of Helvetica and Helvetica-Bold), in thousandths of an em.
enum TextWidth {
    /// The width of one line in px.
    static func of(_ text: String, size: Double, isBold: Bool = false) -> Double {
        Double(thousandths(text, isBold: isBold)) * size / 1000
    }

    static func thousandths(_ text: String, isBold: Bool) -> Int {
        let table = isBold ? bold : regular
        var sum = 0
        for scalar in text.unicodeScalars {
            let value = scalar.value
            sum += value >= 32 && value < 127 ? table[Int(value) - 32] : other(scalar, isBold: isBold)
        }
        return sum
    }

    /// Outside ASCII: Latin-1 as its base letters, marks that sit on a letter nothing, East Asian
    /// characters a full em, pictures somewhat more, all else a generous guess.
    private static func other(_ scalar: Unicode.Scalar, isBold: Bool) -> Int {
        let value = scalar.value
        switch value {
        case 0xC0...0xFF: return (isBold ? latinBold : latin)[Int(value) - 0xC0]
        case 0x2013, 0x20AC: return 556
        case 0x2014, 0x2026, 0x2192: return 1000
        case 0x2018, 0x2019: return isBold ? 278 : 222
        case 0x201C, 0x201D: return isBold ? 500 : 333
        case 0x2022: return 350
        case 0xB7: return 278
        case 0x1F000...0x1FAFF: return 1300
        default: break
        }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: return value > 0x2E7F ? 1000 : 640
        }
    }

    private static let regular: [Int] = [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
        556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
        667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
        556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    ]

    private static let bold: [Int] = [
        278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278,
        556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611,
        975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778,
        667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556,
        333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611,
        611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
    ]

    /// U+00C0 to U+00FF.
    private static let latin: [Int] = [
        667, 667, 667, 667, 667, 667, 1000, 722, 667, 667, 667, 667, 278, 278, 278, 278,
        722, 722, 778, 778, 778, 778, 778, 584, 778, 722, 722, 722, 722, 667, 667, 611,
        556, 556, 556, 556, 556, 556, 889, 500, 556, 556, 556, 556, 278, 278, 278, 278,
        556, 556, 556, 556, 556, 556, 556, 584, 611, 556, 556, 556, 556, 500, 556, 500,
    ]

    private static let latinBold: [Int] = [
        722, 722, 722, 722, 722, 722, 1000, 722, 667, 667, 667, 667, 278, 278, 278, 278,
        722, 722, 778, 778, 778, 778, 778, 584, 778, 722, 722, 722, 722, 667, 667, 611,
        556, 556, 556, 556, 556, 556, 889, 556, 556, 556, 556, 556, 278, 278, 278, 278,
        611, 611, 611, 611, 611, 611, 611, 584, 611, 611, 611, 611, 611, 556, 611, 556,
    ]
}
