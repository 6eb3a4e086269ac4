import CUnix
import Glibc

/// What the process gives up before it opens a document: it needs a processor, memory and files to read.
enum Confinement {
    /// - Parameter addressSpace: bytes; beyond them an allocation fails, which ends the process.
    static func enter(addressSpace: Int) {
        dieFirst()
        limit(__rlimit_resource_t(RLIMIT_AS.rawValue), addressSpace)
        limit(__rlimit_resource_t(RLIMIT_CORE.rawValue), 0)
        limit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), 0)
        // What the libraries say on standard error may go to a file; it is lost then, and nothing else.
        signal(SIGXFSZ, SIG_IGN)
        cunix_return_memory()
    }

    /// Ends the process, should nobody else, once it has used that many seconds of processor from now on.
    static func allow(seconds: Double) {
        var used = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used)
        var limits = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_CPU.rawValue), &limits)
        limits.rlim_cur = min(rlim_t(used.tv_sec + 2) + rlim_t(min(max(seconds, 1), 86_400)), limits.rlim_max)
        setrlimit(__rlimit_resource_t(RLIMIT_CPU.rawValue), &limits)
    }

    /// Where the unit or the host runs out of memory, the kernel is to choose this process and not the worker.
    private static func dieFirst() {
        let file = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC)
        guard file >= 0 else { return }
        _ = write(file, "1000", 4)
        close(file)
    }

    private static func limit(_ resource: __rlimit_resource_t, _ value: Int) {
        var limits = rlimit()
        getrlimit(resource, &limits)
        limits.rlim_cur = min(rlim_t(value), limits.rlim_max)
        limits.rlim_max = limits.rlim_cur
        setrlimit(resource, &limits)
    }
}
