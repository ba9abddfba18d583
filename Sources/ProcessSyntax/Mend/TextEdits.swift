/// Changes of one text, in its order and none over another.
struct TextEdits {
    private(set) var edits: [Fix.Edit]

    /// - Parameter edits: in any order, none over another.
    init(_ edits: [Fix.Edit]) { self.edits = edits.sorted { $0.span < $1.span } }

    /// Adds all of them, or none where one lies over what is there.
    mutating func insert(_ more: [Fix.Edit]) -> Bool {
        for edit in more where conflicts(edit) { return false }
        for (edit, next) in zip(more, more.dropFirst()) where edit.span.end > next.span.start { return false }
        if let last = edits.last, let first = more.first, last.span >= first.span {
            for edit in more { edits.insert(edit, at: place(of: edit)) }
        } else {
            edits += more
        }
        return true
    }

    /// The text with all changes made.
    func applied(to source: SourceText) -> SourceText {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(source.bytes.count + edits.count)
        var from = 0
        for edit in edits {
            let range = edit.span.range
            guard range.lowerBound >= from, range.upperBound <= source.bytes.count else { continue }
            bytes += source.bytes[from..<range.lowerBound]
            bytes += Array(edit.text.utf8)
            from = range.upperBound
        }
        bytes += source.bytes[from...]
        return SourceText(id: source.id, name: source.name, bytes: bytes)
    }

    /// Where things are when the changes are made.
    var places: Places { Places(edits) }

    /// The index of the first that begins behind it.
    private func place(of edit: Fix.Edit) -> Int {
        var low = 0
        var high = edits.count
        while low < high {
            let middle = (low + high) / 2
            if edits[middle].span < edit.span { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Two that touch where one of them only puts something in would depend on which comes first.
    private func conflicts(_ edit: Fix.Edit) -> Bool {
        let index = place(of: edit)
        return edits[max(0, index - 1)..<min(edits.count, index + 1)].contains { other in
            let (a, b) = (edit.span, other.span)
            return a.isEmpty || b.isEmpty ? a.start <= b.end && b.start <= a.end : a.start < b.end && b.start < a.end
        }
    }
}

extension Fix.Edit {
    /// True where the span lies in the text and cuts no character in two.
    func fits(_ source: SourceText) -> Bool {
        let range = span.range
        guard span.file == source.id, range.lowerBound >= 0, range.upperBound <= source.bytes.count else { return false }
        return [range.lowerBound, range.upperBound].allSatisfy { $0 == source.bytes.count || source.bytes[$0] & 0xC0 != 0x80 }
    }
}

/// Where offsets of a text are once it is changed.
struct Places {
    private var starts: [Int] = []
    private var ends: [Int] = []
    /// How far what follows each change has moved.
    private var shifts: [Int] = []

    fileprivate init(_ edits: [Fix.Edit]) {
        var shift = 0
        for edit in edits {
            shift += edit.text.utf8.count - edit.span.count
            starts.append(Int(edit.span.start))
            ends.append(Int(edit.span.end))
            shifts.append(shift)
        }
    }

    /// What is put in at the very offset comes behind it.
    func place(of offset: Int) -> Int {
        var low = 0
        var high = starts.count
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] < offset { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return offset }
        // What stood within a change is now at its end.
        return max(offset, ends[low - 1]) + shifts[low - 1]
    }

    /// A line with its line end.
    func range(of line: Span) -> Range<Int> { range(of: Int(line.start)..<Int(line.end) + 1) }

    func range(of range: Range<Int>) -> Range<Int> {
        let start = place(of: range.lowerBound)
        return start..<max(start, place(of: range.upperBound))
    }
}
