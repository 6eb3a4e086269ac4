/// A place on an image: pixels from the top left corner, y downwards; a pixel's middle is at one half.
public struct Point: Sendable, Hashable {
    /// Pixels from the left edge.
    public var x: Double
    /// Pixels from the top edge.
    public var y: Double

    /// A point from its parts.
    public init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }

    static func + (a: Point, b: Point) -> Point { Point(a.x + b.x, a.y + b.y) }
    static func - (a: Point, b: Point) -> Point { Point(a.x - b.x, a.y - b.y) }
    static func * (a: Point, factor: Double) -> Point { Point(a.x * factor, a.y * factor) }
    /// Area of the parallelogram that two vectors span; its sign says on which side the second lies.
    static func cross(_ a: Point, _ b: Point) -> Double { a.x * b.y - a.y * b.x }
    static func dot(_ a: Point, _ b: Point) -> Double { a.x * b.x + a.y * b.y }
    var length: Double { Point.dot(self, self).squareRoot() }

    /// Where the point is after an image of that size was turned clockwise by `turns` quarters.
    public func turned(_ turns: Int, width: Double, height: Double) -> Point {
        switch turns & 3 {
        case 1: Point(height - y, x)
        case 2: Point(width - x, height - y)
        case 3: Point(y, width - x)
        default: self
        }
    }
}
