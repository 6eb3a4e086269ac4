import CUnix
import Domain
import Glibc
import Recognition
import Testing

@testable import Persistence
@testable import Worker

/// A store that keeps no file on a disk and hands over descriptors alone, as one behind a broker does.
private struct MemoryStore: FileStore {
    let files: [String: [UInt8]]

    func open(_ key: StorageKey) throws(BlobError) -> OpenFile {
        guard let bytes = files["\(key)"] else { throw BlobError(errno: ENOENT) }
        let descriptor = cunix_memory_file("file")
        guard descriptor >= 0 else { throw BlobError(errno: errno) }
        let file = OpenFile(taking: descriptor)
        guard bytes.withUnsafeBytes({ write(descriptor, $0.baseAddress, $0.count) }) == bytes.count else {
            throw BlobError(errno: errno)
        }
        return file
    }

    func create() throws(BlobError) -> IncomingFile { throw BlobError(errno: EROFS) }
    func makeScratch() throws(BlobError) -> String { throw BlobError(errno: EROFS) }
    func adopt(_ scratch: String, as key: StorageKey) throws(BlobError) { throw BlobError(errno: EROFS) }
    func incoming() throws(BlobError) -> String { throw BlobError(errno: EROFS) }
    func answer(_ key: StorageKey) throws(BlobError) -> StoredAnswer { .file(try open(key)) }
    func remove(_ key: StorageKey) {}
    func removeLeftovers(olderThan seconds: Int) {}
}

/// An engine that tells what it was given.
private struct Echo: RecognitionEngine {
    func read(
        _ image: PreparedImage, in directory: String, number: Int, deadline: Double, isCancelled: @escaping () -> Bool
    ) throws -> Page {
        let descriptor = Glibc.open("\(directory)/\(image.fileName)", O_RDONLY | O_CLOEXEC)
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
        let box = Box(left: 0, top: 0, right: 1, bottom: 1)
        return Page(
            number: number, width: 1, height: 1, dpi: 300, source: .ocr,
            words: [Word(id: 0, text: text, box: box, confidence: 1, line: 0)])
    }
}

struct StoredImagesTests {
    private let tools = DocumentTools(
        blobs: MemoryStore(files: ["results/t/page-1.png": Array("pixels".utf8)]), languages: "eng", readsTwice: false)

    @Test func anEngineIsGivenAnImageThatHasNoName() throws {
        let image = PreparedImage(fileName: "page-1.png", width: 1, height: 1, dpi: 300, preparation: nil)
        let page = try StoredImages(store: tools.blobs, engine: Echo()).read(
            image, in: "results/t", number: 3, deadline: 1, isCancelled: { false })
        #expect(page.number == 3)
        #expect(page.words.map(\.text) == ["pixels"])
    }

    @Test func aFileThatIsMissingIsTriedAgain() {
        let error = #expect(throws: BlobError.self) { try tools.withDocument("uploads/t/gone") { _ in } }
        #expect(error?.isMissing == true)
        #expect(error?.fate == .retry())
    }

    @Test func aKeyThatLeavesTheStoreIsRefused() {
        #expect(throws: BlobError.self) { try tools.withDocument("uploads/../../etc/passwd") { _ in } }
    }
}
