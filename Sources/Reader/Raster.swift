import CLeptonica
import Domain

/// Owns a leptonica image of 8 or 32 bits a pixel and reads its pixels.
final class Raster {
    let pix: UnsafeMutablePointer<PIX>
    let width: Int
    let height: Int
    private let isColour: Bool
    private let data: UnsafeMutablePointer<UInt32>
    private let rowWords: Int

    /// Takes over `pix`; nil for nil or another depth.
    init?(_ pix: UnsafeMutablePointer<PIX>?) {
        guard let pix else { return nil }
        self.pix = pix
        (width, height) = (Int(pixGetWidth(pix)), Int(pixGetHeight(pix)))
        isColour = pixGetDepth(pix) == 32
        data = pixGetData(pix)
        rowWords = Int(pixGetWpl(pix))
        guard isColour || pixGetDepth(pix) == 8 else { return nil }
    }

    deinit {
        var pix: UnsafeMutablePointer<PIX>? = pix
        pixDestroy(&pix)
    }

    /// Reads a PNG of at most `maxPixels`, without a palette and without transparency.
    ///
    /// - Throws: `Refusal`.
    static func read(_ path: String, maxPixels: Int) throws(Refusal) -> Raster {
        var (format, width, height) = (Int32(0), Int32(0), Int32(0))
        var (bits, samples, map) = (Int32(0), Int32(0), Int32(0))
        guard pixReadHeader(path, &format, &width, &height, &bits, &samples, &map) == 0, width > 0, height > 0 else {
            throw Refusal(reason: "The image of the page is missing or damaged.")
        }
        guard Int(width) * Int(height) <= maxPixels else {
            throw Refusal(reason: "The image of the page has more than \(maxPixels) pixels.")
        }
        guard let raster = usable(pixRead(path)) else {
            throw Refusal(reason: "The image of the page is damaged.")
        }
        return raster
    }

    private static func usable(_ pix: UnsafeMutablePointer<PIX>?) -> Raster? {
        guard let pix else { return nil }
        if let raster = pixGetSpp(pix) == 4 ? nil : Raster(pixClone(pix)) {
            var pix: UnsafeMutablePointer<PIX>? = pix
            pixDestroy(&pix)
            return raster
        }
        var source: UnsafeMutablePointer<PIX>? = pix
        defer { pixDestroy(&source) }
        var flat = pixRemoveColormap(pix, Int32(REMOVE_CMAP_BASED_ON_SRC))
        if let map = flat, pixGetSpp(map) == 4 {
            let without = pixRemoveAlpha(map)
            pixDestroy(&flat)
            flat = without
        }
        defer { pixDestroy(&flat) }
        guard let flat else { return nil }
        return Raster(pixGetDepth(flat) == 32 ? pixClone(flat) : pixConvertTo8(flat, 0))
    }

    /// Scaled to a size.
    func scaled(width: Int, height: Int) -> Raster? { Raster(pixScaleToSize(pix, Int32(width), Int32(height))) }

    /// Blue, green, red of a pixel, 0 to 255; the nearest one where the place is outside.
    @inline(__always)
    func pixel(_ x: Int, _ y: Int) -> SIMD4<Float> {
        let (x, y) = (min(max(x, 0), width - 1), min(max(y, 0), height - 1))
        if isColour {
            let word = data[y * rowWords + x]
            return SIMD4(Float(word >> 8 & 0xFF), Float(word >> 16 & 0xFF), Float(word >> 24), 0)
        }
        let word = data[y * rowWords + x >> 2]
        return SIMD4(repeating: Float(word >> UInt32(24 - 8 * (x & 3)) & 0xFF))
    }

    /// Between four pixels.
    @inline(__always)
    func sample(_ place: Point) -> SIMD4<Float> {
        // Far outside there is nothing to tell apart; it must not overflow.
        let (x, y) = (min(max(place.x, -1), Double(width)) - 0.5, min(max(place.y, -1), Double(height)) - 0.5)
        let (left, top) = (Int(x.rounded(.down)), Int(y.rounded(.down)))
        let (right, bottom) = (Float(x - Double(left)), Float(y - Double(top)))
        let upper = pixel(left, top) * (1 - right) + pixel(left + 1, top) * right
        let lower = pixel(left, top + 1) * (1 - right) + pixel(left + 1, top + 1) * right
        return upper * (1 - bottom) + lower * bottom
    }
}

/// Why there are no lines of an image: a sentence without paths or text of the document.
struct Refusal: Error {
    let reason: String
}
