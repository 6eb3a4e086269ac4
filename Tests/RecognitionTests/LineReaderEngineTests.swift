import Domain
import Foundation
import Recognition
import Testing

/// The worker's side, with a stand-in for the reading process that does what a test says.
@Suite struct LineReaderEngineTests {
    /// A program that answers with `ready`, and then runs `body` for each request.
    private func engine(_ body: String, ready: String = "say({'ready': {}})", memoryMB: Int = 400) throws -> (
        LineReaderEngine, Losses
    ) {
        let folder = URL(fileURLWithPath: NSTemporaryDirectory()).appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let program = folder.appendingPathComponent("reader")
        try Data(
            """
            #!/usr/bin/python3
            import json, os, socket, struct, sys, time
            peer = socket.socket(fileno=0)
            def get(count):
                bytes = b''
                while len(bytes) < count:
                    part = peer.recv(count - len(bytes))
                    if not part: sys.exit()
                    bytes += part
                return bytes
            def say(answer):
                text = json.dumps(answer).encode()
                peer.sendall(struct.pack('>I', len(text)) + text)
            page = {'width': 10, 'height': 20, 'turns': 0, 'lines': [], 'parameters': {},
                    'engine': {'name': 'stand-in', 'version': str(os.getpid())}}
            \(ready)
            while True:
                request = json.loads(get(struct.unpack('>I', get(4))[0]))
                \(body)

            """.utf8
        ).write(to: program)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
        let losses = Losses()
        let settings = LineReaderEngine.Settings(
            folder: folder.path, program: program.path, memoryMB: memoryMB, addressSpaceMB: 500)
        return (LineReaderEngine(settings) { losses.reasons.append($0) }, losses)
    }

    private final class Losses { var reasons: [String] = [] }

    @Test func oneProcessReadsPageAfterPage() throws {
        let (engine, losses) = try engine("say({'page': {'_0': page}})")
        let first = try #require(try engine.read("a.png", deadline: 30))
        let second = try #require(try engine.read("b.png", deadline: 30))
        #expect(first.engine.version == second.engine.version)
        #expect(engine.starts == 1 && engine.losses == 0 && losses.reasons.isEmpty)
    }

    @Test func aDeathCostsItsPageOnly() throws {
        let (engine, losses) = try engine(
            """
            if request['image'] == 'bad.png': os.kill(os.getpid(), 9)
                say({'page': {'_0': page}})
            """)
        #expect(try engine.read("good.png", deadline: 30) != nil)
        #expect(try engine.read("bad.png", deadline: 30) == nil)
        #expect(try engine.read("good.png", deadline: 30) != nil)
        #expect(engine.losses == 1 && engine.starts == 2)
        #expect(losses.reasons == ["died"])
    }

    @Test func aPageThatTakesTooLongEndsTheProcess() throws {
        let (engine, losses) = try engine("time.sleep(1000)")
        #expect(try engine.read("a.png", deadline: 1) == nil)
        #expect(losses.reasons == ["took too long"])
    }

    @Test func aPageThatIsNotWantedAnyMoreEndsTheProcess() throws {
        let (engine, losses) = try engine("time.sleep(1000)")
        var asked = 0
        #expect(throws: RecognitionError.cancelled) {
            try engine.read("a.png", deadline: 600) {
                asked += 1
                return asked > 20
            }
        }
        #expect(losses.reasons.isEmpty)
    }

    @Test func nonsenseIsALossAndNoCrash() throws {
        let (engine, losses) = try engine("peer.sendall(b'\\xff' * 64)")
        #expect(try engine.read("a.png", deadline: 30) == nil)
        let (other, otherLosses) = try self.engine("say({'page': {'_0': {'width': 'wide'}}})")
        #expect(try other.read("a.png", deadline: 30) == nil)
        #expect(losses.reasons == ["died"] && otherLosses.reasons == ["died"])
    }

    @Test func aProcessThatCannotWorkSaysWhyAndIsNotStartedForEveryPage() throws {
        let (engine, losses) = try engine("pass", ready: "say({'problem': {'_0': 'no models'}}); sys.exit()")
        for _ in 0..<10 { #expect(try engine.read("a.png", deadline: 30) == nil) }
        #expect(losses.reasons == ["no models", "no models"])
        #expect(engine.starts == 2)
    }

    @Test func aProgramThatIsNotThereIsALoss() throws {
        var reason = ""
        let engine = LineReaderEngine(.init(folder: "/nowhere", program: "/nowhere/docket-reader")) { reason = $0 }
        #expect(try engine.read("a.png", deadline: 30) == nil)
        #expect(reason.hasPrefix("cannot be started: "))
    }

    @Test func aProcessThatGrewIsStartedAnew() throws {
        let (small, _) = try engine(
            "hold = bytearray(b'x' * (60 << 20)); say({'page': {'_0': page}})", memoryMB: 40)
        let first = try #require(try small.read("a.png", deadline: 30))
        let second = try #require(try small.read("a.png", deadline: 30))
        #expect(first.engine.version != second.engine.version)
        #expect(small.losses == 0)
    }

    @Test func itSeesNothingOfOurEnvironmentAndFiles() throws {
        setenv("DOCKET_TEST_SECRET", "1", 1)
        defer { unsetenv("DOCKET_TEST_SECRET") }
        let (engine, _) = try engine(
            """
            page['parameters'] = {'files': ' '.join(sorted(os.listdir('/proc/self/fd'))), 'names': ' '.join(os.environ)}
                say({'page': {'_0': page}})
            """)
        let page = try #require(try engine.read("a.png", deadline: 30))
        #expect(page.parameters["names"]?.contains("DOCKET_TEST_SECRET") == false)
        // Standard input, output and error, and the folder that is listed.
        #expect(page.parameters["files"]?.split(separator: " ").count == 4)
    }
}
