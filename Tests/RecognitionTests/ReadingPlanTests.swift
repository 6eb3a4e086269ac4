import CLeptonica
import CTesseract
import Testing

@testable import Recognition

struct ReadingPlanTests {
    private let scan = GreyLevels(lowerQuartile: 240, upperQuartile: 250, usualShare: 0.3)

    @Test func kinds() {
        #expect(ReadingPlan.kind(scan, ratio: 1.414, short: 1654) == .sheet)
        #expect(ReadingPlan.kind(scan, ratio: 1.29, short: 2550) == .sheet)
        #expect(ReadingPlan.kind(scan, ratio: 2.1, short: 1200) == .receipt)
        #expect(ReadingPlan.kind(scan, ratio: 1.4, short: 600) == .receipt)
        let photo = GreyLevels(lowerQuartile: 120, upperQuartile: 200, usualShare: 0.03)
        #expect(ReadingPlan.kind(photo, ratio: 1.333, short: 3024) == .photo)
        let screen = GreyLevels(lowerQuartile: 100, upperQuartile: 255, usualShare: 0.6)
        #expect(ReadingPlan.kind(screen, ratio: 1.9, short: 640) == .screen)
    }

    @Test func levelsOfAnImage() throws {
        let image = try Draw.blank(100, 100)
        for row in 0..<50 {
            for column in 0..<100 { pixSetPixel(image.pix, Int32(column), Int32(row), 10) }
        }
        let levels = GreyLevels(image)
        #expect(levels.lowerQuartile == 10 && levels.upperQuartile == 255)
        #expect((0.45...0.55).contains(levels.usualShare))
    }

    @Test func preparingKeepsOrScalesTheSize() throws {
        let image = try Draw.blank(120, 80)
        let same = image.prepared(for: .init(mode: PSM_AUTO, isBlurred: true, isEvened: true))
        #expect(same.width == 120 && same.height == 80 && same.depth == 8)
        #expect(image.prepared(for: .init(mode: PSM_AUTO, scale: 2)).width == 240)
    }

    @Test func blankness() throws {
        let image = try Draw.blank(100, 100)
        #expect(image.isBlank)
        pixSetPixel(image.pix, 50, 99, 0)
        #expect(!image.isBlank)
    }
}
