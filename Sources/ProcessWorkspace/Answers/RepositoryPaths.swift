/// Where files stand in a repository, as programs that show a review call them.
struct RepositoryPaths {
    /// The folder from which paths were named; absolute and without links.
    private let here: String
    /// The top of the repository around it; the folder itself where there is none.
    private let top: String

    init() {
        here = FileReading.realPath(".") ?? "/"
        var folder = here
        while !FileReading.exists(Path.join(folder, ".git")), folder != "/" { folder = Path.folder(of: folder) }
        top = FileReading.exists(Path.join(folder, ".git")) ? folder : here
    }

    /// A path from the top of the repository; an absolute one where it lies outside.
    ///
    /// - Parameter realPath: the same, absolute and without links; nil where nothing stands there.
    func path(of name: String, realPath: String?) -> String {
        for path in [Path.normalised(Path.join(here, name)), realPath].compactMap(\.self) where Path.isInside(path, top) {
            return Path.relative(path, to: top)
        }
        return realPath ?? Path.normalised(Path.join(here, name))
    }
}
