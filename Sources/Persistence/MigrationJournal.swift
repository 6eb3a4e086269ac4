import MariaDB

/// Where a run of numbered SQL files notes what it has done: the schema's own record, or a tenant's.
protocol MigrationJournal {
    /// One runner at a time; false where another does not end.
    func lock() throws(DatabaseError) -> Bool
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

/// A statement of a migration as the record has it.
struct MigrationStep {
    let file: String
    let step: Int
    let sha256: String
    let isDone: Bool
}

extension OwnerSession: MigrationJournal {
    func lock() throws(DatabaseError) -> Bool { try migrationLock(name: lockName).acquired == 1 }
    func unlock() throws(DatabaseError) { _ = try migrationUnlock(name: lockName) }

    /// Before the first migration there is no secret to make it of.
    private var lockName: String { (try? migrationLockName().first?.name) ?? "docket-migrate" }

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
    func lock() throws(DatabaseError) -> Bool { try tenantMigrationLock().acquired == 1 }
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
