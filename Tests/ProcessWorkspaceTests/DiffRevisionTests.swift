import Foundation
import Testing

/// `baton diff` in repositories that are not as others are: merges under way, links, submodules, bare and partial clones.
struct DiffRevisionTests {
    private static let old = "process: Offers\nlanes: Sales\nflow:\n  Sales: Write offer [work 20 min]\n  end: Sent\n"
    private static let new = old.replacing("20 min", with: "30 min")
    private static let change = "~ Write offer  work 20 min → 30 min"

    private func git(_ box: Sandbox, _ arguments: String...) throws -> Bool {
        try box.run(
            ["git", "-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "protocol.file.allow=always"] + arguments,
            program: URL(filePath: "/usr/bin/env"), environment: ["GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"]
        ).status == 0
    }

    private func diff(_ box: Sandbox, _ arguments: String..., environment: [String: String] = [:]) throws -> Run {
        try box.run(["diff"] + arguments + ["--today", "2026-11-22"], environment: environment)
    }

    /// A repository with two commits of one map; nil without git.
    private func repository(folder: String = "Processes", file: String = "offers") throws -> Sandbox? {
        let box = try Sandbox()
        guard try git(box, "init", "-q", "-b", "main") else {
            print("Skipped: there is no git here.")
            return nil
        }
        for (text, message) in [(Self.old, "first, the 1"), (Self.new, "second")] {
            try box.write("\(folder)/\(file).baton", text)
            #expect(try git(box, "add", ".") && git(box, "commit", "-q", "-m", message))
        }
        return box
    }

    private func fails(_ run: Run, _ words: String, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(run.status == 2 && run.output == "" && run.error.contains(words), "\(run.output)\(run.error)", sourceLocation: sourceLocation)
        #expect(run.error.split(separator: "\n").count == 1, "\(run.error)", sourceLocation: sourceLocation)
    }

    private func tells(_ run: Run, _ words: String = change, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(run.status == 0 && run.error == "" && run.output.contains(words), "\(run.output)\(run.error)", sourceLocation: sourceLocation)
    }

    @Test func aMergeThatIsNotSettledIsSaid() throws {
        guard let box = try repository() else { return }
        #expect(try git(box, "checkout", "-q", "-b", "other", "HEAD~1"))
        try box.write("Processes/offers.baton", Self.old.replacing("20 min", with: "40 min"))
        #expect(try git(box, "commit", "-q", "-a", "-m", "other"))
        #expect(try !git(box, "merge", "-q", "main"))
        fails(try diff(box, "--staged"), "Processes/offers.baton: a merge is not settled yet")
        try box.write("Processes/offers.baton", Self.old)
        #expect(try git(box, "add", "."))
        tells(try diff(box, "--staged"), "work 40 min → 20 min")
    }

    @Test(arguments: ["LITERAL", "GLOB", "NOGLOB", "ICASE"])
    func whatIsSetForPathsOfGitChangesNothing(_ name: String) throws {
        guard let box = try repository() else { return }
        try box.write("Processes/offers.baton", Self.old)
        #expect(try git(box, "add", "."))
        tells(try diff(box, "--staged", environment: ["GIT_\(name)_PATHSPECS": "1"]), "work 30 min → 20 min")
    }

    @Test func aLinkedFolderIsFollowed() throws {
        guard let box = try repository(folder: "maps") else { return }
        try box.link("Processes", to: "maps")
        #expect(try git(box, "add", ".") && git(box, "commit", "-q", "-m", "linked"))
        try box.write("maps/offers.baton", Self.old)
        for arguments in [["HEAD"], ["HEAD", "Processes"], ["HEAD", "Processes/offers.baton"]] {
            tells(try box.run(["diff"] + arguments + ["--today", "2026-11-22"]), "work 30 min → 20 min")
        }
        // Links may lead round in a circle.
        #expect(try git(box, "rm", "-q", "--cached", "Processes"))
        try FileManager.default.removeItem(atPath: box.path + "/Processes")
        try box.link("Processes", to: "there")
        try box.link("there", to: "Processes")
        #expect(try git(box, "add", ".") && git(box, "commit", "-q", "-m", "circle"))
        fails(try diff(box, "HEAD", "Processes"), "Processes: there is no such file or folder")
    }

    @Test func aSubmoduleIsSaid() throws {
        guard let inner = try repository(folder: "maps"), let box = try repository(folder: "own") else { return }
        guard try git(box, "submodule", "--quiet", "add", "file://" + inner.path, "Processes") else {
            print("Skipped: git makes no submodule here.")
            return
        }
        #expect(try git(box, "commit", "-q", "-m", "submodule"))
        let words = "Processes is a submodule, a repository of its own"
        fails(try diff(box, "HEAD"), words)
        fails(try diff(box, "HEAD", "Processes/maps"), words)
        fails(try diff(box, "HEAD", "."), words)
        fails(try diff(box, "HEAD~1..HEAD", "."), words)
        try box.write("own/offers.baton", Self.old)
        tells(try diff(box, "HEAD", "own"), "work 30 min → 20 min")
    }

    @Test func aBareRepositoryHasRevisions() throws {
        guard let box = try repository() else { return }
        let bare = try Sandbox()
        #expect(try git(bare, "clone", "-q", "--bare", "file://" + box.path, "."))
        tells(try diff(bare, "main~1..main"))
        tells(try diff(bare, "main~1", "main"))
        fails(try diff(bare, "main~1"), "this repository is bare")
        fails(try diff(bare, "--staged"), "nothing is staged in a bare repository")
    }

    @Test func whatGitSaysIsPassedOn() throws {
        guard let box = try repository() else { return }
        try box.write(".git/config", "[core\n")
        fails(try diff(box, "HEAD"), "git does not open this repository; git says: bad config line 1")
    }

    @Test func whatAPartialCloneLacksIsSaid() throws {
        guard let box = try repository() else { return }
        #expect(try git(box, "config", "uploadpack.allowFilter", "true"))
        let clone = try Sandbox()
        #expect(try git(clone, "clone", "-q", "--filter=blob:none", "file://" + box.path, "."))
        fails(try diff(clone, "HEAD~1"), "a map of 'HEAD~1' is not in this repository, as only a part of it was fetched")
        tells(try diff(clone, "HEAD"), "nothing has changed")
    }

    @Test func aCommitIsFoundByItsWords() throws {
        guard let box = try repository() else { return }
        tells(try diff(box, ":/the 1"))
        tells(try diff(box, "HEAD^{/first}"))
        fails(try diff(box, "HEAD:Processes"), "'HEAD:Processes' is neither a file or folder here nor a revision that git knows")
    }

    /// What is hinted at can be pasted into a shell.
    @Test func theHintAtABrokenMapWorks() throws {
        guard let box = try repository(folder: "Processes/a b", file: "it's") else { return }
        try box.write("Processes/a b/it's.baton", "process: Offers\nflow:\n  Nobody at all\n    handoff [\n")
        #expect(try git(box, "commit", "-q", "-a", "-m", "broken"))
        try box.write("Processes/a b/it's.baton", Self.new)
        let run = try diff(box, "HEAD^0")
        #expect(run.status == 2, "\(run.error)")
        let hint = try #require(run.error.split(separator: "\n")[0].components(separatedBy: "to see what was wrong: ").last?.components(separatedBy: " | ").first)
        let shown = try box.run(["-c", hint], program: URL(filePath: "/bin/sh"))
        #expect(shown.status == 0 && shown.output.contains("Nobody at all"), "\(hint): \(shown.error)")
    }

    // MARK: Comments

    /// Names in a comment are names: they lead nowhere and call nobody.
    @Test func namesInMarkdownAreOnlyNames() throws {
        let box = try Sandbox()
        let names = ["www.evil.example", "https://evil.example/x", "x [doc \"[x](evil)\"]", "see #1 and !2", "fix ~bug", "ask @name", "<b>bold</b>", "**bold**"]
        func map(_ steps: [String]) -> String { "process: Offers\nlanes: Sales\nflow:\n" + steps.map { "  Sales: \($0)\n" }.joined() + "  end: Sent\n" }
        try box.write("old.baton", map(["Begin"]))
        try box.write("new.baton", map(["Begin"] + names))
        let run = try diff(box, "old.baton", "new.baton", "--format", "markdown")
        let text = run.output
        #expect(run.status == 0, "\(run.error)")
        for live in ["www.evil", "https://", "[x](", "#1 ", "!2", "~bug", "@name", "<b>", "****bold"] { #expect(!text.contains(live), "\(live): \(text)") }
        #expect(text.contains("**\\*\\*bold\\*\\***") && text.contains("\\[x\\](evil)"))
    }

    @Test func oneLongNameSilencesNothing() throws {
        let box = try Sandbox()
        let long = String(repeating: "long ", count: 8000)
        func map(_ steps: [String]) -> String { "process: Offers\nlanes: Sales\nflow:\n" + steps.map { "  Sales: \($0)\n" }.joined() + "  end: Sent\n" }
        for name in ["a", "b"] {
            try box.write("old/\(name).baton", map(["Begin"]).replacing("Offers", with: name == "a" ? long : "Second"))
            try box.write("new/\(name).baton", map(["Begin", long + "x", "Short step"]).replacing("Offers", with: name == "a" ? long : "Second"))
        }
        let run = try diff(box, "old", "new", "--format", "markdown")
        #expect(run.status == 0 && run.output.utf8.count < 20_000)
        #expect(run.output.contains("#### Second") && run.output.components(separatedBy: "**Short step**").count == 3, "\(run.output)")
        #expect(!run.output.contains("did not fit"))
    }
}
