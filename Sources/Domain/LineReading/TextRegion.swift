/// How probable text is at each pixel, as a detection model gives it.
public struct TextMap {
    /// Pixels from left to right.
    public let width: Int
    /// Pixels from top to bottom.
    public let height: Int
    /// Row by row, 0 to 1.
    public let values: UnsafeBufferPointer<Float>

    /// A map over `width * height` values, which must outlive it.
    public init(width: Int, height: Int, values: UnsafeBufferPointer<Float>) {
        precondition(values.count >= width * height)
        self.width = width
        self.height = height
        self.values = values
    }

    /// Pixels over this belong to text.
    public static let threshold: Float = 0.3

    /// Mean of the pixels inside a quad, 0 where there is none.
    func mean(in quad: Quad) -> Double {
        guard let box = quad.hull(width: width, height: height), quad.width > 0, quad.height > 0 else { return 0 }
        let (across, down) = (quad.across(1 / quad.width), quad.down(1 / quad.height))
        var (sum, count) = (0.0, 0)
        for y in box.top..<box.bottom {
            for x in box.left..<box.right {
                let place = Point(Double(x) + 0.5, Double(y) + 0.5) - quad.corners[0]
                let (u, v) = (Point.dot(place, across), Point.dot(place, down))
                guard u >= 0, u <= quad.width, v >= 0, v <= quad.height else { continue }
                sum += Double(values[y * width + x])
                count += 1
            }
        }
        return count > 0 ? sum / Double(count) : 0
    }
}

/// A connected spot of probable text, as the first and the last pixel of each of its rows.
public struct TextRegion: Sendable {
    /// Row, first column, last column.
    public var rows: [(y: Int, first: Int, last: Int)]

    /// A region from its rows.
    public init(rows: [(y: Int, first: Int, last: Int)]) { self.rows = rows }

    /// Thinner spots are specks.
    private static let thinnest = 3.0
    /// Spots that are less probable are no text.
    private static let leastMean = 0.5
    /// The models are taught lines that are shrunk by their area over their girth times this; it is given back.
    private static let growth = 1.6

    /// The line of text; nil where the region is too small or too doubtful.
    public func line(on map: TextMap) -> Quad? {
        let points = rows.flatMap { row in
            // A pixel is a square, not a point.
            [Double(row.first), Double(row.last + 1)].flatMap { x in
                [Point(x, Double(row.y)), Point(x, Double(row.y + 1))]
            }
        }
        guard let quad = Quad(around: points), min(quad.width, quad.height) >= Self.thinnest,
            map.mean(in: quad) >= Self.leastMean
        else { return nil }
        return quad.grown(by: quad.width * quad.height * Self.growth / (2 * (quad.width + quad.height)))
    }
}
