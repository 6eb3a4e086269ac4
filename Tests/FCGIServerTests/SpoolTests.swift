import Foundation
import Testing

@testable import FCGIServer

struct SpoolTests {
    private func text(_ spooled: Spooled) -> String {
        var bytes: [UInt8] = []
        spooled.forEachPart {
            bytes += $0
            return true
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(arguments: [1, 100, 1 << 20])
    func whatWasWrittenComesBack(_ limit: Int) throws {
        let folder = NSTemporaryDirectory() + "/docket-spool-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let spool = Spool(folder: folder, memoryLimit: limit)
        let parts = (0..<50).map { String(repeating: "é\($0)", count: 20) }
        for part in parts { try spool.write(part) }
        let spooled = try spool.finish()
        #expect(text(spooled) == parts.joined())
        #expect(spooled.count == parts.joined().utf8.count)
        // The file has no name.
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }

    @Test func aClientThatLeftGetsNoMore() throws {
        let spool = Spool(folder: NSTemporaryDirectory(), memoryLimit: 1)
        try spool.write(String(repeating: "x", count: 1 << 20))
        var parts = 0
        try spool.finish().forEachPart { _ in
            parts += 1
            return false
        }
        #expect(parts == 1)
    }

    @Test func aFolderThatIsNotThereIsAnError() throws {
        let spool = Spool(folder: "/nowhere", memoryLimit: 1)
        #expect(throws: SpoolError.self) { try spool.write("more than one byte") }
    }

    @Test func itsLengthIsToldBeforeIt() throws {
        let spool = Spool(folder: NSTemporaryDirectory())
        try spool.write("hello")
        let response = Response(.ok, body: .spooled(try spool.finish()))
        let header = String(decoding: response.encoded(requestID: "a"), as: UTF8.self)
        #expect(header.contains("Content-Length: 5\r\n"))
        #expect(header.hasSuffix("\r\n\r\n"))
        #expect(response.spooled?.count == 5)
    }
}
