/// The text that a first map begins with. A person reads it from top to bottom, so it speaks of the
/// language in the order in which a room needs it, and it says nothing that a check would find fault with.
enum FirstMap {
    /// A map that takes who works there from `organization.baton`.
    static func text(named name: String) -> String {
        """
        \(head(name))

        use: organization.baton

        \(flow)
        """
    }

    /// A map that says itself who works there, for a folder whose shared file knows others.
    static func textWithLanes(named name: String, using: Bool) -> String {
        """
        \(head(name))
        \(using ? "\nuse: organization.baton\n" : "")
        \(lanes)

        \(flow)
        """
    }

    private static func head(_ name: String) -> String {
        """
        # How the work passes, as it is today. Write while people talk: one line is one step.

        process: \(name)
          state: as-is
          owner: Head of Sales
          goal: Every request is answered within a week
          measure: requests answered within a week [now 70%, target 90%]
        """
    }

    private static let flow = """
        flow:
          # Who does it, a colon, what they do. The next line is the next step.
          Customer: Send request
            # Where work changes hands: what is passed, which way, how soon it is taken up.
            handoff: request [via web form, within 4 bh]
              accept when: says who asks, and for what

          # If the room knows them: the work itself, the time until done, how often it is right.
          Account Manager: Check request [work 10 min, takes 4 bh, ok 90%]

          # A step that ends in '?' is a decision. Its answers stand below it; '->' goes to a step.
          Account Manager: Request complete?
            criteria: we know what is needed, and by when
            yes 90%
            no 10%:
              Account Manager: Call the customer [work 15 min, takes 1 bd, ok 95%]
              -> Check request

          Account Manager: Order the work [work 5 min, takes 1 bh, ok 95%]
            # Who hears of it without having to do anything, and what is promised to them.
            informs: Customer [what the date, via email, within 4 bh]
            promise: done by that date
            handoff: order [via ticket queue, within 1 bd]
              accept when: says what is to be done, and until when
              confirm: ticket status "accepted"
          Planner: Plan the work [work 15 min, takes 4 bh, ok 90%]
            # What hurts, and what nobody in the room can say. Later also how much: [impact 3, weekly].
            pain: Orders come in all at once
            question: Who decides what comes first? [for Head of Sales]
          Planner: Build what was ordered [work 2 h, takes 3 bd, ok 95%]
            handoff: result [via ticket queue, within 4 bh]
              accept when: what was ordered is done
              on reject: what is missing, back to Planner
              confirm: ticket status "done"
          Account Manager: Tell the customer [work 10 min, takes 2 bh, ok 95%, touchpoint]
          end: Request answered

        """

    /// What all maps of a folder share.
    static let organization = """
        # What all maps of this folder share. A map takes it over with 'use: organization.baton'.

        \(lanes)

        # A word that is not the same to everybody, and what was agreed.
        term: order
          Sales: what the customer wants
          Operations: a ticket that says all we need
          agreed: a ticket that says what is to be done, and until when

        # How two functions get on: what each needs of the other, and where both want to get.
        relationship: Sales and Operations
          needs: Sales needs a date that holds
          needs: Operations needs orders that are complete
          shared goal: every request is answered within a week
          escalation: Head of Sales, Head of Operations [within 1 bd]

        """

    private static let lanes = """
        # A lane is a function or a party; the roles in it are jobs, not persons.
        lane: Customer [customer]

        lane: Sales
          listens on: web form, ticket queue
          accountable: Head of Sales
          role: Account Manager [people 2]

        lane: Operations
          listens on: ticket queue
          accountable: Head of Operations
          role: Planner [people 3]
        """
}
