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
        Defect("lead-to-opportunity", "accepting is a click", "decision-no-criteria", "'Lead accepted?'"),
        Defect("lead-to-opportunity", "one SDR without a deputy", "key-person", "SDR"),
        Defect("lead-to-opportunity", "nobody is accountable after scoring", "no-accountable", "'Route to queue'"),
        Defect("lead-to-opportunity", "nobody is accountable for the review", "no-accountable", "'Review lead'"),
        Defect("lead-to-opportunity", "nobody is accountable for the acceptance", "no-accountable", "'Lead accepted?'"),
        Defect("lead-to-opportunity", "many MQLs here, good leads there", "measure-conflict", "'MQLs per month'"),
        Defect("lead-to-opportunity", "the notes are typed twice", "manual-rekey", "Notes app and CRM"),
        Defect("lead-to-opportunity", "phone and budget are never asked for", "expectation-mismatch", "'phone' and 'budget'"),
        Defect("lead-to-opportunity", "every lead, or those worth a call", "role-view-mismatch", "SDR"),
        Defect("lead-to-opportunity", "half a week too long", "budget-exceeded", "12.8 bd"),
        Defect("lead-to-opportunity", "the prospect hears nothing for days", "customer-silent-gap", "'Submit demo form'"),
        Defect("lead-to-opportunity", "two answer for scoring", "accountability-shift", "VP Marketing"),
        Defect("lead-to-opportunity", "what hurts most has no action", "pain-without-action", "'Rejected leads vanish"),

        Defect("crm-change-request", "two accountables", "multiple-accountable", "'Approve in CRM team meeting'"),
        Defect("crm-change-request", "requests by email, IT listens to tickets", "channel-mismatch", "'change request'"),
        Defect("crm-change-request", "one priority, two weights", "term-conflict", "'priority of a request'"),
        Defect("crm-change-request", "no deputy for the IT Director", "key-person", "IT Director"),
        Defect("crm-change-request", "no deputy for the CRM Admin", "key-person", "CRM Admin"),
        Defect("crm-change-request", "Sales is never told", "handoff-no-artifact", "IT (Deploy the change) to Sales"),
        Defect("crm-change-request", "back and forth between the chairs", "ping-pong", "between Marketing and IT"),
        Defect("crm-change-request", "nobody owns it", "no-process-owner", "'CRM change request'"),
        Defect("crm-change-request", "five weeks where three were wanted", "budget-exceeded", "the budget is 20 bd"),
        Defect("crm-change-request", "all waits for one meeting", "meeting-gated", "CRM team meeting"),
        Defect("crm-change-request", "Sales is asked and never sees it", "consulted-too-late", "Sales is consulted on 'Approve in CRM team meeting'"),
        Defect("crm-change-request", "the chairs blame each other", "personality-first", "'They only think of themselves'"),
        Defect("crm-change-request", "Marketing is unhappy", "low-rating", "Marketing rated working with IT at 4"),
        Defect("crm-change-request", "IT does not know it", "rating-gap", "IT rates it at 7"),
        Defect("crm-change-request", "no goal of both", "no-shared-goal", "Marketing and IT"),
        Defect("crm-change-request", "nobody to call when it is late", "no-escalation", "Marketing and IT"),

        Defect("campaign-launch", "the agency is led by nobody", "partner-unowned", "Agency"),
        Defect("campaign-launch", "three teams write to one customer", "excess-outreach", "Marketing, Sales and Service"),
        Defect("campaign-launch", "thirty days cannot be kept", "target-unreachable", "the target is 30 bd"),
        Defect("campaign-launch", "consent is never asked for", "expectation-mismatch", "'consent'"),
        Defect("campaign-launch", "the brief is never read back", "handoff-no-receipt", "'brief'"),
        Defect("campaign-launch", "nobody said what a good brief is", "handoff-no-acceptance", "'brief'"),
        Defect("campaign-launch", "Web and IT has no agreed time", "handoff-no-sla", "to Web and IT"),
        Defect("campaign-launch", "Service learns of it from complaints", "handoff-no-artifact", "to Service (Answer complaints)"),
        Defect("campaign-launch", "the kit is nobody's order", "handoff-no-artifact", "to Sales Enablement (Build sales kit)"),
        Defect("campaign-launch", "the kit goes where Sales does not look", "channel-mismatch", "'sales kit'"),
        Defect("campaign-launch", "two of three concepts come back", "ping-pong", "70% of cases"),
        Defect("campaign-launch", "nobody is accountable for putting it right", "no-accountable", "'Fix and recheck'"),
        Defect("campaign-launch", "Legal sees it when it is done", "consulted-too-late", "Legal is consulted on 'Draft concept'"),
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

    @Test func theToBeHasNoneOfThem() throws {
        #expect(try Self.report("lead-to-opportunity-to-be").findings.map(\.message) == [])
    }
}
