import Testing

@testable import BPMNInterchange

/// What the schema of BPMN allows and the standard, or whoever checks models by it, does not.
@Suite(.enabled(if: BPMN.library != nil, "it needs libxml2, which is not here"))
struct ExportedModelTests {
    /// The process of an export, as others read it.
    private struct Model {
        var nodes: [XMLElement] = []
        var flows: [XMLElement] = []
        var into: [String: [String]] = [:]
        var from: [String: [String]] = [:]
        /// For each node, how many lanes it stands in.
        var lanes: [String: Int] = [:]

        init(_ text: String) throws {
            let library = try #require(BPMN.library)
            let root = try #require(try XMLElement.read(Array(text.utf8), library: library, limits: XMLLimits()))
            let process = try #require(root.all("process").first)
            for child in process.children where child.name.hasSuffix("Event") || child.name.hasSuffix("Gateway") || child.name.hasSuffix("ask") || child.name == "callActivity" {
                nodes.append(child)
            }
            flows = process.all("sequenceFlow")
            for flow in flows {
                let id = flow.value("id") ?? ""
                into[flow.value("targetRef") ?? "", default: []].append(id)
                from[flow.value("sourceRef") ?? "", default: []].append(id)
            }
            for member in process.all("laneSet").flatMap({ $0.all("lane") }).flatMap({ $0.all("flowNodeRef") }) { lanes[member.words, default: 0] += 1 }
        }

        var flaws: [String] {
            var flaws: [String] = []
            let activities = Set(nodes.filter { $0.name.hasSuffix("ask") || $0.name == "callActivity" }.map { $0.value("id") ?? "" })
            for node in nodes {
                let id = node.value("id") ?? ""
                let (arrives, leaves) = (into[id] ?? [], from[id] ?? [])
                if node.name == "startEvent", !arrives.isEmpty { flaws.append("\(id): something flows into a start") }
                if node.name == "endEvent", !leaves.isEmpty { flaws.append("\(id): something flows out of an end") }
                if node.name == "boundaryEvent" {
                    if !arrives.isEmpty || leaves.count != 1 { flaws.append("\(id): an event on a border has \(arrives.count) flows in and \(leaves.count) out") }
                    if !activities.contains(node.value("attachedToRef") ?? "") { flaws.append("\(id): it sits on nothing") }
                }
                if node.name.hasSuffix("Gateway"), node.own("as") == "added", arrives.count < 2, leaves.count < 2 { flaws.append("\(id): a gateway for nothing") }
                if ["parallelGateway", "inclusiveGateway"].contains(node.name), arrives.count > 1, leaves.count > 1 { flaws.append("\(id): it parts, and waits for all that come") }
                if lanes[id] != 1 { flaws.append("\(id): it stands in \(lanes[id] ?? 0) lanes") }
                if node.all("incoming").map(\.words) != arrives { flaws.append("\(id): what it says flows in does not") }
                if node.all("outgoing").map(\.words) != leaves { flaws.append("\(id): what it says flows out does not") }
            }
            let ids = Set(nodes.map { $0.value("id") ?? "" })
            for flow in flows where !ids.contains(flow.value("sourceRef") ?? "") || !ids.contains(flow.value("targetRef") ?? "") {
                flaws.append("\(flow.value("id") ?? ""): it leads nowhere")
            }
            return flaws
        }
    }

    private func expectSound(_ maps: [(name: String, text: String)]) throws -> Int {
        var count = 0
        for map in maps {
            let trip: RoundTrip
            do { trip = try RoundTrip(map.text, using: ExportedMaps.shared(map.text)) } catch is RoundTrip.Failure { continue }
            #expect(try Model(trip.exported).flaws == [], "\(map.name)")
            count += 1
        }
        return count
    }

    @Test func mapsOfTheRepositoryAreSound() throws {
        let count = try expectSound(ExportedMaps.all)
        #expect(count > 250)
    }

    @Test(.enabled(if: ExportedMaps.hasGenerator, "it needs python3 and ../shared/tools/gen-map.py, and one of them is not here"))
    func generatedMapsAreSound() throws {
        let count = try expectSound((1...ExportedMaps.rounds(20)).map { ("seed \($0)", try ExportedMaps.generated(300 + $0)) })
        #expect(count == ExportedMaps.rounds(20))
    }

    // MARK: Jumps to a start

    static let jumps = """
        process: Jumps to the start
        lanes: Sales, Stock
        flow:
          start: Order is in
          Stock: Check
            on late 1 bd -> Order is in
          Sales: Complete?
            yes 80%
            no 20% -> Order is in
            never:
              start: By phone
              Sales: Write down
                on error -> By phone
          in parallel:
            path: a
              Stock: Pack
              -> Order is in
            path: b
              Sales: Bill
                on error 2% -> Check
          Sales: Again?
            yes -> By phone
            no
          end: Done

        """

    @Test func jumpsToAStartComeInBehindIt() throws {
        let trip = try RoundTrip(Self.jumps)
        let flaw = try trip.flaw()
        #expect(flaw == nil)
        let model = try Model(trip.exported)
        #expect(model.flaws == [])
        let entry = try #require(model.nodes.first { $0.value("id") == "Gateway_Behind_Order_is_in" })
        #expect(entry.name == "exclusiveGateway" && entry.own("of") == "Event_Order_is_in")
        #expect(model.into["Gateway_Behind_Order_is_in"]?.count == 4)
        #expect(model.into["Gateway_Behind_By_phone"]?.count == 3)
    }

    @Test func aStartThatLeadsToItselfComesBack() throws {
        let trip = try RoundTrip("process: P\nlanes: A\nflow:\n  start: S\n  -> S\n  A: Do\n  end: E\n")
        let flaw = try trip.flaw()
        #expect(flaw == nil)
        #expect(try Model(trip.exported).flaws == [])
    }

    /// Once somebody has taken away the start, what came in behind it goes on with what followed.
    @Test func withoutItsStartTheGatewayIsOneOfMany() throws {
        let library = try #require(BPMN.library)
        var text = try RoundTrip(Self.jumps).exported
        let flow = try #require(text.firstMatch(of: /<bpmn:sequenceFlow id="\w+"[^>]* sourceRef="Event_Order_is_in"[^>]*>/)).0
        text = text.replacing(flow, with: flow.replacing("Gateway_Behind_Order_is_in", with: "Activity_Check"))
        let imported = try BPMNImport(Array(text.utf8), file: "map.bpmn", library: library)
        let map = try #require(imported.maps.first).text
        #expect(map.contains("-> Check") && !map.contains("-> Order is in"))
    }
}
