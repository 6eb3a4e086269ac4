import Domain
import Testing

@Suite struct TextRegionTests {
    /// A map of 100 by 40 with `value` in a bar from (20, 10) to (80, 16).
    private func line(_ value: Float, bar: Range<Int> = 10..<16) -> Quad? {
        var values = [Float](repeating: 0, count: 4000)
        for y in bar { for x in 20..<80 { values[y * 100 + x] = value } }
        return values.withUnsafeBufferPointer { values in
            TextRegion(rows: bar.map { ($0, 20, 79) }).line(on: TextMap(width: 100, height: 40, values: values))
        }
    }

    @Test func aBarGrowsByItsAreaOverItsGirth() throws {
        let quad = try #require(line(0.9))
        let growth = 60 * 6 * 1.6 / (2 * 66)
        #expect(abs(quad.width - (60 + 2 * growth)) < 1e-6)
        #expect(abs(quad.height - (6 + 2 * growth)) < 1e-6)
    }

    @Test func whatIsDoubtfulOrThinIsNoLine() {
        #expect(line(0.45) == nil)
        #expect(line(0.9, bar: 10..<12) == nil)
        #expect(line(0.9, bar: 10..<13) != nil)
    }

    @Test func sizesAreMultiplesOf32WithinBounds() {
        func size(_ width: Int, _ height: Int) -> [Int] {
            let size = DetectionSize(width: width, height: height)
            return [size.width, size.height]
        }
        #expect(size(459, 949) == [736, 1536])
        #expect(size(2480, 3508) == [1120, 1600])
        #expect(size(1000, 1000) == [992, 992])
        #expect(size(1, 1) == [736, 736])
        #expect(size(1600, 600) == [1600, 608])
        #expect(DetectionSize(width: 2480, height: 3508).tiles.count == 1)
    }

    @Test func stripsKeepTheSizeOfTheirLetters() {
        func size(_ width: Int, _ height: Int) -> [Int] {
            let size = DetectionSize(width: width, height: height)
            return [size.width, size.height, size.tiles.count]
        }
        #expect(size(638, 6440) == [736, 7424, 6])
        #expect(size(6440, 638) == [7424, 736, 6])
        #expect(size(2000, 9000) == [1152, 5152, 4])
        #expect(size(1500, 40) == [3008, 96, 3])
        #expect(size(20_000, 10) == [21504, 32, 16])
        #expect(size(1, 100_000) == [32, 21504, 16])
    }

    @Test(arguments: [(638, 6440), (6440, 638), (2000, 9000), (1500, 40), (384, 1700), (20_000, 10)])
    func tilesCoverAStripOnceAndSeeMore(_ width: Int, _ height: Int) throws {
        let size = DetectionSize(width: width, height: height)
        let tiles = size.tiles
        let length = max(size.width, size.height)
        #expect(tiles[0].kept.lowerBound == 0 && tiles[tiles.count - 1].kept.upperBound == length)
        #expect(Set(tiles.map(\.searched.count)).count == 1)
        for tile in tiles {
            #expect(tile.searched.count <= 1600 && tile.searched.count % 32 == 0)
            #expect(tile.searched.lowerBound >= 0 && tile.searched.upperBound <= length)
        }
        for (tile, next) in zip(tiles, tiles.dropFirst()) {
            #expect(tile.kept.upperBound == next.kept.lowerBound)
            #expect(tile.searched.upperBound - tile.kept.upperBound >= 128)
            #expect(next.kept.lowerBound - next.searched.lowerBound >= 128)
        }
    }
}
