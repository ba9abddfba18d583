import Synchronization

#if canImport(Glibc)
import Glibc
#endif

/// The files that are being written at this moment, under names that nobody is to see.
///
/// A run may be told to stop in the middle of one (`Ctrl-C`, a job that is cancelled, a terminal that is closed). Whoever
/// catches the signal then takes these away and lets the signal have its way, so that a run leaves whole files or none.
enum UnfinishedFiles {
    /// A place in the list below.
    struct Slot { fileprivate let index: Int }

    /// As many as are ever written at a time, and more: one a thread.
    private static let size = 256

    /// Names that end in a nought, where a handler of signals can read them without asking for memory.
    private nonisolated(unsafe) static let names: UnsafeMutablePointer<Atomic<UnsafeMutablePointer<CChar>?>> = {
        let names = UnsafeMutablePointer<Atomic<UnsafeMutablePointer<CChar>?>>.allocate(capacity: size)
        for index in 0..<size { (names + index).initialize(to: Atomic(nil)) }
        return names
    }()

    /// True from the moment on at which the run has been told to stop: nothing new is begun then.
    static var isEnding: Bool { ending.load(ordering: .sequentiallyConsistent) }

    private static let ending = Atomic(false)

    private static let isWatching: Bool = {
        _ = (names, isEnding)
        for number in [SIGINT, SIGTERM, SIGHUP] {
            var before = sigaction()
            // Who starts a program with a signal ignored (nohup) means it.
            guard sigaction(number, nil, &before) == 0, !isIgnored(before) else { continue }
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { UnfinishedFiles.end(by: $0) }
            action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
            sigaction(number, &action, nil)
        }
        // A file that may not grow any further is an error like any other.
        signal(SIGXFSZ, SIG_IGN)
        return true
    }()

    private static func isIgnored(_ action: sigaction) -> Bool {
        unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }

    /// Takes a note of a file before it is made.
    ///
    /// - Returns: nil where there is no place for it: it is then written all the same.
    static func add(_ path: String) -> Slot? {
        guard isWatching, let name = strdup(path) else { return nil }
        for index in 0..<size {
            let (noted, _) = names[index].compareExchange(expected: nil, desired: name, ordering: .sequentiallyConsistent)
            if noted { return Slot(index: index) }
        }
        free(name)
        return nil
    }

    /// The file bears its own name now, or is gone.
    static func remove(_ slot: Slot?) {
        guard let slot else { return }
        // The handler may be reading it: a name is some bytes, and is left to the end of the run.
        names[slot.index].store(nil, ordering: .sequentiallyConsistent)
    }

    /// Called by a handler of signals: nothing here may ask for memory.
    private static func end(by number: Int32) {
        ending.store(true, ordering: .sequentiallyConsistent)
        for index in 0..<size {
            if let name = names[index].load(ordering: .sequentiallyConsistent) { unlink(name) }
        }
        // The handler stands for one time only: now the signal does what it always does.
        raise(number)
    }
}
