import ProcessAnalysis
import ProcessModel

/// What playing one or more maps has shown.
public struct SimulationReport: Sendable {
    /// One map, where it is written, and what came of it.
    public struct Entry: Sendable {
        public let path: String
        public let map: ProcessMap
        /// What would have to be said first, where it could not be played.
        public let outcome: Assessed<SimulationOutcome>
        /// What would come of changes; nil where none were asked about.
        public var whatIf: WhatIf?

        public struct WhatIf: Sendable {
            /// In the asker's words.
            public let changes: [String]
            public let outcome: Assessed<SimulationOutcome>

            public init(changes: [String], outcome: Assessed<SimulationOutcome>) {
                self.changes = changes
                self.outcome = outcome
            }
        }

        public init(path: String, map: ProcessMap, outcome: Assessed<SimulationOutcome>, whatIf: WhatIf? = nil) {
            self.whatIf = whatIf
            self.path = path
            self.map = map
            self.outcome = outcome
        }
    }

    /// In the order in which they are to be reported.
    public let entries: [Entry]

    public init(entries: [Entry]) { self.entries = entries }
}
