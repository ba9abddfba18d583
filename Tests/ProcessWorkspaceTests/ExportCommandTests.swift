import Testing

/// `baton export`, and what becomes of files that are there.
@Suite struct ExportCommandTests {
    private static func box() throws -> Sandbox {
        let box = try Sandbox()
        try box.write("lead.baton", Sample.sound)
        return box
    }

    @Test func anEarlierExportIsReplaced() throws {
        let box = try Self.box()
        #expect(try box.baton("export", "--format", "bpmn", "lead.baton").output == "Output/lead.bpmn\n")
        let first = try box.read("Output/lead.bpmn")
        #expect(try box.baton("export", "--format", "bpmn", "lead.baton").output == "Output/lead.bpmn  (unchanged)\n")
        try box.write("lead.baton", Sample.sound.replacing("Call prospect", with: "Visit prospect"))
        #expect(try box.baton("export", "--format", "bpmn", "lead.baton").output == "Output/lead.bpmn\n")
        #expect(try box.read("Output/lead.bpmn") != first)
    }

    @Test(arguments: [("Call prospect", "Visit prospect"), ("</bpmn:definitions>\n", "</bpmn:definitions>"), ("<!-- While", "<!--  While"), ("width=\"", "width=\"1")])
    func anExportThatSomebodyWorkedOnIsLeft(_ was: String, _ is_: String) throws {
        let box = try Self.box()
        _ = try box.baton("export", "--format", "bpmn", "lead.baton", "-o", "lead.bpmn")
        let edited = try box.read("lead.bpmn").replacing(was, with: is_)
        try box.write("lead.bpmn", edited)
        for place in [["-o", "lead.bpmn"], ["-o", "."]] {
            let run = try box.run(["export", "--format", "bpmn", "lead.baton"] + place)
            #expect(run.status == 2 && run.error.contains("lead.bpmn: it was changed since 'baton export' wrote it, and was left as it is"), "\(run.error)")
        }
        #expect(try box.read("lead.bpmn") == edited)
        // What they did is not lost on the import either.
        #expect(try box.baton("import", "lead.bpmn", "-o", "-").status == 0)
    }

    @Test func aFileOfAnotherToolIsLeft() throws {
        let box = try Self.box()
        try box.write("lead.bpmn", Sample.bpmn)
        let run = try box.baton("export", "--format", "bpmn", "lead.baton", "-o", "lead.bpmn")
        #expect(run.status == 2 && run.error.contains("lead.bpmn: it was not written by 'baton export', and was left as it is"))
        #expect(try box.read("lead.bpmn") == Sample.bpmn)
    }
}
