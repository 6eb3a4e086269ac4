import Testing

@testable import FCGIServer

@Suite struct ConfigurationTests {
    @Test func theEnvironmentIsRead() throws {
        let values = [
            "DOCKET_FCGI_THREADS": "8", "DOCKET_FCGI_MAX_REQUESTS": "1000", "DOCKET_FCGI_SLOW_SECONDS": "0.5",
            "DOCKET_FCGI_TERMINATE_SECONDS": "30", "DOCKET_FCGI_IO_SECONDS": "9", "DOCKET_FCGI_SCOREBOARD": "/run/x",
        ]
        let configuration = try ServerConfiguration { values[$0] }
        var expected = ServerConfiguration()
        expected.threads = 8
        expected.maxRequests = 1000
        expected.slowSeconds = 0.5
        expected.terminateSeconds = 30
        expected.ioSeconds = 9
        expected.scoreboard = "/run/x"
        #expect(configuration == expected)
        try configuration.validate()
    }

    @Test func nonsenseIsRefusedByName() {
        #expect { try ServerConfiguration { $0 == "DOCKET_FCGI_THREADS" ? "many" : nil } } throws: {
            "\($0)".contains("DOCKET_FCGI_THREADS")
        }
        var configuration = ServerConfiguration()
        configuration.threads = 0
        #expect(throws: ConfigurationProblem.self) { try configuration.validate() }
    }
}
