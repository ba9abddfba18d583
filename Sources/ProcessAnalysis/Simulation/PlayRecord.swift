// What a run is asked for, and what it shows.

extension Play {
    /// What one run shows. Times are in business minutes.
    struct Record: Sendable {
        /// For each case that counts, in the order in which they came out.
        var lead: [Double] = []
        /// The same by the clock on the wall, nights and weekends included, in minutes.
        var elapsed: [Double] = []
        /// For each end, the lead times of the cases that came out there.
        var ends: [[Double]]
        /// For each of the staff, how long pieces of work waited for them.
        var waits: [[Double]]
        /// For each of the staff, the minutes they worked.
        var work: [Double]
        /// For each timer (`on late 1 bd`), how often it went off, and how often it was set.
        var late: [(late: Int, all: Int)]
        /// How many cases were on their way at a time, in the mean over the time in which those that count came in;
        /// nil where that is no time.
        var inProcess: Double?
        /// For each time limit, how many handoffs kept it, and how many there were.
        var kept: [(kept: Int, all: Int)]
        /// For each of the staff, the minutes that timers ask of them, and of these the ones that the second half of
        /// the cases has set off. They are not part of `work`.
        var lateWork: [(all: Double, secondHalf: Double)]
        /// Cases that pass a step whose people have no end of work.
        var endless = 0
        /// For each join at which cases may wait for ever, how many do.
        var stuck: [Int]
        /// True where cases went round more often than can be followed.
        var isCutOff = false
    }

    /// How many cases, and which of them count.
    struct Extent: Sendable {
        /// The mean time between two cases, in business minutes of the process.
        var interval: Double
        /// Cases at the beginning that do not count, as they find empty desks.
        var warmUp: Int
        /// Cases that count.
        var counted: Int
        /// Cases after them, lest the last ones find the desks empty again.
        var after: Int
        /// More visits than this are not followed.
        var mostVisits: Int
    }
}
