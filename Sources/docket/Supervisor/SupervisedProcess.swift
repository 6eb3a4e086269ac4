import Platform

/// A process that is started anew when it ends.
struct SupervisedProcess {
    let name: String
    let executable: String
    let arguments: [String]
    /// What becomes its standard input; nil for nothing.
    let input: Int32?
    /// The database account, `app` or `worker`.
    let account: String
    var child: ChildProcess?
    /// Monotonic second before which it is not started again.
    var notBefore = 0.0

    init(name: String, executable: String, arguments: [String], input: Int32?, account: String) {
        self.name = name
        self.executable = executable
        self.arguments = arguments
        self.input = input
        self.account = account
    }

    mutating func start(logs: String, secrets: String) {
        let log = ChildProgram.File.append("\(logs)/\(name).log")
        let program = ChildProgram(
            executable, arguments, environment: environment(secrets),
            files: [0: input.map { .descriptor($0) } ?? .null, 1: log, 2: log])
        do { child = try ChildProcess(program) } catch {
            Log.error("cannot start", ["process": name, "error": "\(error)"])
            notBefore = Clock.monotonic() + 5
        }
    }

    /// Ours, with the account of this process; OCR and backtraces as the units set them.
    private func environment(_ secrets: String) -> [String: String] {
        let own = [
            "DOCKET_DB_USER": "docket_\(account)", "DOCKET_DB_PASSWORD_FILE": "\(secrets)/\(account)",
            "OMP_THREAD_LIMIT": "1", "SWIFT_BACKTRACE": "enable=no",
        ]
        return Environment.all.merging(own) { _, own in own }
    }
}
