/// Words for a shell, in hints that are to be pasted.
enum ShellWord {
    /// As it is where no shell reads anything into it, else in quotes.
    static func quoted(_ word: String) -> String {
        let isPlain = !word.isEmpty && word.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...: true
            default: "_-./:@%+=,^".utf8.contains(byte)
            }
        }
        return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
