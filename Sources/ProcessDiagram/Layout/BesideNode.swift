import ProcessModel

/// How far the blocks to the left and right of each node reach up and down, past the node's corners.
/// A block above or below the node may be wider than the node and must keep clear of them.
struct BesideNode: Sendable {
    private struct Reach: Sendable {
        var up = -Double.infinity
        var down = -Double.infinity
    }

    private var east: [Reach]
    private var west: [Reach]

    init(_ map: ProcessMap, runs: Runs, tracks: Tracks, blocks: [FlowBlock?], atSource: [Bool]) {
        east = Array(repeating: Reach(), count: map.nodes.count)
        west = east
        for (index, run) in runs.all.enumerated() where run.isLevel {
            guard let block = Sheet.block(on: run, blocks, atSource) else { continue }
            let isSource = atSource[run.flow]
            let node = isSource ? map.flows[run.flow].from.index : map.flows[run.flow].to.index
            let (up, down) = (block.up - tracks.offset[index], block.down + tracks.offset[index])
            func take(_ reach: inout Reach) { (reach.up, reach.down) = (max(reach.up, up), max(reach.down, down)) }
            if isSource == run.goesUp { take(&east[node]) } else { take(&west[node]) }
        }
    }

    /// How far from the middle of a node's row the blocks beside it reach on one side, where something
    /// above or below it stands from `left` to `right`, in px from its middle; nil where none is near.
    func reach(of node: Int, isUpper: Bool, from left: Double, to right: Double, labelStart: Double) -> Double? {
        var most = -Double.infinity
        if right > labelStart { most = max(most, isUpper ? east[node].up : east[node].down) }
        if left < -labelStart { most = max(most, isUpper ? west[node].up : west[node].down) }
        return most.isFinite ? most : nil
    }
}
