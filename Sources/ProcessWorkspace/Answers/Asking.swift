import ProcessAnalysis
import ProcessModel
import ProcessReport
import ProcessSyntax

// What the command line says when it asks, in types of its own: it sees no stage but this one.

/// How an answer is written.
public enum AnswerFormat: String, Sendable, CaseIterable { case text, json }

/// Which weights a check shows.
public enum CheckProfile: String, Sendable, CaseIterable {
    /// Errors only, while people talk.
    case workshop
    /// Errors and warnings.
    case standard
    /// Errors, warnings and notes.
    case strict

    var profile: RuleSettings.Profile {
        switch self {
        case .workshop: .workshop
        case .standard: .standard
        case .strict: .strict
        }
    }
}

/// The lightest weight at which a check is to fail.
public enum FailureThreshold: String, Sendable, CaseIterable {
    case error, warning, info, never

    func isReached(by severity: Severity) -> Bool {
        switch self {
        case .error: severity >= .error
        case .warning: severity >= .warning
        case .info: severity >= .info
        case .never: false
        }
    }
}

/// A day of the calendar.
public struct Day: Sendable, Hashable {
    let date: CalendarDate

    init(_ date: CalendarDate) { self.date = date }

    /// From text such as `2026-11-30`; nil where that names no day.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.count) == [4, 2, 2], text.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || (48...57).contains($0) })
        else { return nil }
        let numbers = parts.compactMap { Int($0) }
        guard numbers.count == 3, let date = CalendarDate(year: numbers[0], month: numbers[1], day: numbers[2]) else { return nil }
        self.date = date
    }

    /// `2026-11-30`.
    public var written: String { date.written }

    /// By this machine's clock, in its own time zone; nil where it has none.
    public static var today: Day? { Console.today().map(Day.init) }
}

extension Workspace {
    /// The version of Baton, by semantic versioning.
    public static let version = Baton.version
}

/// Names that a person may have meant.
public enum Spelling {
    /// The name nearest to a mistyped one; nil where none is near.
    public static func nearest(to name: String, among names: [String]) -> String? { NearestName.find(name, among: names) }
}
