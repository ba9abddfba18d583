import ProcessModel
import ProcessSyntax

/// A first map and what it shares with others, written into the folder of maps.
public struct Beginning: Sendable {
    /// What was written, in that order.
    public let written: [String]
    /// The shared file that was there already, and was left as it is.
    public let kept: String?

    /// Why nothing was written.
    public enum Trouble: Error, Sendable {
        case name(String)
        case file(FileTrouble)

        public var message: String {
            switch self {
            case .name(let message): message
            case .file(let trouble): trouble.message
            }
        }
    }

    private static let organization = "organization" + MapFinder.fileEnding

    /// Writes both files, or none; never over what is there.
    public init(named name: String) throws(Trouble) {
        let folder = Workspace.defaultFolder
        let name = try MapName(name)
        let path = Path.join(folder, name.file)
        let shared = Path.join(folder, Self.organization)
        guard !FileReading.exists(path) else {
            throw .file(FileTrouble(path, "it is there already and was left as it is", remedy: "give another name, as in: baton init \"Lead to opportunity\""))
        }
        let isShared = FileReading.exists(shared)
        let text = isShared ? Self.fitting(name, in: folder) : FirstMap.text(named: name.inText)
        var made: [String] = []
        do throws(FileTrouble) {
            try FileWriting.makeFolder(folder)
            if !isShared {
                try FileWriting.create(Array(FirstMap.organization.utf8), at: shared)
                made.append(shared)
            }
            try FileWriting.create(Array(text.utf8), at: path)
        } catch {
            for path in made { FileWriting.remove(path) }
            throw .file(error)
        }
        written = [path] + made
        kept = isShared ? shared : nil
    }

    /// The first map that is right beside the shared file that is there: one that takes its lanes from
    /// it, else one with lanes of its own, else one that does not use it.
    private static func fitting(_ name: MapName, in folder: String) -> String {
        let alone = FirstMap.textWithLanes(named: name.inText, using: false)
        guard let real = FileReading.realPath(folder) else { return alone }
        let path = Path.join(real, name.file)
        for text in [FirstMap.text(named: name.inText), FirstMap.textWithLanes(named: name.inText, using: true)] {
            let workspace = Workspace(Library.Request(paths: [path], withNeighbours: true, texts: [path: Array(text.utf8)]))
            let report = workspace.check(today: nil)
            if !report.files.isEmpty, report.heaviest == nil { return text }
        }
        return alone
    }
}

/// What a process is called, in its map and as the name of the file.
struct MapName {
    /// As it stands behind `process:`, in quotes where it needs them.
    let inText: String
    let file: String

    static let longest = 120

    init(_ given: String) throws(Beginning.Trouble) {
        let words = given.unicodeScalars.split { $0.properties.isWhitespace || $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }
        let name = words.map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
        guard !name.isEmpty else { throw .name("a process needs a name, as in: baton init \"Lead to opportunity\"") }
        guard name.count <= Self.longest else { throw .name("the name of the process is longer than \(Self.longest) characters; give a shorter one") }
        guard let inText = Self.spellings(name).first(where: { Self.reads($0, as: name) }) ?? Self.spellings(Self.plain(name)).first(where: { Self.reads($0, as: Self.plain(name)) })
        else { throw .name("'\(name)' cannot be the name of a process; write it in letters and digits") }
        self.inText = inText
        file = Self.slug(name) + MapFinder.fileEnding
    }

    private static func spellings(_ name: String) -> [String] { [name, "\"\(name)\""] }

    /// Straight quotes end a quoted name, so they become single ones.
    private static func plain(_ name: String) -> String { String(name.map { "\"“”„".contains($0) ? "'" : $0 }) }

    /// Whether a map in which it is spelled so has that name.
    private static func reads(_ spelling: String, as name: String) -> Bool {
        let text = "process: \(spelling)\nlanes: A\nflow:\n  A: Do\n"
        let resolution = Resolver.resolve(SyntaxTree(parsing: SourceText(name: "x", text: text)))
        return resolution.diagnostics.isEmpty && resolution.map.name.string == name
    }

    /// Letters and digits of any script, small, with hyphens between words.
    static func slug(_ name: String) -> String {
        let words = name.lowercased().split { !$0.isLetter && !$0.isNumber }
        var slug = ""
        for word in words {
            // A file name holds 255 bytes at most.
            guard slug.utf8.count + word.utf8.count < 100 else { break }
            slug += (slug.isEmpty ? "" : "-") + word
        }
        if slug.isEmpty { slug = "process" }
        return slug == "organization" ? "organization-process" : slug
    }
}
