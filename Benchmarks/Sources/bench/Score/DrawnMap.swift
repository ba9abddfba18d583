/// What a drawing shows, read back from its SVG as docs/drawing.md describes it, so that it is judged by what
/// a reader sees and not by what the layout meant.
struct DrawnMap {
    struct Box {
        var left = 0.0, top = 0.0, right = 0.0, bottom = 0.0
        var middle: Dot { Dot(x: (left + right) / 2, y: (top + bottom) / 2) }
    }
    struct Step {
        let name: String
        let lane: String
        let kind: String
        var box = Box()
    }
    struct Flow {
        let from: String
        let to: String
        let isMain: Bool
        let isLoop: Bool
        let line: [Dot]
        /// True where the line has no corner.
        let isStraight: Bool
    }

    private(set) var steps: [Step] = []
    private(set) var flows: [Flow] = []
    private(set) var laneNames: [String] = []
    /// The lanes together.
    private(set) var body = Box()
    /// The size of the smallest letters.
    private(set) var smallestLetters = Double.infinity

    init(svg: [UInt8]) {
        var isOutlineNext = false
        for tag in Tag.all(in: svg) {
            let classes = tag["class"]?.split(separator: " ") ?? []
            if let size = tag["font-size"].flatMap(Double.init) { smallestLetters = min(smallestLetters, size) }
            if tag.name == "rect", classes.contains("band") {
                let box = Self.box(tag)
                if laneNames.count == 1 { body = box }
                body = Box(
                    left: min(body.left, box.left), top: min(body.top, box.top), right: max(body.right, box.right),
                    bottom: max(body.bottom, box.bottom))
            } else if tag.name == "g", classes.contains("lane") {
                laneNames.append(tag["data-lane"] ?? "")
            } else if tag.name == "g", classes.contains("step") {
                steps.append(Step(name: tag["data-step"] ?? "", lane: tag["data-lane"] ?? "", kind: tag["data-kind"] ?? ""))
                isOutlineNext = true
            } else if isOutlineNext, !steps.isEmpty {
                isOutlineNext = false
                steps[steps.count - 1].box = Self.box(tag)
            } else if tag.name == "path", classes.contains("flow"), let from = tag["data-from"], let to = tag["data-to"] {
                let data = tag["d"] ?? ""
                flows.append(
                    Flow(
                        from: from, to: to, isMain: classes.contains("main"), isLoop: classes.contains("loop"),
                        line: Self.points(data), isStraight: !data.contains("Q")))
            }
        }
    }

    /// Flows on the main path that stay in a lane and yet bend.
    var crookedFlows: Int {
        var lanes: [String: String] = [:]
        for step in steps { lanes[step.name] = step.lane }
        return flows.count { $0.isMain && !$0.isStraight && lanes[$0.from] == lanes[$0.to] }
    }

    /// The same steps and flows for Graphviz, lanes as clusters.
    var dot: String {
        var number: [String: Int] = [:]
        for (index, step) in steps.enumerated() { number[step.name] = index }
        var out = ["digraph map {", "  rankdir=LR; newrank=true; node [shape=box];"]
        for (index, lane) in laneNames.enumerated() {
            out.append("  subgraph cluster_\(index) {")
            // All words are as long as a usual step's: names are not what is compared.
            for (node, step) in steps.enumerated() where step.lane == lane { out.append("    n\(node) [label=\"Review the brief\"];") }
            out.append("  }")
        }
        for flow in flows { if let a = number[flow.from], let b = number[flow.to] { out.append("  n\(a) -> n\(b);") } }
        return (out + ["}"]).joined(separator: "\n") + "\n"
    }

    private static func box(_ tag: Tag) -> Box {
        func number(_ name: String) -> Double { tag[name].flatMap(Double.init) ?? 0 }
        if tag.name == "circle" {
            let (x, y, r) = (number("cx"), number("cy"), number("r"))
            return Box(left: x - r, top: y - r, right: x + r, bottom: y + r)
        }
        if tag.name == "polygon" {
            let values = numbers(tag["points"] ?? "")
            let (xs, ys) = (stride(from: 0, to: values.count, by: 2).map { values[$0] }, stride(from: 1, to: values.count, by: 2).map { values[$0] })
            return Box(left: xs.min() ?? 0, top: ys.min() ?? 0, right: xs.max() ?? 0, bottom: ys.max() ?? 0)
        }
        return Box(left: number("x"), top: number("y"), right: number("x") + number("width"), bottom: number("y") + number("height"))
    }

    /// The points of a path of `M`, `L` and `Q`; a rounded corner counts as its three points.
    private static func points(_ data: String) -> [Dot] {
        let values = numbers(data)
        return stride(from: 0, to: values.count - 1, by: 2).map { Dot(x: values[$0], y: values[$0 + 1]) }
    }

    private static func numbers(_ text: String) -> [Double] {
        text.split { !($0.isNumber || $0 == "." || $0 == "-") }.compactMap { Double($0) }
    }
}

/// A start tag of an SVG that Baton wrote; no reader for SVG at large.
private struct Tag {
    let name: String
    private var attributes: [String: String] = [:]

    subscript(name: String) -> String? { attributes[name] }

    private init(_ bytes: ArraySlice<UInt8>) {
        let end = bytes.firstIndex { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "/") } ?? bytes.endIndex
        name = String(decoding: bytes[bytes.startIndex..<end], as: UTF8.self)
        var rest = bytes[end...]
        while let equals = rest.firstIndex(of: UInt8(ascii: "=")), equals + 1 < rest.endIndex {
            let key = String(decoding: rest[rest.startIndex..<equals], as: UTF8.self).trimmingBlanks
            guard let close = rest[(equals + 2)...].firstIndex(of: rest[equals + 1]) else { break }
            attributes[key] = String(decoding: rest[(equals + 2)..<close], as: UTF8.self)
            rest = rest[(close + 1)...]
        }
    }

    static func all(in svg: [UInt8]) -> [Tag] {
        var tags: [Tag] = []
        var at = svg.startIndex
        while let open = svg[at...].firstIndex(of: UInt8(ascii: "<")), let close = svg[open...].firstIndex(of: UInt8(ascii: ">")) {
            if open + 1 < close, svg[open + 1] != UInt8(ascii: "/") { tags.append(Tag(svg[(open + 1)..<close])) }
            at = close + 1
        }
        return tags
    }
}

extension String {
    fileprivate var trimmingBlanks: String { String(drop { $0.isWhitespace }) }
}
