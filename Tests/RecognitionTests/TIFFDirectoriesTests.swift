import Domain
import Testing

@testable import Recognition

struct TIFFDirectoriesTests {
    private func pages(_ bytes: [UInt8], most: Int = 50) throws -> Int {
        try TIFFDirectories(bytes, most: most).count
    }

    private func code(_ bytes: [UInt8], most: Int = 50) -> DocumentProblem.Code? {
        do {
            _ = try pages(bytes, most: most)
            return nil
        } catch { return (error as? DocumentProblem)?.code }
    }

    @Test func theChainIsFollowedOverWhatIsNotRead() throws {
        let four = TIFFWriter([.init(), .init(bits: 32, format: 3), .init(), .init()])
        #expect(try pages(four.bytes) == 4)
        #expect(code(four.bytes, most: 3) == .tooManyPages)
        #expect(code(four.bytes, most: 4) == nil)
    }

    @Test func aChainOutOfTheFileEndsInAPageThatIsNotThere() throws {
        let whole = TIFFWriter([.init(), .init(), .init()])
        var astray = whole
        astray.point(to: 1 << 30)
        for (bytes, readable) in [
            (whole.bytes, 3), (Array(whole.bytes.dropLast()), 3), (Array(whole.bytes.dropLast(4)), 3),
            (astray.bytes, 3), (Array(whole.bytes.dropLast(5)), 2),
            (Array(whole.bytes.prefix(whole.bytes.count * 6 / 10)), 1),
        ] {
            let directories = try TIFFDirectories(bytes, most: 4)
            #expect(directories.pages.count == readable)
            #expect(directories.isCutOff == (bytes != whole.bytes))
        }
        #expect(code(astray.bytes, most: 3) == .tooManyPages)
    }

    @Test func withoutAWholeDirectoryTheFileIsDamaged() {
        let whole = TIFFWriter([.init()])
        #expect(code(Array(whole.bytes.dropLast(5))) == .invalidFile)
        #expect(code(Array(whole.bytes.prefix(6))) == .invalidFile)
        #expect(code(Array("II".utf8) + [42, 0, 0, 0, 0, 0]) == .invalidFile)
    }

    @Test func aChainThatComesBackEnds() throws {
        var loop = TIFFWriter([.init(), .init()])
        loop.point(to: Int(loop.bytes[4]) | Int(loop.bytes[5]) << 8 | Int(loop.bytes[6]) << 16)
        #expect(try pages(loop.bytes) == 2)
    }

    @Test func bothOrdersAndWidths() throws {
        let big: [UInt8] = Array("MM".utf8) + [0, 43, 0, 8, 0, 0] + [0, 0, 0, 0, 0, 0, 0, 16]
        let entry: [UInt8] = [1, 22, 0, 3] + [0, 0, 0, 0, 0, 0, 0, 1] + [0, 7, 0, 0, 0, 0, 0, 0]
        let directory: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 1] + entry + [UInt8](repeating: 0, count: 8)
        #expect(try TIFFDirectories(big + directory, most: 9).pages == [.init(stripRows: 7)])
    }

    @Test func stripsThatAreUnpackedAsAWholeCost() throws {
        let tiff = TIFFWriter([.init(), .init(compression: 8, stripRows: 16), .init(compression: 8)])
        let directories = try TIFFDirectories(tiff.bytes, most: 9)
        let strips = (0..<4).map { directories.strip($0, width: 100, height: 30, bits: 8, samples: 3) }
        #expect(strips == [0, 4800, 9000, 0])
        #expect(directories.strip(1, width: .max / 4, height: .max, bits: 8, samples: 3) == .max / 2)
    }
}
