import Domain
import MariaDB
import Platform

/// Brings a schema up to date with the files below `sql/`. Each statement of a migration is a recorded step, so that a
/// run that was cut off goes on where it stopped; routines, views and seeds are applied whole when their file changed.
public struct Migrator {
    /// What a run did.
    public struct Report: Sendable {
        /// Files that were applied, in order.
        public var applied: [String] = []
        /// Statements that were run.
        public var statements = 0
    }

    private let session: OwnerSession
    private let files: SQLFiles

    /// A migrator for the files below `root`, under the owner's account.
    public init(session: OwnerSession, root: String) throws {
        self.session = session
        files = try SQLFiles(root: root)
    }

    /// The highest version among the migration files below `root`.
    public static func newestVersion(root: String) throws -> Int {
        try SQLFiles(root: root).migrations.map(\.version).max() ?? 0
    }

    /// Applies what is missing. `progress` is told of each file before it is applied.
    public func run(progress: (String) -> Void = { _ in }) throws -> Report {
        guard try session.migrationLock().acquired == 1 else {
            throw MigrationError("another migration has been running for 30 seconds; wait for it to end")
        }
        defer { _ = try? session.migrationUnlock() }
        try session.migrationTable()
        var report = Report()
        let steps = try session.migrationSteps()
        let done = Dictionary(grouping: steps, by: \.file)
        for file in files.migrations {
            try migrate(file, done[file.path] ?? [], &report, progress)
        }
        for file in files.others {
            guard done[file.path]?.first.map({ $0.state == "done" && $0.sha256 == file.sha256 }) != true else {
                continue
            }
            progress(file.path)
            try session.migrationBegin(file: file.path, step: 0, version: 0, sha256: file.sha256)
            for statement in file.script.statements {
                try run(statement.text, of: file.path)
                report.statements += 1
            }
            try grant(file)
            try session.migrationDone(file: file.path, step: 0)
            report.applied.append(file.path)
        }
        // A restored dump has the routines without their grants.
        for file in files.others { try allow(file) }
        // Of the columns that the tables have now, whichever file gave them.
        try session.auditApply()
        return report
    }

    private func migrate(
        _ file: SQLFiles.File, _ steps: [MigrationStepsRow], _ report: inout Report, _ progress: (String) -> Void
    ) throws {
        let statements = file.script.statements
        let done = Set(steps.filter { $0.state == "done" }.map(\.step))
        if let step = steps.first(where: { $0.state == "done" }), step.sha256 != file.sha256 {
            throw MigrationError(
                "\(file.path) was changed after it had been applied; restore it and put the change in a new migration")
        }
        guard done.count < statements.count else { return }
        progress(file.path)
        for (index, statement) in statements.enumerated() where !done.contains(index + 1) {
            try session.migrationBegin(
                file: file.path, step: index + 1, version: file.version, sha256: file.sha256)
            try run(statement.text, of: file.path)
            try session.migrationDone(file: file.path, step: index + 1)
            report.statements += 1
        }
        report.applied.append(file.path)
    }

    private func run(_ sql: String, of file: String) throws {
        do {
            try session.execute(sql)
        } catch {
            throw MigrationError("\(file): \(error.message) in: \(sql.prefix(120))")
        }
    }

    /// Each account may call its own routines; of a file that changed, a routine may have gone to another account.
    private func grant(_ file: SQLFiles.File) throws {
        for header in try headers(file) {
            for account in Self.services where account != header.account {
                try session.routineDeny(routine: header.name, account: "docket_\(account.rawValue)")
            }
        }
        try allow(file)
    }

    private func allow(_ file: SQLFiles.File) throws {
        for header in try headers(file) where Self.services.contains(header.account) {
            try session.routineAllow(routine: header.name, account: "docket_\(header.account.rawValue)")
        }
    }

    /// The headers of a file's procedures; a function is called by other routines only.
    private func headers(_ file: SQLFiles.File) throws -> [RoutineHeader] {
        try file.script.statements.filter { $0.text.hasPrefix("CREATE OR REPLACE PROCEDURE") }.compactMap {
            try RoutineHeader($0.comment)
        }
    }

    private static let services = [RoutineHeader.Account.app, .worker, .admin]
}

/// Why a migration stopped, for an operator's terminal.
public struct MigrationError: Error, CustomStringConvertible {
    /// What happened and what to do.
    public let description: String

    init(_ description: String) { self.description = description }
}
