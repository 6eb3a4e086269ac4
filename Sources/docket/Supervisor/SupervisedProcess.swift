import Platform

#if canImport(Glibc)
    import Glibc
#endif

/// A process that is started anew when it ends.
struct SupervisedProcess {
    let name: String
    let executable: String
    let arguments: [String]
    /// What becomes its standard input; nil for nothing.
    let input: Int32?
    /// The database account, `app` or `worker`.
    let account: String
    var pid: pid_t?
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
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let input {
            posix_spawn_file_actions_adddup2(&actions, input, 0)
        } else {
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        }
        posix_spawn_file_actions_addopen(&actions, 2, "\(logs)/\(name).log", O_WRONLY | O_CREAT | O_APPEND, 0o640)
        posix_spawn_file_actions_adddup2(&actions, 2, 1)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // Our own blocked signals are not the child's.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var child: pid_t = 0
        let code = Self.withStrings([executable] + arguments) { arguments in
            Self.withStrings(environment(secrets)) { environment in
                posix_spawn(&child, executable, &actions, &attributes, arguments, environment)
            }
        }
        if code == 0 {
            pid = child
        } else {
            Log.error("cannot start", ["process": name, "error": String(cString: strerror(code))])
            notBefore = Clock.monotonic() + 5
        }
    }

    /// Ours, with the account of this process; OCR and backtraces as the units set them.
    private func environment(_ secrets: String) -> [String] {
        let own = ["DOCKET_DB_USER", "DOCKET_DB_PASSWORD_FILE", "OMP_THREAD_LIMIT", "SWIFT_BACKTRACE"]
        var values: [String] = []
        var next = environ
        while let entry = next.pointee {
            let text = String(cString: entry)
            if !own.contains(where: { text.hasPrefix($0 + "=") }) { values.append(text) }
            next += 1
        }
        return values + [
            "DOCKET_DB_USER=docket_\(account)", "DOCKET_DB_PASSWORD_FILE=\(secrets)/\(account)",
            "OMP_THREAD_LIMIT=1", "SWIFT_BACKTRACE=enable=no",
        ]
    }

    private static func withStrings<Value>(
        _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
    ) -> Value {
        let copies = strings.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        return body(copies + [nil])
    }
}
