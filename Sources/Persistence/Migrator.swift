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
        /// What processes of the release before need was left, to go in another run once all have been restarted.
        public var keepsEarlier = false
        /// Workers of the release before that still run: host and process number.
        public var earlierWorkers: [String] = []
    }

    private let session: OwnerSession
    private let files: SQLFiles

    /// A migrator for the files below `root`, under the owner's account.
    public init(session: OwnerSession, root: String) throws {
        self.session = session
        files = try SQLFiles(root: root)
    }

    /// The version that this release needs, and the newest that it has: a contract at the end may wait.
    public static func versions(root: String) throws -> (needed: Int, newest: Int) {
        let files = try SQLFiles(root: root).migrations
        let newest = files.map(\.version).max() ?? 0
        let isHeld = files.last?.isContract == true
        return (isHeld ? files.dropLast().map(\.version).max() ?? 0 : newest, newest)
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
        let isNew = run.isFirst
        for file in files.migrations where !isLast(file) {
            if file.isContract, run.state(of: file) != .done, let holder = try earlierWorkers().first {
                throw MigrationError(
                    "a worker of the release before still runs (\(holder)): restart it, then run this again")
            }
            try migrate(file, run, &report, progress)
        }
        // What an earlier release needs goes in a later run than the one that brought what takes its place, and once no
        // worker of that release is heard of.
        let waits = !isNew && files.migrations.contains { isLast($0) && run.state(of: $0) != .done }
        if waits { report.earlierWorkers = try earlierWorkers() }
        report.keepsEarlier = waits && (!report.applied.isEmpty || !report.earlierWorkers.isEmpty)
        for file in report.keepsEarlier ? files.others + files.earlier : files.others {
            try replace(file, run, &report, progress)
        }
        if !report.keepsEarlier {
            for file in files.migrations where isLast(file) { try migrate(file, run, &report, progress) }
            try dropEarlier()
        }
        // A restored dump has the routines without their grants.
        for file in files.others { try Grants(session: session, file: file).allow() }
        if report.keepsEarlier { for file in files.earlier { try Grants(session: session, file: file).allow() } }
        // Of the columns that the tables have now, whichever file gave them.
        try session.auditApply()
        return report
    }

    /// A contract at the end, which waits for the routines and for processes of the release before.
    private func isLast(_ file: SQLFiles.File) -> Bool { file.isContract && file.path == files.migrations.last?.path }

    private func migrate(
        _ file: SQLFiles.File, _ run: MigrationRun<OwnerSession>, _ report: inout Report, _ progress: (String) -> Void
    ) throws {
        guard let count = try run.apply(file, progress: progress) else { return }
        report.applied.append(file.path)
        report.statements += count
    }

    private func replace(
        _ file: SQLFiles.File, _ run: MigrationRun<OwnerSession>, _ report: inout Report, _ progress: (String) -> Void
    ) throws {
        guard run.steps(of: file).first.map({ $0.isDone && $0.sha256 == file.sha256 }) != true else { return }
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

    /// Workers of the release before that were heard of lately: host and process number.
    private func earlierWorkers() throws -> [String] { try session.earlierWorkers().map { "\($0.host) \($0.pid)" } }

    private func dropEarlier() throws {
        for file in files.earlier {
            for header in try file.script.statements.compactMap({ try RoutineHeader($0.comment) }) {
                try session.routineDrop(routine: header.name)
            }
        }
    }
}
