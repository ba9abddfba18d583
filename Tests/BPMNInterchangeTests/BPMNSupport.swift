import Foundation
import ProcessAnalysis
import ProcessModel
import ProcessSyntax

@testable import BPMNInterchange

/// What the tests of this target share: the library, files by others, and models that are imported and looked at.
enum BPMN {
    /// Loaded once; nil where the machine lacks it.
    static let library: LibXML2? = dlopen(LibXML2.file, RTLD_NOW | RTLD_LOCAL).flatMap { handle in
        LibXML2 { dlsym(handle, $0) }
    }

    /// The files that others wrote, beside the project; nil where there are none.
    static let corpora: URL? = {
        let project = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let folder = project.appending(path: "../shared/corpora").standardizedFileURL
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }()

    /// All BPMN files of a folder and below, by path.
    static func files(in name: String) throws -> [String] {
        guard let corpora else { return [] }
        return try FileManager.default.subpathsOfDirectory(atPath: corpora.appending(path: name).path).filter { $0.hasSuffix(".bpmn") }.sorted().map { "\(name)/\($0)" }
    }

    static func bytes(_ file: String) throws -> [UInt8] {
        guard let corpora else { return [] }
        return Array(try Data(contentsOf: corpora.appending(path: file)))
    }

    struct NoLibrary: Error {}

    static func read(_ bytes: [UInt8], limits: XMLLimits = XMLLimits()) throws -> BPMNModel {
        guard let library else { throw NoLibrary() }
        return try BPMNReader.read(bytes, library: library, limits: limits)
    }

    /// A file with one process, or several.
    static func file(_ processes: String, collaboration: String = "") -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <b:definitions xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:x="urn:other" id="d" targetNamespace="urn:t">
        \(collaboration)\(processes)
        </b:definitions>
        """
    }

    static func imported(_ text: String, file: String = "sample.bpmn") throws -> BPMNImport { BPMNImport(try read(Array(text.utf8)), file: file) }
}

/// A map of an import, read and looked over as `baton check` does.
struct CheckedImport {
    let map: ProcessMap
    let diagnostics: [Diagnostic]
    let soundness: Soundness
    let findings: [Finding]
    private let source: SourceText
    private let origins: [[BPMNImport.Origin]]
    private let imported: BPMNImport.Map

    init(_ imported: BPMNImport.Map) {
        self.imported = imported
        source = SourceText(name: imported.stem + ".baton", text: imported.text)
        let resolution = Resolver.resolve(SyntaxTree(parsing: source))
        map = resolution.map
        // Maps that it calls are not read here.
        diagnostics = resolution.diagnostics
        let inspection = Inspection(map)
        soundness = Soundness(map, inspection.graph)
        findings = Catalogue.standard.run(over: inspection).findings
        origins = imported.origins
    }

    /// The elements of the file that the line of a place stands for.
    func ids(at span: Span) -> Set<String> {
        var line = min(source.lineNumber(at: Int(span.start)), origins.count) - 1
        while line > 0, origins[line].isEmpty { line -= 1 }
        return Set(origins[line].map(\.id))
    }

    /// The element that `baton check` names.
    func id(of finding: Finding) -> String {
        imported.origin(ofLine: source.lineNumber(at: Int(finding.span.start)) - 1, rule: finding.rule)?.id ?? ""
    }
}
