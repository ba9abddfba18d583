/// The functions of librsvg and of cairo, on which it draws.
///
/// They are looked up when a picture is asked for and not linked: librsvg brings some forty further libraries,
/// and loading them at each start would take longer than checking a map does.
struct Librsvg {
    typealias Handle = OpaquePointer
    typealias Surface = OpaquePointer
    typealias Context = OpaquePointer
    typealias Status = Int32
    typealias GError = OpaquePointer
    typealias Sink = @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<UInt8>?, UInt32) -> Status

    // Of GLib.
    let streamOfBytes: @convention(c) (UnsafeRawPointer?, Int, OpaquePointer?) -> OpaquePointer?
    let release: @convention(c) (OpaquePointer?) -> Void
    let freeError: @convention(c) (GError?) -> Void

    // Of librsvg. The rectangle is four doubles: x, y, width, height.
    let open: @convention(c) (OpaquePointer?, OpaquePointer?, UInt32, OpaquePointer?, UnsafeMutablePointer<GError?>?) -> Handle?
    let setDPI: @convention(c) (Handle?, Double) -> Void
    let size: @convention(c) (Handle?, UnsafeMutablePointer<Double>?, UnsafeMutablePointer<Double>?) -> Int32
    let render: @convention(c) (Handle?, Context?, UnsafePointer<Double>?, UnsafeMutablePointer<GError?>?) -> Int32

    // Of cairo.
    let imageSurface: @convention(c) (Int32, Int32, Int32) -> Surface?
    let pdfSurface: @convention(c) (Sink, UnsafeMutableRawPointer?, Double, Double) -> Surface?
    let setPageSize: @convention(c) (Surface?, Double, Double) -> Void
    let setMetadata: @convention(c) (Surface?, Int32, UnsafePointer<CChar>?) -> Void
    let showPage: @convention(c) (Surface?) -> Void
    let writePNG: @convention(c) (Surface?, Sink, UnsafeMutableRawPointer?) -> Status
    let finish: @convention(c) (Surface?) -> Void
    let surfaceStatus: @convention(c) (Surface?) -> Status
    let destroySurface: @convention(c) (Surface?) -> Void
    let context: @convention(c) (Surface?) -> Context?
    let contextStatus: @convention(c) (Context?) -> Status
    let destroyContext: @convention(c) (Context?) -> Void
    let scale: @convention(c) (Context?, Double, Double) -> Void
    let colour: @convention(c) (Context?, Double, Double, Double) -> Void
    let paint: @convention(c) (Context?) -> Void
    let words: @convention(c) (Status) -> UnsafePointer<CChar>?

    /// What Debian calls the library, and what its package is called there.
    static let file = "librsvg-2.so.2"
    static let package = "librsvg2-2"

    /// Loads the library, which stays loaded till the program ends.
    init(named name: String = file) throws(DrawingTrouble) {
        guard let library = SystemLibrary(name) else {
            throw DrawingTrouble(
                message: "PNG and PDF are drawn with the library librsvg, which is not on this machine; install it (Debian: apt install \(Self.package)), or take --format svg",
                isOurs: false)
        }
        func find<Function>(_ symbol: String) throws(DrawingTrouble) -> Function {
            guard let found = library.find(symbol) else {
                throw DrawingTrouble(
                    message: "the library librsvg of this machine is too old to draw PNG and PDF (it lacks '\(symbol)'); install 2.52 or newer, or take --format svg",
                    isOurs: false)
            }
            return unsafeBitCast(found, to: Function.self)
        }
        streamOfBytes = try find("g_memory_input_stream_new_from_data")
        release = try find("g_object_unref")
        freeError = try find("g_error_free")
        open = try find("rsvg_handle_new_from_stream_sync")
        setDPI = try find("rsvg_handle_set_dpi")
        size = try find("rsvg_handle_get_intrinsic_size_in_pixels")
        render = try find("rsvg_handle_render_document")
        imageSurface = try find("cairo_image_surface_create")
        pdfSurface = try find("cairo_pdf_surface_create_for_stream")
        setPageSize = try find("cairo_pdf_surface_set_size")
        setMetadata = try find("cairo_pdf_surface_set_metadata")
        showPage = try find("cairo_surface_show_page")
        writePNG = try find("cairo_surface_write_to_png_stream")
        finish = try find("cairo_surface_finish")
        surfaceStatus = try find("cairo_surface_status")
        destroySurface = try find("cairo_surface_destroy")
        context = try find("cairo_create")
        contextStatus = try find("cairo_status")
        destroyContext = try find("cairo_destroy")
        scale = try find("cairo_scale")
        colour = try find("cairo_set_source_rgb")
        paint = try find("cairo_paint")
        words = try find("cairo_status_to_string")
    }

    /// What an error says.
    static func message(of error: GError?) -> String? {
        // A `GError` is two numbers of 32 bits, and then its words.
        guard let error, let words = UnsafeRawPointer(error).load(fromByteOffset: 8, as: UnsafePointer<CChar>?.self) else { return nil }
        return String(cString: words)
    }
}
