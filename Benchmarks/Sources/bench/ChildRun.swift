import Glibc

/// What one run of a program cost.
struct ChildRun {
    /// From the start of the process to its end, in milliseconds.
    let wall: Double
    /// The most memory it held at once, in MB, as the kernel tells the parent through `wait4`.
    let peakMemory: Double
    /// A child starts out with its parent's peak to its name: less than this cannot be told.
    let leastMemory: Double
    let exitCode: Int32

    /// Runs a program to its end with its output thrown away. Nil where it could not be started.
    ///
    /// This program stays small for the sake of `leastMemory`: work that takes memory is done in a
    /// child of its own.
    init?(_ command: [String]) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for stream in [STDOUT_FILENO, STDERR_FILENO] {
            posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_WRONLY, 0)
        }
        var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        guard let program = arguments[0] else { return nil }
        var child = pid_t()
        let start = Self.now()
        guard posix_spawnp(&child, program, &actions, nil, &arguments, environ) == 0 else { return nil }
        var status: Int32 = 0
        var usage = rusage()
        guard wait4(child, &status, 0, &usage) == child else { return nil }
        wall = Self.now() - start
        peakMemory = Double(usage.ru_maxrss) / 1024
        var own = rusage()
        getrusage(RUSAGE_SELF.rawValue, &own)
        leastMemory = Double(own.ru_maxrss) / 1024
        exitCode = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    }

    /// Milliseconds on a clock that only goes forward.
    static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1e6
    }
}

/// Several programs, run in turn so that whatever else the machine does meets all of them alike.
struct Series {
    struct Result {
        let wall: Double
        let peakMemory: Double
        let leastMemory: Double
    }

    /// The median of each command's runs, in the order given; the first round only warms up.
    /// Throws where a command cannot be run or fails.
    static func medians(of commands: [[String]], rounds: Int) throws(Trouble) -> [Result] {
        var runs = [[ChildRun]](repeating: [], count: commands.count)
        for round in 0...rounds {
            for (i, command) in commands.enumerated() {
                guard let run = ChildRun(command) else { throw Trouble("cannot start \(command[0])") }
                guard run.exitCode == 0 else {
                    throw Trouble("exit code \(run.exitCode) from: \(command.joined(separator: " "))")
                }
                if round > 0 { runs[i].append(run) }
            }
        }
        return runs.map {
            Result(
                wall: median($0.map(\.wall)), peakMemory: median($0.map(\.peakMemory)), leastMemory: median($0.map(\.leastMemory)))
        }
    }

    static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        guard !sorted.isEmpty else { return 0 }
        let middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }
}

struct Trouble: Error {
    let message: String
    init(_ message: String) { self.message = message }
}
