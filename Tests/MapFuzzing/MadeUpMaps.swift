/// Maps to begin with that are larger or odder than those that people write for examples.
public enum MadeUpMaps {
    public static let all: [[UInt8]] = [steps(60), decisions(20), parallel(3, 3), nested(30), graph(12), facts].map { Array($0.utf8) }

    private static let head = "process: Made up\n  volume: 40 per month\nlane: A\n  role: R [people 2]\nlanes: B, C [system]\n\nflow:\n"

    private static func steps(_ count: Int) -> String {
        head + (0..<count).map { i in
            "  \(["R", "B", "C"][i % 3]): Do \(i) [work \(i) min, wait \(i) bh because batching, ok \(100 - i % 30)%, in CRM]\n"
                + (i % 4 == 0 ? "    handoff: paper \(i) [via email, within \(i) bh]\n      accept when: it is complete\n" : "")
        }.joined() + "  end: Done\n"
    }

    private static func decisions(_ count: Int) -> String {
        head + "  A: Begin\n" + (0..<count).map { i in
            "  B: Good \(i)?\n    criteria: it is\n    yes \(100 - i)%\n    no \(i)%:\n      C: Mend \(i)\n      -> \(i == 0 ? "Begin" : "Good \(i - 1)?")\n"
        }.joined() + "  end: Done\n"
    }

    private static func parallel(_ width: Int, _ depth: Int) -> String {
        func block(_ level: Int, _ name: String) -> String {
            let margin = String(repeating: "  ", count: 2 * level + 1)
            guard level < depth else { return "\(margin)A: Do \(name)\n" }
            return "\(margin)in parallel:\n" + (0..<width).map { "\(margin)  path: \($0)\n" + block(level + 1, "\(name)\($0)") }.joined()
        }
        return head + block(0, "x") + "  end: Done\n"
    }

    private static func nested(_ depth: Int) -> String {
        head + (0..<depth).map { level in
            let margin = String(repeating: "  ", count: 2 * level + 1)
            return "\(margin)A: Deep \(level)?\n\(margin)  no -> \(level == 0 ? "Done" : "Deep \(level - 1)?")\n\(margin)  yes:\n"
        }.joined() + String(repeating: "  ", count: 2 * depth + 1) + "B: Bottom\n  end: Done\n"
    }

    private static func graph(_ count: Int) -> String {
        head + "  A: Begin\n" + (0..<count).map { i in
            "  fork: F\(i)\n    -> J\((i + 1) % count)\n    -> F\((i * 5 + 1) % count)\n  join: J\(i) [\(["all", "any", "one"][i % 3])]\n  A: Step \(i)\n    on late \(i) bd -> J\(i)\n    on error \(i)% -> Begin\n"
        }.joined() + "  end: Done\n"
    }

    private static let facts = """
        process: Facts
          state: to-be
          of: made-up
          measure: time [now 3 bd, target 1 bd]
          budget: handoffs at most 6, lead time at most 10 bd, load at most 85%
          reviewed: 2026-11-02 [every 3 months]
        checks:
          profile: strict
          over-capacity: warn at 80%
        lane: Marketing [agency]
          calendar: Mon-Thu 08:00-16:00
          policy: at most 3 touches per week [owner Ops]
          role: Ops [people 2, available 80%, backup SDR]
            seen as: slow [by Sales]
        lane: Sales
          accountable: Head
          role: SDR
        system: CRM
          record of: lead
          seen by: Sales
        meeting: Weekly
          every: 2 weeks
          needs: Head
          no-show: 10%
        term: MQL
          also: lead
          Marketing: scored
          Sales: called
          agreed: ?
        relationship: Marketing and Sales
          rating: Marketing 4, Sales 7 [on 2026-10-01]
          check-in: every 2 weeks [last 2026-11-02]
          escalation: Head, Boss [within 1 bd]
        flow:
          phase: One
          start: Asked
          Ops + SDR: Do [work 3/5/12 min, takes 1-2 bd, ok ?, approval, at Weekly, cost 40]
            handoff: MQL [via CRM queue, within 1 bh]
              allow: handoff-no-sla [because "agreed, so", until 2027-01-31]
            expects: lead with phone, budget [within 4 bh]
            informs: Marketing [what outcome, via CRM, within 1 bd]
            pain: Slow [impact 4, weekly, votes 7, cause procedures, felt by Sales, control own]
            variant: Sales [doc "a, b"]
          phase: Two
          SDR: Which? [any]
            one 30%
            two 80%
            otherwise -> Do
          end: Done
        action: Mend [owner Head, due 2027-01-15, fixes Do]
        question: Why? [for Head, at Do]

        """

    /// The maps in a document: what stands in its code blocks, a bare flow with a head to stand on.
    public static func examples(in document: String) -> [[UInt8]] {
        var examples: [[UInt8]] = []
        var block: [Substring]?
        for line in document.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") {
                if let lines = block, lines.contains(where: { $0.contains(":") }) {
                    let text = lines.joined(separator: "\n") + "\n"
                    examples.append(Array((text.hasPrefix("  ") ? head + text : text).utf8))
                }
                block = block == nil ? [] : nil
            } else {
                block?.append(line)
            }
        }
        return examples
    }
}
