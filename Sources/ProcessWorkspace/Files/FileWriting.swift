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
        try replace(target, with: bytes, mode: mode)
        return .written
    }

    /// Puts `bytes` into a new file. What is there stays as it is, whoever put it there, and a file
    /// that could not be written whole is taken away again.
    static func create(_ bytes: [UInt8], at path: String) throws(FileTrouble) {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard file >= 0 else {
            if errno == EEXIST { throw FileTrouble(path, "it is there already and was left as it is", remedy: "give another name") }
            throw FileTrouble(path, doing: "write", errno: errno)
        }
        var code = write(bytes, into: file)
        if close(file) != 0, code == 0 { code = errno }
        guard code == 0 else {
            unlink(path)
            throw FileTrouble(path, doing: "write", errno: code)
        }
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

    private static func replace(_ path: String, with bytes: [UInt8], mode: mode_t) throws(FileTrouble) {
        var template = Array(Path.join(Path.folder(of: path), ".\(Path.name(of: path)).XXXXXX").utf8CString)
        let file = mkstemp(&template)
        guard file >= 0 else {
            // The file is written beside the old one, and takes its place.
            if errno == EACCES || errno == EPERM {
                throw FileTrouble(path, "you are not allowed to write into its folder", remedy: "change the permissions of the folder, or run as somebody who may")
            }
            throw FileTrouble(path, doing: "write", errno: errno)
        }
        var code = write(bytes, into: file)
        if code == 0, fchmod(file, mode) != 0 { code = errno }
        if close(file) != 0, code == 0 { code = errno }
        if code == 0, rename(template, path) != 0 { code = errno }
        guard code == 0 else {
            unlink(template)
            throw FileTrouble(path, doing: "write", errno: code)
        }
    }
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
