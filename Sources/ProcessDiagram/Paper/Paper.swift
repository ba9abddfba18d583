/// A size of paper, and how large the lettering on it is.
public struct Paper: Sendable, Hashable {
    public enum Format: String, Sendable, CaseIterable { case a4, a3, a0 }

    public var format: Format
    /// The smallest lettering on the sheet, in points of 1/72 inch. 17 can be read from 2 m away.
    public var textPoints: Double

    /// What is sensible to ask for: less than 4 pt nobody reads, more than 200 fits on no sheet.
    public static let textRange = 4.0...200.0

    public init(_ format: Format, textPoints: Double = 17) {
        self.format = format
        self.textPoints = min(max(textPoints, Self.textRange.lowerBound), Self.textRange.upperBound)
    }

    /// The shorter and the longer side, in mm.
    public var sides: (short: Double, long: Double) {
        switch format {
        case .a4: (210, 297)
        case .a3: (297, 420)
        case .a0: (841, 1189)
        }
    }

    /// What printers leave white on every side, in mm.
    static let margin = 10.0
    /// The smallest lettering of a map, in px.
    static let smallestLetter = 11.0

    /// How many mm one px of the map takes where its smallest lettering has `points`.
    static func scale(points: Double) -> Double { points * 25.4 / 72 / smallestLetter }
}

/// A sheet before anything is on it: its size, and how large a px of the map comes out.
struct BlankSheet: Sendable {
    /// In mm.
    let width: Double
    let height: Double
    /// In mm a px.
    let scale: Double

    init(_ paper: Paper, isLandscape: Bool, points: Double) {
        let (short, long) = paper.sides
        (width, height) = isLandscape ? (long, short) : (short, long)
        scale = Paper.scale(points: points)
    }

    var isLandscape: Bool { width > height }
    /// All in px of the map.
    var pageWidth: Double { width / scale }
    var pageHeight: Double { height / scale }
    var margin: Double { Paper.margin / scale }
    var innerWidth: Double { pageWidth - 2 * margin }
    var innerHeight: Double { pageHeight - 2 * margin }
}
