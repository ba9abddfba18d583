/// Pages of an earlier run that belong to no drawing any more: `lead.a3-5.svg`, where there are four pages now.
public struct Leftovers {
    /// All that was written, and left as it was.
    private var files = Set<String>()
    /// The kinds of pages that were written of each process: `a3.svg`, `phases.a3.svg`.
    private var kinds: [String: Set<String>] = [:]
    private var folders = Set<String>()

    public init() {}

    /// Notes what was written of a drawing.
    public mutating func add(_ written: [DrawnFile], of drawing: ProcessDrawing) {
        for file in written {
            files.insert(file.name)
            folders.insert(Path.folder(of: file.name))
            kinds[drawing.name, default: []].insert(Self.kind(of: file.name.dropFirst(drawing.name.count + 1)))
        }
    }

    /// The files below a folder of drawings that are pages of the kinds written, and were not written now. They are left
    /// as they are, and a folder that cannot be read has none.
    public func found(in output: String) -> [String] {
        let output = Path.tidied(output)
        return folders.sorted().flatMap { folder -> [String] in
            guard let entries = try? MapFinder.fileNames(in: Path.join(output, folder)) else { return [] }
            return entries.map { Path.join(folder, $0) }.filter { !files.contains($0) && isOfAKindWritten($0) }
                .sorted().map { Path.join(output, $0) }
        }
    }

    private func isOfAKindWritten(_ file: String) -> Bool {
        file.indices.contains { dot in
            file[dot] == "." && kinds[String(file[..<dot])]?.contains(Self.kind(of: file[file.index(after: dot)...])) == true
        }
    }

    /// What pages have in common but for their numbers: `a3.svg` of `a3-1.svg`.
    private static func kind(of page: Substring) -> String {
        page.split(separator: ".", omittingEmptySubsequences: false).map { PageName.withoutNumbers($0) }.joined(separator: ".")
    }
}
