import Testing

@testable import docket

struct EngineCheckTests {
    private func judge(_ folder: String?, isThere: Bool = false) -> CheckItem {
        EngineCheck.judge(folder: folder, isThere: isThere, tesseract: "5.3.0", languages: "eng+deu")
    }

    @Test func bothEnginesAreNamed() {
        #expect(
            judge("/x", isThere: true)
                == CheckItem("engines", .ok, "PP-OCRv4 (line reader) and Tesseract 5.3.0 (eng+deu)"))
    }

    @Test func withoutTheLineReaderItSaysWhatAddsIt() {
        let item = judge(nil)
        #expect(item.state == .ok)
        #expect(item.message.contains("alone") && item.message.contains("bin/install-line-reader"))
    }

    @Test func aFolderWithoutItIsSaidToBeSo() {
        let item = judge("/x")
        #expect(item.state == .warn)
        #expect(item.message.contains("bin/install-line-reader --dir /x"))
    }
}
