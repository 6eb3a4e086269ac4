#if canImport(Glibc)
    import Glibc
#endif

/// How a process of the pool runs. Every value has an environment variable, so that a unit and a test set it alike.
public struct ServerConfiguration: Sendable, Hashable {
    /// Requests answered at once by this process. `DOCKET_FCGI_THREADS`.
    public var threads = 4
    /// The process ends after so many requests, ±10 %, to be started anew; 0 for never. `DOCKET_FCGI_MAX_REQUESTS`.
    public var maxRequests = 0
    /// A request that takes longer is logged when it ends. `DOCKET_FCGI_SLOW_SECONDS`.
    public var slowSeconds = 5.0
    /// A request that takes longer ends the process. `DOCKET_FCGI_TERMINATE_SECONDS`.
    public var terminateSeconds = 60.0
    /// A read from or a write to the web server that stalls longer fails. `DOCKET_FCGI_IO_SECONDS`.
    public var ioSeconds = 30
    /// The file the processes of a pool share; nil for a board of one process. `DOCKET_FCGI_SCOREBOARD`.
    public var scoreboard: String?

    /// The defaults.
    public init() {}

    /// The defaults, with what the environment says. Throws a sentence for a value that cannot be used.
    public init(environment value: (String) -> String?) throws(ConfigurationProblem) {
        if let text = value("DOCKET_FCGI_THREADS") { threads = try Self.number(text, "DOCKET_FCGI_THREADS") }
        if let text = value("DOCKET_FCGI_MAX_REQUESTS") {
            maxRequests = try Self.number(text, "DOCKET_FCGI_MAX_REQUESTS")
        }
        if let text = value("DOCKET_FCGI_SLOW_SECONDS") {
            slowSeconds = try Self.number(text, "DOCKET_FCGI_SLOW_SECONDS")
        }
        if let text = value("DOCKET_FCGI_TERMINATE_SECONDS") {
            terminateSeconds = try Self.number(text, "DOCKET_FCGI_TERMINATE_SECONDS")
        }
        if let text = value("DOCKET_FCGI_IO_SECONDS") { ioSeconds = try Self.number(text, "DOCKET_FCGI_IO_SECONDS") }
        if let text = value("DOCKET_FCGI_SCOREBOARD"), !text.isEmpty { scoreboard = text }
    }

    /// The defaults, with what this process's environment says.
    public static func fromEnvironment() throws(ConfigurationProblem) -> ServerConfiguration {
        try ServerConfiguration { name in getenv(name).map { String(cString: $0) } }
    }

    /// Throws a sentence for a value that cannot be used.
    public func validate() throws(ConfigurationProblem) {
        guard (1...256).contains(threads) else { throw ConfigurationProblem("threads must be 1 to 256") }
        guard maxRequests >= 0 else { throw ConfigurationProblem("max-requests must be 0 or more") }
        guard slowSeconds > 0 else { throw ConfigurationProblem("slow-seconds must be more than 0") }
        guard terminateSeconds > 0 else { throw ConfigurationProblem("terminate-seconds must be more than 0") }
        guard ioSeconds > 0 else { throw ConfigurationProblem("io-seconds must be more than 0") }
    }

    private static func number<Number: LosslessStringConvertible>(
        _ text: String, _ name: String
    ) throws(ConfigurationProblem) -> Number {
        guard let number = Number(text) else { throw ConfigurationProblem("\(name) must be a number, not \"\(text)\"") }
        return number
    }
}

/// A configuration that cannot be used, in words for the operator.
public struct ConfigurationProblem: Error, Sendable, CustomStringConvertible {
    /// The sentence.
    public let description: String

    init(_ description: String) { self.description = description }
}
