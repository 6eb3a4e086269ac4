import CUnix
import Domain
import FCGIServer
import Glibc
import Persistence
import Testing

@testable import FCGIApp

/// How a stored file becomes an answer: the handler does not know where it is.
struct StoredAnswerTests {
    @Test func aFolderHasNginxSendIt() throws {
        let response = try LocalFolder(root: "/nowhere").response("results/t/a.html", contentType: "text/html")
        guard case .file(path: "/_results/results/t/a.html") = response.body else {
            Issue.record("nginx is to send it: \(response.body)")
            return
        }
        #expect(response.headers["Content-Type"] == "text/html")
    }

    @Test func aStoreWithoutAPlaceHandsTheFileOver() throws {
        let response = try OneFile().response("results/t/a.html", contentType: "text/html", name: "a.html")
        guard case .spooled(let spooled) = response.body else {
            Issue.record("the handler is to send it: \(response.body)")
            return
        }
        #expect(spooled.count == 7)
        #expect(response.headers["Content-Type"] == "text/html")
    }

    @Test func aKeyThatIsNoneIsRefused() {
        #expect(throws: BlobError.self) {
            try LocalFolder(root: "/nowhere").response("results/../../a.html", contentType: "text/html")
        }
    }
}

/// A store of one file that is nowhere on a disk.
private struct OneFile: FileStore {
    func open(_ key: StorageKey) throws(BlobError) -> OpenFile {
        let descriptor = cunix_memory_file("file")
        guard descriptor >= 0, write(descriptor, "content", 7) == 7 else { throw BlobError(errno: errno) }
        return OpenFile(taking: descriptor)
    }

    func answer(_ key: StorageKey) throws(BlobError) -> StoredAnswer { .file(try open(key)) }
    func create() throws(BlobError) -> IncomingFile { throw BlobError(errno: EROFS) }
    func makeScratch() throws(BlobError) -> String { throw BlobError(errno: EROFS) }
    func adopt(_ scratch: String, as key: StorageKey) throws(BlobError) { throw BlobError(errno: EROFS) }
    func incoming() throws(BlobError) -> String { throw BlobError(errno: EROFS) }
    func remove(_ key: StorageKey) {}
    func removeLeftovers(olderThan seconds: Int) {}
}
