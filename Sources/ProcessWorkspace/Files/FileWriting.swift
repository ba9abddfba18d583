import Synchronization

#if canImport(Glibc)
import Glibc
#endif

/// Writing files whole or not at all.
public enum FileWriting {
    public enum Outcome: Sendable { case written, unchanged }

    /// Puts `bytes` at `path`, through a new file beside it that then takes its name: a reader
    /// sees the old content or the new, never half of it. A file that holds these bytes already
    /// is left alone; one that holds others keeps its permissions.
    public static func write(_ bytes: [UInt8], to path: String) throws(FileTrouble) -> Outcome {
        var mode: mode_t = 0o644
        var target = path
        var status = stat()
        if lstat(path, &status) == 0 {
            // A link stays a link: what it points at is what the user meant to write.
            if status.st_mode & S_IFMT == S_IFLNK, let real = FileReading.realPath(path) {
                target = real
                guard stat(real, &status) == 0 else { throw FileTrouble(path, doing: "write", errno: errno) }
            }
            switch status.st_mode & S_IFMT {
            case S_IFREG: mode = status.st_mode & 0o7777
            case S_IFDIR: throw FileTrouble(path, "it is a folder", remedy: "name a file")
            default: throw FileTrouble(path, "it is not a file")
            }
            if Int(status.st_size) == bytes.count, let old = try? FileReading.bytes(of: target), old == bytes {
                return .unchanged
            }
            // A new file takes the place of one that is protected without asking; its owner meant to be asked.
            guard access(target, W_OK) == 0 else { throw FileTrouble(path, doing: "write", errno: errno) }
        }
        try put(bytes, at: target, mode: mode) { rename($0, target) }
        return .written
    }

    /// Puts `bytes` into a new file. What is there stays as it is, whoever put it there, and a file
    /// that could not be written whole is taken away again.
    static func create(_ bytes: [UInt8], at path: String) throws(FileTrouble) {
        if FileReading.kind(of: path) != nil { throw isThere(path) }
        try put(bytes, at: path, mode: nil) { name in
            // A second name never takes the place of a file, as a new one would.
            if link(name, path) == 0 { return unlink(name) }
            // Some disks know no second names.
            guard errno == EPERM || errno == EOPNOTSUPP, FileReading.kind(of: path) == nil else { return -1 }
            return rename(name, path)
        }
    }

    private static func isThere(_ path: String) -> FileTrouble {
        FileTrouble(path, "it is there already and was left as it is", remedy: "give another name")
    }

    static func remove(_ path: String) { unlink(path) }

    /// Makes a folder, and those above it, where it is missing.
    public static func makeFolder(_ path: String) throws(FileTrouble) {
        if let kind = FileReading.kind(of: path) {
            guard kind == .folder else { throw FileTrouble(path, "it is a file, not a folder") }
            return
        }
        let parent = Path.folder(of: path)
        if parent != path, parent != "." { try makeFolder(parent) }
        guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
            throw FileTrouble(path, doing: "make", errno: errno)
        }
    }

    /// Writes a file whole under another name, and then lets it take its own.
    ///
    /// - Parameter mode: who may read and write it; nil for what the user's mask leaves.
    private static func put(_ bytes: [UInt8], at path: String, mode: mode_t?, taking: (_ name: String) -> Int32) throws(FileTrouble) {
        let (file, name, slot) = try openBeside(path)
        defer { UnfinishedFiles.remove(slot) }
        var code = UnfinishedFiles.isEnding ? EINTR : write(bytes, into: file)
        if code == 0, let mode, fchmod(file, mode) != 0 { code = errno }
        if close(file) != 0, code == 0 { code = errno }
        if code == 0, taking(name) != 0 { code = errno }
        guard code == 0 else {
            unlink(name)
            throw code == EEXIST ? isThere(path) : FileTrouble(path, doing: "write", errno: code)
        }
    }

    /// A new file in the folder of `path`, under a name that no listing shows.
    private static func openBeside(_ path: String) throws(FileTrouble) -> (file: Int32, name: String, slot: UnfinishedFiles.Slot?) {
        for _ in 0..<1_000 {
            let number = namesGiven.wrappingAdd(1, ordering: .relaxed).newValue
            let name = Path.join(Path.folder(of: path), ".\(Path.name(of: path)).\(getpid())-\(number)")
            let slot = UnfinishedFiles.add(name)
            let file = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
            if file >= 0 { return (file, name, slot) }
            let code = errno
            UnfinishedFiles.remove(slot)
            switch code {
            case EEXIST: continue
            // The file is written beside the old one, and takes its place.
            case EACCES, EPERM:
                throw FileTrouble(path, "you are not allowed to write into its folder", remedy: "change the permissions of the folder, or run as somebody who may")
            default: throw FileTrouble(path, doing: "write", errno: code)
            }
        }
        throw FileTrouble(path, doing: "write", errno: EEXIST)
    }

    private static let namesGiven = Atomic(0)

    /// - Returns: the number of the error; 0 where all is written.
    private static func write(_ bytes: [UInt8], into file: Int32) -> Int32 {
        bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count {
                let wrote = Glibc.write(file, buffer.baseAddress.map { $0 + done }, buffer.count - done)
                if wrote < 0 {
                    if errno == EINTR { continue }
                    return errno
                }
                done += wrote
            }
            return 0
        }
    }
}
