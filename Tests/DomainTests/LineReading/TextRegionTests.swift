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
        #expect(size(20_000, 10) == [1600, 32])
    }
}
