import Persistence

/// The schema is what this release's migrations make.
enum SchemaCheck {
    static let name = "schema"

    static func run(_ session: AdminSession, sql root: String) -> CheckItem {
        let newest: Int
        do {
            newest = try Migrator.newestVersion(root: root)
        } catch {
            return CheckItem(name, .fail, "\(error)")
        }
        do {
            let row = try session.schemaVersion()
            return judge(version: row.version, unfinished: row.unfinished, newest: newest)
        } catch {
            return CheckItem(name, .fail, DatabaseCheck.advice(error))
        }
    }

    static func judge(version: Int, unfinished: Int, newest: Int) -> CheckItem {
        if unfinished > 0 {
            return CheckItem(
                name, .fail, "a migration is under way or was cut off; run docket migrate, which goes on there")
        }
        if version < newest {
            return CheckItem(name, .fail, "version \(version), and this release needs \(newest); run docket migrate")
        }
        if version > newest {
            return CheckItem(
                name, .warn, "version \(version), and this release knows \(newest); update Docket on this host")
        }
        return CheckItem(name, .ok, "version \(version)")
    }
}
