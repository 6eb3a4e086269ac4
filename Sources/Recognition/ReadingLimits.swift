/// What a document may cost to read. All are checked before the cost arises.
public struct ReadingLimits: Sendable, Hashable {
    /// Bytes of the file.
    public var maxBytes: Int
    /// Pixels of an image as it would be decoded, also of one inside a PDF; one with transparency counts twice.
    public var maxPixels: Int
    /// Pixels that are handed to recognition: larger images are scaled down, and PDF pages rendered at a lower resolution.
    public var maxRasterPixels: Int
    /// Pages of a PDF or TIFF.
    public var maxPages: Int

    /// Limits that hold a reading process under some 400 MB.
    public init(
        maxBytes: Int = 52_428_800, maxPixels: Int = 100_000_000, maxRasterPixels: Int = 20_000_000, maxPages: Int = 50
    ) {
        self.maxBytes = maxBytes
        self.maxPixels = maxPixels
        self.maxRasterPixels = maxRasterPixels
        self.maxPages = maxPages
    }
}
