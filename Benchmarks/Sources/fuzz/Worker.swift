import Glibc

/// A run of trials in a program of its own.
struct Worker {
    /// One past its last seed.
    let last: UInt64
    private let child: pid_t
    private let folder: String

    struct End {
        /// The last seed that was begun.
        let seed: UInt64
        /// What ended the program before its time.
        let signal: Int32?
        let complaints: [(UInt64, String)]
    }

    init(_ first: UInt64, _ end: UInt64) {
        last = end
        var name = Array("/tmp/baton-fuzz-XXXXXX".utf8CString)
        _ = mkdtemp(&name)
        folder = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let arguments = ["fuzz", "--worker", folder + "/seed", "--seed", String(first), "--count", String(end - first)]
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_addopen(&actions, 1, folder + "/out", O_WRONLY | O_CREAT, 0o600)
        // A trap is told of with its seed; the long account of it would only stand in the way.
        posix_spawn_file_actions_addopen(&actions, 2, folder + "/err", O_WRONLY | O_CREAT, 0o600)
        var pointers = arguments.map { strdup($0) } + [nil]
        var environment: [UnsafeMutablePointer<CChar>?] = [strdup("SWIFT_BACKTRACE=enable=no"), nil]
        var child: pid_t = 0
        posix_spawn(&child, "/proc/self/exe", &actions, nil, &pointers, &environment)
        for pointer in pointers + environment { free(pointer) }
        posix_spawn_file_actions_destroy(&actions)
        self.child = child
    }

    /// True when the program has ended; it waits to be asked for how.
    var isDone: Bool {
        var info = siginfo_t()
        return waitid(P_PID, id_t(child), &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_signo == SIGCHLD
    }

    func end() -> End {
        var status: Int32 = 0
        waitpid(child, &status, 0)
        let seed = Corpus.read(folder + "/seed").prefix(8).reversed().reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
        let lines = String(decoding: Corpus.read(folder + "/out"), as: UTF8.self).split(separator: "\n")
        let complaints = lines.compactMap { line -> (UInt64, String)? in
            let parts = line.dropFirst("seed ".count).split(separator: ":", maxSplits: 1)
            guard parts.count == 2, let seed = UInt64(parts[0]) else { return nil }
            return (seed, String(parts[1].drop { $0 == " " }))
        }
        for name in ["seed", "out", "err"] { unlink(folder + "/" + name) }
        rmdir(folder)
        let signal = status & 0x7F
        return End(seed: seed, signal: signal == 0 ? (status >> 8 == 0 ? nil : SIGABRT) : signal, complaints: complaints)
    }
}
