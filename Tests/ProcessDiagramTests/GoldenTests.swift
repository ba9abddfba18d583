import Foundation
import ProcessAnalysis
import ProcessModel
import Testing

@testable import ProcessDiagram

/// Drawings that are kept: docs/drawing.md shows them. `UPDATE_GOLDEN=1` writes them anew; look at
/// each before it is committed.
@Suite struct GoldenTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "docs/drawings")

    static let maps: [(name: String, text: String)] = [
        ("smallest", """
            process: Lead to opportunity
            lane: Prospect [customer]
            lanes: Marketing, Sales

            flow:
              Prospect: Submit demo form
              Marketing: Score lead
              Marketing: Good enough?
                yes
                no:
                  Marketing: Nurture
                  -> Score lead
              Sales: Call prospect
              end: Opportunity open
            """),
        ("parallel", """
            process: Hand over a new customer
            lane: Sales
              role: AE
            lane: Service
              role: Onboarding

            flow:
              start: Contract signed
              AE: Write down what was promised [work 30 min]
              in parallel:
                path: brief
                  AE: Brief the team [work ?]
                    handoff: promises [via shared notes, within 1 bd]
                path: invite
                  Onboarding: Invite to kick-off
              Onboarding: Kick-off
                pain: Asked again for what Sales knew [impact 4]
                on late 3 bd -> Escalate
              end: Under way

              Sales: Escalate
                -> Kick-off
            """),
    ]

    @Test(arguments: maps.indices) func drawingIsAsKept(_ index: Int) throws {
        let (name, text) = Self.maps[index]
        let drawing = try Drawing(text) { map in
            guard name == "parallel" else { return [] }
            return [
                .made("no-accountable", .error, at: .node(NodeID(1)), message: "nobody is accountable for 'Write down what was promised'"),
                .made("key-person", .warning, at: .role(RoleID(0)), message: "every case needs AE, one person without a backup"),
                .made("handoff-density", .info, at: .process, message: "most steps are followed by a handoff"),
            ]
        }
        let file = Self.folder.appending(path: "\(name).svg")
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
            try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
            try drawing.svg.write(to: file, atomically: true, encoding: .utf8)
        }
        let kept = try String(contentsOf: file, encoding: .utf8)
        #expect(drawing.svg == kept, "docs/drawings/\(name).svg differs; write it anew with UPDATE_GOLDEN=1 and look at it")
    }

    /// What docs/layers.md shows, one layer each.
    static let layers: [(name: String, layers: [LayeredDrawing.Layer], heat: HeatReadings.Kind?, isBare: Bool)] = [
        ("layer-times", [.times], nil, true), ("layer-timeline", [.timeline], nil, true), ("layer-interaction", [.interaction], nil, true),
        ("layer-said", [.notes, .ratings], nil, false), ("layer-heat", [], .wait, true),
    ]

    @Test(arguments: layers.indices) func layerIsAsKept(_ index: Int) throws {
        let (name, layers, heat, isBare) = Self.layers[index]
        let drawing = try LayeredDrawing(LayeredDrawing.inquiry, layers, heat: heat) { options in
            guard isBare else { return }
            options.pains = false
            options.unknowns = name == "layer-times"
        }
        let file = Self.folder.appending(path: "\(name).svg")
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil { try drawing.svg.write(to: file, atomically: true, encoding: .utf8) }
        let kept = try String(contentsOf: file, encoding: .utf8)
        #expect(drawing.svg == kept, "docs/drawings/\(name).svg differs; write it anew with UPDATE_GOLDEN=1 and look at it")
    }
}
