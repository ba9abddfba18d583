import Foundation
import Testing

/// Links from one page of the repository to another lead somewhere.
@Suite struct LinkTests {
    /// The paths that a page links to, without places on the web and in the page itself.
    static func links(in text: String) -> [String] {
        text.components(separatedBy: "](").dropFirst().compactMap { rest in
            let target = rest.prefix { $0 != ")" && $0 != " " }.prefix { $0 != "#" }
            return target.isEmpty || target.contains("://") ? nil : String(target)
        }
    }

    @Test func pagesExist() throws {
        let pages = ["", "docs/", "docs/rules/", "Benchmarks/", "editors/vscode/"].flatMap { folder in
            let all = try? FileManager.default.contentsOfDirectory(atPath: SampleMaps.package.appending(path: folder).path)
            return (all ?? []).filter { $0.hasSuffix(".md") }.map { folder + $0 }
        }.sorted()
        #expect(pages.count > 20)
        var broken: [String] = []
        for page in pages {
            let url = SampleMaps.package.appending(path: page)
            for link in Self.links(in: try String(contentsOf: url, encoding: .utf8)) {
                let target = url.deletingLastPathComponent().appending(path: link).standardizedFileURL
                if !FileManager.default.fileExists(atPath: target.path) { broken.append("\(page) links to \(link)") }
            }
        }
        #expect(broken == [])
    }

    @Test func aLinkIsSeen() {
        #expect(Self.links(in: "See [a](b.md#c), [d](https://e.f) and [g](#h); ![i](j/k.svg)") == ["b.md", "j/k.svg"])
    }
}
