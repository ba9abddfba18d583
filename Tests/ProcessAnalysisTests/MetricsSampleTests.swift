import ProcessModel
import ProcessSyntax
import Testing

@testable import ProcessAnalysis

struct MetricsTextTests {
    static let head = "process: Test\n  volume: 100 per month\nlanes: A, B, C\n\nflow:\n"

    @Test func tryOut() {
        check(Self.head + """
              A: Start it [work 10 min, takes 60 min]
              in parallel:
                path: short
                  B: Do little [work 5 min, takes 20 min, ok 50%]
                path: long
                  C: Do much [work 50 min, takes 100 min, ok 80%]
              A: Close it [work 1 min, takes 1 min]
              end: Done
            """, "")
        check(Self.head + """
              A: Start it [work 10 min, takes 60 min]
              A: Which channels? [any]
                mail 80%:
                  B: Send mail [work 5 min, takes 20 min]
                phone 50%:
                  C: Call [work 50 min, takes 100 min]
              A: Close it [work 1 min, takes 1 min]
              end: Done
            """, "")
        check(Self.head + """
              A: Start it [work 10 min, takes 60 min]
              in parallel:
                path: check
                  B: Good? [takes 20 min]
                    yes 60%
                    no -> Rejected
                path: prepare
                  C: Do much [work 50 min, takes 100 min]
              A: Close it [work 1 min, takes 1 min]
              end: Done
              end: Rejected
            """, "")
        check(Self.head + """
              A: Start it [work 10 min, takes 60 min]
              in parallel:
                path: check
                  B: Good? [takes 20 min]
                    yes 60%
                    no -> Rejected
                path: prepare
                  C: Possible? [work 50 min, takes 100 min]
                    yes 50%
                    no -> Rejected
              A: Close it [work 1 min, takes 1 min]
              end: Done
              end: Rejected
            """, "")
        check(Self.head + """
              A: Start it [work 10 min, takes 60 min]
              A: Good?
                yes
                no -> Start it
              A: Close it [work 1 min, takes 1 min]
              end: Done
            """, "")
    }
}
