import Domain
import Testing

@testable import Persistence

#if canImport(Glibc)
    import Glibc
#endif

struct OpenFileTests {
    private let store: LocalFolder

    init() throws {
        var template = Array("/tmp/docket-files-XXXXXX".utf8CString)
        try #require(mkdtemp(&template) != nil)
        store = LocalFolder(root: String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self))
        try store.put("content", as: "uploads/t/a.txt")
    }

    @Test func theDescriptorIsOfTheFileAndClosedInChildren() throws {
        try store.withFile("uploads/t/a.txt") { file in
            let count = try file.count()
            #expect(count == 7)
            #expect(fcntl(file.descriptor, F_GETFD) & FD_CLOEXEC != 0)
            let again = open(file.path, O_RDONLY | O_CLOEXEC)
            #expect(again >= 0)
            close(again)
        }
    }

    @Test func aMissingFileIsSaidToBeMissing() {
        let error = #expect(throws: BlobError.self) { try store.withFile("uploads/t/b.txt") { _ in } }
        #expect(error?.isMissing == true)
    }

    @Test(arguments: ["uploads/t/link.txt", "uploads/../uploads/t/a.txt", "uploads/t"])
    func neitherALinkNorAFolderIsAFile(_ key: String) {
        symlink("a.txt", store.root + "/uploads/t/link.txt")
        #expect(throws: BlobError.self) { try store.withFile(key) { _ in } }
    }
}
