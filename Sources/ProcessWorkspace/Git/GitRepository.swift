/// What git knows of the folder in which Baton runs. Objects are read, nothing else: nothing is written, fetched or
/// checked out, and no program that the repository names is run.
struct GitRepository: Sendable {
    /// The folder that holds all of it, absolute and without links.
    let root: String
    /// Where Baton runs.
    let workingFolder: String
    /// True where there are commits and no files beside them.
    let isBare: Bool

    /// Why something could not be had from git, in words.
    struct Trouble: Error, Sendable {
        let message: String
    }

    init() throws(Trouble) {
        guard let here = FileReading.realPath(".") else { throw Trouble(message: "the folder in which this runs is gone") }
        workingFolder = here
        let found = try Self.git(["rev-parse", "--show-toplevel"])
        if found.code == 0, let top = Self.line(found.output), let real = FileReading.realPath(top) {
            (root, isBare) = (real, false)
            return
        }
        guard !found.complaint.contains("not a git repository (or any") else {
            throw Trouble(message: "this folder is in no git repository, so there are no revisions to compare; name two files or two folders instead")
        }
        guard Self.line(try Self.git(["rev-parse", "--is-bare-repository"]).output) == "true" else {
            throw Self.told(found, or: "git does not open this repository")
        }
        (root, isBare) = (here, true)
    }

    // MARK: Revisions

    /// The id of the commit that a name stands for; nil where there is none.
    func commit(_ name: String) throws(Trouble) -> String? {
        guard !name.isEmpty, !name.utf8.contains(0), !name.utf8.contains(0x0A) else { return nil }
        // First the object and then its commit: what stands behind ':/' is words to look for, to the end of the name.
        let object = try Self.git(["rev-parse", "--verify", "--quiet", "--end-of-options", name])
        guard object.code == 0, let any = Self.line(object.output), Self.isID(any) else { return nil }
        let found = try Self.git(["rev-parse", "--verify", "--quiet", "--end-of-options", any + "^{commit}"])
        guard found.code == 0, let id = Self.line(found.output), Self.isID(id) else { return nil }
        return id
    }

    /// Where two lines of work parted.
    func mergeBase(_ first: String, _ second: String, named names: String) throws(Trouble) -> String {
        let found = try Self.git(["merge-base", first, second])
        guard found.code == 0, let id = Self.line(found.output), Self.isID(id) else {
            throw Trouble(message: try isShallow
                ? "'\(names)' have no common commit here, as only the latest history was fetched; 'git fetch --unshallow' gets the rest"
                : "'\(names)' have no common commit; with two dots they are compared as they are")
        }
        return id
    }

    /// True where older commits were left out when it was fetched.
    var isShallow: Bool {
        get throws(Trouble) { Self.line(try Self.git(["rev-parse", "--is-shallow-repository"]).output) == "true" }
    }

    /// How a revision that is not here may be had, in words; nil where nobody can tell.
    func wayTo(_ name: String) throws(Trouble) -> String? {
        let isShallow = try isShallow
        // `HEAD~3` is no branch, and of a clone that holds little history the older commits are what is missing.
        let isBranch = !name.utf8.contains { $0 <= 0x20 || $0 == 0x7F || "~^:@{}*?[\\\"'".utf8.contains($0) } && !name.hasPrefix("-")
        if isBranch, !Self.isID(name), let remote = Self.line(try Self.git(["remote"]).output)?.split(separator: "\n").first {
            let branch = name.hasPrefix(remote + "/") ? String(name.dropFirst(remote.utf8.count + 1)) : name
            let there = "\(remote)/\(branch)"
            if name != there, try commit("refs/remotes/" + there) != nil { return "did you mean '\(there)'?" }
            return "if it is a branch there, 'git fetch \(remote) \(branch):refs/remotes/\(there)' gets it, and it is '\(there)' then"
        }
        return isShallow ? "only the latest history was fetched, and 'git fetch --unshallow' gets the rest" : nil
    }

    /// The day on which a commit was made: `2026-11-20`.
    func date(of commit: String) throws(Trouble) -> String? {
        let found = try Self.git(["log", "-1", "--format=%cs", commit])
        return found.code == 0 ? Self.line(found.output) : nil
    }

    // MARK: Snapshots

    /// The maps of a commit.
    func snapshot(_ commit: String, named name: String) throws(Trouble) -> Snapshot {
        let listed = try Self.git(["ls-tree", "-r", "-z", "--full-tree", commit], most: Self.mostListed)
        guard listed.code == 0 else {
            throw listed.complaint.contains("promisor remote") ? Self.incomplete(name) : Self.told(listed, or: "the files of '\(name)' could not be listed")
        }
        // `100644 blob 0a1b…<tab>path`
        return try snapshot(Self.records(listed.output).compactMap { fields, path in
            fields.count == 3 ? Entry(mode: fields[0], id: fields[2], path: path) : nil
        }, named: name)
    }

    /// The maps that are to be in the next commit.
    func stagedSnapshot() throws(Trouble) -> Snapshot {
        guard !isBare else { throw Trouble(message: "nothing is staged in a bare repository; name two revisions, as in: baton diff main~1..main") }
        let listed = try Self.git(["-C", root, "ls-files", "--stage", "-z", "--full-name"], most: Self.mostListed)
        guard listed.code == 0 else { throw Self.told(listed, or: "what is staged could not be listed") }
        // `100644 0a1b… 0<tab>path`; while a merge is not settled, a path has several stages and none is 0.
        let records = Self.records(listed.output)
        let unsettled = Set(records.filter { fields, path in fields.count == 3 && fields[2] != "0" && path.hasSuffix(MapFinder.fileEnding) }.map(\.path)).sorted()
        guard unsettled.isEmpty else {
            let more = unsettled.count > 4 ? " and \(unsettled.count - 4) more" : ""
            throw Trouble(message: "\(unsettled.prefix(4).joined(separator: ", "))\(more): a merge is not settled yet, so nothing is known of the next commit; settle it, and then 'git add'")
        }
        return try snapshot(records.compactMap { fields, path in
            fields.count == 3 && fields[2] == "0" ? Entry(mode: fields[0], id: fields[1], path: path) : nil
        }, named: Snapshot.staged)
    }

    private struct Entry {
        let mode: String
        let id: String
        let path: String

        var isLink: Bool { mode == "120000" }
        /// No path is longer than a few thousand letters.
        var mostBytes: Int { isLink ? 1 << 16 : FileReading.mostBytes }
    }

    private func snapshot(_ all: [Entry], named name: String) throws(Trouble) -> Snapshot {
        // A link may stand for a map, or for a folder of maps.
        let maps = all.filter { Self.isID($0.id) && ($0.isLink || $0.path.hasSuffix(MapFinder.fileEnding) && $0.mode.hasPrefix("100")) }
        let submodules = all.filter { $0.mode == "160000" }.map { Path.join(root, $0.path) }
        guard !maps.isEmpty else { return Snapshot(name: name, workingFolder: workingFolder, root: root, files: [], submodules: submodules) }
        guard maps.count <= MapFinder.mostMaps else { throw Trouble(message: "'\(name)' holds more than \(MapFinder.mostMaps) maps and links") }
        let sizes = try sizes(of: maps, in: name)
        var total = 0
        var wanted: [Entry] = []
        for (entry, size) in zip(maps, sizes) where size <= entry.mostBytes {
            total += size
            wanted.append(entry)
        }
        guard total <= Library.mostBytes else {
            throw Trouble(message: "the maps of '\(name)' hold more than \(Library.mostBytes >> 20) MB, and no more is read at once")
        }
        let contents = try contents(of: wanted, total: total, in: name)
        var files: [(path: String, content: Snapshot.Content)] = zip(wanted, contents).map { entry, bytes in
            (Path.join(root, entry.path), entry.isLink ? .link(String(decoding: bytes, as: UTF8.self)) : .bytes(bytes))
        }
        for (entry, size) in zip(maps, sizes) where size > FileReading.mostBytes && !entry.isLink {
            files.append((Path.join(root, entry.path), .left("it holds more than \(FileReading.mostBytes >> 20) MB")))
        }
        return Snapshot(name: name, workingFolder: workingFolder, root: root, files: files.sorted { $0.path < $1.path }, submodules: submodules)
    }

    private func sizes(of entries: [Entry], in name: String) throws(Trouble) -> [Int] {
        let input = Array(entries.map { $0.id + "\n" }.joined().utf8)
        let told = try Self.git(["cat-file", "--batch-check"], input: input, most: Self.mostListed)
        // `0a1b… blob 123`, or `0a1b… missing`.
        let lines = String(decoding: told.output, as: UTF8.self).split(separator: "\n")
        var sizes: [Int] = []
        for line in lines {
            let words = line.split(separator: " ")
            guard words.count == 3, words[1] == "blob", let size = Int(words[2]), size >= 0 else { throw Self.incomplete(name) }
            sizes.append(size)
        }
        guard told.code == 0, sizes.count == entries.count else {
            throw told.complaint.contains("promisor remote") ? Self.incomplete(name) : Self.told(told, or: "the maps of '\(name)' could not be read")
        }
        return sizes
    }

    private func contents(of entries: [Entry], total: Int, in name: String) throws(Trouble) -> [[UInt8]] {
        let input = Array(entries.map { $0.id + "\n" }.joined().utf8)
        let told = try Self.git(["cat-file", "--batch"], input: input, most: total + 256 * (entries.count + 1))
        var contents: [[UInt8]] = []
        var place = 0
        for _ in entries {
            guard let end = told.output[place...].firstIndex(of: 0x0A) else { throw Self.incomplete(name) }
            let words = String(decoding: told.output[place..<end], as: UTF8.self).split(separator: " ")
            guard words.count == 3, words[1] == "blob", let size = Int(words[2]), size >= 0, size <= told.output.count - end - 2 else {
                throw Self.incomplete(name)
            }
            contents.append(Array(told.output[(end + 1)..<(end + 1 + size)]))
            place = end + 1 + size + 1
        }
        return contents
    }

    private static func incomplete(_ name: String) -> Trouble {
        Trouble(message: "a map of '\(name)' is not in this repository, as only a part of it was fetched; 'git fetch --refetch --no-filter' gets the rest")
    }

    // MARK: git

    /// A list of 500,000 long paths.
    private static let mostListed = 256 << 20

    /// Whatever the repository or the user has set: no pager, no question, no lock, no program but git, no network.
    private static let settings = [
        "--no-pager", "--no-optional-locks", "--no-replace-objects", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null",
        "-c", "core.quotePath=false", "-c", "log.showSignature=false",
    ]
    private static let environment = [
        (name: "LC_ALL", value: "C"), (name: "GIT_TERMINAL_PROMPT", value: "0"), (name: "GIT_ALLOW_PROTOCOL", value: "none"),
        (name: "GIT_NO_LAZY_FETCH", value: "1"), (name: "GIT_OPTIONAL_LOCKS", value: "0"),
        // What somebody set for commands of their own would make paths mean something else.
        (name: "GIT_LITERAL_PATHSPECS", value: "0"), (name: "GIT_GLOB_PATHSPECS", value: "0"), (name: "GIT_NOGLOB_PATHSPECS", value: "0"),
        (name: "GIT_ICASE_PATHSPECS", value: "0"),
    ]

    private static func git(_ arguments: [String], input: [UInt8] = [], most: Int = 1 << 20) throws(Trouble) -> Subprocess.Outcome {
        do throws(Subprocess.Trouble) {
            return try Subprocess.run("git", settings + arguments, environment: environment, input: input, most: most)
        } catch {
            switch error {
            case .missing: throw Trouble(message: "git is not installed here, so revisions cannot be read; name two files or two folders instead")
            case .failed(let reason): throw Trouble(message: "git could not be run (\(reason))")
            case .tooMuch: throw Trouble(message: "this repository holds more than can be read at once; name a smaller one, or two folders")
            }
        }
    }

    /// Words of our own, and the reason that git gives.
    private static func told(_ outcome: Subprocess.Outcome, or words: String) -> Trouble {
        guard !outcome.complaint.contains("dubious ownership"), !outcome.complaint.contains("safe.directory") else {
            return Trouble(message: "git does not open this repository, as it belongs to somebody else; 'git status' says how to trust it")
        }
        let lines = outcome.complaint.split(separator: "\n")
        guard let reason = lines.first(where: { $0.hasPrefix("fatal: ") })?.dropFirst(7) ?? lines.first, !reason.isEmpty else { return Trouble(message: words) }
        return Trouble(message: "\(words); git says: \(reason)")
    }

    private static func line(_ output: [UInt8]) -> String? {
        let text = String(decoding: output, as: UTF8.self)
        guard text.utf8.last == 0x0A else { return text.isEmpty ? nil : text }
        return text.utf8.count > 1 ? String(text.dropLast()) : nil
    }

    /// Lines that end in a zero byte: fields, a tab, and a path.
    private static func records(_ output: [UInt8]) -> [(fields: [String], path: String)] {
        output.split(separator: 0).compactMap { record in
            guard let tab = record.firstIndex(of: 0x09) else { return nil }
            let fields = String(decoding: record[..<tab], as: UTF8.self).split(separator: " ").map(String.init)
            return (fields, String(decoding: record[(tab + 1)...], as: UTF8.self))
        }
    }

    /// The name of an object: as many hexadecimal digits as SHA-1 or SHA-256 has.
    static func isID(_ text: String) -> Bool {
        (text.utf8.count == 40 || text.utf8.count == 64) && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }
}
