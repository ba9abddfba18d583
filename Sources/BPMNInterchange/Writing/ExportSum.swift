/// The last line of an export: a sum of all before it, by which a later export sees whether somebody has worked on the file since.
///
/// It is a comment, so that no tool takes it for a part of the model: most drop it when they save, and then it is missing.
public enum ExportSum {
    private static let words = (before: "<!-- While the sum of the lines above is ", after: ", 'baton export' may replace this file. -->\n")
    private static let digits = 16

    static func line(of text: String) -> String { words.before + sum(text.utf8) + words.after }

    /// True for an export in which not a byte is another.
    public static func isRight(in file: [UInt8]) -> Bool {
        let length = words.before.utf8.count + digits + words.after.utf8.count
        guard file.count >= length else { return false }
        let line = file[(file.count - length)...]
        return line.elementsEqual((words.before + sum(file[..<line.startIndex]) + words.after).utf8)
    }

    /// The hash of Fowler, Noll and Vo, 64 bits of it.
    private static func sum(_ bytes: some Sequence<UInt8>) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        let written = String(hash, radix: 16)
        return String(repeating: "0", count: digits - written.count) + written
    }
}
