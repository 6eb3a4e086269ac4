import Domain

extension LineReaderEngine: LineReader {
    /// The lines of the image; nil where the process is not there or was lost.
    public func lines(
        _ image: PreparedImage, in directory: String, deadline: Double, isCancelled: @escaping () -> Bool
    ) throws -> RecognisedPage? {
        try read("\(directory)/\(image.fileName)", deadline: deadline, isCancelled: isCancelled)
    }
}
