import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// Structured log lines on standard error: one JSON object a line, written in one call, so that lines of several
/// threads and processes never mix. systemd-journald and the development supervisor take it from there.
///
///     Log.info("job finished", ["document": id, "step": "ocr", "seconds": "1.26"])
public enum Log {
    /// Lines below this level are dropped.
    public enum Level: Int, Sendable, Comparable {
        /// For a developer.
        case debug
        /// Normal use: one line per job, none per request.
        case info
        /// Something to look at, nothing lost.
        case warning
        /// Something failed for a user.
        case error

        /// Order by severity.
        public static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
    }

    private static let threshold = Atomic<Int>(Level.info.rawValue)

    /// Sets the level below which lines are dropped.
    public static func setLevel(_ level: Level) { threshold.store(level.rawValue, ordering: .relaxed) }

    /// One line at level debug.
    public static func debug(_ message: String, _ fields: KeyValuePairs<String, String> = [:]) {
        write(.debug, message, fields)
    }
    /// One line at level info.
    public static func info(_ message: String, _ fields: KeyValuePairs<String, String> = [:]) {
        write(.info, message, fields)
    }
    /// One line at level warning.
    public static func warning(_ message: String, _ fields: KeyValuePairs<String, String> = [:]) {
        write(.warning, message, fields)
    }
    /// One line at level error.
    public static func error(_ message: String, _ fields: KeyValuePairs<String, String> = [:]) {
        write(.error, message, fields)
    }

    private static func write(_ level: Level, _ message: String, _ fields: KeyValuePairs<String, String>) {
        guard level.rawValue >= threshold.load(ordering: .relaxed) else { return }
        var line = #"{"time":"\#(Clock.now())","level":"\#(level)","message":"#
        line.appendJSON(message)
        for (name, value) in fields {
            line += ","
            line.appendJSON(name)
            line += ":"
            line.appendJSON(value)
        }
        line += "}\n"
        line.withUTF8 { bytes in
            _ = Glibc.write(2, bytes.baseAddress, bytes.count)
        }
    }
}

extension String {
    /// Appends `text` as a JSON string literal, quotes included; control characters are escaped, so a line stays a line.
    public mutating func appendJSON(_ text: String) {
        append("\"")
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": append("\\\"")
            case "\\": append("\\\\")
            case "\n": append("\\n")
            case "\r": append("\\r")
            case "\t": append("\\t")
            case _ where scalar.value < 0x20 || scalar.value == 0x7F || scalar.value == 0x2028 || scalar.value == 0x2029:
                let digits = String(scalar.value, radix: 16)
                append("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
            default: unicodeScalars.append(scalar)
            }
        }
        append("\"")
    }
}
