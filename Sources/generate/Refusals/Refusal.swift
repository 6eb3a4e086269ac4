import MariaDB

/// What a routine refuses with: SQLSTATE `45` + an HTTP status, and a stable code.
struct Refusal: Hashable, Comparable, CustomStringConvertible {
    let state: String
    let code: String

    /// A fault of ours, which nobody is told.
    var isFault: Bool { state.hasPrefix("455") }
    var description: String { "\(state) \(code)" }

    static func < (a: Refusal, b: Refusal) -> Bool { (a.state, a.code) < (b.state, b.code) }
}

/// What the documentation of a routine says of refusals: `Errors: 45404 document_unknown; those of authorize.`
struct ErrorsClause {
    /// Those that are named.
    var named: Set<Refusal> = []
    /// The routines whose refusals are meant too.
    var routines: [String] = []

    /// Throws where the clause is not understood; empty where there is none.
    init(_ header: RoutineHeader) throws {
        let text = header.documentation.joined(separator: " ")
        guard let start = text.firstRange(of: "Errors: ") else { return }
        let clause = text[start.upperBound...].prefix { $0 != "." }
        for item in clause.split(separator: ";").map({ $0.drop { $0 == " " } }) {
            if item.hasPrefix("those of ") {
                routines.append(String(item.dropFirst("those of ".count)))
                continue
            }
            let state = item.prefix(5)
            // Behind a colon it says when.
            let codes = item.dropFirst(6).prefix { $0 != ":" }.split(separator: ",").map { $0.drop { $0 == " " } }
            guard state.count == 5, state.hasPrefix("45"), !codes.isEmpty,
                codes.allSatisfy({ $0.allSatisfy { $0.isLowercase || $0 == "_" } && !$0.isEmpty })
            else { throw GeneratorError("\(header.name): 'Errors: … \(item)' is not understood") }
            named.formUnion(codes.map { Refusal(state: String(state), code: String($0)) })
        }
    }
}
