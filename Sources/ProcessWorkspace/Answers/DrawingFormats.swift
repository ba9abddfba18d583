import ProcessDiagram

/// What a drawing can be written as.
public enum DrawingFormat: String, Sendable, CaseIterable {
    case svg, png, pdf, dot, mermaid

    /// How the names of such files end.
    var ending: String { self == .mermaid ? "mmd" : rawValue }
    /// False for those that tell who follows whom and leave the drawing to others.
    public var isDrawn: Bool { self != .dot && self != .mermaid }
    /// True for those that a terminal cannot show.
    public var isBinary: Bool { self == .png || self == .pdf }
}

/// One page of a drawing.
public struct DrawnPage: Sendable {
    /// What tells it from the other pages of its process: `raci`, `a3-1`; empty for the map on one page.
    public let name: String
    public let svg: String

    public init(name: String = "", svg: String) {
        self.name = name
        self.svg = svg
    }
}

/// One file of a drawing, ready to be written.
public struct DrawnFile: Sendable {
    /// Where it belongs in the folder of drawings: `sales/lead.raci.svg`.
    public let name: String
    public let bytes: [UInt8]

    /// Writes it into a file of another name.
    public func write(to path: String) throws(FileTrouble) -> FileWriting.Outcome { try FileWriting.write(bytes, to: path) }

    /// Writes it below a folder, which is made where it is missing.
    public func save(in folder: String) throws(FileTrouble) -> (path: String, outcome: FileWriting.Outcome) {
        let path = Path.join(Path.tidied(folder), name)
        try FileWriting.makeFolder(Path.folder(of: path))
        return (path, try FileWriting.write(bytes, to: path))
    }
}

/// Turns drawings into files of the formats that were asked for.
public struct DrawingFormats {
    private let formats: [DrawingFormat]
    private let scale: Double
    private let date: String
    private let painter: PagePainter?

    /// - Parameters:
    ///   - scale: of a PNG, the pixels for each px of the drawing.
    ///   - today: the date that a PDF bears.
    public init(_ formats: [DrawingFormat], scale: Double, today: Day?) throws(DrawingTrouble) {
        self.formats = formats
        self.scale = scale
        date = today?.written ?? "1970-01-01"
        painter = formats.contains(where: \.isBinary) ? PagePainter(try Librsvg()) : nil
    }

    /// The files of one process: all of them, or none where one cannot be made.
    public func files(of drawing: ProcessDrawing) throws(DrawingTrouble) -> [DrawnFile] {
        var files: [DrawnFile] = []
        for format in formats {
            func add(_ bytes: [UInt8], page: String = "") {
                files.append(DrawnFile(name: drawing.name + (page.isEmpty ? "" : "." + page) + "." + format.ending, bytes: bytes))
            }
            do throws(DrawingTrouble) {
                switch format {
                case .svg: for page in drawing.pages { add(Array(page.svg.utf8), page: page.name) }
                case .png: for page in drawing.pages { if let painter { add(try painter.png(page.svg, scale: scale), page: page.name) } }
                case .pdf:
                    guard let painter, !drawing.pages.isEmpty else { continue }
                    let pages = try painter.pdf(drawing.pages.map(\.svg), title: drawing.title, date: date)
                    add(pages, page: PageName.shared(drawing.pages.map(\.name)))
                case .dot: add(Array(DOTText(drawing.inspection.map, mainPath: drawing.inspection.mainPath).text().utf8))
                case .mermaid: add(Array(MermaidText(drawing.inspection.map).text().utf8))
                }
            } catch {
                throw DrawingTrouble(message: "\(drawing.source): not written as \(format.rawValue): \(error.message)", isOurs: error.isOurs)
            }
        }
        return files
    }
}
