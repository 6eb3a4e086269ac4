import Domain

extension ReadingLimits {
    /// - Throws: `.tooLarge` where an image of that size has more pixels than allowed, or takes more memory.
    func check(width: Int, height: Int, cost: DecodingCost) throws(DocumentProblem) {
        let room = maxDecodedBytes - cost.fixed
        try Self.check(width, height, most: min(maxPixels, room / cost.perPixel))
    }

    /// - Throws: `.tooLarge` where an image of that size inside a PDF has more pixels than allowed.
    func checkEmbedded(width: Int, height: Int) throws(DocumentProblem) {
        try Self.check(width, height, most: maxEmbeddedPixels)
    }

    /// - Throws: `.tooLarge` where a PDF of images with so many pixels would cost too much to make.
    func checkWritten(pixels: Int) throws(DocumentProblem) {
        guard pixels <= maxWrittenPixels else {
            throw DocumentProblem(
                .tooLarge, "The pages are too large together for one PDF. Split the file and send the parts.")
        }
    }

    private static func check(_ width: Int, _ height: Int, most: Int) throws(DocumentProblem) {
        let (area, overflow) = width.multipliedReportingOverflow(by: height)
        guard !overflow, area <= most else {
            let size = "\(width) x \(height)"
            throw DocumentProblem(
                .tooLarge, "The image has \(size) pixels, more than is read. Send it at a lower resolution.")
        }
    }
}
