// Where tokens come together, and where a case comes out.

extension Play {
    /// The token goes a way by which a join waits for ever.
    mutating func neverJoin(_ token: Token, _ dead: Int) {
        var index = token.block
        while index >= 0 {
            if map.blocks[openBlocks[index].block].join == map.deadJoins[dead] {
                openBlocks[index].deadJoin = dead
                return
            }
            index = openBlocks[index].outer
        }
        cases[token.ofCase].dead.insert(dead)
    }

    /// The token where it stands, out of all blocks that it has left; nil where it has arrived at a join.
    mutating func settled(_ coming: Token, at time: Double) -> Token? {
        var token = coming
        while token.block >= 0 {
            let index = token.block
            let block = openBlocks[index].block
            if token.node == map.blocks[block].join {
                arrive(token)
                return nil
            }
            if map.home[token.node] == block { break }
            // It leaves the block: the one around it has one more to wait for.
            token.block = openBlocks[index].outer
            if token.block >= 0 { openBlocks[token.block].awaited += 1 }
            if token.part == .main { token.part = .left }
            lessAwaited(index)
        }
        guard let dead = map.deadJoinOf[token.node], cases[token.ofCase].dead.contains(dead), token.part != .late else { return token }
        cases[token.ofCase].stuckAt = dead
        cases[token.ofCase].tokens -= 1
        // A join around this one waits for ever too.
        finishIfDone(token.ofCase)
        return nil
    }

    mutating func arrive(_ token: Token) {
        let open = openBlocks[token.block]
        let isFirst = !open.hasArrived
        openBlocks[token.block].hasArrived = true
        cases[token.ofCase].tokens -= 1
        if map.blocks[open.block].goesOnWithFirst, isFirst { pass(open) }
        lessAwaited(token.block)
    }

    /// The join lets the case go on.
    mutating func pass(_ open: OpenBlock) {
        cases[open.ofCase].tokens += 1
        moving.append(Token(node: map.blocks[open.block].join, ofCase: open.ofCase, block: open.outer, part: open.part))
    }

    mutating func lessAwaited(_ first: Int) {
        var index = first
        while index >= 0 {
            openBlocks[index].awaited -= 1
            let open = openBlocks[index]
            guard open.awaited == 0 else { return }
            freeBlocks.append(index)
            if open.hasArrived {
                if open.deadJoin >= 0 {
                    cases[open.ofCase].stuckAt = open.deadJoin
                } else if !map.blocks[open.block].goesOnWithFirst {
                    pass(open)
                }
                break
            }
            // Nothing has arrived, so the block around it waits for one less.
            index = open.outer
        }
        finishIfDone(openBlocks[first].ofCase)
    }


    mutating func end(_ token: Token, at time: Double) {
        let number = token.ofCase
        cases[number].tokens -= 1
        let position = map.isEnd[token.node]
        if position >= 0, counts(number), token.part != .late {
            let begun = map.hours[0].worked(until: cases[number].arrival)
            record.ends[position].append(max(0, map.hours[0].worked(until: time) - begun))
        }
        let best = cases[number].endPart
        if best.map({ token.part.rawValue > $0.rawValue }) ?? true {
            cases[number].endPart = token.part
            cases[number].end = time
            cases[number].endCount = 1
        } else if best == token.part {
            // Of several that are as good, any may be the one.
            cases[number].endCount += 1
            if cases[number].chance.index(below: cases[number].endCount) == 0 { cases[number].end = time }
        }
        if token.block >= 0 { lessAwaited(token.block) } else { finishIfDone(number) }
    }

    mutating func finishIfDone(_ number: Int) {
        guard cases[number].tokens == 0 else { return }
        // Only once, however many tokens it had.
        cases[number].tokens = -1
        guard counts(number) else { return }
        leftToCount -= 1
        if cases[number].stuckAt >= 0 {
            record.stuck[cases[number].stuckAt] += 1
            return
        }
        if cases[number].isEndless { record.endless += 1 }
        let (arrival, end) = (cases[number].arrival, cases[number].end)
        let hours = map.hours[0]
        record.lead.append(max(0, hours.worked(until: end) - hours.worked(until: arrival)))
        record.elapsed.append(max(0, end - arrival))
    }
}
