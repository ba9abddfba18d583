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
        /// The ids of gateways where ways only meet: each is among the origins of the step behind it.
        public let merges: Set<String>

        /// The element that a finding of a rule at a line (counted from 0) is about; nil where no element is near.
        public func origin(ofLine line: Int, rule: String) -> Origin? {
            var line = min(line, origins.count - 1)
            while line > 0, origins[line].isEmpty { line -= 1 }
            guard line >= 0 else { return nil }
            // What is done twice is done twice from where the ways meet.
            let meeting = rule == "lack-of-synchronization" ? origins[line].first { merges.contains($0.id) } : nil
            return meeting ?? origins[line].first
        }
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
            throw Self.noProcess(model)
        }
        switch try RestoredMap.read(bytes, model, library: library, limits: limits) {
        case .map(let restored): self.init(restored, unread: Importer.unread(model, besides: ["activationCondition"]), file: file)
        case .changed(let kept, let losses): self.init(model, file: file, kept: kept, losses: losses)
        case nil: self.init(model, file: file)
        }
        guard !maps.isEmpty else { throw Self.noProcess(model) }
    }

    private static func noProcess(_ model: BPMNModel) -> XMLTrouble {
        XMLTrouble(
            "empty-bpmn", "no process of this BPMN file holds a step or an event that could be mapped", remedy: "name a file that does",
            line: model.scopes.first?.line ?? 1)
    }

    /// The map that an export of Baton's own was made of.
    private init(_ restored: RestoredMap, unread: [ImportLoss], file: String) {
        let lines = restored.lines
        maps = [Map(
            stem: RestoredMap.stem(of: file), text: lines.text, origins: lines.lines.map(\.origins), merges: [])]
        losses = ImportLoss.summedUp(restored.losses + unread)
    }

    /// Makes the maps of a model.
    /// - Parameter known: why it is no longer the map that was exported, and what of that is gone.
    init(_ model: BPMNModel, file: String, kept: KeptWords? = nil, losses known: [ImportLoss] = []) {
        var importer = Importer(model, file: file, kept: kept)
        importer.importAll()
        if !importer.drafts.isEmpty {
            let all = known.dropFirst() + importer.drafts[0].losses
            importer.drafts[0].losses = known.prefix(1) + all.sorted(by: ImportLoss.isBefore)
        }
        if let first = importer.drafts.first, var own = first.draft.kept {
            importer.drafts[0].losses += own.forget(placesIn: MapWriter.write(first.draft, losses: [], from: file).text)
            importer.drafts[0].draft.kept = own
        }
        maps = importer.drafts.map { draft, losses in
            let lines = MapWriter.write(draft, losses: losses, from: file)
            return Map(stem: draft.stem, text: lines.text, origins: lines.lines.map(\.origins), merges: draft.merges)
        }
        let first = known.first
        losses = (first.map { [$0] } ?? []) + importer.drafts.flatMap(\.losses).filter { $0 != first }.sorted(by: ImportLoss.isBefore)
    }
}
