import CLeptonica
import CPoppler

/// The C libraries write what they think to standard error, paths and text included; `silence` stops that, once.
enum Quiet {
    static let silence: Void = {
        setMsgSeverity(Int32(L_SEVERITY_NONE))
        _ = g_log_set_default_handler(ignoreLog, nil)
        g_log_set_writer_func(ignoreStructuredLog, nil, nil)
    }()
}

private func ignoreLog(
    _ domain: UnsafePointer<gchar>?, _ level: GLogLevelFlags, _ message: UnsafePointer<gchar>?, _ user: gpointer?
) {}

private func ignoreStructuredLog(
    _ level: GLogLevelFlags, _ fields: UnsafePointer<GLogField>?, _ count: gsize, _ user: gpointer?
) -> GLogWriterOutput { G_LOG_WRITER_HANDLED }
