#if canImport(Glibc)
import Glibc
#endif

/// Runs another program: without a shell, its input and output kept in memory.
enum Subprocess {
    struct Outcome: Sendable {
        let output: [UInt8]
        /// The beginning of what it said on standard error.
        let complaint: String
        /// Nil where it was ended by a signal.
        let code: Int32?
    }

    enum Trouble: Error, Sendable {
        /// There is no such program.
        case missing
        case failed(String)
        case tooMuch
    }

    private static let mostComplaint = 1 << 16

    /// - Parameters:
    ///   - program: looked for where the system looks for programs.
    ///   - environment: what is set for it, besides what is set for Baton.
    ///   - most: the most bytes of output that are taken.
    static func run(
        _ program: String, _ arguments: [String], environment: [(name: String, value: String)], input: [UInt8] = [], most: Int
    ) throws(Trouble) -> Outcome {
        // No name may end early: the system takes a zero byte for the end.
        guard !arguments.contains(where: { $0.utf8.contains(0) }) else { throw .failed("a name holds a zero byte") }
        signal(SIGPIPE, SIG_IGN)
        var pipes: [Int32] = []
        defer { for file in pipes where file >= 0 { close(file) } }
        for _ in 0..<3 {
            var ends: [Int32] = [-1, -1]
            guard pipe(&ends) == 0 else { throw .failed(String(cString: strerror(errno))) }
            pipes += ends
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (file, end) in [(STDIN_FILENO, pipes[0]), (STDOUT_FILENO, pipes[3]), (STDERR_FILENO, pipes[5])] {
            posix_spawn_file_actions_adddup2(&actions, end, file)
        }
        // What Baton passes over is not for its children.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var usual = sigset_t()
        sigemptyset(&usual)
        sigaddset(&usual, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &usual)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))

        var child: pid_t = 0
        let code = withStrings([program] + arguments) { words in
            withStrings(surroundings(environment)) { variables in posix_spawnp(&child, program, &actions, &attributes, words, variables) }
        }
        guard code == 0 else { throw code == ENOENT ? .missing : .failed(String(cString: strerror(code))) }
        for end in [0, 3, 5] {
            close(pipes[end])
            pipes[end] = -1
        }
        let (output, complaint, isTooMuch) = talk(input, &pipes, most)
        if isTooMuch { kill(child, SIGKILL) }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        guard !isTooMuch else { throw .tooMuch }
        let ended = status & 0x7F == 0 ? (status >> 8) & 0xFF : nil
        return Outcome(output: output, complaint: String(decoding: complaint, as: UTF8.self), code: ended)
    }

    /// Writes the input and reads both outputs by turns, as either side may wait for the other.
    private static func talk(_ input: [UInt8], _ pipes: inout [Int32], _ most: Int) -> (output: [UInt8], complaint: [UInt8], isTooMuch: Bool) {
        var output: [UInt8] = []
        var complaint: [UInt8] = []
        var sent = 0
        func done(_ end: Int) {
            close(pipes[end])
            pipes[end] = -1
        }
        if input.isEmpty { done(1) } else { _ = fcntl(pipes[1], F_SETFL, O_NONBLOCK) }
        var room = [UInt8](repeating: 0, count: 1 << 16)
        while pipes[1] >= 0 || pipes[2] >= 0 || pipes[4] >= 0 {
            var waiting = [
                pollfd(fd: pipes[1], events: Int16(POLLOUT), revents: 0), pollfd(fd: pipes[2], events: Int16(POLLIN), revents: 0),
                pollfd(fd: pipes[4], events: Int16(POLLIN), revents: 0),
            ]
            guard poll(&waiting, 3, -1) >= 0 else {
                if errno == EINTR { continue }
                break
            }
            if waiting[0].revents != 0 {
                let wrote = input.withUnsafeBytes { write(pipes[1], $0.baseAddress.map { $0 + sent }, input.count - sent) }
                if wrote > 0 { sent += wrote }
                if sent == input.count || wrote < 0 && errno != EAGAIN && errno != EINTR { done(1) }
            }
            for (index, end) in [(1, 2), (2, 4)] where waiting[index].revents != 0 {
                let got = read(pipes[end], &room, room.count)
                if got <= 0 {
                    if got == 0 || errno != EINTR { done(end) }
                } else if end == 2 {
                    output += room[..<got]
                    if output.count > most { return (output, complaint, true) }
                } else if complaint.count < mostComplaint {
                    complaint += room[..<got]
                }
            }
        }
        return (output, complaint, false)
    }

    private static func surroundings(_ more: [(name: String, value: String)]) -> [String] {
        var all: [String] = []
        var variable = environ
        while let text = variable.pointee {
            let line = String(cString: text)
            if !more.contains(where: { line.hasPrefix($0.name + "=") }) { all.append(line) }
            variable += 1
        }
        return all + more.map { "\($0.name)=\($0.value)" }
    }

    /// As a list that C reads, with nothing at its end.
    private static func withStrings<Result>(_ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result) -> Result {
        let pointers = strings.map { strdup($0) }
        defer { for pointer in pointers { free(pointer) } }
        return body(pointers + [nil])
    }
}
