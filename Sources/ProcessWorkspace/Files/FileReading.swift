#if canImport(Glibc)
import Glibc
#endif

/// Reading files, with limits: a map may come from anyone.
enum FileReading {
    /// The most bytes a file may hold. A map of 100,000 lines has some five million.
    static let mostBytes = 16 << 20
    /// The most lines. Blank ones would take far more room as lines than as text.
    static let mostLines = 1_000_000

    /// The bytes of a regular file.
    ///
    /// - Parameter most: how many bytes it may hold; lines are counted in maps only.
    static func bytes(of path: String, most: Int = mostBytes) throws(FileTrouble) -> [UInt8] {
        // Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw FileTrouble(path, doing: "read", errno: errno) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw FileTrouble(path, doing: "read", errno: errno) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw FileTrouble(path, "it is a folder", remedy: "name a file in it")
        default: throw FileTrouble(path, "it is not a file")
        }
        return try bytes(of: file, named: path, expected: Int(status.st_size), most: most)
    }

    /// The bytes of standard input.
    static func standardInput() throws(FileTrouble) -> [UInt8] {
        try bytes(of: STDIN_FILENO, named: "standard input", expected: 1 << 14, most: mostBytes)
    }

    private static func bytes(of file: Int32, named name: String, expected: Int, most: Int) throws(FileTrouble) -> [UInt8] {
        guard expected <= most else { throw tooLarge(name, most) }
        var all: [UInt8] = []
        // One byte more than expected: the read that finds the end needs room as well.
        var room = max(expected, 0) + 1
        while true {
            let before = all.count
            var code: Int32 = 0
            let more = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
                let got = read(file, buffer.baseAddress, buffer.count)
                code = got < 0 ? errno : 0
                count = max(0, got)
            }
            if code == EINTR { continue }
            guard code == 0 else { throw FileTrouble(name, doing: "read", errno: code) }
            guard !more.isEmpty else {
                guard most != mostBytes || !hasTooManyLines(all) else {
                    throw FileTrouble(
                        name, "it has more than \(mostLines) lines", remedy: "split it into several maps", name: "too-many-lines")
                }
                return all
            }
            if before == 0 { all = more } else { all += more }
            guard all.count <= most else { throw tooLarge(name, most) }
            room = max(room - more.count, 1 << 14)
        }
    }

    private static func tooLarge(_ name: String, _ most: Int) -> FileTrouble {
        FileTrouble(name, "it holds more than \(most >> 20) MB", remedy: "split it into several maps", name: "file-too-large")
    }

    private static func hasTooManyLines(_ bytes: [UInt8]) -> Bool {
        bytes.count > mostLines && bytes.withUnsafeBufferPointer { $0.count { $0 == 0x0A } } > mostLines
    }

    /// How many bytes a file holds; 0 where there is none.
    static func size(of path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG ? max(0, Int(status.st_size)) : 0
    }

    /// What stands at a path, links followed; nil where nothing does.
    static func kind(of path: String) -> Kind? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFDIR: return .folder
        default: return .other
        }
    }

    enum Kind { case file, folder, other }

    /// Whether anything stands at a path, and be it a link that leads nowhere.
    static func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    /// The absolute path, without links; nil where nothing stands there.
    static func realPath(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
