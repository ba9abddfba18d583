import ProcessAnalysis
import ProcessModel

/// Where it hurts, for people: what the room complains of against what the numbers say, worst first.
extension MetricsPage {
    /// No more places than this are told of one kind; the rest are counted.
    private static let mostPlaces = 5

    func writeHeat(to page: inout Page) {
        let heat = heat()
        writeHotPlaces(heat, to: &page)
        writePairs(heat, to: &page)
    }

    private func writeHotPlaces(_ heat: Heat, to page: inout Page) {
        let told = heat.places.filter { $0.outcome < .neither }
        // A map of which nobody has said a number or a pain is not hot or cold: there is nothing to set side by side.
        guard !told.isEmpty else { return }
        let isMute = map.pains.isEmpty
        heading(
            "Heat", isMute ? "where the numbers are bad, worst first" : "where the room complains against where the numbers are bad, worst first",
            to: &page)
        for (outcome, title) in [
            (HeatPlace.Outcome.agree, "The room complains, and the numbers agree: begin here"),
            (.roomOnly, "The room complains, and the numbers do not show it"),
            (.numbersOnly, isMute ? "No pain is written down: ask here first" : "The numbers are bad, and the room is quiet: ask those who work there"),
        ] { write(told.filter { $0.outcome == outcome }, title, to: &page) }
        for note in notes(heat) {
            page.space(2)
            page.paragraph(note, indent: 2, .quiet)
        }
    }

    private func write(_ places: [HeatPlace], _ title: String, to page: inout Page) {
        guard !places.isEmpty else { return }
        page.space(2)
        page.paragraph(title, indent: 2, .strong)
        for place in places.prefix(Self.mostPlaces) {
            page.space(4)
            writeName(of: place, to: &page)
            page.space(6)
            page.paragraph(place.reason, indent: 6)
            for pain in place.complaints.pains.prefix(2) {
                page.space(6)
                page.paragraph("\"\(map.pains[pain].text.string)\"", indent: 6, .quiet)
            }
            if place.complaints.pains.count > 2 {
                page.space(6)
                page.paragraph("and \(Numerals.count(place.complaints.pains.count - 2, "more pain"))", indent: 6, .quiet)
            }
        }
        if places.count > Self.mostPlaces {
            page.space(4)
            page.paragraph("and \(places.count - Self.mostPlaces) more; `baton metrics --format json` has them all", indent: 4, .quiet)
        }
    }

    /// The place, and how bad the room says it is: on one line, if there is room.
    private func writeName(of place: HeatPlace, to page: inout Page) {
        let (name, said) = (name(of: place.subject), said(place.complaints))
        if let width = page.format.width, Printable.columns(Printable.shown(name)) + said.count + 4 > width {
            page.paragraph(name + said.dropFirst(), indent: 6)
        } else {
            page.add(name)
            page.line(said, .quiet)
        }
    }

    /// `'Review lead' in Sales`.
    private func name(of subject: Subject) -> String {
        let name = Heat.name(of: subject, in: map)
        return switch subject {
        case .node(let node): "\(name) in \(map[map[node].lane].name)"
        case .role(let role): "\(name) in \(map[map[role].lane].name)"
        default: name.prefix(1).uppercased() + name.dropFirst()
        }
    }

    /// `  pain 16 a month, 7 votes`.
    private func said(_ complaints: Complaints) -> String {
        guard !complaints.isEmpty else { return "" }
        var words = [complaints.score.map { "pain \(Numerals.decimal($0))" } ?? "pain not rated"]
        if let votes = complaints.votes { words.append("\(Numerals.decimal(votes)) \(votes == 1 ? "vote" : "votes")") }
        return "  " + words.joined(separator: ", ")
    }

    /// Up to six names, or five and how many more.
    private static func some(_ names: [String]) -> String {
        names.prefix(names.count > 6 ? 5 : 6).joined(separator: ", ") + (names.count > 6 ? " and \(names.count - 5) more" : "")
    }

    private func notes(_ heat: Heat) -> [String] {
        var notes: [String] = []
        let unseen = heat.places.filter { $0.outcome == .neither }.map { Heat.name(of: $0.subject, in: map) }
        if !unseen.isEmpty {
            notes.append("nobody has looked, neither a pain nor a number: \(Self.some(unseen))")
        }
        func isOpen(_ place: HeatPlace) -> Bool { place.outcome == .quiet && place.complaints.isEmpty && place.gaps.contains(.visits) }
        let open = heat.places.filter(isOpen).map { Heat.name(of: $0.subject, in: map) }
        if !open.isEmpty { notes.append("how often cases come by is not said, so nobody can tell how much it is: \(Self.some(open))") }
        let quiet = heat.places.filter { $0.outcome == .quiet && !isOpen($0) }
        if !quiet.isEmpty {
            let partly = quiet.filter { !$0.gaps.isEmpty }.count
            let known = partly > 0 ? ", \(partly == quiet.count ? "" : "\(partly) of them ")as far as is known" : ""
            notes.append("\(Numerals.count(quiet.count, "other place is", "other places are")) quiet\(known)")
        }
        if heat.places.contains(where: { $0.complaints.score != nil }) {
            notes.append("pain: impact from 1 to 5, times how often a month; votes stand beside it")
        }
        return notes
    }
}
