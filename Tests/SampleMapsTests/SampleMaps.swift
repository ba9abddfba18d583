import Foundation
import ProcessModel
import ProcessSyntax

/// The maps in `Processes/`, which everybody opens first.
enum SampleMaps {
    static let processes = ["campaign-launch", "crm-change-request", "lead-to-opportunity", "lead-to-opportunity-to-be"]

    static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func tree(_ name: String, id: Int = 0) throws -> SyntaxTree {
        let path = "Processes/\(name).baton"
        let bytes = try Data(contentsOf: package.appending(path: path))
        return SyntaxTree(parsing: SourceText(id: FileID(id), name: path, bytes: Array(bytes)))
    }

    /// The map of that name with the organization it uses.
    static func resolve(_ name: String) throws -> Resolution {
        Resolver.resolve(try tree(name), using: [try tree("organization", id: 1)])
    }
}
