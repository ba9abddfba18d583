import Foundation
import Testing

@testable import ProcessWorkspace

struct FileWritingTests {
    private func write(_ text: String, to path: String) throws -> FileWriting.Outcome {
        try FileWriting.write(Array(text.utf8), to: path)
    }

    private func mode(_ path: String) throws -> Int {
        try #require(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }

    @Test func newChangedAndUnchanged() throws {
        let box = try Sandbox()
        #expect(try write("one", to: box.path + "/a.svg") == .written)
        #expect(try box.read("a.svg") == "one")
        #expect(try write("one", to: box.path + "/a.svg") == .unchanged)
        #expect(try write("two", to: box.path + "/a.svg") == .written)
        #expect(try box.read("a.svg") == "two")
        #expect(try box.names() == ["a.svg"])
    }

    @Test func permissionsAreKept() throws {
        let box = try Sandbox()
        try box.write("a.svg", "old")
        chmod(box.path + "/a.svg", 0o640)
        _ = try write("new", to: box.path + "/a.svg")
        #expect(try mode(box.path + "/a.svg") == 0o640)
        _ = try write("new", to: box.path + "/b.svg")
        #expect(try mode(box.path + "/b.svg") == 0o644)
    }

    @Test func aLinkStaysALink() throws {
        let box = try Sandbox()
        try box.write("real.svg", "old")
        try box.link("link.svg", to: "real.svg")
        _ = try write("new", to: box.path + "/link.svg")
        #expect(try box.read("real.svg") == "new")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: box.path + "/link.svg") == "real.svg")
    }

    /// A file that cannot take its place leaves the old one whole and nothing beside it.
    @Test func nothingIsLeftBehind() throws {
        let box = try Sandbox()
        try box.write("a.svg/inside", "x")
        #expect(throws: FileTrouble.self) { try write("new", to: box.path + "/a.svg") }
        #expect(throws: FileTrouble.self) { try write("new", to: box.path + "/none/b.svg") }
        #expect(try box.names() == ["a.svg"])
    }

    @Test func foldersAreMade() throws {
        let box = try Sandbox()
        try FileWriting.makeFolder(box.path + "/one/two/three")
        try FileWriting.makeFolder(box.path + "/one/two/three")
        #expect(box.exists("one/two/three"))
        try box.write("file", "x")
        #expect(throws: FileTrouble.self) { try FileWriting.makeFolder(box.path + "/file") }
        #expect(throws: FileTrouble.self) { try FileWriting.makeFolder(box.path + "/file/below") }
    }
}

struct PathTests {
    @Test(arguments: [
        ("a/b/../c", "a/c"), ("./a", "a"), ("a/", "a"), ("a//b", "a/b"), ("..", ".."), ("../../a", "../../a"), ("/..", "/"),
        ("/a/../../b", "/b"), ("", "."), ("a/..", "."),
    ])
    func normalised(path: String, expected: String) { #expect(Path.normalised(path) == expected) }

    @Test(arguments: [("./a//b/", "a/b"), ("a/../b", "a/../b"), (".", "."), ("/", "/"), ("./", ".")])
    func tidied(path: String, expected: String) { #expect(Path.tidied(path) == expected) }

    @Test(arguments: [("a/b.baton", "a"), ("b.baton", "."), ("/b.baton", "/"), ("a/b/", "a"), ("/", "/")])
    func folder(path: String, expected: String) { #expect(Path.folder(of: path) == expected) }

    @Test func inside() {
        #expect(Path.isInside("/m/a", "/m"))
        #expect(Path.isInside("/m", "/m"))
        #expect(!Path.isInside("/maps/a", "/m"))
        #expect(Path.isInside("/maps/a", "/"))
    }

    @Test func relative() {
        #expect(UseTarget.relative("/m/a/x.baton", to: "/m/b") == "../a/x.baton")
        #expect(UseTarget.relative("/m/x.baton", to: "/m") == "x.baton")
    }
}
