import MariaDB

/// Who may call what a file of routines makes, and read what a file of views makes.
struct Grants {
    let session: OwnerSession
    let file: SQLFiles.File

    /// Each account may call its own routines; of a file that changed, a routine may have gone to another account.
    func renew() throws {
        for header in try headers() {
            for account in Self.services where account != header.account {
                try session.routineDeny(routine: header.name, account: "docket_\(account.rawValue)")
            }
            if header.account != .tenantAdmin { try session.roleDeny(what: "PROCEDURE", name: header.name) }
        }
        try allow()
    }

    /// Gives each account its routines, and tenants' administrators their views.
    func allow() throws {
        for header in try headers() {
            if Self.services.contains(header.account) {
                try session.routineAllow(routine: header.name, account: "docket_\(header.account.rawValue)")
            } else if header.account == .tenantAdmin {
                try role("PROCEDURE", header.name)
            }
        }
        for view in views() { try role("TABLE", view) }
    }

    private func role(_ what: String, _ name: String) throws {
        do {
            try session.roleAllow(what: what, name: name)
        } catch {
            guard case .fault = error.kind, error.message.contains("docket_tenant_admin") else { throw error }
            throw MigrationError(
                "there is no role docket_tenant_admin: run accounts.sql, beside the migrations, as the server's administrator"
            )
        }
    }

    /// The headers of a file's procedures; a function is called by other routines only.
    private func headers() throws -> [RoutineHeader] {
        try file.script.statements.filter { $0.text.hasPrefix("CREATE OR REPLACE PROCEDURE") }.compactMap {
            try RoutineHeader($0.comment)
        }
    }

    /// The views that tenants' administrators read: `-- account: tenant_admin`.
    private func views() -> [String] {
        file.script.statements.compactMap { statement in
            guard statement.text.contains(" VIEW "), statement.comment.contains("account: tenant_admin") else {
                return nil
            }
            return statement.comment.first?.split(separator: ":").first.map(String.init)
        }
    }

    private static let services = [RoutineHeader.Account.app, .worker, .admin]
}
