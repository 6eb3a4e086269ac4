/// What a worker asks of its reading process: the lines of one image.
public struct ReaderRequest: Sendable, Hashable, Codable {
    /// Path of the PNG.
    public var image: String
    /// Pixels it may have; more are not decoded.
    public var maxPixels: Int
    /// Seconds until the answer is to be there, and of processor time after which the process is ended.
    public var seconds: Double

    /// A request from its parts.
    public init(image: String, maxPixels: Int, seconds: Double) {
        self.image = image
        self.maxPixels = maxPixels
        self.seconds = seconds
    }
}

/// What the reading process says: once that it is ready or cannot be, then one answer to each request.
public enum ReaderAnswer: Sendable, Hashable, Codable {
    /// The models are loaded.
    case ready
    /// The lines of the page.
    case page(RecognisedPage)
    /// Why there are none, as a sentence without paths or text of the document.
    case problem(String)
}
