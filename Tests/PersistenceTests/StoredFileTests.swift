import Testing

@testable import Persistence

#if canImport(Glibc)
    import Glibc
#endif

@Suite struct StoredFileTests {
    private let store: LocalFolder
    private let now = time(nil)

    init() throws {
        var template = Array("/tmp/docket-stored-XXXXXX".utf8CString)
        try #require(mkdtemp(&template) != nil)
        store = LocalFolder(root: String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self))
        for key in ["uploads/t/m/a/one.pdf", "uploads/t/m/b/two.pdf", "results/t/m/d/ocr-1-1/result.html"] {
            try store.put("four", as: key)
        }
        // Not where the service puts any.
        for key in ["uploads/t/m/stray", "results/t/m/d/stray", "results/t/m/d/ocr-1-1/deep/x", "backup/t/m/a/one.pdf"]
        {
            try store.put("x", as: key)
        }
    }

    private func keys(writtenBefore limit: Int) -> [String] {
        var keys: [String] = []
        store.forEachFile(writtenBefore: limit) { keys.append($0.key) }
        return keys
    }

    @Test func filesAreFoundWhereTheServicePutsThem() {
        #expect(
            keys(writtenBefore: now + 60) == [
                "uploads/t/m/a/one.pdf", "uploads/t/m/b/two.pdf", "results/t/m/d/ocr-1-1/result.html",
            ])
    }

    @Test func youngFilesAreNotFound() {
        #expect(keys(writtenBefore: now - 60) == [])
    }

    @Test func removedFileLeavesNoEmptyFolder() {
        let limit = now + 60
        #expect(store.remove(StoredFile(key: "uploads/t/m/a/one.pdf", bytes: 4), writtenBefore: limit))
        #expect(access(store.path("uploads/t/m/a"), F_OK) != 0)
        #expect(access(store.path("uploads/t/m/b/two.pdf"), F_OK) == 0)
        #expect(!store.remove(StoredFile(key: "uploads/t/m/a/one.pdf", bytes: 4), writtenBefore: limit))
    }

    @Test func fileThatWasWrittenAnewStays() {
        #expect(!store.remove(StoredFile(key: "uploads/t/m/a/one.pdf", bytes: 4), writtenBefore: now - 60))
        #expect(access(store.path("uploads/t/m/a/one.pdf"), F_OK) == 0)
    }

    @Test func linkIsNoFile() throws {
        try #require(symlink(store.path("uploads/t/m/b/two.pdf"), store.path("uploads/t/m/a/link.pdf")) == 0)
        #expect(!keys(writtenBefore: now + 60).contains("uploads/t/m/a/link.pdf"))
        #expect(!store.remove(StoredFile(key: "uploads/t/m/a/link.pdf", bytes: 4), writtenBefore: now + 60))
    }
}
