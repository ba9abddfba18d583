import ArgumentParser
import ProcessWorkspace

struct FormatCommand: Answering {
    static let configuration = CommandConfiguration(
        commandName: "fmt",
        abstract: "Write maps in one form, so that nobody has to think about blanks.",
        discussion: """
            Changes how maps look and never what they say: two spaces a level, one blank where one belongs, \
            short facts in brackets and sentences on lines of their own. Comments and paragraphs stay, and so does \
            the order of lines. A line with a mistake is left as it is. docs/style.md says more.

            Files are written in place, those that change are named. With '-' the map comes from standard input \
            and goes to standard output.

            Examples:
              baton fmt                       all maps in Processes
              baton fmt Processes/lead.baton  one map
              baton fmt --check               name those not in form, exit with 1
              baton fmt - < draft.baton       to standard output
            """)

    @Flag(help: "Write nothing; name the maps that are not in form, and exit with 1 if there are any.")
    var check = false

    @OptionGroup var maps: Paths

    func answer() throws -> Status {
        if maps.paths.contains(Paths.standardStream) {
            guard maps.paths.count == 1 else { return complain("'-' stands alone: files are written in place, and standard input is not") }
            return try answer(of: FormattedMap.standardInput())
        }
        guard let named = maps.named else { return .wrong }
        let (maps, troubles) = FormattedMap.maps(at: named)
        var status = complain(about: troubles)
        var changed = 0
        for map in maps {
            if let trouble = map.trouble { status = status.or(complain(trouble)) }
            if let remark = map.remark { try note(remark) }
            guard map.isChanged else { continue }
            do throws(FileTrouble) {
                if !check { try map.save() }
                try Console.write(Console.printable(map.path) + "\n")
                changed += 1
            } catch {
                status = status.or(complain(error.message))
            }
        }
        if status == .fine { try note(summary(changed, of: maps.count, withMistakes: maps.count { $0.remark != nil })) }
        return status.or(check && changed > 0 ? .found : .fine)
    }

    private func answer(of map: FormattedMap) throws -> Status {
        if let trouble = map.trouble {
            // An editor that puts the answer in the place of its text must not empty it.
            if !check { try Console.write(map.bytes, to: .output) }
            return complain(trouble)
        }
        if let remark = map.remark { try note(remark) }
        guard check else {
            try Console.write(map.bytes, to: .output)
            return .fine
        }
        if map.isChanged { try note("\(map.path): not in form; 'baton fmt' writes it so") }
        return map.isChanged ? .found : .fine
    }

    private func summary(_ changed: Int, of count: Int, withMistakes mistaken: Int) -> String {
        let maps = count == 1 ? "1 map" : "\(count) maps"
        if changed == 0, mistaken > 0 {
            return count == 1 ? "1 map, in form but for the lines with mistakes" : "\(maps), in form but for the lines with mistakes in \(mistaken) of them"
        }
        if changed == 0 { return "\(maps), \(count == 1 ? "in form" : "all in form")" }
        return check ? "\(changed) of \(maps) not in form; 'baton fmt' writes \(changed == 1 ? "it" : "them") so" : "\(changed) of \(maps) formatted"
    }

    /// Says something beside the answer, on standard error.
    private func note(_ message: String) throws {
        try Console.write(Console.printable(message) + "\n", to: .error)
    }
}
