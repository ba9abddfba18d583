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

    /// Nil where the text says nothing that can be changed.
    public init?(_ text: String) {
        let words = text.split(separator: " ")
        guard words.count >= 2, let last = words.last else { return nil }
        self.text = words.joined(separator: " ")
        if words[0] == "volume" {
            let isMonthly = words.count == 2 || words.dropFirst(2).joined(separator: " ") == "per month"
            guard isMonthly, let cases = Self.number(words[1], atMost: 1e9) else { return nil }
            kind = .volume(cases)
            return
        }
        guard words.count >= 3 else { return nil }
        let role = words.dropLast(2).joined(separator: " ")
        switch words[words.count - 2] {
        case "people":
            guard let people = Self.number(last, atMost: 1e6) else { return nil }
            kind = .people(role: role, people)
        case "available":
            guard last.hasSuffix("%"), let share = Self.number(last.dropLast(), atMost: 100) else { return nil }
            kind = .available(role: role, share / 100)
        default: return nil
        }
    }

    private static func number(_ text: Substring, atMost most: Double) -> Double? {
        guard text.utf8.allSatisfy({ (48...57).contains($0) || $0 == UInt8(ascii: ".") }), let number = Double(String(text)), number <= most
        else { return nil }
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
