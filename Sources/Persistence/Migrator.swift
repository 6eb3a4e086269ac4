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
        if case .held(let holder) = try session.lock() {
            // Any account can hold a lock whose name it knows.
            let other = holder.map { "; if none is, end the connection that holds its lock: KILL \($0)" } ?? ""
            throw MigrationError("another migration has been running for 30 seconds; wait for it to end\(other)")
        }
        defer { try? session.unlock() }
        try session.migrationTable()
        var report = Report()
        let run = try MigrationRun(journal: session)
        for file in files.migrations {
            guard let count = try run.apply(file, progress: progress) else { continue }
            report.applied.append(file.path)
            report.statements += count
        }
        for file in files.others {
            guard run.steps(of: file).first.map({ $0.isDone && $0.sha256 == file.sha256 }) != true else { continue }
            progress(file.path)
            try session.begin(file, step: 0)
            for (index, statement) in file.script.statements.enumerated() {
                try run.run(statement, index + 1, of: file)
                report.statements += 1
            }
            try Grants(session: session, file: file).renew()
            try session.done(file, step: 0)
            report.applied.append(file.path)
        }
        // A restored dump has the routines without their grants.
        for file in files.others { try Grants(session: session, file: file).allow() }
        // Of the columns that the tables have now, whichever file gave them.
        try session.auditApply()
        return report
    }
}

/// Why a migration stopped, for an operator's terminal.
public struct MigrationError: Error, CustomStringConvertible {
    /// What happened and what to do.
    public let description: String

    init(_ description: String) { self.description = description }

    /// A statement that the server did not take.
    init(file: String, line: Int, number: Int, _ sql: String, _ error: DatabaseError) {
        let start = sql.split(separator: "\n").first.map { String($0.prefix(100)) } ?? ""
        var reason = error.message
        if case .refused(_, let code) = error.kind {
            reason += Refusals.tenantAdmin[code].map { ": " + $0 } ?? "; docs/tenants.md says what to do"
        }
        description = "\(file):\(line): statement \(number) failed: \(reason)\n    \(start)"
    }
}
