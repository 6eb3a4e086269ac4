/// The size at which an image is searched for lines, and in which parts.
public struct DetectionSize: Sendable, Hashable {
    /// A part of the longer side.
    public struct Tile: Sendable, Hashable {
        /// Pixels along the longer side that the model sees.
        public let searched: Range<Int>
        /// Those of them that count: of what two tiles see, each gives the half that is farther from its edge, so that a
        /// line at an edge is found once, and by the tile that sees what is around it.
        public let kept: Range<Int>
    }

    /// Pixels from left to right, a multiple of 32.
    public let width: Int
    /// Pixels from top to bottom, a multiple of 32.
    public let height: Int
    /// From the beginning of the longer side to its end; one for all but long strips, such as till receipts.
    public let tiles: [Tile]

    /// Small letters are not found in less.
    private static let leastShort = 736.0
    /// More finds no more lines, and costs memory by its square.
    static let mostLong = 1600.0
    /// Sides this far apart are those of a strip, whose letters would shrink to nothing.
    private static let stripRatio = 3.5
    /// A tile sees at least so much more along the strip than across, as it would of a sheet.
    private static let tileRatio = 1.4
    /// More is a line or two, whose letters are large.
    private static let mostEnlarged = 2.0
    /// Higher than any printed line.
    private static let overlap = 256
    /// Some 2 m of a till receipt at 203 dpi.
    private static let mostTiles = 16

    /// - Parameter width: pixels of the image; 1 or more, as `height`.
    public init(width: Int, height: Int) {
        let (short, long) = (Double(min(width, height)), Double(max(width, height)))
        let whole = min(max(1, Self.leastShort / short), Self.mostLong / long)
        let strip = min(
            max(1, min(Self.leastShort / short, Self.mostEnlarged)), Self.mostLong / (Self.tileRatio * short),
            Double(Self.mostTiles * (Int(Self.mostLong) - Self.overlap)) / long)
        let scale = long > Self.stripRatio * short ? max(whole, strip) : whole
        func rounded(_ side: Int) -> Int { max(32, Int((Double(side) * scale / 32).rounded()) * 32) }
        self.width = rounded(width)
        self.height = rounded(height)
        tiles = Self.tiles(max(self.width, self.height))
    }

    /// Tiles of one size, so that the model is made ready for one shape.
    private static func tiles(_ length: Int) -> [Tile] {
        let longest = Int(mostLong)
        guard length > longest else { return [Tile(searched: 0..<length, kept: 0..<length)] }
        let count = (length - overlap + longest - overlap - 1) / (longest - overlap)
        let size = ((length + (count - 1) * overlap + count - 1) / count + 31) / 32 * 32
        let starts = (0..<count).map { $0 * (length - size) / (count - 1) }
        let seams = zip(starts, starts.dropFirst()).map { ($0 + size + $1) / 2 }
        return zip(starts, zip([0] + seams, seams + [length])).map {
            Tile(searched: $0..<($0 + size), kept: $1.0..<$1.1)
        }
    }
}
