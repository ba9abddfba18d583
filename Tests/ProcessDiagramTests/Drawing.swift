import ProcessAnalysis
import ProcessDiagram
import ProcessModel
import ProcessSyntax
import Testing

/// A map in the language, resolved and drawn.
struct Drawing {
    let map: ProcessMap
    let graph: FlowGraph
    let swimlanes: SwimlaneMap

    var diagram: Diagram { swimlanes.diagram }
    var svg: String { swimlanes.svg() }

    init(_ text: String, findings: ((ProcessMap) -> [Finding])? = nil, options: SwimlaneMap.Options = .init()) throws {
        map = Resolver.resolve(SyntaxTree(parsing: SourceText(name: "map.baton", text: text))).map
        graph = FlowGraph(map)
        swimlanes = try SwimlaneMap(
            map, graph: graph, mainPath: MainPath(map, graph), findings: findings?(map) ?? [], options: options)
    }

    func step(_ name: String) throws -> Diagram.Shape {
        let index = try #require(map.nodes.firstIndex { $0.name == name }, "no step '\(name)'")
        return diagram.steps[index]
    }

    func box(_ name: String) throws -> Box { try step(name).outline.box }

    /// The line between two steps.
    func line(_ from: String, _ to: String) throws -> Diagram.Line {
        let flow = try #require(map.flows.firstIndex { map[$0.from].name == from && map[$0.to].name == to }, "no flow from '\(from)' to '\(to)'")
        return diagram.flows[flow]
    }
}

extension Finding {
    /// A finding that only has to stand somewhere.
    static func made(_ rule: String, _ severity: Severity, at place: FindingPlace, message: String = "something is missing") -> Finding {
        Finding(
            rule: rule, severity: severity, message: message, place: place, span: Span(file: FileID(0), start: 0, end: 0),
            remedy: "say what it is", question: "what is it?")
    }
}

/// Numbers that look random and are the same on every machine (SplitMix64, Steele, Lea, Flood 2014).
struct Dice: RandomNumberGenerator {
    private var state: UInt64
    init(_ seed: Int) { state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func chance(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &self) < share }
}
