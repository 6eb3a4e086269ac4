import CCurl

#if canImport(Glibc)
    import Glibc
#endif

/// Makes libcurl's handles.
enum EasyHandle {
    /// Once per process. OpenSSL writes to sockets whose other end may be gone, hence SIGPIPE.
    private static let isReady: Bool = {
        signal(SIGPIPE, SIG_IGN)
        return curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
    }()

    static func make() -> UnsafeMutableRawPointer {
        guard isReady, let handle = curl_easy_init() else { preconditionFailure("libcurl cannot be initialised") }
        return handle
    }

    static func makeMulti() -> UnsafeMutableRawPointer {
        guard isReady, let multi = curl_multi_init() else { preconditionFailure("libcurl cannot be initialised") }
        return multi
    }
}
