import ProcessSyntax

/// The nodes as they come, and the keys that jumps know them by.
///
/// Keys are looked at together, just before one is looked for: each lies somewhere else in a large table,
/// and the waits for the memory pass side by side.
extension MapBuilder {
    /// Adds a node, which its id names, or else its words. `settleKeys` sees to it that no other has the same.
    ///
    /// - Parameter isImplied: true where the name does not stand in the text.
    mutating func add(
        _ kind: Node.Kind, _ name: Text, lane: LaneID, _ performers: Performers = .none, isImplied: Bool = false
    ) -> NodeID {
        let node = NodeID(map.nodes.count)
        if isImplied { impliedNames.append(node.index) }
        map.nodes.append(
            Node(kind: kind, name: name.string, span: name.span, lane: lane, performers: performers, phase: currentPhase))
        return node
    }

    /// The `id` said of a node; of two the first stands.
    mutating func giveID(_ property: Property, _ node: NodeID) {
        guard let id = words(property), givenIDs.last?.node != node.index else { return }
        givenIDs.append((node.index, id))
    }

    /// Makes the keys of all nodes added so far known; a second one of the same text is reported and kept apart.
    mutating func settleKeys() {
        while keyed < map.nodes.count {
            let some = keyed..<min(keyed + 16, map.nodes.count)
            keyHashes.removeAll(keepingCapacity: true)
            for node in some { keyHashes.append(nodesByKey.hash(sheet.spoken(map.nodes[node].span).all)) }
            nodesByKey.fetch(keyHashes)
            for node in some { settleKey(of: node, keyHashes[node - some.lowerBound]) }
            keyed = some.upperBound
        }
    }

    /// - Parameter hash: that of the text where the node's name stands.
    private mutating func settleKey(of node: Int, _ hash: UInt64) {
        guard let first = take(node, hash) else { return }
        let free = freeKey(like: map.nodes[node].key)
        nodesByKey[free] = node
        if map.nodes[node].isImplicit {
            // Nobody named it: a second block with paths of the same names gets its own.
            map.nodes[node].name = free
        } else {
            let id = map.nodes[node].givenKey == nil ? nil : givenIDs[nextID - 1].id
            reportTaken(map.nodes[node], id, by: map.nodes[first])
            map.nodes[node].givenKey = free
        }
    }

    /// Gives a node its key, unless another one has it, which is returned.
    private mutating func take(_ node: Int, _ hash: UInt64) -> Int? {
        let isImplied = nextImplied < impliedNames.count && impliedNames[nextImplied] == node
        if isImplied { nextImplied += 1 }
        if nextID < givenIDs.count, givenIDs[nextID].node == node {
            let id = givenIDs[nextID].id
            nextID += 1
            map.nodes[node].givenKey = id.string
            map.nodes[node].hasID = true
            return nodesByKey.insert(sheet.spoken(id.span).all, node)
        }
        guard isImplied else { return nodesByKey.insert(sheet.spoken(map.nodes[node].span).all, hash, node) }
        var name = map.nodes[node].name
        return name.withUTF8 { nodesByKey.insert($0, node) }
    }

    private mutating func reportTaken(_ node: Node, _ id: Text?, by first: Node) {
        let key = node.key
        if let id {
            report("duplicate-id", "the id '\(key)' is taken", at: id.span, related: .init(span: first.span, message: "this step has it"), fix: "choose another")
            return
        }
        if node.kind == .start || node.kind == .end {
            report(
                "duplicate-step", "there is already a \(first.kind == .start ? "start" : "step") '\(key)'", at: node.span,
                related: .init(span: first.span, message: "it stands here"), fix: "give one of them another name")
            return
        }
        keep(
            Diagnostic(
                "duplicate-step", "there is already a step '\(key)'", at: node.span,
                related: .init(span: first.span, message: "it stands here"),
                fixes: [
                    Fix("to go back to it, write '-> \(key)'"),
                    Fix("to make it another step, add an id: [id \(key) again]"),
                ]))
    }

    /// The node known by a name that no line says, or nil.
    mutating func node(called name: String) -> Int? {
        settleKeys()
        return nodesByKey[name]
    }

    /// `name (2)`, `name (3)`, … : the first that is free. The count goes on from the last one given.
    mutating func freeKey(like name: String) -> String {
        var count = copies[name, default: 1]
        var key: String
        repeat {
            count += 1
            key = "\(name) (\(count))"
        } while nodesByKey[key] != nil
        copies[name] = count
        return key
    }
}
