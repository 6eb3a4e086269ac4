import CUnix

#if canImport(Glibc)
    import Glibc
#endif

/// A program in the form that `posix_spawn` takes.
final class SpawnAttributes {
    private let program: ChildProgram
    private var actions = posix_spawn_file_actions_t()
    private var attributes = posix_spawnattr_t()
    /// The first code of `errno` that a part of it gave, or 0.
    private var failure: Int32 = 0

    init(_ program: ChildProgram) {
        self.program = program
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        setFiles()
        setSignalsAndGroup()
    }

    deinit {
        posix_spawn_file_actions_destroy(&actions)
        posix_spawnattr_destroy(&attributes)
    }

    /// 0, or a code of `errno`.
    func start(_ child: inout pid_t) -> Int32 {
        let arguments = [program.path] + program.arguments
        let environment = program.environment.map { "\($0.key)=\($0.value)" }
        // C would take it for the end.
        let isWhole = (arguments + environment).allSatisfy { !$0.utf8.contains(0) }
        guard isWhole, failure == 0 else { return isWhole ? failure : EINVAL }
        return withCStrings(arguments) { arguments in
            withCStrings(environment) { environment in
                posix_spawn(&child, program.path, &actions, &attributes, arguments, environment)
            }
        }
    }

    /// All sources go to numbers above every other first, as one may stand where another goes to.
    private func setFiles() {
        let files = program.files.merging([0: .null, 1: .null, 2: .null]) { named, _ in named }
        let sources = files.values.compactMap { if case .descriptor(let source) = $0 { source } else { nil } }
        guard let last = files.keys.max(), let highest = (sources + [last]).max() else { return }
        if files.keys.contains(where: { $0 < 0 }) { note(EBADF) }
        var copies: [Int32: Int32] = [:]
        for (target, file) in files {
            guard case .descriptor(let source) = file else { continue }
            copies[target] = highest + 1 + Int32(copies.count)
            note(posix_spawn_file_actions_adddup2(&actions, source, highest + Int32(copies.count)))
        }
        for target in 0...last {
            switch files[target] {
            case .null?: note(posix_spawn_file_actions_addopen(&actions, target, "/dev/null", O_RDWR, 0))
            case .append(let path)?:
                note(posix_spawn_file_actions_addopen(&actions, target, path, O_WRONLY | O_CREAT | O_APPEND, 0o640))
            case .descriptor?: note(posix_spawn_file_actions_adddup2(&actions, copies[target] ?? -1, target))
            case nil: note(posix_spawn_file_actions_addclose(&actions, target))
            }
        }
        note(cunix_close_from(&actions, last + 1))
    }

    private func setSignalsAndGroup() {
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        // What is ignored here would be ignored there.
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigdefault(&attributes, &all)
        let flags = Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF)
        switch program.group {
        case .shared: note(posix_spawnattr_setflags(&attributes, Int16(flags)))
        case .own: note(posix_spawnattr_setflags(&attributes, Int16(flags | Int32(POSIX_SPAWN_SETPGROUP))))
        case .session: note(posix_spawnattr_setflags(&attributes, Int16(flags | Int32(cunix_spawn_session))))
        }
    }

    private func note(_ code: Int32) { if code != 0, failure == 0 { failure = code } }
}

/// A null-ended list of C strings, for the time of `body`.
private func withCStrings<Value>(_ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Value) -> Value {
    let copies = strings.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
}
