import ProcessReport

/// Why a comparison cannot be made, in words for the person who asked for it.
public struct ComparisonTrouble: Error, Sendable {
    public let message: String
}

/// The two sides of a comparison, from what a person named: files, folders, or revisions of git.
enum ComparedSides {
    /// Two files or two folders.
    case paths(old: String, new: String)
    /// Maps that say of which other they are a version.
    case versions([String])
    case revisions(old: Side, new: Side, paths: [String])

    struct Side: Sendable {
        /// As a person calls it.
        let name: String
        let source: FileSource
    }

    private static let workingTree = Side(name: "the working tree", source: .disk)

    /// - Parameter isStaged: whether the new side is what is to be in the next commit.
    init(_ names: [String], isStaged: Bool) throws(ComparisonTrouble) {
        if let first = names.first, !isStaged, Self.isThere(first) {
            try Self.checkThatPathIsMeant(first)
            self = try Self.onDisk(names)
            return
        }
        let repository: GitRepository
        do throws(GitRepository.Trouble) {
            repository = try GitRepository()
        } catch {
            // Without a repository what was named can only have been meant as files.
            let isFile = names.first.map { !isStaged && Self.range($0) == nil } ?? false
            throw ComparisonTrouble(message: isFile ? "\(names[0]): there is no such file or folder, and \(error.message)" : error.message)
        }
        do throws(GitRepository.Trouble) {
            self = try Self.inRepository(repository, names, isStaged: isStaged)
        } catch {
            throw ComparisonTrouble(message: error.message)
        }
    }

    private static func isThere(_ path: String) -> Bool { path == Library.standardInput || FileReading.kind(of: path) != nil }

    // MARK: Files and folders

    private static func onDisk(_ names: [String]) throws(ComparisonTrouble) -> ComparedSides {
        if names.count == 1, names[0] != Library.standardInput { return .versions(names) }
        guard names.count == 2 else {
            throw ComparisonTrouble(message: names.count == 1
                ? "name the map that standard input is to be compared with, as in: baton diff old.baton -"
                : "name two files, two folders, or a revision and paths; these are \(names.count) files or folders")
        }
        guard isThere(names[1]) else { throw ComparisonTrouble(message: "\(names[1]): there is no such file or folder") }
        guard names[0] != names[1] || names[0] != Library.standardInput else { throw ComparisonTrouble(message: "standard input cannot be both sides") }
        let areFolders = names.map { FileReading.kind(of: $0) == .folder && $0 != Library.standardInput }
        guard areFolders[0] == areFolders[1] else {
            let (folder, file) = areFolders[0] ? (names[0], names[1]) : (names[1], names[0])
            throw ComparisonTrouble(message: "\(folder) is a folder and \(file) is a file; name two files or two folders")
        }
        return .paths(old: names[0], new: names[1])
    }

    /// A word may be a file here and a branch as well; which is meant nobody can guess.
    private static func checkThatPathIsMeant(_ name: String) throws(ComparisonTrouble) {
        guard name != Library.standardInput, name != ".", name != "..", !name.contains("/"), !name.hasSuffix(MapFinder.fileEnding),
            let repository = try? GitRepository(), let commit = try? repository.commit(name), !commit.isEmpty
        else { return }
        throw ComparisonTrouble(message: "'\(name)' is a file or folder here, and a revision that git knows; write './\(name)' for the one and '\(name)^0' for the other")
    }

    // MARK: Revisions

    /// `main..HEAD`: two names, and whether it is meant from where they parted, as with three dots.
    private static func range(_ name: String) -> (old: String, new: String, fromBase: Bool)? {
        guard !name.hasPrefix("../"), !name.hasPrefix("./"), !name.hasPrefix("/"), let dots = name.ranges(of: "..").first else { return nil }
        var new = name[dots.upperBound...]
        let fromBase = new.first == "."
        if fromBase { new = new.dropFirst() }
        guard !new.contains("..") else { return nil }
        let old = name[..<dots.lowerBound]
        return (old.isEmpty ? "HEAD" : String(old), new.isEmpty ? "HEAD" : String(new), fromBase)
    }

    private static func inRepository(_ repository: GitRepository, _ names: [String], isStaged: Bool) throws(GitRepository.Trouble) -> ComparedSides {
        func known(_ name: String) throws(GitRepository.Trouble) -> String {
            if let commit = try repository.commit(name) { return commit }
            if name == "HEAD" { throw GitRepository.Trouble(message: "this repository has no commit yet, so there is nothing to compare with") }
            throw GitRepository.Trouble(
                message: "'\(name)' is neither a file or folder here nor a revision that git knows\(try repository.wayTo(name).map { "; " + $0 } ?? "")")
        }
        func side(_ commit: String, _ name: String) throws(GitRepository.Trouble) -> Side {
            // All the digits of a commit tell a person no more than the first, and less than its date.
            guard GitRepository.isID(name) else { return Side(name: name, source: .snapshot(try repository.snapshot(commit, named: name))) }
            let short = String(name.prefix(10))
            let date = try repository.date(of: commit).map { " of " + $0 } ?? ""
            return Side(name: short + date, source: .snapshot(try repository.snapshot(commit, named: short)))
        }
        var rest = names[...]
        let old: Side
        var new = workingTree
        if isStaged { new = Side(name: "what is staged", source: .snapshot(try repository.stagedSnapshot())) }
        if let first = rest.first, let range = range(first) {
            guard !isStaged else { throw GitRepository.Trouble(message: "'\(first)' names both sides already; leave out --staged, or name one revision") }
            rest = rest.dropFirst()
            let (from, to) = (try known(range.old), try known(range.new))
            if range.fromBase {
                let base = try repository.mergeBase(from, to, named: first)
                old = try side(base, base)
            } else {
                old = try side(from, range.old)
            }
            new = try side(to, range.new)
        } else if let first = rest.first, !isThere(first) || first == Library.standardInput {
            rest = rest.dropFirst()
            old = try side(try known(first), first)
            if !isStaged, let second = rest.first, !isThere(second), let commit = try repository.commit(second) {
                rest = rest.dropFirst()
                new = try side(commit, second)
            }
        } else {
            old = try side(try known("HEAD"), "HEAD")
        }
        if repository.isBare, case .disk = new.source {
            throw GitRepository.Trouble(message: "this repository is bare, without files beside its commits; name two revisions, as in: baton diff main~1..main")
        }
        let paths = rest.isEmpty ? [MapFinder.defaultFolder] : rest.map(Path.tidied)
        for path in paths {
            let place = new.source.realPath(path) ?? Path.normalised(Path.join(repository.workingFolder, path))
            guard Path.isInside(place, repository.root) else {
                throw GitRepository.Trouble(message: "\(path) lies outside the repository, which is in \(repository.root)")
            }
            for side in [old, new] { try checkThatNoSubmodule(of: side, isIn: path, repository) }
            guard old.source.kind(of: path) != nil || new.source.kind(of: path) != nil else {
                if !rest.isEmpty, try repository.commit(path) != nil {
                    throw GitRepository.Trouble(message: "'\(path)' is one revision more than can be compared; name two, and then the paths to look at")
                }
                throw GitRepository.Trouble(message: rest.isEmpty
                    ? "there is no folder '\(path)' on either side; name the files or folders to compare, as in: baton diff main maps"
                    : "\(path): there is no such file or folder in \(old.name) or in \(new.name)")
            }
        }
        return .revisions(old: old, new: new, paths: paths)
    }

    /// Of a submodule its repository knows which commit it is at, and nothing of its maps: they would all seem new, or gone.
    private static func checkThatNoSubmodule(of side: Side, isIn path: String, _ repository: GitRepository) throws(GitRepository.Trouble) {
        guard case .snapshot(let snapshot) = side.source else { return }
        let named = Path.normalised(Path.join(repository.workingFolder, path))
        let places = [named, FileReading.realPath(path) ?? named]
        for submodule in snapshot.submodules {
            let isNamed = places.contains { Path.isInside($0, submodule) }
            guard isNamed || places.contains(where: { Path.isInside(submodule, $0) })
                && !MapFinder.maps(in: submodule, most: MapFinder.mostSearched).found.isEmpty
            else { continue }
            throw GitRepository.Trouble(message: "\(Path.relative(submodule, to: repository.workingFolder)) is a submodule, a repository of its own, so what it held in \(side.name) cannot be compared; run 'baton diff' in it")
        }
    }
}
