import Foundation

import ProcessSyntax
import Testing

@testable import ProcessAnalysis
@testable import ProcessReport

struct JSONTests {
    @Test func valuesAreWrittenInOrder() {
        let json = JSON.object([
            ("b", .array([.integer(1), .number(2.5), .number(.nan), .null, .bool(true)])), ("a", .object([])), ("c", .array([])),
        ])
        expectText(
            json.document(),
            """
            {
              "b": [
                1,
                2.5,
                null,
                null,
                true
              ],
              "a": {},
              "c": []
            }

            """)
    }

    /// Every character comes back as it went in.
    @Test func stringsSurvive() throws {
        let strings = ["", "plain", "\"\\/", "\u{0}\u{1F}\u{7F}\u{9B}\r\n\t", "日本 é 👩‍👩‍👧 \u{202E}", "\u{E0041}"]
        let text = JSON.strings(strings).document()
        let back = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String]
        #expect(back == strings)
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x9B })
    }

    @Test func checkReport() throws {
        var maker = ReportMaker()
        maker.add(
            "lead.baton", "process: Lead\nlanes: Sales\nflow:\n  Sales: Call \"them\"\n", findings: [("handoff-no-sla", .warning, "Call")],
            gaps: [.init(rule: "key-person", missing: "how many people", isPartial: false)])
        maker.add("bad.baton", "process: Bad\nlanes: Sales\nflow:\n  Saels: Call\n")
        let why = try #require(Catalogue.standard.rule(named: "handoff-no-sla")?.why)
        let text = maker.report.json()
        expectText(
            text,
            """
            {
              "format": "baton-check",
              "formatVersion": 1,
              "tool": {
                "name": "baton",
                "version": "\(Baton.version)"
              },
              "files": [
                {
                  "path": "lead.baton",
                  "process": "Lead",
                  "diagnostics": [],
                  "findings": [
                    {
                      "rule": "handoff-no-sla",
                      "category": "handoffs",
                      "severity": "warning",
                      "message": "'Call' is not as it should be",
                      "location": {
                        "path": "lead.baton",
                        "start": {
                          "line": 4,
                          "column": 10,
                          "offset": 42
                        },
                        "end": {
                          "line": 4,
                          "column": 14,
                          "offset": 46
                        }
                      },
                      "related": null,
                      "lapsedExcuse": null,
                      "place": {
                        "kind": "process",
                        "name": "Lead"
                      },
                      "maps": [
                        "lead.baton"
                      ],
                      "why": "\(why)",
                      "remedy": "mend 'Call'",
                      "question": "What of 'Call'?"
                    }
                  ],
                  "excused": [],
                  "notAssessable": [
                    {
                      "rule": "key-person",
                      "missing": "how many people",
                      "inPart": false
                    }
                  ],
                  "unlocks": [],
                  "rules": {
                    "asked": 20,
                    "assessed": 19
                  },
                  "summary": {
                    "errors": 0,
                    "warnings": 1,
                    "info": 0
                  }
                },
                {
                  "path": "bad.baton",
                  "process": "Bad",
                  "diagnostics": [
                    {
                      "name": "unknown-role",
                      "severity": "error",
                      "message": "'Saels' is not a role or lane of this map",
                      "location": {
                        "path": "bad.baton",
                        "start": {
                          "line": 4,
                          "column": 3,
                          "offset": 34
                        },
                        "end": {
                          "line": 4,
                          "column": 8,
                          "offset": 39
                        }
                      },
                      "related": null,
                      "fixes": [
                        {
                          "message": "did you mean 'Sales'?",
                          "edit": {
                            "location": {
                              "path": "bad.baton",
                              "start": {
                                "line": 4,
                                "column": 3,
                                "offset": 34
                              },
                              "end": {
                                "line": 4,
                                "column": 8,
                                "offset": 39
                              }
                            },
                            "text": "Sales"
                          },
                          "edits": [
                            {
                              "location": {
                                "path": "bad.baton",
                                "start": {
                                  "line": 4,
                                  "column": 3,
                                  "offset": 34
                                },
                                "end": {
                                  "line": 4,
                                  "column": 8,
                                  "offset": 39
                                }
                              },
                              "text": "Sales"
                            }
                          ],
                          "certain": false
                        }
                      ]
                    }
                  ],
                  "findings": [],
                  "excused": [],
                  "notAssessable": [],
                  "unlocks": [],
                  "rules": null,
                  "summary": {
                    "errors": 1,
                    "warnings": 0,
                    "info": 0
                  }
                }
              ],
              "summary": {
                "maps": 2,
                "errors": 1,
                "warnings": 1,
                "info": 0
              }
            }

            """)
        let back = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect((back["files"] as? [Any])?.count == 2)
    }
}
