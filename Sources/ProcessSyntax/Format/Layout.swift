/// How the lines of a file are laid out: which of them are left as they are, what each is indented
/// by, which properties change between brackets and lines of their own.
struct Layout {
    let tree: SyntaxTree
    /// For each line, whether it is left as it is but for its indentation.
    var isLeft: [Bool]
    /// Of what the words on a line say something; nil where nothing can be said, or where the
    /// resolver may not look.
    let owners: [Owner?]
    let indentation: Indentation

    /// Brackets are not filled beyond this column.
    static let widest = 120

    init(_ tree: SyntaxTree) {
        self.tree = tree
        indentation = Indentation(of: tree)
        owners = tree.owners
        isLeft = tree.lines.map { $0.kind == .broken }
        for line in tree.linesWithDiagnostics { isLeft[line] = true }
        for line in tree.lines.indices where tree.holdsMoreThanWasRead(tree.lines[line]) { isLeft[line] = true }
        for line in tree.lines.indices where tree.lines[line].isSaid && indentation.hasTab[line] { isLeft[line] = true }
    }

    // MARK: Lines

    func drafts() -> [LineDraft] {
        var page = Page(lines: tree.lines.count)
        /// For each line its draft; -1 for what has moved into brackets.
        var draftOf = [Int](repeating: -1, count: tree.lines.count)
        var hasMoved = [Bool](repeating: false, count: tree.lines.count)
        for (index, line) in tree.lines.enumerated() where !hasMoved[index] {
            switch line.kind {
            case .blank: page.endParagraph()
            case .comment: page.add(comment: comment(index))
            default:
                // The flow is set apart from what is declared.
                if line.keyword == .flow, line.parent < 0 { page.endSection() }
                var draft = self.draft(index)
                draft.parent = line.parent < 0 ? -1 : draftOf[line.parent]
                var below: [LineDraft] = []
                if let owner = owners[index], !isLeft[index], !indentation.isKept(below: index) {
                    let distribution = distribution(of: index, draft, owner)
                    draft.items = distribution.items
                    for child in distribution.moved { hasMoved[child] = true }
                    below = distribution.below.map { property($0, below: index, owner) }
                }
                if draft.kind == .answer, draft.verbatim == nil { draft.hasColon = hasColon(index, draft, hasMore: !below.isEmpty) }
                draftOf[index] = page.add(draft)
                for var property in below {
                    property.parent = draftOf[index]
                    _ = page.add(property)
                }
            }
        }
        return page.finished()
    }

    /// The drafts so far, and what is still to come before the next of them.
    private struct Page {
        private var drafts: [LineDraft] = []
        /// Comments since the last line, which belong to the next.
        private var comments: [LineDraft] = []
        private var wantsBlank = false

        init(lines: Int) { drafts.reserveCapacity(lines) }

        mutating func add(comment: LineDraft) { comments.append(comment) }

        /// - Returns: the number of the draft.
        mutating func add(_ draft: LineDraft) -> Int {
            addComments(comments.count)
            append(draft)
            return drafts.count - 1
        }

        mutating func endParagraph() {
            addComments(comments.count)
            wantsBlank = true
        }

        /// A blank line before what follows, and before the comments that belong to it.
        mutating func endSection() {
            addComments(comments.firstIndex { $0.leading.isEmpty } ?? comments.count)
            wantsBlank = true
        }

        mutating func finished() -> [LineDraft] {
            addComments(comments.count)
            return drafts
        }

        private mutating func addComments(_ count: Int) {
            for comment in comments.prefix(count) { append(comment) }
            comments.removeFirst(count)
        }

        private mutating func append(_ draft: LineDraft) {
            if wantsBlank, !drafts.isEmpty { drafts.append(LineDraft(origin: draft.origin, kind: .blank, keyword: nil)) }
            wantsBlank = false
            drafts.append(draft)
        }
    }

    private func comment(_ index: Int) -> LineDraft {
        var draft = LineDraft(origin: index, kind: .comment, keyword: nil)
        draft.leading = [UInt8](repeating: 0x20, count: indentation.ofComment(index))
        draft.comment = tree.lines[index].comment.map { Self.withoutBlanksBehind(tree.bytes($0)) }
        return draft
    }

    /// What leaves the brackets of a line for a line of its own.
    private func property(_ said: Said, below index: Int, _ owner: Owner) -> LineDraft {
        var draft = LineDraft(origin: index, kind: .property, keyword: said.keyword)
        draft.leading = [UInt8](repeating: 0x20, count: indentation.of(index) + Indentation.step)
        draft.head = Array(said.keyword.rawValue.utf8)[...]
        draft.hasColon = true
        draft.value = value(said.value, of: said.keyword, owner)
        return draft
    }

    /// An answer has a colon where steps or properties stand below it, and none where it goes elsewhere.
    private func hasColon(_ index: Int, _ draft: LineDraft, hasMore: Bool) -> Bool {
        if draft.target != nil { return false }
        return draft.hasColon || hasMore || tree.lines[index + 1..<max(tree.lines[index].next, index + 1)].contains(where: \.isSaid)
    }

    private func draft(_ index: Int) -> LineDraft {
        let line = tree.lines[index]
        var draft = LineDraft(origin: index, kind: line.kind, keyword: line.keyword)
        draft.leading = isLeft[index] ? indentation.leading(of: index) : [UInt8](repeating: 0x20, count: indentation.of(index))
        if isLeft[index] {
            draft.verbatim = indentation.content(of: index)
            return draft
        }
        draft.hasColon = line.hasColon
        draft.items = tree.attributes(of: line).map(tree.bytes)
        draft.hasBracketsFirst = if let brackets = line.brackets, let target = line.target { brackets.start < target.start } else { false }
        draft.comment = line.comment.map { Self.withoutBlanksBehind(tree.bytes($0)) }
        draft.head = tree.bytes(line.head)
        draft.value = tree.bytes(line.value)
        draft.target = line.target.map { Wording.unquoted(tree.bytes($0)) }
        switch line.kind {
        case .step, .decision:
            draft.head = Wording.unquoted(draft.head)
            draft.value = Wording.unquoted(draft.value)
        case .element: draft.value = Wording.unquoted(draft.value)
        case .answer: draft.head = Wording.unquoted(draft.head, withDigits: false)
        case .property:
            if let keyword = line.keyword {
                if line.parent < 0 {
                    draft.value = keyword == .lanes ? Wording.lanes(draft.value) : value(draft.value, of: keyword, .file)
                } else if let owner = owners[line.parent] {
                    draft.value = value(draft.value, of: keyword, owner)
                }
            }
        default: break
        }
        return draft
    }

    private func value(_ words: ArraySlice<UInt8>, of keyword: Keyword, _ owner: Owner) -> ArraySlice<UInt8> {
        if owner.isList(keyword) { return Wording.list(words, ofNames: owner.isName(keyword)) }
        return owner.isName(keyword) ? Wording.unquoted(words) : words
    }

    private static func withoutBlanksBehind(_ words: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        words[..<((words.lastIndex { $0 != 0x20 && $0 != 0x09 }).map { $0 + 1 } ?? words.startIndex)]
    }

    // MARK: Brackets or lines

    /// What is said of a line, shared out.
    private struct Distribution {
        var items: [ArraySlice<UInt8>]
        /// What leaves the brackets: what is too much for the line, and then the rest in the order in which it stood.
        var below: [Said] = []
        /// The lines that move into the brackets.
        var moved: [Int] = []
    }

    private func distribution(of index: Int, _ draft: LineDraft, _ owner: Owner) -> Distribution {
        let line = tree.lines[index]
        let asWritten = Distribution(items: draft.items)
        guard !draft.items.isEmpty || line.next > index + 1 else { return asWritten }
        var inBrackets: [Said] = []
        for (number, item) in draft.items.enumerated() {
            guard let said = Said(item: item, number: number, of: owner) else { return asWritten }
            inBrackets.append(said)
        }
        let onLines = line.next > index + 1 ? propertiesBelow(index, owner) : []
        guard !isContradictory(inBrackets + onLines) else { return asWritten }
        // What excuses a finding keeps its place in the order of all that is said below an answer.
        if owner == .answer || owner == .path, inBrackets.contains(where: { $0.keyword == .allow }) { return asWritten }

        func canMoveDown(_ said: Said) -> Bool { !said.value.isEmpty && Wording.fitsBothPlaces(said.value) }
        let below = inBrackets.filter { $0.placement == .line && canMoveDown($0) }
        var bracketed = inBrackets.filter { $0.placement != .line || !canMoveDown($0) }
        // Of two properties of one kind the first stays the first.
        var staying: Set<Keyword> = []
        for said in onLines {
            if canMoveUp(said, to: index), !staying.contains(said.keyword) { bracketed.append(said) } else { staying.insert(said.keyword) }
        }
        bracketed = bracketed.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }.map(\.element)
        let items = bracketed.map { $0.item(of: owner) }
        var draft = draft
        draft.items = items
        var excess = draft.width - Self.widest
        var result = Distribution(items: [])
        var tooMuch: [Said] = []
        for (said, item) in zip(bracketed, items).reversed() {
            if excess > 0, said.placement == .words, canMoveDown(said) {
                excess -= LineDraft.columns(item) + 2
                if case .bracket = said.place { tooMuch.append(said) }
            } else {
                result.items.append(item)
                if case .line(let child) = said.place { result.moved.append(child) }
            }
        }
        result.items.reverse()
        result.below = tooMuch.reversed() + below
        return result
    }

    /// The properties on lines right under one.
    private func propertiesBelow(_ index: Int, _ owner: Owner) -> [Said] {
        tree.children(of: index).compactMap { child in
            let line = tree.lines[child]
            guard line.kind == .property, let keyword = line.keyword, owner.allows(keyword) else { return nil }
            return Said(keyword, value(tree.bytes(line.value), of: keyword, owner), at: .line(child), of: owner)
        }
    }

    /// Whether a property says all that it says on its one line, and nothing sets it apart.
    private func canMoveUp(_ said: Said, to index: Int) -> Bool {
        guard case .line(let child) = said.place, let placement = said.placement, placement != .line else { return false }
        let line = tree.lines[child]
        guard !isLeft[child], line.brackets == nil, line.target == nil, line.comment == nil, tree.lines[child - 1].isSaid,
            tree.lines[index].target == nil,
            tree.lines[child + 1..<max(line.next, child + 1)].allSatisfy({ !$0.isSaid && ($0.kind == .blank || $0.indent <= line.indent) })
        else { return false }
        return (!said.value.isEmpty || said.keyword.isFlag) && Wording.fitsBothPlaces(said.value)
    }

    private func isContradictory(_ said: [Said]) -> Bool {
        guard said.count > 1 else { return false }
        var seen: [Keyword] = []
        for one in said {
            let alternatives = one.keyword.alternatives
            for other in seen where other == one.keyword ? other.isSaidOnce : alternatives != nil && other.alternatives == alternatives {
                return true
            }
            // There are only so many keywords, however many lines.
            if !seen.contains(one.keyword) { seen.append(one.keyword) }
        }
        return false
    }
}
