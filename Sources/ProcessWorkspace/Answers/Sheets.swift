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
    /// True where the maps are drawn too, so that what is wrong with their text has been told.
    public var isBesideMap = false
    public var paper = Paper.screen
    /// True where it may be shown how functions rate each other.
    public var ratings = false

    public init(_ names: [SheetName], isAll: Bool = false) {
        self.names = names
        self.isAll = isAll
    }
}

extension Workspace {
    /// Draws the sheets of every process that a person named, by path and then in the order asked for. A sheet of several
    /// pages is several drawings.
    ///
    /// - Parameter today: the date that dates in maps are compared with; nil leaves them out.
    /// - Returns: the drawings; why others were not made; which were left out as there is nothing to show.
    public func sheets(
        _ request: SheetRequest, _ content: DrawingContent = DrawingContent(), today: Day?
    ) -> (drawn: [ProcessDrawing], troubles: [DrawingTrouble], leftOut: [String]) {
        let inspections = inspections()
        let asked = reported.filter { library.files[$0].isAskedFor && resolutions[$0].map.isProcess }
        let results = concurrentMap(asked.count) { position -> SheetsOfMap in
            let index = asked[position]
            guard let inspection = inspections[index] else {
                guard !request.isBesideMap else { return SheetsOfMap() }
                let source = library.files[index].tree.source.name
                return SheetsOfMap(troubles: [DrawingTrouble(
                    message: "\(source): no sheets drawn, as \(errorsOf(index)); 'baton check \(source)' shows what to mend", isOurs: false)])
            }
            return sheets(of: index, inspection, request, content, today: today?.date)
        }
        var all = SheetsOfMap()
        var owner: [String: String] = [:]
        for (index, result) in zip(asked, results) {
            let source = library.files[index].tree.source.name
            all.troubles += result.troubles
            all.leftOut += result.leftOut
            let taken = result.drawn.first { owner[$0.name] != nil }
            if let first = taken.flatMap({ owner[$0.name] }) {
                all.troubles.append(DrawingTrouble(
                    message: "\(source): its sheets would take the place of those of \(first); draw them one by one, into two folders", isOurs: false))
                continue
            }
            for drawing in result.drawn { owner[drawing.name] = source }
            all.drawn += result.drawn
        }
        return (all.drawn, all.troubles, all.leftOut)
    }

    private struct SheetsOfMap: Sendable {
        var drawn: [ProcessDrawing] = []
        var troubles: [DrawingTrouble] = []
        var leftOut: [String] = []
    }

    private func sheets(
        of index: Int, _ inspection: Inspection, _ request: SheetRequest, _ content: DrawingContent, today: CalendarDate?
    ) -> SheetsOfMap {
        let source = library.files[index].tree.source.name
        let findings = !content.findings ? [] : CrashWatch.watching(sources[index].name) { beginning in
            Catalogue.standard.run(over: inspection, today: today, beginning: beginning).findings
        }
        var options = ProcessSheet.Options()
        options.findings = content.findings
        options.pains = content.pains
        options.ratings = request.ratings
        options.today = today
        options.idPrefix = inspection.map.id
        options.paper = switch request.paper {
        case .screen: .screen
        case .a4: .a4
        case .a3: .a3
        }
        var result = SheetsOfMap()
        for name in request.names {
            if let lack = ProcessSheet.lack(of: name.kind, in: inspection.map, options: options) {
                if request.isAll {
                    result.leftOut.append("\(source): no \(name.rawValue) sheet, as \(lack)")
                    continue
                }
                if !ProcessSheet.isUsefulBlank(name.kind) || !options.pains {
                    result.troubles.append(DrawingTrouble(message: "\(source): no \(name.rawValue) sheet, as \(lack)", isOurs: false))
                    continue
                }
            }
            do throws(DrawingError) {
                let pages = try ProcessSheet(name.kind, of: inspection, findings: findings, options: options).svgs()
                let stem = "\(library.files[index].nameBelowRoot).\(name.rawValue)"
                for (number, svg) in pages.enumerated() {
                    result.drawn.append(ProcessDrawing(name: pages.count > 1 ? "\(stem)-\(number + 1).svg" : "\(stem).svg", svg: svg))
                }
            } catch {
                if error.isAboutTheMap, request.isAll {
                    result.leftOut.append("\(source): no \(name.rawValue) sheet, as \(error.message)")
                    continue
                }
                let why = error.isAboutTheMap ? error.message
                    : "the sheet would be wrong: \(error.message). This is a mistake in Baton, not in the map; please report it"
                result.troubles.append(DrawingTrouble(message: "\(source): no \(name.rawValue) sheet, as \(why)", isOurs: !error.isAboutTheMap))
            }
        }
        return result
    }
}
