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
            for index in processes.indices where processes[index].pid == nil {
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
        var status: Int32 = 0
        while case let pid = waitpid(-1, &status, WNOHANG), pid > 0 {
            guard let index = processes.firstIndex(where: { $0.pid == pid }) else { continue }
            processes[index].pid = nil
            guard status != 0 else { continue }
            Log.warning("process ended badly", ["process": processes[index].name, "status": "\(status)"])
            processes[index].notBefore = Clock.monotonic() + 1
        }
    }

    private mutating func restartAll() {
        for index in processes.indices {
            if isStopPending { return }
            guard let pid = processes[index].pid else { continue }
            kill(pid, SIGTERM)
            var status: Int32 = 0
            waitpid(pid, &status, 0)
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
        for process in processes { if let pid = process.pid { kill(pid, SIGTERM) } }
        for process in processes {
            var status: Int32 = 0
            if let pid = process.pid { waitpid(pid, &status, 0) }
        }
    }
}
