// From a node to the next: one way, one of several, or all at once.

extension Play {
    mutating func goOn(_ token: Token, at time: Double) {
        let onward = map.onward[token.node]
        if !onward.exceptions.isEmpty {
            var dice = cases[token.ofCase].chance.share()
            for way in onward.exceptions {
                if dice < way.share {
                    move(token, along: way)
                    return
                }
                dice -= way.share
            }
        }
        switch onward.kind {
        case .nowhere: end(token, at: time)
        case .one: move(token, along: onward.ways[0])
        case .choice: move(token, along: onward.ways[choice(onward.ways, for: token.ofCase)])
        case .all: split(token, onward, Array(onward.ways.indices), at: time)
        case .answers: split(token, onward, answers(onward, for: token.ofCase), at: time)
        }
    }

    mutating func move(_ token: Token, along way: PlayedMap.Onward.Way) {
        var token = token
        token.node = way.target
        token.limit = way.limit
        if way.deadJoin >= 0 { neverJoin(token, way.deadJoin) }
        moving.append(token)
    }

    mutating func choice(_ ways: [PlayedMap.Onward.Way], for number: Int) -> Int {
        var dice = cases[number].chance.share()
        var last = 0
        for (index, way) in ways.enumerated() where way.share > 0 {
            if dice < way.share { return index }
            dice -= way.share
            last = index
        }
        return last
    }

    /// Which answers of a decision with `[any]` are taken: each by its chance, given that any is.
    mutating func answers(_ onward: PlayedMap.Onward, for number: Int) -> [Int] {
        let chances = onward.chances
        if onward.isOneAtMost {
            var dice = cases[number].chance.share()
            for (index, share) in chances.enumerated() {
                if dice < share { return [index] }
                dice -= share
            }
            return []
        }
        // The chance that none from here on is taken.
        var noneLeft = [Double](repeating: 1, count: chances.count + 1)
        for index in chances.indices.reversed() { noneLeft[index] = noneLeft[index + 1] * (1 - chances[index]) }
        var taken: [Int] = []
        for (index, share) in chances.enumerated() {
            let given = taken.isEmpty ? share / max(share, 1 - noneLeft[index], 1e-300) : share
            if cases[number].chance.share() < given { taken.append(index) }
        }
        return taken
    }

    mutating func split(_ token: Token, _ onward: PlayedMap.Onward, _ taken: [Int], at time: Double) {
        guard !taken.isEmpty else {
            // No answer is taken: it goes straight on to where they meet.
            if let block = onward.block {
                move(token, along: .init(share: 1, target: map.blocks[block].join))
            } else {
                end(token, at: time)
            }
            return
        }
        cases[token.ofCase].tokens += taken.count - 1
        var path = token
        if let block = onward.block {
            let open = OpenBlock(block: block, ofCase: token.ofCase, outer: token.block, part: token.part, awaited: taken.count)
            if let index = freeBlocks.popLast() {
                openBlocks[index] = open
                path.block = index
            } else {
                path.block = openBlocks.count
                openBlocks.append(open)
            }
        } else if token.block >= 0 {
            openBlocks[token.block].awaited += taken.count - 1
        }
        // The last to be put there is the first to be looked at.
        for way in taken.reversed() {
            if onward.block == nil, token.part != .late {
                path.part = way == onward.mainWay || taken.count == 1 ? token.part : .side
            }
            move(path, along: onward.ways[way])
        }
    }
}
