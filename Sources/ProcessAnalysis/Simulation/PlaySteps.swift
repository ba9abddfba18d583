// At a step: the time it takes, its timers, and the people it needs.

extension Play {
    mutating func draw(_ estimate: Estimate, for number: Int) -> Double {
        switch variation {
        case .asStated: cases[number].chance.time(estimate)
        case .exponential: estimate.expected > 0 ? cases[number].chance.exponential(mean: estimate.expected) : 0
        }
    }

    /// A token has come to a node.
    mutating func enter(_ coming: Token, at time: Double) {
        guard var token = settled(coming, at: time) else { return }
        if token.part == .late, map.isRegular[token.node] {
            cases[token.ofCase].tokens -= 1
            finishIfDone(token.ofCase)
            return
        }
        visits += 1
        let step = map.steps[token.node]
        guard step.isTimed else {
            goOn(token, at: time)
            return
        }
        token.handedOver = time
        token.stay = nil
        let hours = map.hours[step.hours]
        for timer in step.timers {
            if counts(token.ofCase) { record.late[timer.number].all += 1 }
            if token.stay == nil {
                token.stay = isStaying.count
                isStaying.append(true)
            }
            schedule(.timer(token, timer), at: hours.clock(timer.minutes, after: time))
        }
        if step.isEndless, token.part != .late, !mayBePassedOver(token) { cases[token.ofCase].isEndless = true }
        let number = token.ofCase
        let work = draw(step.work, for: number)
        let wait: Double
        if let takes = step.takes {
            switch variation {
            case .asStated: wait = max(0, draw(takes, for: number) - work)
            case .exponential: wait = draw(Estimate(max(0, takes.expected - step.work.expected)), for: number)
            }
        } else {
            wait = draw(step.wait, for: number)
        }
        guard let crew = step.crew else {
            judge(token, takenUpAfter: wait)
            schedule(.done(token), at: hours.clock(wait + work, after: time))
            return
        }
        if token.part == .late, counts(number) {
            let isLateHalf = number >= extent.warmUp + extent.counted / 2
            for staff in map.crews[crew] {
                record.lateWork[staff].all += work
                if isLateHalf { record.lateWork[staff].secondHalf += work }
            }
        }
        let since = step.waitsFirst ? hours.clock(wait, after: time) : time
        let request = Request(
            token: token, arrival: time, since: since, work: work, wait: step.waitsFirst ? 0 : wait, order: order)
        if since > time { schedule(.request(request), at: since) } else { ask(request, at: time) }
    }

    /// True where another path may let the case go on without this one.
    func mayBePassedOver(_ token: Token) -> Bool {
        var index = token.block
        while index >= 0 {
            if map.blocks[openBlocks[index].block].goesOnWithFirst { return true }
            index = openBlocks[index].outer
        }
        return false
    }

    /// The work on what was handed over begins after so many business minutes: within the time agreed?
    mutating func judge(_ token: Token, takenUpAfter taken: Double) {
        guard let limit = token.limit, counts(token.ofCase) else { return }
        record.kept[limit].all += 1
        // A hair of slack: eight hours are a day, whatever the sums round to.
        if taken <= map.limits[limit] + 1e-6 { record.kept[limit].kept += 1 }
    }

    /// The case is still at the step when the time is over: something is set off beside it.
    mutating func goOff(_ timer: PlayedMap.Timer, _ token: Token) {
        guard let stay = token.stay, isStaying[stay] else { return }
        if counts(token.ofCase) { record.late[timer.number].late += 1 }
        cases[token.ofCase].tokens += 1
        moving.append(Token(node: timer.target, ofCase: token.ofCase, block: -1, part: .late))
    }


    mutating func ask(_ request: Request, at time: Double) {
        guard let crew = map.steps[request.token.node].crew else { return }
        if queues[crew].first == nil, isFree(crew) {
            begin(request, crew, at: time)
        } else {
            queues[crew].append(request)
        }
    }

    func isFree(_ crew: Int) -> Bool { map.crews[crew].allSatisfy { free[$0] > 0 } }

    /// Somebody has become free: of all that wait for them, what has waited longest and can begin does.
    mutating func serve(_ staff: Int, at time: Double) {
        while free[staff] > 0 {
            var next: (crew: Int, request: Request)?
            for crew in map.crewsOf[staff] {
                guard let request = queues[crew].first, isFree(crew) else { continue }
                if next.map({ (request.since, request.order) < ($0.request.since, $0.request.order) }) ?? true {
                    next = (crew, request)
                }
            }
            guard let (crew, request) = next else { return }
            queues[crew].removeFirst()
            begin(request, crew, at: time)
        }
    }

    mutating func begin(_ request: Request, _ crew: Int, at time: Double) {
        let hours = map.hours[map.steps[request.token.node].hours]
        let now = hours.worked(until: time)
        let waited = max(0, now - hours.worked(until: request.since))
        for staff in map.crews[crew] {
            if counts(request.token.ofCase), request.token.part != .late {
                record.waits[staff].append(waited)
                record.work[staff] += request.work
            }
            free[staff] -= 1
            // Whoever has only a part of their time for this turns to other work for the rest of it.
            schedule(.free(staff: staff), at: hours.clock(request.work / map.staff[staff].room, after: time))
        }
        // The wait that was stated and the one for people are the same hours; the longer of them counts.
        let rest = max(0, hours.worked(until: request.arrival) + request.wait - now)
        judge(request.token, takenUpAfter: now + rest - hours.worked(until: request.token.handedOver))
        schedule(.done(request.token), at: hours.clock(rest + request.work, after: time))
    }
}
