import Persistence

/// The schema is what this release's migrations make.
enum SchemaCheck {
    static let name = "schema"

    static func run(_ session: AdminSession, sql root: String) -> CheckItem {
        let versions: (needed: Int, newest: Int)
        do {
            versions = try Migrator.versions(root: root)
        } catch {
            return CheckItem(name, .fail, "\(error)")
        }
        do {
            let row = try session.schemaVersion()
            return judge(
                version: row.version, unfinished: row.unfinished, needed: versions.needed, newest: versions.newest)
        } catch {
            return CheckItem(name, .fail, DatabaseCheck.advice(error))
        }
    }

    static func judge(version: Int, unfinished: Int, needed: Int, newest: Int) -> CheckItem {
        if unfinished > 0 {
            return CheckItem(
                name, .fail, "a migration is under way or was cut off; run docket migrate, which goes on there")
        }
        if version < needed {
            return CheckItem(name, .fail, "version \(version), and this release needs \(needed); run docket migrate")
        }
        if version < newest {
            return CheckItem(
                name, .warn,
                "version \(version) still has what the release before needs; once the pool and the workers are restarted, run "
                    + "docket migrate again")
        }
        if version > newest {
            return CheckItem(
                name, .warn, "version \(version), and this release knows \(newest); update Docket on this host")
        }
        return CheckItem(name, .ok, "version \(version)")
    }
}
