import CLeptonica
import CUnix
import Domain
import FoundationEssentials
import Glibc
import Platform

/// `docket-reader`: reads lines of images for the worker that started it, over the socket on its standard input. It
/// touches neither the database nor the network, and may die of any image without harm.
@main
enum DocketReader {
    static func main() {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, let parent = Int32(arguments[2]), let megabytes = Int(arguments[3]) else {
            print(
                "usage: docket-reader FOLDER PARENT MEGABYTES; docket-worker starts it, with a socket as standard input"
            )
            exit(2)
        }
        // With its worker gone, nobody waits for an answer.
        cunix_die_with_parent()
        guard getppid() == parent else { exit(0) }
        Confinement.enter(addressSpace: megabytes << 20)
        setMsgSeverity(Int32(L_SEVERITY_NONE))
        serve(folder: arguments[1])
    }

    private static func serve(folder: String) {
        let channel = FrameChannel(descriptor: 0)
        do {
            let reader: PageReader
            do {
                reader = try PageReader(folder: folder)
            } catch let error as Refusal {
                return try send(.problem(error.reason), channel)
            } catch {
                return try send(.problem("\(error)"), channel)
            }
            try send(.ready, channel)
            while true {
                let request = try JSONDecoder().decode(ReaderRequest.self, from: Data(try channel.receive()))
                Confinement.allow(seconds: request.seconds)
                try send(answer(request, reader), channel)
                cunix_trim_memory()
            }
        } catch {
            // The worker has closed its end.
        }
    }

    private static func answer(_ request: ReaderRequest, _ reader: PageReader) -> ReaderAnswer {
        // A line takes some hundredths of a second, and the answer has to be there in time.
        let end = Clock.monotonic() + request.seconds - min(2, 0.1 * request.seconds)
        do {
            let image = try Raster.read(request.image, maxPixels: request.maxPixels)
            return .page(try reader.read(image, until: end))
        } catch let error as Refusal {
            return .problem(error.reason)
        } catch {
            return .problem("\(error)")
        }
    }

    private static func send(_ answer: ReaderAnswer, _ channel: FrameChannel) throws {
        try channel.send([UInt8](try JSONEncoder().encode(answer)))
    }
}
