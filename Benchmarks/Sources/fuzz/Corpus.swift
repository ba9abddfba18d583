import Glibc
import MapFuzzing

/// The maps that the fuzzer begins with: all of the package, found from its folder.
enum Corpus {
    static func maps() -> [[UInt8]] {
        let own = files(in: "Processes", endingIn: ".baton")
        guard !own.isEmpty else { return [] }
        let documents = files(in: "docs", endingIn: ".md") + files(in: "Tests/BrokenMaps", endingIn: ".md")
        return (own + files(in: "docs", endingIn: ".baton")).map(read)
            + documents.flatMap { MadeUpMaps.examples(in: String(decoding: read($0), as: UTF8.self)) } + MadeUpMaps.all
    }

    static func read(_ path: String) -> [UInt8] {
        guard let file = fopen(path, "r") else { return [] }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&block, 1, block.count, file), count > 0 { bytes += block[..<count] }
        return bytes
    }

    /// In and below a folder, by path.
    private static func files(in folder: String, endingIn ending: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var found: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasPrefix(".") { continue }
            if Int(entry.pointee.d_type) == Int(DT_DIR) { found += files(in: "\(folder)/\(name)", endingIn: ending) }
            if name.hasSuffix(ending) { found.append("\(folder)/\(name)") }
        }
        return found.sorted()
    }
}
