import ProcessAnalysis
import ProcessModel
import ProcessSyntax

@testable import ProcessDiagram

/// A map drawn with layers, whose figures are worked out as the program does.
struct LayeredDrawing {
    enum Layer: CaseIterable { case times, timeline, interaction, notes, ratings }

    let inspection: Inspection
    let swimlanes: SwimlaneMap
    let options: SwimlaneMap.Options

    var map: ProcessMap { inspection.map }
    var diagram: Diagram { swimlanes.diagram }
    var svg: String { swimlanes.svg() }

    init(
        _ text: String, _ layers: [Layer] = Layer.allCases, heat: HeatReadings.Kind? = nil, withFindings: Bool = false,
        change: (inout SwimlaneMap.Options) -> Void = { _ in }
    ) throws {
        inspection = Inspection(Resolver.resolve(SyntaxTree(parsing: SourceText(name: "map.baton", text: text))).map)
        var options = SwimlaneMap.Options()
        options.times = layers.contains(.times)
        options.interaction = layers.contains(.interaction)
        options.notes = layers.contains(.notes)
        options.ratings = layers.contains(.ratings)
        options.timeline = layers.contains(.timeline) ? TimeLadder(inspection) : nil
        options.heat = heat.map { [inspection] in HeatReadings($0, inspection) }
        change(&options)
        self.options = options
        swimlanes = try SwimlaneMap(
            inspection.map, graph: inspection.graph, mainPath: inspection.mainPath,
            findings: withFindings ? Catalogue.standard.run(over: inspection).findings : [], options: options)
    }

    func step(_ name: String) -> Diagram.Shape? { diagram.steps.first { map[$0.node].name == name } }

    /// The figures in a step, line by line.
    func figures(_ name: String) -> [String] {
        step(name)?.words.filter { $0.role == .times || $0.role == .heat }.map(\.text) ?? []
    }

    /// The map that docs/layers.md shows.
    static let inquiry = """
        process: Answer an inquiry
          volume: 40 per month
        lane: Buyer [customer]
        lane: Sales
          role: Rep [people 1, available 20%]
        lane: Legal
          role: Counsel [people 1, available 10%]
        relationship: Sales and Legal
          rating: Sales 4, Legal 7 [on 2026-10-01]

        flow:
          start: Offer wanted
          Buyer: Send inquiry
            handoff: inquiry [via email, within 1 bd]
          Rep: Read inquiry [work 10 min, wait 4 bh, ok 90%]
            pain: Half of them lack a phone number [impact 3, daily, votes 4]
            note: The form on the website asks for less than we need
          Rep: Write offer [work 1-2 h, wait 8 bh, ok 80%]
            handoff: draft [via shared drive, within 2 bd, ok 70%]
          Counsel: Check terms [work 30 min, takes 16 bh, ok ?]
            pain: The draft comes back three times [impact 4, weekly, votes 7]
          Counsel: Agreed?
            yes 75%
            no 25% -> Write offer
          Rep: Send offer [work 10 min, takes ?, touchpoint]
            handoff: offer [via email]
          Buyer: Read offer
          end: Buyer answered
        """
}
