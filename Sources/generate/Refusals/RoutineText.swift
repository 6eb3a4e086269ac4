/// What the text of a routine shows of its refusals, and of the routines that it calls.
struct RoutineText {
    /// Those that it signals itself.
    let signals: Set<Refusal>
    /// Every word before a bracket or behind CALL: among them the names of the routines that it calls.
    let calls: Set<String>

    init(_ sql: String) {
        let code = Self.withoutComments(sql)
        var signals: Set<Refusal> = []
        for part in Self.parts(of: code, behind: "SIGNAL SQLSTATE '") {
            let state = part.prefix { $0 != "'" }
            let message = part.dropFirst(state.count)
            let opening = "' SET MESSAGE_TEXT = '"
            guard message.hasPrefix(opening) else { continue }
            let text = message.dropFirst(opening.count).prefix { $0 != "'" }
            signals.insert(Refusal(state: String(state), code: String(text)))
        }
        self.signals = signals
        calls = Set(
            Self.parts(of: code, before: "(").map { part in
                String(part.reversed().prefix { $0.isLetter || $0.isNumber || $0 == "_" }.reversed())
            })
    }

    /// The name of the routine that a statement makes; nil where it makes none.
    static func name(_ sql: String) -> String? {
        for kind in ["CREATE OR REPLACE PROCEDURE ", "CREATE OR REPLACE FUNCTION "] where sql.hasPrefix(kind) {
            // Of a routine in another schema, the name alone.
            return sql.dropFirst(kind.count).prefix { $0 != "(" }.split(separator: ".").last.map(String.init)
        }
        return nil
    }

    private static func withoutComments(_ sql: String) -> String {
        sql.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.firstRange(of: "-- ").map { line[..<$0.lowerBound] } ?? line
        }.joined(separator: " ")
    }

    private static func parts(of text: String, behind mark: String) -> [Substring] {
        text.ranges(of: mark).map { text[$0.upperBound...] }
    }

    private static func parts(of text: String, before mark: String) -> [Substring] {
        text.ranges(of: mark).map { text[..<$0.lowerBound] }
    }
}
