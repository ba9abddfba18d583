/// A look over the bytes of a file before they are parsed.
///
/// It finds what the parser would take too long for, or tell less plainly: a tag with endless attributes, which the
/// parser compares each with each; a document type, whose entities it would go into first; an encoding that it cannot
/// read, or of which messages could not quote a line; and a file that is no XML at all. What it lets through may still
/// be broken.
struct XMLOpening {
    /// The signs of the file; each that is not ASCII as 0x80 or above.
    private let signs: UnsafeBufferPointer<UInt8>
    private let limits: XMLLimits

    static func check(_ bytes: UnsafeRawBufferPointer, limits: XMLLimits) throws(XMLTrouble) {
        guard !bytes.isEmpty else { throw XMLTrouble(libraryCode: 4, line: 1) }
        let start = bytes.prefix(4)
        if start.starts(with: [0xFF, 0xFE, 0, 0]) || start.starts(with: [0, 0, 0xFE, 0xFF]) || start.elementsEqual([0x3C, 0, 0, 0]) || start.elementsEqual([0, 0, 0, 0x3C]) {
            throw Self.unreadable("the file is in UTF-32")
        }
        if start.elementsEqual([0x4C, 0x6F, 0xA7, 0x94]) { throw Self.unreadable("the file is in EBCDIC") }
        if start.starts(with: [0x3C, 0]) || start.starts(with: [0, 0x3C]) { throw Self.unreadable("the file is in UTF-16 and has no byte order mark, which says in which order") }
        guard !start.starts(with: [0xFF, 0xFE]), !start.starts(with: [0xFE, 0xFF]) else {
            let low = start.first == 0xFF ? 0 : 1
            var signs: [UInt8] = []
            signs.reserveCapacity(bytes.count / 2)
            for at in stride(from: 2, to: bytes.count - 1, by: 2) { signs.append(bytes[at + 1 - low] == 0 ? min(bytes[at + low], 0x80) : 0x80) }
            return try check(signs: signs, limits)
        }
        let opening = XMLOpening(signs: bytes.bindMemory(to: UInt8.self), limits: limits)
        try opening.checkEncoding()
        try opening.checkTags()
    }

    private static func check(signs: [UInt8], _ limits: XMLLimits) throws(XMLTrouble) {
        var result: Result<Void, XMLTrouble> = .success(())
        signs.withUnsafeBufferPointer { buffer in
            do throws(XMLTrouble) { try XMLOpening(signs: buffer, limits: limits).checkTags() } catch { result = .failure(error) }
        }
        try result.get()
    }

    private static func unreadable(_ words: String) -> XMLTrouble {
        XMLTrouble("bad-xml", "\(words): that cannot be read", remedy: "save it as UTF-8", line: 1)
    }

    /// Encodings in which the signs of XML are those of ASCII, wherever their bytes stand.
    private static func isRead(_ encoding: String) -> Bool {
        let known = ["utf-8", "utf8", "utf-16", "us-ascii", "ascii", "shift_jis", "euc-jp", "euc-kr", "gb2312", "gbk", "gb18030", "big5", "macintosh"]
        return known.contains(encoding) || ["iso-8859-", "iso8859-", "iso_8859-", "latin", "windows-12", "cp12", "koi8-"].contains { encoding.hasPrefix($0) }
    }

    /// What the XML declaration says the encoding is.
    private func checkEncoding() throws(XMLTrouble) {
        let isMarked = signs.starts(with: [0xEF, 0xBB, 0xBF])
        let declaration = signs.dropFirst(isMarked ? 3 : 0).prefix(512)
        guard declaration.starts(with: Array("<?xml".utf8)) else { return }
        let words = declaration.prefix { $0 != UInt8(ascii: ">") }
        let text = String(decoding: words, as: UTF8.self)
        guard let named = text.firstRange(of: "encoding") else { return }
        let value = text[named.upperBound...].drop { $0 == " " || $0 == "=" || $0 == "\t" || $0.isNewline }
        guard let quote = value.first, quote == "\"" || quote == "'" else { return }
        let name = value.dropFirst().prefix { $0 != quote }.lowercased()
        guard !Self.isRead(name) else { return }
        throw Self.unreadable("the file says that it is in the encoding '\(MapWords.tidied(String(name.prefix(40))))'")
    }

    private func checkTags() throws(XMLTrouble) {
        var at = signs.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while at < signs.count, Self.isBlank(signs[at]) { at += 1 }
        guard at < signs.count else {
            throw XMLTrouble("bad-xml", "there is nothing in the file but blanks", remedy: "save or export it again from the tool it came from", line: 1)
        }
        guard signs[at] == UInt8(ascii: "<") else {
            throw XMLTrouble("bad-xml", "this is not XML: it does not begin with '<'", remedy: "name a file that was saved or exported as BPMN 2.0", line: line(of: at))
        }
        while let open = next("<", from: at) {
            at = open + 1
            if has("!--", at) {
                guard let end = end("-->", from: at + 3) else { return }
                at = end
            } else if has("![CDATA[", at) {
                guard let end = end("]]>", from: at + 8) else { return }
                at = end
            } else if has("?", at) {
                guard let end = end("?>", from: at) else { return }
                at = end
            } else if has("!DOCTYPE", at) {
                throw XMLTrouble.documentType(line: line(of: open))
            } else {
                guard let end = try checkTag(open) else { return }
                at = end
            }
        }
    }

    /// - Returns: where the tag ends; nil where it is broken, so that the parser comes no further.
    private func checkTag(_ open: Int) throws(XMLTrouble) -> Int? {
        var quote: UInt8?
        var attributes = 0
        var at = open + 1
        while at < signs.count {
            let sign = signs[at]
            at += 1
            if sign == UInt8(ascii: "<") { return nil }
            if let open = quote {
                if sign == open { quote = nil }
                continue
            }
            switch sign {
            case UInt8(ascii: ">"): return at
            case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = sign
            case UInt8(ascii: "="):
                attributes += 1
                guard attributes <= limits.attributes else {
                    throw XMLTrouble(
                        "xml-too-large", "an element has more than \(limits.attributes) attributes", remedy: "take out what no tool needs", line: line(of: open))
                }
            default: continue
            }
        }
        return nil
    }

    private func next(_ sign: Unicode.Scalar, from start: Int) -> Int? {
        let wanted = UInt8(ascii: sign)
        var at = start
        while at < signs.count {
            if signs[at] == wanted { return at }
            at += 1
        }
        return nil
    }

    private func has(_ words: StaticString, _ at: Int) -> Bool {
        guard at + words.utf8CodeUnitCount <= signs.count else { return false }
        for offset in 0..<words.utf8CodeUnitCount where signs[at + offset] != words.utf8Start[offset] { return false }
        return true
    }

    /// Behind the words, where they come next.
    private func end(_ words: StaticString, from start: Int) -> Int? {
        var at = start
        while at < signs.count {
            if has(words, at) { return at + words.utf8CodeUnitCount }
            at += 1
        }
        return nil
    }

    private func line(of end: Int) -> Int {
        var line = 1
        for at in 0..<end where signs[at] == 0x0A { line += 1 }
        return line
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
