// What moves about in a run: cases, their tokens, and what is about to happen to them.

extension Play {
    /// What part of a case a token is.
    enum Part: UInt8 {
        /// A timer has set it off. It is followed only until it comes to where the case comes by itself.
        case late
        /// A path that is not waited for.
        case side
        /// It has left a block; where nothing arrives at the join, the case goes on there.
        case left
        /// What the case is followed along.
        case main
    }

    struct Token {
        var node: Int
        let ofCase: Int
        /// The block it is in, as an index into `openBlocks`; -1 outside all.
        var block: Int
        var part: Part
        /// The time limit under which it was handed over, and when; only where one was agreed.
        var limit: Int?
        /// While a timer runs: which of `isStaying` says that the token is still at the step.
        var stay: Int?
        var handedOver = 0.0
    }

    struct OpenBlock {
        let block: Int
        let ofCase: Int
        /// The block around it.
        let outer: Int
        let part: Part
        /// Which join waits for ever for what has gone another way, as an index into `deadJoins`; -1 where none does.
        var deadJoin = -1
        /// Tokens that may still arrive.
        var awaited: Int
        var hasArrived = false
    }

    struct Case {
        let arrival: Double
        var chance: Chance
        var tokens = 1
        /// Joins of `deadJoins` that wait for ever for what has gone another way.
        var dead: Set<Int> = []
        /// The one at which it stands, as an index into `deadJoins`; -1 where it does not.
        var stuckAt = -1
        var isEndless = false
        /// The moment at which it ended, by the greatest part that has.
        var end = 0.0
        var endPart: Part?
        /// How many tokens of that part have ended.
        var endCount = 0
    }

    /// Work that waits for people.
    struct Request {
        let token: Token
        /// When the case came to the step.
        let arrival: Double
        /// When it began to wait for people.
        let since: Double
        let work: Double
        /// How long the step lies at least, counted from its arrival; 0 where that has passed.
        let wait: Double
        let order: Int
    }

    enum Happening {
        case arrival
        case request(Request)
        case done(Token)
        case free(staff: Int)
        case timer(Token, PlayedMap.Timer)
    }

    struct Event: Comparable {
        let time: Double
        let order: Int
        /// Index into `happenings`, as what is moved about in the heap had better be small.
        let slot: Int

        static func < (a: Event, b: Event) -> Bool { a.time != b.time ? a.time < b.time : a.order < b.order }
        static func == (a: Event, b: Event) -> Bool { a.order == b.order }
    }

    /// First come, first served.
    struct Queue {
        private var requests: [Request] = []
        private var head = 0

        var first: Request? { head < requests.count ? requests[head] : nil }

        mutating func append(_ request: Request) { requests.append(request) }

        mutating func removeFirst() {
            head += 1
            if head > 64, head * 2 > requests.count {
                requests.removeFirst(head)
                head = 0
            }
        }
    }
}
