import Platform

#if canImport(Glibc)
    import Glibc
#endif

/// Keeps processes running until SIGTERM.
struct Supervisor {
    private var processes: [SupervisedProcess]
    private let logs: String
    private let secrets: String

    init(processes: [SupervisedProcess], logs: String, secrets: String) {
        self.processes = processes
        self.logs = logs
        self.secrets = secrets
    }

    func run() {
        var copy = self
        copy.loop()
    }

    private mutating func loop() {
        var signals = sigset_t()
        sigemptyset(&signals)
        for signal in [SIGTERM, SIGINT, SIGHUP, SIGCHLD] { sigaddset(&signals, signal) }
        sigprocmask(SIG_BLOCK, &signals, nil)
        while true {
            reap()
            for index in processes.indices where processes[index].child == nil {
                guard Clock.monotonic() >= processes[index].notBefore else { continue }
                processes[index].start(logs: logs, secrets: secrets)
            }
            var wait = timespec(tv_sec: 1, tv_nsec: 0)
            switch sigtimedwait(&signals, nil, &wait) {
            case SIGTERM, SIGINT: return stopAll()
            case SIGHUP: restartAll()
            default: break
            }
        }
    }

    /// What ended well, as a recycled process does, is replaced at once; what crashed, after a second.
    private mutating func reap() {
        while let (child, ending) = ChildProcess.nextEnded() {
            guard let index = processes.firstIndex(where: { $0.child == child }) else { continue }
            processes[index].child = nil
            guard ending != .exited(0) else { continue }
            Log.warning("process ended badly", ["process": processes[index].name, "status": "\(ending)"])
            processes[index].notBefore = Clock.monotonic() + 1
        }
    }

    private mutating func restartAll() {
        for index in processes.indices {
            if isStopPending { return }
            guard let child = processes[index].child else { continue }
            child.signal(SIGTERM)
            child.wait()
            processes[index].child = nil
            processes[index].start(logs: logs, secrets: secrets)
        }
    }

    /// A stop that was asked for during a restart goes first: who asked waits a minute and then kills.
    private var isStopPending: Bool {
        var pending = sigset_t()
        sigpending(&pending)
        return sigismember(&pending, SIGTERM) == 1 || sigismember(&pending, SIGINT) == 1
    }

    private mutating func stopAll() {
        for process in processes { process.child?.signal(SIGTERM) }
        for process in processes { process.child?.wait() }
    }
}
