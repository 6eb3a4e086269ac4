import MariaDB

/// Why a migration stopped, for an operator's terminal.
public struct MigrationError: Error, CustomStringConvertible {
    /// What happened and what to do.
    public let description: String

    init(_ description: String) { self.description = description }

    /// A statement that the server did not take.
    init(file: String, line: Int, number: Int, _ sql: String, _ error: DatabaseError) {
        let start = sql.split(separator: "\n").first.map { String($0.prefix(100)) } ?? ""
        var reason = error.message
        if case .refused(_, let code) = error.kind {
            reason += Refusals.tenantAdmin[code].map { ": " + $0 } ?? "; docs/tenants.md says what to do"
        }
        description = "\(file):\(line): statement \(number) failed: \(reason)\n    \(start)"
    }
}
