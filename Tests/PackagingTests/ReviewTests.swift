import Foundation
import Testing

/// The scripts of the GitHub action and of the GitLab template, run as their services would run them: in a clone of a project
/// whose last commit adds a step nobody is accountable for.
@Suite struct ReviewTests {
    /// A project with one map and a change to it, and the clone that a service makes of it.
    static func clone() throws -> Scratch {
        let scratch = try Scratch()
        let made = try scratch.run(
            """
            set -e
            git init --quiet --initial-branch=main origin
            mkdir origin/Processes
            cp "$SOURCE/docs/examples/first-map.baton" origin/Processes/lead.baton
            cd origin
            git add . && git commit --quiet --message "A map"
            git checkout --quiet -b change
            sed --in-place 's/  Sales: Call prospect/  Sales: Look it up\\n  Sales: Call prospect/' Processes/lead.baton
            git add . && git commit --quiet --message "A step more"
            # Meanwhile main moves on, which is no doing of the change; then the service merges both for its run.
            git checkout --quiet main
            sed --in-place 's/Submit demo form/Ask for a demo/' Processes/lead.baton
            git add . && git commit --quiet --message "Another word"
            git checkout --quiet -b merged
            git merge --quiet --no-edit change
            git checkout --quiet main
            git commit --quiet --allow-empty --message "And on"
            cd ..
            git clone --quiet --depth=1 --branch="merged" "file://$PWD/origin" clone
            mkdir runner
            """)
        #expect(made.code == 0, "\(made.output)")
        return scratch
    }

    static func action(_ scratch: Scratch, _ inputs: [String: String] = [:]) throws -> Ran {
        var environment = [
            "BATON_PATHS": "Processes\n", "BATON_FAIL_ON": "error", "BATON_PROFILE": "", "BATON_BASELINE": "", "BATON_TODAY": "2026-11-22",
            "BATON_DIFF": "true", "GITHUB_BASE_REF": "main", "GITHUB_REF": "refs/pull/7/merge", "RUNNER_TEMP": scratch.path("runner"),
            "GITHUB_OUTPUT": scratch.path("output"), "GITHUB_STEP_SUMMARY": scratch.path("summary"), "GITHUB_PATH": scratch.path("paths"),
            "GITHUB_SERVER_URL": "https://github.example", "GITHUB_REPOSITORY": "acme/maps", "GITHUB_SHA": "abc",
        ]
        environment.merge(inputs) { $1 }
        return try scratch.run(#""$SOURCE/scripts/github-action" review"#, in: "clone", environment: environment)
    }

    @Test(.enabled(if: Scratch.has("command -v git", for: "a review in a clone")))
    func theActionMarksFindingsAndSumsThemUp() throws {
        let scratch = try Self.clone()
        let ran = try Self.action(scratch)
        #expect(ran.code == 1)
        #expect(ran.output.contains("::error file=Processes/lead.baton,line="), "\(ran.output)")
        let summary = scratch.text("summary")
        #expect(summary.contains("no-accountable") && summary.contains("Look it up"), "\(summary)")
        #expect(summary.contains("https://github.example/acme/maps/blob/abc/Processes/lead.baton#L"), "\(summary)")
        // What main has done meanwhile is none of it.
        #expect(!summary.contains("Submit demo form"), "\(summary)")
        // What the change does: the step that was added.
        #expect(summary.contains("Added") || summary.contains("added"), "\(summary)")
        let output = scratch.text("output")
        #expect(output.contains("status=1\n") && output.contains("sarif=\(scratch.path("runner"))/baton.sarif\n"))
        #expect(scratch.text("runner/baton.sarif").contains("\"2.1.0\""))
    }

    @Test(.enabled(if: Scratch.has("command -v git", for: "a review in a clone")))
    func theActionFailsOnWhatItIsToldTo() throws {
        let scratch = try Self.clone()
        #expect(try Self.action(scratch, ["BATON_FAIL_ON": "never"]).code == 0)
        #expect(scratch.text("output").contains("status=0\n"))
        #expect(try Self.action(scratch, ["BATON_PATHS": "Nowhere"]).code == 2)
        #expect(try Self.action(scratch, ["BATON_FAIL_ON": "sometimes"]).code == 2)
    }

    @Test(.enabled(if: Scratch.has("command -v git", for: "a review in a clone")))
    func theActionTakesTheBaselineThatIsThere() throws {
        let scratch = try Self.clone()
        let wrote = try scratch.run("baton baseline write --today 2026-11-22", in: "clone")
        #expect(wrote.code == 0, "\(wrote.output)")
        #expect(try Self.action(scratch).code == 0)
        #expect(try Self.action(scratch, ["BATON_BASELINE": "none"]).code == 1)
    }

    @Test(.enabled(if: Scratch.has("command -v git", for: "a review in a clone")))
    func whatAWorkflowHandsInIsNeverRun() throws {
        let scratch = try Self.clone()
        for input in ["$(touch pwned)", "`touch pwned`", "; touch pwned", "--output=pwned"] {
            #expect(try Self.action(scratch, ["BATON_PATHS": input]).code == 2)
            #expect(try Self.action(scratch, ["BATON_BASELINE": input]).code == 2)
        }
        #expect(!FileManager.default.fileExists(atPath: scratch.path("clone/pwned")))
    }

    @Test(.enabled(if: Scratch.has("command -v git", for: "a review in a clone")))
    func theActionTellsWhatItCannotCompareWith() throws {
        let scratch = try Self.clone()
        let ran = try Self.action(scratch, ["GITHUB_REF": "refs/heads/change"])
        #expect(ran.code == 1)
        #expect(ran.output.contains("there is too little history"), "\(ran.output)")
    }

    /// A checkout of the branch itself, with its history: measured against where it set out, and still whole afterwards.
    @Test(.enabled(if: Scratch.has("command -v git", for: "a review in a clone")))
    func aBranchIsMeasuredAgainstWhereItSetOut() throws {
        let scratch = try Self.clone()
        #expect(try scratch.run("rm -rf clone && git clone --quiet --branch=change \"file://$PWD/origin\" clone").code == 0)
        _ = try Self.action(scratch, ["GITHUB_REF": "refs/heads/change"])
        let summary = scratch.text("summary")
        #expect(summary.contains("Look it up") && !summary.contains("Ask for a demo"), "\(summary)")
        #expect(try scratch.run("git rev-parse --is-shallow-repository", in: "clone").output == "false\n")
    }

    @Test(.enabled(if: Scratch.has("command -v git", for: "a review in a clone")))
    func aWrongCallIsToldWherePeopleLook() throws {
        let ran = try Self.action(try Self.clone(), ["BATON_BASELINE": "nowhere.txt"])
        #expect(ran.code == 2)
        #expect(ran.output.contains("::error title=Baton::nowhere.txt: "), "\(ran.output)")
    }

    @Test(.enabled(if: Scratch.has("command -v git && python3 -c 'import yaml'", for: "running the script of the GitLab template")))
    func theGitLabJobWritesItsReports() throws {
        let scratch = try Self.clone()
        let script = try scratch.run(
            """
            python3 - "$SOURCE/templates/baton.yml" <<'END'
            import sys, yaml
            header, job = yaml.safe_load_all(open(sys.argv[1]))
            print("set -e")
            print("\\n".join(job["baton"]["script"]))
            END
            """)
        #expect(script.code == 0)
        let before = try scratch.run("git rev-parse merged^1", in: "origin").output.trimmingCharacters(in: .whitespacesAndNewlines)
        let ran = try scratch.run(
            script.output, in: "clone",
            environment: [
                "BATON_PATHS": "Processes", "BATON_FAIL_ON": "error", "BATON_OPTIONS": "--today 2026-11-22", "CI_MERGE_REQUEST_TARGET_BRANCH_SHA": before,
                "CI_PROJECT_URL": "https://gitlab.example/maps", "CI_COMMIT_SHA": "abc",
            ])
        #expect(ran.code == 1, "\(ran.output)")
        for (file, word) in [
            ("baton-quality.json", "fingerprint"), ("baton-junit.xml", "<testsuite"), ("baton.sarif", "2.1.0"), ("baton.md", "no-accountable"),
            ("baton-diff.md", "Look it up"),
        ] {
            #expect(scratch.text("clone/" + file).contains(word), "\(file): \(ran.output)")
        }
    }
}
