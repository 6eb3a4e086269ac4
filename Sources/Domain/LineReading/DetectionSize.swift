/// The size at which an image is searched for lines.
public struct DetectionSize: Sendable, Hashable {
    /// Pixels from left to right, a multiple of 32.
    public let width: Int
    /// Pixels from top to bottom, a multiple of 32.
    public let height: Int

    /// Small letters are not found in less.
    private static let leastShort = 736.0
    /// More finds no more lines, and costs memory by its square.
    static let mostLong = 1600.0

    /// - Parameter width: pixels of the image; 1 or more, as `height`.
    public init(width: Int, height: Int) {
        let (short, long) = (Double(min(width, height)), Double(max(width, height)))
        var scale = max(1, Self.leastShort / short)
        scale = min(scale, Self.mostLong / long)
        func rounded(_ side: Int) -> Int { max(32, Int((Double(side) * scale / 32).rounded()) * 32) }
        self.width = rounded(width)
        self.height = rounded(height)
    }
}
