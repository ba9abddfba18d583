/// The words that mean something at the start of a line or of an attribute. All are lower case,
/// and each is a keyword only where it can stand: `Marketing` may well have a step `Note: …`.
public enum Keyword: String, Sendable, Hashable, CaseIterable {
    // The file
    case use, process, lanes, lane, role, flow, system, meeting, term, relationship, checks
    // In a flow
    case start, end, inParallel = "in parallel", path, fork, join, call, phase
    // Of a process
    case id, state, of, owner, sponsor, goal, measure, unit, volume, trigger, scope, reviewed, budget, calendar
    case now, target, up, down
    // Of a lane
    case customer, partner, agency, `internal`
    case listensOn = "listens on", accountable, charter, ally, policy
    // Of a role
    case people, available, backup, duty, seenAs = "seen as", by
    // Of a step
    case work, takes, wait, because, ok, `in`, needs, makes, consulted, informed, support
    case approval, automated, touchpoint, at, doc, variant, cost, promise, handoff, informs, expects
    case criteria, onLate = "on late", onError = "on error", agreed, any, all, one
    // Of a handoff
    case via, within, acceptWhen = "accept when", confirm, fields, onReject = "on reject", what
    // Of shared facts
    case recordOf = "record of", seenBy = "seen by", every, noShow = "no-show", also
    case rating, on, checkIn = "check-in", last, sharedGoal = "shared goal", escalation
    // Of remarks
    case pain, strength, question, note, allow, action
    case impact, frequency, votes, cause, feltBy = "felt by", control, evidence, `for`, until
    case due, status, fixes

    /// The keyword that these bytes spell, if any.
    public init?(_ bytes: ArraySlice<UInt8>) {
        guard bytes.count >= 2, bytes.count <= Self.longest else { return nil }
        let key = Self.key(bytes)
        for candidate in Self.byLength[bytes.count] where candidate.key == key {
            if bytes.count <= 8 || candidate.keyword.rawValue.utf8.elementsEqual(bytes) {
                self = candidate.keyword
                return
            }
        }
        return nil
    }

    private static let longest = allCases.map(\.rawValue.utf8.count).max() ?? 0

    /// For each length, its keywords with their first eight bytes as one number.
    private static let byLength: [[(key: UInt64, keyword: Keyword)]] = {
        var table = [[(key: UInt64, keyword: Keyword)]](repeating: [], count: longest + 1)
        for keyword in allCases {
            let bytes = ArraySlice(keyword.rawValue.utf8)
            table[bytes.count].append((key(bytes), keyword))
        }
        return table
    }()

    private static func key(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        var key: UInt64 = 0
        for byte in bytes.prefix(8) { key = key << 8 | UInt64(byte) }
        return key
    }
}
