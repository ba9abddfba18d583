/// Which page a cut line goes on: said in its flags where it is another page than theirs.
enum FlagPages {
    /// Room for the words, up to page 99.
    static let room = TextWidth.of(words(88), size: 11).rounded(.up)
    /// Between the letter and the page behind it.
    static let gap = 4.0
    /// From the letter to the page below it.
    static let lineHeight = 12.0

    static func words(_ page: Int) -> String { "p. \(page)" }

    /// Names the pages in the flags of a finished layout. Flags that have nothing to say give up their room for it.
    static func name(in pages: inout [PaperPage]) {
        // By letter, where each of its two flags is.
        var out: [String: Int] = [:]
        var back: [String: Int] = [:]
        for (index, page) in pages.enumerated() {
            for mark in page.pieces.lazy.flatMap(\.continuations) {
                if mark.goesOut { out[mark.letter] = index } else { back[mark.letter] = index }
            }
        }
        for index in pages.indices {
            for piece in pages[index].pieces.indices {
                for place in pages[index].pieces[piece].continuations.indices {
                    let mark = pages[index].pieces[piece].continuations[place]
                    let other = mark.goesOut ? back[mark.letter] : out[mark.letter]
                    if let other, other != index, other + 1 < 100 {
                        pages[index].pieces[piece].continuations[place].page = other + 1
                        pages[index].pieces[piece].continuations[place].meaning += " on page \(other + 1)"
                    } else {
                        pages[index].pieces[piece].continuations[place].box = shrunk(mark)
                    }
                }
            }
        }
    }

    /// The box of a mark without a page; it keeps the side on which its line docks.
    private static func shrunk(_ mark: Diagram.Continuation) -> Box {
        var box = mark.box
        let docksLow = (mark.way == .east || mark.way == .south) == mark.goesOut
        if mark.way == .east || mark.way == .west {
            let by = room + gap
            box.width -= by
            if !docksLow { box.x += by }
        } else {
            box.height -= lineHeight
            if !docksLow { box.y += lineHeight }
            let width = min(box.width, max(8 + 8.6 * Double(mark.letter.utf8.count), 16))
            box.x += (box.width - width) / 2
            box.width = width
        }
        return box
    }
}
