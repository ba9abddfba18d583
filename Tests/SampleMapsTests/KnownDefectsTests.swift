import ProcessAnalysis
import ProcessModel
import ProcessSyntax
import Testing

/// What is wrong with the three processes of today was known before they were written down. Baton
/// must find it, and find next to nothing in the one that is meant to be.
@Suite struct KnownDefectsTests {
    struct Defect: CustomTestStringConvertible, Sendable {
        let map: String
        let what: String
        let rule: String
        /// A piece of the message that names the place.
        let naming: String

        init(_ map: String, _ what: String, _ rule: String, _ naming: String) {
            self.map = map
            self.what = what
            self.rule = rule
            self.naming = naming
        }

        var testDescription: String { "\(map): \(what)" }
    }

    static let defects = [
        Defect("lead-to-opportunity", "MQL is a score to Marketing and a budget to Sales", "term-conflict", "'MQL'"),
        Defect("lead-to-opportunity", "Marketing never hears what became of a lead", "black-hole", "Marketing (Route to queue)"),
        Defect("lead-to-opportunity", "rejected leads go without a word", "handoff-no-artifact", "Sales (Lead accepted?) to CRM"),
        Defect("lead-to-opportunity", "the form is not answered", "handoff-no-receipt", "'demo request'"),
        Defect("lead-to-opportunity", "accepting is a click", "decision-no-criteria", "'Lead accepted?'"),
        Defect("lead-to-opportunity", "one SDR without a deputy", "key-person", "SDR"),
        Defect("lead-to-opportunity", "nobody is accountable after scoring", "no-accountable", "'Route to queue'"),
        Defect("lead-to-opportunity", "nobody is accountable for the review", "no-accountable", "'Review lead'"),
        Defect("lead-to-opportunity", "nobody is accountable for the acceptance", "no-accountable", "'Lead accepted?'"),

        Defect("crm-change-request", "two accountables", "multiple-accountable", "'Approve in CRM team meeting'"),
        Defect("crm-change-request", "requests by email, IT listens to tickets", "channel-mismatch", "'change request'"),
        Defect("crm-change-request", "one priority, two weights", "term-conflict", "'priority of a request'"),
        Defect("crm-change-request", "no deputy for the IT Director", "key-person", "IT Director"),
        Defect("crm-change-request", "no deputy for the CRM Admin", "key-person", "CRM Admin"),
        Defect("crm-change-request", "Sales is never told", "handoff-no-artifact", "IT (Deploy the change) to Sales"),
        Defect("crm-change-request", "back and forth between the chairs", "ping-pong", "between Marketing and IT"),

        Defect("campaign-launch", "the brief is never read back", "handoff-no-receipt", "'brief'"),
        Defect("campaign-launch", "nobody said what a good brief is", "handoff-no-acceptance", "'brief'"),
        Defect("campaign-launch", "Web and IT has no agreed time", "handoff-no-sla", "to Web and IT"),
        Defect("campaign-launch", "Service learns of it from complaints", "handoff-no-artifact", "to Service (Answer complaints)"),
        Defect("campaign-launch", "the kit is nobody's order", "handoff-no-artifact", "to Sales Enablement (Build sales kit)"),
        Defect("campaign-launch", "the kit goes where Sales does not look", "channel-mismatch", "'sales kit'"),
        Defect("campaign-launch", "two of three concepts come back", "ping-pong", "70% of cases"),
        Defect("campaign-launch", "nobody is accountable for putting it right", "no-accountable", "'Fix and recheck'"),
        Defect("campaign-launch", "approval by taste", "decision-no-criteria", "'Approved?'"),
    ]

    static func report(_ name: String) throws -> RuleReport {
        Catalogue.standard.run(over: Inspection(try SampleMaps.resolve(name).map))
    }

    @Test(arguments: defects)
    func isFound(defect: Defect) throws {
        let findings = try Self.report(defect.map).findings.filter { $0.rule == defect.rule }
        #expect(findings.contains { $0.message.contains(defect.naming) }, "\(findings.map(\.message))")
    }

    @Test func theToBeHasNoErrors() throws {
        let errors = try Self.report("lead-to-opportunity-to-be").findings.filter { $0.severity == .error }
        #expect(errors.map(\.message) == [])
    }
}
