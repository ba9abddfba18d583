import ProcessAnalysis
import ProcessSyntax

/// What the reports for a review need to know besides what was found.
public struct ReviewContext: Sendable {
    /// What was named and could not be read.
    public struct Unread: Sendable {
        /// Stable; `baton explain` may know it.
        public let name: String
        public let path: String
        /// Why, without the path.
        public let reason: String
        public let remedy: String?

        public init(name: String, path: String, reason: String, remedy: String?) {
            self.name = name
            self.path = path
            self.reason = reason
            self.remedy = remedy
        }
    }

    /// For each source its path from the top of the repository, as programs that show a review know it.
    public let paths: [String]
    /// The lightest weight that fails; nil where nothing does.
    public let failing: Severity?
    public let unread: [Unread]
    /// With what the run ends.
    public let exitCode: Int
    /// The web page below which each file of the repository can be seen; nil where none is known.
    public let web: String?

    public init(paths: [String], failing: Severity?, unread: [Unread] = [], exitCode: Int, web: String? = nil) {
        self.paths = paths
        self.failing = failing
        self.unread = unread
        self.exitCode = exitCode
        self.web = web
    }

    func fails(_ severity: Severity) -> Bool { failing.map { severity >= $0 } ?? false }

    /// The path of a span's file; empty where it is in none.
    func path(of span: Span) -> String {
        let index = Int(span.file.index)
        return paths.indices.contains(index) ? paths[index] : ""
    }

    /// Where a file can be seen on the web, at some lines.
    func link(to path: String, _ region: ReviewRegion?) -> String? {
        guard let web, !path.isEmpty, !path.hasPrefix("/"), !path.hasPrefix("<") else { return nil }
        let line = region.map { "#L\($0.start.line)" } ?? ""
        return (web.hasSuffix("/") ? web : web + "/") + URIText.path(path) + line
    }
}

/// Lines and columns of a file; both count from 1, columns in Unicode scalars, and `end` is the first that is not part of it.
struct ReviewRegion {
    let start: Position
    let end: Position
}

/// Paths as parts of a URI (RFC 3986).
enum URIText {
    /// All but letters, digits, `-`, `.`, `_`, `~` and the `/` between folders is written as its bytes.
    static func path(_ path: String) -> String {
        var text = ""
        for byte in path.utf8 {
            switch byte {
            case 0x41...0x5A, 0x61...0x7A, 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
                text.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                text += digits.utf8.count == 1 ? "%0" + digits : "%" + digits
            }
        }
        return text
    }
}
