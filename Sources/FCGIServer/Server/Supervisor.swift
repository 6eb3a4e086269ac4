import Platform

#if canImport(Glibc)
    import Glibc
#endif

/// What the main thread does while others serve: hears signals, measures, looks for stuck requests, and ends the
/// process when it is time.
struct Supervisor {
    let monitors: [ThreadMonitor]
    let control: ServerControl
    let entry: ScoreboardEntry
    let terminateSeconds: Double
    /// How long the other requests of a process with a stuck one may still take.
    var graceSeconds = 5.0

    /// Returns the code to leave with.
    func run() -> Int32 {
        while !control.isStopping {
            switch SignalSet.wait(milliseconds: 1000) {
            case SIGTERM, SIGINT: control.stop(.signal)
            default: break
            }
            entry.measureMemory()
            if let stuck { report(stuck) }
        }
        return stop()
    }

    /// Lets requests in progress finish and accepts no more.
    private func stop() -> Int32 {
        entry.markStopping()
        Log.info("stopping", ["reason": "\(control.stopReason)", "pid": "\(getpid())"])
        var deadline = control.stopReason == .stuck ? Clock.monotonic() + graceSeconds : .infinity
        while monitors.contains(where: { $0.phase != .ended }) {
            for monitor in monitors { monitor.wakeIfAccepting() }
            usleep(2000)
            if deadline == .infinity, let stuck {
                report(stuck)
                deadline = Clock.monotonic() + graceSeconds
            }
            let isOver = monitors.allSatisfy { $0.phase == .ended || isStuck($0) } && deadline < .infinity
            if isOver || Clock.monotonic() > deadline { return 1 }
        }
        return control.stopReason == .stuck ? 1 : 0
    }

    private var stuck: ThreadMonitor.Work? { monitors.first(where: isStuck)?.current }

    private func isStuck(_ monitor: ThreadMonitor) -> Bool {
        monitor.current.map { Clock.monotonic() - $0.since > terminateSeconds } ?? false
    }

    private func report(_ work: ThreadMonitor.Work) {
        Log.error("request stuck, so the process ends; see --terminate-seconds", work.fields)
        control.stop(.stuck)
    }
}
