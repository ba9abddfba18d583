import ProcessModel

extension Rule {
    private static let mostConsulted = Setting(
        name: "consulted", standard: 4, unit: "consulted", meaning: "how many are asked about one step before it goes on")

    static let overConsulted = Rule(
        name: "over-consulted", category: .roles, severity: .warning,
        title: "Too many are asked before it goes on",
        triggers: "A step names four or more as `consulted`.",
        why: "Each opinion takes a day, the last one contradicts the first, and whoever is accountable learns to ask nobody.",
        remedy: "Ask those whose no would stop it; tell the others afterwards: `informed`.",
        question: "Whose no would stop this, and who only wants to know?",
        settings: [mostConsulted],
        examples: [
            Example(
                "Everybody has a say",
                """
                process: Campaign
                lanes: Marketing
                flow:
                  Marketing: ↓Write claim
                    consulted: Legal, Sales, Service, Finance
                """),
            Example(
                "Also of a decision",
                """
                process: Campaign
                lanes: Marketing
                flow:
                  Marketing: ↓Launch?
                    consulted: Legal, Sales, Service, Finance, IT
                    yes
                    no -> Stopped
                  end: Live
                  end: Stopped
                """),
            Example(
                "Two are asked, the others are told",
                """
                process: Campaign
                lanes: Marketing
                flow:
                  Marketing: Write claim
                    consulted: Legal, Sales
                    informed: Service, Finance
                """),
            Example(
                "Three are few enough",
                """
                process: Campaign
                lanes: Marketing
                flow:
                  Marketing: Write claim
                    consulted: Legal, Sales, Finance
                """),
        ]
    ) { review in
        let map = review.map
        for id in map.nodeIDs {
            guard let said = map.said(of: id, \.consulted), !said.isEmpty else { continue }
            let names = Review.distinct(said)
            guard Double(names.count) >= review[mostConsulted] else { continue }
            review.find(
                "\(names.count) are consulted on '\(map[id].name)': \(Wording.list(names))", at: .node(id), map[id].span,
                remedy: "ask those whose no would stop it, and name the others under `informed`",
                question: "Whose no would stop '\(map[id].name)', and who only wants to know?")
        }
    }
}

extension Review {
    /// Names in the order written, each once and without `?`.
    static func distinct(_ names: [Text]) -> [String] {
        var seen = Set<String>()
        return names.map(\.string).filter { $0 != "?" && seen.insert($0).inserted }
    }
}
