import Foundation
import ProcessSyntax
import Testing

@testable import ProcessModel
@testable import ProcessWorkspace

/// What docs/limits.md promises: at each limit all is well, just over it there is one clear error.
struct LimitTests {
    private func names(_ text: String) -> [String] {
        let workspace = Workspace(Library.Request(paths: ["-"], withNeighbours: false, texts: ["-": Array(text.utf8)]))
        return workspace.check(today: nil).files.flatMap(\.diagnostics).map(\.name)
    }

    private func deep(_ levels: Int) -> String {
        // The flow is the first level, an answer and its step are two more.
        var text = "process: P\nlanes: A\nflow:\n"
        for level in 0..<levels / 2 {
            let margin = String(repeating: "  ", count: 2 * level + 1)
            text += "\(margin)A: Deep \(level)?\n\(margin)  no\n\(margin)  yes:\n"
        }
        return text
    }

    @Test func nesting() {
        #expect(names(deep(62) + String(repeating: "  ", count: 63) + "A: Bottom\n") == [])
        #expect(names(deep(64)) == ["too-deep"])
        #expect(names(deep(120) + "  A: B: C\n") == ["too-deep"])
        #expect(names("process: P\nlanes: A\nflow:\n" + (1...500).map { String(repeating: " ", count: $0) + "A: Do \($0)?\n" }.joined()).filter { $0 == "too-deep" }.count == 1)
    }

    @Test func steps() {
        let head = "process: P\nlanes: A\nflow:\n"
        let most = head + (0..<Resolver.mostSteps).map { "  A: \($0)\n" }.joined()
        #expect(names(most) == [])
        #expect(names(most + "  A: one more\n  A:\n") == ["too-many-steps"])
    }

    @Test func itemsInBrackets() {
        func step(_ count: Int) -> String {
            "process: P\nlanes: A\nflow:\n  A: x [needs a" + String(repeating: ", needs a", count: count - 1) + "]\n"
        }
        #expect(!names(step(1000)).contains("too-many-items"))
        #expect(names(step(1002)).filter { $0 == "too-many-items" }.count == 1)
    }

    @Test func mistakesKept() {
        let text = "process: P\nlanes: A\nflow:\n  A: x\n" + String(repeating: "]\n", count: SyntaxTree.mostMistakes + 3)
        let found = Resolver.resolve(SyntaxTree(parsing: SourceText(name: "a.baton", text: text))).diagnostics
        #expect(found.last?.name == "too-many-mistakes")
        #expect(found.last?.message == "there is more wrong with this file: 3 mistakes are not told")
    }

    @Test func bytesAndLines() throws {
        let box = try Sandbox()
        let text = "lanes: A\n"
        try box.write("a.baton", Data(text.utf8) + Data(repeating: 0x0A, count: FileReading.mostLines - 1))
        #expect(try box.baton("check", "a.baton").status == 0)
        try box.write("a.baton", Data(text.utf8) + Data(repeating: 0x0A, count: FileReading.mostLines))
        let lines = try box.baton("check", "a.baton")
        #expect(lines.status == 2 && lines.error == "error[too-many-lines]: a.baton: it has more than 1000000 lines; split it into several maps\n")
        try box.write("b.baton", Data(text.utf8) + Data(repeating: 0x20, count: FileReading.mostBytes - text.utf8.count))
        #expect(try box.baton("check", "b.baton").status == 0)
        for name in ["file-too-large", "too-many-lines", "too-many-items", "too-many-mistakes", "too-many-files", "too-much-text", "folder-too-deep", "too-many-steps", "use-too-many", "not-utf8"] {
            #expect(try box.baton("explain", name).status == 0, "\(name)")
        }
    }

    @Test func filesThatAFileBuildsOn() throws {
        let box = try Sandbox()
        let most = Library.mostUsed
        for number in 0...most + 40 { try box.write("m/f\(1000 + number).baton", "use: f\(1001 + number).baton\nlane: L\(number)\n") }
        // Many files build on the end of this chain; one of them is where it is too long.
        try box.write("m/f\(1000 + most + 41).baton", "lane: End\n")
        let found = Workspace(reading: [box.path + "/m"]).check(today: nil).files.flatMap(\.diagnostics)
        #expect(found.map(\.name) == ["use-too-many"])
        let fine = Workspace(reading: [box.path + "/m/f\(1000 + 41).baton"], withNeighbours: false).check(today: nil)
        #expect(fine.files.count == most + 1 && fine.files.allSatisfy { $0.diagnostics.isEmpty })
    }

    @Test func foldersInFolders() throws {
        let box = try Sandbox()
        var path = "m"
        for _ in 0..<MapFinder.deepest { path += "/d" }
        try box.write(path + "/lead.baton", Sample.sound)
        #expect(try box.baton("check", "m").status == 0)
        try box.write(path + "/d/lead.baton", Sample.sound)
        let run = try box.baton("check", "m")
        #expect(run.status == 2)
        #expect(run.error == "error[folder-too-deep]: \(path)/d: folders are nested more than 64 deep; name a folder further down\n")
    }

    @Test func mapsInAFolder() throws {
        let box = try Sandbox()
        for number in 0..<5 { try box.write("m/\(number).baton", Sample.sound) }
        #expect(MapFinder.maps(in: box.path + "/m", mostMaps: 5).found.count == 5)
        let (found, troubles) = MapFinder.maps(in: box.path + "/m", mostMaps: 4)
        #expect(found.isEmpty && troubles.map(\.name) == ["too-many-files"])
    }

    @Test func devicesAndEndlessInput() throws {
        let box = try Sandbox()
        #expect(try box.baton("check", "/dev/zero").error == "error: /dev/zero: it is not a file\n")
        try box.link("zero.baton", to: "/dev/zero")
        #expect(try box.baton("check", "zero.baton").error == "error: zero.baton: it is not a file\n")
        try box.write("m/lead.baton", "process: Lead\nuse: zero.baton\nuse: pipe.baton\nlanes: Sales\nflow:\n  Sales: Call\n")
        try box.link("m/zero.baton", to: "/dev/zero")
        mkfifo(box.path + "/m/pipe.baton", 0o600)
        let run = try box.baton("check", "m/lead.baton")
        #expect(run.status == 2)
        #expect(run.output.contains("error[use-outside]: 'zero.baton' lies outside 'm'"))
        #expect(run.output.contains("error[use-unreadable]: 'pipe.baton' cannot be used: it is not a file"))
    }

    /// A link inside the folder may be used; one that goes out and comes back in is judged by where it ends.
    @Test func linksInsideTheFolder() throws {
        let box = try Sandbox()
        try box.write("m/shared/organization.baton", "lane: Sales\n")
        try box.link("m/organization.baton", to: "shared/organization.baton")
        try box.link("m/door", to: "../m/shared")
        try box.write("m/lead.baton", "process: Lead\nuse: organization.baton\nuse: door/organization.baton\nflow:\n  Sales: Call\n")
        let found = Workspace(reading: [box.path + "/m"]).check(today: nil).files.flatMap(\.diagnostics)
        #expect(found.map(\.name) == [])
    }
}
