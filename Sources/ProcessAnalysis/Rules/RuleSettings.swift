import ProcessModel
import ProcessSyntax

/// Which rules run and how hard, as a map's `checks:` lines say it.
public struct RuleSettings: Sendable {
    public enum Profile: String, Sendable, CaseIterable {
        /// Errors only, while people talk.
        case workshop
        /// Errors and warnings.
        case standard
        /// Errors, warnings and notes.
        case strict

        var least: Severity {
            switch self {
            case .workshop: .error
            case .standard: .warning
            case .strict: .info
            }
        }
    }

    /// What was said of one rule.
    public struct Choice: Sendable, Hashable {
        public var isOff = false
        /// The weight of all its findings; nil leaves them as they are.
        public var severity: Severity?
        /// Thresholds that differ from the standard, by the setting's name.
        public var limits: [String: Double] = [:]

        public init(isOff: Bool = false, severity: Severity? = nil, limits: [String: Double] = [:]) {
            self.isOff = isOff
            self.severity = severity
            self.limits = limits
        }
    }

    public var profile: Profile = .standard
    public var choices: [String: Choice] = [:]
    /// True where the map came from BPMN, which has no words for what most rules look for.
    public var isBPMN = false

    public init() {}

    /// What a map's `checks:` lines say. Later lines win over earlier ones; what is not understood
    /// is left out and reported.
    public init(_ checks: [ProcessMap.CheckSetting], catalogue: Catalogue, diagnostics: inout [Diagnostic]) {
        for check in checks {
            if check.name.string == "profile" {
                let word = check.value.string
                if let profile = Profile(rawValue: word) {
                    self.profile = profile
                } else {
                    let names = Profile.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
                    diagnostics.append(
                        Diagnostic(
                            "unknown-profile", "'\(word)' is not a profile of checks", at: check.value.span,
                            fixes: [Fix("write one of \(names)")]))
                }
                continue
            }
            if check.name.string == "notation" {
                isBPMN = check.value.string == "BPMN"
                if !isBPMN {
                    diagnostics.append(
                        Diagnostic(
                            "unknown-check", "'\(check.value.string)' is not a notation that maps come from", at: check.value.span,
                            fixes: [Fix("write 'BPMN', or take the line out")]))
                }
                continue
            }
            let isHeat = check.name.string == HeatLimits.settable.name
            guard let rule = isHeat ? HeatLimits.settable : catalogue.rule(named: check.name.string).map(Settable.init) else {
                diagnostics.append(catalogue.unknownRule(check.name))
                continue
            }
            do {
                choices[rule.name, default: Choice()].apply(try Change(check.value.string, rule))
            } catch {
                diagnostics.append(
                    Diagnostic("unknown-check", error.message, at: check.value.span, fixes: [Fix(error.wayOut)]))
            }
        }
    }
}

extension RuleSettings.Choice {
    mutating func apply(_ change: RuleSettings.Change) {
        switch change.weight {
        case .off: isOff = true
        case .severity(let severity):
            isOff = false
            self.severity = severity
        case nil: isOff = false
        }
        for (name, value) in change.limits { limits[name] = value }
    }
}

extension RuleSettings {
    /// What a line of `checks:` may set: a rule, or something that has thresholds and no weight.
    struct Settable: Sendable {
        let name: String
        let settings: [Rule.Setting]
        let hasWeight: Bool
        let readsWords: Bool

        init(_ rule: Rule) {
            (name, settings, hasWeight, readsWords) = (rule.name, rule.settings, true, rule.readsWords)
        }

        init(name: String, settings: [Rule.Setting]) {
            (self.name, self.settings, hasWeight, readsWords) = (name, settings, false, false)
        }
    }

    struct NotUnderstood: Error {
        let message: String
        let wayOut: String
    }

    /// One line of `checks:`, read: `off`, `warn`, `warn at 80%`, `warn at step 75%, rolled 40%`.
    struct Change {
        enum Weight: Equatable { case off, severity(Severity) }

        var weight: Weight?
        var limits: [(name: String, value: Double)] = []

        init(_ text: String, _ rule: Settable) throws(NotUnderstood) {
            var words = text.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "\t" }).map(String.init)[...]
            let first = words.first.flatMap(Self.weight)
            if let first {
                weight = first
                words = words.dropFirst()
            }
            if words.first == "at" {
                words = words.dropFirst()
                guard first != .off, !words.isEmpty else { throw Self.unclear(text, rule) }
                // Where a rule has one threshold for a warning and one for an error, the word before
                // `at` says which is meant, and each keeps its weight.
                let level = rule.settings.first { $0.name == Self.name(of: first) }
                if level != nil { weight = nil }
                while let word = words.popFirst() {
                    if word == "and" { continue }
                    let named = rule.settings.first { $0.name == word }
                    guard let amount = named == nil ? word : words.popFirst(),
                        let (value, unit) = Self.amount(amount), value.isFinite, value >= 0
                    else { throw Self.unclear(text, rule) }
                    let fitting = rule.settings.filter { ($0.unit == "%") == (unit == "%") }
                    guard let setting = named ?? level ?? (fitting.count == 1 ? fitting[0] : nil),
                        (setting.unit == "%") == (unit == "%")
                    else { throw Self.unclear(text, rule) }
                    limits.append((setting.name, value))
                    // A unit written out, as in `at 4 crossings`.
                    if let next = words.first, next == setting.unit { words = words.dropFirst() }
                }
            }
            guard words.isEmpty, weight != nil || !limits.isEmpty, rule.hasWeight || weight == nil else { throw Self.unclear(text, rule) }
            if weight == .severity(.error), rule.readsWords {
                throw NotUnderstood(
                    message: "'\(rule.name)' judges by words and cannot weigh more than a warning",
                    wayOut: "write 'warn', 'info' or 'off'")
            }
        }

        private static func weight(_ word: String) -> Weight? {
            switch word {
            case "off": .off
            case "info", "note": .severity(.info)
            case "warn", "warning": .severity(.warning)
            case "error": .severity(.error)
            default: nil
            }
        }

        private static func name(of weight: Weight?) -> String? {
            switch weight {
            case .severity(.warning): "warn"
            case .severity(.error): "error"
            default: nil
            }
        }

        private static func amount(_ word: String) -> (Double, unit: String)? {
            word.last == "%" ? Double(word.dropLast()).map { ($0, "%") } : Double(word).map { ($0, "") }
        }

        private static func unclear(_ text: String, _ rule: Settable) -> NotUnderstood {
            var ways = rule.hasWeight ? ["off", "info", "warn"] : []
            if rule.hasWeight, !rule.readsWords { ways.append("error") }
            let levels = rule.settings.filter { $0.name == "warn" || $0.name == "error" }
            for setting in rule.settings {
                let amount = Numerals.decimal(setting.standard) + (setting.unit == "%" ? "%" : " \(setting.unit)")
                let sameUnit = rule.settings.filter { ($0.unit == "%") == (setting.unit == "%") }.count
                ways.append(
                    levels.isEmpty
                        ? "\(rule.hasWeight ? "warn " : "")at \(sameUnit > 1 ? setting.name + " " : "")\(amount)" : "\(setting.name) at \(amount)")
            }
            return NotUnderstood(
                message: "'\(text)' does not say how '\(rule.name)' is to run",
                wayOut: "write " + Wording.list(ways.map { "'\($0)'" }, "or") + (levels.count > 1 ? "; each threshold stands on a line of its own" : ""))
        }
    }
}
