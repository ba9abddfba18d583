import Foundation
import Testing

/// What `make install` and pre-commit hand out says what the program does.
@Suite struct InstallationTests {
    @Test(.enabled(if: Scratch.has("command -v python3", for: "writing the manual page")))
    func theManualPageIsWhatTheProgramSaysOfItself() throws {
        let ran = try Scratch().run(#"cd "$SOURCE" && scripts/write-manual "$(command -v baton)" --check docs/man/baton.1"#)
        #expect(ran.code == 0, "\(ran.output)")
    }

    @Test(.enabled(if: Scratch.has("command -v python3", for: "writing the manual page")))
    func anotherManualPageIsFoundOut() throws {
        let scratch = try Scratch()
        let ran = try scratch.run(
            #"cd "$SOURCE" && sed 's/lane/lame/' docs/man/baton.1 > "$HOME/page" && scripts/write-manual "$(command -v baton)" --check "$HOME/page""#)
        #expect(ran.code == 1 && ran.output.contains("make manual"), "\(ran.output)")
    }

    @Test(.enabled(if: Scratch.has("command -v man && man --warnings -l /dev/null > /dev/null", for: "setting the manual page")))
    func theManualPageIsSetWithoutComplaint() throws {
        let ran = try Scratch().run(#"man --warnings -E UTF-8 -l "$SOURCE/docs/man/baton.1" 2>&1 > /dev/null"#)
        #expect(ran.output == "")
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func completionsKnowEveryCommand(shell: String) throws {
        let script = try Scratch().run("baton --generate-completion-script \(shell)")
        #expect(script.code == 0)
        for command in ["check", "render", "report", "diff", "import", "baseline", "metrics"] {
            #expect(script.output.contains(command), "\(shell): \(command)")
        }
        // Read by the shell it is for, where that is here.
        let parses = try Scratch().run("command -v \(shell) > /dev/null || exit 0; baton --generate-completion-script \(shell) > script; \(shell) -n script")
        #expect(parses.code == 0, "\(parses.output)")
    }

    /// The hooks' commands and options are those that there are.
    @Test func hooksCallCommandsThatThereAre() throws {
        let text = try String(contentsOf: Project.root.appending(path: ".pre-commit-hooks.yaml"), encoding: .utf8)
        let entries = text.components(separatedBy: "\n").filter { $0.hasPrefix("  entry: ") }.map { $0.dropFirst("  entry: ".count) }
        #expect(entries.count == 2)
        for entry in entries {
            let ran = try Scratch().run("\(entry) --help")
            #expect(ran.code == 0, "\(entry): \(ran.output)")
        }
    }
}
