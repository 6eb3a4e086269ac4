import Persistence

/// The queues as a table, with or without bars.
struct QueueTable {
    let rows: [QueueListRow]

    init(_ rows: [QueueListRow]) { self.rows = rows }

    var text: String {
        var table = Table([
            "queue", "ready", "running", "waiting", "delayed", "oldest", "longest", "per min", "done", "failed", "dead",
            "cancelled", "",
        ])
        for row in rows { table.add(cells(row) + [row.paused ? "paused" : ""]) }
        return table.text
    }

    /// The same with a bar of what is ready and running, each row's against the longest.
    func text(barWidth: Int) -> String {
        var table = Table([
            "queue", "", "ready", "running", "waiting", "delayed", "oldest", "longest", "per min", "done", "failed",
            "dead", "cancelled", "",
        ])
        let longest = rows.map { $0.ready + $0.running }.max() ?? 0
        for row in rows {
            let cells = cells(row)
            let bar = Bar(running: row.running, ready: row.ready, longest: longest, width: barWidth).text
            table.add([cells[0], bar] + cells[1...] + [row.paused ? "paused" : ""])
        }
        return table.text
    }

    /// Of five minutes' jobs: few with a decimal, so that four jobs are not none.
    static func perMinute(_ finished: Int) -> String {
        finished >= 50 ? "\(finished / 5)" : "\(finished / 5).\(finished % 5 * 2)"
    }

    private func cells(_ row: QueueListRow) -> [String] {
        [
            row.queue, "\(row.ready)", "\(row.running)", "\(row.waiting)", "\(row.scheduled)",
            row.oldestReadyS.map(Span.text) ?? "-", row.longestRunningS.map(Span.text) ?? "-",
            Self.perMinute(row.finished5min), "\(row.done)", "\(row.failed)", "\(row.dead)", "\(row.cancelled)",
        ]
    }
}

/// A bar of so many letters: what runs is full, what waits is light.
struct Bar {
    let running: Int
    let ready: Int
    let longest: Int
    let width: Int

    var text: String {
        guard longest > 0 else { return String(repeating: " ", count: width) }
        let total = letters(running + ready)
        let full = running > 0 ? max(1, min(total, letters(running))) : 0
        return String(repeating: "█", count: full) + String(repeating: "░", count: total - full)
            + String(repeating: " ", count: width - total)
    }

    /// What is there is at least one letter long.
    private func letters(_ count: Int) -> Int { count == 0 ? 0 : max(1, count * width / longest) }
}

/// Seconds for the eye.
enum Span {
    static func text(_ seconds: Int) -> String {
        switch seconds {
        case ..<120: "\(seconds) s"
        case ..<7200: "\(seconds / 60) min"
        case ..<172_800: "\(seconds / 3600) h"
        default: "\(seconds / 86_400) d"
        }
    }
}
