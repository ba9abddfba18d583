import ProcessAnalysis
import ProcessDiagram
import ProcessModel
import ProcessSyntax

/// The sheets that hang beside the map, by the names that a person calls them.
public enum SheetName: String, Sendable, CaseIterable {
    case functions, matrix, raci, pairs, pains, actions, glossary, agenda

    fileprivate var kind: ProcessSheet.Kind {
        switch self {
        case .functions: .functions
        case .matrix: .matrix
        case .raci: .raci
        case .pairs: .pairs
        case .pains: .pains
        case .actions: .actions
        case .glossary: .glossary
        case .agenda: .agenda
        }
    }
}

/// Which sheets are wanted, and how.
public struct SheetRequest: Sendable {
    /// The paper that sheets are laid out for.
    public enum Paper: String, Sendable, CaseIterable {
        /// One page as long as it needs to be.
        case screen
        case a4
        case a3
    }

    public var names: [SheetName]
    /// True where all there are were asked for: those for which a map says nothing are then left out.
    public var isAll = false
    public var paper = Paper.screen

    public init(_ names: [SheetName], isAll: Bool = false) {
        self.names = names
        self.isAll = isAll
    }
}

extension SheetRequest {
    /// What came of the sheets of one process.
    struct Outcome {
        var pages: [DrawnPage] = []
        var troubles: [DrawingTrouble] = []
        /// Which were left out, as there is nothing to show.
        var leftOut: [String] = []
    }

    /// Draws the sheets of one process in the order asked for. A sheet may have several pages.
    ///
    /// - Parameter today: the date that dates in maps are compared with; nil leaves them out.
    func sheets(of inspection: Inspection, _ content: DrawingContent, findings: [Finding], today: CalendarDate?) -> Outcome {
        var options = ProcessSheet.Options()
        options.findings = content.shows(.findings)
        options.pains = content.shows(.pains)
        options.ratings = content.shows(.ratings)
        options.today = today
        options.idPrefix = inspection.map.id
        options.paper = switch paper {
        case .screen: .screen
        case .a4: .a4
        case .a3: .a3
        }
        var outcome = Outcome()
        for name in names {
            if let lack = ProcessSheet.lack(of: name.kind, in: inspection.map, options: options) {
                if isAll {
                    outcome.leftOut.append("no \(name.rawValue) sheet, as \(lack)")
                    continue
                }
                if !ProcessSheet.isUsefulBlank(name.kind) || !options.pains {
                    outcome.troubles.append(DrawingTrouble(message: "no \(name.rawValue) sheet, as \(lack)", isOurs: false))
                    continue
                }
            }
            do throws(DrawingError) {
                let pages = try ProcessSheet(name.kind, of: inspection, findings: findings, options: options).svgs()
                for (number, svg) in pages.enumerated() {
                    outcome.pages.append(DrawnPage(name: pages.count > 1 ? "\(name.rawValue)-\(number + 1)" : name.rawValue, svg: svg))
                }
            } catch {
                if error.isAboutTheMap, isAll {
                    outcome.leftOut.append("no \(name.rawValue) sheet, as \(error.message)")
                    continue
                }
                let why = error.isAboutTheMap ? error.message
                    : "the sheet would be wrong: \(error.message). This is a mistake in Baton, not in the map; please report it"
                outcome.troubles.append(DrawingTrouble(message: "no \(name.rawValue) sheet, as \(why)", isOurs: !error.isAboutTheMap))
            }
        }
        return outcome
    }
}
