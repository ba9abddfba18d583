import Testing

/// Where `baton import` and `baton export` write, and what they cannot take.
@Suite struct ImportPlaceTests {
    private static func box() throws -> Sandbox {
        let box = try Sandbox()
        try box.write("order.bpmn", Sample.bpmn)
        try box.write("lead.baton", Sample.sound)
        return box
    }

    @Test(arguments: ["x.txt", "x.bpmn", "some/x.md", "x.v2", "x.tar.gz", "..x.txt"])
    func aFileOfAnotherKindIsNoFolder(_ place: String) throws {
        let box = try Self.box()
        let run = try box.baton("import", "order.bpmn", "-o", place)
        #expect(run.status == 2 && run.error.contains("\(place): a name that ends in .") && run.error.contains("a new folder of this name is '\(place)/'"), "\(run.error)")
        #expect(try box.names() == ["lead.baton", "order.bpmn"])
        // Who says that a folder is meant gets one, and what is one already stays one.
        #expect(try box.baton("import", "order.bpmn", "-o", place + "/").status == 0)
        #expect(try box.baton("export", "--format", "bpmn", "lead.baton", "-o", place).status == 0)
        #expect(try box.names(in: place) == ["lead.bpmn", "order.baton"])
    }

    @Test(arguments: ["drafts", "2026.11", ".hidden", "../other", "a b", "v2.2026-11"])
    func aFolderMayBeCalledAsItLikes(_ place: String) throws {
        let box = try Self.box()
        try box.write("in/order.bpmn", Sample.bpmn)
        let run = try box.run(["-c", "cd in && \"$0\" import order.bpmn -o '\(place)'", Sandbox.program.path], program: .init(filePath: "/bin/sh"))
        #expect(run.status == 0 && box.exists("in/\(place)/order.baton"), "\(run.error)")
    }

    @Test(arguments: ["s.txt", "s.baton", "s.xml", "s.bpmn2", "s.svg"])
    func anExportIsNoFileOfAnotherKind(_ place: String) throws {
        let box = try Self.box()
        let run = try box.baton("export", "--format", "bpmn", "lead.baton", "-o", place)
        #expect(run.status == 2 && run.error.contains("\(place): a name that ends in"), "\(run.error)")
        #expect(try box.names() == ["lead.baton", "order.bpmn"])
    }

    @Test func whatIsNoBPMNFileIsToldForWhatItIs() throws {
        let box = try Self.box()
        try box.write("models/a.bpmn", Sample.bpmn)
        #expect(try box.baton("import", ".").error.contains(".: it is a folder; name the BPMN files in it, as in: baton import *.bpmn\n"))
        #expect(try box.baton("import", "models/").error.contains("models/: it is a folder; name the BPMN files in it, as in: baton import models/*.bpmn\n"))
        #expect(try box.baton("import", "lead.baton").error.contains("lead.baton: it is a map already; name a BPMN file\n"))
        #expect(try box.baton("import", "gone").error.contains("gone: there is no such file or folder\n"))
        #expect(!box.exists("Processes"))
    }

    @Test func aCallThatLeadsNowhereIsTold() throws {
        let box = try Sandbox()
        try box.write("onboarding.baton", Sample.sound.replacing("  end: Done", with: "  call: training\n  end: Done"))
        try box.write("training.baton", Sample.sound)
        #expect(try box.baton("export", "--format", "bpmn", "onboarding.baton", "training.baton", "-o", "given").status == 0)
        let words = "it calls 'training', and there is no such map"
        #expect(try box.baton("import", "given/onboarding.bpmn", "-o", "alone").output.contains("wrote alone/onboarding.baton\n  \(words)"))
        #expect(try box.baton("check", "alone").output.contains("error[unknown-process]"))
        // With the other, or beside it, the call leads somewhere.
        #expect(!(try box.baton("import", "given/onboarding.bpmn", "given/training.bpmn", "-o", "both").output.contains(words)))
        #expect(!(try box.baton("import", "given/onboarding.bpmn", "-o", "other.baton").output.contains(words)))
        let printed = try box.baton("import", "given/onboarding.bpmn", "-o", "-")
        #expect(printed.status == 0 && printed.error.contains("It calls 'training'") && !printed.output.contains("It calls"))
    }
}
