import ArgumentParser
import FCGIServer

/// The flags of the pool; each has an environment variable, and outranks it.
struct ServerOptions: ParsableArguments {
    @Option(help: "Requests answered at once by this process. Env DOCKET_FCGI_THREADS. (default: 4)")
    var threads: Int?

    @Option(
        help: """
            End after so many requests, ±10 %, to be started anew; 0 for never. Env DOCKET_FCGI_MAX_REQUESTS. \
            (default: 0)
            """)
    var maxRequests: Int?

    @Option(help: "Log a request that took longer. Env DOCKET_FCGI_SLOW_SECONDS. (default: 5)")
    var slowSeconds: Double?

    @Option(help: "End the process for a request that takes longer. Env DOCKET_FCGI_TERMINATE_SECONDS. (default: 60)")
    var terminateSeconds: Double?

    @Option(
        help: """
            Give up a read from or a write to nginx that stalls longer. Env DOCKET_FCGI_IO_SECONDS. (default: 30)
            """)
    var ioSeconds: Int?

    @Option(
        help: ArgumentHelp(
            "File the processes of the pool share for /fcgi-status, on tmpfs. Env DOCKET_FCGI_SCOREBOARD.",
            valueName: "path"))
    var scoreboard: String?

    /// The environment's values, the flags over them.
    func resolved() throws -> ServerConfiguration {
        var configuration = try ServerConfiguration.fromEnvironment()
        if let threads { configuration.threads = threads }
        if let maxRequests { configuration.maxRequests = maxRequests }
        if let slowSeconds { configuration.slowSeconds = slowSeconds }
        if let terminateSeconds { configuration.terminateSeconds = terminateSeconds }
        if let ioSeconds { configuration.ioSeconds = ioSeconds }
        if let scoreboard { configuration.scoreboard = scoreboard }
        return configuration
    }
}
