import Foundation
import MapFuzzing
import Testing

/// A short run of the fuzzer; `make fuzz` does a long one.
@Suite struct FuzzTests {
    private static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private static func texts(in folder: String, endingIn ending: String) -> [String] {
        let root = package.appending(path: folder)
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: root.path))?.filter { $0.hasSuffix(ending) }.sorted() ?? []
        return names.compactMap { try? String(contentsOf: root.appending(path: $0), encoding: .utf8) }
    }

    /// From the sources of the repository, in an order that does not change.
    private static let maps: [[UInt8]] =
        (texts(in: "Processes", endingIn: ".baton") + texts(in: "docs", endingIn: ".baton")).map { Array($0.utf8) }
        + (texts(in: "docs", endingIn: "language.md") + texts(in: "Tests/BrokenMaps", endingIn: ".md")).flatMap(MadeUpMaps.examples)
        + MadeUpMaps.all

    @Test(arguments: 0..<8) func whateverIsWrittenNothingBreaks(part: UInt64) {
        #expect(Self.maps.count > 20)
        let mutator = Mutator(Self.maps)
        for seed in (part * 250)..<(part * 250 + 250) {
            let complaint = Trial.complaint(about: mutator.text(seed: seed), .init(seed: seed))
            #expect(complaint == nil, "seed \(seed)")
        }
    }

    @Test func theSameSeedGivesTheSameText() {
        let mutator = Mutator(MadeUpMaps.all)
        #expect((0..<50).allSatisfy { mutator.text(seed: $0) == mutator.text(seed: $0) })
        #expect(Set((0..<200).map { mutator.text(seed: $0) }).count > 180)
    }
}
