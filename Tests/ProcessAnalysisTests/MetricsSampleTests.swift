import Foundation
import ProcessModel
import ProcessSyntax
import Testing

@testable import ProcessAnalysis

/// The numbers of the maps in `Processes/`.
struct MetricsSampleTests {
    static func map(_ name: String) throws -> ProcessMap {
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let trees = try [name, "organization"].enumerated().map { index, name in
            let bytes = Array(try Data(contentsOf: package.appending(path: "Processes/\(name).baton")))
            return SyntaxTree(parsing: SourceText(id: FileID(index), name: name, bytes: bytes))
        }
        var map = Resolver.resolve(trees[0], using: [trees[1]]).map
        map.id = name
        return map
    }

    @Test(arguments: ["lead-to-opportunity", "lead-to-opportunity-to-be", "crm-change-request", "campaign-launch"])
    func tryOut(name: String) throws {
        let map = try Self.map(name)
        let metrics = Inspection(map).metrics
        print(name); print(summary(map)); print(metrics.assumptions); print(metrics.missing)
        for p in metrics.handoffs.pairs { print(map[p.from].name, map[p.to].name, p.flows, p.perCase as Any) }
    }
}
