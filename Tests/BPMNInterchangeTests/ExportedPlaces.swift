import Foundation
import ProcessDiagram

/// Where an export says that things stand, by the id of what they stand for.
struct ExportedPlaces {
    private(set) var boxes: [String: Box] = [:]
    private(set) var lines: [String: [Point]] = [:]
    private(set) var labels: [String: Box] = [:]

    init(_ text: String) {
        func number(_ text: Substring) -> Double { Double(text) ?? .nan }
        var last = ""
        for part in text.components(separatedBy: "<bpmndi:").dropFirst() {
            if let id = part.firstMatch(of: /bpmnElement="([^"]+)"/)?.1 { last = String(id) }
            let box = part.firstMatch(of: /Bounds x="([^"]+)" y="([^"]+)" width="([^"]+)" height="([^"]+)"/).map {
                Box(x: number($0.1), y: number($0.2), width: number($0.3), height: number($0.4))
            }
            if part.hasPrefix("BPMNEdge") {
                lines[last] = part.matches(of: /waypoint x="([^"]+)" y="([^"]+)"/).map { Point(number($0.1), number($0.2)) }
            } else if let box, part.hasPrefix("BPMNShape") {
                boxes[last] = box
            } else if let box, part.hasPrefix("BPMNLabel") {
                labels[last] = box
            }
        }
    }

    /// Whether two boxes have more than a border in common.
    static func overlap(_ a: Box, _ b: Box) -> Bool {
        min(a.right, b.right) - max(a.left, b.left) > 0.5 && min(a.bottom, b.bottom) - max(a.top, b.top) > 0.5
    }

    /// Whether a line runs through a box, and not only along it or up to its border.
    static func crosses(_ line: [Point], _ box: Box) -> Bool {
        zip(line, line.dropFirst()).contains { from, to in
            // Where the line is within the box, as parts of its length (Liang, Barsky 1984).
            var (first, last) = (0.0, 1.0)
            for (at, by, low, high) in [(from.x, to.x - from.x, box.left + 0.5, box.right - 0.5), (from.y, to.y - from.y, box.top + 0.5, box.bottom - 0.5)] {
                if by == 0 {
                    guard at > low, at < high else { return false }
                } else {
                    let (a, b) = ((low - at) / by, (high - at) / by)
                    (first, last) = (max(first, min(a, b)), min(last, max(a, b)))
                }
            }
            return first < last
        }
    }
}
