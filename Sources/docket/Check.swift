import ArgumentParser
import Platform

/// `docket check`
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tell whether this installation can work, and what to do where it cannot.",
        discussion: """
            One line for each item: ok, warn (it works, look at it) or FAIL with what to do. Ends with 1 where an item \
            fails.

            Environment, besides the database's: DOCKET_SQL, DOCKET_BLOBS, DOCKET_LANGUAGES (eng+deu+fra), \
            DOCKET_FCGI_SOCKET, DOCKET_URL. Socket and HTTP are checked only where they are given.
            """)

    @Option(help: "The folder with migrations/. Env DOCKET_SQL. (default: /usr/share/docket/sql)") var sql: String?
    @Option(help: "The API's unix socket. Env DOCKET_FCGI_SOCKET.") var socket: String?
    @Option(help: "Where clients reach the service, such as http://127.0.0.1:8080. Env DOCKET_URL.") var url: String?
    @Option(help: "Check again for so many seconds, until nothing fails.") var wait = 0.0
    @Flag(help: "Print one JSON object.") var json = false

    func validate() throws {
        guard (0...86_400).contains(wait) else { throw ValidationError("--wait must be 0 to 86400 seconds") }
    }

    func run() throws {
        let checks = Checks(
            sql: sql ?? Environment.value("DOCKET_SQL") ?? "/usr/share/docket/sql",
            socket: socket ?? Environment.value("DOCKET_FCGI_SOCKET"), url: url ?? Environment.value("DOCKET_URL"))
        let end = Clock.monotonic() + wait
        var report = checks.run()
        while !report.isHealthy, Clock.monotonic() < end {
            Clock.sleep(seconds: 0.5)
            report = checks.run()
        }
        print(json ? report.json : report.text)
        guard report.isHealthy else { throw ExitCode(1) }
    }
}
