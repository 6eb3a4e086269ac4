import Platform

#if canImport(Glibc)
    import Glibc
#endif

/// Tells on standard error how far a long command is: every two seconds, so that a short one tells nothing.
struct Progress {
    private let total: Int?
    private let what: String
    private var count = 0
    private var told = Clock.monotonic()

    /// `of` nil: nobody knows how many there are.
    init(of total: Int? = nil, what: String) {
        self.total = total
        self.what = what
    }

    mutating func advance(by step: Int = 1) {
        count += step
        guard Clock.monotonic() >= told + 2 else { return }
        told = Clock.monotonic()
        let line = "\(count)\(total.map { " of \($0)" } ?? "") \(what)\n"
        _ = write(STDERR_FILENO, line, line.utf8.count)
    }
}
