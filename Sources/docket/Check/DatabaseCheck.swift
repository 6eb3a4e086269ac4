import Persistence

/// The database answers, is new enough, and the account can do no more than it needs to.
enum DatabaseCheck {
    static let name = "database"

    static func run(_ session: AdminSession) -> CheckItem {
        do {
            let row = try session.accountRights()
            return judge(version: row.serverVersion, excess: row.excess)
        } catch {
            return CheckItem(name, .fail, advice(error))
        }
    }

    static func judge(version text: String, excess: String?) -> CheckItem {
        guard let version = ServerVersion(text) else {
            return CheckItem(
                name, .fail, "the server is \(text), not MariaDB; install MariaDB \(ServerVersion.oldest) or newer")
        }
        guard version >= .oldest else {
            return CheckItem(
                name, .fail, "MariaDB \(version) is too old; install MariaDB \(ServerVersion.oldest) or newer")
        }
        if let excess {
            let rights = excess.split(separator: ", ")
            let few = rights.prefix(3).joined(separator: ", ")
            return CheckItem(
                name, .warn,
                "the account may do more than call its routines (\(few)\(rights.count > 3 ? ", …" : "")); revoke that, or set "
                    + "DOCKET_DB_USER to docket_admin")
        }
        return CheckItem(name, .ok, "MariaDB \(text.prefix { $0 != "-" }), the account may call its routines only")
    }

    /// What to do about a failed call.
    static func advice(_ error: DatabaseError) -> String {
        switch (error.kind, error.number) {
        case (.unavailable, _): "MariaDB cannot be reached: \(error.message). Check DOCKET_DB_SOCKET and that it runs."
        case (_, 1045), (_, 1698):
            "the server refuses the account: \(error.message). Check DOCKET_DB_USER and DOCKET_DB_PASSWORD_FILE."
        // No such database; the account may not use it, or this routine; no such routine.
        case (_, 1049), (_, 1044), (_, 1370), (_, 1305): "\(error.message). Run docket migrate."
        default: "the database refused: \(error.message)"
        }
    }
}
