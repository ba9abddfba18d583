import Glibc
import MapFuzzing

/// Breaks maps by the thousand and does to each all that Baton does. What traps, hangs or does not hold is
/// told with its seed, and the text is kept.
///
/// The trials run in programs of their own, one a core, so that a trap ends one of them and is seen by this one.
@main struct Fuzz {
    static let usage = "usage: fuzz [--count N] [--seed S] [--keep FOLDER]   in the folder of the package"
    /// No trial may take longer: the largest text is some 24 kB.
    static let mostSeconds: UInt32 = 20
    static let mostFailures = 20

    static func main() {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard arguments.count % 2 == 0, let count = number("--count", in: arguments, orElse: 100_000),
            let first = number("--seed", in: arguments, orElse: 1)
        else {
            tell(usage)
            exit(2)
        }
        if let state = value("--worker", in: arguments) { exit(work(first, count, state)) }
        let failures = run(first, count, keep: value("--keep", in: arguments) ?? ".")
        exit(failures == 0 ? 0 : 1)
    }

    // MARK: The trials

    /// Goes through seeds one after the other, and notes each before it begins.
    private static func work(_ first: UInt64, _ count: UInt64, _ state: String) -> Int32 {
        let mutator = Mutator(Corpus.maps())
        let file = open(state, O_WRONLY | O_CREAT, 0o600)
        for seed in first..<(first + count) {
            withUnsafeBytes(of: seed) { _ = pwrite(file, $0.baseAddress, $0.count, 0) }
            // Where a trial takes too long, the alarm ends this program.
            alarm(mostSeconds)
            if let complaint = Trial.complaint(about: mutator.text(seed: seed), .init(seed: seed)) {
                print("seed \(seed): \(complaint)")
                // Whatever ends this program next must not take the line with it.
                fflush(nil)
            }
        }
        alarm(0)
        return 0
    }

    // MARK: Who looks after them

    private static func run(_ first: UInt64, _ count: UInt64, keep: String) -> Int {
        let maps = Corpus.maps()
        guard !maps.isEmpty else {
            tell("fuzz: there is no Processes folder here; run it in the folder of the package")
            return 1
        }
        let workers = UInt64(max(1, min(sysconf(Int32(_SC_NPROCESSORS_ONLN)), 16)))
        let mutator = Mutator(maps)
        var failed: [UInt64: String] = [:]
        var open: [Worker] = (0..<workers).compactMap { index in
            let from = first + count * index / workers
            let to = first + count * (index + 1) / workers
            return from < to ? Worker(from, to) : nil
        }
        print("\(count) texts from seed \(first), made from \(maps.count) maps, on \(open.count) cores")
        while !open.isEmpty {
            for (index, worker) in open.enumerated().reversed() where worker.isDone {
                let end = worker.end()
                for (seed, complaint) in end.complaints { failed[seed] = complaint }
                open.remove(at: index)
                if let signal = end.signal {
                    failed[end.seed] = signal == SIGALRM ? "it takes more than \(mostSeconds) s" : "it ends the program (signal \(signal))"
                    if end.seed + 1 < worker.last, failed.count < mostFailures { open.append(Worker(end.seed + 1, worker.last)) }
                }
            }
            usleep(20_000)
        }
        for (seed, complaint) in failed.sorted(by: { $0.key < $1.key }) {
            let path = "\(keep)/fuzz-\(seed).baton"
            write(mutator.text(seed: seed), to: path)
            print("seed \(seed): \(complaint)\n  the text is in \(path); to see it again: FUZZ=1 SEED=\(seed) make fuzz")
        }
        print(failed.isEmpty ? "nothing broke" : "\(failed.count) broke")
        return failed.count
    }

    // MARK: Arguments and files

    private static func value(_ option: String, in arguments: [String]) -> String? {
        arguments.firstIndex(of: option).flatMap { arguments.indices.contains($0 + 1) ? arguments[$0 + 1] : nil }
    }

    /// Nil where it is no number; the option may be missing.
    private static func number(_ option: String, in arguments: [String], orElse usual: UInt64) -> UInt64? {
        guard let value = value(option, in: arguments) else { return usual }
        return UInt64(value).flatMap { $0 < 1 << 40 ? $0 : nil }
    }

    static func tell(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }

    private static func write(_ bytes: [UInt8], to path: String) {
        guard let file = fopen(path, "w") else { return tell("fuzz: cannot write \(path)") }
        _ = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
        fclose(file)
    }
}
