/// Observations of durations by how long they were.
public struct Histogram: Sendable, Hashable {
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
