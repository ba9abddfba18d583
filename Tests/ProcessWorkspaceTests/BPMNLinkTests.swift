import Testing

/// What a BPMN file uses and calls is looked for where it lies.
@Suite struct BPMNLinkTests {
    private static let organization = "lane: Sales\n  accountable: Head of Sales\n"
    private static let main = """
        process: Onboarding
        use: organization.baton
        flow:
          Sales: Call customer
            work: 10 min
          call: training
          end: Done

        """
    private static let training = """
        process: Training
        use: organization.baton
        flow:
          Sales: Train
            work: 2 h
          end: Trained

        """

    /// A folder of maps, and their exports in `given`, as they come back.
    private static func box() throws -> Sandbox {
        let box = try Sandbox()
        for (name, text) in [("organization", organization), ("onboarding", main), ("training", training)] { try box.write("maps/\(name).baton", text) }
        #expect(try box.baton("export", "--format", "bpmn", "maps", "-o", "given").status == 0)
        return box
    }

    @Test func sharedFilesAndMapsBesideItAreFound() throws {
        let box = try Self.box()
        try box.write("maps/returned.bpmn", try box.read("given/onboarding.bpmn"))
        let run = try box.baton("check", "maps/returned.bpmn", "--fail-on", "never")
        #expect(run.status == 0 && run.output.contains("Onboarding  maps/returned.bpmn\n"), "\(run.output)")
        #expect(try box.baton("render", "maps/returned.bpmn", "-o", "-").output.contains("Call customer"))
        let diff = try box.baton("diff", "maps/onboarding.baton", "maps/returned.bpmn", "--fail-on", "change")
        #expect(diff.status == 0 && diff.output.contains("nothing has changed"), "\(diff.output)\(diff.error)")
        let metrics = try box.baton("metrics", "maps/returned.bpmn", "--format", "json").output
        #expect(metrics.contains("\"maps/returned.bpmn\"") && !metrics.contains("returned.bpmn/"))
    }

    @Test func whatWasChangedElsewhereIsTold() throws {
        let box = try Self.box()
        try box.write("maps/returned.bpmn", try box.read("given/onboarding.bpmn").replacing("\"Call customer\"", with: "\"Visit customer\""))
        let diff = try box.baton("diff", "maps/onboarding.baton", "maps/returned.bpmn", "--fail-on", "change")
        #expect(diff.status == 1 && diff.output.contains("Visit customer"), "\(diff.output)\(diff.error)")
    }

    @Test func aBPMNFileIsCalledWhereThereIsNoMap() throws {
        let box = try Self.box()
        try box.write("given/organization.baton", Self.organization)
        func lead() throws -> String { try box.baton("metrics", "given/onboarding.bpmn").output }
        let byFile = try lead()
        #expect(try box.baton("check", "given/onboarding.bpmn", "--fail-on", "never").status == 0)
        #expect(try box.baton("check", "given", "--fail-on", "never").status == 0)
        // A map of that name counts.
        try box.write("given/training.baton", Self.training)
        #expect(try lead() == byFile)
        try box.write("given/training.baton", Self.training.replacing("2 h", with: "5 h"))
        #expect(try lead() != byFile)
        // It is the map of its folder and not the one elsewhere that is meant; and no map calls a BPMN file.
        try box.write("other/onboarding.baton", Self.main)
        try box.write("other/organization.baton", Self.organization)
        try box.write("other/training.bpmn", try box.read("given/training.bpmn"))
        #expect(try box.baton("check", "other/onboarding.baton").output.contains("error[unknown-process]"))
    }

    @Test func whatIsNotThereIsToldAtItsElement() throws {
        let box = try Self.box()
        let run = try box.baton("check", "given/onboarding.bpmn")
        #expect(run.status == 2 && run.output.contains("error[use-not-found]: there is no file 'organization.baton'\n"))
        #expect(run.output.contains("<baton:property keyword=\"use\" value=\"organization.baton\" />"))
        for run in [try box.baton("render", "given/onboarding.bpmn"), try box.baton("metrics", "given/onboarding.bpmn"), try box.baton("diff", "maps/onboarding.baton", "given/onboarding.bpmn")] {
            #expect(run.status == 2 && run.error.contains("'baton check given/onboarding.bpmn'") && !run.error.contains(".bpmn/"), "\(run.error)")
        }
        try box.write("given/organization.baton", Self.organization)
        try box.write("given/training.bpmn", "<x/>")
        let called = try box.baton("check", "given/onboarding.bpmn").output
        #expect(called.contains("error[unknown-process]: there is no map 'training'") && called.contains("--> given/onboarding.bpmn:"), "\(called)")
    }

    /// A path of a BPMN file leads no further than that of a map.
    @Test func nothingIsReadAboveTheFolder() throws {
        let box = try Self.box()
        try box.write("organization.baton", Self.organization)
        try box.write("given/organization.baton", Self.organization)
        try box.write("given/onboarding.bpmn", try box.read("given/onboarding.bpmn").replacing("value=\"organization.baton\"", with: "value=\"../organization.baton\""))
        #expect(try box.baton("check", "given/onboarding.bpmn").output.contains("error[use-outside]"))
    }

    /// The map that it was made of lies beside it, and a role has to do the work once.
    @Test func theMapItselfIsNotCountedTwice() throws {
        let box = try Sandbox()
        try box.write("lead.baton", "process: Lead\n  volume: 100 per week\nlane: Sales\n  role: Rep [people 1]\nflow:\n  Rep: Call\n    work: 20 min\n  end: Done\n")
        #expect(try box.baton("export", "--format", "bpmn", "lead.baton", "-o", ".").status == 0)
        try box.write("theirs.bpmn", try box.read("lead.bpmn"))
        func numbers(_ file: String) throws -> String { try box.baton("metrics", file).output.replacing(file, with: "") }
        let own = try numbers("lead.baton")
        #expect(own.contains("Rep"))
        #expect(try numbers("lead.bpmn") == own)
        #expect(try numbers("theirs.bpmn") == own)
        #expect(try box.baton("diff", "lead.baton", "theirs.bpmn").output.contains("nothing has changed"))
        // Beside it the other maps count, as they do for a map.
        try box.write("more.baton", "process: More\n  volume: 100 per week\nlane: Sales\n  role: Rep [people 1]\nflow:\n  Rep: Write\n    work: 20 min\n  end: Done\n")
        #expect(try numbers("lead.bpmn") == numbers("lead.baton"))
    }
}
