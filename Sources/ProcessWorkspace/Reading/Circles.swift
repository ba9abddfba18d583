/// Ways that lead round in a circle.
enum Circles {
    /// One circle for each group of places that all lead to each other: the shortest way from its first place,
    /// by `comesBefore`, back to it, without naming it again at the end. A place that leads to itself is a circle of one.
    static func find(_ next: [[Int]], comesBefore: (Int, Int) -> Bool) -> [[Int]] {
        groups(next).compactMap { group in
            guard let first = group.min(by: comesBefore) else { return nil }
            return way(from: first, within: Set(group), next)
        }
    }

    private static func way(from start: Int, within group: Set<Int>, _ next: [[Int]]) -> [Int]? {
        var before: [Int: Int] = [:]
        var open = [start]
        while !open.isEmpty {
            var further: [Int] = []
            for place in open {
                for target in next[place] where group.contains(target) {
                    if target == start {
                        var way = [place]
                        while let last = way.last, last != start, let step = before[last] { way.append(step) }
                        return way.reversed()
                    }
                    if before[target] == nil {
                        before[target] = place
                        further.append(target)
                    }
                }
            }
            open = further
        }
        return nil
    }

    /// For each place, the number of its group: places that lead to each other share one.
    static func groupNumbers(_ next: [[Int]]) -> [Int] {
        var numbers = [Int](repeating: 0, count: next.count)
        for (number, group) in groups(next).enumerated() {
            for place in group { numbers[place] = number }
        }
        return numbers
    }

    /// Places that all lead to each other, by the method of Tarjan (1972), without recursion.
    private static func groups(_ next: [[Int]]) -> [[Int]] {
        var number = [Int](repeating: -1, count: next.count)
        var lowest = number
        var done = [Int](repeating: 0, count: next.count)
        var way: [Int] = []
        var open: [Int] = []
        var groups: [[Int]] = []
        var counter = 0
        for root in next.indices where number[root] < 0 {
            way.append(root)
            while let place = way.last {
                if number[place] < 0 {
                    number[place] = counter
                    lowest[place] = counter
                    counter += 1
                    open.append(place)
                }
                if done[place] < next[place].count {
                    let target = next[place][done[place]]
                    done[place] += 1
                    if number[target] < 0 { way.append(target) } else { lowest[place] = min(lowest[place], lowest[target]) }
                    continue
                }
                way.removeLast()
                if let last = way.last { lowest[last] = min(lowest[last], lowest[place]) }
                guard lowest[place] == number[place] else { continue }
                var group: [Int] = []
                while let member = open.popLast() {
                    lowest[member] = .max
                    group.append(member)
                    if member == place { break }
                }
                groups.append(group)
            }
        }
        return groups
    }

    /// The circle in words, with what each does to the next: `a uses b, b uses c, and c uses a`. The middle of a
    /// long one is left out.
    static func words(_ names: [String], _ verb: String) -> String {
        guard let first = names.first else { return "" }
        guard names.count > 1 else { return "\(first) \(verb) itself" }
        let steps = names.indices.map { "\(names[$0]) \(verb) \($0 + 1 < names.count ? names[$0 + 1] : first)" }
        let shown = steps.count > 6 ? Array(steps.prefix(3)) + ["…"] + [steps[steps.count - 2]] : Array(steps.dropLast())
        return shown.joined(separator: ", ") + (shown.count > 1 ? "," : "") + " and " + steps[steps.count - 1]
    }
}
