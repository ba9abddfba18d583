/// The maps that a BPMN file becomes: as text that a person could have written, with the element that each line
/// stands for, and with what could not be said.
///
/// Who checks a BPMN file checks these texts, so that the check and the import cannot disagree.
public struct BPMNImport: Sendable {
    public struct Map: Sendable {
        /// The name of its file, without folder and ending.
        public let stem: String
        public let text: String
        /// For each line of the text the elements it stands for, the foremost first; empty for a line that stands for none.
        public let origins: [[Origin]]
    }

    /// An element of the BPMN file.
    public struct Origin: Hashable, Sendable {
        public let id: String
        public let line: Int
    }

    /// The map of the file itself first, and after it those that it calls.
    public let maps: [Map]
    /// In the order of the file.
    public let losses: [ImportLoss]

    /// Reads a file and makes its maps.
    ///
    /// - Parameter file: its name, without folder.
    public init(_ bytes: [UInt8], file: String, library: LibXML2, limits: XMLLimits = XMLLimits()) throws(XMLTrouble) {
        let model = try BPMNReader.read(bytes, library: library, limits: limits)
        guard !model.nodes.isEmpty else {
            let line = model.scopes.first?.line ?? 1
            throw XMLTrouble("no-process", "no process of this BPMN file holds a step or an event", remedy: "name a file that does", line: line)
        }
        if let restored = try RestoredMap(bytes, library: library, limits: limits) {
            self.init(restored, file: file)
            return
        }
        self.init(model, file: file)
    }

    /// The map that an export of Baton's own was made of.
    private init(_ restored: RestoredMap, file: String) {
        let lines = restored.lines
        maps = [Map(
            stem: RestoredMap.stem(of: file), text: lines.text, origins: lines.lines.map { $0.origins.map { Origin(id: $0.id, line: $0.line) } })]
        losses = restored.losses
    }

    /// Makes the maps of a model.
    init(_ model: BPMNModel, file: String) {
        var importer = Importer(model, file: file)
        importer.importAll()
        maps = importer.drafts.map { draft, losses in
            let lines = MapWriter.write(draft, losses: losses, from: file)
            return Map(stem: draft.stem, text: lines.text, origins: lines.lines.map { $0.origins.map { Origin(id: $0.id, line: $0.line) } })
        }
        losses = importer.drafts.flatMap(\.losses).sorted { ($0.line, $0.id, $0.words) < ($1.line, $1.id, $1.words) }
    }
}
