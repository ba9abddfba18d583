/// What kinds of bytes a file has at all: most have none that need a closer look.
struct ByteKinds {
    /// Control characters but for tab and line feed; a carriage return counts, as one inside a line is an error.
    let hasControls: Bool
    let isBeyondASCII: Bool
    /// `{` or `}`, as in programs.
    let hasBraces: Bool

    init(of bytes: [UInt8]) {
        var controls: UInt8 = 0
        var all: UInt8 = 0
        var braces: UInt8 = 0
        for byte in bytes {
            controls |= (byte < 0x20 ? 1 : 0) & (byte == 0x09 || byte == 0x0A ? 0 : 1) | (byte == 0x7F ? 1 : 0)
            all |= byte
            braces |= (byte == 0x7B ? 1 : 0) | (byte == 0x7D ? 1 : 0)
        }
        hasControls = controls != 0
        isBeyondASCII = all >= 0x80
        hasBraces = braces != 0
    }
}
