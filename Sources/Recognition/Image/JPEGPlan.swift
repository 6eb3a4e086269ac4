import CLeptonica
import Domain

/// How a JPEG is decoded: the decoder can give an eighth of its sides at least cost, and the brightness alone.
struct JPEGPlan: Equatable {
    /// Pixels of the file's side for one of the image: 1, 2, 4 or 8.
    private(set) var reduction = 1
    /// Brightness alone, a quarter of the memory.
    let isGrey: Bool

    /// - Throws: `.invalidFile`, `.tooLarge`.
    init(_ header: JPEGHeader, _ limits: ReadingLimits) throws(DocumentProblem) {
        guard header.width > 0, header.height > 0 else { throw ImageDecoder.broken }
        let pixels = header.width * header.height
        isGrey = header.components == 1 || header.components == 3 && pixels > CleanUp.mostColouredPixels
        // What comes in several scans is kept whole until the last, two bytes for each sample.
        let fixed = header.hasManyScans ? 2 * header.samples : 0
        // An image that is turned is there twice.
        let each = (isGrey ? 1 : 4) * (header.orientation == 1 ? 1 : 2) + 1
        func isTooMuch() -> Bool {
            let pixels = pixels / (reduction * reduction)
            return pixels > 2 * limits.maxRasterPixels || pixels * each + fixed > limits.maxDecodedBytes
        }
        while reduction < 8, isTooMuch() { reduction *= 2 }
        let image = DecodingCost(perPixel: each, fixed: fixed)
        try limits.check(width: header.width, height: header.height, cost: DecodingCost(perPixel: 1, fixed: 0))
        try limits.check(width: header.width / reduction, height: header.height / reduction, cost: image)
    }

    var hint: Int32 { Int32(L_JPEG_CONTINUE_WITH_BAD_DATA | (isGrey ? L_JPEG_READ_LUMINANCE : 0)) }
}
