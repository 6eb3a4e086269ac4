import MariaDB

/// Holds the `Errors:` of the headers and the sentences of `refusals.txt` against what the routines signal, as far as
/// their text shows it.
struct RefusalCheck {
    /// What is wrong, a line for each; none where all holds.
    private(set) var problems: [String] = []
    private let texts: [String: RoutineText]
    private let headers: [String: RoutineHeader]

    init(_ catalog: Catalog) throws {
        try self.init(
            routines: catalog.entries.map { ($0.header, $0.text) }, accounts: catalog.accounts,
            sentences: catalog.sentences)
    }

    init(
        routines: [(header: RoutineHeader, text: String)], accounts: [String] = [], sentences: [Sentence]
    ) throws {
        headers = Dictionary(routines.map { ($0.header.name, $0.header) }) { $1 }
        var texts = Dictionary(routines.map { ($0.header.name, RoutineText($0.text)) }) { $1 }
        for text in accounts {
            if let name = RoutineText.name(text) { texts[name] = RoutineText(text) }
        }
        self.texts = texts
        for header in headers.values { try check(header) }
        check(sentences)
        problems.sort()
    }

    /// A header names all that its routine signals itself, and nothing that neither it nor what it calls does.
    private mutating func check(_ header: RoutineHeader) throws {
        let reached = reached(from: header.name)
        let named = try named(by: header)
        for refusal in texts[header.name]?.signals ?? [] where !named.contains(refusal) {
            problems.append("\(header.name): refuses with \(refusal), its Errors: do not say so")
        }
        for refusal in try ErrorsClause(header).named where !reached.contains(refusal) {
            problems.append("\(header.name): its Errors: name \(refusal), nothing there refuses with it")
        }
    }

    /// Each code that an account can be refused with has one sentence, and each sentence such a code.
    private mutating func check(_ sentences: [Sentence]) {
        for account in RoutineHeader.Account.allCases where account != .internal && account != .owner {
            let routines = headers.values.filter { $0.account == account }
            let codes = Set(routines.flatMap { reached(from: $0.name) }.filter { !$0.isFault }.map(\.code))
            let told = sentences.filter { $0.account == account }.map(\.code)
            // A worker is refused what it asked for itself; only what it was given by someone has to be explained.
            for code in codes.subtracting(told) where account != .worker {
                problems.append("refusals.txt: \(code) has no sentence for \(account.rawValue)")
            }
            for code in Set(told).subtracting(codes) {
                problems.append("refusals.txt: no routine refuses \(account.rawValue) with \(code)")
            }
        }
    }

    private func named(by header: RoutineHeader) throws -> Set<Refusal> {
        let clause = try ErrorsClause(header)
        return try clause.routines.reduce(into: clause.named) { all, routine in
            guard let other = headers[routine] else {
                throw GeneratorError("\(header.name): there is no \(routine) whose errors its own are")
            }
            all.formUnion(try named(by: other))
        }
    }

    private func reached(from name: String) -> Set<Refusal> {
        var found: Set<Refusal> = []
        var seen: Set = [name]
        var open = [name]
        while let next = open.popLast() {
            guard let text = texts[next] else { continue }
            found.formUnion(text.signals)
            for call in text.calls where texts[call] != nil && seen.insert(call).inserted { open.append(call) }
        }
        return found
    }
}
