/// File paths as text: `/` parts them, nothing is looked up.
enum Path {
    /// The folder that holds `path`; `.` for a bare name.
    static func folder(of path: String) -> String {
        let trimmed = withoutTrailingSlashes(path)
        guard let slash = trimmed.lastIndex(of: "/") else { return "." }
        let folder = withoutTrailingSlashes(String(trimmed[..<slash]))
        return folder.isEmpty ? "/" : folder
    }

    /// What follows the last `/`.
    static func name(of path: String) -> String {
        let trimmed = withoutTrailingSlashes(path)
        guard let slash = trimmed.lastIndex(of: "/") else { return trimmed }
        return String(trimmed[trimmed.index(after: slash)...])
    }

    /// The name without the ending of a map.
    static func stem(of path: String) -> String {
        let name = name(of: path)
        return name.hasSuffix(MapFinder.fileEnding) ? String(name.dropLast(MapFinder.fileEnding.count)) : name
    }

    static func join(_ folder: String, _ name: String) -> String {
        if name.utf8.first == UInt8(ascii: "/") { return name }
        if folder.isEmpty || folder == "." { return name }
        return folder.utf8.last == UInt8(ascii: "/") ? folder + name : folder + "/" + name
    }

    /// Without `.`, doubled and trailing `/`. A `..` stays: after a link it leads elsewhere than
    /// to where the path came from.
    static func tidied(_ path: String) -> String {
        let parts = path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
        return path.utf8.first == UInt8(ascii: "/") ? "/" + parts : parts.isEmpty ? "." : parts
    }

    /// Tidied, and where a folder stands before it, without `..`.
    static func normalised(_ path: String) -> String {
        let isAbsolute = path.utf8.first == UInt8(ascii: "/")
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." {
                parts.removeLast()
            } else if !(part == ".." && isAbsolute && parts.isEmpty) {
                parts.append(part)
            }
        }
        let joined = parts.joined(separator: "/")
        return isAbsolute ? "/" + joined : joined.isEmpty ? "." : joined
    }

    /// The way from a folder to `path`, `.` where they are one; both absolute and free of links.
    static func relative(_ path: String, to folder: String) -> String {
        let (way, from) = (path.split(separator: "/"), folder.split(separator: "/"))
        let common = zip(way, from).prefix { $0 == $1 }.count
        let parts = from.dropFirst(common).map { _ in ".." } + way.dropFirst(common).map(String.init)
        return parts.isEmpty ? "." : parts.joined(separator: "/")
    }

    /// True where `path` is `folder` or lies below it; both absolute and free of links.
    static func isInside(_ path: String, _ folder: String) -> Bool {
        path == folder || folder == "/" || path.utf8.starts(with: (folder + "/").utf8)
    }

    private static func withoutTrailingSlashes(_ path: String) -> String {
        var text = Substring(path)
        while text.utf8.count > 1, text.utf8.last == UInt8(ascii: "/") { text.removeLast() }
        return String(text)
    }
}
