import ProcessAnalysis
import ProcessDiagram
import ProcessModel

/// What a drawing shows besides the process itself; each can be shown or hidden by its name.
public enum DrawingLayer: String, Sendable, Hashable, CaseIterable {
    case findings, pains, unknowns, times, timeline, interaction, legend, notes, ratings

    /// Shown where nothing is said. What was said in confidence, or is of no use on every wall, is asked for by name.
    static let standard: Set<DrawingLayer> = [.findings, .pains, .unknowns, .legend]
}

/// What a drawing shows besides the process itself.
public struct DrawingContent: Sendable {
    private var layers: Set<DrawingLayer>
    /// What was named, to be shown or hidden.
    private let named: Set<DrawingLayer>
    private let heat: HeatReadings.Kind?

    public init(findings: Bool = true, pains: Bool = true, legend: Bool = true) {
        layers = DrawingLayer.standard
        named = []
        heat = nil
        for (layer, isShown) in [(DrawingLayer.findings, findings), (.pains, pains), (.legend, legend)] where !isShown { layers.remove(layer) }
    }

    /// From what a person asks for by name: layers to show and to hide, several with commas between, and what to tint by.
    public init(showing shown: [String], hiding hidden: [String], heat: String?) throws(DrawingContentTrouble) {
        let (more, less) = (try Self.layers(shown, "--show"), try Self.layers(hidden, "--hide"))
        if let both = DrawingLayer.allCases.first(where: { more.contains($0) && less.contains($0) }) {
            throw DrawingContentTrouble(message: "'\(both.rawValue)' is to be shown and to be hidden; leave it out of one of the two")
        }
        layers = DrawingLayer.standard.union(more).subtracting(less)
        named = more.union(less)
        guard let heat else {
            self.heat = nil
            return
        }
        guard let kind = HeatReadings.Kind(rawValue: heat) else {
            throw DrawingContentTrouble(message: Self.unknown(heat, "--heat", "heat", HeatReadings.Kind.allCases.map(\.rawValue)))
        }
        self.heat = kind
    }

    private static func layers(_ lists: [String], _ option: String) throws(DrawingContentTrouble) -> Set<DrawingLayer> {
        var layers = Set<DrawingLayer>()
        for list in lists {
            for part in list.split(separator: ",", omittingEmptySubsequences: false) {
                let name = String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
                guard let layer = DrawingLayer(rawValue: name) else {
                    throw DrawingContentTrouble(message: unknown(name, option, "layer", DrawingLayer.allCases.map(\.rawValue)))
                }
                layers.insert(layer)
            }
        }
        return layers
    }

    private static func unknown(_ name: String, _ option: String, _ noun: String, _ names: [String]) -> String {
        let meant = Spelling.nearest(to: name, among: names).map { "did you mean '\($0)'? It knows " } ?? "it knows "
        let all = names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
        let what = name.isEmpty ? "a name is missing at \(option)" : "\(option) knows no \(noun) '\(name)'"
        return "\(what); \(meant)\(all)"
    }

    /// Throws where a layer or a heat was named that is not on what is drawn: sheets beside the map and the overview
    /// have findings and pains, and ratings are told on sheets.
    public func checkMatters(onMapsDrawn drawsMaps: Bool) throws(DrawingContentTrouble) {
        guard !drawsMaps else { return }
        let matters: Set<DrawingLayer> = [.findings, .pains, .ratings]
        if let idle = DrawingLayer.allCases.first(where: { named.contains($0) && !matters.contains($0) }) {
            throw DrawingContentTrouble(message: "'\(idle.rawValue)' is part of maps, and none is drawn; leave it out, or add 'map' or 'phases' to --sheet")
        }
        if let heat {
            throw DrawingContentTrouble(message: "'--heat \(heat.rawValue)' tints maps, and none is drawn; leave it out, or add 'map' or 'phases' to --sheet")
        }
    }

    func shows(_ layer: DrawingLayer) -> Bool { layers.contains(layer) }

    /// True where figures are shown that the other maps of the folder have a part in.
    public var needsNeighbours: Bool { shows(.findings) || shows(.timeline) || heat != nil }

    /// What is worked out is only what is shown.
    func options(for inspection: Inspection) -> SwimlaneMap.Options {
        var options = SwimlaneMap.Options()
        options.badges = shows(.findings)
        options.findingsList = shows(.findings)
        options.pains = shows(.pains)
        options.unknowns = shows(.unknowns)
        options.legend = shows(.legend)
        options.times = shows(.times)
        options.interaction = shows(.interaction)
        options.notes = shows(.notes)
        options.ratings = shows(.ratings)
        options.timeline = shows(.timeline) ? TimeLadder(inspection) : nil
        options.heat = heat.map { HeatReadings($0, inspection) }
        options.idPrefix = inspection.map.id
        return options
    }

    /// What was asked for by name and has nothing to show on a map, each with what would make it show.
    func silences(_ map: ProcessMap, _ options: SwimlaneMap.Options) -> [String] {
        var silences: [String] = []
        if shows(.times), !map.details.contains(where: { $0.work != nil || $0.wait != nil || $0.takes != nil || $0.ok != nil }) {
            silences.append("no times to show: no step says its work, wait or ok")
        }
        if shows(.interaction) {
            let customers = map.lanes.count { $0.kind == .customer }
            if customers == 0 || customers == map.lanes.count {
                silences.append("no line of interaction: " + (customers == 0 ? "no lane is a customer's; write 'lane: Buyer [customer]'" : "every lane is a customer's"))
            }
        }
        if let heat = options.heat, !(heat.ofNode + heat.ofFlow).contains(where: { $0.value ?? 0 > 0 }) {
            silences.append("nothing to tint by \(heat.kind.rawValue): \(Self.wayOut(heat.kind))")
        }
        if shows(.notes), !map.remarks.contains(where: { $0.kind == .note }) { silences.append("no notes to show") }
        if shows(.ratings), !map.relationships.contains(where: { !$0.ratings.isEmpty }) { silences.append("no ratings to show") }
        return silences
    }

    private static func wayOut(_ kind: HeatReadings.Kind) -> String {
        switch kind {
        case .wait: "no step says how long it waits"
        case .work: "no step says how much work it is"
        case .load: "it takes the volume of the process, the work of steps and the people of roles"
        case .pains: "no pain at a step or handoff says its impact and frequency, or has votes"
        }
    }
}

/// A layer or a heat that does not exist.
public struct DrawingContentTrouble: Error, Sendable {
    public let message: String
}
