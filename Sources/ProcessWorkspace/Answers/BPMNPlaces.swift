import BPMNInterchange
import ProcessAnalysis
import ProcessReport
import ProcessSyntax

/// Tells what was found in a map that was made of a BPMN file at the elements of that file.
struct BPMNPlaces {
    private let text: SourceText
    private let xml: SourceText
    private let tags: IdentifiedTags
    private let map: BPMNImport.Map

    /// - Parameter text: the map as it was checked.
    init(_ text: SourceText, _ origin: BPMNOrigin) {
        self.text = text
        xml = Self.source(of: origin.file, id: text.id)
        tags = origin.file.tags
        map = origin.file.content.maps[origin.map]
    }

    /// The text of a BPMN file, as messages show it.
    static func source(of file: BPMNFile, id: FileID) -> SourceText { SourceText(file.text, id: id) }

    /// The line of the BPMN file at which a finding stands.
    func line(of finding: Finding) -> Int { xml.position(at: Int(place(of: finding.span, rule: finding.rule).0.start)).line }

    /// - Parameter all: for each file of the run its places; nil for a map that somebody wrote.
    func retelling(_ checked: CheckedFile, among all: [BPMNPlaces?]) -> CheckedFile {
        /// What is told beside may stand in another file.
        func related(_ related: Diagnostic.Related?) -> Diagnostic.Related? {
            related.map { related in
                let index = Int(related.span.file.index)
                guard all.indices.contains(index), let places = all[index] else { return related }
                let (span, id) = places.place(of: related.span)
                return .init(span: span, message: Self.naming(id, in: related.message))
            }
        }
        let uses = checked.diagnostics.contains { $0.name.hasPrefix("use-") } ? self.uses : [:]
        let diagnostics = checked.diagnostics.map { diagnostic in
            let (span, id) = uses[text.string(diagnostic.span)].map { ($0, "") } ?? place(of: diagnostic.span)
            return Diagnostic(
                diagnostic.name, severity: diagnostic.severity, Self.naming(id, in: diagnostic.message), at: span, related: related(diagnostic.related),
                fixes: diagnostic.fixes.map { Fix(Self.remedies[diagnostic.name] ?? $0.message) })
        }
        let verdict = checked.verdict?.retelling { finding in
            let (span, id) = place(of: finding.span, rule: finding.rule)
            return finding.told(at: span, related: related(finding.related), message: Self.naming(id, in: finding.message), remedy: Self.remedy(of: finding))
        }
        return checked.retold(diagnostics: diagnostics, verdict: checked.map.readsAsBPMN ? verdict?.lackingWordsOfBPMN() : verdict)
    }

    private static func remedy(of finding: Finding) -> String {
        // A way back out of a path has a remedy of its own, which holds for any notation.
        if finding.rule == "lack-of-synchronization", !holdsMapWords(finding.remedy) { return finding.remedy }
        return remedies[finding.rule] ?? (holdsMapWords(finding.remedy) ? inMap(finding.remedy) : finding.remedy)
    }

    private static func holdsMapWords(_ remedy: String) -> Bool { remedy.utf8.contains(UInt8(ascii: "`")) }

    /// What is to be written can be written once the file has become a map.
    private static func inMap(_ remedy: String) -> String { "in the map that `baton import` makes of it: \(remedy)" }

    /// What to do about it in a BPMN tool.
    private static let remedies = [
        "deadlock": "bring the ways together with the kind of gateway that parted them: exclusive for exclusive, parallel for parallel",
        "lack-of-synchronization": "bring the paths together before it, with the kind of gateway that parted them",
        "endless-loop": "lead one sequence flow out of the loop, at an exclusive gateway",
        "unreachable": "lead a sequence flow there, or take it out",
        "single-answer": "draw the other way, or take the gateway out",
        "cannot-finish": "lead a sequence flow on from there, to an end event in the end",
        "map-too-big": "move a stretch to a sub-process of its own, or to a process that is called",
        "lone-gateway": "draw the other way, or take the gateway out",
        "too-many-steps": "split the process, and call its parts",
        "use-not-found": "put this file beside the map that it was made of, or that file where its path leads from here",
    ]

    private static func naming(_ id: String, in message: String) -> String { id.isEmpty ? message : "\(message) (\(id))" }

    /// Where an export keeps the `use:` lines of its map, by the path they name.
    private var uses: [String: Span] {
        let words = Array("keyword=\"use\" value=\"".utf8)
        var found: [String: Span] = [:]
        for at in xml.bytes.indices where xml.bytes[at] == words[0] && xml.bytes[at...].starts(with: words) {
            let path = xml.bytes[(at + words.count)...].prefix { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\n") }
            found[String(decoding: path, as: UTF8.self)] = Span(file: xml.id, start: at, end: path.endIndex + 1)
        }
        return found
    }

    /// The element that a line of the map stands for: where it begins in the file, and its id.
    private func place(of span: Span, rule: String = "") -> (Span, id: String) {
        guard let origin = map.origin(ofLine: text.lineNumber(at: Int(span.start)) - 1, rule: rule) else { return (Span(file: xml.id, start: 0, end: 0), "") }
        let last = min(max(origin.line, 1), xml.lineStarts.count)
        let end = last < xml.lineStarts.count ? Int(xml.lineStarts[last]) : xml.bytes.count
        if !origin.id.isEmpty, let tag = tags.place(of: origin.id, before: end) {
            return (Span(file: xml.id, start: tag.lowerBound, end: tag.upperBound), origin.id)
        }
        // An element without an id is the line on which its tag ends.
        var start = Int(xml.lineStarts[last - 1])
        while start < end, [0x20, 0x09].contains(xml.bytes[start]) { start += 1 }
        var stop = end
        while stop > start, [0x0A, 0x0D].contains(xml.bytes[stop - 1]) { stop -= 1 }
        return (Span(file: xml.id, start: start, end: stop), origin.id)
    }
}
