import Domain
import Testing

@testable import Recognition

/// What is decoded is bounded by its bytes, not by its pixels.
struct DecodingCostTests {
    private let limits = ReadingLimits()

    private func isRead(_ width: Int, _ height: Int, _ cost: DecodingCost) -> Bool {
        (try? limits.check(width: width, height: height, cost: cost)) != nil
    }

    @Test func sheetsAt600DPIAreRead() {
        let rows = 3 * 4960 * 64
        for cost in [
            DecodingCost.png(samples: 3, hasPalette: false), .png(samples: 4, hasPalette: false),
            .png(samples: 1, hasPalette: true), .tiff(bits: 8, samples: 3, hasPalette: false, strip: rows),
            .tiff(bits: 8, samples: 4, hasPalette: false, strip: rows), .webp(isPlain: false), .heicGrey,
        ] { #expect(isRead(4960, 7016, cost)) }
    }

    @Test func coloursOf100MillionPixelsAreTooMuch() {
        #expect(!isRead(9990, 9990, .png(samples: 3, hasPalette: false)))
        #expect(!isRead(9990, 9990, .tiff(bits: 8, samples: 3, hasPalette: false, strip: 0)))
        #expect(isRead(9990, 9990, .png(samples: 1, hasPalette: false)))
        #expect(isRead(9990, 9990, .tiff(bits: 1, samples: 1, hasPalette: false, strip: 0)))
        #expect(!isRead(4960, 7016, .tiff(bits: 16, samples: 3, hasPalette: false, strip: 6 * 4960 * 7016)))
        #expect(!isRead(100, 100, DecodingCost(perPixel: 8, fixed: .max / 2)))
        #expect(!isRead(.max, 2, DecodingCost(perPixel: 1)))
    }

    private func header(
        _ width: Int, _ height: Int, components: Int = 3, frame: UInt8 = 0xC0, scan: Int? = nil, chroma: UInt8 = 0x11
    ) throws -> JPEGHeader {
        func two(_ value: Int) -> [UInt8] { [UInt8(value >> 8), UInt8(value & 255)] }
        var bytes: [UInt8] = [0xFF, 0xD8, 0xFF, frame]
        bytes += two(8 + 3 * components) + [8] + two(height) + two(width)
        bytes.append(UInt8(components))
        for number in 1...components { bytes += [UInt8(number), number == 1 ? 0x22 : chroma, 0] as [UInt8] }
        bytes += [0xFF, 0xDA, 0, 12, UInt8(scan ?? components)] as [UInt8]
        return try #require(JPEGHeader(bytes))
    }

    @Test func photographsOfTelephonesAreDecodedSmaller() throws {
        func plan(_ header: JPEGHeader) throws -> JPEGPlan { try JPEGPlan(header, limits) }
        let large = try plan(try header(12_000, 9000))
        #expect(large.reduction == 2 && large.isGrey)
        #expect(try plan(try header(16_320, 12_240)).reduction == 4)
        #expect(try plan(try header(4960, 7016)).reduction == 1)
        #expect(try !plan(try header(2000, 1000)).isGrey)
        var turned = try header(6000, 6000, components: 4)
        turned.orientation = 6
        #expect(try plan(turned).reduction == 1)
        turned = try header(6600, 6000, components: 4)
        turned.orientation = 6
        #expect(try plan(turned).reduction == 2)
        #expect(throws: DocumentProblem.self) { try plan(try header(20_000, 12_000)) }
    }

    @Test func whatComesInManyScansIsKeptWhole() throws {
        let whole = try header(4000, 3000)
        #expect(!whole.hasManyScans && whole.samples == 18_000_000)
        #expect(try header(4000, 3000, scan: 1).hasManyScans)
        #expect(try header(4000, 3000, components: 1).samples == 12_000_000)
        let progressive = try header(12_000, 9000, frame: 0xC2)
        #expect(progressive.hasManyScans)
        #expect(try JPEGPlan(progressive, limits).reduction > 1)
        #expect(throws: DocumentProblem.self) {
            try JPEGPlan(try header(12_000, 9000, frame: 0xC2, chroma: 0x22), limits)
        }
    }
}
