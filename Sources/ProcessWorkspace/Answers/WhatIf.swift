import ProcessModel
import ProcessSyntax

/// Something that is to be otherwise than the maps say, to see what would come of it: `SDR people 2`.
public struct WhatIf: Sendable {
    private enum Kind: Sendable {
        case people(role: String, Double)
        case available(role: String, Double)
        /// Cases a month.
        case volume(Double)
    }

    /// As written.
    let text: String
    private let kind: Kind

    /// Why a text is no change, and what may be written.
    public struct Mistake: Error, CustomStringConvertible {
        public let description: String

        init(_ description: String) { self.description = description }
    }

    private static let ways = "write 'SDR people 2', 'SDR available 50%' or 'volume 400 per month'"

    public init(_ text: String) throws(Mistake) {
        let words = text.split(separator: " ")
        self.text = words.joined(separator: " ")
        guard !text.contains(","), !text.contains(";") else {
            throw Mistake("one change at a time: give --what-if twice, as in --what-if \"SDR people 2\" --what-if \"AE people 3\"; a part of a number comes after a point, as in 2.5")
        }
        guard words.count >= 2, let last = words.last else { throw Mistake("it says nothing that can be changed: " + Self.ways) }
        if words[0] == "volume" {
            guard words.count == 2 || words.dropFirst(2).joined(separator: " ") == "per month" else {
                throw Mistake("a volume is so many cases a month: write 'volume 400 per month'")
            }
            kind = .volume(try Self.number(words[1], atMost: 1e9, as: "volume 400 per month"))
            return
        }
        guard words.count >= 3 else { throw Mistake("it says nothing that can be changed: " + Self.ways) }
        let role = words.dropLast(2).joined(separator: " ")
        switch words[words.count - 2] {
        case "people":
            kind = .people(role: role, try Self.number(last, atMost: 1e6, as: "\(role) people 2"))
        case "available":
            guard last.hasSuffix("%") else { throw Mistake("'\(last)' is no share: write '\(role) available 50%'") }
            kind = .available(role: role, try Self.number(last.dropLast(), atMost: 100, as: "\(role) available 50%") / 100)
        default:
            throw Mistake("'\(words[words.count - 2])' cannot be changed, only 'people', 'available' and 'volume': " + Self.ways)
        }
    }

    private static func number(_ text: Substring, atMost most: Double, as example: String) throws(Mistake) -> Double {
        guard text.utf8.allSatisfy({ (48...57).contains($0) || $0 == UInt8(ascii: ".") }), let number = Double(String(text)) else {
            throw Mistake("'\(text)' is no number from 0 on: write '\(example)'")
        }
        guard number <= most else { throw Mistake("\(text) is more than \(Int(most)), the most that can be played") }
        return number
    }

    /// The role that is changed; nil for a volume.
    var role: String? {
        switch kind {
        case .people(let role, _), .available(let role, _): role
        case .volume: nil
        }
    }

    /// A role is changed in all maps, since it is the same people; a volume only in those that were asked for.
    func apply(to map: inout ProcessMap, isAskedFor: Bool) {
        switch kind {
        case .people(let role, let people):
            for index in map.roles.indices where map.roles[index].name == role {
                map.roles[index].people = Figure(people, at: map.roles[index].span)
            }
        case .available(let role, let share):
            for index in map.roles.indices where map.roles[index].name == role {
                map.roles[index].available = Figure(share, at: map.roles[index].span)
            }
        case .volume(let cases):
            guard isAskedFor else { return }
            map.volume = Figure(Rate(count: cases, period: .month), at: map.name.span)
        }
    }
}
