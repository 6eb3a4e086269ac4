import Domain
import Platform

/// The pool at a glance, for an operator and for a probe.
struct PoolStatus {
    var processes: [ProcessStatus]
    /// Nil where the system does not say.
    var backlog: ListenBacklog?
    var now: Int64 = Clock.milliseconds()

    var active: Int { processes.reduce(0) { $0 + $1.active } }
    var idle: Int { processes.reduce(0) { $0 + ($1.isStopping ? 0 : $1.idle) } }

    var text: String {
        var lines = [
            "processes:          \(processes.count)",
            "threads:            \(processes.reduce(0) { $0 + $1.threads })",
            "active:             \(active)",
            "idle:               \(idle)",
            "waiting:            \(backlog.map { String($0.waiting) } ?? "unknown")",
            "listen queue size:  \(backlog.map { String($0.limit) } ?? "unknown")",
            "requests:           \(processes.reduce(0) { $0 + $1.requests })",
            "slow requests:      \(processes.reduce(0) { $0 + $1.slow })",
            "",
            "pid      uptime s  threads  active  idle  max active  requests  slow  rss KiB  state",
        ]
        for process in processes {
            let columns = [
                (process.pid, 7), (uptime(process), 10), (process.threads, 9), (process.active, 8), (process.idle, 6),
                (process.maxActive, 12), (process.requests, 10), (process.slow, 6), (process.residentKiB, 9),
            ]
            let cells = columns.map { value, width in
                String(repeating: " ", count: max(1, width - String(value).count)) + String(value)
            }
            lines.append(cells.joined() + "  " + state(process))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    func write(_ json: inout JSONWriter) {
        json.object("totals") {
            $0.member("processes", processes.count)
            $0.member("threads", processes.reduce(0) { $0 + $1.threads })
            $0.member("active", active)
            $0.member("idle", idle)
            $0.member("waiting", backlog?.waiting)
            $0.member("listen_queue_size", backlog?.limit)
            $0.member("requests", processes.reduce(0) { $0 + $1.requests })
            $0.member("slow", processes.reduce(0) { $0 + $1.slow })
        }
        json.array("processes", processes) { json, process in
            json.object {
                $0.member("pid", process.pid)
                $0.member("started_at_ms", process.startedAt)
                $0.member("uptime_seconds", uptime(process))
                $0.member("threads", process.threads)
                $0.member("active", process.active)
                $0.member("idle", process.idle)
                $0.member("max_active", process.maxActive)
                $0.member("requests", process.requests)
                $0.member("slow", process.slow)
                $0.member("rss_kib", process.residentKiB)
                $0.member("state", state(process))
            }
        }
    }

    private func uptime(_ process: ProcessStatus) -> Int { Int(max(0, now - process.startedAt) / 1000) }

    private func state(_ process: ProcessStatus) -> String { process.isStopping ? "stopping" : "serving" }
}
