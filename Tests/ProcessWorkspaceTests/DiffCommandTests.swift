import Foundation
import Testing

/// `baton diff`, from outside: files, folders, and revisions in a repository of its own.
struct DiffCommandTests {
    private static let today = ["--today", "2026-11-22"]
    private static let old = """
        process: Offers
        lanes: Sales, Legal

        use: shared.baton

        flow:
          Sales: Write offer [work 20 min, takes 4 bh]
            handoff: offer [via email]
          Legal: Check terms [work 10 min, takes 2 bd]
          Sales: Send offer [takes 1 bh]
          end: Offer sent

        """
    private static let new = old.replacing("takes 2 bd", with: "takes 4 bh").replacing("Write offer", with: "Write the offer")
    private static let shared = "term: Offer\n  agreed: a price in writing\n"

    private func folder() throws -> Sandbox {
        let box = try Sandbox()
        try box.write("Processes/offers.baton", Self.old)
        try box.write("Processes/shared.baton", Self.shared)
        return box
    }

    /// A repository with a commit of the old map, and the new one beside it; nil without git.
    private func repository() throws -> Sandbox? {
        let box = try folder()
        guard try git(box, "init", "-q", "-b", "main") else {
            print("Skipped: there is no git here.")
            return nil
        }
        #expect(try git(box, "add", ".") && commit(box, "first"))
        try box.write("Processes/offers.baton", Self.new)
        return box
    }

    private func git(_ box: Sandbox, _ arguments: String...) throws -> Bool {
        try box.run(
            ["git", "-c", "user.name=Test", "-c", "user.email=test@example.org"] + arguments, program: URL(filePath: "/usr/bin/env"),
            environment: ["GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"]
        ).status == 0
    }

    private func commit(_ box: Sandbox, _ message: String) throws -> Bool { try git(box, "commit", "-q", "-a", "-m", message) }

    private func diff(_ box: Sandbox, _ arguments: String...) throws -> Run { try box.run(["diff"] + arguments + Self.today) }

    private func expectTheChange(_ run: Run, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(run.status == 0 && run.error == "", sourceLocation: sourceLocation)
        #expect(run.output.contains("~ Write the offer  was called 'Write offer'"), "\(run.output)", sourceLocation: sourceLocation)
        #expect(run.output.contains("~ Check terms  takes 2 bd → 4 bh"), "\(run.output)", sourceLocation: sourceLocation)
    }

    // MARK: Files and folders

    @Test func comparesFilesAndFolders() throws {
        let box = try folder()
        try box.write("new/offers.baton", Self.new)
        try box.write("new/shared.baton", Self.shared)
        expectTheChange(try diff(box, "Processes/offers.baton", "new/offers.baton"))
        expectTheChange(try diff(box, "Processes", "new"))
        try box.write("new/other.baton", "process: Other\nlanes: Sales\nflow:\n  Sales: Do it\n  end: Done\n")
        let more = try diff(box, "Processes", "new")
        #expect(more.output.contains("New maps\n  + Other  new/other.baton"))
        #expect(try diff(box, "new", "Processes").output.contains("Maps that are gone\n  − Other  new/other.baton"))
        let same = try diff(box, "Processes", "Processes")
        #expect(same.status == 0 && same.output == "Offers: nothing has changed\n")
    }

    @Test func whatCannotBeComparedIsSaid() throws {
        let box = try folder()
        try box.write("broken.baton", "process: Offers\nflow:\n  Nobody at all\n    handoff [\n")
        for (arguments, words) in [
            (["Processes"], "Processes"), (["Processes", "Processes/offers.baton"], "Processes is a folder and Processes/offers.baton is a file"),
            (["nothing.baton", "Processes/offers.baton"], "nothing.baton: there is no such file or folder"),
            (["Processes/offers.baton"], "does not say which map it is a version of"),
            (["Processes/offers.baton", "broken.baton"], "so it cannot be compared"), (["Processes/offers.baton", "Processes/shared.baton"], "there is no process in it"),
        ] {
            let run = try box.run(["diff"] + arguments + Self.today)
            #expect(run.status == 2 && run.error.contains(words), "\(arguments): \(run.error)")
            #expect(run.output == "" && run.error.split(separator: "\n").count == 1, "\(arguments): \(run.error)")
        }
    }

    @Test func aMapStandsBesideTheOneItIsAVersionOf() throws {
        let box = try folder()
        try box.write("Processes/offers-to-be.baton", Self.new.replacing("lanes:", with: "  state: to-be\n  of: offers\nlanes:"))
        let run = try diff(box, "Processes/offers-to-be.baton")
        expectTheChange(run)
        #expect(run.output.hasPrefix("Offers"))
    }

    @Test func failsOnWhatItIsToldTo() throws {
        let box = try folder()
        try box.write("new/offers.baton", Self.new)
        try box.write("new/shared.baton", Self.shared)
        for (failOn, forth, back) in [("never", 0, 0), ("change", 1, 1), ("worse", 0, 1)] {
            #expect(try diff(box, "Processes", "new", "--fail-on", failOn).status == forth, "\(failOn)")
            #expect(try diff(box, "new", "Processes", "--fail-on", failOn).status == back, "\(failOn)")
        }
        #expect(try diff(box, "new", "new", "--fail-on", "change").status == 0)
    }

    // MARK: Revisions

    @Test func comparesRevisions() throws {
        guard let box = try repository() else { return }
        for arguments in [[], ["HEAD"], ["main"], ["main", "Processes"], ["main", "Processes/offers.baton"]] {
            expectTheChange(try box.run(["diff"] + arguments + Self.today))
        }
        #expect(try diff(box, "--staged").output.contains("nothing has changed"))
        #expect(try git(box, "add", "."))
        expectTheChange(try diff(box, "--staged"))
        #expect(try commit(box, "second"))
        for arguments in [["HEAD~1..HEAD"], ["HEAD~1...main"], ["HEAD~1", "HEAD"], ["HEAD~1..", "Processes"], ["HEAD^"]] {
            expectTheChange(try box.run(["diff"] + arguments + Self.today))
        }
        #expect(try diff(box).output.contains("nothing has changed"))
        #expect(try diff(box, "HEAD~1..HEAD").output.contains("HEAD~1:Processes/offers.baton → HEAD:Processes/offers.baton"))
    }

    @Test func aRevisionBringsTheFilesItUses() throws {
        guard let box = try repository() else { return }
        try box.write("Processes/offers.baton", Self.old)
        try box.write("Processes/shared.baton", Self.shared.replacing("in writing", with: "by email"))
        let run = try diff(box, "HEAD")
        #expect(run.status == 0 && run.output.contains("~ Offer  agreed a price in writing → a price by email"), "\(run.output)\(run.error)")
    }

    @Test func wrongRevisionsAreSaid() throws {
        guard let box = try repository() else { return }
        try box.write("main", "a file")
        for (arguments, words) in [
            (["nonsense"], "'nonsense' is neither a file or folder here nor a revision that git knows"), (["main..nonsense"], "'nonsense'"),
            (["main"], "'main' is a file or folder here, and a revision that git knows; write './main' for the one and 'main^0' for the other"),
            (["HEAD", "gone.baton"], "gone.baton: there is no such file or folder in HEAD or in the working tree"),
            (["HEAD", "../elsewhere"], "lies outside the repository"), (["HEAD..main", "--staged"], "names both sides already"),
        ] {
            let run = try box.run(["diff"] + arguments + Self.today)
            #expect(run.status == 2 && run.error.contains(words) && run.output == "", "\(arguments): \(run.error)")
        }
        expectTheChange(try diff(box, "main^0"))
    }

    @Test func whatIsMissingInAShallowCloneIsSaid() throws {
        guard let box = try repository() else { return }
        #expect(try commit(box, "second"))
        let clone = try Sandbox()
        #expect(try git(clone, "clone", "-q", "--depth", "1", "file://" + box.path, "."))
        let run = try diff(clone, "HEAD~1")
        #expect(run.status == 2 && run.error.contains("only the latest history was fetched, and 'git fetch --unshallow' gets the rest"))
        #expect(try diff(clone, "HEAD").output == "Offers: nothing has changed\n")
    }

    /// CI clones one branch; nothing but the way that is told may be needed to get the other.
    @Test func aBranchThatWasNotClonedCanBeHad() throws {
        guard let box = try repository() else { return }
        #expect(try git(box, "checkout", "-q", "-b", "work") && commit(box, "second"))
        let clone = try Sandbox()
        #expect(try git(clone, "clone", "-q", "--depth", "1", "-b", "work", "file://" + box.path, "."))
        let way = "'git fetch origin main:refs/remotes/origin/main' gets it, and it is 'origin/main' then"
        for name in ["main", "origin/main"] {
            let run = try diff(clone, name)
            #expect(run.status == 2 && run.error.contains(way), "\(run.error)")
        }
        #expect(try git(clone, "fetch", "-q", "origin", "main:refs/remotes/origin/main"))
        expectTheChange(try diff(clone, "origin/main..HEAD"))
        #expect(try diff(clone, "main").error.contains("did you mean 'origin/main'?"))
    }

    @Test func aCommitIsShownShortAndThreeAreTooMany() throws {
        guard let box = try repository() else { return }
        let head = try box.run(["rev-parse", "HEAD"], program: URL(filePath: "/usr/bin/git")).output.trimmingCharacters(in: .whitespacesAndNewlines)
        let run = try diff(box, head)
        #expect(run.output.contains("\n\(head.prefix(10)):Processes/offers.baton → Processes/offers.baton\n"), "\(run.output)")
        let comment = try diff(box, head, "--format", "markdown")
        #expect(comment.output.contains("`\(head.prefix(10)) of ") && comment.output.contains("` → the working tree\n"), "\(comment.output)")
        let many = try diff(box, "HEAD", "HEAD", "HEAD")
        #expect(many.status == 2 && many.error.contains("'HEAD' is one revision more than can be compared"))
    }

    @Test func whatIsWrongWithARevisionIsSaidOfIt() throws {
        guard let box = try repository() else { return }
        try box.write("Processes/offers.baton", "process: Offers\nflow:\n  Nobody at all\n    handoff [\n")
        try box.link("Processes/outside.baton", to: "/etc/hostname")
        #expect(try git(box, "add", ".") && commit(box, "broken"))
        try FileManager.default.removeItem(atPath: box.path + "/Processes/outside.baton")
        try box.write("Processes/offers.baton", Self.new)
        let run = try diff(box, "HEAD")
        #expect(run.status == 2 && run.error.contains("error: HEAD:Processes/outside.baton: it is a link that leads nowhere"), "\(run.error)")
        #expect(run.error.contains("HEAD:Processes/offers.baton: its text has") && run.error.contains("git show HEAD:Processes/offers.baton | baton check -"), "\(run.error)")
        // A map that is gone, or new, is no mistake.
        expectTheChange(try diff(box, "HEAD~1"))
    }

    @Test func nothingOfTheRepositoryIsRun() throws {
        guard let box = try repository() else { return }
        try box.write("trap", "#!/bin/sh\ntouch \(box.path)/trapped\n")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: box.path + "/trap")
        for key in ["core.fsmonitor", "core.pager", "pager.diff", "core.sshCommand", "diff.external", "core.editor", "alias.rev-parse"] {
            #expect(try git(box, "config", key, box.path + "/trap"))
        }
        try box.write(".gitattributes", "*.baton diff=trap filter=trap\n")
        #expect(try git(box, "config", "diff.trap.textconv", box.path + "/trap") && git(box, "config", "filter.trap.smudge", box.path + "/trap"))
        // Setting these up may have run it already.
        try? FileManager.default.removeItem(atPath: box.path + "/trapped")
        expectTheChange(try diff(box, "HEAD"))
        expectTheChange(try diff(box, "HEAD", "Processes"))
        _ = try diff(box, "--staged")
        #expect(!box.exists("trapped"))
    }

    @Test func withoutARepositoryOrGitItSaysSo() throws {
        let box = try folder()
        let lone = try diff(box, "HEAD")
        #expect(lone.status == 2 && lone.error.contains("this folder is in no git repository"))
        let bare = try box.run(["diff", "HEAD"], environment: ["PATH": box.path])
        #expect(bare.status == 2 && bare.error.contains("git is not installed here"))
    }

    // MARK: Drawings

    @Test func drawsWhatHasChanged() throws {
        let box = try folder()
        try box.write("new/offers.baton", Self.new)
        try box.write("new/shared.baton", Self.shared)
        #expect(try diff(box, "Processes", "new", "--drawing", "out").status == 0)
        let drawing = try box.read("out/offers.diff.svg")
        #expect(drawing.contains("data-step=\"Write the offer\"") && drawing.contains("~ renamed"))
        #expect(try diff(box, "Processes", "new", "--drawing", "one.svg").status == 0)
        #expect(try box.read("one.svg") == drawing)
        let same = try diff(box, "new", "new", "--drawing", "two")
        #expect(same.status == 0 && same.error == "nothing has changed, so nothing was drawn\n" && !box.exists("two"))
    }
}
