import ArgumentParser
import ProcessWorkspace

/// Formats of drawings, with commas between them, each once.
struct FormatList: ExpressibleByArgument {
    let formats: [DrawingFormat]

    init(_ formats: [DrawingFormat]) { self.formats = formats }

    init?(argument: String) {
        var formats: [DrawingFormat] = []
        for name in argument.split(separator: ",", omittingEmptySubsequences: false) {
            guard let format = DrawingFormat(rawValue: String(name)) else { return nil }
            if !formats.contains(format) { formats.append(format) }
        }
        self.formats = formats
    }

    var defaultValueDescription: String { formats.map(\.rawValue).joined(separator: ",") }
    static var allValueStrings: [String] { DrawingFormat.allCases.map(\.rawValue) }
}
