import Testing

@testable import FCGIApp

@Suite struct ServerOptionsTests {
    @Test func flagsOutrankTheDefaults() throws {
        let options = try ServerOptions.parse(["--threads", "2", "--max-requests", "500", "--slow-seconds", "1.5"])
        let configuration = try options.resolved()
        #expect(configuration.threads == 2 && configuration.maxRequests == 500 && configuration.slowSeconds == 1.5)
        #expect(configuration.terminateSeconds == 60 && configuration.scoreboard == nil)
    }

    @Test func theHelpNamesEveryVariable() {
        let help = DocketFCGI.helpMessage()
        for name in ["THREADS", "MAX_REQUESTS", "SLOW_SECONDS", "TERMINATE_SECONDS", "IO_SECONDS", "SCOREBOARD"] {
            #expect(help.contains("DOCKET_FCGI_\(name)"))
        }
    }
}
