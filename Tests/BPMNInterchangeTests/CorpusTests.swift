import Foundation
import ProcessAnalysis
import ProcessModel
import Testing

@testable import BPMNInterchange

/// Files that others wrote.
@Suite(.enabled(if: BPMN.corpora != nil, "there is no folder ../shared/corpora with files that others wrote"))
struct CorpusTests {
    static let all = (try? ["miwg", "sevensv", "bpmnlint"].flatMap(BPMN.files)) ?? []

    @Test(arguments: all)
    func eachFileIsImportedOrRefusedWithAReason(file: String) throws {
        let model: BPMNModel
        let maps: BPMNImport
        do {
            model = try BPMN.read(try BPMN.bytes(file))
            guard let library = BPMN.library else { return }
            maps = try BPMNImport(try BPMN.bytes(file), file: file, library: library)
        } catch let trouble as XMLTrouble {
            #expect(trouble.name == "empty-bpmn", "\(file): \(trouble.message)")
            return
        }
        #expect(!maps.maps.isEmpty)
        for map in maps.maps {
            let checked = CheckedImport(map)
            // Nothing is wrong with the text; a pool with nothing in it has no flow.
            #expect(checked.diagnostics.map { "\($0.name): \($0.message)" } == [], "\(file)\n\(map.text)")
        }
        try Accounting.hold(model, maps)
    }

    /// What is wrong with each, as the file's name says it.
    static let faults: [(file: String, rule: String, at: Set<String>)] = [
        ("level-1/AND-XOR", "lack-of-synchronization", ["Gateway_07cqre7"]),
        ("level-1/OR-XOR", "lack-of-synchronization", ["Gateway_07cqre7"]),
        ("level-1/XOR-AND", "deadlock", ["Gateway_07cqre7"]),
        ("level-1/OR-AND", "deadlock", ["Gateway_07cqre7"]),
        ("examples/I-livelock", "endless-loop", []),
        ("examples/II-dead-loop", "unreachable", []),
        ("examples/III-endless-loop", "endless-loop", []),
        ("examples/IV-freezing-loop", "deadlock", []),
        ("examples/V-blocking-loop", "deadlock", []),
        ("examples/VI-potential-lack-of-synchronization", "lack-of-synchronization", []),
        ("examples/VII-potential-deadlock", "deadlock", []),
        ("examples/fault-blocking", "deadlock", []),
        ("examples/fault-distance", "lack-of-synchronization", []),
        ("examples/fault-illusion", "lack-of-synchronization", []),
        ("examples/fault-masking", "deadlock", []),
        ("level-2/loop-AND-AND", "deadlock", []), ("level-2/loop-AND-OR", "deadlock", []), ("level-2/loop-AND-XOR", "deadlock", []),
        ("level-2/loop-OR-AND", "endless-loop", []), ("level-2/loop-XOR-AND", "endless-loop", []),
        ("level-2/loop-OR-OR", "lack-of-synchronization", []), ("level-2/loop-XOR-OR", "lack-of-synchronization", []),
        ("level-3/loop-dead-loop-01", "endless-loop", []), ("level-3/loop-dead-loop-02", "unreachable", []),
        ("level-3/loop-live-lock-01", "endless-loop", []), ("level-3/loop-live-lock-02", "endless-loop", []), ("level-3/loop-live-lock-03", "endless-loop", []),
    ]

    @Test(arguments: (try? BPMN.files(in: "sevensv")) ?? [])
    func theFaultThatAFileIsNamedAfterIsToldThere(file: String) throws {
        let imported = BPMNImport(try BPMN.read(try BPMN.bytes(file)), file: file)
        #expect(imported.maps.count == 1)
        let checked = CheckedImport(imported.maps[0])
        let name = String(file.dropFirst("sevensv/".count).dropLast(".bpmn".count))
        let wrong = checked.findings.filter { $0.severity == .error }
        guard let fault = Self.faults.first(where: { $0.file == name }) else {
            // A file of no fault is quiet.
            #expect(wrong.map(\.message) == [])
            return
        }
        let told = wrong.filter { $0.rule == fault.rule }
        #expect(!told.isEmpty, "\(wrong.map(\.message))")
        for finding in told {
            let id = checked.id(of: finding)
            #expect(!id.isEmpty)
            if !fault.at.isEmpty { #expect(fault.at.contains(id)) }
        }
    }
}

/// That every element of a file is in a map or in the list of what could not be said.
enum Accounting {
    static func hold(_ model: BPMNModel, _ imported: BPMNImport) throws {
        var known: Set<String> = Set(imported.losses.map(\.id))
        for map in imported.maps { for line in map.origins { known.formUnion(line.map(\.id)) } }
        var wanted = model.nodes.map(\.id) + model.flows.map(\.id) + model.participants.map(\.id) + model.lanes.map(\.id)
        wanted += model.messageFlows.map(\.id) + model.data.map(\.id) + model.annotations.map(\.id) + model.associations.map(\.id) + model.groups.map(\.id)
        wanted += model.scopes.map(\.id)
        let missing = wanted.filter { !$0.isEmpty && !known.contains($0) }
        #expect(missing == [])
    }
}
