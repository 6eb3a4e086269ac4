/// What a document may cost to read. All are checked before the cost arises.
public struct ReadingLimits: Sendable, Hashable {
    /// Bytes of the file.
    public var maxBytes: Int
    /// Pixels of an image file: they take time, whatever memory each needs.
    public var maxPixels: Int
    /// Bytes that decoding an image file takes at its highest, before it is grey.
    public var maxDecodedBytes: Int
    /// Pixels of an image inside a PDF: the renderer takes four bytes for each, whatever its depth.
    public var maxEmbeddedPixels: Int
    /// Pixels that are handed to recognition: larger images are scaled down, and PDF pages rendered at a lower resolution.
    public var maxRasterPixels: Int
    /// Pages of a PDF or TIFF.
    public var maxPages: Int
    /// Pixels of all the images together that a PDF is made of; one of a bit counts an eighth.
    public var maxWrittenPixels: Int

    /// Limits that hold a reading process under some 400 MB.
    public init(
        maxBytes: Int = 52_428_800, maxPixels: Int = 200_000_000, maxDecodedBytes: Int = 320 << 20,
        maxEmbeddedPixels: Int = 64_000_000,
        maxRasterPixels: Int = 20_000_000, maxPages: Int = 50, maxWrittenPixels: Int = 200_000_000
    ) {
        self.maxBytes = maxBytes
        self.maxPixels = maxPixels
        self.maxDecodedBytes = maxDecodedBytes
        self.maxEmbeddedPixels = maxEmbeddedPixels
        self.maxRasterPixels = maxRasterPixels
        self.maxPages = maxPages
        self.maxWrittenPixels = maxWrittenPixels
    }
}
