import Domain

/// Reads an image as lines of characters, before words are made of them: the line reader behind its process border.
public protocol LineReader: AnyObject {
    /// The lines of `image` in `directory` on the upright page; nil where the reader is not there or died of the page,
    /// which is no reason to fail.
    ///
    /// - Parameters:
    ///   - deadline: seconds this page may take.
    ///   - isCancelled: asked many times a second, on this thread.
    /// - Throws: `RecognitionError` (`.cancelled`, `.deadline`).
    func lines(
        _ image: PreparedImage, in directory: String, deadline: Double, isCancelled: @escaping () -> Bool
    ) throws -> RecognisedPage?
}

/// An engine that can be told how an image is turned.
public protocol WordReader: RecognitionEngine {
    /// As `read`, but the image is known to be upright after `turns` quarter turns clockwise, and no other is tried.
    func read(
        _ image: PreparedImage, in directory: String, number: Int, turns: Int, deadline: Double,
        isCancelled: @escaping () -> Bool
    ) throws -> Page
}
