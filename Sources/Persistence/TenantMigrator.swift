import Domain
import MariaDB
import Platform

/// Runs a tenant's own numbered SQL files, `NNNN_name.sql`, under the tenant's database account, and records them.
public struct TenantMigrator {
    /// A file of the tenant's and where it stands.
    public struct FileStatus: Sendable {
        /// Its name.
        public let file: String
        /// How many statements it has.
        public let statements: Int
        /// How many of them were run.
        public let done: Int
        /// It was changed after a statement of it had been run, so that it will be refused.
        public let isChanged: Bool
    }

    private let session: TenantAdminSession
    private let files: [SQLFiles.File]

    /// A migrator for the files in `folder`, under the tenant's account. Throws what is wrong with their names.
    public init(session: TenantAdminSession, folder: String) throws {
        self.session = session
        files = try SQLFiles.numbered(in: folder)
    }

    /// Where each file stands; nothing is changed.
    public func status() throws -> [FileStatus] {
        let run = try MigrationRun(journal: session)
        return files.map { file in
            let count = file.script.statements.count
            return switch run.state(of: file) {
            case .done: FileStatus(file: file.path, statements: count, done: count, isChanged: false)
            case .pending(let done): FileStatus(file: file.path, statements: count, done: done, isChanged: false)
            case .changed: FileStatus(file: file.path, statements: count, done: 0, isChanged: true)
            }
        }
    }

    /// Runs what is missing, in the order of the numbers. `progress` is told of each file before it is run.
    public func run(progress: (String) -> Void = { _ in }) throws -> Migrator.Report {
        guard try session.lock() == .ours else {
            throw MigrationError("another migration of this tenant has been running for 30 seconds; wait for it to end")
        }
        defer { try? session.unlock() }
        let run = try MigrationRun(journal: session)
        // Before anything is run: what would be refused later is refused now.
        for file in files where run.state(of: file) == .changed { _ = try run.apply(file, progress: progress) }
        var report = Migrator.Report()
        for file in files {
            guard let count = try run.apply(file, progress: progress) else { continue }
            report.applied.append(file.path)
            report.statements += count
        }
        return report
    }
}
