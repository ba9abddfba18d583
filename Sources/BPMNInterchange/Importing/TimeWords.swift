/// What a timer says, as people say it: `every day, 6 times` of `R6/P1D`, `1 March 2025, 09:00` of `2025-03-01T09:00:00`.
enum TimeWords: Equatable {
    /// A length of time.
    case after(String)
    case every(String)
    case on(String)
    /// Times in the code of a scheduler, which nobody reads.
    case coded(String)
    case other(String)

    /// - Returns: nil for a timer that does not say when.
    init?(_ words: String) {
        let text = MapWords.tidied(words)
        guard !text.isEmpty else { return nil }
        if let length = EventWords.length(text) {
            self = .after(length)
        } else if let cycle = Self.cycle(text) {
            self = .every(cycle)
        } else if let date = Self.date(text) {
            self = .on(date)
        } else if Self.isSchedule(text) {
            self = .coded(text)
        } else {
            self = .other(EventWords.condition(text))
        }
    }

    /// The name of a start that it sets off, or of what happens at the border of a step.
    func name(ofStart isStart: Bool) -> String {
        switch self {
        case .after(let length): isStart ? "After \(length)" : "\(length) over"
        case .every(let cycle): "E" + cycle.dropFirst()
        case .on(let date): "On \(date)"
        case .coded: "At set times"
        case .other(let words): isStart ? "At \(words)" : "Time over: \(words)"
        }
    }

    /// The name of a step that waits for it.
    var waiting: String {
        switch self {
        case .after(let length): "Wait for \(length)"
        case .every(let cycle): "Wait for the next time, \(cycle)"
        case .on(let date): "Wait until \(date)"
        case .coded: "Wait for a set time"
        case .other(let words): "Wait for \(words)"
        }
    }

    /// As a note below what it sets off, or below what waits for it.
    func note(isCause: Bool) -> String {
        let verb = isCause ? "set off" : "waits"
        switch self {
        case .after(let length): return isCause ? "set off after \(length)" : "waits for \(length)"
        case .every(let cycle): return isCause ? "set off \(cycle)" : "waits for the next time, \(cycle)"
        case .on(let date): return isCause ? "set off on \(date)" : "waits until \(date)"
        case .coded(let code): return "\(verb) \(isCause ? "at set times" : "for a set time"), for a scheduler: \(code)"
        case .other(let words): return "\(verb) \(isCause ? "at" : "for") \(words)"
        }
    }

    // MARK: Codes

    private static func cycle(_ text: String) -> String? {
        guard text.first == "R" else { return nil }
        let parts = text.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count > 1, parts.count < 4, parts[0].utf8.count < 7 else { return nil }
        guard let length = parts.dropFirst().compactMap(EventWords.length).first else { return nil }
        var words = "every " + (length.hasPrefix("1 ") && length.split(separator: " ").count == 2 ? String(length.dropFirst(2)) : length)
        if parts[0] == "1" { words += ", once" } else if let times = Int(parts[0]), times > 0 { words += ", \(times) times" } else if !parts[0].isEmpty, parts[0] != "-1" { return nil }
        // Where a cycle begins stands before its length, and where it ends behind it.
        for (place, part) in parts.dropFirst().enumerated() where EventWords.length(part) == nil {
            guard let date = date(part) else { return nil }
            words += place == 0 ? ", from \(date)" : ", until \(date)"
        }
        return words
    }

    private static let months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]

    /// A date with or without a time of day, and with the zone that it names.
    static func date(_ text: String) -> String? {
        let halves = text.split(separator: "T", omittingEmptySubsequences: false).map(String.init)
        let day = halves[0].split(separator: "-", omittingEmptySubsequences: false)
        guard halves.count < 3, day.count == 3, day[0].utf8.count == 4, day.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let year = Int(day[0]), let month = Int(day[1]), let number = Int(day[2]), (1...12).contains(month), (1...31).contains(number)
        else { return nil }
        let words = "\(number) \(months[month - 1]) \(year)"
        guard halves.count == 2 else { return words }
        var time = halves[1]
        var zone = ""
        if let mark = time.firstIndex(where: { $0 == "Z" || $0 == "+" || $0 == "-" }) {
            zone = time[mark] == "Z" ? " UTC" : " UTC\(time[mark...])"
            time = String(time[..<mark])
        }
        let clock = time.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(clock.count), clock.allSatisfy({ (2...12).contains($0.utf8.count) && $0.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E } }) else { return nil }
        let seconds = clock.count == 3 && clock[2].contains(where: { $0 != "0" && $0 != "." }) ? ":\(clock[2])" : ""
        return "\(words), \(clock[0]):\(clock[1])\(seconds)\(zone)"
    }

    /// Five to seven fields of digits, stars and days, as schedulers take them.
    private static func isSchedule(_ text: String) -> Bool {
        let fields = text.split(separator: " ")
        guard (5...7).contains(fields.count), text.utf8.contains(where: { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }) else { return false }
        return fields.allSatisfy { field in
            field.utf8.count <= 40 && field.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || "*?,-/#".utf8.contains($0) }
        }
    }

    // MARK: Names that say the same

    /// Whether a name says no more than the length of time itself: `nach 3 Tagen` of `P3D`.
    static func repeats(_ name: String, _ words: String) -> Bool {
        guard let wanted = EventWords.seconds(words) else { return false }
        var sum = 0
        var number: Int?
        var isSaid = false
        for word in pieces(name.lowercased()) {
            if let digits = Int(word) {
                guard number == nil, digits < 100_000 else { return false }
                number = digits
            } else if let counted = number {
                guard let unit = units[word] else { return false }
                sum += counted * unit
                isSaid = true
                number = nil
            } else if !fillers.contains(word) {
                return false
            }
        }
        return isSaid && number == nil && sum == wanted
    }

    /// Words and numbers: `3d` is two of them.
    private static func pieces(_ text: String) -> [String] {
        var pieces: [String] = []
        var piece = ""
        var isNumber = false
        for character in text {
            let isDigit = ("0"..."9").contains(character)
            if !character.isLetter && !isDigit || isDigit != isNumber {
                if !piece.isEmpty { pieces.append(piece) }
                piece = ""
            }
            isNumber = isDigit
            if character.isLetter || isDigit { piece.append(character) }
        }
        return piece.isEmpty ? pieces : pieces + [piece]
    }

    private static let units: [String: Int] = {
        let words: [(String, Int)] = [
            ("s sec secs second seconds sek sekunde sekunden seconde secondes segundo segundos", 1),
            ("min mins minute minutes minuten minuto minutos", 60),
            ("h hr hrs hour hours std stunde stunden heure heures hora horas", 3600),
            ("d day days tag tage tagen jour jours día días dia dias", 86_400),
            ("w week weeks woche wochen semaine semaines semana semanas", 604_800),
            ("month months monat monate monaten mois mes meses", 30 * 86_400),
            ("year years jahr jahre jahren an ans año años", 365 * 86_400),
        ]
        var units: [String: Int] = [:]
        for (names, seconds) in words { for name in names.split(separator: " ") { units[String(name)] = seconds } }
        return units
    }()

    private static let fillers = Set(
        "after for wait waited over passed elapsed expired later timer timeout limit in the have has are is nach warten vergangen abgelaufen um vorbei frist sind ist après attendre después de tras"
            .split(separator: " ").map(String.init))
}
