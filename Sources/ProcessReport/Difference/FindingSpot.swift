/// Where a finding stands in a file of the new side.
public struct FindingSpot: Sendable, Hashable {
    /// `Processes/claims.baton:37`; empty where it is in no file.
    let at: String
    /// Its line on the web.
    let link: String?

    public init(at: String, link: String?) {
        self.at = at
        self.link = link
    }

    /// - Parameters:
    ///   - web: the page below which the files of the repository can be seen.
    ///   - fromTop: the path from the top of the repository.
    public init(path: String, line: Int, web: String?, fromTop: String) {
        let isLinked = !fromTop.isEmpty && !fromTop.hasPrefix("/") && !fromTop.hasPrefix("<")
        self.init(
            at: "\(path):\(line)",
            link: web.flatMap { isLinked ? ($0.hasSuffix("/") ? $0 : $0 + "/") + URIText.path(fromTop) + "#L\(line)" : nil })
    }
}
