import MariaDB
import Persistence
import Platform

extension AdminSession {
    /// The session of the command line's account.
    static func fromEnvironment() throws -> AdminSession {
        AdminSession(Database(try .fromEnvironment(defaultUser: "docket_admin")))
    }
}
