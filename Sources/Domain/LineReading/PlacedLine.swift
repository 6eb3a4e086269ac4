/// A line as it was found, on the page as it is turned: where to sample it in the image, and where it stands on the page.
public struct PlacedLine: Sendable, Hashable {
    /// Corners in the image, from the one where reading begins, clockwise as the line is read.
    public let sampled: Quad
    /// Whether it runs across the page; one that runs down is read downwards.
    public let isLevel: Bool
    /// Corners on the upright page, from its top left.
    private let shown: Quad

    /// - Parameters:
    ///   - quad: in pixels of the image.
    ///   - turns: quarter turns clockwise that make the image the page.
    public init(_ quad: Quad, turns: Int, width: Int, height: Int) {
        let turned = Quad(
            corners: quad.corners.map { $0.turned(turns, width: Double(width), height: Double(height)) })
        // Turned clockwise, what was at the bottom left is at the top left.
        let first = (4 - turns & 3) & 3
        shown = turned.starting(at: first)
        isLevel = Self.isLevel(shown)
        sampled = quad.starting(at: isLevel ? first : (first + 1) & 3)
    }

    /// Whether a box is a line that runs across, or at least a short one of one or two characters.
    static func isLevel(_ quad: Quad) -> Bool { quad.height < 1.5 * quad.width }

    /// The line with its characters; nil where it lies outside the page or has none.
    ///
    /// - Parameters:
    ///   - emissions: its characters.
    ///   - stepShare: how much of the line's length a timestep is.
    ///   - pageWidth: pixels of the upright page, as `pageHeight`.
    public func line(
        _ emissions: [LineDecoder.Emission], stepShare: Double, pageWidth: Int, pageHeight: Int
    ) -> RecognisedLine? {
        guard !emissions.isEmpty, let box = shown.hull(width: pageWidth, height: pageHeight) else { return nil }
        let spans = Self.spans(emissions, stepShare: stepShare)
        let (start, end) = isLevel ? ends : (Point(Double(box.left), 0), Point(Double(box.right), 0))
        let characters = zip(emissions, spans).map { emission, span in
            RecognisedCharacter(
                text: emission.text, probability: emission.probability, step: emission.first,
                blankBefore: emission.blankBefore, isBlankEmitted: emission.isBlankEmitted,
                left: Self.rounded(start.x + span.lowerBound * (end.x - start.x)),
                right: Self.rounded(start.x + span.upperBound * (end.x - start.x)))
        }
        return RecognisedLine(box: box, sink: Self.rounded(end.y - start.y), characters: characters)
    }

    /// The middles of the left and the right side.
    private var ends: (Point, Point) {
        ((shown.corners[0] + shown.corners[3]) * 0.5, (shown.corners[1] + shown.corners[2]) * 0.5)
    }

    /// Tenths of a pixel: there is no more to know, and it makes the message shorter.
    private static func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }

    /// Where characters begin and end, as shares of the line's length. A timestep knows the middle of a character at best;
    /// it reaches half way to its neighbours, but not over a blank.
    private static func spans(_ emissions: [LineDecoder.Emission], stepShare: Double) -> [ClosedRange<Double>] {
        let middles = emissions.map { (Double($0.first + $0.last) / 2 + 0.5) * stepShare }
        let pitches = zip(middles.dropFirst(), middles).map { $0 - $1 }.sorted()
        let half = 0.6 * (pitches.isEmpty ? 2 * stepShare : pitches[pitches.count / 2])
        return middles.indices.map { index in
            let middle = middles[index]
            let left = index > 0 ? max(middle - half, (middles[index - 1] + middle) / 2) : middle - half
            let right =
                index + 1 < middles.count ? min(middle + half, (middles[index + 1] + middle) / 2) : middle + half
            let start = min(max(left, 0), 1)
            return start...max(start, min(right, 1))
        }
    }
}
