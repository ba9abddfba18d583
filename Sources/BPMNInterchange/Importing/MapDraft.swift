/// One map on the way from BPMN to text: its lanes, its flow, and what is said of the whole.
struct MapDraft {
    struct Lane {
        var name: String
        /// `customer` or `partner`; empty for one of the company's own.
        var kind = ""
        var roles: [String] = []
        var notes: [String] = []
        /// In Baton's own words.
        var sayings: [Saying] = []
        var origins: [MapGraph.Origin] = []
    }

    var name: String
    /// The name of its file, without folder and ending.
    let stem: String
    var origins: [MapGraph.Origin] = []
    var lanes: [Lane] = []
    var graph = MapGraph()
    /// Whether a deadlock that the map seems to have may be none, as the case can end before.
    var mayEndBeforeDeadlock = false
    /// The ids of gateways where ways meet and that have no line of their own.
    var merges: Set<String> = []
    var notes: [(text: String, origins: [MapGraph.Origin])] = []
    /// What the map said that was exported, where the file is an export.
    var kept: KeptWords?
    private var laneNames: Set<String> = []
    private var laneOfRole: [String: Int] = [:]
    private var copies: [String: Int] = [:]

    init(name: String, stem: String) {
        self.name = name
        self.stem = stem
    }

    /// - Parameter pool: told where another lane has the name already.
    mutating func addLane(_ name: String, kind: String = "", pool: String, origins: [MapGraph.Origin]) -> Int {
        let name = Quotes.spoken(name)
        var free = name
        if laneNames.contains(free), !pool.isEmpty, pool != name { free = "\(name) (\(pool))" }
        while laneNames.contains(free) || laneOfRole[free] != nil {
            copies[name, default: 1] += 1
            free = "\(name) (\(copies[name, default: 2]))"
        }
        laneNames.insert(free)
        lanes.append(Lane(name: free, kind: kind, origins: origins))
        return lanes.count - 1
    }

    /// The role of that name in a lane, declared if it is new; nil where it is the lane itself.
    mutating func role(_ name: String, in lane: Int) -> String? {
        let name = Quotes.spoken(name)
        guard name != lanes[lane].name else { return nil }
        var free = name
        if laneNames.contains(free) || laneOfRole[free].map({ $0 != lane }) == true { free = "\(name) (\(lanes[lane].name))" }
        guard !laneNames.contains(free), laneOfRole[free].map({ $0 == lane }) ?? true else { return nil }
        if laneOfRole[free] == nil {
            laneOfRole[free] = lane
            lanes[lane].roles.append(free)
        }
        return free
    }
}
