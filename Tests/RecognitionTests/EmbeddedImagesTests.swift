import Domain
import Testing

@testable import Recognition

struct EmbeddedImagesTests {
    private func problem(_ pdf: [UInt8]) -> DocumentProblem.Code? {
        pdf.withUnsafeBytes { bytes in
            do {
                var images = EmbeddedImages(file: bytes, limits: ReadingLimits())
                try images.check()
                return nil
            } catch { return (error as? DocumentProblem)?.code }
        }
    }

    private func object(_ dictionary: String, data: [UInt8] = [1, 2, 3]) -> [UInt8] {
        Array("7 0 obj\n<< \(dictionary) >>\nstream\n".utf8) + data + Array("\nendstream\nendobj\n".utf8)
    }

    @Test(arguments: [
        "/Width 35000 /Height 35000",
        "/Height 35000/Subtype/Image/Width 35000",
        "/W#69dth 35000 /#48eight 35000",
        "/Width 1 /Height 1 /Width 35000 /Height 35000",
        "/Width%\n35000 /Height\n\n+35000.0",
        "/Width 999999999999999999999 /Height 10",
        "/Width 8 0 R /Height 9 0 R",
    ])
    func bombsAreFound(dictionary: String) {
        #expect(problem(object("/Type /XObject \(dictionary)")) == .tooLarge)
    }

    @Test func referencesAreFollowed() {
        let numbers = Array("18 0 obj\n90000\nendobj\n8 0 obj\n1000\nendobj\n".utf8)
        #expect(problem(object("/Width 8 0 R /Height 1000") + numbers) == nil)
        let large = Array("\n8 0 obj % as it is\n350000\nendobj\n".utf8)
        #expect(problem(object("/Width 8 0 R /Height 1000") + numbers + large) == .tooLarge)
    }

    /// Word's fonts refer to their widths, and stand in front of the logo.
    @Test func widthsOfAFontAreNotAnImages() {
        let font = Array("5 0 obj\n<< /Subtype /CIDFontType2 /DW 1000 /W 10 0 R >>\nendobj\n".utf8)
        let logo = object("/Subtype /Image /Width 400 /Height 100")
        #expect(problem(font + logo + Array("10 0 obj\n[ 0 [471] 34 [686] ]\nendobj\n".utf8)) == nil)
        // The array may be in an object stream, where it is not found.
        #expect(problem(font + logo) == nil)
        #expect(problem(font + object("/W 400 /H 8 0 R")) == .tooLarge)
        #expect(problem(object("/W 8 0 R /H 35000") + Array("8 0 obj [1]\nendobj\n8 0 obj 35000".utf8)) == .tooLarge)
    }

    /// Looked up one by one, 100,000 references took minutes; a line of `/W%`, read to its end for each, an hour.
    @Test func manyReferencesAreFollowedInOnePass() {
        let many = Array(String(repeating: "/W 1 0 R ", count: 100_000).utf8)
        #expect(problem(Array("%".utf8) + many + Array("\n1 0 obj\n100\nendobj\n".utf8) + object("/H 1000")) == nil)
        #expect(
            problem(Array("%".utf8) + many + Array("\n1 0 obj\n100000\nendobj\n".utf8) + object("/H 1000")) == .tooLarge
        )
        #expect(problem(many + object("/H 1000")) == .tooLarge)
        let comments = Array(String(repeating: "/W%", count: 200_000).utf8)
        #expect(problem(comments + object("/H 1000")) == nil)
        #expect(problem(comments + Array("\n100000".utf8) + object("/H 1000")) == .tooLarge)
    }

    @Test func tooManyDifferentReferencesAreRefused() {
        let many = (1...10_001).map { "/W \($0) 0 R " }.joined()
        #expect(problem(Array(many.utf8)) == .tooLarge)
    }

    @Test func cancelling() {
        object("/Width 10 /Height 10").withUnsafeBytes { bytes in
            var images = EmbeddedImages(file: bytes, limits: ReadingLimits())
            #expect(throws: RecognitionError.cancelled) { try images.check(isCancelled: { true }) }
        }
    }

    @Test func pagesOfManyImagesPass() {
        let images = (0..<50).flatMap { _ in object("/Subtype /Image /Width 2480 /Height 3508") }
        #expect(problem(images + object("/Width 20000 /Height 100") + object("/Width 100 /Height 20000")) == nil)
    }

    @Test func compressedDataIsBelievedToo() {
        let small = "/Width 10 /Height 10 /Filter"
        let codestream: [UInt8] =
            [0xFF, 0x4F, 0xFF, 0x51, 0, 41, 0, 0] + [0, 0, 0x88, 0xB8, 0, 0, 0x88, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0]
        #expect(problem(object("\(small) /JPXDecode", data: codestream)) == .tooLarge)
        let frame: [UInt8] = [0xFF, 0xD8, 0xFF, 0xC2, 0, 11, 8, 0xFF, 0xFF, 0xFF, 0xFF, 3, 1, 0x11, 0]
        #expect(problem(object("\(small) [/DCTDecode]", data: frame)) == .tooLarge)
        let page: [UInt8] = [0, 0, 0, 0, 48, 0, 1, 0, 0, 0, 19, 0, 0, 0x88, 0xB8, 0, 0, 0x88, 0xB8]
        #expect(problem(object("\(small) /JBIG2Decode", data: page + [UInt8](repeating: 0, count: 11))) == .tooLarge)
        #expect(problem(object("\(small) /JPXDecode", data: [9, 9, 9])) == nil)
    }

    /// A JBIG2 page that grows with its stripes is as high as the dictionary says.
    @Test func openHeightIsTheDictionarys() {
        let width: [UInt8] = [0, 0, 0x27, 0x10]
        let page = [0, 0, 0, 0, 48, 0, 1, 0, 0, 0, 19] + width + [UInt8](repeating: 0xFF, count: 4)
        let data = page + [UInt8](repeating: 0, count: 11)
        #expect(problem(object("/Width 10 /Height 10 /Filter /JBIG2Decode", data: data)) == nil)
        #expect(problem(object("/Width 10 /Height 10000 /Filter /JBIG2Decode", data: data)) == .tooLarge)
        #expect(problem(object("/Width 10 /Filter /JBIG2Decode", data: data)) == .tooLarge)
    }
}
