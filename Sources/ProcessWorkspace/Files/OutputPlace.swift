/// What a person names to write to: a folder, or a file of one kind.
public enum OutputPlace {
    /// True for a name that ends as files of the kind do, unless a folder is called so.
    public static func isFile(_ place: String, ending: String) -> Bool { place.hasSuffix(ending) && FileReading.kind(of: place) != .folder }

    /// The ending of a name that looks like that of a file of another kind: who writes `-o map.txt` does not mean a folder of that
    /// name. Nil for what may be a folder, and for the ending that is meant.
    public static func strangeEnding(of place: String, but ending: String) -> String? {
        guard place.utf8.last != UInt8(ascii: "/"), !place.hasSuffix(ending), FileReading.kind(of: place) != .folder else { return nil }
        let name = Path.name(of: place)
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex, dot > (name.firstIndex { $0 != "." } ?? name.endIndex) else { return nil }
        let letters = name[name.index(after: dot)...]
        // `2026.11` is a folder.
        guard (1...6).contains(letters.utf8.count), letters.contains(where: \.isLetter), letters.allSatisfy({ $0.isLetter || $0.isNumber }) else { return nil }
        return String(name[dot...])
    }

    /// How to name a place instead.
    public static func remedy(_ place: String, _ ending: String) -> String {
        "name a file that ends in \(ending), or a folder; a new folder of this name is '\(place)/'"
    }
}
