import Domain
@testable import Persistence
import Testing

#if canImport(Glibc)
    import Glibc
#endif

struct LocalFolderTests {
    private let store: LocalFolder

    init() {
        var template = Array("/tmp/docket-blobs-XXXXXX".utf8CString)
        mkdtemp(&template)
        store = LocalFolder(root: String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self))
    }

    private func content(_ key: String) -> String? {
        guard let file = fopen(store.path(key), "r") else { return nil }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes[..<count], as: UTF8.self)
    }

    private func write(_ text: String, to incoming: IncomingFile) throws {
        var text = text
        try text.withUTF8 { try incoming.write(UnsafeRawBufferPointer($0)) }
    }

    @Test func aKeptFileHasItsBytesAndTheirDigest() throws {
        let incoming = try store.create()
        try write("first ", to: incoming)
        try write("second", to: incoming)
        #expect(incoming.count == 12)
        #expect(incoming.head == Array("first second".utf8))
        #expect(incoming.digest() == Digest(sha256: "first second"))
        try incoming.keep(as: "uploads/t/2026-11/m/a.txt")
        #expect(content("uploads/t/2026-11/m/a.txt") == "first second")
    }

    @Test func aFileThatIsNotKeptVanishes() throws {
        do {
            let incoming = try store.create()
            try write("half", to: incoming)
        }
        let directory = try #require(opendir(store.root + "/incoming"))
        defer { closedir(directory) }
        var names = 0
        while readdir(directory) != nil { names += 1 }
        #expect(names == 2, "only . and ..")
    }

    @Test func puttingAgainReplacesTheWhole() throws {
        try store.put("a longer text", as: "results/x.html")
        try store.put("short", as: "results/x.html")
        #expect(content("results/x.html") == "short")
    }

    @Test func anAdoptedFolderTakesThePlaceOfAnEarlierOne() throws {
        for text in ["old", "new"] {
            let scratch = try store.makeScratch()
            let file = try #require(fopen(scratch + "/page-1.png", "w"))
            fputs(text, file)
            fclose(file)
            try store.adopt(scratch, as: "results/d/preprocess-1-1")
        }
        #expect(content("results/d/preprocess-1-1/page-1.png") == "new")
    }

    @Test func aFileWhereAFolderShouldBeIsAnErrorWithoutAPath() throws {
        try store.put("file", as: "uploads")
        let incoming = try store.create()
        let error = #expect(throws: BlobError.self) { try incoming.keep(as: "uploads/t/a") }
        #expect(error.map { "\($0)" }?.contains("/tmp") == false)
    }
}
