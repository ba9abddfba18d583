import ProcessReport

/// Where a comparison may be written: never in the place of what it compares, nor of a baseline, as both are somebody's work.
extension Comparison {
    /// What keeps the report from being written there, or the drawing from going beside it; nil where nothing does.
    ///
    /// - Parameters:
    ///   - report: the file of the report; nil where it goes to standard output.
    ///   - drawing: the file or folder of the drawings; nil where none are asked for.
    public func conflict(report: ReportFile?, drawing: String?) -> FileTrouble? {
        if let report, let trouble = conflict(report, "the report") { return trouble }
        guard let drawing else { return nil }
        if drawing.hasSuffix(Self.drawingEnding) {
            if let report, report.isSame(as: ReportFile(drawing)) {
                return FileTrouble(drawing, "the report and the drawing cannot be one file", remedy: "give one of them another name")
            }
            return conflict(ReportFile(drawing), "the drawing")
        }
        // A name like that was meant for a file, and a folder of that name is not what was asked for.
        let name = Path.name(of: drawing)
        if FileReading.kind(of: drawing) != .folder, Self.otherEndings.contains(where: { name.lowercased().hasSuffix("." + $0) }) {
            return FileTrouble(drawing, "a drawing of what has changed is written as SVG", remedy: "name a file that ends in .svg, or a folder")
        }
        return nil
    }

    public static let drawingEnding = ".svg"
    private static let otherEndings = ["png", "pdf", "dot", "mmd", "html", "jpg", "jpeg", "txt", "md", "json"] + [String(MapFinder.fileEnding.dropFirst())]

    private func conflict(_ file: ReportFile, _ what: String) -> FileTrouble? {
        if Path.name(of: file.path).hasSuffix(MapFinder.fileEnding) || sources.contains(where: { file.isSame(as: ReportFile($0)) }) {
            return FileTrouble(file.path, "it is a map, and \(what) would replace it", remedy: "give \(what) another name")
        }
        if file.holdsBaseline {
            return FileTrouble(file.path, "it is a baseline, and \(what) would replace it", remedy: "give \(what) another name")
        }
        return nil
    }
}

extension ReportFile {
    /// True where a baseline stands there now, also one that this version cannot read.
    var holdsBaseline: Bool {
        guard FileReading.kind(of: path) == .file, let bytes = try? FileReading.bytes(of: path) else { return false }
        return BaselineReader.isMeant(by: bytes)
    }
}
