import MariaDB

/// Runs numbered files statement by statement, each a recorded step, so that a run that was cut off goes on where it
/// stopped and a file that was run does not change unnoticed.
struct MigrationRun<Journal: MigrationJournal> {
    /// Where a file stands.
    enum State: Equatable {
        /// All its statements are done.
        case done
        /// So many of them are done, none to begin with.
        case pending(done: Int)
        /// It was changed after a statement of it had been run.
        case changed
    }

    private let journal: Journal
    private let steps: [String: [MigrationStep]]

    /// A run that knows what earlier ones did.
    init(journal: Journal) throws(DatabaseError) {
        self.journal = journal
        steps = Dictionary(grouping: try journal.steps(), by: \.file)
    }

    /// Whether nothing was ever run.
    var isFirst: Bool { steps.isEmpty }

    /// Where a file stands.
    func state(of file: SQLFiles.File) -> State {
        let done = (steps[file.path] ?? []).filter(\.isDone)
        if done.contains(where: { $0.sha256 != file.sha256 }) { return .changed }
        return done.count < file.script.statements.count ? .pending(done: done.count) : .done
    }

    /// The steps that were noted for a file.
    func steps(of file: SQLFiles.File) -> [MigrationStep] { steps[file.path] ?? [] }

    /// Runs what is missing of a file; gives the number of statements, nil where nothing was.
    func apply(_ file: SQLFiles.File, progress: (String) -> Void) throws -> Int? {
        switch state(of: file) {
        case .done: return nil
        case .changed:
            throw MigrationError(
                "\(file.path) was changed after it had been applied; restore it and put the change in a new migration")
        case .pending: break
        }
        progress(file.path)
        let done = Set(steps(of: file).filter(\.isDone).map(\.step))
        var count = 0
        for (index, statement) in file.script.statements.enumerated() where !done.contains(index + 1) {
            try journal.begin(file, step: index + 1)
            try run(statement, index + 1, of: file)
            try journal.done(file, step: index + 1)
            count += 1
        }
        return count
    }

    /// Runs one statement; what goes wrong is said with its place.
    func run(_ statement: SQLScript.Statement, _ number: Int, of file: SQLFiles.File) throws {
        do {
            try journal.execute(statement.text)
        } catch {
            throw MigrationError(file: file.path, line: statement.line, number: number, statement.text, error)
        }
    }
}
