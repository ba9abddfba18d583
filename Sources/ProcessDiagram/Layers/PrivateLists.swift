import ProcessAnalysis
import ProcessModel

/// What is only listed when it is asked for by name: it was said in the room, and is not for every wall.
struct PrivateLists {
    private let map: ProcessMap
    private let options: SwimlaneMap.Options

    init(_ map: ProcessMap, _ options: SwimlaneMap.Options) {
        self.map = map
        self.options = options
    }

    func lists() -> [ListContents.List] {
        var lists: [ListContents.List] = []
        if options.notes {
            let notes = map.remarks.filter { $0.kind == .note }
            if !notes.isEmpty {
                lists.append(ListContents.List(heading: "Notes", items: notes.map {
                    ListContents.Item(sign: .note, text: ListContents.sentence($0.text.string), more: ListContents.place(of: $0.about, map))
                }))
            }
        }
        if options.ratings {
            let items = map.relationships.compactMap { relationship -> ListContents.Item? in
                guard !relationship.ratings.isEmpty else { return nil }
                let (first, second) = (relationship.first.string, relationship.second.string)
                let told = relationship.ratings.map { rating in
                    let other = rating.lane.string == first ? second : first
                    return "\(rating.lane.string) gives \(other) \(rating.value.value.map { Heading.number($0) + " of 10" } ?? "?")"
                }
                let date = relationship.ratedOn.map { $0.value.map { "On \($0.written)" } ?? "On ?" } ?? ""
                return ListContents.Item(sign: .rating, text: told.joined(separator: ", "), more: date)
            }
            if !items.isEmpty { lists.append(ListContents.List(heading: "How the functions rate each other", items: items)) }
        }
        return lists
    }
}
