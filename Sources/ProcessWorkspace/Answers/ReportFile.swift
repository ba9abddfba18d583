import ProcessReport

/// A file into which a report is to be written.
public struct ReportFile: Sendable {
    public let path: String

    public init(_ path: String) { self.path = path }

    /// What keeps the file from being written, if it is something that the caller did not mean: a report in place of a
    /// map or of a baseline would destroy work, whatever they are called. Nil where nothing does.
    public func conflict(with workspace: Workspace, baseline: BaselineFile?) -> FileTrouble? {
        let isRead = workspace.library.files.contains { $0.realPath == place }
        let work: WrittenWork? = isRead ? .map : baseline.map { ReportFile($0.path).place == place } ?? false ? .baseline : WrittenWork(at: path)
        return work.map { FileTrouble(path, "it is \($0.words), and the report would replace it", remedy: "give the report another name") }
    }

    /// True where two names mean one file.
    public func isSame(as other: ReportFile) -> Bool { place == other.place }

    /// Puts a report there, as a whole or not at all; makes the folder where it is missing.
    public func save(_ text: String) throws(FileTrouble) -> FileWriting.Outcome {
        try FileWriting.makeFolder(Path.folder(of: path))
        return try FileWriting.write(Array(text.utf8), to: path)
    }

    /// Absolute, and without links as far as it stands already.
    private var place: String {
        if let real = FileReading.realPath(path) { return real }
        let folder = Path.folder(of: path)
        let realFolder = FileReading.realPath(folder) ?? Path.normalised(Path.join(FileReading.realPath(".") ?? "/", folder))
        return Path.join(realFolder, Path.name(of: path))
    }
}
