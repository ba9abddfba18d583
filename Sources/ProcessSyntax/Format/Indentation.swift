/// How far each line is indented: two spaces a level, and where the indentation of a block is itself
/// a mistake, as it was, so that every line stays under the one it was read under.
struct Indentation {
    static let step = 2

    private let tree: SyntaxTree
    /// For each line, whether its indentation holds a tab.
    private(set) var hasTab: [Bool]
    /// For each line, how far it moves to the right.
    private var shift: [Int]
    /// For each line, whether the lines right under it keep their distance from it.
    private var keepsBlock: [Bool]
    /// Whether nothing is moved at all.
    private var keepsAll = false
    private var depth: [Int]
    /// For each comment, the line said before it (-1: none) and after it (count: none).
    private var before: [Int]
    private var after: [Int]

    init(of tree: SyntaxTree) {
        self.tree = tree
        let lines = tree.lines
        // A tab counts as two spaces and is one byte.
        hasTab = lines.indices.map { lines[$0].isSaid && Self.leading(of: $0, in: tree).count != lines[$0].indent }
        shift = [Int](repeating: 0, count: lines.count)
        keepsBlock = [Bool](repeating: false, count: lines.count)
        depth = shift
        before = [Int](repeating: -1, count: lines.count)
        after = [Int](repeating: lines.count, count: lines.count)
        keepsAll = tree.diagnostics.contains { $0.name == "too-deep" }
        findBlocksToKeep()
        // Inside a block that is kept, all keep their distance.
        for (index, line) in lines.enumerated() where line.isSaid {
            if keepsAll {
                keepsBlock[index] = true
            } else if line.parent >= 0 {
                depth[index] = depth[line.parent] + 1
                if keepsBlock[line.parent] {
                    keepsBlock[index] = true
                    shift[index] = shift[line.parent]
                } else {
                    shift[index] = of(line.parent) + Self.step - line.indent
                }
            } else {
                shift[index] = -line.indent
            }
        }
        findNeighboursOfComments()
    }

    private mutating func findBlocksToKeep() {
        let lines = tree.lines
        /// The indentation of the first line right under each line; the last is for the top.
        var first = [Int](repeating: -1, count: lines.count + 1)
        for (index, line) in lines.enumerated() where line.isSaid {
            let parent = line.parent < 0 ? lines.count : line.parent
            if first[parent] < 0 { first[parent] = line.indent }
            let isUneven = first[parent] != line.indent && (line.parent >= 0 || line.indent > 0)
            guard isUneven || hasTab[index] else { continue }
            if line.parent < 0 { keepsAll = true } else { keepsBlock[line.parent] = true }
        }
    }

    private mutating func findNeighboursOfComments() {
        var last = -1
        for (index, line) in tree.lines.enumerated() {
            before[index] = last
            if line.isSaid { last = index }
        }
        var next = tree.lines.count
        for index in tree.lines.indices.reversed() {
            after[index] = next
            if tree.lines[index].isSaid { next = index }
        }
    }

    /// True where the lines under one are not to be added to or taken from.
    func isKept(below line: Int) -> Bool { keepsBlock[line] }

    /// How many spaces a line is indented by.
    func of(_ line: Int) -> Int { max(0, tree.lines[line].indent + shift[line]) }

    /// What stands before a line that is left as it is.
    func leading(of line: Int) -> [UInt8] {
        guard hasTab[line] else { return [UInt8](repeating: 0x20, count: of(line)) }
        var missing = shift[line]
        var rest = Self.leading(of: line, in: tree)
        while missing < 0, let byte = rest.popFirst() { missing += byte == 0x09 ? 2 : 1 }
        return [UInt8](repeating: 0x20, count: max(0, missing)) + rest
    }

    /// What stands behind the indentation, without the line ending. Of two carriage returns before it both stay:
    /// one would be taken for a part of the ending.
    func content(of line: Int) -> ArraySlice<UInt8> {
        var content = tree.bytes(tree.lines[line].whole)
        if content.last == 0x0A { content.removeLast() }
        if content.last == 0x0D, content.dropLast().last != 0x0D { content.removeLast() }
        return content.dropFirst(Int(tree.lines[line].head.start) - content.startIndex)
    }

    /// The blanks before a line, without the mark with which some programs begin a file.
    private static func leading(of line: Int, in tree: SyntaxTree) -> ArraySlice<UInt8> {
        let whole = tree.lines[line].whole.range
        let hasMark = line == 0 && tree.source.bytes.starts(with: [0xEF, 0xBB, 0xBF])
        let start = min(whole.lowerBound + (hasMark ? 3 : 0), Int(tree.lines[line].head.start))
        return tree.source.bytes[start..<Int(tree.lines[line].head.start)]
    }

    // MARK: Comments

    /// A comment goes with the line it precedes. Where it was indented further than that one, it ends
    /// the block whose lines it was indented like.
    func ofComment(_ comment: Int) -> Int {
        let indent = tree.lines[comment].indent
        let next = after[comment]
        let hasNext = next < tree.lines.count
        if indent <= (hasNext ? tree.lines[next].indent : 0) { return hasNext ? of(next) : 0 }
        var line = before[comment]
        guard line >= 0 else { return hasNext ? of(next) : 0 }
        if hasNext, tree.lines[next].parent == line { return of(next) }
        if indent > tree.lines[line].indent { return of(line) + Self.step }
        while tree.lines[line].parent >= 0, tree.lines[tree.lines[line].parent].indent >= indent { line = tree.lines[line].parent }
        // Never less than the line that follows.
        return max(of(line), hasNext ? of(next) : 0)
    }
}
