import Glibc

/// Reads and writes whole files; enough for maps and tables.
enum Files {
    static func read(_ path: String) throws(Trouble) -> [UInt8] {
        guard let file = fopen(path, "r") else { throw Trouble("cannot read \(path)") }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&block, 1, block.count, file), count > 0 { bytes += block[..<count] }
        return bytes
    }

    static func write(_ text: String, to path: String) throws(Trouble) {
        guard let file = fopen(path, "w") else { throw Trouble("cannot write \(path)") }
        fputs(text, file)
        guard fclose(file) == 0 else { throw Trouble("cannot write \(path)") }
    }

    /// A new folder below the system's folder for passing files.
    static func temporaryFolder() throws(Trouble) -> String {
        let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var name = Array("\(base)/baton-bench-XXXXXX".utf8CString)
        guard mkdtemp(&name) != nil else { throw Trouble("cannot make a folder in \(base)") }
        return String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// A line on standard error.
    static func tell(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }

    static func makeFolder(_ path: String) { mkdir(path, 0o755) }

    static func remove(_ folder: String) { _ = ChildRun(["rm", "-rf", folder]) }
}
