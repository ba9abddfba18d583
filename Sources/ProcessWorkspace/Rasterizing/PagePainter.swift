/// Paints SVG pages as PNG and PDF, on white and in the colours for paper.
struct PagePainter {
    private let library: Librsvg

    /// Cairo holds no picture that is wider or higher, in pixels.
    private static let longestSide = 32_767.0
    /// A picture takes four bytes a pixel.
    private static let mostPixels = 250_000_000.0
    /// Readers of PDF show no page that is longer, in points.
    private static let longestPage = 14_400.0
    /// Points on paper for each px of the drawing.
    private static let pointsPerPixel = 0.75

    init(_ library: Librsvg) { self.library = library }

    /// - Parameter scale: the pixels for each px of the drawing.
    func png(_ svg: String, scale: Double) throws(DrawingTrouble) -> [UInt8] {
        try withDrawing(svg) { drawing throws(DrawingTrouble) in
            let (width, height) = ((drawing.width * scale).rounded(.up), (drawing.height * scale).rounded(.up))
            guard width >= 1, height >= 1, width <= Self.longestSide, height <= Self.longestSide, width * height <= Self.mostPixels else {
                throw DrawingTrouble(
                    message: "as a PNG it would be \(Self.count(width)) x \(Self.count(height)) pixels, which is too large; take a smaller --scale, or --format pdf",
                    isOurs: false)
            }
            // CAIRO_FORMAT_RGB24: nothing of a page lets shine through.
            let surface = library.imageSurface(1, Int32(width), Int32(height))
            defer { library.destroySurface(surface) }
            try check(library.surfaceStatus(surface))
            try paint(drawing, on: surface, scale: scale)
            let sink = ByteSink()
            try check(library.writePNG(surface, ByteSink.take, sink.pointer))
            return sink.bytes
        }
    }

    /// One PDF with a page for each drawing, as large as that is on paper. Words stay words.
    ///
    /// - Parameter date: what it says it was made on, such as `2026-11-30`: without the clock, the same map gives the
    ///   same bytes on one machine.
    func pdf(_ pages: [String], title: String, date: String) throws(DrawingTrouble) -> [UInt8] {
        let sink = ByteSink()
        // What is destroyed still writes: where a page cannot be painted, too.
        defer { withExtendedLifetime(sink) {} }
        let surface = library.pdfSurface(ByteSink.take, sink.pointer, 1, 1)
        defer { library.destroySurface(surface) }
        try check(library.surfaceStatus(surface))
        // CAIRO_PDF_METADATA_TITLE, _CREATOR and _CREATE_DATE.
        library.setMetadata(surface, 0, title)
        library.setMetadata(surface, 4, "Baton")
        library.setMetadata(surface, 5, date + "T00:00:00Z")
        for page in pages {
            try withDrawing(page) { drawing throws(DrawingTrouble) in
                let fit = min(Self.pointsPerPixel, Self.longestPage / max(drawing.width, drawing.height))
                library.setPageSize(surface, drawing.width * fit, drawing.height * fit)
                try paint(drawing, on: surface, scale: fit)
                library.showPage(surface)
            }
        }
        library.finish(surface)
        try check(library.surfaceStatus(surface))
        return sink.bytes
    }

    private struct Drawing {
        let handle: Librsvg.Handle
        let width: Double
        let height: Double
    }

    private func withDrawing<Result>(
        _ svg: String, _ body: (Drawing) throws(DrawingTrouble) -> Result
    ) throws(DrawingTrouble) -> Result {
        let bytes = Array(svg.utf8)
        var error: Librsvg.GError?
        // The bytes must stay where they are as long as the stream is read: to the end of opening.
        let opened = bytes.withUnsafeBytes { buffer in
            let stream = library.streamOfBytes(buffer.baseAddress, buffer.count, nil)
            defer { library.release(stream) }
            // RSVG_HANDLE_FLAG_UNLIMITED: a long map is more text than a stranger's picture may be.
            return library.open(stream, nil, 1, nil, &error)
        }
        guard let handle = opened else { throw trouble(error) }
        defer { library.release(handle) }
        library.setDPI(handle, 96)
        var (width, height) = (0.0, 0.0)
        guard library.size(handle, &width, &height) != 0, width > 0, height > 0 else { throw trouble(nil) }
        return try body(Drawing(handle: handle, width: width, height: height))
    }

    private func paint(_ drawing: Drawing, on surface: Librsvg.Surface?, scale: Double) throws(DrawingTrouble) {
        let context = library.context(surface)
        defer { library.destroyContext(context) }
        library.colour(context, 1, 1, 1)
        library.paint(context)
        library.scale(context, scale, scale)
        var error: Librsvg.GError?
        guard library.render(drawing.handle, context, [0, 0, drawing.width, drawing.height], &error) != 0 else { throw trouble(error) }
        try check(library.contextStatus(context))
    }

    private func check(_ status: Librsvg.Status) throws(DrawingTrouble) {
        guard status != 0 else { return }
        throw DrawingTrouble(message: "it could not be painted (cairo says: \(library.words(status).map { String(cString: $0) } ?? "\(status)"))", isOurs: true)
    }

    private func trouble(_ error: Librsvg.GError?) -> DrawingTrouble {
        let words = Librsvg.message(of: error) ?? "it has no size"
        if let error { library.freeError(error) }
        return DrawingTrouble(message: "it could not be painted (librsvg says: \(words))", isOurs: true)
    }

    private static func count(_ value: Double) -> String { value < 1e15 ? "\(Int(value))" : "far too many" }
}

/// Where cairo puts the bytes of a picture.
private final class ByteSink {
    var bytes: [UInt8] = []
    var pointer: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

    static let take: Librsvg.Sink = { closure, data, count in
        guard let closure, let data else { return 0 }
        Unmanaged<ByteSink>.fromOpaque(closure).takeUnretainedValue().bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(count)))
        return 0
    }
}
