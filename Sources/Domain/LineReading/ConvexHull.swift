/// The outline of a set of points.
enum ConvexHull {
    /// The corners in order, without those on a straight edge; the points themselves where there are fewer than three.
    static func of(_ points: [Point]) -> [Point] {
        let sorted = points.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
        guard sorted.count > 2 else { return sorted }
        func half(_ points: some Sequence<Point>) -> [Point] {
            var chain: [Point] = []
            for point in points {
                while chain.count >= 2,
                    Point.cross(chain[chain.count - 1] - chain[chain.count - 2], point - chain[chain.count - 1]) <= 0
                {
                    chain.removeLast()
                }
                chain.append(point)
            }
            return chain
        }
        let (lower, upper) = (half(sorted), half(sorted.reversed()))
        return Array(lower.dropLast() + upper.dropLast())
    }
}
