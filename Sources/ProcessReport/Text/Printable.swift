/// Text that is safe to show in a terminal, and how wide it is there.
///
/// Names and lines of a map may come from anyone. Control characters and marks that change the
/// direction of writing are shown as `\u{1B}`, so that no map can recolour, move or rewrite what
/// a reader sees.
public enum Printable {
    /// `text` with every character that a terminal would obey written out.
    public static func shown(_ text: String) -> String {
        if isHarmless(text) { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if isControl(scalar) {
                result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// True for printable ASCII alone, as most text is: each character is one byte, one column and harmless.
    static func isPlain(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { isPlain($0) }
    }

    static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var odd: UInt8 = 0
        // Without a way out in the middle, so that many bytes are looked at together.
        for byte in bytes { odd |= byte &- 0x20 >= 0x5F ? 1 : 0 }
        return odd == 0
    }

    /// True where no byte begins a character that `isControl` could mean. Some that are harmless begin alike: for
    /// those this is false too, and a closer look is needed.
    private static func isHarmless(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            if isPlain(bytes) { return true }
            for (index, byte) in bytes.enumerated() where byte &- 0x20 >= 0x5F {
                let next = index + 1 < bytes.count ? bytes[index + 1] : 0
                switch byte {
                case 0..<0x20, 0x7F: return false
                case 0xC2 where next < 0xA0: return false
                // Of the punctuation in this block, dashes, quotation marks and dots are the ones that people use.
                case 0xE2 where next == 0x80:
                    let last = index + 2 < bytes.count ? bytes[index + 2] : 0
                    guard (0x90...0xA7).contains(last) else { return false }
                case 0xE2 where next == 0x81, 0xEF, 0xF3: return false
                default: break
                }
            }
            return true
        }
    }

    static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F: true
        // Marks and overrides of writing direction, line and paragraph separators, the BOM.
        case 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
        // Tags and other invisible letters that could hide text.
        case 0xE0000...0xE007F: true
        default: false
        }
    }

    /// The columns that `text`, already shown, takes in a terminal.
    static func columns(_ text: some StringProtocol) -> Int {
        if let plain = text.utf8.withContiguousStorageIfAvailable({ isPlain($0) ? $0.count : nil }), let plain { return plain }
        return text.unicodeScalars.reduce(0) { $0 + columns($1) }
    }

    /// 0 for what combines with the character before, 2 for wide East Asian letters and pictures,
    /// else 1 (Unicode Standard Annex 11).
    static func columns(_ scalar: Unicode.Scalar) -> Int {
        let value = scalar.value
        if value < 0x300 { return 1 }
        switch value {
        case 0x200B...0x200D, 0x2060, 0xFE00...0xFE0F: return 0
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
            0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
            return 2
        default: break
        }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return 0
        default: break
        }
        if scalar.properties.isEmojiModifier { return 0 }
        return scalar.properties.isEmojiPresentation ? 2 : 1
    }
}
