import Foundation
import Testing

@testable import ProcessWorkspace

/// What `baton diff` says of the sample maps, kept in files. `UPDATE_GOLDEN=1` writes them anew; read each before it is committed.
struct DiffGoldenTests {
    private static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    private static let golden = package.appending(path: "Tests/ProcessWorkspaceTests/Diff")

    /// The sample maps, in a folder of their own, so that paths are the same everywhere.
    private static func samples() throws -> Sandbox {
        let box = try Sandbox()
        for name in ["lead-to-opportunity", "lead-to-opportunity-to-be", "organization", "campaign-launch", "crm-change-request"] {
            try box.write("Processes/\(name).baton", Data(contentsOf: package.appending(path: "Processes/\(name).baton")))
        }
        return box
    }

    private func compare(_ text: String, with name: String) throws {
        let file = name.contains("/") ? Self.package.appending(path: name) : Self.golden.appending(path: name)
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        let kept = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        #expect(text == kept, "\(name) differs; write it anew with UPDATE_GOLDEN=1 and read it")
    }

    @Test(arguments: [("text", "gain.txt"), ("markdown", "gain.md"), ("json", "gain.json")])
    func theGainOfWhatIsToBe(_ format: String, _ file: String) throws {
        let box = try Self.samples()
        let run = try box.baton(
            "diff", "Processes/lead-to-opportunity.baton", "Processes/lead-to-opportunity-to-be.baton", "--format", format, "--today", "2026-11-22")
        #expect(run.status == 0 && run.error == "")
        try compare(run.output, with: file)
    }

    @Test func theDrawing() throws {
        let box = try Self.samples()
        #expect(try box.baton("diff", "Processes/lead-to-opportunity-to-be.baton", "--drawing", "diff.svg", "--today", "2026-11-22").status == 0)
        try compare(try box.read("diff.svg"), with: "docs/drawings/diff.svg")
    }

    @Test func aCommentFitsWhateverHasChanged() throws {
        let box = try Sandbox()
        for map in 0..<60 {
            let steps = (0..<40).map { "  Sales: Step \($0) of map \(map), with *words* | and <tags> @somebody\n" }
            try box.write("old/m\(map).baton", "process: Map \(map)\nlanes: Sales\nflow:\n" + steps.joined() + "  end: Done\n")
            try box.write("new/m\(map).baton", "process: Map \(map)\nlanes: Sales\nflow:\n  Sales: Begin\n  end: Over\n")
        }
        let run = try box.baton("diff", "old", "new", "--format", "markdown", "--today", "2026-11-22")
        #expect(run.status == 0 && run.output.count < 65_536 && run.output.utf8.count < 65_536)
        #expect(run.output.contains("did not fit into this comment"))
        #expect(!run.output.contains("<tags>") && !run.output.contains("@somebody") && !run.output.contains(" *words*"))
        #expect(run.output.components(separatedBy: "<details").count == run.output.components(separatedBy: "</details>").count)
    }

    /// Every beginning of a map beside the whole: an answer or an error, never a crash.
    @Test func everyBeginningOfAMapGetsAnAnswer() throws {
        let box = try Sandbox()
        let text = try String(contentsOf: Self.package.appending(path: "Processes/crm-change-request.baton"), encoding: .utf8)
        try box.write("whole.baton", text)
        let lines = text.components(separatedBy: "\n")
        for end in stride(from: 0, to: lines.count, by: 4) {
            let piece = lines[..<end].joined(separator: "\n")
            try box.write("piece.baton", String(piece.dropLast(end % 5)))
            for names in [["whole.baton", "piece.baton"], ["piece.baton", "whole.baton"]] {
                guard let comparison = try? Comparison(of: names.map { box.path + "/" + $0 }, today: Day("2026-11-22")) else { continue }
                #expect(!comparison.isIdle || !comparison.troubles.isEmpty)
                for format in ComparisonFormat.allCases { #expect(!comparison.text(as: format, withColour: false).isEmpty) }
                _ = comparison.drawings()
            }
        }
    }
}
