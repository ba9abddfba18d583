import ProcessModel
import ProcessReport

#if canImport(Glibc)
import Glibc
#endif

/// Where answers go: standard output for what was asked for, standard error for all else.
public enum Console {
    public enum Stream: Sendable { case output, error }

    /// Writes all of a text. A reader that has gone away (`baton check | head`) is no error; anything
    /// else that keeps the text from arriving is.
    public static func write(_ text: String, to stream: Stream = .output) throws(FileTrouble) {
        var text = text
        try check(text.withUTF8 { write(UnsafeRawBufferPointer($0), to: stream) }, stream)
    }

    /// Writes bytes as they are.
    public static func write(_ bytes: [UInt8], to stream: Stream) throws(FileTrouble) {
        try check(bytes.withUnsafeBytes { write($0, to: stream) }, stream)
    }

    private static func check(_ code: Int32, _ stream: Stream) throws(FileTrouble) {
        guard code != 0 else { return }
        throw FileTrouble(stream == .output ? "standard output" : "standard error", doing: "write", errno: code)
    }

    /// - Returns: the error number; 0 where all is written, or nobody reads any more.
    private static func write(_ buffer: UnsafeRawBufferPointer, to stream: Stream) -> Int32 {
        // A broken pipe must come back as an error number and not end the program.
        signal(SIGPIPE, SIG_IGN)
        let file = stream == .output ? STDOUT_FILENO : STDERR_FILENO
        var done = 0
        while done < buffer.count {
            let wrote = Glibc.write(file, buffer.baseAddress.map { $0 + done }, buffer.count - done)
            guard wrote < 0 else {
                done += wrote
                continue
            }
            switch errno {
            case EINTR: continue
            case EPIPE: return 0
            default: return errno
            }
        }
        return 0
    }

    static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    /// How reports on standard output are to look: with colours on a terminal whose user has not
    /// asked for none (`NO_COLOR`, see no-color.org), and wrapped at its edge.
    static func format(withColour: Bool) -> Page.Format {
        guard isatty(STDOUT_FILENO) == 1 else { return .plain }
        let isDumb = variable("TERM").map { $0 == "dumb" } ?? true
        let isRefused = variable("NO_COLOR").map { !$0.isEmpty } ?? false
        return Page.Format(isColoured: withColour && !isDumb && !isRefused, width: width)
    }

    /// The columns of the terminal.
    private static var width: Int? {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    private static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }

    /// The date on this machine's clock, in its own time zone.
    static func today() -> CalendarDate? {
        var now = time(nil)
        var parts = tm()
        guard localtime_r(&now, &parts) != nil else { return nil }
        return CalendarDate(year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
    }
}

extension Console {
    /// Ends the program.
    public static func end(with code: Int32) -> Never { exit(code) }

    /// `text` with every character that a terminal would obey written out, line ends aside.
    public static func printable(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { Printable.shown(String($0)) }.joined(separator: "\n")
    }
}
