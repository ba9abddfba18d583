/// How lines that are cut side by side spread to marks that need more room than the lines: each goes on
/// straight where it can, else it bends once to the side and once back, and no two cross.
struct Fan: Sendable {
    static let firstLevel = 5.0
    static let pitch = 4.0

    /// For each line, from the lowest: where its mark stands, and on which level it bends; the first is nearest to the map.
    private(set) var targets: [Double] = []
    private(set) var levels: [Int] = []
    /// How much room the bends take.
    private(set) var depth = 0.0

    /// `places` must be sorted; the marks' middles come to lie at least `room` apart, and inside `bounds` if they fit.
    init(_ places: [Double], room: Double, bounds: Axes.Extent) {
        // Marks that would touch form a block, which sits where its lines are on the average.
        var blocks: [(sum: Double, count: Int)] = []
        for (index, place) in places.enumerated() {
            blocks.append((place - Double(index) * room, 1))
            while blocks.count > 1 {
                let (last, before) = (blocks[blocks.count - 1], blocks[blocks.count - 2])
                guard before.sum / Double(before.count) > last.sum / Double(last.count) else { break }
                blocks.removeLast()
                blocks[blocks.count - 1] = (before.sum + last.sum, before.count + last.count)
            }
        }
        for block in blocks {
            for _ in 0..<block.count { targets.append(block.sum / Double(block.count) + Double(targets.count) * room) }
        }
        var least = bounds.low + room / 2
        for index in targets.indices {
            targets[index] = max(targets[index], least)
            least = targets[index] + room
        }
        var most = bounds.high - room / 2
        for index in targets.indices.reversed() {
            targets[index] = min(targets[index], most)
            most = targets[index] - room
        }

        var levels = Array(repeating: 0, count: places.count)
        var deepest = -1
        func bend(_ order: [Int], _ isClear: (Int, Int) -> Bool) {
            var before: Int?
            for index in order {
                levels[index] = before.map { isClear($0, index) ? 0 : levels[$0] + 1 } ?? 0
                before = index
                deepest = max(deepest, levels[index])
            }
        }
        let targets = targets
        let lower = places.indices.filter { targets[$0] < places[$0] - 0.05 }
        let higher = places.indices.filter { targets[$0] > places[$0] + 0.05 }
        bend(lower) { targets[$1] > places[$0] + 2 }
        bend(higher.reversed()) { targets[$1] < places[$0] - 2 }
        self.levels = levels
        depth = Self.firstLevel + Double(deepest + 1) * Self.pitch
    }

    /// The way from the cut to the mark, as (along, across): `edge` is where the line was cut, `mark` where the mark begins.
    func way(_ index: Int, from place: Double, edge: Double, mark: Double) -> [(along: Double, across: Double)] {
        guard abs(targets[index] - place) > 0.05 else { return [(mark, place)] }
        let turn = edge + (mark > edge ? 1 : -1) * (Self.firstLevel + Double(levels[index]) * Self.pitch)
        return [(turn, place), (turn, targets[index]), (mark, targets[index])]
    }
}
