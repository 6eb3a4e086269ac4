import ArgumentParser
import Persistence
import Platform

#if canImport(Glibc)
    import Glibc
#endif

extension Queues {
    struct Watch: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the queues live: █ running, ░ ready.", discussion: "Ends with Ctrl-C.")

        @Option(help: "Seconds between two looks.") var every = 1.0
        @Option(help: "End after so many looks; 0 for never.") var looks = 0

        func validate() throws {
            guard every >= 0.1 else { throw ValidationError("--every is a tenth of a second at least") }
        }

        func run() throws {
            let session = try AdminSession.fromEnvironment()
            let isTerminal = isatty(STDOUT_FILENO) == 1
            var look = 0
            repeat {
                let page = page(session) + "\n" + Clock.now()
                // On a terminal each look takes the place of the last.
                print(isTerminal ? "\u{1B}[H\u{1B}[2J" + page : page)
                fflush(nil)
                look += 1
                if looks == 0 || look < looks { Clock.sleep(seconds: every) }
            } while looks == 0 || look < looks
        }

        /// A database that is away comes back.
        private func page(_ session: AdminSession) -> String {
            do {
                return QueueTable(try CommandError.explaining { try session.queueList() }).text(barWidth: 20)
            } catch {
                return "\(error)\n"
            }
        }
    }
}
