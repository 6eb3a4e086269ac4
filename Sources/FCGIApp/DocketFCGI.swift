import ArgumentParser
import FCGIServer
import Platform

#if canImport(Glibc)
    import Glibc
#endif

/// `docket-fcgi`: one process of the pool.
@main
struct DocketFCGI: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "docket-fcgi",
        abstract: "Answers HTTP requests that nginx hands over by FastCGI.",
        discussion: """
            Descriptor 0 must be a listening unix socket, shared by all processes of the pool: systemd opens it \
            (StandardInput=socket), or `docket supervise` does. SIGTERM finishes what is in progress and accepts no \
            more. A flag outranks its environment variable.

            GET /fcgi-ping answers pong. GET /fcgi-status (plain text, ?json) shows the pool where nginx adds \
            `fastcgi_param DOCKET_INTERNAL 1;`, which only an internal location should.

            Environment: DOCKET_DB_SOCKET or DOCKET_DB_HOST and DOCKET_DB_PORT, DOCKET_DB_NAME, DOCKET_DB_USER, \
            DOCKET_DB_PASSWORD_FILE, DOCKET_BLOBS (folder of the files), DOCKET_RUN (runtime folder), DOCKET_PUBLIC_URL \
            (in front of links; else as the client addressed us), DOCKET_MEDIA (folder of files that tenants share with \
            us; else none), DOCKET_WAIT_SECONDS (for a job whose result a request waits for, 25), DOCKET_WAIT_THREADS \
            (of each process that may wait so, half of them), and SWIFT_BACKTRACE=enable=no, so that a crash ends \
            the process at once.
            """)

    @OptionGroup var options: ServerOptions

    func run() throws {
        do {
            let configuration = try options.resolved()
            let settings = try HandlerSettings.fromEnvironment(threads: configuration.threads)
            let server = try Server(
                configuration, routes: Routes.gated, translate: Problems.translate
            ) { HandlerContext(settings) }
            _exit(server.run())
        } catch let problem as ConfigurationProblem {
            throw ValidationError("\(problem)")
        } catch let problem as SettingError {
            throw ValidationError("\(problem)")
        }
    }
}
