/// A rectangle at any angle. Its first side is the one that is closer to level.
public struct Quad: Sendable, Hashable {
    /// The corners clockwise, from the one at the top left.
    public var corners: [Point]

    /// A quad from its four corners, clockwise from the top left.
    public init(corners: [Point]) { self.corners = corners }

    /// The smallest rectangle around points; nil where they have no extent.
    public init?(around points: [Point]) {
        let hull = ConvexHull.of(points)
        guard hull.count >= 2 else { return nil }
        var best: (area: Double, quad: Quad)?
        for index in hull.indices {
            let edge = hull[(index + 1) % hull.count] - hull[index]
            guard edge.length > 0 else { continue }
            let candidate = Quad(hull, along: edge * (1 / edge.length))
            let area = candidate.width * candidate.height
            if best.map({ area < $0.area }) ?? true { best = (area, candidate) }
        }
        guard let best else { return nil }
        self = best.quad
    }

    private init(_ hull: [Point], along direction: Point) {
        var across = direction
        if abs(across.y) > abs(across.x) { across = Point(-across.y, across.x) }
        if across.x < 0 { across = across * -1 }
        let down = Point(-across.y, across.x)
        let (xs, ys) = (hull.map { Point.dot($0, across) }, hull.map { Point.dot($0, down) })
        let (left, right) = (xs.min() ?? 0, xs.max() ?? 0)
        let (top, bottom) = (ys.min() ?? 0, ys.max() ?? 0)
        corners = [(left, top), (right, top), (right, bottom), (left, bottom)].map { across * $0.0 + down * $0.1 }
    }

    /// Length of the first side.
    public var width: Double { (corners[1] - corners[0]).length }
    /// Length of the second side.
    public var height: Double { (corners[3] - corners[0]).length }

    /// A share of the way along the first side.
    public func across(_ share: Double) -> Point { (corners[1] - corners[0]) * share }
    /// A share of the way along the second side.
    public func down(_ share: Double) -> Point { (corners[3] - corners[0]) * share }

    /// Every side moved outwards by as many pixels.
    public func grown(by distance: Double) -> Quad {
        guard width > 0, height > 0 else { return self }
        let (across, down) = (across(distance / width), down(distance / height))
        return Quad(corners: [
            corners[0] - across - down, corners[1] + across - down, corners[2] + across + down,
            corners[3] - across + down,
        ])
    }

    /// On an image that is that much wider and higher.
    public func scaled(_ x: Double, _ y: Double) -> Quad {
        Quad(corners: corners.map { Point($0.x * x, $0.y * y) })
    }

    /// The same corners, counted from that one on.
    public func starting(at corner: Int) -> Quad {
        Quad(corners: (0..<4).map { corners[($0 + corner) & 3] })
    }

    /// The upright box around it, within an image of that size; nil where it lies outside.
    public func hull(width: Int, height: Int) -> Box? {
        let (xs, ys) = (corners.map(\.x), corners.map(\.y))
        let box = Box(
            left: max(0, Int((xs.min() ?? 0).rounded(.down))), top: max(0, Int((ys.min() ?? 0).rounded(.down))),
            right: min(width, Int((xs.max() ?? 0).rounded(.up))), bottom: min(height, Int((ys.max() ?? 0).rounded(.up)))
        )
        return box.width > 0 && box.height > 0 ? box : nil
    }
}
