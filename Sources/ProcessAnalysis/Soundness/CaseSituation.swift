extension SoundnessSearch {
    /// A place where the case waits to go on: its order among the places of a part, the node (or the flow that has left
    /// the part), and how many flows have arrived there, or the number of their set.
    struct Mark: Hashable {
        let code: UInt64
        /// The place of what has left the part, and of what is back where the part was cut open.
        static let outside: UInt64 = (1 << 22) - 1
        static let again: UInt64 = (1 << 22) - 2

        init(place: UInt64, id: Int32, count: Int) {
            code = place << 42 | UInt64(truncatingIfNeeded: id) << 20 | UInt64(truncatingIfNeeded: count)
        }
        var place: UInt64 { code >> 42 }
        var id: Int32 { Int32(truncatingIfNeeded: (code >> 20) & 0x3F_FFFF) }
        var count: Int { Int(truncatingIfNeeded: code & 0xF_FFFF) }
        /// The same place and node or flow, whatever has arrived.
        var key: UInt64 { code >> 20 }
    }

    /// All places where the case waits, and the last step that led there.
    struct Situation {
        /// The first place last.
        var marks: [Mark]
        var trace: Int32
        /// How far from plain the case is: exceptions it has met, and faults before.
        var oddity: Int32

        /// Where a mark stands or belongs.
        func position(of mark: Mark) -> Int {
            var (low, high) = (0, marks.count)
            while low < high {
                let middle = (low + high) / 2
                if marks[middle].key > mark.key { low = middle + 1 } else { high = middle }
            }
            return low
        }

        /// Adds a mark where there is none yet.
        mutating func insert(_ mark: Mark) {
            let index = position(of: mark)
            if index < marks.count, marks[index].key == mark.key { return }
            marks.insert(mark, at: index)
        }
    }

    /// A way by which a part of the graph can be left.
    struct Outcome {
        let flows: [Int32]
        /// The step after which the part was entered, and the last one in it.
        let base: Int32
        let trace: Int32
        let oddity: Int32
    }
}
