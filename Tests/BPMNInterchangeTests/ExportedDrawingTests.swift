import Foundation
import ProcessDiagram
import Testing

@testable import BPMNInterchange

/// Exports as a viewer shows them: nothing lies on anything else.
@Suite(.enabled(if: BPMN.library != nil, "it needs libxml2, which is not here"))
struct ExportedDrawingTests {
    /// Events on borders, several on one step, and calls; things that are needed and made, also where flows leave below.
    static let crowded = """
        process: Late and wrong
        lane: Customer [customer]
        lane: Sales
          role: SDR
        lane: Stock
        lane: CRM [system]
        flow:
          Customer: Ask
            makes: order form
          SDR: Check the order in full [work 5 min]
            needs: order form, price list
            makes: order, note
            on late 1 bd -> Escalate
            on error 2% -> Ask
            on late 3 h -> Cancel
          call: billing
            needs: order
            on late 2 h -> Escalate
            on error -> Check the order in full
          Stock: Pack
            needs: order
            makes: parcel
            on error 5% -> Check the order in full
          call: picking up
            makes: a receipt with a name that takes more than one line
            on late 2 h -> Gone
          Sales: What next? [any]
            on late 2 d -> Escalate
            mail:
              CRM: Send mail
                needs: order
                makes: mail
            post:
              Stock: Ship
                needs: parcel, mail, parcel
          call: asking
            on error -> asking
          Sales: Close
            needs: mail
          end: Done
          Sales: Escalate
            needs: order
            -> Pack
          end: Cancel
          Sales: Look again
            makes: one, two, three, four, five
          end: Gone

        """

    /// An export with what stands where.
    private struct Page {
        let places: ExportedPlaces
        /// For each event on a border, the step it sits on; for each tie of a thing, its step and the thing; for each flow its ends.
        var hosts: [String: String] = [:]
        var ends: [String: Set<String>] = [:]
        var lanes: [String: String] = [:]
        var calls: Set<String> = []
        var containers: Set<String> = ["Participant_1"]

        init(_ text: String) throws {
            places = ExportedPlaces(text)
            let library = try #require(BPMN.library)
            let root = try #require(try XMLElement.read(Array(text.utf8), library: library, limits: XMLLimits()))
            let process = try #require(root.all("process").first)
            for lane in process.all("laneSet").flatMap({ $0.all("lane") }) {
                containers.insert(lane.value("id") ?? "")
                for member in lane.all("flowNodeRef") { lanes[member.words] = lane.value("id") }
            }
            for child in process.children {
                let id = child.value("id") ?? ""
                if child.name == "boundaryEvent" { hosts[id] = child.value("attachedToRef") ?? "" }
                if child.name == "callActivity" { calls.insert(id) }
                if child.name == "sequenceFlow" { ends[id] = [child.value("sourceRef") ?? "", child.value("targetRef") ?? ""] }
                for tie in child.all("dataInputAssociation") { ends[tie.value("id") ?? ""] = [id, tie.all("sourceRef").first?.words ?? ""] }
                for tie in child.all("dataOutputAssociation") { ends[tie.value("id") ?? ""] = [id, tie.all("targetRef").first?.words ?? ""] }
            }
        }

        var flaws: [String] {
            var flaws: [String] = []
            let shapes = places.boxes.filter { !containers.contains($0.key) }.sorted { $0.key < $1.key }
            let labels = places.labels.sorted { $0.key < $1.key }
            for (number, (id, box)) in shapes.enumerated() {
                for (other, place) in shapes[..<number] where hosts[id] != other && hosts[other] != id && ExportedPlaces.overlap(box, place) { flaws.append("\(id) lies on \(other)") }
                for (name, label) in labels where ExportedPlaces.overlap(box, label) && !(name == id && hosts[id] != nil) { flaws.append("\(id) lies on the label of \(name)") }
            }
            for (number, (id, box)) in labels.enumerated() {
                for (other, place) in labels[..<number] where ExportedPlaces.overlap(box, place) { flaws.append("the labels of \(id) and \(other) lie on each other") }
            }
            for (id, line) in places.lines.sorted(by: { $0.key < $1.key }) {
                var own = ends[id] ?? []
                for end in own { if let host = hosts[end] { own.insert(host) } }
                for (shape, box) in shapes where ExportedPlaces.crosses(line, box) && !own.contains(shape) && !(hosts[shape].map(own.contains) ?? false) { flaws.append("\(id) runs through \(shape)") }
                for (name, label) in labels where name != id && ExportedPlaces.crosses(line, label) { flaws.append("\(id) runs through the label of \(name)") }
            }
            for (id, host) in hosts {
                guard let box = places.boxes[id], let step = places.boxes[host] else {
                    flaws.append("\(id) is not drawn")
                    continue
                }
                if abs(box.center.y - step.bottom) > 0.5 { flaws.append("\(id) sits off the border") }
                if box.left < step.left + 4 || box.right > step.right - 4 { flaws.append("\(id) sits at the corner") }
                if calls.contains(host), abs(box.center.x - step.center.x) < 28 { flaws.append("\(id) covers the mark of a call") }
            }
            // What a step needs and makes stays in its lane, and its tie ends on both.
            for (id, ends) in ends where id.hasSuffix(ElementIDs.tie) {
                guard let thing = ends.first(where: { $0.hasPrefix("DataObject") }), let step = ends.first(where: { $0 != thing }), let box = places.boxes[thing] else { continue }
                guard let line = places.lines[id], let label = places.labels[thing], let lane = lanes[step].flatMap({ places.boxes[$0] }), let place = places.boxes[step] else {
                    flaws.append("\(thing) is not drawn in full")
                    continue
                }
                for inner in [box, label] where inner.left < lane.left + 30 || inner.right > lane.right || inner.top < lane.top || inner.bottom > lane.bottom { flaws.append("\(thing) leaves its lane") }
                for border in [box, place] where !line.contains(where: { $0.x >= border.left && $0.x <= border.right && min(abs($0.y - border.top), abs($0.y - border.bottom)) < 0.5 }) { flaws.append("\(id) does not end on what it ties") }
            }
            return flaws.sorted()
        }
    }

    @Test func nothingLiesOnAnythingElse() throws {
        var maps = ExportedMaps.all.filter { $0.name.hasPrefix("Processes") || $0.name.hasPrefix("docs/examples") || $0.text.contains("on late") || $0.text.contains("needs:") || $0.text.contains("call:") }
        maps += [("crowded", Self.crowded), ("jumps", ExportedModelTests.jumps)]
        var count = 0
        for map in maps {
            let trip: RoundTrip
            do { trip = try RoundTrip(map.text, using: ExportedMaps.shared(map.text)) } catch is RoundTrip.Failure { continue }
            #expect(try Page(trip.exported).flaws == [], "\(map.name)")
            count += 1
        }
        #expect(count > 35)
    }

    @Test(.enabled(if: ExportedMaps.hasGenerator, "it needs python3 and ../shared/tools/gen-map.py, and one of them is not here"))
    func norOnGeneratedMaps() throws {
        for seed in 1...ExportedMaps.rounds(12) {
            // Things and exceptions at every third step.
            var number = 0
            let text = try ExportedMaps.generated(500 + seed).split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
                guard let name = line.firstMatch(of: /: ([^\[?:]*\d)(?: \[|$)/)?.1, let first = line.first(where: { $0 != " " }), first.isUppercase else { return String(line) }
                let indent = String(repeating: " ", count: line.prefix { $0 == " " }.count + 2)
                number += 1
                switch number % 6 {
                case 0: return "\(line)\n\(indent)needs: paper \(number % 7), form\n\(indent)makes: thing \(number % 5)"
                case 3: return "\(line)\n\(indent)needs: form\n\(indent)on late 2 bd -> \(name)\n\(indent)on error -> \(name)"
                default: return String(line)
                }
            }.joined(separator: "\n")
            let trip = try RoundTrip(text)
            #expect(trip.exported.contains("<bpmn:dataObject ") && trip.exported.contains("<bpmn:boundaryEvent "), "seed \(seed)")
            #expect(try Page(trip.exported).flaws == [], "seed \(seed)")
            let flaw = try trip.flaw()
            #expect(flaw == nil, "seed \(seed)")
        }
    }

    /// The check itself: with the places of two steps swapped it has something to say.
    @Test func whatStandsInTheWrongPlaceIsSeen() throws {
        let text = try RoundTrip(Self.crowded).exported
        let (one, other) = ("bpmnElement=\"Activity_Pack\"", "bpmnElement=\"Activity_Close\"")
        let swapped = text.replacing(one, with: "bpmnElement=\"?\"").replacing(other, with: one).replacing("bpmnElement=\"?\"", with: other)
        let flaws = try Page(swapped).flaws
        for part in ["sits off the border", "does not end on what it ties"] { #expect(flaws.contains { $0.contains(part) }, "\(part): \(flaws)") }
        let box = Box(x: 10, y: 10, width: 20, height: 10)
        #expect(ExportedPlaces.crosses([Point(0, 0), Point(0, 15), Point(15, 15)], box) && ExportedPlaces.crosses([Point(5, 12), Point(20, 30), Point(25, 5)], box))
        #expect(!ExportedPlaces.crosses([Point(0, 15), Point(10, 15), Point(10, 40)], box) && !ExportedPlaces.crosses([Point(0, 20), Point(40, 20)], box))
        #expect(ExportedPlaces.overlap(box, Box(x: 29, y: 0, width: 5, height: 40)) && !ExportedPlaces.overlap(box, Box(x: 30, y: 0, width: 5, height: 40)))
    }

    @Test func whatAStepNeedsAndMakesIsDrawnBesideIt() throws {
        let trip = try RoundTrip(Self.crowded)
        let flaw = try trip.flaw()
        #expect(flaw == nil)
        let places = ExportedPlaces(trip.exported)
        let things = places.boxes.keys.filter { $0.hasPrefix("DataObjectReference") }
        #expect(things.contains("DataObjectReference_order_form_Ask") && things.contains("DataObjectReference_order_form_Check_the_order_in_full"))
        // Of one thing that three steps use there is one object; five at one step are not drawn.
        #expect(trip.exported.matches(of: /<bpmn:dataObject id="[^"]*" name="mail"/).count == 1)
        #expect(things.count(where: { $0.hasPrefix("DataObjectReference_mail") }) == 3)
        #expect(!things.contains { $0.hasSuffix("Look_again") })
    }
}
