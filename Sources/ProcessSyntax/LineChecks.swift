/// What is wrong with a line whatever it says: its quotes, its brackets, characters that cannot be seen.
extension Parser {
    /// What stands behind brackets: a second pair is meant for the first.
    mutating func reportTrailing(_ trailing: Span, after open: Int, _ close: Int) {
        if let inner = source.bytes[(open + 1)..<close].firstIndex(of: UInt8(ascii: "[")) {
            report(
                "text-after-brackets", "brackets cannot stand inside brackets", at: span(inner, close + 1), fix: "take the inner ones out")
            return
        }
        // A carriage return in the midst of a line is nothing that could be shown.
        guard !trailing.isEmpty else { return }
        let isPair = source.bytes[trailing.range.lowerBound] == UInt8(ascii: "[") && source.bytes[trailing.range.upperBound - 1] == UInt8(ascii: "]")
        if isPair {
            report(
                "text-after-brackets", "there is a second pair of brackets", at: trailing, fix: "put all in one pair, with commas between",
                edits: [.init(span: span(close, trailing.range.lowerBound + 1), text: ", ")], isCertain: true)
        } else {
            report(
                "text-after-brackets", "there is text after the brackets", at: trailing,
                fix: "move it before the brackets, or quote the name that holds a bracket")
        }
    }

    /// More brackets are closed than were opened.
    mutating func reportSpareBracket(_ stray: Int, after open: Int, _ close: Int, before end: Int) {
        if source.bytes[(open + 1)..<close].contains(UInt8(ascii: "[")) {
            reportTrailing(span(stray, stray + 1), after: open, close)
            return
        }
        var last = stray
        for i in stray..<end where source.bytes[i] != 0x20 {
            guard source.bytes[i] == UInt8(ascii: "]") else { break }
            last = i
        }
        let spare = span(stray, last + 1)
        report(
            "stray-bracket", last == stray ? "this bracket closes nothing" : "these brackets close nothing", at: spare, fix: "leave \(last == stray ? "it" : "them") out",
            edits: [.init(span: spare, text: "")], isCertain: true)
    }

    /// Curly quotes around a name would become part of it.
    mutating func checkQuotes(_ line: SyntaxTree.Line) {
        let names: [Span] =
            switch line.kind {
            case .step, .decision, .element, .answer, .jump: [line.head, line.value, line.target].compactMap(\.self)
            case .property: line.keyword?.takesName == true ? [line.value] : []
            default: []
            }
        for part in names + attributes[line.attributes] {
            let bytes = source.bytes[part.range]
            let open = bytes.firstIndex(of: 0xE2) ?? bytes.endIndex
            // An opening quote and a closing one are three bytes each.
            guard bytes.endIndex - open >= 6, open == bytes.startIndex || line.attributes.contains(where: { attributes[$0] == part }),
                bytes[open...].starts(with: [0xE2, 0x80, 0x9C]) || bytes[open...].starts(with: [0xE2, 0x80, 0x9E]),
                bytes.suffix(3) == [0xE2, 0x80, 0x9D] || bytes.suffix(3) == [0xE2, 0x80, 0x9C]
            else { continue }
            let quoted = span(open, bytes.endIndex)
            let inside = source.string(open + 3..<bytes.endIndex - 3)
            report(
                "curly-quotes", "these quotes are curly, and would be taken for a part of the name", at: quoted,
                fix: "write straight ones, or none where the name holds no comma, colon or bracket",
                edits: inside.contains("\"") ? [] : [.init(span: quoted, text: "\"\(inside)\"")], isCertain: true)
        }
    }

    mutating func checkControls(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) {
        func isControl(_ byte: UInt8) -> Bool { byte < 0x20 && byte != 0x09 || byte == 0x7F }
        guard let first = (start..<end).first(where: { isControl(bytes[$0]) }) else { return }
        let edits = (first..<end).filter { isControl(bytes[$0]) }.map { Fix.Edit(span: span($0, $0 + 1), text: "") }
        report(
            "control-character", "there is a character here that cannot be seen", at: span(first, first + 1), fix: "remove it",
            edits: edits, isCertain: true)
    }

    mutating func reportTabs() {
        guard let first = tabs.first else { return }
        let edits = source.bytes.withUnsafeBufferPointer { bytes in
            tabs.map { Fix.Edit(span: $0, text: String(repeating: " ", count: width(bytes, $0.range.lowerBound, $0.range.upperBound))) }
        }
        report(
            "tab-indent", tabs.count == 1 ? "this line is indented with a tab" : "this line and \(tabs.count - 1) more are indented with tabs",
            at: first, fix: "use spaces, two for each level", edits: edits, isCertain: true)
    }
}
