/// Words of a map in Markdown as GitHub and GitLab read it: they show as they are, and call nobody.
enum MarkdownText {
    /// One line of text. What stands between two back ticks in a message of ours is code.
    static func inline(_ text: String) -> String {
        let parts = text.split(separator: "`", omittingEmptySubsequences: false)
        // A back tick without a second one is only itself.
        guard parts.count % 2 == 1 else { return escaped(text) }
        return parts.enumerated().map { index, part in
            index % 2 == 1 && !part.isEmpty ? code(String(part)) : index % 2 == 1 ? "\\`\\`" : escaped(String(part))
        }.joined()
    }

    /// Signs that Markdown or HTML would take for their own stand behind a backslash. Behind those by which GitHub and GitLab
    /// call people, issues, labels and the like stands a space without width.
    static func escaped(_ text: String) -> String {
        var out = ""
        var before: Unicode.Scalar = " "
        let scalars = Array(text.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            let next = index + 1 < scalars.count ? scalars[index + 1] : " "
            switch scalar {
            case "\n", "\t": out += " "
            case _ where Printable.isControl(scalar): continue
            case "\\", "`", "*", "_", "[", "]", "<", ">", "|": out += "\\"; out.unicodeScalars.append(scalar)
            case _ where callers.contains(scalar):
                out += scalar == "%" || scalar == "@" ? "" : "\\"
                out.unicodeScalars.append(scalar)
                if isWord(next) || next == "\"" { out += "&#8203;" }
            // Addresses are not to become links.
            case ":" where next == "/": out += "\\:"
            case "." where (before == "w" || before == "W") && isWord(next): out += "\\."
            default: out.unicodeScalars.append(scalar)
            }
            before = scalar
        }
        return out
    }

    /// The same in HTML, for the inside of elements where Markdown is not read.
    static func html(_ text: String) -> String {
        let parts = text.split(separator: "`", omittingEmptySubsequences: false)
        guard parts.count % 2 == 1 else { return quiet(text) }
        return parts.enumerated().map { $0.offset % 2 == 1 ? "<code>\(quiet(String($0.element)))</code>" : quiet(String($0.element)) }.joined()
    }

    private static func quiet(_ text: String) -> String {
        var out = ""
        let scalars = Array(text.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            out += HTMLText.escaped(String(scalar))
            guard callers.contains(scalar), index + 1 < scalars.count, isWord(scalars[index + 1]) || scalars[index + 1] == "\"" else { continue }
            out += "&#8203;"
        }
        return out
    }

    /// By these GitHub and GitLab know that somebody or something is called.
    private static let callers: Set<Unicode.Scalar> = ["@", "#", "!", "$", "%", "&", "~"]

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value > 0x7F || scalar.properties.isAlphabetic || (48...57).contains(scalar.value) || scalar == "_" || scalar == "-"
    }

    /// As it is, in the type of a machine; in a table an upright line would end the cell.
    static func code(_ text: String, inTable: Bool = false) -> String {
        var plain = ""
        var (run, longest) = (0, 0)
        for scalar in text.unicodeScalars where !Printable.isControl(scalar) {
            run = scalar == "`" ? run + 1 : 0
            longest = max(longest, run)
            if inTable, scalar == "|" { plain += "\\" }
            plain.unicodeScalars.append(scalar)
        }
        guard !plain.isEmpty else { return "" }
        let fence = String(repeating: "`", count: longest + 1)
        let pad = plain.hasPrefix("`") || plain.hasSuffix("`") || plain.hasPrefix(" ") && plain.hasSuffix(" ") ? " " : ""
        return fence + pad + plain + pad + fence
    }
}
