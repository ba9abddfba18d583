import ProcessModel
import Testing

@testable import BPMNInterchange

/// What somebody changes in elements of BPMN counts, and what Baton says besides follows it, wherever it stands.
@Suite(.enabled(if: BPMN.library != nil, "it needs libxml2, which is not here"))
struct ExportChangesTests {
    /// In the form in which an import writes it.
    private static let map = """
        process: Order to cash
          owner: Clerk
          goal: fast orders
            agreed: Sales yes, Stock no

        lane: Sales
          role: Clerk
            people: 2
          accountable: Head of Sales
        lane: Stock
          role: Packer

        relationship: Sales and Stock
          rating: Sales 4, Stock 7
        pain: Orders vanish
          at: Check order
          felt by: Sales
        action: Talk to Stock
          owner: Clerk
          fixes: Check order, order
        term: order
          Sales: what was sold
          Stock: what is packed

        flow:
          phase: In
          start: Order is in
          Clerk: Check order
            work: 5 min
            needs: order form, price list
            note: prices of last year
            question: whose prices?
            handoff: order
              via: mail
            on late 2 h -> Ask back
            on error 5% -> Lost
          Packer: Complete?
            yes 80%
            no 15%:
              Clerk: Ask back
                -> Check order
            otherwise 5%:
              Sales: Look again
          phase: Out
          Stock: Pack
          end: Done
          end: Lost

        """

    private func changed(_ change: (inout String) -> Void) throws -> (added: [String], removed: [String], losses: [String]) {
        let edited = try EditedExport(Self.map, change)
        let (added, removed) = edited.difference(to: Self.map)
        return (added, removed, edited.losses)
    }

    // MARK: Names

    @Test func aLaneThatIsRenamedIsRenamedWhereverItIsNamed() throws {
        let (added, removed, losses) = try changed { $0.rename("lane", "Sales", to: "Sales &amp; more") }
        #expect(removed == [
            "agreed: Sales yes, Stock no", "lane: Sales", "relationship: Sales and Stock", "rating: Sales 4, Stock 7", "felt by: Sales", "Sales: what was sold",
            "Sales: Look again",
        ])
        #expect(added == [
            "agreed: Sales & more yes, Stock no", "lane: Sales & more", "relationship: Sales & more and Stock", "rating: Sales & more 4, Stock 7",
            "felt by: Sales & more", "Sales & more: what was sold", "Sales & more: Look again",
        ])
        #expect(losses.isEmpty)
    }

    @Test func aRoleThatIsRenamedIsRenamedWhereverItIsNamed() throws {
        let (added, removed, losses) = try changed { $0.rename("resource", "Clerk", to: "Agent") }
        #expect(removed == ["owner: Clerk", "role: Clerk", "owner: Clerk", "Clerk: Check order", "Clerk: Ask back"])
        #expect(added == ["owner: Agent", "role: Agent", "owner: Agent", "Agent: Check order", "Agent: Ask back"])
        #expect(losses.isEmpty)
    }

    @Test func aStepThatIsRenamedIsRenamedWhereverItIsNamed() throws {
        let (added, removed, losses) = try changed { $0.rename("task", "Check order", to: "Look [twice], \"well\"".replacing("\"", with: "&quot;")) }
        #expect(removed == ["at: Check order", "fixes: Check order, order", "Clerk: Check order", "-> Check order"])
        #expect(added == ["at: \"Look [twice], 'well'\"", "fixes: \"Look [twice], 'well'\", order", "Clerk: \"Look [twice], 'well'\"", "-> \"Look [twice], 'well'\""])
        #expect(losses.isEmpty)
    }

    @Test func twoLanesMayChangeTheirNames() throws {
        let (added, _, _) = try changed {
            $0.rename("lane", "Sales", to: "Between")
            $0.rename("lane", "Stock", to: "Sales")
            $0.rename("lane", "Between", to: "Stock")
        }
        #expect(added.contains("agreed: Stock yes, Sales no"))
        #expect(added.contains("rating: Stock 4, Sales 7"))
    }

    @Test func whatIsHandedOverAndNeededIsRenamedToo() throws {
        let (added, removed, losses) = try changed {
            $0.rename("sequenceFlow", "order", to: "sales order")
            $0.rename("dataObjectReference", "price list", to: "prices")
        }
        #expect(removed == ["fixes: Check order, order", "needs: order form, price list", "handoff: order"])
        #expect(added == ["fixes: Check order, sales order", "needs: order form, prices", "handoff: sales order"])
        #expect(losses.isEmpty)
    }

    /// Each use of a thing has a reference of its own.
    @Test func aThingIsRenamedWithOneOfItsReferences() throws {
        let map = "process: P\nlanes: A\nflow:\n  A: Write\n    makes: paper\n  A: Read\n    needs: paper, pen\n  A: Keep\n    needs: paper\n  end: Kept\n"
        for part in ["paper_Write", "paper_Read"] {
            let edited = try EditedExport(map) { $0 = $0.replacing("\"DataObjectReference_\(part)\" name=\"paper\"", with: "\"DataObjectReference_\(part)\" name=\"letter\"") }
            let (added, removed) = edited.difference(to: map)
            #expect(removed.filter { !$0.isEmpty } == ["makes: paper", "needs: paper, pen", "needs: paper"])
            #expect(added == ["makes: letter", "needs: letter, pen", "needs: letter"])
            #expect(edited.losses.isEmpty)
        }
    }

    @Test func theProcessIsCalledAsItsPoolIs() throws {
        for tag in ["participant", "process"] {
            let (added, _, _) = try changed { $0.rename(tag, "Order to cash", to: "Orders") }
            #expect(added == ["process: Orders"])
        }
    }

    @Test func ofTwoThatAreCalledAlikeOneGetsAnID() throws {
        let (added, _, losses) = try changed {
            $0.rename("task", "Ask back", to: "Pack")
            $0.rename("sequenceFlow", "yes", to: "no")
        }
        #expect(added == ["on late 2 h -> Pack (2)", "no 80%", "no (2) 15%:", "Clerk: Pack", "id: Pack (2)"])
        #expect(losses.isEmpty)
    }

    @Test func whatLosesItsNameGetsOne() throws {
        let (added, _, losses) = try changed {
            $0.rename("task", "Ask back", to: " ")
            $0.rename("exclusiveGateway", "Complete?", to: "")
            $0.rename("startEvent", "Order is in", to: "")
            $0.rename("sequenceFlow", "yes", to: "")
            $0.rename("lane", "Stock", to: "")
        }
        #expect(added.contains("start: Start"))
        #expect(added.contains("Packer: Which way after Check order?"))
        #expect(added.contains("Pack 80%"))
        #expect(added.contains("Clerk: Unnamed step after Check order"))
        #expect(added.contains("lane: Unnamed lane"))
        #expect(losses.isEmpty)
    }

    // MARK: Standard elements

    @Test func timesAndKindsOfEventsCount() throws {
        let (added, removed, losses) = try changed {
            $0 = $0.replacing(">PT2H<", with: ">P1D<")
                .replacing("<bpmn:errorEventDefinition />", with: "<bpmn:timerEventDefinition><bpmn:timeDuration>PT90M</bpmn:timeDuration></bpmn:timerEventDefinition>")
        }
        #expect(removed == ["on late 2 h -> Ask back", "on error 5% -> Lost"])
        #expect(added == ["on late 1 d -> Ask back", "on late 90 min -> Lost"])
        #expect(losses == ["the timer ends the step; in a map the step goes on while somebody is told"])
    }

    @Test func anEventThatIsCalledLateAfterAnotherTimeIsSo() throws {
        let (added, _, losses) = try changed { $0.rename("boundaryEvent", "late 2 h", to: "late 3 bd") }
        #expect(added == ["on late 3 bd -> Ask back"])
        #expect(losses.isEmpty)
        let other = try changed { $0.rename("boundaryEvent", "late 2 h", to: "Too slow") }
        #expect(other.added == [])
        #expect(other.losses == ["its name 'Too slow': a map says when it happens, and no more"])
        let odd = try changed { $0 = $0.replacing(">PT2H<", with: ">soon<") }
        #expect(odd.added == [])
        #expect(odd.losses == ["its time 'soon' is no plain length of time; here it is 'on late 2 h' as before"])
    }

    @Test func documentationCounts() throws {
        let (added, removed, _) = try changed {
            $0 = $0.replacing(">prices of last year<", with: ">prices of this year<").replacing(">Question: whose prices?<", with: ">Question: whose, and why?<")
        }
        #expect(removed == ["note: prices of last year", "question: whose prices?"])
        #expect(added == ["note: prices of this year", "question: whose, and why?"])
        let less = try changed { $0 = $0.replacing("<bpmn:documentation>prices of last year</bpmn:documentation>", with: "") }
        #expect(less.removed == ["note: prices of last year"])
        #expect(less.added == [])
        let more = try changed {
            $0 = $0.replacing("<bpmn:documentation>prices of last year</bpmn:documentation>", with: "<bpmn:documentation>prices of last year</bpmn:documentation><bpmn:documentation>twice</bpmn:documentation>")
        }
        #expect(more.added == ["note: twice"])
        #expect(more.removed == [])
    }

    @Test func theDefaultIsWhereNothingElseFits() throws {
        let (added, removed, _) = try changed {
            let yes = $0.firstMatch(of: /<bpmn:sequenceFlow id="(\w+)" name="yes"/)?.1 ?? ""
            $0 = $0.replacing(/default="\w+"/, with: "default=\"\(yes)\"")
        }
        #expect(removed == ["yes 80%", "otherwise 5%:"])
        #expect(added == ["criteria: yes, where nothing else fits", "otherwise 80%", "Look again 5%:"])
    }

    @Test func aServiceDoesByItselfWhatItDoes() throws {
        let (added, _, losses) = try changed { $0 = $0.replacing("<bpmn:task id=\"Activity_Pack\"", with: "<bpmn:serviceTask id=\"Activity_Pack\"").closing("Activity_Pack", "task", "serviceTask") }
        #expect(added == ["automated"])
        #expect(losses.isEmpty)
        let manual = try changed { $0 = $0.replacing("<bpmn:task id=\"Activity_Pack\"", with: "<bpmn:manualTask id=\"Activity_Pack\"").closing("Activity_Pack", "task", "manualTask") }
        #expect(manual.added == [])
        #expect(manual.losses == ["'Pack' is marked as a manual task here, which a map has no word for"])
    }

    @Test func whatIsNoLongerTiedIsNoLongerNeeded() throws {
        let (added, removed, _) = try changed {
            $0 = $0.replacing(/<bpmn:dataInputAssociation [^>]*>\s*<bpmn:sourceRef>DataObjectReference_price_list[\s\S]*?<\/bpmn:dataInputAssociation>/, with: "")
        }
        #expect(removed == ["needs: order form, price list"])
        #expect(added == ["needs: order form"])
    }

    @Test func whoMovesAStepWantsItDoneThere() throws {
        let (added, removed, losses) = try changed {
            $0 = $0.replacing("<bpmn:flowNodeRef>Activity_Ask_back</bpmn:flowNodeRef>", with: "")
                .replacing("<bpmn:flowNodeRef>Activity_Pack</bpmn:flowNodeRef>", with: "<bpmn:flowNodeRef>Activity_Pack</bpmn:flowNodeRef><bpmn:flowNodeRef>Activity_Ask_back</bpmn:flowNodeRef>")
        }
        #expect(removed == ["Clerk: Ask back"])
        #expect(added == ["Stock: Ask back"])
        #expect(losses == ["'Clerk' did it, and it lies in the lane 'Stock' now, which does it here"])
    }

    // MARK: Flow

    @Test func aStepThatNothingFollowsEndsThere() throws {
        let (added, removed, _) = try changed { $0 = $0.replacing(/<bpmn:sequenceFlow [^>]*sourceRef="Activity_Look_again"[^>]*\/>/, with: "") }
        #expect(added == ["-> End", "end: End"])
        #expect(removed == [])
    }

    @Test func anAddedStepStandsBehindWhatLeadsToIt() throws {
        let edited = try EditedExport(Self.map) {
            guard let flow = $0.firstMatch(of: /<bpmn:sequenceFlow id="\w+" [^>]*sourceRef="Activity_Look_again" targetRef="(\w+)"[^>]*\/>/) else { return }
            $0 = $0.replacing(flow.0, with: flow.0.replacing("\"\(flow.1)\"", with: "\"Activity_new\"") + """
                <bpmn:task id="Activity_new" name="Look thrice"/><bpmn:sequenceFlow id="Flow_new" sourceRef="Activity_new" targetRef="\(flow.1)"/>
                """)
        }
        #expect(edited.text.contains("      Sales: Look again\n      Sales: Look thrice\n"))
        #expect(edited.losses == ["'Look thrice' lies in no lane; here 'Sales' does it"])
    }

    /// Puts an element before what 'Look again' leads to.
    private func withElement(_ element: String, id: String, _ more: (inout String) -> Void = { _ in }) throws -> EditedExport {
        try EditedExport(Self.map) {
            guard let flow = $0.firstMatch(of: /<bpmn:sequenceFlow id="\w+" [^>]*sourceRef="Activity_Look_again" targetRef="(\w+)"[^>]*\/>/) else { return }
            $0 = $0.replacing("<bpmn:flowNodeRef>Activity_Look_again", with: "<bpmn:flowNodeRef>\(id)</bpmn:flowNodeRef><bpmn:flowNodeRef>Activity_Look_again")
            $0 = $0.replacing(flow.0, with: flow.0.replacing("\"\(flow.1)\"", with: "\"\(id)\"") + """
                \(element)<bpmn:sequenceFlow id="Flow_new" sourceRef="\(id)" targetRef="\(flow.1)"/>
                """)
            more(&$0)
        }
    }

    @Test func anEventBetweenIsAStep() throws {
        let edited = try withElement(
            "<bpmn:intermediateCatchEvent id=\"New\" name=\"Answer is in\"><bpmn:messageEventDefinition/></bpmn:intermediateCatchEvent>", id: "New")
        let (added, removed) = edited.difference(to: Self.map)
        #expect(added == ["Sales: Answer is in", "note: waits for a message"])
        #expect(removed == [])
        #expect(edited.losses == [])
        let timer = try withElement(
            "<bpmn:intermediateCatchEvent id=\"New\"><bpmn:timerEventDefinition><bpmn:timeDuration>P2D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>",
            id: "New")
        #expect(timer.difference(to: Self.map).added == ["Sales: Wait for 2 days"])
    }

    @Test func aPoolThatShowsNothingOfItsInsideIsALane() throws {
        let (added, removed, losses) = try changed {
            $0 = $0.replacing("</bpmn:collaboration>", with: """
                <bpmn:participant id="Pool_new" name="Customer"/>
                <bpmn:messageFlow id="Message_1" name="parcel" sourceRef="Activity_Pack" targetRef="Pool_new"/>
                <bpmn:messageFlow id="Message_2" name="order form" sourceRef="Pool_new" targetRef="Activity_Check_order"/></bpmn:collaboration>
                """)
        }
        #expect(added == ["lane: Customer", "customer", "note: order form from Customer", "informs: Customer", "what: parcel"])
        #expect(removed == [])
        #expect(losses.isEmpty)
    }

    @Test func severalWaysOutOfAStepAreAFork() throws {
        let edited = try EditedExport(Self.map) {
            $0 = $0.replacing("</bpmn:process>", with: "<bpmn:sequenceFlow id=\"New\" sourceRef=\"Activity_Look_again\" targetRef=\"Event_Lost\"/></bpmn:process>")
        }
        #expect(edited.difference(to: Self.map).added == ["fork: Side by side after Look again", "-> Pack", "-> Lost"])
        #expect(edited.losses == [])
    }

    /// Modelers write what was dragged at the end of the file.
    @Test func theOrderOfTheFileSaysNothing() throws {
        let map = Self.map
        let edited = try EditedExport(map) {
            for id in ["Activity_Check_order", "Event_Done", "Gateway_Complete"] {
                guard let start = $0.firstRange(of: "<bpmn:\(id.hasPrefix("Event") ? "endEvent" : id.hasPrefix("Gateway") ? "exclusiveGateway" : "task") id=\"\(id)\""),
                    let end = $0[start.upperBound...].firstRange(of: id.hasPrefix("Event") ? "</bpmn:endEvent>" : id.hasPrefix("Gateway") ? "</bpmn:exclusiveGateway>" : "</bpmn:task>")
                else { continue }
                let element = String($0[start.lowerBound..<end.upperBound])
                $0.removeSubrange(start.lowerBound..<end.upperBound)
                $0 = $0.replacing("</bpmn:process>", with: element + "</bpmn:process>")
            }
        }
        #expect(edited.difference(to: map) == ([], []))
    }

    @Test func whatTheMapCannotHaveLeavesAllThatIsSaid() throws {
        let edited = try withElement("<bpmn:subProcess id=\"New\" name=\"Ask\"><bpmn:task id=\"New_a\" name=\"Ring\"/></bpmn:subProcess>", id: "New") {
            $0.rename("lane", "Stock", to: "Store")
        }
        let (added, removed) = edited.difference(to: Self.map)
        #expect(added.filter { !$0.hasPrefix("#") } == [
            "agreed: Sales yes, Store no", "lane: Store", "relationship: Sales and Store", "rating: Sales 4, Store 7", "Store: what is packed", "checks:", "notation: BPMN",
            "Sales: Ring", "Store: Pack",
        ])
        #expect(removed == [
            "agreed: Sales yes, Stock no", "lane: Stock", "relationship: Sales and Stock", "rating: Sales 4, Stock 7", "Stock: what is packed", "phase: In", "phase: Out",
            "Stock: Pack",
        ])
        #expect(edited.losses.first?.hasPrefix("the sub-process 'Ask': it cannot be put between the lines of the map as they were") == true)
        #expect(edited.losses.contains("its phases: In, Out"))
    }

    @Test func whatIsSaidOfAStepThatBecameSomethingElseIsListed() throws {
        let gateway = try changed {
            $0 = $0.replacing("<bpmn:exclusiveGateway", with: "<bpmn:parallelGateway").replacing("</bpmn:exclusiveGateway>", with: "</bpmn:parallelGateway>")
        }
        #expect(gateway.losses.contains("the share 80% of the flow 'yes', which is no answer any more"))
        // One that stands in the flow around it; with events on its border it would be called.
        let part = try changed {
            $0 = $0.replacing("<bpmn:task id=\"Activity_Ask_back\"", with: "<bpmn:subProcess id=\"Activity_Ask_back\"").closing("Activity_Ask_back", "task", "subProcess")
            $0 = $0.replacing("</bpmn:subProcess>", with: "<bpmn:startEvent id=\"In_s\"/><bpmn:task id=\"In_a\" name=\"Ring\"/><bpmn:sequenceFlow id=\"In_f\" sourceRef=\"In_s\" targetRef=\"In_a\"/></bpmn:subProcess>")
        }
        #expect(part.losses.contains("that 'Clerk' does it, which was said of 'Ask back': there is no line for it any more"))
        let call = try changed { $0 = $0.replacing("<bpmn:task id=\"Activity_Check_order\"", with: "<bpmn:subProcess id=\"Activity_Check_order\"").closing("Activity_Check_order", "task", "subProcess")
            $0 = $0.replacing("</bpmn:subProcess>", with: "<bpmn:task id=\"In_a\" name=\"Look\"/></bpmn:subProcess>")
        }
        #expect(call.losses.contains("'Orders vanish' was about 'Check order', which is not there any more"))
    }

    @Test func whatIsGoneIsNotNamedAnyMore() throws {
        let (_, removed, losses) = try changed {
            $0 = $0.replacing(/<bpmn:sequenceFlow [^>]*(source|target)Ref="Activity_Look_again"[^>]*\/>/, with: "").replacing("Look again", with: "Look")
            $0 = $0.replacing(/<bpmn:task id="Activity_Check_order"[\s\S]*?<\/bpmn:task>/, with: "").replacing(/<bpmn:boundaryEvent [\s\S]*?<\/bpmn:boundaryEvent>/, with: "")
            $0 = $0.replacing(/<bpmn:sequenceFlow [^>]*Ref="Activity_Check_order"[^>]*\/>/, with: "").replacing(/<bpmn:sequenceFlow [^>]*sourceRef="Event_[0-9a-f]{8}"[^>]*\/>/, with: "")
        }
        #expect(removed.contains("at: Check order"))
        #expect(losses.contains("'Orders vanish' was about 'Check order', which is not there any more"))
    }

    @Test func namesOfOthersAreNotTaken() throws {
        let role = try changed { $0.rename("resource", "Clerk", to: "Stock") }
        #expect(role.added == [])
        #expect(role.losses == ["'Clerk' is called 'Stock' here, as somebody else is; the map tells the two apart by the name it had"])
        let lane = try changed { $0.rename("lane", "Stock", to: "Clerk") }
        #expect(lane.added == [])
        #expect(lane.losses == ["'Stock' is called 'Clerk' here, as somebody else is; the map tells the two apart by the name it had"])
    }

    @Test func sharesInNamesCount() throws {
        let (added, _, losses) = try changed {
            $0.rename("sequenceFlow", "yes", to: "yes 70%")
            $0.rename("boundaryEvent", "error 5%", to: "error 10%")
        }
        #expect(added == ["on error 10% -> Lost", "yes 70%"])
        #expect(losses.isEmpty)
    }

    @Test func aStepThatAsksIsStillAStep() throws {
        let (added, _, losses) = try changed { $0.rename("task", "Ask back", to: "Ask back?") }
        #expect(added == [])
        #expect(losses == ["the question mark behind 'Ask back': a step that ends in one is a decision"])
    }
}

extension String {
    /// Closes the element of an id with another tag.
    fileprivate func closing(_ id: String, _ old: String, _ new: String) -> String {
        guard let start = firstRange(of: "<bpmn:\(new) id=\"\(id)\""), let end = self[start.upperBound...].firstRange(of: "</bpmn:\(old)>") else { return self }
        return self[..<end.lowerBound] + "</bpmn:\(new)>" + self[end.upperBound...]
    }
}
