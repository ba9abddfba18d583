import ProcessModel
import ProcessSyntax

/// A place of the map, what the room says of it, and what the numbers do.
public struct HeatPlace: Sendable {
    /// Where the room's voice and the numbers stand to each other. Worst first.
    public enum Outcome: String, Sendable, CaseIterable, Comparable {
        /// The room complains, and the numbers are bad.
        case agree
        /// The room complains, and the numbers are not bad, or not known, or show nothing of the kind.
        case roomOnly = "room only"
        /// The numbers are bad, and the room is silent, or nearly.
        case numbersOnly = "numbers only"
        /// Nobody complains, and nobody knows a number: that is not the same as all being well.
        case neither
        /// The numbers that are known are good, and the room is silent, or nearly.
        case quiet

        private var rank: Int {
            switch self {
            case .agree: 0
            case .roomOnly: 1
            case .numbersOnly: 2
            case .neither: 3
            case .quiet: 4
            }
        }

        public static func < (a: Outcome, b: Outcome) -> Bool { a.rank < b.rank }
    }

    /// What nobody has said of a place.
    public enum Gap: String, Sendable, CaseIterable { case time, ok, visits }

    public let subject: Subject
    public let outcome: Outcome
    public let complaints: Complaints
    /// What is bad, the worst first.
    public let signs: [HeatSign]
    /// What the numbers would need to say more.
    public let gaps: [Gap]
    /// What the rules find there, beside what they say of the pains themselves.
    public let findings: FindingCount
    /// Why it stands where it does, in words without a full stop.
    public let reason: String
    /// How far the worst number is beyond its limit; 0 where none is bad.
    let excess: Double
    /// True where the room puts all of it down to people.
    let isPersonal: Bool

    /// How bad a place is where both agree: the pain, and how far the numbers are beyond their limits.
    var heat: Double { (complaints.score ?? 0) * excess }

    /// How much of all waiting is told of here, 0...1; 0 where none is.
    var waitShare: Double {
        signs.reduce(0) { sum, sign in
            if case .wait(let wait) = sign { sum + wait.share } else { sum }
        }
    }
}

/// What the room says of one place. Votes stand beside the score and never change it.
public struct Complaints: Sendable, Hashable {
    /// Indices into the map's pains, in the order written.
    public internal(set) var pains: [Int] = []
    /// Impact, 1 to 5, times how often a month, summed; nil where no pain says both.
    public internal(set) var score: Double?
    /// Summed; nil where none are counted.
    public internal(set) var votes: Double?

    public var isEmpty: Bool { pains.isEmpty }

    /// Pains come in the order written; one that comes twice in a row counts once.
    mutating func add(_ pain: Int, of map: ProcessMap) {
        guard pains.last != pain else { return }
        pains.append(pain)
        if let more = map.pains[pain].score { score = (score ?? 0) + more }
        if let more = map.pains[pain].votes?.value { votes = (votes ?? 0) + more }
    }
}

extension Pain {
    /// Impact times how often a month; nil where one of them is not said.
    public var score: Double? {
        guard let impact = impact?.value, let rate = frequency?.value else { return nil }
        return impact * rate.perMonth
    }
}

/// How many findings of each weight.
public struct FindingCount: Sendable, Hashable {
    public internal(set) var errors = 0
    public internal(set) var warnings = 0
    public internal(set) var infos = 0
    /// The rules they come from, the heaviest first, each once.
    public internal(set) var rules: [String] = []

    public var isEmpty: Bool { errors + warnings + infos == 0 }

    init() {}

    init(_ findings: [Finding]) {
        for finding in findings {
            switch finding.severity {
            case .error: errors += 1
            case .warning: warnings += 1
            case .info: infos += 1
            }
        }
        var named = Set<String>()
        for severity in [Severity.error, .warning, .info] {
            for finding in findings where finding.severity == severity && named.insert(finding.rule).inserted { rules.append(finding.rule) }
        }
    }
}
