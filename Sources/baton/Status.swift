import ProcessWorkspace

/// How a run went, as its exit code.
enum Status: Int32 {
    /// All is well.
    case fine = 0
    /// Something was found that the caller wants to fail on.
    case found = 1
    /// A map or the call is wrong.
    case wrong = 2
    /// A mistake in Baton itself (`EX_SOFTWARE` of sysexits.h).
    case broken = 70

    /// The graver of two.
    func or(_ other: Status) -> Status { rawValue >= other.rawValue ? self : other }
}

func end(with status: Status) -> Never { Console.end(with: status.rawValue) }

/// Says on standard error what went wrong. Where even that fails there is nobody to tell.
func complain(_ message: String, _ status: Status = .wrong, name: String? = nil) -> Status {
    try? Console.write("error\(name.map { "[\($0)]" } ?? ""): \(Console.printable(message))\n", to: .error)
    return status
}

/// Says what could not be read.
func complain(about troubles: [FileTrouble]) -> Status {
    troubles.reduce(.fine) { $0.or(complain($1.message, name: $1.name)) }
}

/// Keeps a value for as long as the program runs, which is not long any more: to take the findings of a thousand
/// maps apart, one by one, would take longer than to read the maps.
func keptToTheEnd<Value>(_ value: Value) -> Value {
    _ = Unmanaged.passRetained(Kept(value: value))
    return value
}

private final class Kept {
    let value: Any
    init(value: Any) { self.value = value }
}
