import ProcessAnalysis
import ProcessReport

#if canImport(Glibc)
import Glibc
#endif

/// Sees to it that a crash is no verdict: the run ends with 70, having written nothing that looks like an
/// answer, and says which rule it was and on which map.
///
/// A program that traps is ended by a signal, of which a shell makes 132 or 133, and nobody learns where
/// it happened. So each thread notes what it is about to do, and whoever catches the signal reads the note.
public enum CrashWatch {
    /// A mistake in Baton itself (`EX_SOFTWARE` of sysexits.h).
    public static let exitCode: Int32 = 70

    /// From here on a crash ends the program with 70.
    public static func start() {
        _ = noteOfThread
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { _ in CrashWatch.end() }
        // A second crash, in here, is left to the system.
        action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
        for signal in [SIGILL, SIGTRAP, SIGFPE, SIGBUS, SIGSEGV] { sigaction(signal, &action, nil) }
    }

    /// Runs `body`, which says of each rule that it begins, while a crash is told as one on that map.
    static func watching<Result>(_ file: String, _ body: (_ beginning: (Rule) -> Void) -> Result) -> Result {
        let note = Note(file: Console.printable(file))
        let before = pthread_getspecific(noteOfThread)
        pthread_setspecific(noteOfThread, note.bytes)
        defer {
            pthread_setspecific(noteOfThread, before)
            note.bytes.deallocate()
        }
        return body { note.write(rule: $0.name) }
    }

    private static let noteOfThread: pthread_key_t = {
        var key = pthread_key_t()
        pthread_key_create(&key, nil)
        return key
    }()

    /// What a thread is about to do: two texts that end in a nought, where a handler of signals can read
    /// them without asking for memory.
    private struct Note {
        static let ruleSize = 64
        static let fileSize = 512
        let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: ruleSize + fileSize)

        init(file: String) {
            bytes.initialize(repeating: 0, count: Self.ruleSize + Self.fileSize)
            Self.copy(file, to: bytes + Self.ruleSize, atMost: Self.fileSize - 1)
        }

        func write(rule: String) { Self.copy(rule, to: bytes, atMost: Self.ruleSize - 1) }

        private static func copy(_ text: String, to place: UnsafeMutablePointer<UInt8>, atMost size: Int) {
            var count = 0
            for byte in text.utf8.prefix(size) {
                place[count] = byte
                count += 1
            }
            place[count] = 0
        }
    }

    /// Says what it was and ends the program. Called by a handler of signals: nothing here may ask for memory.
    private static func end() {
        say("error: a mistake in Baton itself")
        if let note = pthread_getspecific(noteOfThread)?.assumingMemoryBound(to: UInt8.self) {
            if note[0] != 0 {
                say(": the rule '")
                say(note)
                say("' crashed on ")
            } else {
                say(": it crashed on ")
            }
            say(note + Note.ruleSize)
        }
        say("; nothing was judged. Please report it with the map\n")
        _exit(exitCode)
    }

    private static func say(_ words: StaticString) { _ = write(STDERR_FILENO, words.utf8Start, words.utf8CodeUnitCount) }

    private static func say(_ words: UnsafePointer<UInt8>) {
        var count = 0
        while words[count] != 0 { count += 1 }
        _ = write(STDERR_FILENO, words, count)
    }
}
