import Foundation
import MapFuzzing
import ProcessAnalysis
import ProcessModel
import ProcessReport
import ProcessSyntax
import ProcessWorkspace
import Testing

/// The JSON that Baton writes is what `docs/schema/` promises, by a validator that is not ours.
@Suite struct SchemaTests {
    static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    enum Kind: String, CaseIterable { case check, metrics, simulation, diff }

    /// As few as can be played: what is looked at here is the form of the outcome.
    private static let fewCases = Simulation.Settings(cases: Simulation.fewestCases)

    /// What a run of the validator prints; nil where the machine has none.
    private static func complaints(about documents: [String], _ kind: Kind, _ arguments: [String] = []) throws -> String? {
        let file = FileManager.default.temporaryDirectory.appending(path: "baton-schema-\(UUID().uuidString).json")
        try ("[" + documents.joined(separator: ",\n") + "]").write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        for python in ["python3", "/usr/bin/python3"] {
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/env")
            process.arguments = [
                python, package.appending(path: "Tests/SchemaTests/validate.py").path,
                package.appending(path: "docs/schema/baton-\(kind).schema.json").path, file.path,
            ] + arguments
            let pipe = Pipe()
            process.standardOutput = pipe
            process.standardError = pipe
            try process.run()
            let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            // 3: without the package. 127: without Python.
            if process.terminationStatus == 3 || process.terminationStatus == 127 { continue }
            return process.terminationStatus == 0 ? output : "the validator failed: \(output)"
        }
        print("Skipped: there is no JSON Schema validator here; `make test` installs python3-jsonschema.")
        return nil
    }

    private static func expectNone(_ complaints: String?, sourceLocation: SourceLocation = #_sourceLocation) {
        if let complaints { #expect(complaints == "", sourceLocation: sourceLocation) }
    }

    // MARK: Documents

    /// What is written of one text, as a file by itself.
    private static func document(_ bytes: [UInt8], _ kind: Kind) -> String? {
        let source = SourceText(name: "made-up.baton", bytes: bytes)
        let resolution = Resolver.resolve(SyntaxTree(parsing: source))
        let hasErrors = resolution.diagnostics.contains { $0.severity == .error }
        let inspection = hasErrors || !resolution.map.isProcess ? nil : Inspection(resolution.map)
        switch kind {
        case .check:
            let verdict = inspection.map { Catalogue.standard.run(over: $0, profile: .strict, today: Rule.Example.day) }
            let comparison = inspection.flatMap { inspection in verdict.map { Self.comparison(of: $0, inspection) } }
            let file = CheckedFile(
                file: source.id, map: resolution.map, diagnostics: resolution.diagnostics + (verdict?.diagnostics ?? []), verdict: verdict,
                comparison: comparison)
            let agreed = Rule.Example.day.map { Baseline.Agreement(date: $0, because: "it was so") }
            let summary = BaselineSummary(
                path: "baseline.txt", agreed: agreed, newMaps: ["new"], lostMaps: ["lost"], newRules: [], lostRules: ["old-rule"])
            return CheckReport(sources: [source], files: [file], baseline: comparison.map { _ in summary }).json()
        case .metrics:
            return inspection.map { MetricsReport(entries: [.init(path: source.name, inspection: $0)]).json() }
        case .diff: return inspection.map { difference(from: Self.full, to: $0) }
        case .simulation:
            return inspection.map { inspection in
                let outcome: Assessed<SimulationOutcome>
                switch Simulation.prepare(inspection, fewCases) {
                case .notAssessable(let missing): outcome = .notAssessable(missing)
                case .value(let simulation): outcome = simulation.outcome()
                }
                return SimulationReport(entries: [.init(
                    path: source.name, map: inspection.map, outcome: outcome, whatIf: .init(changes: ["more"], outcome: outcome))]).json()
            }
        }
    }

    /// What has changed from a text to a map, and between folders that have other maps too.
    private static func difference(from text: [UInt8], to new: Inspection) -> String {
        let old = Inspection(Resolver.resolve(SyntaxTree(parsing: SourceText(name: "old.baton", bytes: text))).map)
        func report(_ inspection: Inspection) -> RuleReport { Catalogue.standard.run(over: inspection, profile: .strict, today: Rule.Example.day) }
        let pairs = [(old, new), (new, old)].map { a, b in
            DifferenceReport.Pair(oldPath: "old.baton", newPath: "new.baton", comparison: ProcessComparison(a, b, reports: (report(a), report(b))))
        }
        let lone = DifferenceReport.Lone(path: "lone.baton", name: "Lone", id: "lone")
        return DifferenceReport(old: "main", new: "HEAD", pairs: pairs, removed: [lone], added: [lone]).json()
    }

    /// Beside a baseline with more handoffs and one finding more.
    private static func comparison(of report: RuleReport, _ inspection: Inspection) -> BaselineComparison {
        let figures = BaselineFigures(inspection)
        let before = BaselineMap(
            id: "made-up",
            figures: BaselineFigures(
                handoffs: figures.handoffs + 1, handoffsPerCase: figures.handoffsPerCase, lead: figures.lead, rolledOK: figures.rolledOK,
                loads: figures.loads),
            known: report.findings.map { KnownFinding($0, in: inspection.map) }
                + [KnownFinding(rule: "deadlock", severity: .error, kind: "step", name: "Wait", message: "it waits")],
            gone: [])
        return BaselineComparison(of: report, inspection, with: before, profile: .strict)
    }

    /// Of all that the language can say, something.
    private static let full = Array("""
        process: Change request
          state: as-is
          volume: 40 per month
          unit: change
          measure: lead time [now 12 bd, target 10 bd, down]
          budget: handoffs at most 6, lead time at most 10 bd, load at most 85%
        lane: Customer [customer]
        lane: Marketing
          calendar: Mon-Fri 09:00-17:00
          listens on: email
          goal: be heard
          measure: MQLs per month [up]
          policy: at most 3 touches per week [owner Ops]
          role: Ops [people 1, available 50%, backup SDR]
            duty: sorts
            seen as: slow [by Sales]
          role: Boss
        lane: Sales
          role: SDR [people 1]
        system: CRM [record of lead, seen by Sales]
        meeting: Weekly [every 2 weeks, needs Boss, no-show 20%]
        term: MQL
          also: lead
          Marketing: scored
          Sales: called
        relationship: Marketing and Sales
          rating: Marketing 4, Sales 7 [on 2026-10-01]
          check-in: every 2 weeks [last 2026-09-02]
          pain: They never listen [impact 3, weekly, votes 2, cause personality]
        flow:
          Customer: Ask
            pain: Nobody answers [impact 5, daily, votes 6, cause procedures]
          Ops: Sort [work 6 h, takes 2 bd because batching, ok 60%, cost 20, in CRM]
            handoff: MQL [via email, within 1 bh]
              accept when: it has a phone
              allow: handoff-no-receipt [because "agreed", until 2027-01-31]
              allow: handoff-no-return [because "for a while", until 2026-11-30]
            variant: Sales [doc a]
            variant: Marketing
            informs: Sales [what it comes, via chat, within 1 bd]
          SDR: Call [work 1 h, wait 3 bd, at Weekly]
            expects: lead with phone [within 4 bh]
            pain: Too many [impact 4, weekly, votes 7, cause resources, felt by Sales, control own, evidence May]
          SDR: Good?
            yes 60%
            no 40% -> Sort
          Sales: Close [takes 3 bd]
            promise: an answer
          Sales: File it
          end: Done
        action: Mend [owner Boss, due 2026-10-15, fixes Sort]
        question: Why? [for Boss]

        """.utf8)

    private static func sampleMaps(_ kind: Kind) throws -> [String] {
        let processes = package.appending(path: "Processes").path
        let workspace = Workspace(reading: [processes])
        return switch kind {
        case .check: [workspace.checkAnswer(profile: .strict, today: Day("2026-12-01"), failing: .error).written(as: .json)]
        case .metrics: [workspace.metrics(as: .json, withColour: false).text].compactMap { $0 }
        case .diff:
            [try Comparison(of: [processes + "/lead-to-opportunity.baton", processes + "/lead-to-opportunity-to-be.baton"], today: Day("2026-12-01")).text(as: .json, withColour: false)]
        case .simulation:
            try [[], [WhatIf("SDR people 2")]].compactMap { changes in
                let settings = PlaySettings(cases: Simulation.fewestCases, seed: 1, times: .stated, changes: changes)
                return workspace.simulate(settings, as: .json, withColour: false).text
            }
        }
    }

    // MARK: Tests

    @Test(arguments: Kind.allCases) func theSampleMapsKeepToIt(kind: Kind) throws {
        let documents = try Self.sampleMaps(kind)
        #expect(!documents.isEmpty)
        Self.expectNone(try Self.complaints(about: documents, kind))
    }

    /// Maps that were made up, and what is left of maps that were broken.
    @Test(arguments: Kind.allCases) func whateverIsWrittenKeepsToIt(kind: Kind) throws {
        let seeds = MadeUpMaps.all + [Self.full]
        let mutator = Mutator(seeds)
        // Playing takes longer than looking.
        let texts = seeds + (0..<(kind == .simulation ? 20 : 120)).map { mutator.text(seed: $0) }
        let documents = texts.compactMap { Self.document($0, kind) }
        #expect(documents.count >= seeds.count)
        Self.expectNone(try Self.complaints(about: documents, kind))
    }

    /// The schema is as strict as it says: no field can go, change its name or its type unseen.
    @Test(arguments: Kind.allCases) func whatIsHarmedIsRefused(kind: Kind) throws {
        let broken = Array("process: Bad\nlanes: Sales\nflow:\n  Saels: Call\n".utf8)
        // Playing shows more fields on maps that go on beside each other.
        let further = kind == .simulation ? try Self.sampleMaps(kind) : []
        let documents = [Self.full, broken].compactMap { Self.document($0, kind) } + further
        Self.expectNone(try Self.complaints(about: documents, kind, ["--harm"]))
    }

    /// A document that holds nothing wrong is no proof that the validator looks: here is one that is wrong.
    @Test(arguments: Kind.allCases) func theValidatorLooks(kind: Kind) throws {
        guard let complaints = try Self.complaints(about: ["{\"format\": \"baton\"}"], kind) else { return }
        #expect(complaints.contains("document 0"))
    }
}
