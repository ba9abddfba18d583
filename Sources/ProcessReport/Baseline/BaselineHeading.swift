extension BaselineReader {
    /// True for what is meant to be a baseline, also where it is of another version or has been broken since.
    public static func isMeant(by bytes: [UInt8]) -> Bool { bytes.starts(with: Array((BaselineText.heading + " ").utf8)) }
}
