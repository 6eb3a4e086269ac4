/// Observations of durations by how long they were.
public struct Histogram: Sendable, Hashable {
    /// Seconds from ready to the claim; short where all is well.
    public static let waitBounds = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30, 60, 300, 1800]
    /// Seconds of work on one attempt, which may take minutes.
    public static let durationBounds = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600]
    /// Stands for all that is longer, where a bucket is named by its bound.
    public static let longest = 9_999_999.0

    /// Upper bounds of the buckets in seconds; what is longer counts in one more.
    public let bounds: [Double]
    /// Observations in each bucket, not added up; one more than there are bounds.
    public private(set) var counts: [Int]
    /// Seconds in each bucket.
    public private(set) var seconds: [Double]

    /// Nothing observed yet.
    public init(bounds: [Double]) {
        self.bounds = bounds
        counts = Array(repeating: 0, count: bounds.count + 1)
        seconds = Array(repeating: 0, count: bounds.count + 1)
    }

    /// One more observation.
    public mutating func add(_ duration: Double) {
        let index = bounds.firstIndex { duration <= $0 } ?? bounds.count
        counts[index] += 1
        seconds[index] += max(0, duration)
    }

    /// Whether nothing was observed.
    public var isEmpty: Bool { counts.allSatisfy { $0 == 0 } }
}
