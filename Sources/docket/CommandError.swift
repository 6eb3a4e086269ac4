import MariaDB
import Persistence

/// What a command says when it cannot do what it was asked to.
struct CommandError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }

    /// A refused call in words, anything else as it is.
    static func explaining<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as DatabaseError {
            switch error.kind {
            case .refused(_, let code):
                throw CommandError(Refusals.admin[code] ?? Refusals.tenantAdmin[code] ?? "refused: \(code)")
            case .unavailable:
                throw CommandError(
                    "MariaDB cannot be reached: \(error.message). Check DOCKET_DB_SOCKET and that it runs.")
            case .conflict: throw CommandError("the database was busy; try again")
            case .fault: throw CommandError("the database refused: \(error.message)")
            }
        }
    }
}
