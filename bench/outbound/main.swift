// One request whose bodies are streamed, as a courier would send it.
//
//     outboundbench get URL FILE                    the body into a file, whatever it is
//     outboundbench put URL FILE                    a file as the body
//         [--seconds N] [--cancel-after N]          patience; seconds
//
// Exits with 1 and a sentence where there is no answer, or its status is no success.
import ArgumentParser
import Outbound
import Platform

#if canImport(Glibc)
    import Glibc
#endif

struct OutboundBench: ParsableCommand {
    enum Direction: String, ExpressibleByArgument { case get, put }

    static let configuration = CommandConfiguration(commandName: "outboundbench")

    @Argument var direction: Direction
    @Argument var url: String
    @Argument var file: String
    @Option var seconds = 3600.0
    @Option var cancelAfter = Double.infinity

    func run() throws {
        let descriptor = open(file, direction == .get ? O_WRONLY | O_CREAT : O_RDONLY, 0o600)
        guard descriptor >= 0 else { throw ValidationError("\(file): \(String(cString: strerror(errno)))") }
        let end = Clock.monotonic() + cancelAfter
        let patience = OutboundPatience(secondsLeft: seconds) { Clock.monotonic() > end }
        let request = OutboundRequest(
            method: direction.rawValue.uppercased(), url: url, timeoutSeconds: 86_400, connectTimeoutSeconds: 86_400)
        let client = HTTPClient(policy: .configured)
        let response =
            switch direction {
            case .get: try client.stream(request, to: .file(descriptor, maxBytes: .max), patience: patience)
            case .put: try client.stream(request, from: .file(descriptor), patience: patience)
            }
        guard response.isSuccess else { throw ValidationError("status \(response.status)") }
    }
}

OutboundBench.main()
