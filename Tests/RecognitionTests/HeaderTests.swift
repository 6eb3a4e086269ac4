import Domain
import Testing

@testable import Recognition

struct HeaderTests {
    /// SOI, EXIF with one tag, a frame header of 640 x 480.
    private func jpeg(orientation: UInt8, little: Bool) -> [UInt8] {
        let tiff: [UInt8] =
            little
            ? [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0]
            : [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
        let exif = Array("Exif\0\0".utf8) + tiff
        return [0xFF, 0xD8, 0xFF, 0xE1, 0, UInt8(exif.count + 2)] + exif
            + [0xFF, 0xC0, 0, 11, 8, 0x01, 0xE0, 0x02, 0x80, 3, 1, 0x11, 0]
    }

    @Test(arguments: [true, false], [1, 3, 6, 8] as [UInt8])
    func orientation(little: Bool, value: UInt8) throws {
        let header = try #require(JPEGHeader(jpeg(orientation: value, little: little)))
        #expect(header.orientation == Int(value))
        #expect(header.width == 640)
        #expect(header.height == 480)
        #expect(header.components == 3)
    }

    @Test func nonsenseOrientationIsUpright() throws {
        #expect(try #require(JPEGHeader(jpeg(orientation: 9, little: true))).orientation == 1)
    }

    @Test func everyTruncationIsHarmless() {
        let whole = jpeg(orientation: 6, little: false)
        for count in 0..<whole.count - 3 { #expect(JPEGHeader(whole.prefix(count)) == nil) }
    }

    /// 2 x 2 pixels, two frames.
    private let gif: [UInt8] =
        Array("GIF89a".utf8) + [2, 0, 2, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]
        + [0x21, 0xF9, 4, 0, 0, 0, 0, 0]
        + [0x2C, 0, 0, 0, 0, 2, 0, 2, 0, 0, 2, 2, 0x0C, 0x0A, 0]
        + [0x2C, 0, 0, 0, 0, 2, 0, 2, 0, 0, 2, 2, 0x0C, 0x0A, 0] + [0x3B]

    @Test func firstFrameOnly() throws {
        let frame = try #require(GIFFrame(gif))
        #expect(frame.width == 2)
        #expect(frame.height == 2)
        #expect(frame.bytes == gif.prefix(42) + [0x3B])
    }

    @Test func brokenGIFIsNone() {
        for count in 0..<42 { #expect(GIFFrame(gif.prefix(count)) == nil) }
    }
}
