import Domain
import FCGIServer
import Platform

#if canImport(Glibc)
    import Glibc
#endif

extension Headers {
    /// The draft's `RateLimit-Policy` and `RateLimit`, and the older `X-RateLimit-…`, which many clients read.
    mutating func add(_ standing: RateStanding, policy: String) {
        guard self["RateLimit"] == nil else { return }
        add("RateLimit-Policy", "\"\(policy)\";q=\(standing.quota);w=\(standing.period)")
        add("RateLimit", "\"\(policy)\";r=\(standing.remaining);t=\(standing.reset)")
        add("X-RateLimit-Limit", "\(standing.quota)")
        add("X-RateLimit-Remaining", "\(standing.remaining)")
        add("X-RateLimit-Reset", "\(Int(Clock.milliseconds() / 1000) + standing.reset)")
    }
}

extension HTTPProblem {
    /// The type that the draft registers for limits of any kind.
    static let quotaExceeded = "https://iana.org/assignments/http-problem-types#quota-exceeded"

    static func overKeyLimit(_ standing: RateStanding) -> HTTPProblem {
        var problem = HTTPProblem(
            .tooManyRequests, "rate_limit_exceeded", "Wait as long as Retry-After says: the key has used its requests.",
            detail: "The key may make \(standing.quota) requests in \(standing.period) seconds.", type: quotaExceeded,
            violatedPolicies: ["key"], retryAfter: standing.reset)
        problem.headers.add(standing, policy: "key")
        return problem
    }

    static func overAddressLimit(_ standing: RateStanding) -> HTTPProblem {
        var problem = HTTPProblem(
            .tooManyRequests, "address_limit_exceeded",
            "Wait as long as Retry-After says, then send a key that holds: the address has used its requests.",
            detail:
                "An address may make \(standing.quota) requests without a key that holds in \(standing.period) seconds.",
            type: quotaExceeded, violatedPolicies: ["address"], retryAfter: standing.reset)
        problem.headers.add(standing, policy: "address")
        return problem
    }
}

extension Request {
    /// Whom the client's address stands for, as the web server knows it: a header of the client's counts only where nginx
    /// was told to trust the proxy that sent it. Nil on a unix socket.
    var customer: String? {
        let isV6 = remoteAddress.utf8.contains(UInt8(ascii: ":"))
        var bytes = [UInt8](repeating: 0, count: isV6 ? 16 : 4)
        guard inet_pton(isV6 ? AF_INET6 : AF_INET, remoteAddress, &bytes) == 1 else { return nil }
        return IPAddress(bytes: bytes)?.customer.description
    }
}
