extension DiagnosticNote {
    /// What can be wrong with a BPMN file.
    static let ofBPMN: [DiagnosticNote] = [
        DiagnosticNote(
            "bad-xml",
            "A BPMN file is not well-formed XML, ends too early, or is not in the encoding that it says it is in.",
            "Save or export it again from the tool it came from. The error names the line at which reading ended."),
        DiagnosticNote(
            "empty-bpmn",
            "No process of a BPMN file holds a step or an event, so there is nothing to map.",
            "Name a file that does. One that only shows pools or data says nothing of how work passes."),
        DiagnosticNote(
            "not-bpmn",
            "A file is XML, and not BPMN 2.0: it does not begin with 'definitions' of BPMN's namespace.",
            "Export it as BPMN 2.0. Older versions and the files that a tool keeps for itself are not read."),
        DiagnosticNote(
            "xml-doctype",
            "A BPMN file brings a document type (DOCTYPE). It could make the reader open other files, or grow one word into gigabytes.",
            "Take the line out: BPMN needs none, and no tool writes one."),
        DiagnosticNote(
            "xml-too-deep",
            "The elements of a BPMN file lie more than 200 deep in each other.",
            "Call sub-processes instead of nesting them. No file that people drew comes near it."),
        DiagnosticNote(
            "xml-too-long",
            "One comment, text, value or name of a BPMN file is longer than 10 MB.",
            "Take it out, or keep what it holds, such as a picture, in a file of its own."),
        DiagnosticNote(
            "xml-too-large",
            "A BPMN file holds more than 2,000,000 elements and attributes.",
            "Export parts of the process into files of their own."),
    ]
}
