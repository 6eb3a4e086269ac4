import Platform
import Testing

#if canImport(Glibc)
    import Glibc
#endif

struct DoorbellTests {
    private let folder: String
    private let doorbell: Doorbell

    init() {
        var template = Array("/tmp/docket-bell-XXXXXX".utf8CString)
        mkdtemp(&template)
        folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        doorbell = Doorbell(runtime: folder)
    }

    @Test func aRingWakesTheQueuesListenersOnly() throws {
        let ocr = try #require(doorbell.listen("ocr", slot: 0))
        let llm = try #require(doorbell.listen("llm", slot: 0))
        doorbell.ring("ocr")
        #expect(ocr.wait(seconds: 5))
        #expect(!llm.wait(seconds: 0))
    }

    @Test func ringsThatPiledUpCountAsOne() throws {
        let bell = try #require(doorbell.listen("ocr", slot: 0))
        for _ in 0..<5 { doorbell.ring("ocr") }
        #expect(bell.wait(seconds: 5))
        #expect(!bell.wait(seconds: 0))
    }

    @Test func ringingForNobodyIsFine() { doorbell.ring("ocr") }

    @Test func aListenerThatEndedLeavesNothing() throws {
        do { _ = try #require(doorbell.listen("ocr", slot: 0)) }
        #expect(access("\(folder)/bells/ocr.\(getpid()).0", F_OK) != 0)
    }
}
