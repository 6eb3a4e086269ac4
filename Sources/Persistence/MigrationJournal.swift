import MariaDB

/// Where a run of numbered SQL files notes what it has done: the schema's own record, or a tenant's.
protocol MigrationJournal {
    /// One runner at a time.
    func lock() throws(DatabaseError) -> MigrationLock
    /// Lets the next runner in.
    func unlock() throws(DatabaseError)
    /// The statements that were begun.
    func steps() throws(DatabaseError) -> [MigrationStep]
    /// Notes that a statement runs.
    func begin(_ file: SQLFiles.File, step: Int) throws(DatabaseError)
    /// Notes that it is done.
    func done(_ file: SQLFiles.File, step: Int) throws(DatabaseError)
    /// Runs one.
    func execute(_ sql: String) throws(DatabaseError)
}

/// Whether a runner may begin.
enum MigrationLock: Equatable {
    case ours
    /// Another holds it after half a minute: the number of its connection, where that is known.
    case held(by: Int?)
}

/// A statement of a migration as the record has it.
struct MigrationStep {
    let file: String
    let step: Int
    let sha256: String
    let isDone: Bool
}

extension OwnerSession: MigrationJournal {
    func lock() throws(DatabaseError) -> MigrationLock {
        let row = try migrationLock()
        return row.acquired == 1 ? .ours : .held(by: row.holder)
    }

    func unlock() throws(DatabaseError) { _ = try migrationUnlock() }

    func steps() throws(DatabaseError) -> [MigrationStep] {
        try migrationSteps().map { row in
            MigrationStep(file: row.file, step: row.step, sha256: row.sha256, isDone: row.state == "done")
        }
    }

    func begin(_ file: SQLFiles.File, step: Int) throws(DatabaseError) {
        try migrationBegin(file: file.path, step: step, version: file.version, sha256: file.sha256)
    }

    func done(_ file: SQLFiles.File, step: Int) throws(DatabaseError) {
        try migrationDone(file: file.path, step: step)
    }
}

extension TenantAdminSession: MigrationJournal {
    func lock() throws(DatabaseError) -> MigrationLock {
        try tenantMigrationLock().acquired == 1 ? .ours : .held(by: nil)
    }
    func unlock() throws(DatabaseError) { _ = try tenantMigrationUnlock() }

    func steps() throws(DatabaseError) -> [MigrationStep] {
        try tenantMigrationSteps().map { row in
            MigrationStep(file: row.file, step: row.step, sha256: row.sha256, isDone: row.state == "done")
        }
    }

    func begin(_ file: SQLFiles.File, step: Int) throws(DatabaseError) {
        try tenantMigrationBegin(file: file.path, step: step, version: file.version, sha256: file.sha256)
    }

    func done(_ file: SQLFiles.File, step: Int) throws(DatabaseError) {
        try tenantMigrationDone(file: file.path, step: step)
    }
}
