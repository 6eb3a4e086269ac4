import Domain

#if canImport(Glibc)
    import Glibc
#endif

/// Structured log lines on standard error: one JSON object a line, written in one call, so that lines of several
/// threads and processes never mix. systemd-journald and the development supervisor take it from there.
///
///     Log.info("job finished", ["document": id, "step": "ocr", "seconds": "1.26"])
public enum Log {
    /// How much a line asks for.
    public enum Level: Sendable {
        /// Normal use: one line per job, none per request.
        case info
        /// Something to look at, nothing lost.
        case warning
        /// Something failed for a user.
        case error
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

    /// One line at any level.
    public static func write(
        _ level: Level, _ message: String, _ fields: some Sequence<(key: String, value: String)>
    ) {
        var line = JSONWriter()
        line.object {
            $0.member("time", Clock.now())
            $0.member("level", "\(level)")
            $0.member("message", message)
            for field in fields { $0.member(field.key, field.value) }
        }
        let bytes = line.bytes + [UInt8(ascii: "\n")]
        _ = Glibc.write(2, bytes, bytes.count)
    }
}
