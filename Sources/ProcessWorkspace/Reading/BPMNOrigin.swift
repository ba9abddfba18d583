/// Where a map comes from that was made of a BPMN file.
///
/// What it uses and calls is looked for where the file lies, as if the map lay there. Its own path is below that of the file, so
/// that it takes the name of no map beside it.
struct BPMNOrigin: Sendable {
    let file: BPMNFile
    /// Which of the file's maps it is.
    let map: Int
    /// The file, absolute and without links; nil for standard input.
    let realPath: String?
    /// The folder in which the file lies, absolute and without links; for standard input the one in which Baton runs.
    let folder: String
}
